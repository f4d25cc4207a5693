"""What holds for any text: offsets, partitions, no exception; and bad input of every kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordiale.model import Document, Structure
from cordiale.structure import analyse
from cordiale.structure.citations import _last_owners
from cordiale.structure.report import as_json
from cordiale.structure.sentences import LONGEST, split_sentences
from cordiale.structure.words import load_words

PIECES = [
    "Le port a vendu 20 bateaux", " en 2020", ". ", "\n", "\n\n", ' "', '" ', '"12 .', "¹²", "<sup>3</sup>", "[4]",
    "\n1 Le port [Ressource électronique]. - 2020. - URL : http://a.example/port-311111-2020/\n", "CHAPITRE 2\n",
    "12", "31Ces bateaux", "\n 14\n", "\f", "  ", "nord-\nouest", "\x00", "\r\n", "«", " »", "Table des matières\n",
    "Titre....5\n", "Bibliographie\n", "1. Un point.\n", "| a | b | c |\n", "# Titre\n", "\u2028", "\u00a0", "é", "Ж",
    " " * 40 + "\n", "2 Ibid. C. 7.\n", "\t", "\\[5\\]", "^6^", " ³. ", "(1) ", "Le 3. Un", "1253,1",
    "[^a]", "\n[^a]: Une note. - 2020.\n", "\n    encore\n", "[^b2]", "\n[^b2]: Autre.", "*", "***", "\n*Le port*\n",
]  # fmt: skip


def structure_of(text: str) -> Structure:
    return analyse(Document("0", "case.txt", "text/plain", text, "utf-8", len(text)))


def check(text: str) -> Structure:
    structure = structure_of(text)
    last = 0
    for passage in structure.passages:
        assert passage.text.strip() and passage.pieces
        assert sum(length for _, _, length in passage.pieces) == len(passage.text)
        at = 0
        for reading, document, length in passage.pieces:
            assert reading == at and length > 0
            assert document >= last
            printed, read = text[document : document + length], passage.text[reading : reading + length]
            assert all(
                one == two or (one.isspace() and two == " ") for one, two in zip(printed, read, strict=True)
            )
            at, last = reading + length, document + length
        assert "".join(span.of(passage.text) for span in passage.sentences) == passage.text
        for quotation in passage.quotations:
            assert 0 <= quotation.span.start < quotation.span.end <= len(passage.text)
        for citation in passage.citations:
            assert citation.scope.end <= len(passage.text)
        for sentence in passage.sentences:
            spans = passage.locate(sentence.start, sentence.end)
            located = "".join(span.of(text) for span in spans)
            assert set(sentence.of(passage.text).split()) <= set(passage.text.split())
            assert len("".join(located.split())) >= len("".join(sentence.of(passage.text).split()))
    for note in structure.notes:
        for mark in note.marks:
            assert text[mark.span.start : mark.span.end].strip()
            assert not any(
                span.start <= mark.span.start < span.end
                for other in structure.notes
                for span in other.definition or ()
            )
        if note.source is not None:
            assert note.number in structure.sources[note.source].notes
    assert all(
        one.end <= two.start for one, two in zip(structure.articles, structure.articles[1:], strict=False)
    )
    return structure


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_layers_fit_any_printed_text(text: str) -> None:
    check(text)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_layers_fit_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        "\x00" * 1000,
        "7" * 10_000,
        "a" * 200_000,
        '"' * 5_000,
        "¹" * 5_000,
        "Il vient. " * 20_000,
        "12\n" * 5_000,
        '"Il dit. ' * 5_000,
        "- a\n" * 5_000,
        "http://a-b-c-d/" * 5_000,
        "[" * 20_000,
        "[^" * 20_000,
        "[^a" * 20_000,
        "[^a]" * 5_000,
        "*" * 20_000,
        "*a " * 10_000,
        "# *a\n" * 3_000,
        "« » " * 20_000,
        "... " * 10_000 + "...x" * 10_000,
        "a" + "." * 300_000 + "x",
        "1 " * 100_000,
        "CHAPITRE 1\n" * 3_000,
        "| a | b |\n" * 3_000,
        "Отчёт готов. Завод выпустил 20 машин в 2021 г.\n" * 200,
        "The plant sold 20 tractors in 2021. It employs 300 people.\n" * 200,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_bad_input_is_survived(text: str) -> None:
    structure = structure_of(text)
    assert (
        as_json(Document("0", "case.txt", "text/plain", text, "utf-8", len(text)), structure)["notes"] == []
    )


@given(
    st.lists(st.sampled_from(["Le port vend ", "12 000 ", "; ", ", ", "x" * 900, ". Il ", " "]), max_size=200)
)
@settings(max_examples=60, deadline=None)
def test_no_sentence_is_longer_than_a_page(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = split_sentences(text, load_words())
    assert "".join(span.of(text) for span in spans) == text
    assert all(0 < len(span) <= LONGEST for span in spans)


def test_a_long_list_is_parted_where_it_pauses() -> None:
    text = "Sont vendus : " + "; ".join(f"des bateaux pour {i} 000 francs, neufs" for i in range(200)) + "."
    assert all(span.of(text).endswith("neufs; ") for span in split_sentences(text, load_words())[:-1])


def test_hundreds_of_marks_in_a_row_are_tied() -> None:
    text = "Le port vend 20 bateaux" + " [1]" * 5_000 + ".\n\n1. Le port. Le Chantier. 2020. C. 7.\n"
    structure = check(text)
    cited = [citation for passage in structure.passages for citation in passage.citations]
    assert len(cited) > 4_000


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: (min(ends), max(ends)))))
def test_the_last_mark_that_closes_a_sentence(owners: list[tuple[int, int]]) -> None:
    expected = [
        max((index for index, (low, high) in enumerate(owners) if low <= place <= high), default=-1)
        for place in range(13)
    ]
    assert _last_owners(owners, 13) == expected


def test_an_unclosed_quotation_does_not_swallow_a_chapter() -> None:
    text = 'Le ministre a dit "que tout va bien. ' + "Les ventes ont crû de 5 % en un an. " * 300
    assert all(
        len(quotation.span) < 2000 for passage in check(text).passages for quotation in passage.quotations
    )


def test_tables_are_rows() -> None:
    structure = check("Pays | 2020 | 2021\n| Chili | 12 | 14 |\n| Pérou | 9 | 11 |\n")
    assert [passage.role for passage in structure.passages][-2:] == ["table", "table"]
