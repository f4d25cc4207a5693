"""Opening a database as a ledger: which backend, is it ours, is it current; and its transactions."""

import os
import random
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import QueuePool

from cordiale.ledger import migrations
from cordiale.ledger.bulk import decode, encode
from cordiale.ledger.errors import LedgerError, OutdatedLedgerError

Result = TypeVar("Result")

APPLICATION = 0x43524431
"""Written into the header of every ledger file ("CRD1"), so that it is told from other SQLite files."""

WAIT = 30.0
"""Seconds that SQLite itself waits for another writer before it says that the ledger is locked."""

PATIENCE = 300.0
"""Seconds until a write gives up on a lock; a document's transaction lasts under a second."""

CACHE_KIB = 65536
"""Page cache of one connection: a document's whole write stays in memory until it is committed."""


class Backend:
    """One open ledger database; every call of ``read`` or ``write`` is one transaction."""

    def __init__(self, engine: Engine, place: str, *, read_only: bool) -> None:
        self.engine = engine
        self.place = place
        self.read_only = read_only

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """The result of ``work`` on one unchanging view of the ledger."""
        try:
            with self.engine.connect() as connection, connection.begin():
                return work(connection)
        except DBAPIError as error:
            raise explain(error, self.place) from error

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run ``work`` all or nothing; it is run again where another process holds the lock."""
        if self.read_only:
            raise LedgerError(self.place, "the ledger was opened for reading only")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self.engine.connect() as connection:
                    writer = connection.execution_options(cordiale_write=True)
                    with writer.begin():
                        return work(writer)
            except DBAPIError as error:
                if not is_locked(error) or time.monotonic() > until:
                    raise explain(error, self.place) from error
                time.sleep(random.uniform(0.01, 0.1))  # noqa: S311 (spreads the writers, no secret)

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that the one file is the whole ledger."""
        if self.engine.dialect.name == "sqlite" and not self.read_only:
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error:
                pass  # another process still uses it, or the disk is full: the log stays valid
            finally:
                raw.close()
        self.engine.dispose()


def open_backend(address: str, *, create: bool, read_only: bool) -> Backend:
    """Open ``address``; see ``Ledger.open``."""
    if "://" not in address:
        return _open_file(Path(address), address, create=create, read_only=read_only)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise LedgerError(address, "this is no database address", "give a path or sqlite:///PATH") from error
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise LedgerError(shown, "a ledger is a file", "give its path: sqlite:///PATH")
        return _open_file(Path(url.database), shown, create=create, read_only=read_only)
    try:
        create_engine(url).dispose()
    except (ImportError, NoSuchModuleError) as error:
        raise LedgerError(shown, "there is no driver for this database here") from error
    raise LedgerError(shown, f"{url.get_backend_name()} cannot hold a ledger yet", "give the path of a file")


def _open_file(path: Path, place: str, *, create: bool, read_only: bool) -> Backend:
    try:
        fresh = _is_fresh(path, place, create=create and not read_only)
    except OSError as error:
        raise LedgerError(place, f"cannot be opened ({error.strerror})", "check its permissions") from error
    if read_only:
        backend = _read_only(path, place)
    else:
        backend = Backend(_engine(f"file:{_escape(path)}?mode=rwc"), place, read_only=False)
    try:
        _bring_up(backend, fresh=fresh, create=create)
    except BaseException:
        backend.engine.dispose()
        raise
    return backend


def _read_only(path: Path, place: str) -> Backend:
    # Not mode=ro: such a connection would leave its log and index behind. Where the file may not be
    # written SQLite opens it for reading, and writes are refused by the connection in any case.
    backend = Backend(_engine(f"file:{_escape(path)}?mode=rw"), place, read_only=True)
    if Path(f"{path}-wal").exists():
        return backend
    try:
        backend.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM sqlite_master"))
    except LedgerError:
        if Path(f"{path}-wal").exists():
            return backend  # another process has begun to write meanwhile: its log must not be passed over
        # On read-only media SQLite cannot make the log's index; without a log none is needed.
        backend.engine.dispose()
        return Backend(_engine(f"file:{_escape(path)}?immutable=1"), place, read_only=True)
    return backend


