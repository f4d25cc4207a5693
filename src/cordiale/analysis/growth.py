"""A growth against the levels it joins: the level before, times the growth, is the level after."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cordiale.analysis.cues import cues
from cordiale.analysis.identities import worth
from cordiale.analysis.points import Point, percent, points_of
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import Proof, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, compare, gap
from cordiale.vocabulary.folding import fold

_REVISION = 0.05
"""What a base may be revised by between two years' telling."""
_WILDEST = 4
"""A base that is off by a greater factor is of something else."""

_SENT = frozenset(("deliveries", "trade_deals"))
"""What goes from one place to another is exports, by whatever word it is told."""
_TOLD_BY = frozenset(("official",))
"""What tells only who counted."""
_Key = tuple[object, ...]


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions, tensions and derived values of levels and growths."""
    points = [point for point in points_of(holdings) if point.item.fields["transform"] in ("level", "growth")]
    # Of what is told thousands of times the first level in each unit is asked for, and no more.
    levels: defaultdict[_Key, dict[str, Point]] = defaultdict(dict)
    for point in points:
        fields = point.item.fields
        if fields["transform"] == "level" and fields["bound"] in ("=", "~") and point.trusted:
            levels[_key(point), point.period].setdefault(str(fields["unit"]), point)
    beside = _beside(points)
    for growth in points:
        if growth.item.fields["transform"] == "growth" and _is_yearly(growth):
            before = tuple(_year_before(day) for day in growth.period)
            bases = levels.get((_key(growth), before), {})
            afters = levels.get((_key(growth), growth.period), {})
            own = beside.get(growth.item.id)
            yield from _judge(growth, bases, afters if own is None else {str(own.item.fields["unit"]): own})


def _key(point: Point) -> _Key:
    """What levels and growths of one thing have in common; a growth has no unit of its own."""
    measure = point.item.fields["measure"]
    if measure in _SENT and point.subject is None and len(point.item.statement.parties) > 1:
        measure = "exports"
    return (
        measure,
        point.item.statement.parties,
        point.topic.head if point.item.fields["unit"] == "count" else None,
        point.topic.increment,
        point.subject,
        point.scope.words,
        point.scope.dimensions - _TOLD_BY,
    )


def _beside(points: Sequence[Point]) -> Mapping[str, Point]:
    """The level that stands in one sentence with a growth, the only ones of their measure and period."""
    groups: defaultdict[_Key, list[Point]] = defaultdict(list)
    for point in points:
        fields = point.item.fields
        sentence = (
            point.item.setting.sentence_at(point.item.at.start)
            if point.item.setting and point.item.at
            else -1
        )
        groups[(*point.passage, sentence, fields["measure"], point.period)].append(point)
    found = {}
    for held in groups.values():
        kinds = [point.item.fields["transform"] for point in held]
        if sorted(kinds) == ["growth", "level"]:
            growth, level = sorted(held, key=lambda point: point.item.fields["transform"])
            if level.item.fields["bound"] in ("=", "~") and not level.scope.hazards:
                found[growth.item.id] = level
    return found


def _is_yearly(growth: Point) -> bool:
    """Whether a growth is against the same stretch of the year before, as far as its sentence tells."""
    year, last = growth.since.year, growth.until.year
    if (
        last != year
        and not (last == year + 1 and _is_fiscal(growth))
        or growth.scope.hazards & {"years", "mean", "part", "planned"}
    ):
        return False
    if (
        growth.item.fields["bound"] not in ("=", "~")
        or growth.scope.places
        or "prices" in growth.scope.dimensions
    ):
        return False
    return growth.scope.years <= {year - 1, year, last}


def _is_fiscal(growth: Point, language: str = "fr") -> bool:
    return cues("scopes", "fiscal", language).has("fiscal", fold(growth.item.sentence))


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _judge(growth: Point, bases: Mapping[str, Point], afters: Mapping[str, Point]) -> Iterator[Finding]:
    for unit in sorted({*bases, *afters}):
        base, after = bases.get(unit), afters.get(unit)
        if base is not None and after is not None:
            yield from _check(base, growth, after)
        elif base is not None and growth.trusted and base.passage != growth.passage:
            yield _derived(base.figure * growth.figure, growth, base, state="after")
        elif after is not None and growth.figure.value > 0 and after.passage != growth.passage:
            yield _derived(after.figure / growth.figure, growth, after, state="before")


def _check(base: Point, growth: Point, after: Point) -> Iterator[Finding]:
    expected = base.figure * growth.figure
    outcome = compare(expected, after.figure)
    if len({base.passage, growth.passage, after.passage}) == 1:
        return  # a matter of the passage itself
    apart = gap(expected, after.figure)
    kind: FindingKind = "derived"
    state = "holds"
    if outcome == "conflict":
        ratio = expected.value / after.figure.value if after.figure.value else 0
        if not 1 <= ratio * _WILDEST <= _WILDEST**2 or base.item.id == after.item.id:
            return
        sure = growth.passage == after.passage and (growth.trusted or after.trusted)
        sure = sure or (base.passage == after.passage and growth.trusted)
        kind, state = ("contradiction", "fails") if sure and apart > _REVISION else ("tension", "near")
    values = {
        "base_told": base.told,
        "growth_told": growth.told,
        "level_told": after.told,
        "base": float(base.figure.value),
        "growth": float(growth.figure.value),
        "level": float(after.figure.value),
        "expected": worth(expected),
        "percent": percent(expected, after.figure),
        "unit": base.item.fields["unit"],
        "measure": base.item.fields["measure"],
        "since": after.since.isoformat(),
        "until": after.until.isoformat(),
    }
    proofs = (proof_of(base.item, "base"), proof_of(growth.item, "growth"), proof_of(after.item, "level"))
    yield _finding((kind, state), growth, values, proofs)


def _derived(value: Printed, growth: Point, level: Point, *, state: str) -> Finding:
    known = "base" if state == "after" else "level"
    values = {
        "value": worth(value),
        f"{known}_told": level.told,
        "growth_told": growth.told,
        known: float(level.figure.value),
        "growth": float(growth.figure.value),
        "unit": level.item.fields["unit"],
        "measure": level.item.fields["measure"],
        "since": (growth.since if state == "after" else _year_before(growth.since)).isoformat(),
        "until": (growth.until if state == "after" else _year_before(growth.until)).isoformat(),
    }
    proofs = (proof_of(level.item, known), proof_of(growth.item, "growth"))
    return _finding(("derived", state), growth, values, proofs)


def _finding(
    outcome: tuple[FindingKind, str], growth: Point, values: dict[str, Any], proofs: tuple[Proof, ...]
) -> Finding:
    return Finding(
        kind=outcome[0],
        rule="level_growth",
        state=outcome[1],
        proofs=proofs,
        values=values,
        weight=round(values.get("percent", 0.0) / 100, 4),
        subject=growth.item.fields["item"] or growth.item.fields["measure"],
        parties=growth.item.statement.parties,
        at=str(values["until"]),
    )
