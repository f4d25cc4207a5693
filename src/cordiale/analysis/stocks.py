"""Counts of one institution over time: residents, members, dealers - what stays until it leaves.

Such a count falls only where members left; what came in during a year is the difference of two year's ends.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from cordiale.analysis.cues import cues
from cordiale.analysis.points import Point, points_of
from cordiale.analysis.scopes import plain_words
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import compare, gap
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_LONGEST_DATE = 31
"""Days of a period that is still a date for a count."""
_SAME_MONTH = 0.1
"""What a count may change by within one month."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions, tensions and checks of counts that add up over time."""
    series: defaultdict[tuple[str, str, tuple[str, ...]], list[Point]] = defaultdict(list)
    increments: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points_of(holdings):
        head, subject = point.topic.head, point.subject
        if head not in _heads() or subject is None or point.item.fields["unit"] != "count":
            continue
        assert head is not None
        if point.topic.increment:
            increments[subject, head].append(point)
        elif _is_whole(point):
            series[subject, head, point.item.statement.parties].append(point)
    for key in sorted(series):
        ordered = sorted(series[key], key=lambda p: (p.until, p.since, p.place))
        yield from _same_date(ordered)
        risen, fallen = _rise(ordered)
        for highest, point in fallen:
            yield _finding("tension", ("count_over_time", "falls"), (highest, point))
        yield from _sums(risen, increments.get(key[:2], ()))


@cache
def _heads(language: str = "fr") -> frozenset[str]:
    return frozenset(load_yaml(f"languages/{language}/stocks.yml")["cumulative"])


def _is_whole(point: Point) -> bool:
    """Whether a figure counts all members at a date: no part of them, no bound below or above."""
    fields = point.item.fields
    if (point.until - point.since).days >= _LONGEST_DATE or fields["bound"] not in ("=", "~"):
        return False
    return not point.scope.hazards & {"part", "base", "mean", "years", "planned"} and not isinstance(
        fields["value"], list | tuple
    )


def _same_date(points: Sequence[Point]) -> Iterator[Finding]:
    for one, other in pairwise(points):
        if one.period != other.period or one.passage == other.passage:
            continue
        if compare(one.figure, other.figure) == "conflict" and _words(one) == _words(other):
            exactly = one.since == one.until or gap(one.figure, other.figure) > _SAME_MONTH
            sure = exactly and one.scope.dated and other.scope.dated
            kind: FindingKind = "contradiction" if sure else "tension"
            yield _finding(kind, ("count_at_date", "differs"), (one, other))


def _words(point: Point) -> frozenset[str]:
    return plain_words(point.scope.words, ("entities", "partners"))


def _rise(points: Sequence[Point]) -> tuple[list[Point], list[tuple[Point, Point]]]:
    """The points that rise, and those that fall below an earlier one without a word of anybody leaving."""
    risen: list[Point] = []
    fallen: list[tuple[Point, Point]] = []
    for point in points:
        highest = risen[-1] if risen else None
        if highest is None or point.figure.value >= highest.figure.value or _tells_exits(point):
            risen.append(point)
        elif highest.until < point.since and compare(highest.figure, point.figure) == "conflict":
            if not _name_two(highest, point):
                fallen.append((highest, point))
    return risen, fallen


def _name_two(one: Point, other: Point) -> bool:
    """Whether each sentence has words that the other lacks: two institutions of like names, perhaps."""
    return bool(_words(one) - _words(other)) and bool(_words(other) - _words(one))


def _tells_exits(point: Point, language: str = "fr") -> bool:
    return any(True for _ in cues("stocks", "exits", language).find(fold(point.item.sentence)))


def _sums(points: Sequence[Point], increments: Sequence[Point]) -> Iterator[Finding]:
    """The count at a year's end with what came during the next year, against the next year's end."""
    for added in increments:
        year = added.since.year
        if not added.covers_year():
            continue
        before = [p for p in points if date(year - 1, 12, 1) <= p.until <= date(year, 1, 31)]
        after = [p for p in points if date(year, 12, 1) <= p.until <= date(year + 1, 1, 31)]
        if not before or not after:
            continue
        base, level = before[-1], after[0]
        if len({base.passage, added.passage, level.passage}) > 1:
            yield _sum_finding(base, added, level)


def _sum_finding(base: Point, added: Point, level: Point) -> Finding:
    """More than came in is a contradiction; less may be told by who left."""
    expected = base.figure + added.figure
    kind: FindingKind = "derived"
    if compare(expected, level.figure) == "conflict":
        sure = expected.value < level.figure.value and added.scope.dated and added.scope.hazards <= {"more"}
        kind = "contradiction" if sure else "tension"
    values: dict[str, Any] = {
        "base": float(base.figure.value),
        "added": float(added.figure.value),
        "level": float(level.figure.value),
        "expected": float(expected.value),
        "since": base.until.isoformat(),
        "until": level.until.isoformat(),
        "noun": base.topic.head,
    }
    return Finding(
        kind=kind,
        rule="count_and_new",
        state="holds" if kind == "derived" else "fails",
        proofs=(proof_of(base.item, "base"), proof_of(added.item, "part"), proof_of(level.item, "level")),
        values=values,
        weight=round(gap(expected, level.figure), 4),
        subject=str(base.subject),
        parties=base.item.statement.parties,
        at=level.until.isoformat(),
    )


def _finding(kind: FindingKind, rule: tuple[str, str], pair: tuple[Point, Point]) -> Finding:
    one, other = pair
    return Finding(
        kind=kind,
        rule=rule[0],
        state=rule[1],
        proofs=(proof_of(one.item, "before"), proof_of(other.item, "after")),
        values={
            "first": float(one.figure.value),
            "second": float(other.figure.value),
            "first_at": one.until.isoformat(),
            "second_at": other.until.isoformat(),
            "noun": one.topic.head,
        },
        weight=round(gap(one.figure, other.figure), 4),
        subject=str(one.subject),
        parties=one.item.statement.parties,
        at=other.until.isoformat(),
    )
