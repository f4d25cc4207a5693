"""Printed lists of place names: the names in order, what joins them, and the years in brackets after them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cordiale.extract.scene import Sentence
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand_all
from cordiale.vocabulary.place_scan import place_words
from cordiale.vocabulary.places import PlaceMention

_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’']*(?:-[\w’']+)*(?: [^\W\d_a-zß-öø-ÿ][\w’']*(?:-[\w’']+)*){0,3}")
_LEVELS = ("region", "city", "district")
_LONGEST_GAP = 90
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list: its span, the place found there if any, its printed type and the join before it.

    ``join`` is ``first``, ``owner`` (what stands before has this as a partner), ``with`` (a pair),
    ``next`` or ``part`` (a new group); ``both`` tells that a ``with`` may as well be a ``next``.
    """

    start: int
    end: int
    place: PlaceMention | None
    kind: str | None
    plural: bool
    join: str
    both: bool
    lead: int
    year: str | None = None


@cache
def _rules(language: str) -> dict[str, Any]:
    data = load_yaml(f"languages/{language}/name_lists.yml")
    words = place_words(language)
    types: dict[str, tuple[str, bool]] = {}
    for kind in ("district", "city", "region"):
        for singular in words["types"][kind]:
            plural = words["plurals"].get(singular) or " ".join(part + "s" for part in singular.split())
            types[plural], types[singular] = (kind, True), (kind, False)
    for singular in words["types"].get("urban", ()):
        types[singular] = ("city", False)
    joins: dict[str, set[str]] = {name: set(forms) for name, forms in data["joins"].items()}
    articles = _any({article for article in (*words["articles"], *words["links"], "aux ", "au ") if article})
    lead = rf"(?:{articles})?(?:(?P<type>{_any(types)}) (?:(?:{_any(words['qualifiers'])}) ){{0,2}}(?:{articles})?)?"
    owner = _any({form for form, _ in expand_all(data["owner_words"], language)})
    join = _any({form for forms in joins.values() for form in forms})
    number = r"(?P<number>\d{1,2} ?[.)/])"
    bracket = r" ?\((?P<bracket>[^()]{0,40})\)[).]{0,2}"
    return {
        "gap": re.compile(rf"(?:{bracket})? ?(?:(?P<verb>{owner})|(?P<join>{join})?) ?{number}? ?{lead}"),
        "opening": re.compile(rf"(?:{number} ?)?{lead}$"),
        "bracket": re.compile(bracket),
        "inside": re.compile(rf" (?:{_any(data['inside'])}) ?$"),
        "types": types,
        "joins": joins,
        "not_names": frozenset(words["articles_alone"]) | {form.split()[0] for form in types},
    }


def _any(forms: Any) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def lists_of(sentence: Sentence, language: str = "fr") -> list[list[Item]]:
    """The runs of names of a sentence that only joins, types and years part, in order (two names at least)."""
    chains: list[list[Item]] = []
    chain: list[Item] = []
    for start, end, place in _names(sentence, language):
        item = _joined(sentence, chain[-1], (start, end, place), language) if chain else None
        if item is None:
            chains.append(chain)
            chain = [_first(sentence, start, end, place, language)]
        elif item.join == "inside":
            chain[-1] = replace(chain[-1], year=chain[-1].year or item.year, end=chain[-1].end)
            chain[-1] = replace(chain[-1], lead=chain[-1].lead)
            _stretch(chain, item)
        else:
            chain.append(item)
    chains.append(chain)
    return [chain for chain in chains if len(chain) > 1]
