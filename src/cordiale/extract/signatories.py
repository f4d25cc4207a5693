"""Whose instrument it is: the sides that its noun phrase, its subject or its partner phrase name.

In this order: "entre A et B"; "avec B" or "par A" with the subject; the subject and the adjectives of
the phrase itself ("accord sino-serbe"); "les parties" stand for the pair that the text goes on about.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from cordiale.extract.act_patterns import any_word
from cordiale.extract.cues import Cue
from cordiale.extract.party_choice import parties_at
from cordiale.extract.party_names import settle
from cordiale.extract.party_rules import country_of
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.venues import is_host
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import look_up
from cordiale.vocabulary.places import PlaceMention

_PHRASE = 200
_SUBJECT = 240
_EVENT_PHRASE = 90
_EVENT_BETWEEN = 110


@cache
def _rules(language: str) -> dict[str, Any]:
    data = load_yaml(f"languages/{language}/signatories.yml")
    return {
        "between": re.compile(rf"[ \"(](?:{any_word(data['between'])}) "),
        "partner": re.compile(rf"[ \"(](?:{any_word(data['partner'])}) "),
        "inside": re.compile(rf",? ?(?:{any_word(data['inside'])}) ?"),
        "by": re.compile(rf"^ ?(?:[a-z]+ )?(?:[^,;.]{{0,40}} )?(?:{any_word(data['by'])}) "),
        "stops": re.compile(rf" (?:{any_word(data['stops'])})\b|, {data['and']} |[;:)]|\.(?= )|\"(?= )"),
        "region_bodies": re.compile(
            rf"(?:{any_word(data['region_bodies'])}) (?:de |d')(?:[a-z-]+ {data['and']} (?:de |d'))?$"
        ),
        "and": f" {data['and']} ",
        "collective": re.compile(rf"\b(?:{any_word(data['collective'])})\b"),
        "domestic": re.compile(rf"\b(?:{any_word(data['domestic'])})\b"),
        "own_affairs": frozenset(data["own_affairs"]),
    }


def signatories(sentence: Sentence, context: Context, head: Cue, act: Cue, *, stop: int) -> tuple[str, ...]:
    """The parties of the instrument at ``head``, whose phrase ends before ``stop`` at the latest; sorted."""
    rules = _rules("fr")
    low, high = min(head.start, act.start), max(head.end, act.end)
    end = min(max(stop, head.end), max(high, head.end + _PHRASE))
    pair = sides_between(sentence, head.end, end)
    if len(pair) > 1:
        return tuple(sorted(pair))
    if pair and country_of(pair[0]) != context.home:
        return _joined(_side(sentence, context, pair), pair)
    subject = _subject(sentence, low)
    own = _codes(sentence, *subject)
    collective = rules["collective"].search(sentence.folded, subject[0], subject[1]) is not None
    by = (
        rules["by"].search(sentence.folded[act.end : min(sentence.end, act.end + 60)])
        if act.start >= head.end
        else None
    )
    if by is not None:
        agents = _stretch(sentence, act.end + by.end(), end)
        own = _codes(sentence, *agents)
    partner = _partner(sentence, head, act, end)
    if collective and not partner:
        return tuple(sorted(_pair_in_focus(sentence, context)))
    adjectives = [
        place
        for place in sentence.places
        if place.form == "adjective" and head.end - 1 <= place.start <= head.end + 40
    ]
    named = settle(adjectives)
    partners = {country_of(code) for code in partner}
    own = [code for code in own if country_of(code) not in partners]
    if partner and own:
        return _joined(own, partner)
    if len({country_of(code) for code in own}) > 1:
        return tuple(sorted(own))
    if len(named) > 1:
        return tuple(sorted(named))
    if partner:
        return _joined(_side(sentence, context, partner), partner)
    if head.name in rules["own_affairs"] or rules["domestic"].search(sentence.folded, head.start, head.end):
        return tuple(sorted(own or named or ([context.home] if context.home else [])))
    return parties_at(sentence, context, head.start, head.end)


def phrase_sides(sentence: Sentence, context: Context, head: Cue) -> tuple[str, ...]:
    """The sides that an event's own phrase names ("entre A et B", two adjectives or countries), else none."""
    stop = _event_phrase_end(sentence, head.end)
    pair = sides_between(sentence, head.end, min(stop + _EVENT_BETWEEN, sentence.end))
    if len(pair) > 1:
        return tuple(sorted(pair))
    places = [
        place for place in sentence.places if head.start <= place.start < stop and place.kind == "country"
    ]
    codes = settle(places)
    if len(codes) > 1:
        return tuple(sorted(codes))
    hosted = _host_and_guest(sentence, head, stop)
    if hosted:
        return hosted
    subject = _subject(sentence, head.start)
    if _rules("fr")["collective"].search(sentence.folded, *subject) and not codes:
        return tuple(sorted(_pair_in_focus(sentence, context)))
    return ()


def _host_and_guest(sentence: Sentence, head: Cue, stop: int) -> tuple[str, ...]:
    """The sides of "X a accueilli les Journees de Y": host and guest, where they lie in two countries."""
    host = next(
        (
            place
            for place in reversed(sentence.places)
            if place.end <= head.start and is_host(sentence, place, head.start)
        ),
        None,
    )
    guest = next(
        (
            place
            for place in sentence.places
            if head.end - 1 <= place.start < stop and place.form == "noun" and place.kind != "country"
        ),
        None,
    )
    if host is None or guest is None or host.country == guest.country:
        return ()
    level = guest.typed and guest.kind == "city"
    return tuple(sorted((guest.code, *(settle([host]) if level else [host.code]))))


