"""Checking a ledger again: every quote against its text, every text against its file."""

import errno
import hashlib
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from cordiale.intake import find_files
from cordiale.ledger import layers
from cordiale.ledger.reading import recorded_from, select_statements, text_of
from cordiale.ledger.records import Problem
from cordiale.ledger.tables import documents, files, passages, statements

_MARKS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
"""Byte-order marks, which decoding drops."""


def verify(connection: Connection, paths: Sequence[Path] | None) -> list[Problem]:
    """All problems of the ledger; see ``Ledger.verify``."""
    problems = list(_database(connection))
    if any(problem.kind == "database" for problem in problems):
        return problems  # nothing read from a damaged database could be trusted
    present = None
    if paths is not None:
        present, closed = _hashes(paths)
        problems += closed
    for row in connection.execute(select(documents).order_by(documents.c.number)).all():
        printed = text_of(connection, row.number)
        problems += _text(row, printed)
        problems += _passages(connection, row, printed)
        problems += _statements(connection, row, printed)
        problems += _files(connection, row) if present is None else _among(row, present)
    return problems


def _database(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    try:
        for (told,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
            if told != "ok":
                yield Problem("database", "database", str(told))
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Problem("database", "database", f"row {row[1]} of {row[0]} refers to no row of {row[2]}")
    except DBAPIError as error:
        yield Problem("database", "database", f"damaged: {error.orig}")
        return
    counted = connection.execute(text("SELECT count(*) FROM passages_words_docsize")).scalar_one()
    if counted != connection.execute(select(func.count()).select_from(passages)).scalar_one():
        yield Problem("index", "search index", "it does not hold every passage")


def verify_index(connection: Connection) -> list[Problem]:
    """Whether the search index agrees with the passages; SQLite spells this check as a write."""
    if connection.dialect.name == "sqlite":
        try:
            connection.execute(
                text("INSERT INTO passages_words(passages_words, rank) VALUES ('integrity-check', 1)")
            )
        except DBAPIError as error:
            if "malformed" not in str(error.orig):
                raise
            return [Problem("index", "search index", "it does not agree with the passages")]
    return []


def _text(row: Any, printed: str) -> Iterator[Problem]:
    try:
        encoded = printed.encode(row.encoding)
    except (LookupError, UnicodeEncodeError):
        encoded = None
    if encoded is None or all(_hash(mark + encoded) != row.id for mark in _MARKS):
        yield Problem("text", row.name, "the stored text is not the one that was read")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _statements(connection: Connection, row: Any, printed: str) -> Iterator[Problem]:
    query = select_statements().where(statements.c.document == row.number)
    ids = select(statements.c.id).where(statements.c.document == row.number)
    order = (statements.c.start, statements.c.number)
    stored = connection.execute(ids.order_by(*order)).scalars()
    for id_, recorded in zip(stored, recorded_from(connection, query.order_by(*order)), strict=True):
        first = recorded.statement.evidence.spans[0]
        where = f"statement {id_} of {row.name}"
        if first.of(printed) != recorded.statement.evidence.quote:
            yield Problem("quote", where, f"the quote is not what stands at {first.start}-{first.end}")
        if recorded.id != id_:
            yield Problem("statement", where, "its content is not what was recorded")


def _passages(connection: Connection, row: Any, printed: str) -> Iterator[Problem]:
    query = select(passages).where(passages.c.document == row.number).order_by(passages.c.ordinal)
    for found in connection.execute(query):
        passage = layers.passage_from(found)
        for reading, place, length in passage.pieces:
            read, stands = passage.text[reading : reading + length], printed[place : place + length]
            if read != stands and not _reads_as(read, stands):
                where = f"passage {found.ordinal} of {row.name}"
                yield Problem("passage", where, f"it is not what stands at {place}-{place + length}")
                break


def _reads_as(read: str, stands: str) -> bool:
    """Whether the two differ in white space only: a line break reads as a space."""
    return len(read) == len(stands) and all(
        a == b or (a.isspace() and b.isspace()) for a, b in zip(read, stands, strict=True)
    )


def _files(connection: Connection, row: Any) -> Iterator[Problem]:
    """The document against the files it was read from, unless they hold newer bytes that were read."""
    query = select(files.c.path).where(
        files.c.document == row.number, files.c.path.is_not(None), files.c.until.is_(None)
    )
    for path in connection.execute(query).scalars():
        try:
            found = _hash_file(Path(path))
        except FileNotFoundError:
            yield Problem("missing", path, "the file is missing")
        except OSError as error:
            yield Problem("missing", path, f"the file cannot be opened ({error.strerror})")
        else:
            if found != row.id:
                yield Problem("changed", path, "the file has changed since it was read")


def _hash_file(path: Path) -> str:
    """The hash of a file; raises ``OSError`` for anything else, which might never end (a pipe, a device)."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hashes(paths: Sequence[Path]) -> tuple[dict[str, list[Path]], list[Problem]]:
    """The files among ``paths`` by their hash and by their name, and those that cannot be looked at."""
    found: dict[str, list[Path]] = {}
    closed: list[Problem] = []
    for path in find_files(paths):
        try:
            key = _hash_file(path)
        except IsADirectoryError:
            continue  # a folder without texts
        except OSError as error:
            closed.append(Problem("missing", str(path), f"it cannot be looked at ({error.strerror})"))
            continue
        for name in (key, path.name):
            found.setdefault(name, []).append(path)
    return found, closed


def _among(row: Any, present: dict[str, list[Path]]) -> Iterator[Problem]:
    if row.id in present or row.superseded_by is not None:
        return
    same_name = present.get(row.name, ())
    if same_name:
        yield Problem("changed", str(same_name[0]), "the file has changed since it was read")
    else:
        yield Problem("missing", row.name, "no such file among those given")
