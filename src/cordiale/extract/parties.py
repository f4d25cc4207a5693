"""Whose relation or state a sentence is about: places named, and the partner that context carries.

The rules, in the order they apply (statements.md, "parties"): a place inside an institution's name
belongs to the name; regions and districts stand without their country, a bare town for its country;
a sentence that names the partner alone is about the home side and that partner; one that names no
place goes on about the pair before it; one that names the home side alone is about the home side
alone, unless it speaks of one side of the pair ("pour la partie X").
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from cordiale.extract.scene import Context, Sentence
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import capital
from cordiale.vocabulary.patterns import expand_all
from cordiale.vocabulary.places import PlaceMention

_MANY = 3
"""A sentence that names more partners than this lists them: the list does not carry on."""
_LOCAL = frozenset(("area", "capacity", "distance", "stock", "partners", "projects", "jobs", "investment", "other", "entities"))
"""Measures of one side's own state: they take no partner that the sentence itself does not name."""
_DOMESTIC = frozenset(("area", "distance", "jobs", "production"))
"""Measures that are a country's own: a sentence that names only the partner gives the partner's."""
_PLACED = frozenset(("deliveries", "entities", "capacity", "stock"))
"""Measures of things that stand or arrive at a place: a town where they are is the party."""
_TITLE = 60
"""A quoted name is at most this long; what is longer is speech."""
_OPENING, _CLOSING = '"\u00ab\u201c', '"\u00bb\u201d'
_LIST_MARKS = 2
"""A sentence with this many semicolons lists items, each with places of its own."""


def country_of(code: str) -> str:
    """The country that a party code belongs to; a bloc stands for itself.

    >>> country_of("RU-PSK"), country_of("BY:Lida"), country_of("EAEU")
    ('RU', 'BY', 'EAEU')
    """
    return code if code.isalpha() else code[:2]


@cache
def _rules(language: str) -> dict[str, Any]:
    data = load_yaml(f"languages/{language}/parties.yml")
    return {
        "institution": re.compile(rf"\b(?:{'|'.join(data['institutions'])})\b(?: [a-z'-]+){{0,6}} (?:de la |de l'|de |du |des |d')$"),
        "park": re.compile(rf"\b(?:{'|'.join(data['parks'])}) (?:[a-z]+-)?$"),
        "compared": re.compile(rf"\b(?:{'|'.join(data['compared'])}) (?:de |la |le |l'|les |d')*$"),
        "currency": re.compile(rf"\b(?:{'|'.join(data['currencies'])}) $"),
        "same_region": re.compile(rf"\b(?:{'|'.join(data['same_region'])}) (?:la |l')?$"),
        "own_side": re.compile(rf"(?:{'|'.join(data['own_side'])}) $"),
        "home": re.compile(rf"\b(?:{'|'.join(data['home_words'])})\b"),
        "own_region": re.compile(rf"\b(?:{'|'.join(data['own_region'])})\b"),
        "ground": re.compile(rf"^[\"' ]*(?:{'|'.join(data['ground'])}) $"),
        "both": re.compile(rf"\b(?:{'|'.join(data['both'])})\b"),
        "beside": re.compile(rf"\b(?<!ce )(?:{'|'.join(data['beside'])})\b"),
        "world": re.compile(rf"\b(?:{'|'.join(data['world'])})\b|\b[1-9]\d\d (?:{'|'.join(data['counted_countries'])})\b"),
        "living": re.compile(rf"\b(?:{'|'.join(data['living'])})"),
        "listed": re.compile(rf"\b(?:{'|'.join(data['listed'])})\b"),
        "town": tuple(data["towns"]),
        "at": re.compile(rf" (?:{'|'.join(data['at'])}) $"),
        "countries": re.compile(rf"\b\d+ (?:{'|'.join(data['counted_countries'])})\b"),
        "wide": re.compile(rf"\b(?:{'|'.join(form for form, _ in expand_all(data['wide'], language))})\b"),
        "anaphora": re.compile(rf"\b(?:{'|'.join(data['anaphora'])})\b"),
    }


def is_in_name(sentence: Sentence, place: PlaceMention, language: str = "fr") -> bool:
    """Whether the place is part of an institution's name, not a party of its own."""
    text, folded = sentence.text, sentence.folded
    rules = _rules(language)
    if _in_title(text, sentence.start, sentence.end, place):
        return True
    near = folded[max(sentence.start, place.start - 40) : place.start]
    if place.form != "noun":
        return rules["currency"].search(near) is not None or rules["park"].search(near) is not None
    if rules["compared"].search(near):
        return True
    if place.kind == "city" and not place.typed:
        before, after = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
        if after[:1] in " -" and after[1:2].isupper() and not any(p.start == place.end + 1 for p in sentence.places):
            return True
        if before[-1:] in " -(" and before[:1].isalpha() and _capitalised_before(text, place.start):
            return True
    return _rules(language)["institution"].search(folded, max(sentence.start, place.start - 90), place.start) is not None


