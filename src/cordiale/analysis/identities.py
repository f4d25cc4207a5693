"""Trade of one pair and period: turnover is exports and imports together, balance their difference."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from cordiale.analysis.points import Point, percent, points_of
from cordiale.analysis.scopes import plain_words
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Interval, Printed, compare, gap

_FLOWS = ("turnover", "exports", "imports", "balance")
_REVISION = 0.05
"""What sums of figures told in several places may be off by, for they are counted at several times."""
_WILDEST = 3
"""Sums that are off by a greater factor are of different things."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions, tensions and derived values of the four trade flows."""
    groups: defaultdict[tuple[object, ...], dict[str, list[Point]]] = defaultdict(dict)
    for point in points_of(holdings):
        fields = point.item.fields
        if fields["measure"] in _FLOWS and fields["transform"] == "level" and fields["bound"] in ("=", "~"):
            if point.topic.head is None and not point.scope.hazards and not point.scope.places:
                groups[_key(point)].setdefault(fields["measure"], []).append(point)
    for _, flows in sorted(groups.items(), key=lambda entry: min(p[0].place for p in entry[1].values())):
        yield from _judge(flows)


def _key(point: Point) -> tuple[object, ...]:
    """What the flows of one trade have in common: the words of their scopes but those of trade itself."""
    return (
        point.item.statement.parties,
        point.period,
        point.item.fields["unit"],
        point.subject,
        plain_words(point.scope.words, _FLOWS),
        point.scope.dimensions,
    )


def _judge(flows: Mapping[str, Sequence[Point]]) -> Iterator[Finding]:
    sure = {name: [point for point in held if point.trusted] for name, held in flows.items()}
    checked = False
    for total, one, other in product(
        *(sure.get(name, [])[:1] for name in ("turnover", "exports", "imports"))
    ):
        yield from _check("turnover_sum", total, (one, other), one.figure + other.figure)
        checked = True
    for left, one, other in product(*(sure.get(name, [])[:1] for name in ("balance", "exports", "imports"))):
        yield from _check("balance_difference", left, (one, other), _apart(one.figure, other.figure))
    if checked:
        return
    for name in ("exports", "imports"):
        pairs = product(flows.get("turnover", ()), flows.get(name, ()))
        together = next((pair for pair in pairs if _belong(*pair)), None)
        if together is not None:
            yield from _rest(*together)


def _belong(total: Point, part: Point) -> bool:
    """Whether a part is surely of this total: both say whose they are, or one paragraph tells both."""
    return total.passage == part.passage or total.trusted and part.trusted


def _apart(one: Printed, other: Printed) -> Printed:
    """The difference of two flows, without its sign: a surplus of one side is a deficit of the other."""
    greater, less = (one, other) if one.value >= other.value else (other, one)
    found = greater - less
    return Printed(found.value, _positive(found.usual), _positive(found.widest))


def _positive(interval: Interval) -> Interval:
    return Interval(None if interval.low is None else max(interval.low, 0 * interval.low), interval.high)


def _check(rule: str, total: Point, parts: tuple[Point, Point], expected: Printed) -> Iterator[Finding]:
    if len({point.passage for point in (total, *parts)}) == 1:
        return  # a matter of the passage itself
    told = _unsigned(total.figure)
    apart = gap(expected, told)
    kind: FindingKind = "derived"
    state = "holds"
    if compare(expected, told) == "conflict":
        ratio = expected.value / told.value if told.value else 0
        if not 1 <= ratio * _WILDEST <= _WILDEST**2:
            return
        kind, state = ("contradiction", "fails") if apart > _REVISION else ("tension", "near")
    values = _values(total) | {
        "total": float(told.value),
        "parts": [float(point.figure.value) for point in parts],
        "expected": worth(expected),
        "percent": percent(expected, told),
    }
    yield _finding(kind, (rule, state), total, parts, values)


def _unsigned(figure: Printed) -> Printed:
    if figure.value >= 0:
        return figure
    return Printed(-figure.value, *(_turned(interval) for interval in (figure.usual, figure.widest)))


def _turned(interval: Interval) -> Interval:
    return Interval(
        None if interval.high is None else -interval.high, None if interval.low is None else -interval.low
    )


def _rest(total: Point, part: Point) -> Iterator[Finding]:
    """The other flow, or the conflict of a part that exceeds its total."""
    values = _values(total) | {"total": float(total.figure.value), "part": float(part.figure.value)}
    if part.figure.value > total.figure.value:
        if compare(part.figure, total.figure) == "conflict" and part.passage != total.passage:
            if part.figure.value <= _WILDEST * total.figure.value:
                values["percent"] = percent(part.figure, total.figure)
                yield _finding("contradiction", ("part_within_turnover", "exceeds"), total, (part,), values)
        return
    rest = total.figure - part.figure
    missing = "imports" if part.item.fields["measure"] == "exports" else "exports"
    values |= {"value": worth(rest), "missing": missing}
    yield _finding("derived", ("turnover_rest", missing), total, (part,), values)


def worth(figure: Printed) -> float:
    """A computed value with as many digits as those it comes from are worth, three at least.

    >>> from cordiale.registers.intervals import read_figure
    >>> growth = read_figure(1.119, "11,9 %", transform="growth")
    >>> worth(read_figure(4_500_000, "4,5 millions", unit="USD") * growth)
    5040000.0
    """
    step = figure.step
    digits = 4 if not step or not figure.value else max(3, math.ceil(math.log10(abs(figure.value) / step)))
    return float(f"{float(figure.value):.{digits}g}")


def _values(total: Point) -> dict[str, Any]:
    return {
        "unit": total.item.fields["unit"],
        "since": total.since.isoformat(),
        "until": total.until.isoformat(),
    }


def _finding(
    kind: FindingKind, rule: tuple[str, str], total: Point, parts: Sequence[Point], values: dict[str, Any]
) -> Finding:
    return Finding(
        kind=kind,
        rule=rule[0],
        state=rule[1],
        proofs=(proof_of(total.item, "total"), *(proof_of(point.item, "part") for point in parts)),
        values=values,
        weight=round(values.get("percent", 0.0) / 100, 4),
        subject=total.item.fields["measure"],
        parties=total.item.statement.parties,
        at=total.until.isoformat(),
    )
