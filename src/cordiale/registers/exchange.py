"""Registers as tables, out and in: what is shown, one line a row, and the same lines as entries.

A cell holds the shown value. What a line of a table cannot say by itself stands in its column ``marks``:
``column:planned`` where a value's status is not the row's, ``column:>`` where it is a bound, and
``column:2..3`` where it is a range. So what is exported reads back as it was.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.ledger.entering import NewEntry
from cordiale.model import Cell, Row
from cordiale.registers.errors import RegisterError
from cordiale.registers.periods import read_period
from cordiale.registers.schema import STATUSES, Column, Schema
from cordiale.vocabulary.place_codes import read_place
from cordiale.vocabulary.unit_codes import unit_codes

OWN = ("status", "marks", "flags", "missing", "origins", "id")
"""What stands behind the register's own columns: ``status``, ``marks`` and ``id`` are read back."""
LABEL = "_label"
"""The ending of columns that say in words what the one before says in codes; they are not read back."""
_BOUNDS = ("~", ">", "<")
_MARK = re.compile(r"(\w+):(\S+)")
_RANGE = re.compile(r"(-?[\d.eE+]+)\.\.(-?[\d.eE+]+)")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are written to a file: column names, which of them are numbers, and the lines.

    Cells are text, a number, or None; the cells of one column are of one type.
    """

    columns: tuple[str, ...]
    numbers: frozenset[str]
    lines: tuple[tuple[Any, ...], ...]

    def objects(self) -> Iterable[dict[str, Any]]:
        """The lines as mappings of column to value."""
        return (dict(zip(self.columns, line, strict=True)) for line in self.lines)


def to_table(schema: Schema, rows: Sequence[Row]) -> Table:
    """The rows as a table, in their order, the register's columns first."""
    own = schema.columns
    numbers = {column.name for column in own if column.type == "number" and not column.many} | {"origins"}
    return Table(
        (*(column.name for column in own), *OWN),
        frozenset(numbers),
        tuple(tuple(_line(own, row)) for row in rows),
    )


def _line(columns: Sequence[Column], row: Row) -> Iterable[Any]:
    marks: list[str] = []
    for column in columns:
        cell = row.cells.get(column.name)
        if cell is None:
            yield None
            continue
        if cell.status != row.status:
            marks.append(f"{column.name}:{cell.status}")
        yield _written(column, cell, marks)
    yield row.status
    yield " ".join(marks) or None
    yield " ".join(row.flags) or None
    yield " ".join(row.missing) or None
    yield len({a.origin or a.source for cell in row.cells.values() for a in cell.assertions})
    yield row.id


def _written(column: Column, cell: Cell, marks: list[str]) -> Any:
    value = cell.value
    if column.many:
        return "; ".join(_escaped(one) for one in value)
    if column.type != "number":
        return str(value)
    if cell.bound != "=":
        marks.append(f"{column.name}:{cell.bound}")
    if isinstance(value, tuple):
        marks.append(f"{column.name}:{value[0]!r}..{value[1]!r}")
        return None
    return value


def _escaped(value: Any) -> str:
    return str(value).replace("\\", "\\\\").replace(";", "\\;")


def _parted(text: str) -> tuple[str, ...]:
    parts = re.findall(r"(?:[^;\\]|\\.)+", text)
    return tuple(re.sub(r"\\(.)", r"\1", part.strip()) for part in parts if part.strip())


