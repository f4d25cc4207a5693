"""The first, linear pass of place finding: countries, blocs, adjectives and type words in a folded text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import country_table


class Hit(NamedTuple):
    """A word of the scan.

    ``kind``: noun, bloc, group, adjective, prefix, stop, capital, capital_region or a type.
    """

    start: int
    end: int
    kind: str
    code: str
    plural: bool = False


TYPE_KINDS = frozenset({"region", "city", "district", "urban", "country"})


@cache
def place_words(language: str) -> Any:
    """The words that stand beside place names in a language (``data/places/<language>_words.yml``)."""
    return load_yaml(f"places/{language}_words.yml")


@cache
def strict_types(language: str) -> frozenset[str]:
    """Type words so common in other senses that they count only before a name of their kind."""
    return frozenset(
        word for singular in place_words(language)["strict"] for word in _numbers(singular, language)
    )


@cache
def short_names(language: str) -> dict[str, tuple[str, str]]:
    """Abbreviations in capitals: the kind (noun or bloc) and the code."""
    blocs = load_yaml(f"places/{language}_blocs.yml")
    return {
        pattern: ("bloc" if code in blocs else "noun", code)
        for pattern, kind, code in country_table()
        if kind == "short"
    }


def _numbers(word: str, language: str) -> tuple[str, ...]:
    """Singular and plural of a type word; of several words each takes the plural."""
    irregular = place_words(language)["plurals"]
    plural = irregular.get(word) or " ".join(
        part if part.endswith("s") else part + "s" for part in word.split()
    )
    return (word, plural) if plural != word else (word,)


class _Scanner:
    def __init__(self, language: str) -> None:
        words = place_words(language)
        self.meanings: dict[str, list[tuple[str, str, bool]]] = {}
        for pattern, kind, code in country_table():
            if kind in ("noun", "bloc", "group", "adjective", "prefix"):
                self._add(pattern, kind, code)
        for kind, singulars in words["types"].items():
            for singular in singulars:
                for number, form in enumerate(_numbers(singular, language)):
                    self._add(form, kind, form, plural=number == 1)
        for kind in ("capital", "capital_region"):
            for form in words[kind]:
                self._add(form, kind, form)
        for form in words["not_places"]:
            self._add(form, "stop", form)
        self.patterns = list(self.meanings)
        self.automaton = AhoCorasick(self.patterns, matchkind=MatchKind.LeftmostLongest)

    def _add(self, pattern: str, kind: str, code: str, *, plural: bool = False) -> None:
        meanings = self.meanings.setdefault(pattern, [])
        if (kind, code, plural) not in meanings:
            meanings.append((kind, code, plural))

    def scan(self, folded: str) -> Iterator[Hit]:
        length = len(folded)
        for number, start, end in self.automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            pattern = self.patterns[number]
            if end < length and folded[end].isalnum() and not pattern.endswith("-"):
                continue
            for kind, code, plural in self.meanings[pattern]:
                yield Hit(start, end, kind, code, plural)


@cache
def _scanner(language: str) -> _Scanner:
    return _Scanner(language)


@dataclass(slots=True)
class Scan:
    """The hits of one text, sorted apart for the later passes."""

    folded: str
    language: str
    places: list[Hit]  # noun, bloc, group, adjective, prefix
    types: dict[int, list[Hit]]  # by end
    type_ends: list[int]
    capitals: list[Hit]
    stops: list[Hit]

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the text names, as alpha-2 codes."""
        return frozenset(hit.code for hit in self.places if hit.kind not in ("bloc", "group"))

    def types_ending(self, low: int, high: int) -> Iterator[Hit]:
        """Type words that end in ``[low, high]``, the last first."""
        at = bisect_right(self.type_ends, high)
        while at and self.type_ends[at - 1] >= low:
            at -= 1
            yield from self.types[self.type_ends[at]]


def scan_text(folded: str, language: str) -> Scan:
    """Runs the automaton over a folded text, in time linear in its length."""
    found = Scan(folded, language, [], {}, [], [], [])
    for hit in _scanner(language).scan(folded):
        if hit.kind in TYPE_KINDS:
            found.types.setdefault(hit.end, []).append(hit)
        elif hit.kind in ("capital", "capital_region"):
            found.capitals.append(hit)
        elif hit.kind == "stop":
            found.stops.append(hit)
        else:
            found.places.append(hit)
    found.type_ends = list(found.types)
    return found


_SHARE = 0.2  # of the passages that name any country


def frequent_countries(scans: Iterable[Scan]) -> frozenset[str]:
    """The countries that a text speaks of: those named in a fifth of its passages that name any.

    >>> sorted(frequent_countries([scan_text("la chine et le vietnam", "fr")]))
    ['CN', 'VN']
    """
    counts: Counter[str] = Counter()
    bearing = 0
    for scan in scans:
        countries = scan.countries
        bearing += bool(countries)
        counts.update(countries)
    return frozenset(country for country, times in counts.items() if times >= _SHARE * bearing)
