"""Whole pages: escaping, links in both directions, well-formed markup, status never mixed."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cordiale.model import (
    Article,
    Citation,
    Document,
    Evidence,
    Mark,
    Note,
    Passage,
    Source,
    Span,
    Statement,
    Structure,
)
from cordiale.publish.pages import PageEntry, name_page, write_pages
from cordiale.publish.wording import Wording, show_period
from cordiale.vocabulary import load_yaml

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}


class Reader(HTMLParser):
    """Checks that tags balance; keeps ids, links, tag names and the text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), "an attribute is given twice"
        if tag in {"p", "h1", "h2", "ul", "ol", "dl", "div", "section"}:
            assert "p" not in self.stack, f"<{tag}> inside <p>"
        if tag == "a":
            assert "a" not in self.stack, "a link inside a link"
            self.links.append(given)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if not {"style", "title"} & set(self.stack):
            self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


def document(text: str, name: str = "essai.txt") -> Document:
    return Document(
        hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        name,
        "text/plain",
        text,
        "utf-8",
        1,
        "fr",
    )


def statement(of: Document, start: int, end: int, *, kind: str = "observation", **given) -> Statement:
    fields = {"transform": "level", "value": 12, "unit": "USD", "bound": ">", "measure": "exports"}
    return Statement(
        kind,
        given.get("fields", fields if kind == "observation" else {}),
        given.get("status", "actual"),
        ("FR", "RS"),
        tuple(given.get("orgs", ())),
        given.get("cite"),
        Evidence(of.id, tuple(given.get("spans", (Span(start, end),))), of.text[start:end]),
        "essai@1",
    )


def write(folder: Path, entry: PageEntry, language: str = "fr") -> Reader:
    index, page = write_pages([entry], folder, language=language)
    assert index.name == "index.html"
    Reader(index.read_text(encoding="utf-8"))
    reader = Reader(page.read_text(encoding="utf-8"))
    assert len(reader.ids) == len(set(reader.ids)), "an id is given twice"
    for link in reader.links:
        if str(link["href"]).startswith("#"):
            assert str(link["href"])[1:] in reader.ids
        else:
            assert re.match(r"https?://|index\.html$", str(link["href"]))
    return reader


def test_every_statement_is_linked_both_ways(tmp_path):
    of = document("Les ventes ont atteint 12 millions, dont 3 au sud.")
    statements = [
        statement(of, 23, 33),
        statement(of, 26, 41, kind="event"),
        statement(of, 23, 33, status="target"),
        statement(of, 23, 33),
    ]
    reader = write(tmp_path, PageEntry(of, Structure(), statements))
    keys = {one.id for one in statements}
    assert len(keys) == 3
    targets = {str(link["href"]) for link in reader.links}
    for key in keys:
        assert {f"s-{key}", f"e-{key}"} <= set(reader.ids)
        assert {f"#s-{key}", f"#e-{key}"} <= targets


def test_split_anchor_and_anchor_outside_the_text(tmp_path):
    of = document("Un total de plus ### note ### de 320 millions. Autre.")
    passage = Passage("Un total de plus de 320 millions.", ((0, 0, 17), (17, 30, 16)), "body", 0)
    inside = statement(of, 12, 16, spans=(Span(12, 16), Span(30, 45)))
    outside = statement(of, 47, 52)
    entry = PageEntry(of, Structure((Article("T", 0, 50),), (passage,)), [inside, outside])
    reader = write(tmp_path, entry)
    assert reader.ids.count(f"s-{inside.id}") == 1
    assert f"s-{outside.id}" not in reader.ids
    assert f"e-{outside.id}" in reader.ids
    assert "Hors du texte" in reader.text


HOSTILE = "<script>alert(\"x\")</script> & <b onclick='y'> \x00\x1b\u202e"


