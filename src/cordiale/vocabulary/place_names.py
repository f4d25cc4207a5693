"""Capitalised names of regions, towns and districts, read together with the type words beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cordiale.vocabulary.gazetteer import Found, Place, country_table, look_up
from cordiale.vocabulary.place_choice import (
    Choice,
    choose_bare,
    choose_district,
    choose_region,
    choose_town,
    is_adjectival,
    pair_off,
)
from cordiale.vocabulary.place_print import Printed
from cordiale.vocabulary.place_scan import Scan, place_words, strict_types

_LETTERS = r"[^\W\d_²³¹⁰-⁹]"
# The capitals of the Latin script, one by one: a pattern that begins with a plain set scans thrice as fast.
_CAPITALS = "".join(
    letter for letter in map(chr, [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)])
    if letter.isupper() or letter.istitle()
)  # fmt: skip
_CAPITALISED = re.compile(rf"[{_CAPITALS}](?<![^\W_].){_LETTERS}*(?:['’ʻ]{_LETTERS}+)?", re.DOTALL)
_NEXT_WORD = re.compile(rf"[ \-'’]{_LETTERS}+")
_TOWN_IN_SLOT = re.compile("[^ ;]{3,30} -")
_WORDS_AT_MOST = 5
_ARTICLE = 3  # letters: a word so short opens a longer name only before a capital (La Havane)
_BETWEEN = 45
_GAP = 60
_SLOT = 900  # how far the slots of "; de Gomel - ..." reach from the region that opens the list


@dataclass(frozen=True, slots=True)
class Name:
    """A name as resolved: the phrase with its type word, the bare name's span, and what it means."""

    start: int
    end: int
    span: tuple[int, int]
    choice: Choice
    typed: bool


