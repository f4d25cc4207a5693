"""What a figure is a figure of: two figures of one thing may be set beside one another in time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from cordiale.model import Placed
from cordiale.registers.holdings import Holdings
from cordiale.registers.phrasing import phrases
from cordiale.resolve.topics import Topic, singular
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

GROUNDS = frozenset(("park", "zone", "university"))
"""Types of institutions that stand in one place: whose partners are named beside them does not matter."""
_TRADE = frozenset(("turnover", "balance"))
"""Measures between places: the firm named beside such a figure is not what it is a figure of."""
_UNKNOWN = "other"
"""The measure of what no word says the measure of."""
_NOUN_BEFORE = 130
"""Characters before a figure in which "the number of X" names what it counts."""
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is a figure of.

    ``noun`` is the folded singular of what is counted (None where nothing is, as for trade), ``words`` its
    other words; ``owner`` the id of the institution or firm it belongs to; ``parties`` the places, empty
    for an institution that stands in one place.
    """

    measure: str
    unit: str | None
    noun: str | None
    words: frozenset[str]
    owner: str | None
    parties: tuple[str, ...]

    @property
    def place(self) -> tuple[str | None, tuple[str, ...]]:
        """Whose figure it is."""
        return self.owner, self.parties

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for things whose figures may be compared: all but the unit."""
        return self.measure, self.noun, self.words, self.owner, self.parties

    def like(self, other: "Thing") -> bool:
        """Whether both are figures of one thing in one unit."""
        return self.key == other.key and self.unit == other.unit


def values_of(item: Placed) -> tuple[float, float] | None:
    """The lower and upper value of an observation, equal but for ranges; None where it has none."""
    value = item.fields.get("value")
    if value is None:
        return None
    ends = [float(end) for end in value] if isinstance(value, list | tuple) else [float(value)]
    return min(ends), max(ends)


class Things:
    """What every figure of the holdings is a figure of."""

    def __init__(self, holdings: Holdings, language: str = "fr") -> None:
        self._holdings = holdings
        self._language = language
        self._members = _members(language)
        self._owners: dict[str, str | None] = {}
        self._counted = self._antecedents()

    def topic(self, item: Placed) -> Topic:
        """The topic of a statement."""
        return self._holdings.topic(item)

    def of(self, item: Placed, *, goal: bool = False) -> Thing:
        """What the figure is a figure of; one without a noun takes up what was counted before it.

        Any ``goal`` does so; a report only where a word points back ("their number").
        """
        found = self._named(item)
        if found.noun is not None or found.unit != "count":
            return found
        before = self._counted.get(item.id)
        if before is not None and (goal or self._points(item)):
            thing = self._named(before)
            if thing.unit == found.unit and (found.owner is None or thing.owner in (found.owner, None)):
                return thing if found.measure == _UNKNOWN else replace(thing, measure=found.measure)
        return found

    def _named(self, item: Placed) -> Thing:
        topic = self._holdings.topic(item)
        owner = self._owner(topic)
        kind = self._kind(owner)
        noun, words = topic.head, topic.words
        if topic.unit == "count":
            noun, words = self._noun(item, noun, words, grounded=kind in GROUNDS or kind == "exchange")
        return Thing(
            measure=topic.measure or "",
            unit=topic.unit,
            noun=noun,
            words=words,
            owner=owner,
            parties=() if kind in GROUNDS else topic.parties,
        )

    def _noun(
        self, item: Placed, noun: str | None, words: frozenset[str], *, grounded: bool
    ) -> tuple[str | None, frozenset[str]]:
        sentence = fold(item.sentence)
        if noun is None and (named := self._noun_before(item)) is not None:
            noun, words = named, frozenset()
        if grounded and noun is not None and not words:
            for member, (nouns, told_by) in self._members.items():
                if noun in nouns and told_by.search(sentence):
                    return member, words
        return noun, words

    def _noun_before(self, item: Placed) -> str | None:
        """What a figure counts, where "the number of X" stands before it in its sentence."""
        setting, at = item.setting, item.at
        if setting is None or at is None or (index := setting.sentence_at(at.start)) < 0:
            return None
        low = max(setting.sentences[index].start, at.start - _NOUN_BEFORE)
        before = fold(setting.text[low : at.start])
        found = phrases("goals", "number_of", self._language).last(before)
        word = _WORD.match(before, found.end) or _WORD.search(before, found.end) if found else None
        return singular(word[0]) if word else None

    def _points(self, item: Placed) -> bool:
        return phrases("goals", "pointing", self._language).first(fold(item.sentence)) is not None

    def _antecedents(self) -> Mapping[str, Placed]:
        """For each count without a noun, the count with one that stands before it in its passage."""
        last: dict[tuple[int, int], Placed] = {}
        found: dict[str, Placed] = {}
        for item in self._holdings.of_kind("observation"):
            topic = self._holdings.topic(item)
            if item.setting is None or topic.unit != "count":
                continue
            place = item.volume, item.setting.ordinal
            if topic.head is not None:
                last[place] = item
            elif place in last and topic.measure in (_UNKNOWN, self._holdings.topic(last[place]).measure):
                found[item.id] = last[place]
        return found

    def _kind(self, owner: str | None) -> str:
        entity = self._holdings.entities.get(owner) if owner else None
        return entity.type if entity else ""

    def _owner(self, topic: Topic) -> str | None:
        """The subject, where it is an institution or firm and the figure may be its own."""
        if topic.subject is None:
            return None
        if topic.subject not in self._owners:
            self._owners[topic.subject] = self._checked(topic.subject)
        owner = self._owners[topic.subject]
        if topic.measure in _TRADE and self._kind(owner) not in (*GROUNDS, "exchange"):
            return None
        return owner

    def _checked(self, subject: str) -> str | None:
        """The subject unless its whole name is a place's: a country is a party, not an owner."""
        entity = self._holdings.entities.get(subject)
        if entity is None or entity.kind == "place":
            return None if entity else subject
        if entity.type:
            return subject
        named = find_places(entity.name, fold(entity.name), self._language)
        return None if any(p.end - p.start >= len(entity.name.strip()) for p in named) else subject


@cache
def _members(language: str) -> Mapping[str, tuple[frozenset[str], re.Pattern[str]]]:
    held = load_yaml(f"languages/{language}/goals.yml")["members"]
    return {
        member: (frozenset(data["nouns"]), re.compile(r"\b(?:" + "|".join(data["told_by"]) + ")"))
        for member, data in held.items()
    }