def test_hostile_words_stay_words(tmp_path):
    of = document(HOSTILE + " 12 [1]", name=HOSTILE + ".txt")
    size = len(HOSTILE)
    mark = Mark(HOSTILE, Span(size + 4, size + 7), "bracket")
    passage = Passage(
        of.text[: size + 3],
        ((0, 0, size + 3),),
        "body",
        0,
        (Span(0, size + 3),),
        (),
        (Citation(HOSTILE, Span(0, size + 3), mark),),
    )
    source = Source(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 2020, "javascript:alert(1)", HOSTILE)
    note = Note(HOSTILE, (Span(0, size),), (mark,), 0, 0)
    structure = Structure((Article(HOSTILE, 0, size),), (passage,), (note,), (source,), lost=(HOSTILE,))
    given = statement(
        of, size + 1, size + 3, orgs=[HOSTILE], cite=HOSTILE, fields={HOSTILE: HOSTILE}, status=HOSTILE
    )
    reader = write(tmp_path, PageEntry(of, structure, [given]))
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in reader.tags}
    assert not any(name.startswith("on") or name == "style" for _, given in reader.tags for name in given)
    assert not any(str(link["href"]).startswith("javascript") for link in reader.links)
    assert "\x00" not in reader.text
    assert "alert(" in reader.text


def test_addresses_in_notes_are_linked_safely(tmp_path):
    of = document("Douze.[1]\n\n[1] Voir https://stat.uz/, javascript:alert(1)")
    mark = Mark("1", Span(6, 9), "bracket")
    passage = Passage("Douze.", ((0, 0, 6),), "body", None)
    note = Note("1", (Span(11, len(of.text)),), (mark,), None, None)
    given = statement(of, 0, 5, cite="1")
    reader = write(tmp_path, PageEntry(of, Structure((), (passage,), (note,)), [given]))
    out = [link for link in reader.links if str(link["href"]).startswith("http")]
    assert {link["href"] for link in out} == {"https://stat.uz/"}
    assert all(link["rel"] == "noreferrer noopener nofollow" for link in out)
    assert "[1]" not in reader.text, "the printed number is not shown twice"
    assert "#m-0-0" in {link["href"] for link in reader.links}


@pytest.mark.parametrize("text", ["", " \n\r\n\x0b", "\x00", "a" * 10_000])
def test_odd_documents(tmp_path, text):
    write(tmp_path, PageEntry(document(text), Structure(), []))


def test_what_is_not_done_is_said_beside_the_anchor(tmp_path):
    of = document("Un, deux, trois, quatre.")
    places = [(0, 2, "actual"), (4, 8, "planned"), (10, 15, "target"), (17, 23, "proposed")]
    entry = PageEntry(of, Structure(), [statement(of, a, b, status=s) for a, b, s in places])
    write(tmp_path, entry)
    page = next(tmp_path.glob("essai-*.html")).read_text(encoding="utf-8")
    shown = re.findall(r'class="tag">([^<]*)<', page)
    assert shown == ["prévu", "objectif", "proposé"]


def test_numbers_that_begin_again_cite_the_note_of_their_own_article(tmp_path):
    of = document("Un. Deux. Note A. Note B.")
    passages = (Passage("Un.", ((0, 0, 3),), "body", 0), Passage("Deux.", ((0, 4, 5),), "body", 1))
    notes = (Note("1", (Span(10, 17),), (), 0, None), Note("1", (Span(18, 25),), (), 1, None))
    articles = (Article("Premier", 0, 3), Article("Second", 4, 9))
    second = statement(of, 4, 8, cite="1")
    reader = write(tmp_path, PageEntry(of, Structure(articles, passages, notes), [second]))
    assert [link["href"] for link in reader.links].count("#n-1") == 1
    assert "#n-0" not in {link["href"] for link in reader.links}


def test_displaced_mark_is_shown_where_it_belongs(tmp_path):
    of = document("Phrase un. 7Phrase deux.")
    mark = Mark("7", Span(11, 12), "glued_start")
    text = "Phrase un. Phrase deux."
    cited = (Citation("7", Span(11, 23), mark),)
    passage = Passage(text, ((0, 0, 11), (11, 12, 12)), "body", None, (), (), cited)
    structure = Structure((), (passage,), (Note("7", None, (mark,), None, None),))
    write(tmp_path, PageEntry(of, structure, []))
    page = next(tmp_path.glob("essai-*.html")).read_text(encoding="utf-8")
    assert re.search(r"Phrase deux\.<span class=\"hit\"><sup", page)


