"""What is asked of rows: what has passed, what is asleep, what does not add up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cordiale.model import Row
from cordiale.registers.drafts import Bench
from cordiale.registers.mechanisms import CHECKS, enlist
from cordiale.registers.periods import read_period


def last_day(row: Row, column: str) -> Any:
    """The last day of a row's date or period, None where it has none."""
    value = row.value(column)
    if isinstance(value, tuple):
        value = max(map(str, value), default=None)
    span = None if value is None else read_period(str(value))
    return None if span is None else span[1]


@enlist(CHECKS, "past", takes=("column", "unless"), needs=("column",))
def past(rows: Sequence[Row], parameters: Mapping[str, Any], bench: Bench) -> Iterable[str]:
    """The date of ``column`` is over on the day to judge from, and no column of ``unless`` is filled."""
    for row in rows:
        day = last_day(row, parameters["column"])
        if day is not None and day < bench.holdings.as_of and not _any(row, parameters.get("unless", ())):
            yield row.id


@enlist(CHECKS, "soon", takes=("column", "days", "unless"), needs=("column", "days"))
def soon(rows: Sequence[Row], parameters: Mapping[str, Any], bench: Bench) -> Iterable[str]:
    """The date of ``column`` is over within so many days, and no column of ``unless`` is filled."""
    today = bench.holdings.as_of
    for row in rows:
        day = last_day(row, parameters["column"])
        if day is not None and 0 <= (day - today).days <= parameters["days"]:
            if not _any(row, parameters.get("unless", ())):
                yield row.id


@enlist(CHECKS, "silent", takes=("columns", "years", "unless"), needs=("columns", "years"))
def silent(rows: Sequence[Row], parameters: Mapping[str, Any], bench: Bench) -> Iterable[str]:
    """Nothing dated in the last so many years: the latest of all dates of ``columns`` is older.

    Rows that are flagged with one of ``unless`` are not asked.
    """
    limit = _before(bench.holdings.as_of, parameters["years"])
    for row in rows:
        days = [day for name in parameters["columns"] if (day := last_day(row, name)) is not None]
        if days and max(days) < limit and row.status == "actual":
            yield row.id


@enlist(CHECKS, "has", takes=("column", "value"), needs=("column", "value"))
def has(rows: Sequence[Row], parameters: Mapping[str, Any], _bench: Bench) -> Iterable[str]:
    """``column`` shows ``value``."""
    for row in rows:
        if row.value(parameters["column"]) == parameters["value"]:
            yield row.id


@enlist(CHECKS, "lacking", takes=("column", "while", "stage", "below"), needs=("column",))
def lacking(rows: Sequence[Row], parameters: Mapping[str, Any], bench: Bench) -> Iterable[str]:
    """Nothing fills ``column``, while the columns of ``while`` are filled.

    ``stage`` asks only rows that show this stage of the life cycle, ``below`` those that show an earlier one
    or none.
    """
    life, stages = bench.schema.life_column, bench.schema.stages
    for row in rows:
        shown = None if life is None else row.value(life.name)
        if "stage" in parameters and shown != parameters["stage"]:
            continue
        if "below" in parameters and shown in stages[stages.index(parameters["below"]) :]:
            continue
        if row.value(parameters["column"]) is None:
            if all(row.value(name) is not None for name in parameters.get("while", ())):
                yield row.id


def _before(day: date, years: float) -> date:
    """The day so many years before, or the first there is (an empty ledger is judged from that one)."""
    days = round(365.25 * years)
    return date.min if day.toordinal() <= days else day - timedelta(days=days)


def _any(row: Row, names: Iterable[str]) -> bool:
    return any(row.value(name) not in (None, ()) for name in names)
