"""Whose relation or state a sentence is about: places named, and the partner that context carries.

The rules, in the order they apply (statements.md, "parties"): regions and cities stand without their
country; a sentence that names the partner alone is about the home side and that partner; a sentence
that names no place, or the home side alone, goes on about the partner of the sentence before it.
"""

from collections.abc import Sequence

from cordiale.extract.scene import Context, Sentence
from cordiale.vocabulary.places import PlaceMention


def country_of(code: str) -> str:
    """The country that a party code belongs to; a bloc stands for itself.

    >>> country_of("RU-PSK"), country_of("BY:Lida"), country_of("EAEU")
    ('RU', 'BY', 'EAEU')
    """
    return code if code.isalpha() else code[:2]


def settle(places: Sequence[PlaceMention]) -> list[str]:
    """The party codes of the places named, each once: the narrowest level named for each country."""
    by_country: dict[str, dict[str, list[str]]] = {}
    for place in places:
        levels = by_country.setdefault(place.country or place.code, {})
        level = place.kind if place.kind in ("country", "region", "city", "district") else "bloc"
        if level == "city" and not place.typed:
            level = "bare"
        levels.setdefault(level, []).append(place.code)
    codes: list[str] = []
    for country, levels in by_country.items():
        if "region" in levels:
            codes += levels["region"]
        elif "district" in levels or "city" in levels:
            codes += levels.get("district", []) + levels.get("city", [])
        elif "country" in levels:
            codes.append(country)
        elif "bloc" in levels:
            codes += levels["bloc"]
        else:
            codes += [code if ":" in code or "-" in code else country for code in levels["bare"]]
    return list(dict.fromkeys(codes))


def split_sides(codes: Sequence[str], home: str | None) -> tuple[list[str], list[str]]:
    """The codes of the home country, and the others."""
    own = [code for code in codes if home is not None and country_of(code) == home]
    return own, [code for code in codes if code not in own]


def assign(sentence: Sentence, context: Context) -> None:
    """Set ``sentence.parties`` and move the context's focus on."""
    own, partners = split_sides(settle(sentence.places), context.home)
    focus_own, focus_partners = split_sides(context.focus, context.home)
    if not own and not partners:
        parties = list(context.focus)
    elif partners:
        parties = (own or focus_own or ([context.home] if context.home else [])) + partners
    else:
        parties = own + focus_partners
    sentence.parties = tuple(sorted(dict.fromkeys(parties)))
    if partners or own:
        context.focus = sentence.parties


def parties_at(sentence: Sentence, context: Context, start: int, end: int) -> tuple[str, ...]:
    """The parties of what stands at ``start..end``: a partner that has the figure to itself, else the sentence's.

    "La Lituanie (32 millions) et la Lettonie (18 millions)": each figure goes with the place before its bracket.
    """
    folded = sentence.folded
    if start > 0 and folded[start - 1] == "(":
        for place in reversed(sentence.places):
            if place.end <= start:
                if start - place.end <= 3:
                    own, _ = split_sides(sentence.parties, context.home)
                    return tuple(sorted(set((own or ([context.home] if context.home else [])) + settle([place]))))
                break
    return sentence.parties
