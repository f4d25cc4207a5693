"""The ledger in figures."""

from typing import Any

from sqlalchemy import ColumnElement, Table, exists, func, select
from sqlalchemy.engine import Connection

from cordiale.ledger.person_tables import acts, entries, imports, judgements
from cordiale.ledger.records import NoteCount, Stats
from cordiale.ledger.tables import (
    articles,
    documents,
    files,
    marks,
    notes,
    passages,
    readings,
    sources,
    statements,
)


def stats(connection: Connection) -> Stats:
    """Counts over the documents that are not superseded; see ``Ledger.stats``."""
    current = documents.c.superseded_by.is_(None)
    counted = connection.execute(
        select(func.count(), func.coalesce(func.sum(documents.c.characters), 0)).where(current)
    ).one()
    standing = _of_current(statements).where(statements.c.retired_by.is_(None))
    languages = connection.execute(
        select(documents.c.language, func.count()).where(current).group_by(documents.c.language)
    )
    return Stats(
        documents=counted[0],
        characters=counted[1],
        articles=_count(connection, articles),
        passages=_count(connection, passages),
        # One source may be cited in several documents.
        sources=connection.execute(
            select(func.count(sources.c.key.distinct()))
            .join_from(sources, documents, sources.c.document == documents.c.number)
            .where(current)
        ).scalar_one(),
        statements=connection.execute(standing).scalar_one(),
        retired=connection.execute(
            select(func.count()).select_from(statements).where(statements.c.retired_by.is_not(None))
        ).scalar_one(),
        notes=_notes(connection),
        kinds=_by(connection, statements.c.kind),
        statuses=_by(connection, statements.c.status),
        measures=_by(connection, statements.c.measure),
        languages={language or "unknown": count for language, count in languages},
    )


def stamp(connection: Connection) -> str:
    """The last number of every table that is appended to, and how much of each was taken back."""
    parts: list[int] = []
    for table, gone in _APPENDED:
        taken = func.count(table.c[gone]) if gone else func.count()
        parts += connection.execute(select(func.coalesce(func.max(table.c.number), 0), taken)).one()
    return ".".join(map(str, parts))


_APPENDED = (
    (readings, None),
    (files, "until"),
    (judgements, "withdrawn_at"),
    (entries, "retired_at"),
    (imports, "retired_at"),
    (acts, "undone_at"),
)
"""The tables that grow with every change, with the column that is filled where a row is taken back."""


def _of_current(table: Table) -> Any:
    return (
        select(func.count())
        .join_from(table, documents, table.c.document == documents.c.number)
        .where(documents.c.superseded_by.is_(None))
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(_of_current(table)).scalar_one())


def _by(connection: Connection, column: ColumnElement[Any]) -> dict[str, int]:
    query = (
        _of_current(statements)
        .add_columns(column)
        .where(statements.c.retired_by.is_(None), column.is_not(None))
        .group_by(column)
        .order_by(func.count().desc(), column)
    )
    return {value: count for count, value in connection.execute(query)}


def _notes(connection: Connection) -> tuple[NoteCount, ...]:
    marked = exists().where(marks.c.document == notes.c.document, marks.c.note == notes.c.ordinal)
    query = (
        select(notes.c.document, notes.c.number, notes.c.definition, marked.label("marked"))
        .join_from(notes, documents, notes.c.document == documents.c.number)
        .where(documents.c.superseded_by.is_(None))
        .order_by(notes.c.document, notes.c.ordinal)
    )
    defined: dict[int, int] = {}
    unmarked: dict[int, list[str]] = {}
    for row in connection.execute(query):
        if row.definition is not None:
            defined[row.document] = defined.get(row.document, 0) + 1
            if not row.marked:
                unmarked.setdefault(row.document, []).append(row.number)
    current = select(documents).where(documents.c.superseded_by.is_(None)).order_by(documents.c.number)
    return tuple(
        NoteCount(
            document=row.name,
            defined=defined.get(row.number, 0),
            tied=defined.get(row.number, 0) - len(unmarked.get(row.number, ())),
            missing=tuple(row.lost),
            unmarked=tuple(unmarked.get(row.number, ())),
        )
        for row in connection.execute(current)
    )
