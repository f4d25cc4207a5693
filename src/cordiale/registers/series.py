"""Trade series: points of official tables beside what is told, and values that follow from others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cordiale.model import Assertion, OfficialPoint
from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import FILLS, STEPS, enlist
from cordiale.registers.periods import frequency, read_period, write_period
from cordiale.registers.sittings import passage_key
from cordiale.registers.steps import computed
from cordiale.registers.told import Told

_ESTIMATED = {"=": "A", "~": "E", ">": "E", "<": "E"}
"""SDMX codes: A normal value, E estimated. F is a forecast, I imputed."""
_LEVEL = "level"
_MONEY = ("BYN", "CNY", "EUR", "RUB", "USD")
_IDENTITY = ("turnover", "exports", "imports", "balance")


@enlist(FILLS, "obs_status")
def obs_status(told: Told, _argument: None) -> str:
    """The SDMX code of the value's status: A as stated, E rounded or bounded, F not of the past."""
    if told.item.statement.status != "actual":
        return "F"
    return _ESTIMATED.get(str(told.fields.get("bound") or "="), "A")


@enlist(STEPS, "official")
def official(drafts: list[Draft], _parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """The points of official tables join the rows of the same reporter, partner, measure and period."""
    if not bench.holdings.official:
        return drafts
    known = {_series_key(draft, bench): draft for draft in drafts}
    found = list(drafts)
    for point in bench.holdings.official:
        key = (*_point_key(point),)
        draft = known.get(key)
        if draft is None:
            draft = known[key] = Draft(dict(zip(_KEY, key, strict=True)))
            found.append(draft)
            for name, value in draft.key.items():
                if value is not None:
                    draft.tell(name, _official(value, point))
        draft.tell("OBS_VALUE", _official(_number(point), point))
        draft.tell("OBS_STATUS", _official("A", point))
    return found


_KEY = (
    "REF_AREA",
    "COUNTERPART_AREA",
    "INDICATOR",
    "TRANSFORMATION",
    "COMMODITY",
    "THROUGH",
    "FREQ",
    "TIME_PERIOD",
    "UNIT_MEASURE",
)


def _series_key(draft: Draft, bench: Bench) -> tuple[Any, ...]:
    return (*(bench.value(draft, name) for name in _KEY),)


def _point_key(point: OfficialPoint) -> Iterable[Any]:
    goods = None if point.goods == "TOTAL" else point.goods
    partner = "W" if point.partner == "WORLD" else point.partner
    freq, period = frequency(point.since, point.until), write_period(point.since, point.until)
    return point.reporter, partner, point.measure, _LEVEL, goods, None, freq, period, point.unit


def _number(point: OfficialPoint) -> int | float:
    value = float(point.value)
    return int(value) if value.is_integer() else value


def _official(value: Any, point: OfficialPoint) -> Assertion:
    source = f"{point.table}, line {point.line}"
    return Assertion(
        value=value, standing="official", source=source, origin=point.table, said=point.until.year
    )


@dataclass(frozen=True, slots=True)
class _Point:
    value: float
    draft: Draft


@enlist(STEPS, "derive_series")
def derive_series(drafts: list[Draft], _parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Values that nobody states and that follow from those stated, marked as computed with their derivation.

    Turnover, balance, exports and imports of one reporter, partner and period from two of them; the level
    of a period from that of the same months of the year before and its growth. Only values told as exact
    and in one passage take part: what is "more than" or "about", or told elsewhere of perhaps something
    else, proves no sum. Derived values derive nothing further.
    """
    return _Reckoner(drafts, bench).complete()


class _Reckoner:
    """The series by their keys, to which what follows from them is added."""

    def __init__(self, drafts: list[Draft], bench: Bench) -> None:
        self._bench = bench
        self._found = list(drafts)
        self._present: dict[tuple[Any, ...], Draft] = {}
        self._levels: dict[tuple[Any, ...], dict[str, _Point]] = {}
        self._growths: list[tuple[tuple[Any, ...], _Point]] = []
        for draft in drafts:
            self._enter(draft)

    def _enter(self, draft: Draft) -> None:
        key = _series_key(draft, self._bench)
        self._present[key] = draft
        cell = self._bench.cell(draft, "OBS_VALUE")
        if cell is None or None in (key[0], key[1], key[7]) or not isinstance(cell.value, int | float):
            return
        shown = next((a for a in cell.assertions if a.value == cell.value and a.status == "actual"), None)
        if shown is None or shown.bound != "=":
            return
        point = _Point(cell.value, draft)
        if key[3] == _LEVEL and key[2] in _IDENTITY:
            self._levels.setdefault((*key[:2], *key[4:]), {}).setdefault(key[2], point)
        elif key[3] == "growth":
            self._growths.append((key, point))

    def complete(self) -> list[Draft]:
        """All rows, those that were derived behind the others."""
        for group, points in self._levels.items():
            for measure, value, used, told in _identities(points):
                self._add((*group[:2], measure, _LEVEL, *group[2:]), value, told, used)
        for key, growth in self._growths:
            self._grow(key, growth)
        return self._found

    def _grow(self, key: tuple[Any, ...], growth: _Point) -> None:
        """The level that a growth and the level of the same months of the year before give."""
        span = read_period(str(key[7]))
        before = None if span is None else _year_before(*span)
        if before is None:
            return
        for unit in _MONEY:
            base = self._levels.get((*key[:2], *key[4:7], before, unit), {}).get(key[2])
            if base is not None:
                told = f"{_plain(base.value)} ({before}) x {_plain(growth.value)}"
                value = _plain(base.value * growth.value)
                self._add((*key[:3], _LEVEL, *key[4:8], unit), value, told, [base, growth])

    def _add(self, key: tuple[Any, ...], value: float, told: str, used: list[_Point]) -> None:
        if not _told_together(used):
            return
        placed = [item for point in used for item in point.draft.placed[:1]]
        proof = self._bench.proof(placed[0]) if placed else None
        draft = self._present.get(key)
        if draft is None:
            draft = self._present[key] = Draft(dict(zip(_KEY, key, strict=True)), placed=placed)
            draft.flags.add("derived")
            for name, held in (*draft.key.items(), ("OBS_STATUS", "I")):
                if held is not None:
                    draft.tell(name, computed(held, told, proof))
            for code in dict.fromkeys(code for item in placed for code in item.statement.parties):
                draft.tell("PARTIES", computed(code, told, proof))
            self._found.append(draft)
        draft.tell("OBS_VALUE", computed(value, told, proof))


def _told_together(used: list[_Point]) -> bool:
    """Whether one passage tells all of them."""
    passages = [{passage_key(item) for item in point.draft.placed} - {None} for point in used]
    return bool(frozenset.intersection(*map(frozenset, passages)))


def _identities(points: Mapping[str, _Point]) -> Iterable[tuple[str, float, list[_Point], str]]:
    """What two of turnover, exports, imports and balance say of the absent ones."""
    turnover, exports, imports, balance = (points.get(name) for name in _IDENTITY)
    sums = (
        ("turnover", exports, imports, 1, "exports {} + imports {}"),
        ("balance", exports, imports, -1, "exports {} - imports {}"),
        ("imports", turnover, exports, -1, "turnover {} - exports {}"),
        ("exports", turnover, imports, -1, "turnover {} - imports {}"),
        ("imports", exports, balance, -1, "exports {} - balance {}"),
    )
    for measure, one, other, sign, told in sums:
        if one is None or other is None or measure in points:
            continue
        value = one.value + sign * other.value
        if measure == "balance" or value > 0:
            yield measure, _plain(value), [one, other], told.format(_plain(one.value), _plain(other.value))


def _plain(value: float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _year_before(since: date, until: date) -> str | None:
    """The same months of the year before, written as a period."""
    if since.year <= 1:
        return None
    leap = (until.month, until.day) == (2, 29)
    last = until.replace(year=until.year - 1, day=28 if leap else until.day)
    first = since.replace(year=since.year - 1, day=min(since.day, 28) if since.month == 2 else since.day)
    return write_period(first, last)
