"""Asking the ledger: documents, and statements by kind, document, party, measure and status."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any

from sqlalchemy import Select, exists, or_, select, tuple_
from sqlalchemy.engine import Connection

from cordiale.ledger import layers
from cordiale.ledger.errors import LedgerError
from cordiale.ledger.recording import CHUNK
from cordiale.ledger.records import DocumentRecord, Recorded, SetAside
from cordiale.ledger.tables import (
    documents,
    files,
    readings,
    statement_orgs,
    statement_parties,
    statements,
    texts,
)
from cordiale.model import Document, Evidence, Span, Statement, Structure


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements are asked for; None asks for all. See ``Ledger.statements``."""

    kind: str | None = None
    document: str | None = None
    party: str | None = None
    measure: str | None = None
    status: str | None = None
    limit: int | None = None
    after: str | None = None


def find_document(connection: Connection, name: str) -> int:
    """The number of the document with this id, unique id prefix, path or name (the latest such)."""
    c = documents.c
    number = connection.execute(select(c.number).where(c.id == name)).scalar()
    if number is None:
        query = select(files.c.document).where(or_(files.c.name == name, files.c.path == name))
        # A name that now holds other bytes means the bytes it holds now.
        latest = query.order_by(files.c.until.is_not(None), files.c.number.desc())
        number = connection.execute(latest.limit(1)).scalar()
    if number is None and len(name) >= 6 and all(digit in "0123456789abcdef" for digit in name):
        numbers = connection.execute(select(c.number).where(c.id.startswith(name)).limit(2)).scalars().all()
        number = numbers[0] if len(numbers) == 1 else None
    if number is None:
        raise LedgerError(name, "no document of this name or id is in the ledger")
    return int(number)


def documents_by(connection: Connection, *where: Any) -> list[DocumentRecord]:
    """The documents for which ``where`` holds, in the order of their first reading."""
    met: dict[int, list[Any]] = {}
    those = select(documents.c.number).where(*where)
    for row in connection.execute(select(files).where(files.c.document.in_(those)).order_by(files.c.number)):
        met.setdefault(row.document, []).append(row)
    found = connection.execute(select(documents).where(*where).order_by(documents.c.number))
    return [
        DocumentRecord(
            id=row.id,
            name=row.name,
            names=tuple(dict.fromkeys(file.name for file in met.get(row.number, ()))),
            paths=tuple(dict.fromkeys(file.path for file in met.get(row.number, ()) if file.path)),
            media_type=row.media_type,
            language=row.language,
            encoding=row.encoding,
            size=row.size,
            characters=row.characters,
            rules=row.rules,
            retrieved_at=row.retrieved_at,
            read_at=row.read_at,
            superseded=row.superseded_by is not None,
            note=row.note,
        )
        for row in found
    ]


def documents_all(connection: Connection) -> list[DocumentRecord]:
    """All documents."""
    return documents_by(connection)


def document(connection: Connection, name: str) -> Document:
    """A document with its text; see ``Ledger.document``."""
    number = find_document(connection, name)
    row = connection.execute(select(documents).where(documents.c.number == number)).one()
    path = select(files.c.path).where(files.c.document == number, files.c.path.is_not(None))
    return Document(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        text=text_of(connection, number),
        encoding=row.encoding,
        size=row.size,
        language=row.language,
        pages=tuple(Span(start, end) for start, end in row.pages),
        retrieved_at=row.retrieved_at,
        path=connection.execute(path.order_by(files.c.number.desc()).limit(1)).scalar(),
    )


def text_of(connection: Connection, number: int) -> str:
    """The stored text of the document numbered ``number``."""
    return str(connection.execute(select(texts.c.text).where(texts.c.document == number)).scalar_one())


def structure(connection: Connection, name: str) -> Structure:
    """The layers of a document; see ``Ledger.structure``."""
    return layers.read(connection, find_document(connection, name))


def statements_wanted(connection: Connection, wanted: Wanted) -> list[Recorded]:
    """The standing statements that are asked for, in order of document and place."""
    c = statements.c
    query = select_statements().where(c.retired_by.is_(None))
    for column, value in ((c.kind, wanted.kind), (c.measure, wanted.measure), (c.status, wanted.status)):
        if value is not None:
            query = query.where(column == value)
    if wanted.document is None:
        query = query.where(documents.c.superseded_by.is_(None))
    else:
        query = query.where(c.document == find_document(connection, wanted.document))
    if wanted.party is not None:
        name = statement_parties.c.name
        parts = [name.startswith(f"{wanted.party}{sign}", autoescape=True) for sign in "-:"]
        party = or_(name == wanted.party, *parts)
        query = query.where(exists().where(statement_parties.c.statement == c.number, party))
    if wanted.after is not None:
        last = connection.execute(
            select(c.document, c.start, c.end, c.id).where(c.id == wanted.after).limit(1)
        ).first()
        if last is None:
            raise LedgerError(wanted.after, "no statement has this id")
        query = query.where(tuple_(c.document, c.start, c.end, c.id) > tuple_(*last))
    query = query.order_by(c.document, c.start, c.end, c.id)
    return recorded_from(connection, query if wanted.limit is None else query.limit(min(wanted.limit, 2**62)))


