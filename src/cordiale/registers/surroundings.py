"""What the statements around one are about: the places that a sentence leaves to its context."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from cordiale.model import Placed
from cordiale.registers.echoes import ArticleKey, article_key
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

_AROUND = 5
"""Statements on either side that tell what a passage is about."""
_MOST = 0.7
"""Part of them that must name one place for it to be the one meant, and never fewer than two."""


class Surroundings:
    """Tells the places that a statement is about, where its sentence says only "the parties"."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._by_article: defaultdict[ArticleKey, list[Placed]] = defaultdict(list)
        for item in placed:
            self._by_article[article_key(item)].append(item)
        self._starts: Mapping[ArticleKey, list[int]] = {
            key: [item.start for item in items] for key, items in self._by_article.items()
        }

    def places(self, item: Placed) -> frozenset[str]:
        """A statement's parties, each country that its sentence does not name taken as the region meant."""
        told = frozenset(item.statement.parties)
        if len(told) > 1 and all(_is_local(place) for place in told):
            return told
        if _nationwide().search(fold(item.sentence)):
            return told
        near = self._near(item)
        countries = sorted({place[:2] for place in told if len(place) == 2 or _is_local(place)})
        if len(countries) == 1:
            countries += _partner(near, countries[0])
        named: frozenset[str] | None = None
        found = set(told)
        for country in countries:
            if any(place.startswith((f"{country}-", f"{country}:")) for place in told):
                continue
            meant = _leading(near, country)
            if meant is None:
                continue
            if named is None:
                named = _countries_named(item.sentence)
            if country not in named:
                found = (found - {country}) | {meant}
        return frozenset(found)

    def _near(self, item: Placed) -> list[Placed]:
        key = article_key(item)
        at = bisect_left(self._starts[key], item.start)
        return self._by_article[key][max(at - _AROUND, 0) : at + _AROUND + 1]


@cache
def _nationwide(language: str = "fr") -> re.Pattern[str]:
    return re.compile("|".join(load_yaml(f"languages/{language}/threads.yml")["nationwide"]))


def _is_local(place: str) -> bool:
    return place[2:3] in ("-", ":")


def _partner(near: Sequence[Placed], country: str) -> list[str]:
    """The one other country that nearly all statements around are about."""
    others = Counter(
        code
        for item in near
        for code in {place[:2] for place in item.statement.parties if len(place) == 2 or _is_local(place)}
        if code != country
    )
    return [code for code, count in others.most_common(1) if count >= max(2, _MOST * len(near))]


def _leading(near: Sequence[Placed], country: str) -> str | None:
    """The region or city of ``country`` that nearly all statements around are about."""
    counts = Counter(
        place
        for item in near
        for place in item.statement.parties
        if place.startswith((f"{country}-", f"{country}:"))
    )
    best = min(counts.items(), key=lambda entry: (-entry[1], entry[0]), default=None)
    if best is None or best[1] < max(2, _MOST * sum(counts.values())):
        return None
    return best[0]


def _countries_named(sentence: str, language: str = "fr") -> frozenset[str]:
    return frozenset(
        mention.code
        for mention in find_places(sentence, fold(sentence), language)
        if mention.kind == "country" and mention.form == "noun"
    )
