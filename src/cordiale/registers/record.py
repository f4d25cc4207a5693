"""One row in full: every assertion behind each cell, and what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.ledger.records import Change, Recorded
from cordiale.model import Assertion, Entry, Row
from cordiale.registers.errors import RegisterError


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened to a row.

    ``at`` is the instant (ISO 8601). ``what`` is ``added`` or ``retired`` for statements that newer rules
    read otherwise, ``entered`` or ``entry_retired`` for persons' entries. ``told`` says which words or
    values, ``by`` who or which rules.
    """

    at: str
    what: str
    told: str
    by: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row with all that is behind it: assertions by column, the first said first, and its history."""

    row: Row
    assertions: Mapping[str, tuple[Assertion, ...]]
    history: tuple[Turn, ...]


def find_row(rows: Sequence[Row], told: str) -> Row:
    """The row with this id, or the only one whose id's hash begins so.

    Raises ``RegisterError`` for none or several.
    """
    found = [row for row in rows if row.id == told or row.id.partition(":")[2].startswith(told)]
    if len(found) != 1:
        reason = "no row has this id" if not found else "several rows have ids that begin so"
        raise RegisterError(told, reason, "the last column of --format csv has them in full")
    return found[0]


def record(row: Row, *, changes: Iterable[Change] = (), entries: Iterable[Entry] = ()) -> Record:
    """The full record of a row.

    ``changes`` are those of ``Ledger.changes``: statements that were retired at the places where the row's
    statements stand belong to its history. ``entries`` are the register's, retired ones included.
    """
    assertions = {
        name: tuple(sorted(cell.assertions, key=lambda a: (a.said or 0, a.source)))
        for name, cell in row.cells.items()
    }
    turns = [*_from_changes(row, changes), *_from_entries(row, entries)]
    return Record(row, assertions, tuple(sorted(turns, key=lambda turn: (turn.at, turn.what, turn.told))))


def _from_changes(row: Row, changes: Iterable[Change]) -> Iterable[Turn]:
    places = {(proof.doc, proof.start, proof.end) for proof in row.proofs}
    own = {proof.statement for proof in row.proofs}
    for change in changes:
        new = change.added
        concerns = new is not None and new.id in own
        if not concerns and not any(
            _place(side) in places for side in (change.retired, new) if side is not None
        ):
            continue
        for what, side in (("retired", change.retired), ("added", new)):
            if side is not None:
                yield Turn(change.at, what, _told(side), change.rules)


def _place(recorded: Recorded) -> tuple[str, int, int]:
    span = recorded.statement.evidence.spans[0]
    return recorded.document, span.start, span.end


def _told(recorded: Recorded) -> str:
    statement = recorded.statement
    values = ", ".join(f"{name} {value}" for name, value in statement.fields.items() if value is not None)
    return f"{' '.join(statement.evidence.quote.split())}: {statement.status}, {values}"


def _from_entries(row: Row, entries: Iterable[Entry]) -> Iterable[Turn]:
    sources = {a.origin for cell in row.cells.values() for a in cell.assertions}
    for entry in entries:
        belongs = f"entry {entry.source}" in sources or entry.key.get("row") == row.id
        if not belongs and not _same_key(row, entry):
            continue
        told = f"{entry.number}: " + ", ".join(
            f"{name} {_plain(value)}" for name, value in entry.cells.items()
        )
        yield Turn(entry.at, "entered", f"{told} ({entry.source})", entry.by)
        if entry.retired_at is not None:
            yield Turn(entry.retired_at, "entry_retired", told, entry.retired_by or "")


def _plain(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) else value


def _same_key(row: Row, entry: Entry) -> bool:
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in entry.key.items() if name != "row"}
    return bool(told) and all(row.key.get(name) == value for name, value in told.items())
