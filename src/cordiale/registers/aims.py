"""What makes a figure one to be reached: its status, the verb before it, its deadline, its measure."""

from functools import cached_property

from cordiale.model import Placed
from cordiale.registers.deadlines import Deadline
from cordiale.registers.phrasing import phrases
from cordiale.registers.things import Things, values_of
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

FLOWS = frozenset(
    (
        "turnover",
        "exports",
        "imports",
        "balance",
        "trade_deals",
        "revenue",
        "production",
        "deliveries",
        "traffic",
    )
)
"""Measures of which a figure covers a period. The others are counts and sums as of a day."""
DATED = FLOWS | {
    "investment",
    "credit",
    "capacity",
    "stock",
    "jobs",
    "entities",
    "projects",
    "area",
    "education",
}
"""Measures of which a planned figure with a deadline is a target. Others are only where words say so."""
OUTPUT = frozenset(("capacity", "production"))
"""Measures of which a planned yearly figure is a target even without a deadline."""
_BETWEEN = frozenset(("turnover", "balance"))
_OF_COUNTRIES = frozenset(("exports", "imports"))
_MADE = frozenset(
    ("investment", "production", "deliveries", "stock", "jobs", "entities", "projects", "education", "other")
)
"""Measures of which so much may be made: planned, they are targets even without a deadline."""
_FEW = 3
"""A number below which things without a date are told one by one."""
NEVER = frozenset(("duration", "rank", "price", "distance"))
_REACH = 90
"""Characters between a verb of reaching and its figure."""
_INTENT = 90
"""Characters between what makes it a target and the verb of reaching."""
_SETS = 30
"""Characters between a verb that by itself sets a figure as the target, and the figure."""
BESIDE = 40
"""Characters between a figure and what says that it comes on top."""


class Aim:
    """The sentence of a figure, folded, and what stands around the figure in it."""

    def __init__(self, item: Placed) -> None:
        self.item = item
        setting, at = item.setting, item.at
        self.text, self.start, self.end = "", 0, 0
        if setting is not None and at is not None:
            index = setting.sentence_at(at.start)
            if index >= 0:
                span = setting.sentences[index]
                self.text = fold(span.of(setting.text))
                self.start, self.end = at.start - span.start, at.end - span.start

    @cached_property
    def reach(self) -> tuple[int, int] | None:
        """The last verb of reaching before the figure, in its clause."""
        found = phrases("goals", "reach").last(self.text, self.start - _REACH, self.end)
        if found is None or self._parted(found.end, self.start):
            return None
        return found.start, found.end

    @cached_property
    def intent(self) -> tuple[int, int] | None:
        """What makes the verb of reaching a target, before it."""
        if self.reach is None:
            return None
        found = phrases("goals", "intent").last(self.text, self.reach[0] - _INTENT, self.reach[0])
        return None if found is None else (found.start, found.end)

    @cached_property
    def pledged(self) -> bool:
        """Whether words before the figure in its clause say that it was promised or asked for."""
        found = phrases("goals", "pledged").last(self.text, self.start - _REACH, self.start)
        return found is not None and not self._parted(found.end, self.start)

    @property
    def undertaken(self) -> bool:
        """Whether the words around a figure say that so much is to be made, without saying when."""
        low = max(self.start - _INTENT, 0)
        planned = phrases("goals", "planned").last(self.text, low, self.start)
        if planned is not None and not self._parted(planned.end, self.start):
            if phrases("goals", "undertaking").last(self.text, planned.end - 2, self.start) is not None:
                return True
        made = phrases("goals", "undertaken").first(self.text, self.end, self.end + BESIDE + 20)
        if made is not None and not self._parted(self.end, made.start):
            return "," not in self.text[self.end : made.start]
        makes = phrases("goals", "undertakes").last(self.text, self.start - BESIDE, self.start)
        return makes is not None and not self._parted(makes.end, self.start)

    @property
    def record(self) -> bool:
        """Whether what is to be reached is what was reached once."""
        if self.reach is None:
            return False
        return phrases("goals", "record").first(self.text, self.reach[0], self.start) is not None

    @property
    def at_least(self) -> bool:
        """Whether the figure is not to be fallen short of, in words that deny less."""
        return phrases("goals", "at_least").first(self.text, self.start - BESIDE, self.start) is not None

    def beside(self, part: str, before: int = BESIDE, after: int = BESIDE) -> bool:
        """Whether one of the phrases ``part`` stands near the figure, in its clause."""
        low, high = self.text.rfind(";", 0, self.start), self.text.find(";", self.end)
        start = max(self.start - before, low + 1)
        end = min(self.end + after, len(self.text) if high < 0 else high)
        for found in phrases("goals", part).find(self.text, start, end):
            between = (found.end, self.start) if found.end <= self.start else (self.end, found.start)
            if not self._parted(*between) and not any(
                c.isdigit() for c in self.text[between[0] : between[1]]
            ):
                return True
        return False

    def _parted(self, low: int, high: int) -> bool:
        """Whether a clause ends between two places."""
        return any(mark in self.text[low:high] for mark in (";", ". "))


def names_party(item: Placed, measure: str) -> bool:
    """Whether the sentence names a place that the figure is of; what is between two is theirs anyway."""
    if measure in _BETWEEN:
        return True
    if measure not in _OF_COUNTRIES and len(item.statement.parties) < 2:
        return False
    sentence = item.sentence
    named = {mention.code for mention in find_places(sentence, fold(sentence))}
    return not named.isdisjoint(item.statement.parties)


def is_aim(passage: Aim) -> bool:
    """Whether a figure told in the present or past is one to be reached all the same."""
    meant = passage.reach is not None and passage.intent is not None
    meant = meant or (passage.pledged and passage.item.period is not None)
    if (
        not meant
        and phrases("goals", "sets").last(passage.text, passage.start - _SETS, passage.start) is None
    ):
        return False
    return phrases("goals", "attained").first(passage.text, passage.end, passage.end + _REACH) is None


def is_plan(passage: Aim, deadline: Deadline | None) -> bool:
    """Whether a planned or proposed figure is one to be reached."""
    measure, transform = passage.item.fields.get("measure"), passage.item.fields["transform"]
    status = passage.item.statement.status
    if measure in OUTPUT and phrases("goals", "not_output").first(passage.text) is not None:
        return False
    if passage.reach is not None and (deadline is not None or measure in DATED):
        return True
    if deadline is not None:
        return measure in DATED or (transform == "level" and passage.beside("making", _INTENT, 0))
    if status == "planned" and transform == "level" and measure in _MADE and passage.undertaken:
        return values_of(passage.item) is not None and (values_of(passage.item) or (0, 0))[0] >= _FEW
    return (
        measure in OUTPUT
        and transform == "level"
        and (passage.beside("yearly") or (measure == "capacity" and passage.beside("capacity", 60, 0)))
    )


def is_added(item: Placed, passage: Aim, things: Things) -> bool:
    """Whether the figure comes on top of what there is."""
    if item.fields["transform"] != "level" or things.topic(item).measure in FLOWS:
        return False
    return things.topic(item).increment or (
        item.fields.get("unit") == "count" and passage.beside("adding", BESIDE, 25)
    )
