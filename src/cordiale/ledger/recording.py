"""Writing one document with its layers and statements, inside one transaction."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from cordiale.ledger import layers
from cordiale.ledger.bulk import insert_many
from cordiale.ledger.filing import file_known, now, printable, storable, was_set_aside, write_file
from cordiale.ledger.records import RecordResult
from cordiale.ledger.tables import (
    documents,
    readings,
    statement_orgs,
    statement_parties,
    statements,
    texts,
)
from cordiale.model import Document, Statement, Structure

CHUNK = 500
"""Values in one ``IN (...)``; SQLite allows 32,766 and older builds 999."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as one version of the rules read it."""

    document: Document
    structure: Structure
    statements: tuple[Statement, ...]
    rules: str
    note: str | None = None


def standing(connection: Connection, document: Document, rules: str) -> tuple[bool, bool]:
    """Whether these rules have read the document, and whether its name or path is news."""
    row = connection.execute(
        select(documents.c.number, documents.c.rules).where(documents.c.id == document.id)
    ).first()
    if row is None or row.rules != rules:
        return False, True
    known = file_known(connection, row.number, document)
    return True, not known or was_set_aside(connection, storable(document.path))


def record(connection: Connection, new: Reading) -> RecordResult:
    """Write ``new``; see ``Ledger.record``."""
    row = connection.execute(
        select(documents.c.number, documents.c.rules).where(documents.c.id == new.document.id)
    ).first()
    at = now()
    if row is not None and row.rules == new.rules:  # another process was quicker
        write_file(connection, new.document)
        held = _standing_ids(connection, row.number)
        return RecordResult(added=0, kept=len(held), retired=0, unchanged=True)
    if row is None:
        number = _write_document(connection, new, at)
    else:
        number = row.number
        values = _derived(new) | {"rules": new.rules, "read_at": at}
        connection.execute(update(documents).where(documents.c.number == number).values(values))
        layers.erase(connection, number)
    write_file(connection, new.document)
    layers.write(connection, number, new.structure)
    return _write_statements(connection, number, new, at)


def _derived(new: Reading) -> dict[str, Any]:
    return {
        "language": new.document.language,
        "note": new.note,
        "repeats": [[*_pair(r.first), *_pair(r.second)] for r in new.structure.repeats],
        "lost": list(new.structure.lost),
    }


def _pair(span: Any) -> tuple[int, int]:
    return span.start, span.end


def _write_document(connection: Connection, new: Reading, at: str) -> int:
    document = new.document
    values = _derived(new) | {
        "id": document.id,
        "name": printable(document.name),
        "media_type": document.media_type,
        "encoding": document.encoding,
        "size": document.size,
        "characters": len(document.text),
        "retrieved_at": document.retrieved_at,
        "read_at": at,
        "rules": new.rules,
        "pages": [_pair(page) for page in document.pages],
    }
    key = connection.execute(insert(documents).values(values)).inserted_primary_key
    assert key is not None
    connection.execute(insert(texts), {"document": key[0], "text": document.text})
    return int(key[0])


def _standing_ids(connection: Connection, number: int) -> dict[str, Any]:
    columns = statements.c
    query = select(
        columns.id, columns.number, columns.kind, columns.start, columns.end,
        columns.scope_start, columns.scope_end, columns.repeats,
    ).where(columns.document == number, columns.retired_by.is_(None))  # fmt: skip
    return {row.id: row for row in connection.execute(query)}


def _write_statements(connection: Connection, number: int, new: Reading, at: str) -> RecordResult:
    found = {statement.id: statement for statement in new.statements}
    held = _standing_ids(connection, number)
    added = {id_: statement for id_, statement in found.items() if id_ not in held}
    gone = [row for id_, row in held.items() if id_ not in found]
    result = RecordResult(added=len(added), kept=len(held) - len(gone), retired=len(gone))
    key = connection.execute(
        insert(readings).values(
            document=number,
            path=storable(new.document.path),
            rules=new.rules,
            at=at,
            reason=new.note,
            added=result.added,
            kept=result.kept,
            retired=result.retired,
        )
    ).inserted_primary_key
    assert key is not None
    _retire(connection, gone, added, reading=key[0], at=at)
    _refresh(connection, found, held)
    if added:
        rows = [
            statement_row(id_, statement) | {"document": number, "recorded_at": at, "recorded_by": key[0]}
            for id_, statement in added.items()
        ]
        insert_many(connection, statements, rows)
        _write_actors(connection, key[0], added)
    return result


def statement_row(id_: str, statement: Statement) -> dict[str, Any]:
    """The columns of a statement that come from itself."""
    spans = statement.evidence.spans
    scope = statement.scope
    return {
        "id": id_,
        "kind": statement.kind,
        "status": statement.status,
        "measure": statement.fields.get("measure"),
        "start": spans[0].start,
        "end": spans[0].end,
        "spans": [_pair(span) for span in spans] if len(spans) > 1 else None,
        "quote": statement.evidence.quote,
        "alignment": statement.evidence.alignment,
        "cite": statement.cite,
        "scope_start": None if scope is None else scope.start,
        "scope_end": None if scope is None else scope.end,
        "rule": statement.rule,
        "repeats": statement.repeats,
        "fields": dict(statement.fields),
    }


def _write_actors(connection: Connection, reading: int, added: Mapping[str, Statement]) -> None:
    query = select(statements.c.id, statements.c.number).where(statements.c.recorded_by == reading)
    numbers = {row.id: row.number for row in connection.execute(query)}
    for table, actors in ((statement_parties, "parties"), (statement_orgs, "orgs")):
        rows = [
            {"statement": numbers[id_], "ordinal": ordinal, "name": name}
            for id_, statement in added.items()
            for ordinal, name in enumerate(getattr(statement, actors))
        ]
        insert_many(connection, table, rows)


def _retire(
    connection: Connection, gone: Iterable[Any], added: Mapping[str, Statement], *, reading: int, at: str
) -> None:
    """Retire ``gone``, each for the added statement of its kind that shares most of its anchor."""
    by_kind: dict[str, list[tuple[int, int, str]]] = {}
    for id_, statement in added.items():
        first = statement.evidence.spans[0]
        by_kind.setdefault(statement.kind, []).append((first.start, first.end, id_))
    for places in by_kind.values():
        places.sort()
    for row in gone:
        values = {"retired_at": at, "retired_by": reading}
        values["replaced_by"] = _heir(row.start, row.end, by_kind.get(row.kind, ()))
        connection.execute(update(statements).where(statements.c.number == row.number).values(values))


REACH = 300
"""Anchors longer than this many characters do not occur; it bounds the search for an heir."""


def _heir(start: int, end: int, places: Sequence[tuple[int, int, str]]) -> str | None:
    best: tuple[int, str] | None = None
    for index in range(bisect_left(places, (start - REACH, 0, "")), len(places)):
        low, high, id_ = places[index]
        if low >= end:
            break
        shared = min(end, high) - max(start, low)
        if shared > 0 and (best is None or shared > best[0]):
            best = (shared, id_)
    return None if best is None else best[1]


def _refresh(connection: Connection, found: Mapping[str, Statement], held: Mapping[str, Any]) -> None:
    """Bring the derived context of kept statements up to date: sentence and repeats, no content."""
    for id_, row in held.items():
        statement = found.get(id_)
        if statement is None:
            continue
        values = statement_row(id_, statement)
        context = {name: values[name] for name in ("scope_start", "scope_end", "repeats")}
        if any(getattr(row, name) != value for name, value in context.items()):
            connection.execute(update(statements).where(statements.c.number == row.number).values(context))