def _in_title(text: str, low: int, high: int, place: PlaceMention) -> bool:
    """Whether the place stands in a short quoted name that begins with a capital ("Village de Chongqing")."""
    opening = max(text.rfind(mark, max(low, place.start - _TITLE), place.start) for mark in _OPENING)
    if opening < 0 or not text[opening + 1 : opening + 2].isupper():
        return False
    closing = min((at for mark in _CLOSING if (at := text.find(mark, place.end, min(high, opening + _TITLE))) >= 0), default=-1)
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
        if level == "city" and not _is_town(place, folded, language) and (":" in place.code or _is_capital(place)):
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
    return folded[place.start : place.name[0]].startswith(_rules(language)["town"])


def _is_capital(place: PlaceMention) -> bool:
    return place.city is not None and place.country is not None and place.city == _capital_city(place.country)


@cache
def _capital_city(country: str) -> str | None:
    town = capital(country)
    return town.code if town is not None else None


def split_sides(codes: Sequence[str], home: str | None) -> tuple[list[str], list[str]]:
    """The codes of the home country, and the others."""
    own = [code for code in codes if home is not None and country_of(code) == home]
    return own, [code for code in codes if code not in own]


def assign(sentence: Sentence, context: Context, language: str = "fr") -> None:
    """Set ``sentence.parties`` and move the context's focus on."""
    rules = _rules(language)
    places = [place for place in sentence.places if not is_in_name(sentence, place, language)]
    own, partners = split_sides(settle(places, sentence.folded, language), context.home)
    focus_own, focus_partners = split_sides(context.focus, context.home)
    partners = _narrowed(sentence, places, partners, focus_partners)
    home = [context.home] if context.home else []
    if not any("-" in code or ":" in code for code in (partners or focus_partners)):
        own = _own_region(sentence, context, places, own, rules)
    wide = _is_wide(sentence, rules)
    same_paragraph = context.focus_paragraph == context.paragraph
    if partners and focus_partners and rules["both"].search(sentence.folded, sentence.start, sentence.end):
        parties = list(context.focus)
        partners = focus_partners
    elif partners:
        parties = (own or focus_own or home) + partners
    elif wide or rules["home"].search(sentence.folded, sentence.start, sentence.end):
        parties = own or home
    elif not own and not same_paragraph and not rules["anaphora"].search(sentence.folded, sentence.start, sentence.end):
        parties = list(focus_own or home) + ([context.partner] if context.partner else [])
    elif not own:
        parties = list(context.focus) or home
    elif context.bilateral and context.partner:
        parties = own + (focus_partners or [context.partner])
    elif same_paragraph or _speaks_of_side(sentence, places, context, rules):
        parties = own + focus_partners
    else:
        parties = own
    sentence.parties = tuple(sorted(dict.fromkeys(parties)))
    _stand_on(sentence, context, places, rules)
    sentence.local = () if partners else tuple(own or context.ground or home)
    sentence.foreign = tuple(partners) if partners and not split_sides(settle(places), context.home)[0] else ()
    sentence.towns = tuple(place for place in places if _is_at(sentence, place, rules))
    if partners:
        _carry_on(context, own or focus_own or home, partners, focus_partners)
    elif wide:
        context.focus = tuple(own or home)
    elif own:
        context.focus = tuple(sorted({*own, *focus_partners}))


def _stand_on(sentence: Sentence, context: Context, places: Sequence[PlaceMention], rules: dict[str, Any]) -> None:
    """Keep the country that a sentence begins on ("Au Vietnam, ..."): its paragraph's own figures stand there."""
    if context.ground_paragraph != context.paragraph:
        context.ground = ()
    for place in places[:1]:
        if place.form == "noun" and rules["ground"].search(sentence.folded[sentence.start : place.start]):
            context.ground = tuple(settle([place]))
            context.ground_paragraph = context.paragraph


def _carry_on(context: Context, own: list[str], partners: list[str], known: list[str]) -> None:
    """What the next sentence goes on about: the partner already talked about, else the new ones if few."""
    kept = [code for code in partners if code in known]
    if kept and len(kept) < len(partners):
        partners = kept
    elif len(partners) > _MANY:
        partners = []
    context.focus = tuple(sorted({*own, *partners}))
    context.focus_paragraph = context.paragraph


