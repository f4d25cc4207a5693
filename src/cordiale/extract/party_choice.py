"""The parties of one find: the sentence's, narrowed by what stands beside it and by what it measures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cordiale.extract.parties import MANY
from cordiale.extract.party_names import settle, split_sides
from cordiale.extract.party_rules import country_of, party_rules
from cordiale.extract.sentence import Context, Sentence
from cordiale.vocabulary.places import PlaceMention

_LOCAL = frozenset(("area", "capacity", "distance", "stock", "other", "partners"))
"""Measures of one side's own state: they take no partner that the sentence itself does not name."""
_SEATED = frozenset(("entities", "projects", "investment", "jobs"))
"""Measures that are so where the paragraph speaks of a park or an exchange of the home side."""
_DOMESTIC = frozenset(("area", "distance", "jobs", "production", "revenue"))
"""Measures that are a country's own: a sentence that names only the partner gives the partner's."""
_PLACED = frozenset(("deliveries", "entities", "capacity", "stock", "investment", "area"))
"""Measures of things that stand or arrive at a place: a town where they are is the party."""
_NOUN = 26
"""A place this near behind a number of people tells whose they are ("35 villes russes")."""
_LIST_MARKS = 2
"""A sentence with this many semicolons lists items, each with places of its own."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One find in its sentence: where it stands, what it measures, and the home side that it would take."""

    sentence: Sentence
    context: Context
    start: int
    end: int
    measure: str | None
    side: list[str]
    rules: dict[str, Any]


Parties = tuple[str, ...]


def parties_at(
    sentence: Sentence, context: Context, start: int, end: int, *, measure: str | None = None
) -> Parties:
    """The parties of what stands at ``start..end``: the sentence's, or those that have it to themselves.

    "La Lituanie (32 millions) et la Lettonie (18 millions)": each figure goes with the place before it.
    The choices are tried in order; the first that applies decides.
    """
    own, _ = split_sides(sentence.parties, context.home)
    side = own or ([context.home] if context.home else [])
    case = _Case(sentence, context, start, end, measure, side, party_rules("fr"))
    for choose in _CHOICES:
        chosen = choose(case)
        if chosen is not None:
            return chosen
    return sentence.parties


def _of_the_world(case: _Case) -> Parties | None:
    """Nobody's: "130 pays dans le monde"."""
    sentence = case.sentence
    if case.rules["world"].search(sentence.folded, sentence.start, sentence.end) and not sentence.foreign:
        return ()
    return None


def _of_bracket(case: _Case) -> Parties | None:
    """The place right before the bracket that holds the find."""
    place = _before_bracket(case.sentence, case.start)
    if place is None:
        return None
    return tuple(sorted({*(() if case.measure in _DOMESTIC else case.side), *settle([place])}))


def _of_item(case: _Case) -> Parties | None:
    """The places of the list item that holds the find."""
    items = _items(case.sentence)
    before = [(case.sentence.start, items[0][0])] if items else []
    for low, high in [*before, *items]:
        if low <= case.start < high:
            named = settle([place for place in case.sentence.places if low <= place.start < high])
            return tuple(sorted({*case.side, *named}))
    return tuple(sorted(case.side)) if items else None


def _of_relative(case: _Case) -> Parties | None:
    """The foreign firm alone, in a relative clause about it."""
    sentence = case.sentence
    if sentence.foreign and case.rules["beside"].search(sentence.folded, sentence.start, case.start):
        return tuple(sorted(sentence.foreign))
    return None


def _of_people(case: _Case) -> Parties | None:
    """Whose people are counted: "35 villes russes", "90 millions d'habitants"."""
    sentence, end = case.sentence, case.end
    if case.measure == "participants":
        others = [figure.start for figure in sentence.figures if figure.start >= end]
        limit = min(end + 2 * _NOUN, min(others, default=sentence.end))
        near = [place for place in sentence.places if end <= place.start <= limit]
        alone = len(near) == 1 and near[0].form == "adjective" and near[0].start <= end + _NOUN
        if alone and len({place.country for place in sentence.places}) > 1:
            return tuple(settle(near))
    if case.measure == "other":
        before = [place for place in sentence.places if place.end <= case.start]
        lived = case.rules["living"].search(sentence.folded, sentence.start, case.start)
        if before and (lived or case.rules["peopled"].match(sentence.folded[end : end + _NOUN])):
            return tuple(settle(before[-1:]))
    return None


def _of_home(case: _Case) -> Parties | None:
    """The home side alone: its own state, or a count of which the partners are only examples."""
    sentence, folded = case.sentence, case.sentence.folded
    if len(sentence.foreign) > MANY and sentence.places and case.measure in (_LOCAL | _SEATED):
        first = min(place.start for place in sentence.places)
        if case.rules["listed"].search(folded, case.end, max(case.end, first)):
            return tuple(sorted(case.side))
    if not sentence.local or not _is_local(case.measure, case.context):
        return None
    pointed = case.rules["anaphora"].search(folded, sentence.start, sentence.end)
    return None if pointed else sentence.local


def _of_partner(case: _Case) -> Parties | None:
    """The partner alone: its own state, or a gathering that the home side is not named at."""
    foreign = case.sentence.foreign
    if case.measure == "participants" and len(foreign) > MANY:
        return tuple(sorted(foreign))
    if case.measure == "production":
        return tuple(sorted(foreign)) or None
    return tuple(sorted(case.sentence.alone)) or None if case.measure in _DOMESTIC else None


def _of_town(case: _Case) -> Parties | None:
    """The town where the thing stands or goes."""
    return _with_towns(case.sentence) if case.measure in _PLACED and case.sentence.towns else None


_CHOICES: tuple[Callable[[_Case], Parties | None], ...] = (
    _of_the_world, _of_bracket, _of_item, _of_relative, _of_people, _of_home, _of_partner, _of_town,
)  # fmt: skip


def _is_local(measure: str | None, context: Context) -> bool:
    """Whether a figure of ``measure`` tells of the home side alone, though a partner was talked about."""
    if context.bilateral or any(not code.isalpha() for code in split_sides(context.focus, context.home)[1]):
        return False
    return measure in _LOCAL or (measure in _SEATED and context.seat_paragraph == context.paragraph)


def _with_towns(sentence: Sentence) -> tuple[str, ...]:
    """The sentence's parties, a country (or its region) narrowed to the town where the thing is."""
    countries = {place.country: place.code for place in sentence.towns}
    kept = [code for code in sentence.parties if country_of(code) not in countries]
    return tuple(sorted({*kept, *countries.values()}))


def _before_bracket(sentence: Sentence, start: int) -> PlaceMention | None:
    """The place right before the bracket that ``start`` stands in, else None."""
    folded = sentence.folded
    opening = folded.rfind("(", max(sentence.start, start - 16), start)
    if opening < 0 or ")" in folded[opening:start]:
        return None
    for place in reversed(sentence.places):
        if place.end <= opening:
            return place if opening - place.end <= 1 and place.form == "noun" else None
    return None


def _items(sentence: Sentence) -> list[tuple[int, int]]:
    """The items of a list inside the sentence ("dont : 33 - ... ; 15 - ... ; 12 - ..."), else nothing."""
    if sentence.folded.count(";", sentence.start, sentence.end) < _LIST_MARKS:
        return []
    opening = sentence.folded.find(":", sentence.start, sentence.end) + 1
    if not opening:  # clauses, not items: a list is opened by a colon
        return []
    cuts = [opening]
    position = sentence.folded.find(";", cuts[0], sentence.end)
    while position >= 0:
        cuts.append(position + 1)
        position = sentence.folded.find(";", position + 1, sentence.end)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))
