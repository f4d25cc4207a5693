"""Which places of a sentence are parties, and which belong to a name or are only compared with."""

from collections.abc import Sequence
from functools import cache

from cordiale.extract.party_rules import country_of, party_rules
from cordiale.extract.sentence import Sentence
from cordiale.vocabulary.gazetteer import capital
from cordiale.vocabulary.places import PlaceMention

_TITLE = 60
"""A quoted name is at most this long; what is longer is speech."""
_OPENING, _CLOSING = '"\u00ab\u201c', '"\u00bb\u201d'


def is_in_name(sentence: Sentence, place: PlaceMention, language: str = "fr") -> bool:
    """Whether the place is part of an institution's name, not a party of its own."""
    text, folded = sentence.text, sentence.folded
    rules = party_rules(language)
    if _in_title(text, sentence.start, sentence.end, place):
        return True
    near = folded[max(sentence.start, place.start - 40) : place.start]
    if place.form != "noun":
        return rules["currency"].search(near) is not None or rules["park"].search(near) is not None
    if rules["compared"].search(near):
        return True
    if place.kind == "city" and not place.typed:
        if rules["firm"].search(near):
            return True
        before, after = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
        if (
            after[:1] in " -"
            and after[1:2].isupper()
            and not any(p.start == place.end + 1 for p in sentence.places)
        ):
            return True
        if before[-1:] in " -(" and before[:1].isalpha() and _capitalised_before(text, place.start):
            return True
    return (
        party_rules(language)["institution"].search(
            folded, max(sentence.start, place.start - 90), place.start
        )
        is not None
    )


def _in_title(text: str, low: int, high: int, place: PlaceMention) -> bool:
    """Whether the place stands in a short quoted name that begins with a capital ("Village de Chongqing")."""
    opening = max(text.rfind(mark, max(low, place.start - _TITLE), place.start) for mark in _OPENING)
    if opening < 0 or not text[opening + 1 : opening + 3].lstrip()[:1].isupper():  # French opens with a space
        return False
    closing = min(
        (at for mark in _CLOSING if (at := text.find(mark, place.end, min(high, opening + _TITLE))) >= 0),
        default=-1,
    )
    return closing >= 0


def _capitalised_before(text: str, position: int) -> bool:
    start = text.rfind(" ", 0, position - 1) + 1
    word = text[start : position - 1]
    return len(word) > 1 and word[0].isupper() and any(map(str.islower, word))


def settle(places: Sequence[PlaceMention], folded: str | None = None, language: str = "fr") -> list[str]:
    """The party codes of the places named, each once: the narrowest level named for each country.

    With ``folded`` a town counts only beside the word "town" (not "port de X"); else beside any type word.
    """
    by_country: dict[str, dict[str, list[str]]] = {}
    for place in places:
        for member in place.members:
            by_country.setdefault(member, {}).setdefault("country", []).append(member)
        if place.members:
            continue
        levels = by_country.setdefault(place.country or place.code, {})
        level = place.kind if place.kind in ("country", "region", "city", "district") else "bloc"
        if (
            level == "city"
            and not _is_town(place, folded, language)
            and (":" in place.code or is_capital(place))
        ):
            level = "bare"
        levels.setdefault(level, []).append(place.code)
    codes: list[str] = []
    for country, levels in by_country.items():
        narrow = levels.get("region", []) + levels.get("district", []) + levels.get("city", [])
        codes += narrow or levels.get("bloc", []) or [country]
    return list(dict.fromkeys(codes))


def _is_town(place: PlaceMention, folded: str | None, language: str) -> bool:
    if folded is None or not place.typed:
        return place.typed
    return folded[place.start : place.name[0]].startswith(party_rules(language)["town"])


def is_capital(place: PlaceMention) -> bool:
    """Whether the place is the capital of its country."""
    return place.city is not None and place.country is not None and place.city == _capital_city(place.country)


@cache
def _capital_city(country: str) -> str | None:
    town = capital(country)
    return town.code if town is not None else None


def split_sides(codes: Sequence[str], home: str | None) -> tuple[list[str], list[str]]:
    """The codes of the home country, and the others."""
    own = [code for code in codes if home is not None and country_of(code) == home]
    return own, [code for code in codes if code not in own]