def to_entries(schema: Schema, table: Iterable[tuple[int, Mapping[str, Any]]], name: str) -> list[NewEntry]:
    """The lines of a table as entries: each with the file's name and its line as source.

    ``table`` gives each line's number and its values by column. Empty cells say nothing. Raises
    ``RegisterError`` with file, line and column where a column is unknown or a value is none of its type.
    """
    found: list[NewEntry] = []
    for number, line in table:
        where = f"{name}, line {number}"
        for column in line:
            plain = column.removesuffix(LABEL)
            if schema.column(plain) is None and plain not in OWN:
                known = ", ".join(c.name for c in schema.columns)
                raise RegisterError(where, f"there is no column {column}", f"its columns are: {known}")
        status = line.get("status") or "actual"
        if status not in STATUSES:
            raise RegisterError(where, f"{status} is no status", "known are: " + ", ".join(STATUSES))
        values = read_cells(schema, line, where)
        if values:
            row = str(line.get("id") or "") or None
            if row is not None and not row.startswith(f"{schema.name}:"):
                raise RegisterError(where, f"{row} is no row of {schema.name}", "leave the column id empty")
            found.append(new_entry(schema, values, source=where, status=str(status), row=row))
    return found


def read_cells(schema: Schema, told: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Values by column as they are kept, from what was typed or stood in a table.

    >>> from cordiale.registers import open_register
    >>> read_cells(open_register("agreements").schema, {"PARTIES": "FR; DE", "DATE": "1963-01"}, "example")
    {'PARTIES': ['FR', 'DE'], 'DATE': '1963-01'}
    """
    marks: dict[str, list[str]] = {}
    for column, mark in _MARK.findall(str(told.get("marks") or "")):
        marks.setdefault(column, []).append(mark)
    found: dict[str, Any] = {}
    for column in schema.columns:
        raw = told.get(column.name)
        text = "" if raw is None else str(raw).strip()
        value = _read(column, raw, text, f"{where}, {column.name}") if text else None
        extra: dict[str, Any] = {}
        for mark in marks.get(column.name, ()):
            if match := _RANGE.fullmatch(mark):
                value = [_number(match[1]), _number(match[2])]
            elif mark in _BOUNDS:
                extra["bound"] = mark
            elif mark in STATUSES:
                extra["status"] = mark
        if value is not None:
            found[column.name] = {"value": value, **extra} if extra else value
    return found


def new_entry(
    schema: Schema, values: Mapping[str, Any], *, source: str, status: str = "actual", row: str | None = None
) -> NewEntry:
    """An entry of ``values``: the key columns apart, and the row that it is for where one is named.

    Raises ``RegisterError`` where neither the key nor a row is told.
    """
    key = {name: plain_value(values[name]) for name in schema.key if name in values}
    if not key and row is None:
        reason, advice = "it has no key", f"give at least one of: {', '.join(schema.key)}"
        raise RegisterError(source, reason, advice)
    if row is not None:
        key["row"] = row
    return NewEntry(register=schema.name, key=key, cells=dict(values), source=source, status=status)


def plain_value(told: Any) -> Any:
    """The value of a cell as it is kept, without its status and bound."""
    return told["value"] if isinstance(told, dict) else told


def _read(column: Column, raw: Any, text: str, where: str) -> Any:
    if column.many:
        return [read_value(column, part, where) for part in _parted(text)]
    return read_value(column, text, where)


def read_value(column: Column, text: str, where: str) -> Any:
    """One value of a column as it is kept, from how it was typed: places by code or name.

    Raises ``RegisterError`` naming ``where`` it stands, for what is none of the column's type.
    """
    if column.type == "number":
        number = _number(text)
        if number is None:
            raise RegisterError(where, f"{text} is no number", "write it as 1234.5, without a unit")
        return number
    if column.type in ("date", "period") and read_period(text) is None:
        raise RegisterError(where, f"{text} is no {column.type}", "write it as 2021, 2021-06 or 2021-06-30")
    if column.type == "place":
        code = read_place(text)
        if code is None:
            raise RegisterError(
                where, f"{text} is no place", "write its code or name: KZ, KZ-KUS, KZ:Astana, EAEU"
            )
        return code
    if any(fill.name == "unit" for fill in column.fills) and text not in unit_codes():
        raise RegisterError(where, f"{text} is no unit", "write its code: USD, EUR, t, kWh, km, count")
    return text


def _number(text: str) -> int | float | None:
    try:
        value = float(text.replace("\N{NO-BREAK SPACE}", "").replace(" ", ""))
    except ValueError:
        return None
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value