def test_the_policy_allows_only_our_own_style(tmp_path):
    write(tmp_path, PageEntry(document("Texte."), Structure(), []))
    page = next(tmp_path.glob("essai-*.html")).read_text(encoding="utf-8")
    style = re.search(r"<style>(.*)</style>", page, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page.replace("&#39;", "'")
    assert "@import" not in style[1]
    assert "url(" not in style[1]
    assert " style=" not in page


def test_the_interface_says_the_same_things_in_each_language(tmp_path):
    def paths(node, base=()):
        if isinstance(node, dict):
            return {path for key, value in node.items() for path in paths(value, (*base, key))}
        return {base}

    texts = load_yaml("interface/pages.yml")
    assert paths(texts["fr"]) == paths(texts["en"])
    write(tmp_path, PageEntry(document("Texte."), Structure(), []), language="en")
    assert "Legend" in next(tmp_path.glob("essai-*.html")).read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="known: en, fr"):
        Wording("xx")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"transform": "level", "value": 60300000, "unit": "USD", "bound": "="}, "60\u202f300\u202f000 USD"),
        ({"transform": "level", "value": [300, 400], "unit": "count", "bound": "~"}, "environ 300 à 400"),
        ({"transform": "growth", "value": 1.7, "unit": "ratio", "bound": "="}, "× 1,7 (+70\u00a0%)"),
        (
            {"transform": "growth", "value": 0.827, "unit": "ratio", "bound": "="},
            "× 0,827 (\u221217,3\u00a0%)",
        ),
        ({"transform": "share", "value": 0.143, "unit": "share", "bound": ">"}, "plus de 14,3\u00a0%"),
        ({"transform": "rank", "value": 3, "unit": "rank", "bound": "<"}, "au plus rang 3"),
        ({"transform": "level", "value": 0, "unit": "EUR", "bound": "="}, "0 EUR"),
        (
            {"transform": "level", "value": 1.5e15, "unit": "USD", "bound": "="},
            "1\u202f500\u202f000\u202f000\u202f000\u202f000 USD",
        ),
        ({"transform": "level", "value": None, "unit": None, "bound": "="}, None),
    ],
)
def test_amounts_are_written_for_the_reader(fields, said):
    assert Wording("fr").amount(fields) == said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-01-01", "2023-12-31", "2021 – 2023"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2022-01-01", "2022-06-30", "2022-01 – 2022-06"),
        ("2022-11-22", "2022-11-22", "2022-11-22"),
        ("2022-01-15", "2022-06-30", "2022-01-15 – 2022-06-30"),
        ("2022-01-01", None, "2022-01-01 – …"),
        (None, None, None),
    ],
)
def test_periods_are_said_as_shortly_as_they_can_be(since, until, said):
    assert show_period(since, until) == said


def test_names_of_pages_cannot_leave_the_folder():
    assert name_page("../../etc/passwd.txt", "ab" * 32) == "etc-passwd-abababab.html"
    assert name_page("отчёт.txt", "../x").startswith("document-")
    assert len(name_page("é" * 500, "ab" * 32)) < 80


def test_a_markdown_heading_is_shown_without_its_number_signs(tmp_path):
    of = document("## Le port : 12 quais\n\nTexte de 4 000 mots.")
    heading = Passage("## Le port : 12 quais", ((0, 0, 21),), "heading", 0)
    body = Passage("Texte de 4 000 mots.", ((0, 23, 20),), "body", 0)
    structure = Structure((Article("## Le port : 12 quais", 0, 43),), (heading, body))
    reader = write(tmp_path, PageEntry(of, structure, [statement(of, 13, 15)]))
    assert "#" not in reader.text
    assert reader.text.count("Le port") == 1, "a printed title is not repeated"
    assert "Le port\u00a0: " in reader.text
    assert "4\u00a0000 mots" in reader.text


def test_no_passage_is_lost_where_articles_are_untitled(tmp_path):
    of = document("Première ligne\n\nSuite.")
    passages = (
        Passage("Première ligne", ((0, 0, 14),), "body", 0),
        Passage("Suite.", ((0, 16, 6),), "body", 0),
    )
    write(tmp_path, PageEntry(of, Structure((Article("", 0, 22),), passages), []))
    page = next(tmp_path.glob("essai-*.html")).read_text(encoding="utf-8")
    assert "<title>Première ligne · Cordiale</title>" in page
    assert "Suite." in page


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    (index,) = write_pages([], tmp_path)
    before = index.read_bytes()

    def fill(self, *_, **__):
        self.write_bytes(b"<html>")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fill)
    with pytest.raises(OSError, match="No space left") as caught:
        write_pages([], tmp_path, language="en")
    assert caught.value.filename == str(index)
    assert index.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
