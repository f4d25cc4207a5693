"""Under which names and paths documents were met, what superseded them there, and what was set aside."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from cordiale.ledger.records import SetAside
from cordiale.ledger.tables import documents, files, readings
from cordiale.model import Document


def now() -> str:
    """This instant as the ledger writes it: ISO 8601, UTC, microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def printable(name: str) -> str:
    """A file name as Unicode; bytes that are none are written as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def storable(path: str | None) -> str | None:
    """The path where it can be written as Unicode, else None."""
    # A path that is no Unicode could not be found again from its escaped form.
    return path if path is not None and printable(path) == path else None


def file_known(connection: Connection, number: int, document: Document) -> bool:
    """Whether this name and path of the document are written down and hold."""
    query = select(files.c.number).where(
        files.c.document == number,
        files.c.name == printable(document.name),
        files.c.path == storable(document.path),
        files.c.until.is_(None),
    )
    return connection.execute(query.limit(1)).first() is not None


def write_file(connection: Connection, document: Document) -> None:
    """Write down under which name and path the document was met, and what it supersedes there.

    A path holds the document that was last read from it; a document all of whose paths hold others
    is superseded by the last of these. Both stay in the ledger.
    """
    number = connection.execute(select(documents.c.number).where(documents.c.id == document.id)).scalar_one()
    at, path = now(), storable(document.path)
    if was_set_aside(connection, path):
        rules = select(documents.c.rules).where(documents.c.number == number).scalar_subquery()
        connection.execute(insert(readings).values(document=number, path=path, rules=rules, at=at))
    if file_known(connection, number, document):
        return
    superseded: Sequence[Any] = ()
    if path is not None:
        current = (files.c.path == path, files.c.until.is_(None), files.c.document != number)
        superseded = connection.execute(select(files.c.document).where(*current)).scalars().all()
        connection.execute(update(files).where(*current).values(until=at))
    connection.execute(
        insert(files).values(document=number, name=printable(document.name), path=path, since=at)
    )
    connection.execute(update(documents).where(documents.c.number == number).values(superseded_by=None))
    for old in superseded:
        left = select(files.c.number).where(files.c.document == old, files.c.until.is_(None))
        if connection.execute(left.limit(1)).first() is None:
            connection.execute(
                update(documents).where(documents.c.number == old).values(superseded_by=number)
            )


def was_set_aside(connection: Connection, path: str | None) -> bool:
    """Whether the last that is known of a path is that it was not read."""
    if path is None:
        return False
    last = select(readings.c.document).where(readings.c.path == path).order_by(readings.c.number.desc())
    row = connection.execute(last.limit(1)).first()
    return row is not None and row.document is None


def set_aside(connection: Connection, items: Iterable[SetAside]) -> None:
    """Write down the files that were not read; see ``Ledger.set_aside``."""
    for item in items:
        path = printable(item.path)
        last = connection.execute(
            select(readings.c.reason)
            .where(readings.c.path == path)
            .order_by(readings.c.number.desc())
            .limit(1)
        ).first()
        if last is None or last.reason != item.reason:
            connection.execute(
                insert(readings).values(path=path, at=now(), reason=item.reason, advice=item.advice)
            )
