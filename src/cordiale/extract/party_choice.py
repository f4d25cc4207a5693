"""The parties of one find: the sentence's, narrowed by what stands beside it and by what it measures."""

from cordiale.extract.parties import MANY
from cordiale.extract.party_names import settle, split_sides
from cordiale.extract.party_rules import country_of, party_rules
from cordiale.extract.sentence import Context, Sentence
from cordiale.vocabulary.places import PlaceMention

_LOCAL = frozenset(("area", "capacity", "distance", "stock", "other", "partners"))
"""Measures of one side's own state: they take no partner that the sentence itself does not name."""
_SEATED = frozenset(("entities", "projects", "investment", "jobs"))
"""Measures that are so where the paragraph speaks of an institution of the home side, a park or an exchange."""
_DOMESTIC = frozenset(("area", "distance", "jobs", "production", "revenue"))
"""Measures that are a country's own: a sentence that names only the partner gives the partner's."""
_PLACED = frozenset(("deliveries", "entities", "capacity", "stock", "investment", "area"))
"""Measures of things that stand or arrive at a place: a town where they are is the party."""
_NOUN = 26
"""A place this near behind a number of people tells whose they are ("35 villes russes")."""
_LIST_MARKS = 2
"""A sentence with this many semicolons lists items, each with places of its own."""


def parties_at(
    sentence: Sentence, context: Context, start: int, end: int, *, measure: str | None = None
) -> tuple[str, ...]:
    """The parties of what stands at ``start..end``: the sentence's, or those that have it to themselves.

    "La Lituanie (32 millions) et la Lettonie (18 millions)": each figure goes with the place before it.
    """
    folded = sentence.folded
    own, _ = split_sides(sentence.parties, context.home)
    side = own or ([context.home] if context.home else [])
    rules = party_rules("fr")
    if rules["world"].search(folded, sentence.start, sentence.end) and not sentence.foreign:
        return ()
    bracketed = _before_bracket(sentence, start)
    if bracketed is not None:
        return tuple(sorted({*(() if measure in _DOMESTIC else side), *settle([bracketed])}))
    items = _items(sentence)
    if items:
        for low, high in items:
            if low <= start < high:
                named = settle([place for place in sentence.places if low <= place.start < high])
                return tuple(sorted({*side, *named}))
        return tuple(sorted(side))
    if sentence.foreign and rules["beside"].search(folded, sentence.start, start):
        return tuple(sorted(sentence.foreign))
    if measure == "participants":
        near = [place for place in sentence.places if end <= place.start <= end + 2 * _NOUN]
        if len(near) == 1 and near[0].form == "adjective" and near[0].start <= end + _NOUN:
            if len({place.country for place in sentence.places}) > 1:
                return tuple(settle(near))
    peopled = rules["living"].search(folded, sentence.start, start) or rules["peopled"].match(folded[end : end + _NOUN])
    if measure == "other" and peopled:
        nearest = [place for place in sentence.places if place.end <= start]
        if nearest:
            return tuple(settle(nearest[-1:]))
    if sentence.foreign and measure in (_LOCAL | _SEATED) and len(sentence.foreign) > MANY:
        first = min(place.start for place in sentence.places)
        if rules["listed"].search(folded, end, max(end, first)):
            return tuple(sorted(side))
    if (
        sentence.local
        and _is_local(measure, context)
        and not rules["anaphora"].search(folded, sentence.start, sentence.end)
    ):
        return sentence.local
    if sentence.foreign and (
        measure in _DOMESTIC or (measure == "participants" and len(sentence.foreign) > MANY)
    ):
        return tuple(sorted(sentence.foreign))
    if measure in _PLACED and sentence.towns:
        return _with_towns(sentence)
    return sentence.parties


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
            return place if opening - place.end <= 1 else None
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