@dataclass(frozen=True, slots=True)
class _Type:
    """The type word that governs a name; ``start`` and ``end`` are those of the whole phrase."""

    kind: str
    start: int
    end: int
    plural: bool = False
    strict: bool = False
    direct: bool = True
    listed: bool = False  # opens a list: "the following districts: 1. ..."


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands between names that share a type word; between numbered items; before a list."""
    words = place_words(language)
    joins = "|".join(re.escape(join.strip()) for join in sorted(words["joins"], key=len, reverse=True))
    articles = "|".join(
        re.escape(article) for article in sorted(filter(None, words["articles"]), key=len, reverse=True)
    )
    aside = r" ?(?:\([^()]{0,40}\)[.)]{0,2} ?)?"
    gap = re.compile(rf"{aside}(?P<join>{joins}) ?(?P<article>{articles})?")
    item = re.compile(rf"{aside}[;,.]? ?\d{{1,3}}[.)] ?(?:{articles})?")
    opening = re.compile(
        rf"(?P<words>(?: [a-z][a-z'-]*){{0,3}}) ?[:(-]? ?(?:\d{{1,3}}[.)] ?)?(?:{articles})?"
    )
    return gap, item, opening


@cache
def _qualifiers(language: str) -> frozenset[str]:
    adjectives = {pattern for pattern, kind, _ in country_table() if kind == "adjective"}
    return frozenset(adjectives | set(place_words(language)["qualifiers"]))


@cache
def _types_after(language: str) -> dict[str, str]:
    return {form: kind for kind, forms in place_words(language)["after"].items() for form in forms}


class _Reader:
    """Reads the names of one text from left to right; a type word governs the list that follows it."""

    def __init__(self, text: str, scan: Scan, *, named: frozenset[str], home: frozenset[str]) -> None:
        self.text, self.scan, self.named, self.home = text, scan, named, home
        self.folded, self.language = scan.folded, scan.language
        self.words: Any = place_words(scan.language)
        self.last: Name | None = None
        self.governing: _Type | None = None
        self.list_type: _Type | None = None
        self.region: Name | None = None

    def read(self, taken: list[tuple[int, int]]) -> Iterator[Name]:
        starts = sorted(taken)
        firsts = [start for start, _ in starts]
        position = 0
        for match in _CAPITALISED.finditer(self.text):
            start = match.start()
            if start < position:
                continue
            found = look_up(match.group())
            if not found.places and not found.longer and not is_adjectival(match.group()):
                unlisted = self._unlisted_town(start, match.end())
                if unlisted is not None:
                    position = unlisted.end
                    yield unlisted
                continue
            at = bisect_right(firsts, start) - 1
            covered = starts[at][1] if at >= 0 else 0
            name = self._read_at(start, match.end(), found, covered)
            if name is not None:
                position = name.end
                yield name

    def _unlisted_town(self, start: int, end: int) -> Name | None:
        """A town too small for the gazetteer, named with its type word in a passage about one country."""
        if len(self.named) != 1 or self.text[end : end + 2].strip(" -").isupper():
            return None
        governing = self._type_before(start)
        if (
            governing is None
            or governing.kind != "city"
            or governing.strict
            or not governing.direct
            or governing.plural
        ):
            return None
        (country,) = self.named
        place = Place(f"{country}:{self.text[start:end]}", "city", country, 0, None, True, False, None, False)
        return Name(governing.start, end, (start, end), Choice(place.code, "city", place), True)

    def _read_at(self, start: int, end: int, found: Found, covered: int) -> Name | None:
        """The longest reading from ``start`` that means a place and reaches beyond ``covered``."""
        readings = [(end, found)]
        if end - start <= _ARTICLE and not (
            self.text[end + 1 : end + 2].isupper() and self.text[end : end + 1] in " -"
        ):
            readings = [(end, Found(found.places, False))]
        while readings[-1][1].longer and len(readings) <= _WORDS_AT_MOST:
            following = _NEXT_WORD.match(self.text, readings[-1][0])
            if following is None:
                break
            readings.append((following.end(), look_up(self.text[start : following.end()])))
        for stop, reading in reversed(readings):
            if stop <= covered:
                return None
            places = reading.places
            if places and stop > end and not self._are_capitalised(start, stop):
                places = tuple(place for place in places if place.exact)
            if places or is_adjectival(self.text[start:stop]):
                name = self._resolve(start, stop, places)
                if name is not None:
                    return name
        return None

    def _are_capitalised(self, start: int, end: int) -> bool:
        words = re.split("[ -]", self.text[start:end])
        return all(word[:1].isupper() for word in words) and len(words[-1]) > 2

    def _resolve(self, start: int, end: int, places: tuple[Place, ...]) -> Name | None:
        if end - start < 3 or self.folded[start:end] in self.words["articles_alone"]:
            return None
        governing = self._type_before(start) or self._type_after(start, end) or self._inherited(start)
        printed = Printed(self.text, self.folded, start, end, self.language, self.home, self.named)
        choice = self._choose(printed, places, governing)
        if choice is None:
            return None
        if (
            self.list_type is not None
            and self.last is not None
            and self._gap(start).strip() in self.words["pairs"]
        ):
            choice = pair_off(choice, self.last.choice, self.home)
        typed = governing is not None and choice.typed
        name = Name(start, end, (start, end), choice, typed)
        if governing is not None and typed:
            name = replace(name, start=min(start, governing.start), end=max(end, governing.end))
        self.last, self.governing = name, governing if typed else None
        if governing is not None and governing.listed:
            self.list_type = governing
        if choice.kind == "region" and typed:
            self.region = name
            self.home |= {choice.code, choice.code[:2]}  # names its country to what follows
            self.named |= {choice.code[:2]}
        return name

    def _choose(self, printed: Printed, places: tuple[Place, ...], governing: _Type | None) -> Choice | None:
        if governing is None:
            return choose_bare(printed, places) if places else None
        if governing.kind == "district":
            return choose_district(printed, places, direct=governing.direct)
        if governing.kind == "region":
            return choose_region(printed, places, strict=governing.strict)
        return choose_town(printed, places, strict=governing.strict)

    def _type_before(self, start: int) -> _Type | None:
        hits = [
            hit
            for hit in self.scan.types_ending(max(0, start - _BETWEEN), start - 1)
            if hit.kind != "country"
        ]
        if not hits:
            return None
        for link in self.words["links"]:
            edge = start - len(link) - 1
            if edge < 0 or self.folded[edge] != " " or not self.folded.endswith(link, 0, start):
                continue
            for hit in hits:
                between = self.folded[hit.end : edge]
                if hit.end <= edge and (not between or (link and self._are_qualifiers(between))):
                    return _Type(hit.kind, hit.start, 0, hit.plural, hit.code in strict_types(self.language))
        for hit in hits:
            if hit.plural:
                opening = _patterns(self.language)[2].fullmatch(self.folded, hit.end, start)
                if opening and self._are_qualifiers(opening["words"]):
                    return _Type(
                        hit.kind,
                        start,
                        0,
                        plural=True,
                        direct=False,
                        listed=True,
                        strict=hit.code in strict_types(self.language),
                    )
        return None

    def _are_qualifiers(self, between: str) -> bool:
        """Whether only adjectives stand between the type word and its name: ``région russe de``."""
        return all(word in _qualifiers(self.language) for word in between.split())

    def _type_after(self, start: int, end: int) -> _Type | None:
        following = _NEXT_WORD.match(self.folded, end)
        kind = _types_after(self.language).get(following.group()[1:]) if following else None
        return _Type(kind, start, following.end(), strict=True) if following and kind else None

    def _gap(self, start: int) -> str:
        """What stands between the last name and ``start``, cut where it is longer than matters."""
        end = self.last.end if self.last is not None else start
        return self.folded[end : min(start, end + _GAP + 1)]

    def _inherited(self, start: int) -> _Type | None:
        """The type word of the name before, where both are items of one list."""
        if self.last is None:
            return None
        gap = self._gap(start)
        if len(gap) <= _GAP:
            between, item, _ = _patterns(self.language)
            match = between.fullmatch(gap) if self.governing else None
            if (
                match
                and self.governing
                and (self.governing.plural or (match["article"] or "").startswith("d"))
            ):
                return replace(
                    self.governing,
                    start=start,
                    end=0,
                    direct=self.governing.direct and not self.governing.listed,
                )
            if self.list_type and (item.fullmatch(gap) or between.fullmatch(gap)):
                return replace(self.list_type, start=start, end=0)
        if (
            self.region is not None
            and start - self.region.end < _SLOT
            and _TOWN_IN_SLOT.match(self.folded, start)
        ):
            slot = self.folded[max(0, start - 6) : start].rpartition(";")
            if slot[1] and slot[2].strip() in ("", "de", "d'"):
                return _Type("region", start, 0, strict=True)
        return None


def find_names(
    text: str, scan: Scan, *, named: frozenset[str], home: frozenset[str], taken: list[tuple[int, int]]
) -> list[Name]:
    """Names of regions, towns and districts outside the spans already ``taken``, in order.

    ``named`` are the countries that the text itself names, ``home`` these and those it is known to be about.
    """
    return list(_Reader(text, scan, named=named, home=home).read(taken))
