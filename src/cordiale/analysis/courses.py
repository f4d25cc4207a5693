"""Courses: the same count of the same thing at several days, and its change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding, Placed
from cordiale.model.fact import Fact
from cordiale.registers.holdings import Holdings
from cordiale.resolve.topics import Topic, singular
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

_GROUNDS = frozenset(("park", "zone"))
"""Types of institutions whose members are counted as one, whatever places the sentence names."""
_MEASURES = frozenset(
    ("entities", "partners", "jobs", "stock", "education", "agreements", "projects", "participants")
)
_STEEPEST = 1.6
"""Ratio of two counts of a year beyond which they count different things; each year more allows as much."""
_MOST = 300
"""Counts of one thing that are followed: the latest ones."""


@dataclass(frozen=True, slots=True)
class Point:
    """A count at a day: ``low`` is what it is at least, in whole things."""

    fact: Fact
    day: str
    low: float

    @property
    def told(self) -> str:
        """The count as printed, with its bound."""
        bound = self.fact.fields.get("bound") or "="
        sign = "" if bound == "=" else f"{bound} "
        return f"{sign}{int(self.low) if self.low == int(self.low) else self.low}"


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each count told at three days and more, or at two by independent origins."""
    groups: defaultdict[tuple[object, ...], list[Point]] = defaultdict(list)
    for fact in holdings.facts.all:
        topic = _counted(fact, holdings)
        if topic is None:
            continue
        key = _key(fact, topic, holdings)
        if key is not None:
            # Told without a day, it is of when it was said.
            day = fact.fields["to"] or f"{fact.shown.said}-12-31"
            groups[key].append(Point(fact, day, fact.fields["value"]))
    for points in groups.values():
        course = _course(points)
        if _is_course(course, holdings):
            yield _finding(course, holdings)


def _counted(fact: Fact, holdings: Holdings) -> Topic | None:
    """What a fact counts, where it is a count at a day that may be followed; else None."""
    statement, fields = fact.shown.statement, fact.fields
    if statement.kind != "observation" or statement.status != "actual" or fields.get("unit") != "count":
        return None
    if fields["transform"] != "level" or isinstance(fields["value"], list):
        return None
    if fields["to"] is None and fact.shown.said is None:
        return None
    if fields["bound"] == "<" or fields["value"] <= 1:
        return None
    topic = holdings.topic(fact.shown)
    said = fact.shown.said
    if (
        topic.increment
        or topic.measure not in _MEASURES
        or (said is not None and fields["to"] is not None and int(fields["to"][:4]) > said)
    ):
        return None
    return topic


def _key(fact: Fact, topic: Topic, holdings: Holdings) -> tuple[object, ...] | None:
    """What counts must share to be of one thing: the institution, who is counted, where from."""
    owner = None if topic.subject is None else holdings.entities.get(topic.subject)
    if owner is None:
        return None if topic.head is None else ("", topic.head, topic.words, topic.parties)
    narrowed = topic.words - _places_in(fact.fields.get("item") or "") - _name_words(owner.names)
    narrowed -= _words("fr")[1]
    belonging = topic.head is None or topic.head in _words("fr")[0]
    if belonging and not narrowed and topic.measure in ("entities", "participants"):
        return owner.id, "members", () if owner.type in _GROUNDS else topic.parties
    if topic.measure == "jobs" and not narrowed:
        return owner.id, "jobs", () if owner.type in _GROUNDS else topic.parties
    if topic.head is None or owner.type in _GROUNDS:
        return None
    return owner.id, topic.head, narrowed, topic.parties


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    data = load_yaml(f"languages/{language}/threads.yml")
    return frozenset(data["belonging"]), frozenset(data["unnarrowed"])


def _places_in(item: str, language: str = "fr") -> frozenset[str]:
    folded = fold(item)
    return frozenset(
        singular(word)
        for mention in find_places(item, folded, language)
        for word in folded[mention.start : mention.end].split()
    )


def _name_words(names: Any) -> frozenset[str]:
    return frozenset(singular(word) for name in names for word in fold(name).split())


def _course(points: Sequence[Point]) -> list[Point]:
    """The longest run of counts that rise, or stay, from day to day by no more than one thing can.

    Counts of those who belong rarely fall; what does not fit the run counts a part, or something else.
    """
    ordered = sorted(points, key=lambda point: (point.day, point.low))[-_MOST:]
    best: list[tuple[int, int]] = []  # length of the best run that ends here, and the point before
    for number, point in enumerate(ordered):
        longest, before = 1, -1
        for other in range(number - 1, -1, -1):
            if best[other][0] >= longest and _may_follow(ordered[other], point):
                longest, before = best[other][0] + 1, other
        best.append((longest, before))
    at = max(range(len(best)), key=lambda number: (best[number][0], number))
    run = []
    while at >= 0:
        run.append(ordered[at])
        at = best[at][1]
    return run[::-1]


def _may_follow(before: Point, after: Point) -> bool:
    if before.day == after.day or after.low < before.low:
        return False
    years = max(1.0, (int(after.day[:4]) - int(before.day[:4])) * 1.0)
    return bool(after.low <= before.low * _STEEPEST**years)


def _is_course(course: Sequence[Point], holdings: Holdings) -> bool:
    values = {point.low for point in course}
    if len(values) < 2:
        return False
    if len(course) > 2:
        return True
    return holdings.genealogy.count(point.fact.shown for point in course) > 1 and _owned(course[0], holdings)


def _owned(point: Point, holdings: Holdings) -> bool:
    return holdings.topic(point.fact.shown).subject is not None


def _finding(course: Sequence[Point], holdings: Holdings) -> Finding:
    first, last = course[0], course[-1]
    topic = holdings.topic(last.fact.shown)
    owner = None if topic.subject is None else holdings.entities.get(topic.subject)
    noun = _noun(course, holdings) or topic.measure
    told: list[Placed] = [point.fact.shown for point in course]
    name = "" if owner is None else owner.name
    return Finding(
        kind="thread",
        rule="course",
        state="rising",
        proofs=tuple(
            proof for point in course for proof in mentions_of(_members(point), "mention", holdings)
        ),
        values={
            "subject": name,
            "noun": noun,
            "parties": list(topic.parties),
            "course": " → ".join(f"{point.told} ({_day(point)})" for point in course),
            "points": [{"value": point.low, "at": point.day, "told": point.told} for point in course],
            "change": last.low - first.low,
            "change_percent": round((last.low / first.low - 1) * 100, 1),
            "count": len(course),
            "origins": holdings.genealogy.count(told),
        },
        weight=round(0.6 + min(len(course), 20) / 100, 4),
        subject=", ".join(part for part in (noun, name) if part),
        parties=topic.parties,
        at=last.day,
    )


def _members(point: Point) -> Iterator[Placed]:
    return (item for item, _ in point.fact.members)


def _noun(course: Sequence[Point], holdings: Holdings) -> str | None:
    """What is counted, in the shortest words of a source that name it."""
    told = [
        " ".join(item.split())
        for point in course
        if (item := point.fact.fields.get("item"))
        and (holdings.topic(point.fact.shown).head or "eux") != "eux"
    ]
    return min(told, key=lambda words: (len(words), words), default=None)


def _day(point: Point) -> str:
    """The day, month or year of a count, as exactly as it is told."""
    since, until = point.fact.fields["from"], point.fact.fields["to"]
    if until is None:
        return point.day[:4]
    if since == until:
        return str(until)
    return str(until[:7] if since[:7] == until[:7] else until[:4] if since[:4] != until[:4] else until[:7])
