"""Codes as readers name them, on the page and behind the name; notes that a word calls, on the page."""

from pathlib import Path

import pytest

from cordiale.model import Document, Evidence, Span, Statement
from cordiale.publish.pages import PageEntry, write_pages
from cordiale.publish.wording import Said, Wording
from cordiale.structure import analyse


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("fr", "FR", "France"),
        ("fr", "CA-QC", "Québec (Canada)"),
        ("en", "CA-QC", "Québec (Canada)"),
        ("en", "CN-TJ", "Tianjin (China)"),
        ("fr", "BY-HM", "Minsk (Biélorussie)"),
        ("fr", "BY:Minsk", "Minsk (Biélorussie)"),
        ("fr", "AFRICAN-UNION", "Union africaine"),
        ("en", "EU", "European Union"),
        # The vocabulary names blocs in French only, and no region or country is called so.
        ("en", "AFRICAN-UNION", "AFRICAN-UNION"),
        ("fr", "XX-12", "XX-12"),
        ("fr", "FR-NONE", "FR-NONE"),
        ("fr", "", ""),
        ("fr", "-", "-"),
    ],
)
def test_places(language: str, code: str, name: str) -> None:
    assert Wording(language).place(code) == name


def test_a_name_keeps_its_code_and_a_bare_code_stands_once() -> None:
    said = Wording("fr").places(["CA-QC", "XX-12"])
    assert said == [Said("Québec (Canada)", "CA-QC"), Said("XX-12")]


def page_of(text: str, folder: Path, *statements: Statement) -> str:
    of = Document("0", "essai.md", "text/markdown", text, "utf-8", len(text), "fr")
    return write_pages([PageEntry(of, analyse(of), statements)], folder)[1].read_text(encoding="utf-8")


def test_names_are_printed_with_the_code_as_their_title(tmp_path: Path) -> None:
    text = "Le forum a réuni les régions."
    given = Statement(
        "event",
        {"eventtype": "forum", "ordinal": None, "date": None, "place": "CN-TJ"},
        "actual",
        ("CA-QC", "AFRICAN-UNION", 'X"<b>'),
        (),
        None,
        Evidence("0", (Span(3, 8),), "forum"),
        "essai@1",
    )
    page = page_of(text, tmp_path, given)
    assert '<dd><span title="CN-TJ">Tianjin (Chine)</span></dd>' in page
    named = '<span title="CA-QC">Québec (Canada)</span>, <span title="AFRICAN-UNION">Union africaine</span>'
    assert named in page
    assert "<b>" not in page.partition("Parties")[2].partition("</dd>")[0]


def test_notes_called_by_words_and_stars(tmp_path: Path) -> None:
    text = (
        "# Le port\n\n*Revue, mai 2024*\n\nLe port vend 20 bateaux[^quai].\n\n[^quai]: Loi du port. – 2019.\n"
    )
    page = page_of(text, tmp_path)
    assert "[^quai]" not in page and "*Revue" not in page and "2024*" not in page
    assert '<span class="number">quai</span>' in page
    assert "Loi du port. – 2019." in page
