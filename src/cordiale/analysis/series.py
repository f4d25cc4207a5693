"""Figures of one series against each other: one period told twice, and months against their year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from cordiale.analysis.points import Point, by_series, percent, points_of
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import proof_of
from cordiale.registers.echoes import Echoes, article_key, sentence_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import compare, gap

FLOWS = frozenset(
    (
        "turnover",
        "exports",
        "imports",
        "production",
        "revenue",
        "deliveries",
        "investment",
        "traffic",
        "trade_deals",
    )
)
"""Measures whose months add up to the year, so that months cannot exceed it."""
_REVISION = 0.1
"""Figures of two years' telling that differ by less may be a first and a revised count."""
_NOTABLE = 0.01
"""Rounded figures that differ by less are not worth telling."""
_ROUNDED = 0.15
"""Figures that differ by more are not told as one rounded and one exact, whatever their bounds allow."""
_FARTHEST = 5
"""Figures that differ by a greater factor are of different things: a firm and its country."""
_HALF = 2
"""Months that have less than one part in so many of their year will not be taken for it."""
_MOST_PAIRS = 20
"""Neighbouring values of one period that are told of, those furthest apart."""
_MOST_PROOFS = 3


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions, tensions and slips within the series of actual figures."""
    trusted = [point for point in points_of(holdings) if point.trusted]
    echoes = holdings.genealogy.echoes
    for _, points in sorted(by_series(trusted).items(), key=lambda entry: _order(entry[1])):
        if _is_told(points[0]):
            yield from _same_period(points, echoes)
            yield from _nested(points)


def _order(points: Sequence[Point]) -> tuple[str, int]:
    return points[0].place


def _is_told(point: Point) -> bool:
    """Whether the series says what it is of: a bare count or share of nothing named is of anything."""
    fields = point.item.fields
    if fields["transform"] == "rank":
        return False
    if fields["transform"] == "share":
        return len(point.scope.words) > 1
    return fields["unit"] != "count" or point.topic.head is not None


def _same_period(points: Iterable[Point], echoes: Echoes) -> Iterator[Finding]:
    periods = defaultdict(list)
    for point in points:
        periods[point.period].append(point)
    for _, held in sorted(periods.items()):
        clusters = _clusters(held)
        judged = (_judge(left, right, echoes) for left, right in pairwise(clusters))
        told = [found for found in judged if found is not None]
        yield from sorted(told, key=lambda found: -found.weight)[:_MOST_PAIRS]
        for cluster in clusters:
            yield from _rounded(cluster)


def _clusters(points: Iterable[Point]) -> list[list[Point]]:
    """The points by value, parted where neighbours cannot be one number."""
    clusters: list[list[Point]] = []
    for point in sorted(points, key=lambda point: (point.figure.value, point.place)):
        if clusters and compare(clusters[-1][-1].figure, point.figure) != "conflict":
            clusters[-1].append(point)
        else:
            clusters.append([point])
    return clusters


def _judge(left: Sequence[Point], right: Sequence[Point], echoes: Echoes) -> Finding | None:
    one, other = left[-1], right[0]
    if is_reprint(one, other, echoes):
        return None  # what differs there is told by analysis/retold.py
    if {_sentence(point) for point in left} & {_sentence(point) for point in right}:
        return None  # told side by side: two things, or a matter of the sentence itself
    kind, state = _difference(one, other)
    if kind is None:
        return None
    values: dict[str, Any] = {"dimensions": sorted(one.scope.dimensions ^ other.scope.dimensions)}
    return _finding(kind, ("same_period", state), left, right, values)


def is_reprint(one: Point, other: Point, echoes: Echoes) -> bool:
    """Whether two figures stand in one sentence of one work, printed twice."""
    works = {echoes.work(article_key(point.item)) for point in (one, other)}
    sentences = {echoes.family(sentence_key(point.item)) for point in (one, other)}
    return len(works) == len(sentences) == 1 and article_key(one.item) != article_key(other.item)


def _difference(one: Point, other: Point) -> tuple[FindingKind | None, str]:
    """The kind of finding that two figures of one period are, and why; None where they may well be right."""
    apart = gap(one.figure, other.figure)
    if _is_shifted(one.figure.value, other.figure.value):
        return "slip", "magnitude"
    if one.figure.value <= 0 or other.figure.value / one.figure.value > _FARTHEST:
        return None, "unlike"
    if one.scope.dimensions != other.scope.dimensions:
        return "tension", "scope"
    if one.item.fields["transform"] == "growth":
        if abs(abs(one.figure.value - other.figure.value) - 1) < Fraction(1, 1000):
            return None, "index"
        if one.scope.years != other.scope.years:
            return "tension", "base"
    if one.item.said != other.item.said and apart <= _REVISION:
        return "tension", "revised"
    return "contradiction", "differs"


def _sentence(point: Point) -> tuple[int, int, int]:
    item = point.item
    number = -1 if item.setting is None or item.at is None else item.setting.sentence_at(item.at.start)
    return *point.passage, number


def _is_shifted(low: Fraction, high: Fraction) -> bool:
    """Whether one figure has the digits of the other, two at least, times a thousand or a million."""
    if low <= 0 or high / low not in (1000, 10**6):
        return False
    return len(str(low.numerator).rstrip("0")) >= 2


def _rounded(cluster: Sequence[Point]) -> Iterator[Finding]:
    first, last = cluster[0], cluster[-1]
    if compare(first.figure, last.figure) != "conflict" and _NOTABLE <= _apart(first, last) <= _ROUNDED:
        if first.passage != last.passage:
            yield _finding("tension", ("same_period", "rounded"), [first], [last], {"dimensions": []})


def _apart(first: Point, last: Point) -> float:
    """How far apart two figures are as printed, a part of the greater."""
    greater = max(abs(first.figure.value), abs(last.figure.value))
    return float(abs(first.figure.value - last.figure.value) / greater) if greater else 0.0


def _nested(points: Sequence[Point]) -> Iterator[Finding]:
    """Months that exceed the year, or the longer stretch from its beginning, which they are part of."""
    fields = points[0].item.fields
    if fields["transform"] != "level" or fields["measure"] not in FLOWS:
        return
    years: defaultdict[int, list[Point]] = defaultdict(list)
    for point in points:
        if point.since.year == point.until.year:
            years[point.since.year].append(point)
    for _, held in sorted(years.items()):
        longest = [p for p in held if p.covers_year()]
        shorter = [p for p in held if not p.covers_year()]
        if not longest or not shorter:
            continue
        whole = max(longest, key=lambda p: (p.figure.value, p.place))
        part = max(shorter, key=lambda p: (p.figure.value, p.place))
        if part.figure.value > whole.figure.value and compare(part.figure, whole.figure) == "conflict":
            if part.passage != whole.passage and part.scope.dimensions == whole.scope.dimensions:
                kind: FindingKind = "contradiction" if _bounded(part, whole) else "tension"
                yield _finding(kind, ("months_within_year", "exceeds"), [part], [whole], {})
        elif _apart(part, whole) >= _NOTABLE and _HALF * part.figure.value >= whole.figure.value:
            if part.since == whole.since and part.scope.dimensions == whole.scope.dimensions:
                yield _finding("tension", ("months_within_year", "part"), [part], [whole], {})


def _bounded(part: Point, whole: Point) -> bool:
    """Whether no bound leaves room: the year is no "more than", the months no "less than"."""
    return bool(whole.item.fields["bound"] != ">" and part.item.fields["bound"] != "<")


def _finding(
    kind: FindingKind,
    rule: tuple[str, str],
    left: Sequence[Point],
    right: Sequence[Point],
    values: dict[str, Any],
) -> Finding:
    one, other = left[-1], right[0]
    proofs = [proof_of(point.item, "first") for point in left[-_MOST_PROOFS:]]
    proofs += [proof_of(point.item, "second") for point in right[:_MOST_PROOFS]]
    fields = one.item.fields
    return Finding(
        kind=kind,
        rule=rule[0],
        state=rule[1],
        proofs=tuple(proofs),
        values={
            "measure": fields["measure"],
            "transform": fields["transform"],
            "unit": fields["unit"],
            "first_told": one.told,
            "second_told": other.told,
            "percent": percent(one.figure, other.figure),
            "first": float(one.figure.value),
            "second": float(other.figure.value),
            "since": other.since.isoformat(),
            "until": other.until.isoformat(),
            "said": [one.item.said, other.item.said],
            **values,
        },
        weight=round(gap(one.figure, other.figure), 4),
        subject=one.item.fields["item"] or one.item.fields["measure"],
        parties=one.item.statement.parties,
        at=other.until.isoformat(),
    )