def _event_phrase_end(sentence: Sentence, position: int) -> int:
    stop: re.Match[str] | None = _rules("fr")["stops"].search(
        sentence.folded, position, min(sentence.end, position + _EVENT_PHRASE)
    )
    comma = sentence.folded.find(",", position, min(sentence.end, position + _EVENT_PHRASE))
    ends = [position + _EVENT_PHRASE, sentence.end]
    return min([*ends, *([stop.start()] if stop else []), *([comma] if comma >= 0 else [])])


def sides_between(sentence: Sentence, low: int, high: int) -> list[str]:
    """The codes of "entre A et B" in ``low..high``; nothing where it names fewer than two sides."""
    match = _rules("fr")["between"].search(sentence.folded, max(low - 1, 0), high)
    if match is None:
        return []
    joint: int = sentence.folded.find(_rules("fr")["and"], match.end(), high)
    _, stop = _stretch(sentence, max(joint, match.end()), high)
    return _codes(sentence, match.end(), stop)


def _stretch(sentence: Sentence, low: int, high: int) -> tuple[int, int]:
    stop = _rules("fr")["stops"].search(sentence.folded, low, high)
    return low, stop.start() if stop else high


def _partner(sentence: Sentence, head: Cue, act: Cue, end: int) -> list[str]:
    """The codes of "avec B", after the instrument, else between the verb and it."""
    for low, high in ((head.end, end), (act.end, head.start)):
        for match in _rules("fr")["partner"].finditer(sentence.folded, max(low - 1, 0), max(high, low)):
            codes = _codes(sentence, *_stretch(sentence, match.end(), high))
            if codes:
                return codes
    return []


def _subject(sentence: Sentence, low: int) -> tuple[int, int]:
    """The stretch before ``low`` that holds the subject: back to a strong break."""
    start = max(sentence.start, low - _SUBJECT)
    cut = max(
        sentence.folded.rfind(mark, start, low)
        for mark in (";", ": ", ". ", "). ", '" ', *load_yaml("languages/fr/signatories.yml")["clauses"])
    )
    return max(start, cut), low


def _codes(sentence: Sentence, low: int, high: int) -> list[str]:
    return settle_bodies(sentence, [place for place in sentence.places if low <= place.start < high])


def settle_bodies(sentence: Sentence, places: Sequence[PlaceMention]) -> list[str]:
    """Party codes of places, a region's executive named by its town standing for the region."""
    regions: list[str] = []
    rest: list[PlaceMention] = []
    for place in places:
        before = sentence.folded[max(sentence.start, place.start - 44) : place.start]
        region = (
            _region_of(sentence, place)
            if place.kind == "city" and _rules("fr")["region_bodies"].search(before)
            else None
        )
        if (
            rest
            and place.country == rest[-1].country
            and _rules("fr")["inside"].fullmatch(sentence.folded, rest[-1].end, place.start)
        ):
            continue
        if region is not None:
            regions.append(region)
        else:
            rest.append(place)
    known = [code for code in sentence.parties if not code.isalpha()]
    codes = [
        next((own for own in known if country_of(own) == code), code)
        if all(
            place.form == "adjective" or (place.kind == "city" and _lies_in(sentence, place, known))
            for place in rest
            if place.country == code
        )
        else code
        for code in settle(rest)
    ]
    countries = {code[:2] for code in regions}
    return list(dict.fromkeys([*regions, *(code for code in codes if code not in countries)]))


def _side(sentence: Sentence, context: Context, partner: Sequence[str]) -> list[str]:
    """The side that goes unnamed: the other one of the pair talked about, else the home country."""
    others = {country_of(code) for code in partner}
    focus = [code for code in sentence.parties if country_of(code) not in others]
    if context.home and context.home not in others:
        own = [code for code in focus if country_of(code) == context.home]
        return own or [context.home]
    return focus


def _joined(own: Sequence[str], partner: Sequence[str]) -> tuple[str, ...]:
    """Both sides; a country that one side names in general gives way to its region that the other names."""
    codes = {*own, *partner}
    return tuple(
        sorted(
            code
            for code in codes
            if not (
                code.isalpha()
                and any(
                    other != code and not other.isalpha() and country_of(other) == code for other in codes
                )
            )
        )
    )


def _pair_in_focus(sentence: Sentence, context: Context) -> Sequence[str]:
    """Whom "les parties" means: the pair that the sentence before left in focus."""
    focus = context.recall.focus
    return focus if len(focus) > 1 else sentence.parties


def _region_of(sentence: Sentence, place: PlaceMention) -> str | None:
    """The region that a town lies in, for a body of the region named by its seat."""
    name = sentence.text[place.name[0] : place.name[1]]
    return next(
        (
            town.region
            for town in look_up(name).places
            if town.kind == "city" and town.country == place.country and town.region
        ),
        None,
    )


def _lies_in(sentence: Sentence, place: PlaceMention, regions: Sequence[str]) -> bool:
    return not place.typed and _region_of(sentence, place) in regions


def pairs_between(sentence: Sentence, low: int, high: int) -> list[tuple[str, ...]]:
    """The pairs of "entre A et B, C et D", towns or districts of two countries each; nothing for one pair."""
    match = _rules("fr")["between"].search(sentence.folded, max(low - 1, 0), high)
    if match is None:
        return []
    _, stop = _stretch(sentence, match.end(), high)
    places = [place for place in sentence.places if match.end() <= place.start < stop]
    if len(places) < 4 or len(places) % 2 or any(place.code.isalpha() for place in places):
        return []
    pairs = list(zip(places[::2], places[1::2], strict=True))
    if any(
        a.country == b.country or _rules("fr")["and"] not in sentence.folded[a.end : b.start]
        for a, b in pairs
    ):
        return []
    return [tuple(sorted((a.code, b.code))) for a, b in pairs]
