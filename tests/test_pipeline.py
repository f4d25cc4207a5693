"""From files to the ledger: what is read, what is set aside, and that nothing is invented."""

import os
from pathlib import Path

import pytest

from cordiale import pipeline
from cordiale.ledger import Ledger, LedgerError
from cordiale.model import Structure

FRENCH = (
    "Commerce avec le Ghana\n\n"
    "En 2021, les exportations du Portugal vers le Ghana ont atteint 45,5 millions de dollars, selon le ministère. "
    "Les deux pays ont signé un mémorandum de coopération à Accra.\n"
)
ENGLISH = (
    "In 2021 the exports of Portugal to Ghana reached 45.5 million dollars, the ministry said. "
    "The two countries have signed a memorandum on cooperation in Accra, and this is not the end of it.\n"
)
RUSSIAN = (
    "В 2021 году экспорт Португалии в Гану составил 45,5 млн долларов, сообщили в министерстве. "
    "Страны подписали меморандум о сотрудничестве, и это не предел для них.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(FRENCH, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger.open(tmp_path / "a.cordiale", create=True) as opened:
        yield opened


def test_a_french_text_is_read(texts: Path, ledger: Ledger) -> None:
    seen: list[pipeline.Progress] = []
    report = pipeline.read([texts], ledger, progress=seen.append)
    assert report.read == ("a.txt",)
    assert report.set_aside == ()
    assert report.statements == report.added == len(ledger.statements()) > 0
    assert [(step.done, step.total, step.name) for step in seen] == [(1, 1, "a.txt")]
    figures = ledger.statements("observation")
    assert [figure.statement.evidence.quote for figure in figures] == ["45,5 millions de dollars"]
    assert "Ghana" in ledger.search("ghana")[0].text
    assert ledger.verify() == []


def test_reading_again_changes_nothing(texts: Path, ledger: Ledger) -> None:
    pipeline.read([texts], ledger)
    before = (ledger.statements(), ledger.documents())
    (texts / "copy.txt").write_text(FRENCH, encoding="utf-8")
    report = pipeline.read([texts, texts / "a.txt"], ledger)
    assert (report.read, report.unchanged) == ((), ("a.txt", "copy.txt"))
    assert ledger.statements() == before[0]
    assert ledger.documents()[0].names == ("a.txt", "copy.txt")


def test_the_same_bytes_twice_in_one_reading(texts: Path, ledger: Ledger) -> None:
    (texts / "b.txt").write_text(FRENCH, encoding="utf-8")
    report = pipeline.read([texts], ledger)
    assert (report.read, report.unchanged) == (("a.txt",), ("b.txt",))
    assert len(ledger.documents()) == 1


def test_newer_rules_read_again(texts: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.read([texts], ledger)
    monkeypatch.setattr(pipeline, "rules_version", lambda: "newer")
    monkeypatch.setattr(
        pipeline, "analyse", lambda document, **_: pipeline.Analysed(document, Structure(), ())
    )
    report = pipeline.read([texts], ledger)
    assert (report.read, report.added, report.retired) == (("a.txt",), 0, first.added)
    assert len(ledger.changes()) == first.added
    assert ledger.documents()[0].rules == "newer"


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (RUSSIAN, "ru")])
def test_nothing_is_invented_from_other_languages(
    texts: Path, ledger: Ledger, text: str, language: str
) -> None:
    (texts / "a.txt").write_text(text, encoding="utf-8")
    report = pipeline.read([texts], ledger)
    assert report.statements == 0
    assert report.notes == (
        ("a.txt", f"its language ({language}) is not read: kept for search, nothing extracted"),
    )
    assert ledger.documents()[0].language == language
    assert ledger.documents()[0].note == report.notes[0][1]
    assert ledger.search("45")
    document, _, statements = pipeline.read_document(texts / "a.txt")
    assert (document.language, statements) == (language, [])


def test_a_long_text_in_no_language_is_told(texts: Path, ledger: Ledger) -> None:
    (texts / "a.txt").write_text("lorem zxcv qwer " * 100 + "45,5 millions de dollars", encoding="utf-8")
    report = pipeline.read([texts], ledger)
    assert report.statements == 0
    assert "not recognised" in report.notes[0][1]


def test_a_short_text_without_a_sentence_is_read(texts: Path) -> None:
    (texts / "a.txt").write_text("Exportations 2021 : 45,5 millions USD\n", encoding="utf-8")
    assert [s.evidence.quote for s in pipeline.read_document(texts / "a.txt")[2]] == ["45,5 millions USD"]


