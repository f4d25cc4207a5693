"""Claims of order against figures: a record that was exceeded before, two ranks of one thing in one year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from cordiale.analysis.cues import cues
from cordiale.analysis.points import Point, by_series, points_of
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import gap
from cordiale.vocabulary.folding import fold

_NOTABLE = 0.02
"""What a record may be exceeded by before, as it was counted then."""
_FARTHEST = 5
"""A level greater by more than this factor is of something else."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions between claims of order and the series."""
    trusted = [point for point in points_of(holdings) if point.trusted]
    series = by_series(trusted)
    for points in sorted(series.values(), key=lambda held: held[0].place):
        transform = points[0].item.fields["transform"]
        if transform == "level":
            yield from _records(points)
        elif transform == "rank":
            yield from _ranks(points)


def _records(points: Sequence[Point]) -> Iterator[Finding]:
    """A claim that nothing was ever more (or less), and an earlier period of the same length that was."""
    if points[0].item.fields["unit"] == "count" and points[0].topic.head is None:
        return
    for claim in points:
        for extreme in sorted(claim.scope.extremes):
            if _is_narrowed(claim):
                continue
            beaten = [p for p in points if _beats(p, claim, extreme)]
            if beaten:
                other = max(beaten, key=lambda p: (abs(p.figure.value - claim.figure.value), p.place))
                yield _finding(("record", extreme), other, claim)


def _is_narrowed(claim: Point, language: str = "fr") -> bool:
    """Whether the claim is of some years only, or its sentence has a figure of another period."""
    return any(True for _ in cues("scopes", "narrowed", language).find(fold(claim.item.sentence)))


def _beats(point: Point, claim: Point, extreme: str) -> bool:
    if point.until >= claim.since or _length(point) != _length(claim) or point.passage == claim.passage:
        return False
    if point.scope.dimensions != claim.scope.dimensions:
        return False
    greater, less = (point, claim) if extreme == "highest" else (claim, point)
    if not 0 < less.figure.value < greater.figure.value <= _FARTHEST * less.figure.value:
        return False
    return gap(point.figure, claim.figure) > _NOTABLE


def _length(point: Point) -> tuple[int, int, int, int]:
    """A period by the days of the year that it begins and ends on; leap days count as the day before."""
    end = point.until if (point.until.month, point.until.day) != (2, 29) else date(point.until.year, 2, 28)
    return point.since.month, point.since.day, end.month, end.day


def _ranks(points: Sequence[Point]) -> Iterator[Finding]:
    """Two ranks of one thing, told of one period in one form of words."""
    periods: defaultdict[tuple[date, date], list[Point]] = defaultdict(list)
    for point in points:
        if point.item.fields["bound"] == "=" and point.scope.words:
            periods[point.period].append(point)
    for _, held in sorted(periods.items()):
        for one, other in pairwise(sorted(held, key=lambda p: (p.figure.value, p.place))):
            if one.figure.value != other.figure.value and one.passage != other.passage:
                kind: FindingKind = "contradiction" if one.scope.years == other.scope.years else "tension"
                yield _finding(("rank", "differs"), one, other, kind=kind)


def _finding(
    rule: tuple[str, str], one: Point, other: Point, *, kind: FindingKind = "contradiction"
) -> Finding:
    fields = other.item.fields
    return Finding(
        kind=kind,
        rule=rule[0],
        state=rule[1],
        proofs=(proof_of(one.item, "first"), proof_of(other.item, "second")),
        values={
            "first_told": one.told,
            "second_told": other.told,
            "first": float(one.figure.value),
            "second": float(other.figure.value),
            "first_until": one.until.isoformat(),
            "second_until": other.until.isoformat(),
            "unit": fields["unit"],
            "measure": fields["measure"],
        },
        weight=round(gap(one.figure, other.figure), 4),
        subject=fields["item"] or fields["measure"],
        parties=other.item.statement.parties,
        at=other.until.isoformat(),
    )