def _own_region(
    sentence: Sentence, context: Context, places: Sequence[PlaceMention], own: list[str], rules: dict[str, Any]
) -> list[str]:
    """The home side of the sentence: "la region" is the home region talked about, unless another is named."""
    regions = [code for code in own if not code.isalpha()]
    if regions:
        context.own_region = tuple(regions) if len(regions) == 1 else ()
        context.own_paragraph = context.paragraph
        return own
    nouns = any(place.country == context.home and place.form == "noun" for place in places)
    near = context.paragraph - context.own_paragraph <= 1
    if context.own_region and near and not nouns and rules["own_region"].search(sentence.folded, sentence.start, sentence.end):
        return list(context.own_region)
    return own


def _is_wide(sentence: Sentence, rules: dict[str, Any]) -> bool:
    """Whether the sentence speaks of a whole part of the world, or of a number of countries."""
    folded = sentence.folded
    if rules["anaphora"].search(folded, sentence.start, sentence.end):
        return False
    return bool(
        rules["wide"].search(folded, sentence.start, sentence.end)
        or rules["countries"].search(folded, sentence.start, sentence.end)
    )


def _is_at(sentence: Sentence, place: PlaceMention, rules: dict[str, Any]) -> bool:
    """Whether a bare town is where a thing goes or stands ("à Pskov")."""
    if place.kind != "city" or ":" not in place.code or _is_capital(place):
        return False
    return rules["at"].search(sentence.folded[max(0, place.start - 16) : place.start]) is not None


def _narrowed(sentence: Sentence, places: Sequence[PlaceMention], partners: list[str], focus: list[str]) -> list[str]:
    """A partner named by its adjective only ("cette region russe") is the region talked about."""
    nouns = {place.country for place in places if place.form == "noun" and not _is_same_region(sentence, place)}
    narrowed: list[str] = []
    for code in partners:
        inside = [known for known in focus if country_of(known) == code and known != code]
        narrowed += inside if inside and code not in nouns else [code]
    return list(dict.fromkeys(narrowed))


def _is_same_region(sentence: Sentence, place: PlaceMention, language: str = "fr") -> bool:
    near = sentence.folded[max(sentence.start, place.start - 40) : place.start]
    return _rules(language)["same_region"].search(near) is not None


def _speaks_of_side(sentence: Sentence, places: Sequence[PlaceMention], context: Context, rules: dict[str, Any]) -> bool:
    """Whether the home side is named as one side of the pair in focus."""
    folded = sentence.folded
    if rules["anaphora"].search(folded, sentence.start, sentence.end):
        return True
    for place in places:
        if place.country != context.home:
            continue
        if rules["own_side"].search(folded[max(sentence.start, place.start - 20) : place.start]):
            return True
        if place.form == "adjective" and not _qualifies_trade(sentence, place):
            return True
    return False


def _qualifies_trade(sentence: Sentence, place: PlaceMention) -> bool:
    return any(0 <= place.start - cue.end <= 1 for cue in sentence.found("measures") if cue.name in ("exports", "imports", "turnover"))


def parties_at(
    sentence: Sentence, context: Context, start: int, end: int, *, measure: str | None = None
) -> tuple[str, ...]:
    """The parties of what stands at ``start..end``: a partner that has the figure to itself, else the sentence's.

    "La Lituanie (32 millions) et la Lettonie (18 millions)": each figure goes with the place before its bracket.
    """
    folded = sentence.folded
    own, _ = split_sides(sentence.parties, context.home)
    side = own or ([context.home] if context.home else [])
    rules = _rules("fr")
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
    if measure == "other" and rules["living"].search(folded, sentence.start, start):
        nearest = [place for place in sentence.places if place.end <= start]
        if nearest:
            return tuple(settle(nearest[-1:]))
    if sentence.foreign and measure in _LOCAL and len(sentence.foreign) > _MANY:
        first = min(place.start for place in sentence.places)
        if rules["listed"].search(folded, end, max(end, first)):
            return tuple(sorted(side))
    if sentence.local and measure in _LOCAL and not context.bilateral and not rules["anaphora"].search(folded, sentence.start, sentence.end):
        return sentence.local
    if sentence.foreign and (measure in _DOMESTIC or (measure == "participants" and len(sentence.foreign) > _MANY)):
        return tuple(sorted(sentence.foreign))
    if measure in _PLACED and sentence.towns:
        return _with_towns(sentence)
    return sentence.parties


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
    cuts = [opening or sentence.start]
    position = sentence.folded.find(";", cuts[0], sentence.end)
    while position >= 0:
        cuts.append(position + 1)
        position = sentence.folded.find(";", position + 1, sentence.end)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))
