"""Printed lists of place names: the names in order, what joins them, and the years in brackets after them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from cordiale.extract.sentence import Sentence
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand_all
from cordiale.vocabulary.place_scan import place_words
from cordiale.vocabulary.places import PlaceMention

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’']*(?:-[\w’']+)*"
_CAPITALS = re.compile(rf"(?<!\w){_WORD}(?: {_WORD}){{0,3}}")
_LEVELS = ("region", "city", "district")
_LONGEST_GAP = 90
_NEAR = 8
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list: its span, the place found there if any, its printed type, and the join before it.

    ``join`` is ``first``, ``owner`` (what stands before has this as a partner), ``with`` (paired with what
    stands before, or the next of a list), ``next``, or ``part`` (a new group). ``lead`` is where the
    type word begins, ``until`` where the item ends with its bracket, ``year`` the year in the bracket,
    ``country`` the country that is named right after it.
    """

    start: int
    end: int
    place: PlaceMention | None
    kind: str | None
    plural: bool
    join: str
    lead: int
    until: int
    year: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class _Rules:
    gap: re.Pattern[str]
    opening: re.Pattern[str]
    bracket: re.Pattern[str]
    inside: re.Pattern[str]
    types: dict[str, tuple[str, bool]]
    joins: dict[str, str]
    not_names: frozenset[str]
    countries: frozenset[str]


