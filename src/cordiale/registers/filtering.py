"""Which rows are asked for: by place, time, status, column, words; sorted and paged. Also facets."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cordiale.model import Row
from cordiale.registers.errors import RegisterError
from cordiale.registers.exchange import read_value
from cordiale.registers.periods import read_period
from cordiale.registers.places import country_of
from cordiale.registers.rows import rank
from cordiale.registers.schema import STATUSES, Column, Schema
from cordiale.vocabulary.folding import fold

_WHERE = re.compile(r"([\w-]+)\s*(!=|>=|<=|=|~|>|<)\s*(.*)", re.DOTALL)
OWN = ("status", "flag", "missing", "id")
"""What every row can be asked for beside its columns."""
MARKS = ("conflict", "unreported", "derived")
"""Flags that rows of every register may have beside those of its own checks."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One condition on a column: ``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, or ``~`` for words in it."""

    column: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a register. Nothing asked gives every row.

    ``party`` is a place's code; a country takes in its regions and towns. ``since`` and ``until`` are
    years, months or days (ISO 8601): rows whose dates or periods meet the span. ``text`` are words that
    a row must hold, without regard to accents and case. ``sort`` names a column, with ``-`` before it
    for the reverse.
    """

    party: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    where: tuple[Wish, ...] = ()
    text: str | None = None
    sort: str | None = None
    limit: int | None = None
    offset: int = 0


def read_wish(told: str) -> Wish:
    """A condition as it is typed: ``doctype=roadmap``, ``value>=1000``, ``title~wood``.

    >>> read_wish("value>=1000")
    Wish(column='value', sign='>=', value='1000')

    Raises ``RegisterError`` where it is none.
    """
    match = _WHERE.fullmatch(told.strip())
    if match is None:
        raise RegisterError(told, "this is no condition", "write it as column=value")
    return Wish(match[1], match[2], match[3].strip())


def select(schema: Schema, rows: Sequence[Row], query: Query) -> list[Row]:
    """The rows asked for, in the order asked for: one page of them where ``limit`` is given.

    Raises ``RegisterError`` where a column or a date is unknown, or a value is none of its column's type.
    """
    found = matching(schema, rows, query)
    end = None if query.limit is None else query.offset + query.limit
    return found[query.offset : end]


def matching(schema: Schema, rows: Sequence[Row], query: Query) -> list[Row]:
    """All rows asked for, whatever the page."""
    query = replace(query, where=tuple(_checked(schema, wish, rows) for wish in query.where))
    span = _span(query)
    found = [row for row in rows if _matches(schema, row, query, span)]
    if query.sort is None:
        return found
    name = query.sort.removeprefix("-")
    _known(schema, name)
    told = [row for row in found if rank(_value(row, name))[0] < 3]
    told.sort(key=lambda row: rank(_value(row, name)), reverse=query.sort.startswith("-"))
    return told + [row for row in found if rank(_value(row, name))[0] == 3]


def facets(schema: Schema, rows: Iterable[Row]) -> Mapping[str, Mapping[Any, int]]:
    """For each facet of the register, and for status and flag, its values with their numbers of rows.

    The most frequent first, equal ones in the order of their names.
    """
    counts: dict[str, Counter[Any]] = {name: Counter() for name in (*schema.facets, "status", "flag")}
    for row in rows:
        for name, counter in counts.items():
            value = _value(row, name)
            counter.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return {
        name: dict(sorted(counter.items(), key=lambda pair: (-pair[1], str(pair[0]))))
        for name, counter in counts.items()
    }


def places_of(schema: Schema, row: Row) -> frozenset[str]:
    """Every place that is asserted of a row."""
    named = [column.name for column in schema.columns if column.type == "place" and column.name in row.cells]
    return frozenset(a.value for name in named for a in row.cells[name].assertions)


def holds(party: str, code: str) -> bool:
    """Whether a place is ``party`` or lies in it.

    >>> holds("KZ", "KZ:Astana"), holds("KZ-KUS", "KZ")
    (True, False)
    """
    return code == party or (country_of(code) == party and code != party)


def _known(schema: Schema, name: str) -> Column | None:
    column = schema.column(name)
    if column is None and name not in OWN:
        listed = ", ".join([*(c.name for c in schema.columns), *OWN])
        raise RegisterError(schema.name, f"there is no column {name}", f"its columns are: {listed}")
    return column


def _checked(schema: Schema, wish: Wish, rows: Sequence[Row]) -> Wish:
    """A condition whose value is of its column's type, places by their codes.

    Raises ``RegisterError`` where the column is unknown or the value can be none of its own.
    """
    column = _known(schema, wish.column)
    if wish.sign == "~" or wish.value == "":
        return wish
    where = f"{schema.name}, {wish.column}"
    if column is None:
        choices = {
            "status": STATUSES,
            "flag": _flags(schema, rows),
            "missing": tuple(c.name for c in schema.columns),
        }.get(wish.column, ())
    else:
        choices = tuple(stage.name for stage in schema.life) if column.type == "status" else ()
    if choices and wish.value not in choices:
        raise RegisterError(where, f"{wish.value} is unknown here", f"known are: {', '.join(choices)}")
    if column is None or column.type in ("text", "entity", "status"):
        return wish
    if column.type == "place" and any(wish.value in places_of(schema, row) for row in rows):
        return wish
    value = read_value(column, wish.value, where)
    return wish if column.type == "number" else replace(wish, value=str(value))


def _flags(schema: Schema, rows: Sequence[Row]) -> tuple[str, ...]:
    """The flags that rows may be marked with, those of the register's own checks first."""
    own = [check.flag for check in schema.checks]
    return tuple(dict.fromkeys([*own, *MARKS, *sorted({flag for row in rows for flag in row.flags})]))


