"""Figures that several statements assert alike: equal, rounded, bounded, or said again elsewhere.

Equal figures of one topic and period are joined first, and those of sentences that say the same. Then the
less exact ones go to the most exact value that they round, never to one another: 13.8 and 14.2 both round to
14 and stay two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cordiale.model import Placed
from cordiale.registers.echoes import article_key, sentence_key
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.intervals import Printed, figure_of
from cordiale.resolve.topics import Topic

_SMALL = 100
"""Counts below this are too common to be one for being equal: their words must agree too. So are ratios and
shares told in one digit or a word ("doubled")."""
_NEAR = Fraction(15, 100)
"""How far beyond "more than N" an exact figure may lie, of N, for both to be one assertion."""
_VAGUE = frozenset(("other", "rank"))
"""Measures that do not say what is measured: nothing is one by topic alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that assert one figure: the members, and how each agrees with the exact value."""

    members: tuple[tuple[Placed, str], ...]


def group_figures(placed: Sequence[Placed], topics: Mapping[str, Topic], genealogy: Genealogy) -> list[Group]:
    """The observations of ``placed``, grouped by the figure they assert; each is in one group."""
    figures = {item.id: figure for item in placed if (figure := figure_of(item)) is not None}
    told = [item for item in placed if item.id in figures]
    clusters = _Clusters(told)
    for same in _said_again(told, genealogy):
        clusters.join(same, "repeat")
    by_topic: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for item in told:
        key = _key(item, topics[item.id])
        if key is not None:
            by_topic[key].append(item)
    keyed = sorted(by_topic.values(), key=lambda items: (items[0].volume, items[0].start))
    for items in keyed:
        for same in _equal(items, topics):
            clusters.join(same, "exact")
    for items in keyed:
        _round(items, figures, topics, clusters)
    _place_undated(told, figures, topics, clusters)
    return [Group(tuple(group)) for group in clusters.groups()]


def value_of(item: Placed) -> tuple[object, ...]:
    """What makes two figures equal: how they are meant, and their value."""
    value = item.fields.get("value")
    ends = tuple(value) if isinstance(value, list) else (value,)
    return item.fields.get("transform"), item.fields.get("unit"), *ends


class _Clusters:
    """Members of one figure; the first of a cluster that was not given away stands for it."""

    def __init__(self, items: Sequence[Placed]) -> None:
        self._items = items
        self._root = {item.id: item.id for item in items}
        self._how = {item.id: "exact" for item in items}
        self._given: dict[str, tuple[str, str]] = {}

    def find(self, item: str) -> str:
        while self._root[item] != item:
            self._root[item] = item = self._root[self._root[item]]
        return item

    def join(self, items: Sequence[Placed], how: str) -> None:
        """All of ``items`` assert the value of the first; ``how`` is kept for the others."""
        first = items[0]
        for item in items[1:]:
            left, right = self.find(first.id), self.find(item.id)
            if left != right:
                self._root[right] = left
                self._how[item.id] = how

    def give(self, item: Placed, core: Placed, how: str) -> None:
        """The cluster of ``item`` is told loosely of that of ``core``: it goes there, once."""
        left, right = self.find(core.id), self.find(item.id)
        if left != right and right not in self._given and left not in self._given:
            self._given[right] = left, how

    def loose(self, item: Placed) -> bool:
        """Whether the cluster of ``item`` was given to a more exact one."""
        return self.find(item.id) in self._given

    def groups(self) -> Iterable[list[tuple[Placed, str]]]:
        found: dict[str, list[tuple[Placed, str]]] = {}
        for item in self._items:
            root, how = self._given.get(self.find(item.id), (self.find(item.id), self._how[item.id]))
            found.setdefault(root, []).append((item, how))
        return found.values()


def _said_again(told: Sequence[Placed], genealogy: Genealogy) -> Iterable[list[Placed]]:
    """Equal figures of sentences that say the same, the first of a sentence with the first of the other."""
    counts: defaultdict[tuple[object, ...], int] = defaultdict(int)
    again: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for item in told:
        key = sentence_key(item)
        if key is None or key not in genealogy.echoes.families:
            continue
        same = item.statement.status, *value_of(item)
        rank = counts[key, *same]
        counts[key, *same] += 1
        again[genealogy.echoes.families[key], rank, *same].append(item)
    for items in again.values():
        alike = [item for item in items if _may_be_one(items[0], item, genealogy)]
        if len(alike) > 1:
            yield alike


def _may_be_one(left: Placed, right: Placed, genealogy: Genealogy) -> bool:
    """Whether equal figures of an echo are one: a sentence quoted of another year or country is not."""
    if None not in (left.period, right.period) and left.period != right.period:
        return False
    echoes = genealogy.echoes
    if echoes.work(article_key(left)) == echoes.work(article_key(right)):
        return True
    same_measure = left.fields.get("measure") == right.fields.get("measure")
    return same_measure and _nested(left.statement.parties, right.statement.parties)


def _key(item: Placed, topic: Topic) -> tuple[object, ...] | None:
    """What figures must share to be compared by topic; None where the topic or the period is not known."""
    fields = item.fields
    if item.period is None or topic.measure in _VAGUE or not topic.parties:
        return None
    if fields.get("unit") == "count" and topic.head is None:
        return None
    status = item.statement.status
    return topic.key, fields["transform"], fields["unit"], status, fields["from"], fields["to"]


def _equal(items: Sequence[Placed], topics: Mapping[str, Topic]) -> Iterable[list[Placed]]:
    by_value: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for item in items:
        by_value[value_of(item)].append(item)
    for same in by_value.values():
        if len(same) > 1 and not _small(same[0]):
            yield same
        elif len(same) > 1:
            by_words: defaultdict[frozenset[str], list[Placed]] = defaultdict(list)
            for item in same:
                if topics[item.id].head is not None:
                    by_words[topics[item.id].words].append(item)
            yield from (alike for alike in by_words.values() if len(alike) > 1)


def _small(item: Placed) -> bool:
    fields = item.fields
    value = fields["value"]
    if fields["transform"] != "level":
        return len(_DIGITS.sub("", item.statement.evidence.quote).strip("0")) < 2
    return fields["unit"] == "count" and not isinstance(value, list) and abs(value) < _SMALL


_DIGITS = re.compile(r"\D")


def _round(
    items: Sequence[Placed],
    figures: Mapping[str, Printed],
    topics: Mapping[str, Topic],
    clusters: _Clusters,
) -> None:
    """Gives each looser figure to the nearest of the more exact ones that it can stand for."""
    cores: list[Placed] = []
    seen: set[str] = set()
    for item in sorted(items, key=lambda item: (*looseness(item, figures[item.id]), item.volume, item.start)):
        root = clusters.find(item.id)
        if root in seen or _small(item):
            continue
        seen.add(root)
        fitting = [
            core
            for core in cores[-_MOST_CORES:]
            if _stands_for(item, core, figures)
            and _words_agree(topics[item.id], topics[core.id])
            and not _beside(item, core)
        ]
        if fitting and not clusters.loose(item):
            value = figures[item.id].value
            core = min(
                fitting, key=lambda core: (abs(figures[core.id].value - value), core.volume, core.start)
            )
            clusters.give(item, core, "bound" if item.fields["bound"] in "<>" else "rounded")
        elif not clusters.loose(item) and item.fields["bound"] == "=":
            cores.append(item)


def _place_undated(
    told: Sequence[Placed],
    figures: Mapping[str, Printed],
    topics: Mapping[str, Topic],
    clusters: _Clusters,
) -> None:
    """A figure without a period, as titles have it, is the one of its article that it equals or rounds."""
    dated: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for item in told:
        if item.period is not None and item.article is not None:
            dated[_in_article(item, topics[item.id])].append(item)
    for item in told:
        if item.period is not None or item.article is None or _small(item):
            continue
        fitting = [
            other
            for other in dated.get(_in_article(item, topics[item.id]), ())[:_MOST_CORES]
            if _nested(item.statement.parties, other.statement.parties)
            and not _beside(item, other)
            and (value_of(item) == value_of(other) or _stands_for(item, other, figures))
        ]
        if fitting and len({clusters.find(other.id) for other in fitting}) == 1:
            if value_of(item) == value_of(fitting[0]):
                clusters.join([fitting[0], item], "exact")
            else:
                clusters.give(item, fitting[0], "bound" if item.fields["bound"] in "<>" else "rounded")


def _in_article(item: Placed, topic: Topic) -> tuple[object, ...]:
    article = None if item.article is None else item.article.ordinal
    transform, unit = item.fields["transform"], item.fields["unit"]
    return item.volume, article, topic.measure, topic.head, transform, unit, item.statement.status


def _nested(left: Sequence[str], right: Sequence[str]) -> bool:
    one, other = frozenset(left), frozenset(right)
    return one <= other or other <= one


_MOST_CORES = 64
"""Exact values of one topic and period that are compared: more are no one figure's versions."""


def looseness(item: Placed, figure: Printed) -> tuple[int, Fraction]:
    """How inexactly a figure is told, the exact ones first: by its bound, then by what it may stand for."""
    bound = item.fields.get("bound") or "="
    rank = {"=": 0, "~": 1}.get(bound, 2)
    return rank + isinstance(item.fields["value"], list), figure.step or Fraction(0)


def _stands_for(item: Placed, core: Placed, figures: Mapping[str, Printed]) -> bool:
    loose, exact = figures[item.id], figures[core.id]
    bound = item.fields["bound"]
    if bound == ">":
        return loose.value <= exact.value <= loose.value * (1 + _NEAR)
    if bound == "<":
        return loose.value * (1 - _NEAR) <= exact.value <= loose.value
    step, finer = loose.step, exact.step
    return step is not None and finer is not None and finer < step and loose.usual.holds(exact.value)


def _beside(left: Placed, right: Placed) -> bool:
    """Whether they stand in one sentence: what is told side by side is two things."""
    key = sentence_key(left)
    return key is not None and key == sentence_key(right)


def _words_agree(left: Topic, right: Topic) -> bool:
    return left.words <= right.words or right.words <= left.words