def _is_fresh(path: Path, place: str, *, create: bool) -> bool:
    """Whether the file has to be made; raises ``LedgerError`` where it is something else."""
    if path.is_dir():
        raise LedgerError(
            place, "this is a folder, not a ledger", "name a file in it, such as ledger.cordiale"
        )
    if not path.exists():
        if not create:
            raise LedgerError(place, "there is no such ledger", "read something into it first: cordiale read")
        if not path.parent.is_dir():
            raise LedgerError(place, "its folder does not exist", "make the folder first")
        return True
    if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its other end
        raise LedgerError(place, "this is not a file", "give another path with --ledger")
    with path.open("rb") as file:
        head = file.read(16)
    if not head:
        if not create:
            raise LedgerError(place, "the file is empty, it is not a ledger")
        return True
    if head != b"SQLite format 3\0":
        raise LedgerError(place, "this file is not a ledger", "give another path with --ledger")
    return False


def _bring_up(backend: Backend, *, fresh: bool, create: bool) -> None:
    def state(connection: Connection) -> tuple[int, str | None, int]:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        count = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        return int(application or 0), migrations.revision(connection), int(count or 0)

    def make(connection: Connection) -> None:
        application, revision, count = state(connection)
        if count == 0:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
            migrations.create(connection)
        else:
            _check(application, revision, backend.place)
            if revision != migrations.HEAD:
                migrations.upgrade(connection)

    if not fresh:
        application, revision, count = backend.read(state)
        if count == 0 and create and not backend.read_only:
            fresh = True  # another process is just making it, or was stopped before it could
        else:
            _check(application, revision, backend.place)
    if fresh or revision != migrations.HEAD:
        if backend.read_only:
            raise OutdatedLedgerError(
                backend.place,
                "an older version wrote this ledger",
                "open it once for writing: any cordiale command does where the file may be written",
            )
        backend.write(make)


def _check(application: int, revision: str | None, place: str) -> None:
    if application != APPLICATION or revision is None:
        raise LedgerError(place, "this SQLite file is not a ledger", "give another path with --ledger")
    if revision > migrations.HEAD:
        raise LedgerError(place, "a newer version of Cordiale wrote this ledger", "upgrade the program")


def _escape(path: Path) -> str:
    return quote(os.fsencode(path.absolute()))  # a name need not be Unicode


def _engine(uri: str) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
        )
        if "mode=rwc" in uri:
            _use_log(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        json_serializer=encode,
        json_deserializer=decode,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: a transaction that reads first and then finds the ledger
        # changed under it could only fail.
        writing: Any = connection.get_execution_options().get("cordiale_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _use_log(connection: sqlite3.Connection) -> None:
    """Write-ahead log on. SQLite does not wait for a lock here, so this does."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                connection.close()
                raise
            time.sleep(random.uniform(0.005, 0.05))  # noqa: S311


def is_locked(error: DBAPIError) -> bool:
    """Whether another process holds the lock, so that trying again helps."""
    told = str(error.orig)
    return isinstance(error, OperationalError) and ("locked" in told or "busy" in told)


_REASONS = (
    (
        "disk is full",
        "there is no space left on the disk",
        "make room and run it again: what was read is kept",
    ),
    ("disk I/O error", "the disk cannot be written or read", "check its space and health, then run it again"),
    ("locked", "another program holds the ledger", "close it and run this again"),
    ("readonly", "the ledger may not be written", "check the permissions of the file and its folder"),
    ("unable to open", "the ledger cannot be opened", "check the permissions of the file and its folder"),
    ("not a database", "this file is not a ledger", "give another path with --ledger"),
    ("malformed", "the file is damaged", "restore a copy, or read the documents into a new ledger"),
    (
        "no such table",
        "this is not a whole ledger",
        "restore a copy, or read the documents into a new ledger",
    ),
)


def explain(error: DBAPIError, place: str) -> LedgerError:
    """What a database error means to a person, in one line."""
    told = str(error.orig)
    for sign, reason, advice in _REASONS:
        if sign in told:
            return LedgerError(place, reason, advice)
    return LedgerError(place, f"the database says: {told}")
