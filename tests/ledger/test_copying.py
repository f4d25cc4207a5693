"""Backups: whole copies while others write, and the way back."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger import making

from cordiale.ledger import Ledger, LedgerError
from cordiale.ledger.copying import backup, restore
from cordiale.model import Structure


def filled(place: Path, documents: int = 3) -> None:
    with Ledger.open(place, create=True) as ledger:
        for number in range(documents):
            document = making.document(making.TEXT + f"{number}\n", name=f"{number}.txt")
            ledger.record(document, Structure(), making.statements(document), "r1")


def held(place: Path) -> list[str]:
    with Ledger.open(place, read_only=True) as ledger:
        assert [problem for problem in ledger.verify() if problem.kind != "missing"] == []
        return [recorded.id for recorded in ledger.statements()]


def test_a_backup_taken_while_others_write_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "a.cordiale"
    filled(place)
    done = threading.Event()

    def write() -> None:
        with Ledger.open(place) as ledger:
            number = 0
            while not done.is_set():
                number += 1
                document = making.document(making.TEXT + f"w{number}\n", name=f"w{number}.txt")
                ledger.record(document, Structure(), making.statements(document), "r1")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            assert backup(str(place), tmp_path / f"{number}.backup") > 0
    finally:
        done.set()
        writer.join()
    for number in range(3):
        assert len(held(tmp_path / f"{number}.backup")) >= 6
    assert not list(tmp_path.glob("*.part"))


def test_a_restored_ledger_holds_what_was_backed_up(tmp_path: Path) -> None:
    place, copy, other = tmp_path / "a.cordiale", tmp_path / "copy", tmp_path / "b.cordiale"
    filled(place)
    before = held(place)
    backup(str(place), copy)
    restore(copy, str(other))
    assert held(other) == before


def test_restoring_over_a_ledger_is_refused_or_keeps_it(tmp_path: Path) -> None:
    place, copy = tmp_path / "a.cordiale", tmp_path / "copy"
    filled(place, 1)
    backup(str(place), copy)
    small = held(place)
    filled(place, 4)
    large = held(place)
    with pytest.raises(LedgerError, match="already"):
        restore(copy, str(place))
    with pytest.raises(LedgerError, match="this ledger itself"):
        restore(place, str(place), replace=True)
    with pytest.raises(LedgerError, match="a file already"):
        backup(str(place), copy)
    with Ledger.open(place, read_only=True) as reader:
        restore(copy, str(place), replace=True)
        assert [recorded.id for recorded in reader.statements()] == small
    assert held(tmp_path / "a.cordiale.before") == large


@pytest.mark.parametrize("content", [b"", b"no ledger", b"SQLite format 3\0" + b"x" * 4096])
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(content)
    with pytest.raises(LedgerError):
        restore(copy, str(tmp_path / "b.cordiale"))
    assert not (tmp_path / "b.cordiale").exists()
    with pytest.raises(LedgerError, match="no such"):
        backup(str(tmp_path / "absent"), copy)
    with pytest.raises(LedgerError, match="own backup"):
        backup("postgresql://x/y", copy)


@pytest.mark.parametrize("damage", ["junk", "empty", "cut", "another database"])
@pytest.mark.parametrize("back", [False, True], ids=["backup", "restore"])
def test_what_is_no_ledger_is_named_itself(tmp_path: Path, damage: str, back: bool) -> None:
    place, target = tmp_path / "given.cordiale", tmp_path / "target"
    if damage == "cut":
        filled(place)
        place.write_bytes(place.read_bytes()[:20_000])
    elif damage == "another database":
        with closing(sqlite3.connect(place)) as other:
            other.execute("CREATE TABLE a (b)")
    else:
        place.write_bytes(b"junk" * 900 if damage == "junk" else b"")
    source, aim = (place, str(target)) if back else (str(place), target)
    with pytest.raises(LedgerError) as error:
        (restore if back else backup)(source, aim)  # type: ignore[operator]
    assert error.value.place == str(place)
    assert not list(tmp_path.glob("target*"))
