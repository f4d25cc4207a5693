"""Years of trade, output and sales: the same flow of the same thing, year after year."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding
from cordiale.model.fact import Fact
from cordiale.registers.aims import FLOWS
from cordiale.registers.holdings import Holdings

_MEASURES = FLOWS - {"balance"}
_LEAP = 3.0
"""A flow that leaps further in a year counts something else."""
_FEWEST = 3
"""Years, or parts of years, of which one flow is told for it to be followed."""
_MOST = 24
"""Points that are shown: the latest ones."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A flow of a year, or of its first months: ``rate`` is what it would be in a whole year."""

    fact: Fact
    since: str
    until: str
    rate: float

    @property
    def whole(self) -> bool:
        """Whether it is the flow of a whole year."""
        return self.until.endswith("12-31")

    @property
    def told(self) -> str:
        """The figure as printed and its period."""
        quote = " ".join(self.fact.shown.statement.evidence.quote.split())
        return f"{quote} ({self.until[:4] if self.whole else f'{self.since[:7]}/{self.until[:7]}'})"


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each flow told of three periods and more, one whole year and two years among them."""
    groups: defaultdict[tuple[object, ...], list[_Point]] = defaultdict(list)
    for fact in holdings.facts.all:
        point = _point(fact)
        key = None if point is None else _key(fact, holdings)
        if point is not None and key is not None:
            groups[key].append(point)
    for points in groups.values():
        course = _course(points)
        if len(course) >= _FEWEST and len({point.until[:4] for point in course}) > 1:
            yield _finding(course, holdings)


def _point(fact: Fact) -> _Point | None:
    """The flow that a fact tells, from the beginning of a year on; else None."""
    statement, fields = fact.shown.statement, fact.fields
    if statement.kind != "observation" or statement.status != "actual" or fields["transform"] != "level":
        return None
    since, until, value = fields["from"], fields["to"], fields["value"]
    if since is None or until is None or isinstance(value, list) or value <= 0 or fields["bound"] == "<":
        return None
    if since[:4] != until[:4] or since[5:] != "01-01" or fields["measure"] not in _MEASURES:
        return None
    said = fact.shown.said
    months = int(until[5:7])
    # A year that was not over when it was said is no year yet.
    if said is not None and (int(until[:4]) > said or (int(until[:4]) == said and months == 12)):
        return None
    return _Point(fact, since, until, value * 12 / months)


def _key(fact: Fact, holdings: Holdings) -> tuple[object, ...] | None:
    """What flows must share to be one: measure, unit, goods, whose it is, the places."""
    topic = holdings.topic(fact.shown)
    if topic.increment or (topic.subject is None and topic.head is None and len(topic.parties) < 2):
        return None
    return topic.measure, topic.unit, topic.head, topic.words, topic.subject, topic.parties


def _course(points: Sequence[_Point]) -> list[_Point]:
    """One point a period, the best told; of whole years first, without what leaps too far from the last."""
    best: dict[str, _Point] = {}
    for point in points:
        known = best.get(point.until)
        if known is None or _weight(point) > _weight(known):
            best[point.until] = point
    ordered = [best[until] for until in sorted(best)][-_MOST:]
    whole = [point for point in ordered if point.whole]
    if not whole:
        return []
    whole = _steady(whole)
    years = [int(point.until[:4]) for point in whole]
    return [
        point
        for point in ordered
        if point in whole or (not point.whole and _follows(point, whole[_nearest(years, point)]))
    ]


def _steady(whole: Sequence[_Point]) -> list[_Point]:
    """The whole years without those that leap from the one before; the middle value decides who is first."""
    middle = sorted(point.rate for point in whole)[len(whole) // 2]
    kept: list[_Point] = []
    for point in whole:
        if _follows(point, kept[-1]) if kept else 1 / _LEAP <= point.rate / middle <= _LEAP:
            kept.append(point)
    return kept or [max(whole, key=_weight)]


def _nearest(years: Sequence[int], point: _Point) -> int:
    """The place of the last of ``years`` up to a point's, else of the first."""
    return max(bisect_right(years, int(point.until[:4])) - 1, 0)


def _follows(point: _Point, before: _Point) -> bool:
    most = _LEAP ** max(1, abs(int(point.until[:4]) - int(before.until[:4])))
    return 1 / most <= point.rate / before.rate <= most


def _weight(point: _Point) -> tuple[int, int, int]:
    fact = point.fact
    return fact.origins, len(fact.members), fact.shown.said or 0


def _finding(course: Sequence[_Point], holdings: Holdings) -> Finding:
    last = course[-1]
    whole = [point for point in course if point.whole]
    topic = holdings.topic(last.fact.shown)
    owner = None if topic.subject is None else holdings.entities.get(topic.subject)
    noun = next((point.fact.fields["item"] for point in course if point.fact.fields["item"]), None)
    what = ", ".join(filter(None, (noun and " ".join(noun.split()), topic.measure)))
    change = None if len(whole) < 2 else round((whole[-1].rate / whole[0].rate - 1) * 100, 1)
    return Finding(
        kind="thread",
        rule="yearly",
        state=_state(change),
        proofs=tuple(
            proof
            for point in course
            for proof in mentions_of((item for item, _ in point.fact.members), "mention", holdings)
        ),
        values={
            "what": what,
            "who": None if owner is None else owner.name,
            "parties": list(topic.parties),
            "course": " → ".join(point.told for point in course),
            "points": [
                {"value": point.fact.fields["value"], "from": point.since, "to": point.until}
                for point in course
            ],
            "change_percent": None if change is None else change,
            "count": len(course),
            "origins": holdings.genealogy.count(point.fact.shown for point in course),
        },
        weight=round(0.5 + min(len(course), 20) / 100, 4),
        subject=what,
        parties=topic.parties,
        at=last.until,
    )


def _state(change: float | None) -> str:
    if not change:
        return "followed"
    return "rising" if change > 0 else "falling"
