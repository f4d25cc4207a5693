"""Backups: a whole copy of a ledger while others read and write it, and the way back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cordiale.ledger.backend import APPLICATION
from cordiale.ledger.errors import LedgerError

_PAGES = 2000
"""Pages copied between two looks at whether a writer waits."""


def backup(place: str, target: str | Path) -> int:
    """Copy the ledger at ``place`` into the file ``target`` as it stands at one moment.

    Gives the size of the copy in bytes. Writers go on meanwhile, and the copy is whole, or there is
    none. Raises ``LedgerError`` where the ledger is not a file or not whole, something stands at
    ``target`` already, or the copy cannot be written.
    """
    source, target = _file(place), Path(target)
    if target.exists():
        raise LedgerError(str(target), "there is a file already", "give the copy another name")
    _require_ledger(source, place)
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        address = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as held, closing(sqlite3.connect(part)) as copy:
            held.backup(copy, pages=_PAGES)
            copy.execute("PRAGMA journal_mode = DELETE")
        _require_ledger(part, place)
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(
            str(target), f"the copy cannot be written ({error})", "give another place"
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def restore(copy: str | Path, place: str, *, replace: bool = False) -> None:
    """Make the ledger at ``place`` from the backup ``copy``.

    Where a ledger is there already it is refused, unless ``replace``; the one that was there is then kept
    beside it with the ending ``.before``. Raises ``LedgerError`` where the copy is no whole ledger.
    """
    copy, target = Path(copy), Path(place)
    if not copy.is_file():
        raise LedgerError(str(copy), "there is no such file", "check its name")
    _require_ledger(copy, str(copy))
    if target.exists() and not replace:
        raise LedgerError(place, "there is a ledger already", "give another --ledger, or say --replace")
    if target.exists():
        if target.samefile(copy):
            raise LedgerError(place, "the backup is this ledger itself", "give another file")
        before = target.with_name(f"{target.name}.before")
        if before.exists():
            raise LedgerError(str(before), "there is a file already", "move it away first")
        backup(place, before)
        with closing(sqlite3.connect(target)) as held, closing(sqlite3.connect(copy)) as source:
            try:
                source.backup(held, pages=_PAGES)  # inside the file, so that open readers see it whole
            except sqlite3.Error as error:
                raise LedgerError(
                    place, f"the copy cannot be written ({error})", "close it elsewhere"
                ) from error
        return
    backup(str(copy), target)


def _file(place: str) -> Path:
    path = Path(place.removeprefix("sqlite:///"))
    if "://" in place and not place.startswith("sqlite:///"):
        raise LedgerError(place, "only a ledger in a file is copied so", "use the database's own backup")
    if not path.is_file():
        raise LedgerError(place, "there is no such ledger", "read something into it first")
    return path


def _require_ledger(path: Path, shown: str) -> None:
    """Raises ``LedgerError`` where a file is not a ledger or does not pass SQLite's own check."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as held:
            application = held.execute("PRAGMA application_id").fetchone()[0]
            whole = held.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        raise LedgerError(shown, f"this is no whole ledger ({error})", "give another file") from error
    if application != APPLICATION or not whole:
        raise LedgerError(shown, "this is no whole ledger", "give another file")
