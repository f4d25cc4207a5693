"""What persons enter in registers: appended and retired, never overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from cordiale.ledger.errors import LedgerError
from cordiale.ledger.filing import now
from cordiale.ledger.person_tables import entries
from cordiale.model import Entry, Standing


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be made: the row's key, the values, their status, and what they rest on.

    ``source`` is what the person refers to, or a file's name and line.
    """

    register: str
    key: Mapping[str, Any]
    cells: Mapping[str, Any]
    source: str
    status: str = "actual"
    standing: Standing = "entry"


def enter(connection: Connection, new: Sequence[NewEntry], *, by: str) -> list[Entry]:
    """Append entries; see ``Ledger.enter``."""
    at = now()
    made: list[Entry] = []
    for item in new:
        values: dict[str, Any] = {
            "register": item.register,
            "key": dict(item.key),
            "cells": dict(item.cells),
            "status": item.status,
            "standing": item.standing,
            "source": item.source,
            "by": by,
            "at": at,
        }
        number = connection.execute(insert(entries).values(**values).returning(entries.c.number)).scalar_one()
        made.append(Entry(number=int(number), **values))
    return made


def retire(connection: Connection, number: int, *, by: str) -> Entry:
    """Take an entry back; see ``Ledger.retire_entry``."""
    held = next((entry for entry in entries_all(connection) if entry.number == number), None)
    if held is None:
        raise LedgerError(
            str(number), "no entry has this number", "cordiale register NAME --row ID shows them"
        )
    if not held.stands:
        raise LedgerError(str(number), "this entry was retired already")
    marked = update(entries).where(entries.c.number == number).values(retired_at=now(), retired_by=by)
    connection.execute(marked)
    return next(entry for entry in entries_all(connection) if entry.number == number)


def entries_all(connection: Connection, register: str | None = None) -> list[Entry]:
    """All entries, or those of one register, retired ones included, oldest first."""
    query = select(entries).order_by(entries.c.number)
    if register is not None:
        query = query.where(entries.c.register == register)
    return [Entry(**row._mapping) for row in connection.execute(query)]