def any_of(forms: Iterable[str]) -> str:
    """The forms as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _rules(language: str) -> _Rules:
    data = load_yaml(f"languages/{language}/name_lists.yml")
    words = place_words(language)
    types: dict[str, tuple[str, bool]] = {}
    for kind in ("district", "city", "region", "urban"):
        for singular in words["types"].get(kind, ()):
            level = "city" if kind == "urban" else kind
            plural = words["plurals"].get(singular) or " ".join(part + "s" for part in singular.split())
            types[plural], types[singular] = (level, True), (level, False)
    joins = {form: name for name in ("next", "part", "with", "owner") for form in data["joins"][name]}
    articles = any_of({article for article in (*words["articles"], *words["links"]) if article})
    qualified = rf"(?P<type>{any_of(types)}) (?:(?:{any_of(words['qualifiers'])}) ){{0,2}}(?:{articles})?"
    lead = rf"(?P<lead>(?:{articles})?(?:{qualified})?)"
    owner = any_of({form for form, _ in expand_all(data["owner_words"], language)})
    number = r"(?P<number>\d{1,2} ?[.)/])?"
    inside = any_of(data["inside"])
    year = r"(?:19|20)\d\d(?=[ ;,.)]|$)"
    linked = any_of(form for form, _ in expand_all(data["since_words"], language))
    return _Rules(
        gap=re.compile(rf" ?(?:(?P<verb>{owner})|(?P<join>{any_of(joins)}))? ?{number} ?{lead}"),
        opening=re.compile(rf"(?:^|[ (])(?:{number} ?)?{lead}$"),
        bracket=re.compile(
            rf" ?\(([^()]{{0,40}})\)[).]{{0,2}}|, (?:(?:{any_of(data['since'])}) )?{year}"
            rf"| (?:{linked}) (?:\w+ )?{year}"
        ),
        inside=re.compile(rf" (?:{inside}) ?(?:{any_of(types)}) (?:{articles})?"),
        types=types,
        countries=frozenset(data["countries"]),
        joins=joins,
        not_names=frozenset(words["articles_alone"])
        | {form.split()[0] for form in types}
        | set(data["no_towns"])
        | {form.split()[0] for form in data["openings"]},
    )


def lists_of(sentence: Sentence, start: int, language: str = "fr") -> list[list[Item]]:
    """The runs of names from ``start`` on that only joins, types and years part, in order."""
    chains: list[list[Item]] = []
    chain: list[Item] = []
    for low, high, place in _names(sentence, start, language):
        item = _join(sentence, chain[-1], (low, high, place), language) if chain else None
        if item is None:
            chains.append(chain)
            chain = [_first(sentence, (low, high, place), language)]
        elif item.join == "inside":
            chain[-1] = replace(chain[-1], until=item.until, year=chain[-1].year or item.year)
        else:
            chain.append(item)
    chains.append(chain)
    return [chain for chain in chains if chain]


def _names(sentence: Sentence, start: int, language: str) -> Iterator[tuple[int, int, PlaceMention | None]]:
    """Places below the country, and runs of capitalised words where no place was found."""
    places = [place for place in sentence.places if place.start >= start]
    taken = [(place.start, place.end) for place in places]
    found = [
        (place.name[0], place.name[1], place)
        for place in places
        if place.kind in _LEVELS and (place.form == "noun" or place.typed)
    ]
    yield from sorted([*found, *_unknown(sentence, start, taken, language)], key=lambda name: name[0])


def _unknown(
    sentence: Sentence, start: int, taken: list[tuple[int, int]], language: str
) -> Iterator[tuple[int, int, None]]:
    skipped = _rules(language).not_names
    for match in _CAPITALS.finditer(sentence.text, start, sentence.end):
        low, high = match.span()
        for begin, end in taken:
            if begin <= low < end:
                low = high if sentence.text[end : end + 1] == " " and high > end else end
            elif low < begin < high:
                high = begin
        while low < high and (sentence.text[low] == " " or sentence.folded[low:high].split()[0] in skipped):
            low += 1 if sentence.text[low] == " " else len(sentence.folded[low:high].split()[0])
        if high - low > 2:
            yield low, low + len(sentence.text[low:high].rstrip()), None


def _first(sentence: Sentence, name: tuple[int, int, PlaceMention | None], language: str) -> Item:
    rules = _rules(language)
    match = rules.opening.search(sentence.folded, max(sentence.start, name[0] - _LONGEST_GAP), name[0])
    return _item(sentence, name, "first", match, rules)


def _join(
    sentence: Sentence, before: Item, name: tuple[int, int, PlaceMention | None], language: str
) -> Item | None:
    """The item of ``name`` where it goes on with the list after ``before``, else None."""
    rules = _rules(language)
    gap = sentence.folded[before.until : name[0]]
    if len(gap) > _LONGEST_GAP:
        return None
    plain = gap.replace("*", "")
    if rules.inside.fullmatch(plain):
        return _item(sentence, name, "inside", None, rules)
    match = rules.gap.fullmatch(plain)
    if match is None or not plain.strip():
        return None
    if match["number"]:
        join = "part"
    elif match["verb"]:
        join = "owner"
    else:
        join = rules.joins.get(match["join"] or "", "")
    return _item(sentence, name, join, match, rules) if join else None


def _item(
    sentence: Sentence,
    name: tuple[int, int, PlaceMention | None],
    join: str,
    match: re.Match[str] | None,
    rules: _Rules,
) -> Item:
    start, end, place = name
    kind, plural = rules.types.get(match["type"] or "", (None, False)) if match else (None, False)
    until, country = _country_after(sentence, end, rules)
    bracket = rules.bracket.match(sentence.folded, until, sentence.end)
    if bracket and country is None:
        country = _country_in(sentence, bracket.start(), bracket.end())
    year = _YEAR.search(bracket[0]) if bracket else None
    lead = start - len(match["lead"]) if match and match["type"] else start
    return Item(
        start,
        end,
        place,
        kind,
        plural,
        join,
        lead,
        bracket.end() if bracket else until,
        year[1] if year else None,
        country,
    )


def _country_after(sentence: Sentence, end: int, rules: _Rules) -> tuple[int, str | None]:
    """Where a name ends with the country that follows it, and that country: ``Antalya en Turquie``."""
    for place in sentence.places:
        if end < place.start <= end + _NEAR:
            if place.kind == "country" and sentence.folded[end : place.start] in rules.countries:
                return place.end, place.country
            break
    return end, None


def _country_in(sentence: Sentence, start: int, end: int) -> str | None:
    return next((place.country for place in sentence.places if start < place.start < end), None)
