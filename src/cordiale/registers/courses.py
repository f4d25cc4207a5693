"""Courses: one measure of one thing over time, with every value that anybody asserts for each period."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

from cordiale.model import Assertion, Cell, Row
from cordiale.registers.agreement import agree
from cordiale.registers.errors import RegisterError
from cordiale.registers.periods import read_period
from cordiale.vocabulary import load_yaml

Nature = Literal[
    "stated", "part", "official", "also", "rival", "derived", "planned", "target", "proposed", "undated"
]
"""stated: the value shown, for a calendar year; part: for another period (months from the beginning of a
year, a day, several years). official: of an official table. also: another value that agrees with the one
shown, rounded or bounded. rival: one that does not agree. derived: computed. undated: no period is told."""

NATURES: tuple[Nature, ...] = get_args(Nature)
"""All kinds of values, the one shown first."""

ABSENT = "-"
"""How a request says that a role is to be empty: the trade in all goods, with no partner named."""


class CourseKey(NamedTuple):
    """What a course is of: codes and names as the register has them, None where nothing is told."""

    register: str
    reporter: str | None
    partner: str | None
    measure: str | None
    transform: str | None
    goods: str | None
    through: str | None
    unit: str | None


ROLES = CourseKey._fields


@dataclass(frozen=True, slots=True)
class Reading:
    """One value for one period: ``row`` is the id of the register's row, ``column`` the cell's.

    ``period`` is as the register writes it, ``since`` and ``until`` its first and last day. ``value`` is a
    number, or a range as two. ``assertions`` are all that give this value, the first said first.
    """

    row: str
    column: str
    period: str | None
    since: date | None
    until: date | None
    value: float | tuple[float, float]
    bound: str
    nature: Nature
    rule: str
    assertions: tuple[Assertion, ...]

    @property
    def origins(self) -> int:
        """The number of independent origins that assert it."""
        return len({a.origin or a.source for a in self.assertions})

    @property
    def whole_year(self) -> bool:
        """Whether its period is one calendar year."""
        return self.period is not None and len(self.period) == 4

    @property
    def middle(self) -> float:
        """The value, of a range its middle."""
        return sum(self.value) / 2 if isinstance(self.value, tuple) else self.value


@dataclass(frozen=True, slots=True)
class Course:
    """One measure of one thing over time; ``readings`` in the order of their periods, undated ones last."""

    key: CourseKey
    readings: tuple[Reading, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """How full it is: the number of periods with a value of the past, and of all values."""
        past = {r.period for r in self.readings if r.nature in ("stated", "part", "official")}
        return len(past), len(self.readings)

    def between(self, since: int | None, until: int | None) -> "Course":
        """The part of it that meets the years from ``since`` to ``until``; without bounds, all of it."""
        if since is None and until is None:
            return self
        low, high = since or 1, until or 9999
        kept = [r for r in self.readings if r.until and r.since and r.until.year >= low]
        return Course(self.key, tuple(r for r in kept if r.since is not None and r.since.year <= high))


def courses(rows: Mapping[str, Iterable[Row]]) -> "Courses":
    """All courses of some registers, the fullest first; ``rows`` gives each register's rows by its name.

    Registers that hold no courses (``data/courses.yml``) are left out.

    >>> len(courses({"trade-series": ()}).all)
    0
    """
    roles: Mapping[str, Mapping[str, Any]] = load_yaml("courses.yml")
    found: dict[CourseKey, list[Reading]] = {}
    for register in (name for name in roles if name in rows):
        for row in rows[register]:
            readings = list(_readings(row, roles[register]))
            if readings:
                found.setdefault(_key(register, row, roles[register]), []).extend(readings)
    made = [Course(key, tuple(sorted(held, key=_when))) for key, held in found.items()]
    made.sort(key=lambda course: (*(-one for one in course.weight), tuple(str(part) for part in course.key)))
    return Courses(tuple(made))


def sources() -> tuple[str, ...]:
    """The names of the registers that hold courses."""
    return tuple(load_yaml("courses.yml"))


@dataclass(frozen=True)
class Courses:
    """Courses with an index by what they are of: made once for a state of the ledger."""

    all: tuple[Course, ...]

    @cached_property
    def _columns(self) -> Mapping[str, tuple[str | None, ...]]:
        return {role: tuple(course.key[at] for course in self.all) for at, role in enumerate(ROLES)}

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str | None, frozenset[int]]]:
        places: dict[str, dict[str | None, list[int]]] = {role: {} for role in ROLES}
        for role, column in self._columns.items():
            for at, value in enumerate(column):
                places[role].setdefault(value, []).append(at)
        return {role: {v: frozenset(at) for v, at in held.items()} for role, held in places.items()}

    @cached_property
    def _counts(self) -> Mapping[str, Counter[str | None]]:
        return {role: Counter(column) for role, column in self._columns.items()}

    def matching(self, wishes: Mapping[str, str]) -> list[Course]:
        """The courses with the values wished for, by role (``-`` for what is not told), the fullest first.

        Raises ``RegisterError`` for what is no role.
        """
        places = self._matching(wishes)
        return list(self.all) if places is None else [self.all[at] for at in sorted(places)]

    def choices(self, wishes: Mapping[str, str], role: str) -> list[tuple[str, int]]:
        """The values of a role beside the other wishes, with their numbers of courses, the most first."""
        others = self._matching({name: value for name, value in wishes.items() if name != role})
        column = self._columns[role]
        counts = self._counts[role] if others is None else Counter(column[at] for at in others)
        told = [(ABSENT if value is None else value, count) for value, count in counts.items()]
        return sorted(told, key=lambda pair: (-pair[1], pair[0]))

    def _matching(self, wishes: Mapping[str, str]) -> frozenset[int] | None:
        found: frozenset[int] | None = None
        for role, value in wishes.items():
            if role not in ROLES:
                raise RegisterError(role, "this is no part of a course", f"known are: {', '.join(ROLES)}")
            held = self._places[role].get(None if value == ABSENT else value, frozenset())
            found = held if found is None else found & held
        return found


def _key(register: str, row: Row, roles: Mapping[str, Any]) -> CourseKey:
    values = (_plain(row.value(roles[role])) if role in roles else None for role in ROLES[1:])
    return CourseKey(register, *values)


def _plain(value: Any) -> str | None:
    if isinstance(value, tuple):
        return "+".join(map(str, value)) or None
    return None if value is None else str(value)


def _readings(row: Row, roles: Mapping[str, Any]) -> Iterator[Reading]:
    told = _plain(row.value(roles["period"]))
    span = None if told is None else read_period(told)
    since, until = (None, None) if span is None else span
    for column in roles["values"]:
        cell = row.cells.get(column)
        if cell is None:
            continue
        for group in _groups(cell.assertions):
            first = group[0]
            value = tuple(first.value) if isinstance(first.value, tuple | list) else first.value
            if isinstance(value, int | float | tuple):
                nature = _nature(cell, group, span)
                yield Reading(
                    row.id, column, told, since, until, value, first.bound, nature, cell.rule, tuple(group)
                )


def _groups(assertions: Sequence[Assertion]) -> list[list[Assertion]]:
    """The assertions by what they say: one value, bound and status; what was computed apart."""
    groups: dict[Any, list[Assertion]] = {}
    for one in sorted(assertions, key=lambda a: (a.said or 0, a.source, a.derivation)):
        key = (repr(one.value), one.bound, one.status, one.standing == "derived")
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _nature(cell: Cell, group: Sequence[Assertion], span: tuple[date, date] | None) -> Nature:
    first = group[0]
    if first.status != "actual":
        return first.status  # type: ignore[return-value]
    if span is None:
        return "undated"
    if first.standing == "derived":
        return "derived"
    if first.value != cell.value:
        shown = next((a for a in cell.assertions if a.value == cell.value), None)
        return "rival" if shown is not None and not agree("number", shown, first) else "also"
    if any(a.standing == "official" for a in group):
        return "official"
    whole = span == (date(span[0].year, 1, 1), date(span[0].year, 12, 31))
    return "stated" if whole else "part"


def _when(reading: Reading) -> tuple[Any, ...]:
    since, until = reading.since or date.max, reading.until or date.max
    return since, until, NATURES.index(reading.nature), reading.middle, reading.bound, reading.row
