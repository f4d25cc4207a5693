"""One flow of goods told twice: the same goods, places and period, whatever else the two sentences say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from cordiale.analysis.points import Point, percent, points_of
from cordiale.analysis.scopes import country_of, scope_words
from cordiale.analysis.series import FLOWS, is_reprint
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import proof_of
from cordiale.registers.echoes import Echoes
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import compare, gap
from cordiale.resolve.goods import goods_words

RULE = "same_goods"

_FARTHEST = 1.6
"""Figures that differ by a greater factor are of different things."""
_REVISION = 0.05
"""Figures of two years' telling that differ by less may be a first and a revised count."""
_HARMLESS = frozenset(("pronoun",))
"""What need not part two figures whose goods, places and time are one."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions and tensions between two tellings of one flow of goods."""
    groups: defaultdict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in points_of(holdings):
        goods = _goods(point)
        if goods and _is_flow(point):
            countries = frozenset(country_of(party) for party in point.item.statement.parties)
            for pair in _pairs(countries):
                fields = point.item.fields
                groups[fields["unit"], point.period, goods, pair, point.scope.dimensions].append(point)
    done: set[tuple[str, str]] = set()
    echoes = holdings.genealogy.echoes
    for held in groups.values():
        for one, other in pairwise(sorted(held, key=lambda p: (p.figure.value, p.place))):
            ids = one.item.id, other.item.id
            if ids not in done and _may_clash(one, other, echoes):
                done.add(ids)
                yield _finding(one, other)


@cache
def _codes() -> dict[str, str]:
    """The beginnings of the words of goods, as scopes hold them, and their chapters."""
    found: dict[str, str] = {}
    for word, code in goods_words():
        for stem in scope_words(word):
            found.setdefault(stem, code[:2])
    return found


def _goods(point: Point) -> frozenset[str]:
    words = point.scope.words | scope_words(str(point.item.fields["item"] or ""))
    return frozenset(_codes()[word] for word in words if word in _codes())


def _is_flow(point: Point) -> bool:
    fields = point.item.fields
    if fields["transform"] != "level" or fields["unit"] == "count" or fields["bound"] not in ("=", "~"):
        return False
    if fields["measure"] not in FLOWS or fields["measure"] in ("turnover", "investment", "production"):
        return False
    return point.scope.dated and point.scope.hazards <= _HARMLESS and not point.scope.places


def _pairs(countries: frozenset[str]) -> Sequence[tuple[str, str]]:
    """The pairs of places that a flow may be between; none of more than three."""
    if len(countries) > _MOST:
        return ()
    ordered = sorted(countries)
    return [(one, other) for index, one in enumerate(ordered) for other in ordered[index + 1 :]]


_MOST = 3
"""Places that a figure may be about to be a flow between two of them."""


def _may_clash(one: Point, other: Point, echoes: Echoes) -> bool:
    if one.passage == other.passage or one.key == other.key or one.subject != other.subject:
        return False
    if {one.item.fields["measure"], other.item.fields["measure"]} == {"exports", "imports"}:
        return False
    left, right = (set(point.item.statement.parties) for point in (one, other))
    if not (left <= right or right <= left) or is_reprint(one, other, echoes):
        return False
    low, high = one.figure.value, other.figure.value
    return low > 0 and high <= _FARTHEST * low and compare(one.figure, other.figure) == "conflict"


def _finding(one: Point, other: Point) -> Finding:
    revised = one.item.said != other.item.said and gap(one.figure, other.figure) <= _REVISION
    about = "~" in (one.item.fields["bound"], other.item.fields["bound"])
    kind: FindingKind = "tension" if revised or about else "contradiction"
    return Finding(
        kind=kind,
        rule=RULE,
        state="near" if kind == "tension" else "differs",
        proofs=(proof_of(one.item, "first"), proof_of(other.item, "second")),
        values={
            "first_told": one.told,
            "second_told": other.told,
            "first": float(one.figure.value),
            "second": float(other.figure.value),
            "percent": percent(one.figure, other.figure),
            "unit": one.item.fields["unit"],
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
        },
        weight=round(gap(one.figure, other.figure), 4),
        subject=one.item.fields["item"] or other.item.fields["item"] or one.item.fields["measure"],
        parties=one.item.statement.parties,
        at=one.until.isoformat(),
    )
