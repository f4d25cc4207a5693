"""A sum told twice with the same digits, once a thousand times greater: millions for milliards."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from cordiale.analysis.points import Point, by_series, points_of
from cordiale.analysis.scopes import country_of
from cordiale.model import Finding, Placed
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import figure_of

RULE = "same_digits"

_CODE = re.compile("[A-Z]{3}")
_DIGITS = 3
"""Digits by which a sum is known again in another paragraph of its document; of one paragraph two will do."""
_TRADE = frozenset(("turnover", "exports", "imports", "trade_deals", "deliveries", "other"))
"""Measures under which one sum of two places' trade may be told."""
_THOUSAND, _YEARLY = 1000, 3
"""What a misprinted scale multiplies by; what a level may really change by in a year."""
_AROUND = 3
"""Levels before and behind two that tell which of them is off."""
_NEXT, _LEAP = 2, 5
"""Years between two levels of a course; days by which periods of one length differ."""
_LEAST = 10**6
"""Sums below this are not told in millions."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each sum that another with its digits makes a thousand times too great or small."""
    groups: defaultdict[tuple[object, ...], list[tuple[Fraction, Placed]]] = defaultdict(list)
    for item in holdings.of_kind("observation"):
        told = _sum(item)
        if told is not None:
            value, digits = told
            assert item.setting is not None
            groups[item.volume, item.fields["unit"], digits, item.setting.ordinal].append((value, item))
            if len(digits.replace(".", "")) >= _DIGITS:
                for country in sorted({country_of(party) for party in item.statement.parties}):
                    groups[item.volume, item.fields["unit"], digits, country].append((value, item))
    done: set[str] = set()
    for held in groups.values():
        for low, high in _scaled(held):
            known = Counter(value for value, _ in held)
            wrong, right = (low, high) if known[low[0]] <= known[high[0]] else (high, low)
            if wrong[1].id not in done and right[1].id not in done and _may_be_one(wrong[1], right[1]):
                done |= {wrong[1].id, right[1].id}
                yield _finding(wrong, right)
    for leap in _leaps(points_of(holdings)):
        if done.isdisjoint(str(proof.statement) for proof in leap.proofs):
            yield leap


def _leaps(points: Sequence[Point]) -> Iterator[Finding]:
    """Levels of one series that are about a thousand times apart from one year to the next."""
    for points_of_one in by_series(points).values():
        ordered = sorted(points_of_one, key=lambda point: (point.since, point.until, point.place))
        for index, (one, other) in enumerate(pairwise(ordered)):
            if not _is_next(one, other):
                continue
            low, high = sorted((one, other), key=lambda point: point.figure.value)
            ratio = float(high.figure.value / low.figure.value)
            if 1 / _YEARLY <= ratio / _THOUSAND <= _YEARLY:
                near = (*ordered[max(index - _AROUND, 0) : index], *ordered[index + 2 : index + 2 + _AROUND])
                alike = [float(point.figure.value) for point in near]
                wrong = low if any(value > float(high.figure.value) / _YEARLY for value in alike) else high
                fits = wrong.figure.value * (_THOUSAND if wrong is low else Fraction(1, _THOUSAND))
                right = high if wrong is low else low
                yield _finding((wrong.figure.value, wrong.item), (fits, right.item), state="leap")


def _is_next(one: Point, other: Point) -> bool:
    """Whether two levels of money are of one length of time, a year or two apart."""
    if one.item.fields["transform"] != "level" or not _CODE.fullmatch(str(one.item.fields["unit"])):
        return False
    if one.figure.value <= 0 or other.figure.value <= 0 or one.scope.dimensions != other.scope.dimensions:
        return False
    lengths = [(point.until - point.since).days for point in (one, other)]
    return abs(lengths[0] - lengths[1]) < _LEAP and 0 < other.since.year - one.since.year <= _NEXT


def _sum(item: Placed) -> tuple[Fraction, str] | None:
    """The value of a plain sum of money and its digits without what is of its scale; None for others."""
    fields = item.fields
    if fields["transform"] != "level" or not _CODE.fullmatch(str(fields["unit"])) or item.setting is None:
        return None
    if isinstance(fields["value"], list) or item.statement.status not in ("actual", "planned"):
        return None
    figure = figure_of(item)
    if figure is None or figure.value < _LEAST:
        return None
    value, scaled = figure.value, figure.value
    while scaled >= 1000:
        scaled /= 1000
    digits = f"{float(scaled):.6g}"
    return (value, digits) if len(digits.replace(".", "").strip("0")) > 1 else None


def _scaled(held: list[tuple[Fraction, Placed]]) -> Iterator[tuple[tuple[Fraction, Placed], ...]]:
    """The first of each value with the first of a thousand times as much."""
    firsts: dict[Fraction, Placed] = {}
    for value, item in held:
        firsts.setdefault(value, item)
    for value, item in sorted(firsts.items(), key=lambda entry: entry[0]):
        if value * 1000 in firsts:
            yield (value, item), (value * 1000, firsts[value * 1000])


def _may_be_one(one: Placed, other: Placed) -> bool:
    """Whether nothing tells two sums apart: of one paragraph, measure or pair of places, of near years."""
    left, right = one.period, other.period
    if left is not None and right is not None and abs(left[0].year - right[0].year) > 1:
        return False
    assert one.setting is not None and other.setting is not None
    together = (one.volume, one.setting.ordinal) == (other.volume, other.setting.ordinal)
    countries = [{country_of(party) for party in item.statement.parties} for item in (one, other)]
    paired = countries[0] == countries[1] and len(countries[0]) > 1
    traded = paired and {one.fields["measure"], other.fields["measure"]} <= _TRADE
    return together or traded or one.fields["measure"] == other.fields["measure"]


def _finding(
    wrong: tuple[Fraction, Placed], right: tuple[Fraction, Placed], state: str = "magnitude"
) -> Finding:
    (told, first), (fits, second) = wrong, right
    return Finding(
        kind="slip",
        rule=RULE,
        state=state,
        proofs=(proof_of(first, "text"), proof_of(second, "second")),
        values={
            "told": " ".join(first.statement.evidence.quote.split()),
            "like": " ".join(second.statement.evidence.quote.split()),
            "fits": float(fits),
            "unit": first.fields["unit"],
        },
        weight=float(max(told, fits) / min(told, fits)),
        subject=first.fields["item"] or first.fields["measure"],
        parties=first.statement.parties,
        at=first.fields["to"],
    )
