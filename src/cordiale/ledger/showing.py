"""One statement with all that a person needs to check it: context, note and source."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from cordiale.ledger import layers
from cordiale.ledger.errors import LedgerError
from cordiale.ledger.reading import documents_by, recorded_from, select_statements, text_of
from cordiale.ledger.records import Recorded, Shown
from cordiale.ledger.tables import articles, documents, marks, notes, passages, sources, statements
from cordiale.model import Source, Span, Statement

AROUND = 200
"""Characters of text shown on either side of a quote that no sentence is known for."""

CANDIDATES = 8
"""Passages looked at: only a few begin before a quote and end after it (boxes, page breaks)."""


def show(connection: Connection, wanted: str, place: str) -> Shown:
    """The statement whose id is ``wanted`` or begins with it; see ``Ledger.show``."""
    recorded, number = _find(connection, wanted.strip().lower(), place)
    statement = recorded.statement
    text = text_of(connection, number)
    row, quote = _passage(connection, number, statement.evidence.spans[0])
    article = None if row is None else row.article
    note, source = _note(connection, number, statement, article=article, text=text)
    return Shown(
        recorded=recorded,
        document=documents_by(connection, documents.c.number == number)[0],
        article=_title(connection, number, article),
        passage=None if row is None else layers.passage_from(row),
        quote=quote,
        sentence=_sentence(statement, text),
        note=note,
        source=source,
    )


def _find(connection: Connection, wanted: str, place: str) -> tuple[Recorded, int]:
    c = statements.c
    if not wanted or len(wanted) > 24 or not all(digit in "0123456789abcdef" for digit in wanted):
        raise LedgerError(place, f"{wanted[:40]!r} is no statement id", "an id has up to 24 digits 0-9 a-f")
    ids = connection.execute(select(c.id).where(c.id.startswith(wanted)).distinct().limit(5)).scalars().all()
    if not ids:
        raise LedgerError(place, f"no statement has the id {wanted}")
    if len(ids) > 1:
        listed = ", ".join(sorted(ids)[:4])
        raise LedgerError(place, f"several ids begin with {wanted} ({listed}...)", "give more digits")
    # The one that stands; else the one retired last.
    query = select_statements().where(c.id == ids[0]).order_by(c.retired_by.is_not(None), c.number.desc())
    number = connection.execute(select(c.document).where(c.id == ids[0]).limit(1)).scalar_one()
    return recorded_from(connection, query.limit(1))[0], int(number)


def _passage(connection: Connection, number: int, anchor: Span) -> tuple[Any, Span | None]:
    c = passages.c
    query = select(passages).where(c.document == number, c.start <= anchor.start, c.end > anchor.start)
    for row in connection.execute(query.order_by(c.start.desc()).limit(CANDIDATES)):
        start = end = None
        for reading, document, length in row.pieces:
            low, high = max(anchor.start, document), min(anchor.end, document + length)
            if low < high:
                start = reading + low - document if start is None else start
                end = reading + high - document
        if start is not None and end is not None:
            return row, Span(start, end)
    return None, None


def _title(connection: Connection, number: int, article: int | None) -> str | None:
    if article is None:
        return None
    c = articles.c
    return connection.execute(select(c.title).where(c.document == number, c.ordinal == article)).scalar()


def _sentence(statement: Statement, text: str) -> str:
    first, last = statement.evidence.spans[0], statement.evidence.spans[-1]
    span = statement.scope or Span(max(first.start - AROUND, 0), min(last.end + AROUND, len(text)))
    return " ".join(span.of(text).split())


def _note(
    connection: Connection, number: int, statement: Statement, *, article: int | None, text: str
) -> tuple[str | None, Source | None]:
    """The text and the source of the cited note.

    Numbers may begin again in every article, so among notes of the same number the one of the
    statement's article is meant, and among these the one whose mark is nearest to the quote.
    """
    if statement.cite is None:
        return None, None
    place = statement.evidence.spans[-1].end
    found = connection.execute(
        select(notes).where(notes.c.document == number, notes.c.number == statement.cite)
    ).all()
    if not found:
        return None, None

    def distance(row: Any) -> tuple[bool, float]:
        c = marks.c
        query = select(func.min(func.abs(c.start - place))).where(c.document == number, c.note == row.ordinal)
        nearest = connection.execute(query).scalar()
        if nearest is None:
            nearest = _distance(row.definition, place)
        return row.article != article, nearest

    row = min(found, key=distance)
    printed = None
    if row.definition is not None:
        printed = " ".join(" ".join(text[start:end] for start, end in row.definition).split())
    if row.source is None:
        return printed, None
    c = sources.c
    source = connection.execute(select(sources).where(c.document == number, c.ordinal == row.source)).one()
    return printed, layers.source_from(source)


def _distance(definition: Sequence[Sequence[int]] | None, place: int) -> float:
    return float("inf") if not definition else abs(definition[0][0] - place)