def _value(row: Row, name: str) -> Any:
    if name == "status":
        return row.status
    if name == "flag":
        return row.flags
    if name == "missing":
        return row.missing
    return row.id if name == "id" else row.value(name)


def _span(query: Query) -> tuple[date, date] | None:
    if query.since is None and query.until is None:
        return None
    since, until = read_span(query.since, query.until)
    return since or date.min, until or date.max


def read_span(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first day and the last of what was typed as years, months or days; None for what was not.

    Raises ``RegisterError`` for what is no date.

    >>> read_span("2021", "2022-06")
    (datetime.date(2021, 1, 1), datetime.date(2022, 6, 30))
    >>> read_span("", None)
    (None, None)
    """
    ends = []
    for told in (since, until):
        period = read_period(told) if told else None
        if told and period is None:
            raise RegisterError(told, "this is no date", "write it as 2021, 2021-06 or 2021-06-30")
        ends.append(period)
    return ends[0] and ends[0][0], ends[1] and ends[1][1]


def _matches(schema: Schema, row: Row, query: Query, span: tuple[date, date] | None) -> bool:
    if query.status is not None and row.status != query.status:
        return False
    if query.party is not None and not any(holds(query.party, code) for code in places_of(schema, row)):
        return False
    if span is not None and not _meets_span(schema, row, span):
        return False
    if query.text is not None and not _has_words(row, query.text):
        return False
    return all(_grants(_value(row, wish.column), wish) for wish in query.where)


def _meets_span(schema: Schema, row: Row, span: tuple[date, date]) -> bool:
    for column in schema.columns:
        if column.type not in ("date", "period"):
            continue
        value = row.value(column.name)
        for told in value if isinstance(value, tuple) else (value,):
            period = None if told is None else read_period(str(told))
            if period is not None and period[0] <= span[1] and span[0] <= period[1]:
                return True
    return False


def _has_words(row: Row, text: str) -> bool:
    held = words_of_row(row)
    return all(word in held for word in fold(text).split())


def words_of_row(row: Row) -> str:
    """All that is asserted of a row, folded, in one line; each value once."""
    return fold(" ".join(dict.fromkeys(str(a.value) for cell in row.cells.values() for a in cell.assertions)))


def _grants(value: Any, wish: Wish) -> bool:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    if wish.sign == "!=":
        return not any(_compares(one, "=", wish.value) for one in values)
    if wish.sign == "=" and wish.value == "":
        return not values
    return any(_compares(one, wish.sign, wish.value) for one in values)


def _compares(value: Any, sign: str, asked: str) -> bool:
    if sign == "~":
        return fold(asked) in fold(str(value))
    left: Any = value
    right: Any = asked
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            right = float(asked)
        except ValueError:
            return False
    else:
        left, right = fold(str(value)), fold(asked)
    return bool(
        {"=": left == right, "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
            sign
        ]
    )
