"""Cells of registers in words: places and codes by name, numbers as the language writes them."""

from typing import Any

from cordiale.model import Cell, Row
from cordiale.publish.spans import say_periods
from cordiale.publish.wording import Wording
from cordiale.registers.schema import Column, Schema


def tell_value(value: Any, column: Column, wording: Wording) -> str:
    """One value of a column in words; several are parted by commas, None is empty."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(tell_value(part, column, wording) for part in value)
    own = wording.column_code(column.name, str(value))
    if own is not None:
        return own
    if column.type == "period":
        return say_periods(str(value), wording)
    if column.type == "place":
        return wording.place(str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return wording.number(round(value, 6))
    return wording.code(str(value)) if column.type in ("text", "status") else str(value)


def tell_cell(cell: Cell | None, column: Column, wording: Wording) -> str:
    """The shown value of a cell, with "about" or "more than" where all who tell it say so."""
    if cell is None:
        return ""
    bounds = {assertion.bound for assertion in cell.assertions if assertion.value == cell.value}
    told = len(bounds) == 1 and column.type == "number"
    before = wording.words["bounds"].get(bounds.pop(), "") if told else ""
    return f"{before}{tell_value(cell.value, column, wording)}"


def tell_flag(flag: str, schema: Schema, wording: Wording) -> str:
    """A mark of a row: the words of the register's own check, else of the code."""
    own = next((check.label[wording.language] for check in schema.checks if check.flag == flag), None)
    return own or wording.code(flag)


def name_row(row: Row, schema: Schema, wording: Wording) -> str:
    """What a row is called: the values of its key."""
    columns = [column for name in schema.key if (column := schema.column(name)) is not None]
    told = [tell_value(row.value(column.name), column, wording) for column in columns]
    return " · ".join(part for part in told if part) or row.id


def filled(schema: Schema, rows: list[Row], wanted: list[str] | None, most: int) -> list[Column]:
    """The columns to show: those named, else the first ``most``; none that all rows leave empty."""
    named = [schema.column(name) for name in wanted or ()]
    columns = [c for c in named if c is not None] or list(schema.columns)
    shown = [c for c in columns if any(row.value(c.name) not in (None, "", ()) for row in rows)]
    return shown if wanted else shown[:most]
