"""Figures that stand beside a target in its passage: the report of its term, and what there was before."""

from collections.abc import Collection, Mapping, Sequence

from cordiale.model import Placed
from cordiale.registers.activity import country_of
from cordiale.registers.goals import Goal
from cordiale.registers.holdings import Holdings
from cordiale.registers.things import values_of

_NEAR = 2
"""Sentences between a target and a report of it in the same passage."""
_BEFORE = 3
"""Sentences before a target in which it is told what there was."""
_LEAST, _MOST = 0.05, 5.0
"""Part and multiple of a target that a figure of the same thing may be."""
_UNKNOWN = "other"


class Besides:
    """The amounts and counts of each passage that are told as reached."""

    def __init__(self, holdings: Holdings, goals: Collection[str]) -> None:
        self._topic = holdings.topic
        self._told: dict[tuple[int, int], list[Placed]] = {}
        for item in holdings.of_kind("observation"):
            if item.id in goals or item.setting is None or item.statement.status != "actual":
                continue
            if item.fields.get("transform") == "level" and item.fields.get("bound") != "<":
                self._told.setdefault((item.volume, item.setting.ordinal), []).append(item)

    def report(self, goal: Goal) -> Placed | None:
        """The figure of the year of its term told beside a target: behind it, else before it."""
        if goal.deadline is None or goal.transform != "level" or goal.added:
            return None
        found = [
            (distance < 0, abs(distance), item.start, item)
            for item, distance in self._near(goal)
            if abs(distance) <= _NEAR and self._is_of(item, goal.deadline.year)
        ]
        return min(found, key=lambda one: one[:3])[-1] if found else None

    def base(self, goal: Goal) -> Placed | None:
        """The last lower figure told before a target, of no later time than it was set."""
        if goal.transform != "level" or goal.added:
            return None
        found = [
            (item.start, item)
            for item, distance in self._near(goal)
            if -_BEFORE <= distance <= 0
            and item.start < goal.placed.start
            and self._value(item) < goal.low
            and (item.period is None or goal.said is None or item.period[1].year <= goal.said)
        ]
        return max(found, key=lambda one: one[0])[1] if found else None

    def _near(self, goal: Goal) -> Sequence[tuple[Placed, int]]:
        """The figures of a target's passage that may be of the same thing, and their sentences from it."""
        setting, at = goal.placed.setting, goal.placed.at
        if setting is None or at is None or (own := setting.sentence_at(at.start)) < 0:
            return ()
        return [
            (item, setting.sentence_at(item.at.start) - own)
            for item in self._told.get((goal.placed.volume, setting.ordinal), ())
            if item.at is not None and self._fits(goal, item)
        ]

    def _fits(self, goal: Goal, item: Placed) -> bool:
        """Whether measure, unit and noun are the target's as far as they are told, and the size may be."""
        own: Mapping[str, object] = goal.placed.fields
        if item.fields.get("unit") != own.get("unit"):
            return False
        left, right = self._topic(goal.placed), self._topic(item)
        places = [frozenset(map(country_of, topic.parties)) for topic in (left, right)]
        if len(places[0] & places[1]) < min(2, len(places[0]), len(places[1])):
            return False
        if left.increment or right.increment or (left.head and right.head and left.head != right.head):
            return False
        same = left.head is not None and left.head == right.head
        if not same and left.measure != right.measure:
            return False
        if left.measure == _UNKNOWN and not same:
            return False
        return goal.low > 0 and _LEAST <= self._value(item) / goal.low <= _MOST

    @staticmethod
    def _value(item: Placed) -> float:
        values = values_of(item)
        return 0.0 if values is None else values[1]

    @staticmethod
    def _is_of(item: Placed, year: int) -> bool:
        """Whether a figure is of a whole year, or of its end."""
        period = item.period
        return period is not None and period[1].year == year and period[1].month == 12
