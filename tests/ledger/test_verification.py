"""Verification: whatever was tampered with is named."""

import sqlite3
from pathlib import Path

import pytest
from tests.ledger import making

from cordiale.intake import read_file
from cordiale.ledger import Ledger, LedgerError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text and the ledger that it was read into."""
    (tmp_path / "a.txt").write_text(making.TEXT, encoding="utf-8", newline="")
    document = read_file(tmp_path / "a.txt")
    with Ledger.open(tmp_path / "a.cordiale", create=True) as ledger:
        ledger.record(document, making.structure(document), making.statements(document), "r1")
    return tmp_path


def found(folder: Path, *, paths: list[Path] | None = None, read_only: bool = False) -> list[tuple[str, str]]:
    with Ledger.open(folder / "a.cordiale", read_only=read_only) as ledger:
        return [(problem.kind, str(problem)) for problem in ledger.verify(paths)]


def tamper(folder: Path, *commands: str) -> None:
    raw = sqlite3.connect(folder / "a.cordiale")
    for command in commands:
        raw.execute(command)
    raw.commit()
    raw.close()


def test_a_whole_ledger_has_no_problem(folder: Path) -> None:
    assert found(folder) == [] and found(folder, read_only=True) == []


@pytest.mark.parametrize(
    ("command", "kinds"),
    [
        ("UPDATE texts SET text = replace(text, '60,3', '60,4')", {"text", "quote", "passage"}),
        ("UPDATE texts SET text = text || ' '", {"text"}),
        ("UPDATE statements SET quote = '61,3 millions de dollars' WHERE kind = 'observation'", {"quote"}),
        ("UPDATE statements SET fields = replace(fields, '60300000', '70300000')", {"statement"}),
        ("UPDATE statements SET status = 'planned'", {"statement"}),
        ("UPDATE statement_parties SET name = 'LA' WHERE name = 'VN'", {"statement"}),
        ("UPDATE statements SET start = start + 1", {"quote", "statement"}),
        (
            "UPDATE passages SET text = replace(text, 'Hanoï', 'Vinh!') WHERE role = 'body'",
            {"passage", "index"},
        ),
        ("DELETE FROM passages_words_docsize WHERE id = 1", {"index"}),
        ("DELETE FROM documents", {"database"}),
    ],
)
def test_what_was_tampered_with_is_named(folder: Path, command: str, kinds: set[str]) -> None:
    tamper(folder, command)
    assert {kind for kind, _ in found(folder)} == kinds


def test_a_changed_file_is_named(folder: Path) -> None:
    (folder / "a.txt").write_text("autre", encoding="utf-8")
    ((kind, told),) = found(folder)
    assert kind == "changed" and str(folder / "a.txt") in told


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "a.txt").unlink()
    ((kind, told),) = found(folder)
    assert kind == "missing" and str(folder / "a.txt") in told


def test_a_moved_file_is_found_among_the_paths_given(folder: Path) -> None:
    (folder / "new").mkdir()
    (folder / "a.txt").rename(folder / "new" / "b.txt")
    assert [kind for kind, _ in found(folder)] == ["missing"]
    assert found(folder, paths=[folder / "new"]) == []
    assert [kind for kind, _ in found(folder, paths=[])] == ["missing"]
    (folder / "new" / "a.txt").write_text("autre", encoding="utf-8")
    (folder / "new" / "b.txt").unlink()
    assert [kind for kind, _ in found(folder, paths=[folder / "new"])] == ["changed"]


def test_a_newer_version_that_was_read_is_no_problem(folder: Path) -> None:
    (folder / "a.txt").write_text("Une autre version.", encoding="utf-8")
    document = read_file(folder / "a.txt")
    with Ledger.open(folder / "a.cordiale") as ledger:
        from cordiale.model import Structure

        ledger.record(document, Structure(), [], "r1")
    assert found(folder) == []


def test_a_damaged_file_is_told(folder: Path) -> None:
    path = folder / "a.cordiale"
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 40] = b"\xff" * 40
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"damaged|not a (whole )?ledger"):
        found(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-be"])
def test_every_encoding_verifies(tmp_path: Path, encoding: str) -> None:
    text = making.TEXT
    data = text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + data if encoding == "utf-16-be" else data)
    document = read_file(tmp_path / "a.txt")
    with Ledger.open(tmp_path / "a.cordiale", create=True) as ledger:
        ledger.record(document, making.structure(document), making.statements(document), "r1")
        assert ledger.verify() == []