def test_files_that_cannot_be_read_are_set_aside(texts: Path, ledger: Ledger) -> None:
    (texts / "b.txt").touch()
    (texts / "c.txt").write_bytes(b"a\0b")
    (texts / "d.txt").write_bytes(FRENCH.encode("utf-16"))
    (texts / "e.txt").write_bytes("été, déjà, créé, où, ".encode() * 30 + b"\xff")
    (texts / "f.txt").write_text(FRENCH * 100, encoding="utf-8")
    report = pipeline.read([texts, texts / "none.txt"], ledger, limit_bytes=10_000)
    assert report.read == ("a.txt", "d.txt")
    assert [os.path.basename(item.path) for item in report.set_aside] == [
        "b.txt",
        "c.txt",
        "e.txt",
        "f.txt",
        "none.txt",
    ]
    assert all(item.reason and "\n" not in str(item) for item in report.set_aside)
    assert ledger.files_set_aside() == list(report.set_aside)
    pipeline.read([texts], ledger)
    left = [os.path.basename(item.path) for item in ledger.files_set_aside()]
    assert left == ["b.txt", "c.txt", "e.txt", "none.txt"]


def test_a_fault_in_one_document_does_not_lose_the_others(
    texts: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (texts / "b.txt").write_text(FRENCH + "Bis.", encoding="utf-8")
    analyse = pipeline.analyse

    def faulty(document, **options):
        if document.name == "a.txt":
            raise ZeroDivisionError("by\nzero")
        return analyse(document, **options)

    monkeypatch.setattr(pipeline, "analyse", faulty)
    report = pipeline.read([texts], ledger)
    assert report.read == ("b.txt",)
    (item,) = report.set_aside
    assert "ZeroDivisionError: by zero" in str(item)


def test_workers_give_the_same_ledger(texts: Path, tmp_path: Path, ledger: Ledger) -> None:
    for number in range(3):
        (texts / f"{number}.txt").write_text(FRENCH.replace("2021", f"201{number}"), encoding="utf-8")
    pipeline.read([texts], ledger)
    with Ledger.open(tmp_path / "b.cordiale", create=True) as other:
        report = pipeline.read([texts], other, workers=2)
        assert report.read == ("0.txt", "1.txt", "2.txt", "a.txt")
        assert [found.line() for found in other.statements()] == [
            found.line() for found in ledger.statements()
        ]


def test_a_ledger_that_cannot_be_written_ends_the_reading(
    texts: Path, tmp_path: Path, ledger: Ledger
) -> None:
    with Ledger.open(tmp_path / "a.cordiale", read_only=True) as closed, pytest.raises(LedgerError):
        pipeline.read([texts], closed)


HOSTILE = {
    "digits": "Le total est de " + "7" * 10_000 + " dollars pour la région.",
    "unclosed": "Il a dit : « " + "la coopération avec les régions est une priorité. " * 400,
    "notes_again": "".join(
        f"Chapitre {n}\n\nLes exportations ont atteint {n},5 millions de dollars en 2021 1.\n\n1 Agence. - 2022.\n\n"
        for n in range(2, 40)
    ),
    "table": "".join(f"{year}\t{year * 7}\t{year / 9:.1f}\t-\t+7,5 %\n" for year in range(1990, 2030)),
    "one_line": "Le texte de la page est une ligne " * 30_000,
    "marks": "1 2 3 4 5 6 7 8 9 10\n\n" * 300,
    "quotes": '"' * 5_000 + "«" * 5_000 + "»" * 5_000,
    "spaces": "Le prix" + " " * 50_000 + "est de" + "\n" * 50_000 + "12 %.",
    "controls": "Le pays\x1b[31m a\u202e exporté\ufeff \ufdd0 12 %\ufdd1 de plus en 2021.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(texts: Path, ledger: Ledger, name: str) -> None:
    (texts / "a.txt").write_text(HOSTILE[name], encoding="utf-8", newline="")
    report = pipeline.read([texts], ledger)
    assert report.set_aside == ()
    assert report.read == ("a.txt",)
    assert ledger.verify() == []


def test_the_rules_have_a_version() -> None:
    from cordiale import __version__

    assert pipeline.rules_version() == pipeline.RULES
    assert pipeline.RULES.startswith(f"{__version__}+")
    with pytest.raises(AttributeError):
        _ = pipeline.NOTHING


@pytest.mark.parametrize("book", range(3))
def test_the_books_where_they_are_present(tmp_path: Path, book: int) -> None:
    """A whole book: every quote stands where it is said to, and a second reading changes nothing."""
    shared = Path(os.environ.get("CORDIALE_SHARED", Path(__file__).parents[1].parent / "shared")) / "corpus"
    books = sorted(shared.glob("*.txt"))
    if len(books) <= book:
        pytest.skip(f"no books in {shared.name}; set CORDIALE_SHARED")
    with Ledger.open(tmp_path / "book.cordiale", create=True) as ledger:
        report = pipeline.read([books[book]], ledger)
        assert report.statements > 100
        assert ledger.verify() == []
        assert pipeline.read([books[book]], ledger).unchanged == (books[book].name,)