def parties(connection: Connection) -> list[str]:
    """The codes of the places that the standing statements are about; see ``Ledger.parties``."""
    name = statement_parties.c.name
    joined = statement_parties.join(statements, statements.c.number == statement_parties.c.statement)
    query = select(name).select_from(joined).where(statements.c.retired_by.is_(None)).distinct()
    return sorted(str(row[0]) for row in connection.execute(query))


def standing(connection: Connection) -> Iterator[Recorded]:
    """All standing statements of the documents that are not superseded, in order of document and place.

    They have the ids under which they were recorded; ``verify`` is what compares these with the content.
    """
    c = statements.c
    query = select_statements().where(c.retired_by.is_(None), documents.c.superseded_by.is_(None))
    for id_, recorded in _read(connection, query.order_by(c.document, c.start, c.end, c.id)):
        recorded.statement.keep_id(id_)
        yield recorded


_ROWS = 2000
"""Statements whose parties and organisations are read at once."""
_DENSE = 4
"""Actors of statements whose numbers lie as near as one in so many are read in one sweep."""


def select_statements() -> Select[Any]:
    """What a statement is made of, with the id and name of its document."""
    c, d = statements.c, documents.c
    place = (c.start, c.end, c.spans, c.quote, c.alignment, c.scope_start, c.scope_end)
    told = (c.kind, c.status, c.fields, c.cite, c.rule, c.repeats)
    kept = (c.number, c.id, c.recorded_at, c.retired_at, c.replaced_by)
    return select(*kept, d.id.label("document_id"), d.name.label("document_name"), *place, *told).join_from(
        statements, documents, c.document == d.number
    )


def recorded_from(connection: Connection, query: Select[Any]) -> list[Recorded]:
    """The statements that a query made by ``select_statements`` gives, in its order."""
    return [recorded for _, recorded in _read(connection, query)]


def _read(connection: Connection, query: Select[Any]) -> Iterator[tuple[str, Recorded]]:
    """The same with the ids they have in the table, some at a time: in memory is only what is given."""
    for rows in connection.execute(query).partitions(_ROWS):
        numbers = sorted([row[0] for row in rows])
        parties = _actors(connection, statement_parties, numbers)
        orgs = _actors(connection, statement_orgs, numbers)
        for row in rows:
            # By place, not by name: a million rows have twenty million values.
            number, id_, recorded_at, retired_at, replaced_by, document, name, *content = row
            actors = parties.get(number, ()), orgs.get(number, ())
            statement = _statement(intern(document), content, actors, recorded_at)
            yield id_, Recorded(statement, intern(name), retired_at, replaced_by)


def _actors(connection: Connection, table: Any, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The actors of the statements with these numbers, ascending."""
    found: dict[int, tuple[str, ...]] = {}
    if not numbers:
        return found
    c = table.c
    if numbers[-1] - numbers[0] < _DENSE * len(numbers):
        # A statement's number says when it was recorded: those of one document are mostly neighbours.
        choices = [c.statement.between(numbers[0], numbers[-1])]
    else:
        choices = [c.statement.in_(numbers[at : at + CHUNK]) for at in range(0, len(numbers), CHUNK)]
    for choice in choices:
        query = select(c.statement, c.name).where(choice).order_by(c.statement, c.ordinal)
        for number, rows in groupby(connection.execute(query), key=itemgetter(0)):
            found[number] = tuple(intern(name) for _, name in rows)
    return found


def _statement(
    document: str, content: Sequence[Any], actors: tuple[tuple[str, ...], tuple[str, ...]], recorded_at: str
) -> Statement:
    """A statement from the columns of its place and of what it tells, and its actors."""
    start, end, spans, quote, alignment, low, high, kind, status, fields, cite, rule, repeats = content
    if spans is None:
        places: tuple[Span, ...] = (Span(start, end),)
    else:
        places = tuple(Span(first, last) for first, last in spans)
    return Statement(
        kind=intern(kind),
        fields=_shared(fields),
        status=intern(status),
        parties=actors[0],
        orgs=actors[1],
        cite=cite,
        evidence=Evidence(document, places, quote, intern(alignment)),
        rule=intern(rule),
        scope=None if low is None else Span(low, high),
        repeats=repeats,
        recorded_at=intern(recorded_at),
    )


def _shared(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with one copy of each word in memory: in a large ledger these are most of it."""
    return {
        intern(name): intern(value) if isinstance(value, str) else value for name, value in fields.items()
    }


def files_set_aside(connection: Connection) -> list[SetAside]:
    """The files whose last reading failed."""
    last: dict[str, Any] = {}
    query = select(readings).where(readings.c.path.is_not(None)).order_by(readings.c.number)
    for row in connection.execute(query):
        last.pop(row.path, None)
        if row.document is None:
            last[row.path] = row
    return [SetAside(path, row.reason, row.advice or "") for path, row in last.items()]
