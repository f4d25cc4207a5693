"""Many rows at once, past the per-row cost of the toolkit where the driver is known."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from json import JSONDecoder, JSONEncoder, loads
from typing import Any

from sqlalchemy import JSON, Table, insert
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import Dialect

encode: Callable[[Any], str] = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as the ledger writes JSON: compact, and readable in any language."""

_scan: Callable[[str, int], tuple[Any, int]] = JSONDecoder().scan_once  # type: ignore[attr-defined]


def decode(written: str) -> Any:
    """A value from JSON as the ledger writes it: without white space around it, for which no one need look.

    >>> decode('{"value":60300000}')
    {'value': 60300000}
    """
    try:
        return _scan(written, 0)[0]
    except StopIteration:
        return loads(written)


def insert_many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert ``rows``, which all have the same keys.

    On SQLite the toolkit spends several times as long on each row as the database does; there the
    statement it compiles is handed to the driver with plain tuples. Elsewhere the toolkit does it.
    """
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), rows)
        return
    statement, names, coded = _prepare(table, tuple(rows[0]), connection.dialect)
    values = [[row[name] for name in names] for row in rows]
    for index in coded:
        for place in values:
            value = place[index]
            if value is not None:
                place[index] = encode(value)
    connection.exec_driver_sql(statement, [tuple(place) for place in values])


@lru_cache(maxsize=64)
def _prepare(
    table: Table, keys: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """The statement, the keys in the order of its places, and the places that hold JSON."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(keys))
    names = tuple(compiled.positiontup or ())
    coded = tuple(index for index, name in enumerate(names) if isinstance(table.c[name].type, JSON))
    return str(compiled), names, coded
