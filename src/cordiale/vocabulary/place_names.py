"""Capitalised names of regions, towns and districts, read together with the type words beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import Found, Place, look_up
from cordiale.vocabulary.place_scan import Scan, place_words, strict_types

_CAPITALISED = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-ÞĀŁŚŠŻŽŐȘŞİ][^\W\d_]*(?:['’ʻ][^\W\d_]+)?")
_NEXT_WORD = re.compile(r"(?:[ \-]|['’])[^\W\d_]+")
_SLOT_END = re.compile("[^ ]{3,30} -")
_WORDS_AT_MOST = 5
_BETWEEN = 45
_BARE_TOWN = 100  # thousands: a town that is known without its country


@dataclass(frozen=True, slots=True)
class Name:
    """A name as resolved: where it stands, its code and kind, and what else it may be."""

    start: int
    end: int
    span: tuple[int, int]
    code: str
    kind: str
    place: Place
    typed: bool
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Type:
    """The type word that governs a name, and where the phrase begins."""

    kind: str
    start: int
    plural: bool
    strict: bool


@cache
def _ordinary() -> frozenset[str]:
    table = files("cordiale").joinpath("data", "places", "fr_ordinary_words.txt")
    return frozenset(table.read_text(encoding="utf-8").split()) | frozenset(load_yaml("places/fr_cities.yml")["weak"])


@cache
def _preferred_regions() -> frozenset[str]:
    return frozenset(load_yaml("places/fr_regions.yml")["prefer_region"])


@cache
def _gap_pattern(language: str) -> re.Pattern[str]:
    """What may stand between two names that share one type word: ``, de``, ``(2015) et``."""
    words = place_words(language)
    joins = "|".join(re.escape(join.strip()) for join in sorted(words["joins"], key=len, reverse=True))
    articles = "|".join(re.escape(article) for article in sorted(filter(None, words["articles"]), key=len, reverse=True))
    return re.compile(rf" ?(?:\([^()]{{0,40}}\)[.)]{{0,2}} ?)?(?P<join>{joins}) ?(?P<article>{articles})?")


class _Reader:
    """Reads the names of one text from left to right; a type word governs the list that follows it."""

    def __init__(self, text: str, folded: str, scan: Scan, *, language: str, home: frozenset[str]) -> None:
        self.text, self.folded, self.scan, self.language, self.home = text, folded, scan, language, home
        self.words: Any = place_words(language)
        self.last: Name | None = None
        self.governing: _Type | None = None
        self.region: Name | None = None

    def read(self, taken: list[tuple[int, int]]) -> Iterator[Name]:
        starts = sorted(taken)
        firsts = [start for start, _ in starts]
        position = 0
        for match in _CAPITALISED.finditer(self.text):
            if match.start() < position:
                continue
            name = self._read_at(match)
            if name is None:
                continue
            at = bisect_right(firsts, name.span[0]) - 1
            inside = at >= 0 and starts[at][1] >= name.span[1]
            if inside:
                continue
            position = name.end
            yield name

    def _read_at(self, match: re.Match[str]) -> Name | None:
        start, ends = match.start(), [match.end()]
        found = look_up(match.group())
        if not found.longer and not found.places and not match.group().endswith(_ADJECTIVAL):
            return None
        readings: list[tuple[int, Found]] = [(ends[0], found)]
        while readings[-1][1].longer and len(readings) <= _WORDS_AT_MOST:
            following = _NEXT_WORD.match(self.text, readings[-1][0])
            if following is None:
                break
            readings.append((following.end(), look_up(self.text[start : following.end()])))
        for end, reading in reversed(readings):
            if end > ends[0] and not all(word[0].isupper() for word in re.split("[ -]", self.text[start:end]) if word):
                reading = Found(tuple(place for place in reading.places if place.exact), False)
            name = self._resolve(start, end, reading)
            if name is not None:
                return name
        return None

    def _resolve(self, start: int, end: int, found: Found) -> Name | None:
        governing = self._type_before(start) or self._type_after(start, end)
        typed = governing
        if governing is None:
            governing = self._inherited(start)
        end_with_type = end
        if governing is not None and governing.start < 0:  # a type word printed after the name
            end_with_type = -governing.start
        if end - start < 3 or self.folded[start:end] in self.words["articles_alone"]:
            return None
        name = self._choose(start, end, found, governing)
        if name is None:
            return None
        begin = typed.start if typed is not None and typed.start >= 0 else start
        name = replace(name, start=begin, end=end_with_type, typed=governing is not None)
        self.last, self.governing = name, governing
        if name.kind == "region":
            self.region = name
        return name

    def _type_before(self, start: int) -> _Type | None:
        for link in self.words["links"]:
            if not self.folded.endswith(link, 0, start):
                continue
            edge = start - len(link) - 1
            if edge < 0 or self.folded[edge] != " ":
                continue
            for hit in self.scan.types_ending(max(0, edge - _BETWEEN), edge):
                between = self.folded[hit.end : edge]
                if hit.kind != "country" and (not between or (link and self._is_qualified(between))):
                    return _Type(hit.kind, hit.start, hit.plural, hit.code in strict_types(self.language))
        return None

    def _is_qualified(self, between: str) -> bool:
        """Whether only adjectives stand between the type word and its name: ``région russe de``."""
        words = between.split()
        return len(words) <= 2 and all(word in self.words["qualifiers"] or word in _adjectives() for word in words)

    def _type_after(self, start: int, end: int) -> _Type | None:
        if end - start < 4 or self.folded[start:end] in _ordinary():
            return None
        for kind, forms in self.words["after"].items():
            for form in forms:
                stop = end + 1 + len(form)
                if self.folded.startswith(form, end + 1) and self.folded[end] in " -" and not self.folded[stop : stop + 1].isalnum():
                    return _Type(kind, -stop, False, False)
        return None

    def _inherited(self, start: int) -> _Type | None:
        last, governing = self.last, self.governing
        if last is None:
            return None
        gap = self.folded[last.end : start]
        if governing is not None and len(gap) <= 60:
            match = _gap_pattern(self.language).fullmatch(gap)
            if match and (governing.plural or (match["article"] or "").startswith("d")):
                return replace(governing, start=start)
        if self.region is not None and start - self.region.end < 900:
            slot = self.folded[max(0, start - 6) : start].rpartition(";")
            if slot[1] and slot[2].strip() in ("", "de", "d'") and _SLOT_END.match(self.folded, start):
                return _Type("region", start, False, True)
        return None

    def _choose(self, start: int, end: int, found: Found, governing: _Type | None) -> Name | None:
        kind = governing.kind if governing else None
        if kind == "district":
            return self._choose_district(start, end, found)
        places = self._ranked(found.places)
        if kind == "region":
            return self._choose_region(start, end, places, governing)
        if kind in ("city", "urban"):
            towns = [place for place in places if place.kind == "city" and (place.exact or not governing or not governing.strict)]
            return self._name(start, end, towns) if towns else self._choose_bare(start, end, places)
        return self._choose_bare(start, end, places)

    def _ranked(self, places: tuple[Place, ...]) -> list[Place]:
        return sorted(places, key=lambda place: -self._weight(place))

    def _weight(self, place: Place) -> float:
        home = place.country in self.home
        return (place.population + 1) ** 0.5 * (100.0 if home else 1.0) * (3.0 if place.exact else 0.2)

    def _name(self, start: int, end: int, places: list[Place], kind: str = "", code: str = "") -> Name:
        best = places[0]
        others = tuple(place.code for place in places[1:] if place.kind == best.kind)
        return Name(start, end, (start, end), code or best.code, kind or best.kind, best, False, others)

    def _choose_region(self, start: int, end: int, places: list[Place], governing: _Type | None) -> Name | None:
        strict = governing is not None and governing.strict
        regions: list[tuple[str, Place]] = []
        for place in places:
            if strict and not (place.exact and (place.kind == "region" or place.country in self.home)):
                continue
            if place.kind == "region" and place.code not in _town_codes():
                regions.append((place.code, place))
            elif place.region:
                regions.append((place.region, place))
        if not regions:
            return self._choose_bare(start, end, places)
        code, place = regions[0]
        others = tuple(dict.fromkeys(other for other, _ in regions[1:] if other != code))
        return Name(start, end, (start, end), code, "region", place, False, others)

    def _choose_bare(self, start: int, end: int, places: list[Place]) -> Name | None:
        """A name without a type word must be well known, or lie in a country that the text speaks of."""
        printed = self.folded[start:end]
        toponymic = self.folded.endswith(tuple(" " + word for word in self.words["toponymic"]), 0, start)
        if printed in _ordinary() and not (toponymic and self.text[start - 2].islower()):
            return None
        if len(printed) < 4 and not toponymic:
            return None
        lone = not self._beside_capitals(start, end)
        kept = [place for place in places if self._is_plausible(place, printed, toponymic=toponymic, lone=lone)]
        if not kept:
            return None
        regions = [place for place in kept if place.kind == "region" and place.code not in _town_codes()]
        towns = [place for place in kept if place.kind == "city"]
        if regions and towns and regions[0].country == towns[0].country:
            known = towns[0].population >= _BARE_TOWN and (towns[0].exact or len(printed) > 5)
            first = regions if regions[0].code in _preferred_regions() or not known else towns
        else:
            first = [place for place in kept if place.code not in _town_codes()] or kept
        return self._name(start, end, first)

    def _is_plausible(self, place: Place, printed: str, *, toponymic: bool, lone: bool) -> bool:
        home = place.country in self.home
        if place.kind == "region":
            return place.exact and not place.small and (home or lone) or (not place.small and home and len(printed) > 6)
        if not place.exact:
            return len(printed) > 5 and (home and place.population >= 15 or lone and place.population >= 1000)
        if home:
            return place.population >= 5
        return lone and (place.population >= _BARE_TOWN or (toponymic and place.population >= 15))

    def _beside_capitals(self, start: int, end: int) -> bool:
        """Whether another capitalised word stands right beside: a person's or a firm's name."""
        after = self.text[end : end + 2]
        if len(after) == 2 and after[0] in " -" and after[1].isupper():
            return True
        before = self.text[max(0, start - 25) : start]
        if before.endswith(" "):
            word = before[:-1].rpartition(" ")[2]
            return word[:1].isupper() and not before[:-1].rstrip().endswith((".", ":", ";")) and word.isalpha()
        return before.endswith("-")

    def _choose_district(self, start: int, end: int, found: Found) -> Name | None:
        """``district de Kopyl``, ``district Volosovsky``: the town's name, or the adjective where usage keeps it."""
        printed = self.text[start:end]
        bases = _district_bases(printed)
        options: dict[str, Place] = {place.code: place for place in found.places if place.kind == "city"}
        for base in bases:
            options.update({place.code: place for place in look_up(base).places if place.kind == "city" and place.code not in options})
        towns = self._ranked(tuple(options.values()))
        if not towns:
            return None
        codes = [f"{place.country}:{self._district_name(place, printed, adjectival=bool(bases))} District" for place in towns]
        return Name(start, end, (start, end), codes[0], "district", towns[0], False, tuple(dict.fromkeys(codes[1:])))

    @staticmethod
    def _district_name(place: Place, printed: str, *, adjectival: bool) -> str:
        keeps = adjectival and place.country in load_yaml("places/fr_regions.yml")["adjectival_districts"]
        return printed if keeps else place.code.partition(":")[2]


_ADJECTIVAL = ("sky", "ski", "skiy", "skij", "skii", "skoy", "skoï", "skaya")


@cache
def _town_codes() -> frozenset[str]:
    return frozenset(load_yaml("places/fr_regions.yml")["town_regions"])


@cache
def _adjectives() -> frozenset[str]:
    from cordiale.vocabulary.gazetteer import country_table

    return frozenset(pattern for pattern, kind, _ in country_table() if kind == "adjective")


def _district_bases(printed: str) -> list[str]:
    """The names of towns that a Slavic adjective may be made from: ``Gatchinsky`` -> Gatchina."""
    for ending in sorted(_ADJECTIVAL, key=len, reverse=True):
        if printed.endswith(ending) and len(printed) > len(ending) + 2:
            stem = printed[: -len(ending)]
            return [stem + base for base in load_yaml("places/fr_regions.yml")["district_bases"]]
    return []


def find_names(text: str, folded: str, scan: Scan, *, language: str, home: frozenset[str], taken: list[tuple[int, int]]) -> list[Name]:
    """Names of regions, towns and districts outside the spans already ``taken``, in order."""
    return list(_Reader(text, folded, scan, language=language, home=home).read(taken))


