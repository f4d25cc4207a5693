"""Places as a person types them: by code, or by name in any language that countries have names in here."""

from collections.abc import Iterable
from functools import cache

from babel import Locale

from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import label, look_up
from cordiale.vocabulary.places import find_places

LANGUAGES = ("en", "fr")
"""In what languages the names of countries are taken."""

_DISTRICT = " District"


def is_place(code: str) -> bool:
    """Whether ``code`` is that of a country, bloc, region, town or district of the world.

    >>> [is_place(code) for code in ("KZ", "ZZ", "KZ-KUS", "KZ-XXX", "EAEU", "KZ:Astana", "KZ:Nowhere")]
    [True, False, True, False, True, True, False]
    """
    country, colon, town = code.partition(":")
    if not colon:
        return bool(code) and label(code) != code
    if not is_place(country):
        return False
    return town.endswith(_DISTRICT) or any(place.code == code for place in look_up(town).places)


def read_place(typed: str, language: str = "fr") -> str | None:
    """The code of the place that was typed by code or name, whatever its case; None where it is none.

    ``language`` is that of the vocabulary in which names of all places are looked up.

    >>> [read_place(typed) for typed in ("kz", "Chine", "china", "Gomel", "KZ:Astana", "Chine, Inde", "...")]
    ['KZ', 'CN', 'CN', 'BY:Gomel', 'KZ:Astana', None, None]
    """
    text = " ".join(typed.split())
    for code in (text, text.upper()):
        if is_place(code):
            return code
    country = country_names().get(fold(text))
    if country is not None:
        return country
    name = text[:1].upper() + text[1:]
    mentions = find_places(name, fold(name), language)
    if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(name)):
        return mentions[0].code
    return None


@cache
def country_names() -> dict[str, str]:
    """Folded name -> code, of all countries in ``LANGUAGES``.

    >>> country_names()["germany"], country_names()["allemagne"]
    ('DE', 'DE')
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and is_place(code):
                found.setdefault(fold(str(name)), str(code))
    return found


def near_places(typed: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The codes of places called nearly as what was typed, the likest first.

    They are sought among ``known``, codes of places, and all countries.

    >>> near_places("Marroc", ["BY-HO"]), near_places("Gommel", ["BY-HO"])
    (['MA'], ['BY-HO'])
    """
    from rapidfuzz import fuzz, process

    names = country_names() | {fold(label(code)): code for code in sorted(known)}
    found = process.extract(fold(typed), list(names), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return list(dict.fromkeys(names[name] for name, _, _ in found))[:limit]


_NEAR = 70
"""Likeness (of 100) from which a name is suggested: two letters of six may differ."""
