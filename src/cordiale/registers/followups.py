"""Where an announced thing is spoken of again: later sentences with its noun, its rare words, its places."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cordiale.model import Placed, Setting, Span
from cordiale.registers.activity import country_of
from cordiale.registers.echoes import ArticleKey, SentenceKey, article_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.phrasing import phrases
from cordiale.registers.pledges import Pledge, nearest, passages
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

_RARE = 14
"""Sentences that a word stands in, at most, for it to tell one thing from another."""
_KNOWN = 60
"""Sentences that a word stands in, at most, for it to help."""
_ALONE = 4
"""A word of so few sentences names a thing by itself: who has it may speak of the thing."""
_FEWEST = 2
"""Words that a later sentence shares at least."""
_SHARE = 0.5
"""Part of the words of an announcement, by weight, that a later sentence about the same thing has."""
_BEHIND = 2
"""Words between a thing's noun and those that tell which one it is."""
_MAYBE = 0.3
"""Part that it has where it may speak of the thing."""
_MOST = 12
"""Later sentences that are kept: the first ones."""
_NEAR = 100
"""Characters before a thing in which the names of those stand that are to make it."""
_STEM = 6
_TOKEN = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later sentence about an announced thing.

    ``item`` is the statement nearest to it, ``at`` the words in it that the announcement has; ``came`` and
    ``stalled`` tell that it says what became of the thing.
    """

    item: Placed
    beside: bool
    setting: Setting
    sentence: SentenceKey
    at: Span
    said: int
    came: bool
    stalled: bool


class FollowUps:
    """All sentences of the holdings, found by their rare words."""

    def __init__(self, holdings: Holdings, pledges: Sequence[Pledge], language: str = "fr") -> None:
        self._holdings, self._language = holdings, language
        self._passages = passages(holdings)
        self._echoes = holdings.genealogy.echoes
        self._counts = Counter(word for words in self._echoes.words.values() for word in words)
        self._hosts = frozenset(_hosts(holdings))
        self._names = {_key(pledge): self._named(pledge) for pledge in pledges}
        self._stems = {_key(pledge): self._telling(pledge) for pledge in pledges}
        wanted = {stem for stems in self._stems.values() for stem in stems}
        self._index: dict[str, list[SentenceKey]] = {stem: [] for stem in wanted}
        for key in sorted(self._echoes.words):
            for stem in self._echoes.words[key] & wanted:
                self._index[stem].append(key)

    def telling(self, pledge: Pledge) -> frozenset[str]:
        """The stems by which a thing is known: words of its phrase, rare names of its sentence."""
        return self._stems[_key(pledge)]

    def is_known(self, pledge: Pledge) -> bool:
        """Whether a later mention would be recognised: it has a word that few sentences have."""
        return any(self._counts[stem] <= _RARE for stem in self.telling(pledge))

    def of(self, pledge: Pledge) -> list[FollowUp]:
        """The later sentences about a thing, in the order in which they were said; its echoes are none."""
        noun = _noun(pledge)
        found = [
            later
            for key, has, part in self._candidates(pledge)
            if part >= _SHARE
            and noun <= self._echoes.words[key]
            and (later := self._read(key, has - noun)) is not None
            and self._is_later(pledge, later)
            and self._is_same(pledge, later, has - noun)
        ]
        found.sort(key=lambda later: (later.said, later.sentence))
        return found[:_MOST]

    def _is_same(self, pledge: Pledge, later: FollowUp, has: frozenset[str]) -> bool:
        """Whether a sentence with the thing's noun and the words ``has`` speaks of the thing.

        A rare name tells it, or the same words in the same order; two rare words only where the places agree.
        """
        if not _share_places(pledge.item, later.item):
            return False
        if self._is_rare(has & self._names[_key(pledge)]) or self._says_the_same(pledge, later.sentence, has):
            return True
        return (
            len(has) >= _FEWEST and self._is_rare(has) and _countries(pledge.item) == _countries(later.item)
        )

    def _is_rare(self, stems: Iterable[str]) -> bool:
        return any(self._counts[stem] <= _RARE for stem in stems)

    def _says_the_same(self, pledge: Pledge, key: SentenceKey, has: frozenset[str]) -> bool:
        """Whether two words that stand side by side in an announcement do so right behind the thing's noun.

        Two such pairs are enough wherever they stand.
        """
        items = self._passages.get(key[:2])
        setting = items[0].setting if items else None
        if setting is None:
            return False
        noun = _noun(pledge)
        told = _stems(fold(setting.sentences[key[2]].of(setting.text)))
        own = {pair for pair in pairwise(_stems(fold(pledge.phrase))) if has.issuperset(pair)}
        found = [at for at, pair in enumerate(pairwise(told)) if pair in own]
        return len(found) > 1 or any(not noun.isdisjoint(told[max(at - _BEHIND, 0) : at]) for at in found)

    def may_be_told(self, pledge: Pledge) -> bool:
        """Whether some sentence of a later year may speak of the thing."""
        for key, has, part in self._candidates(pledge):
            named = any(self._counts[stem] <= _ALONE for stem in has & self._names[_key(pledge)])
            if named or (part >= _MAYBE and _noun(pledge) <= self._echoes.words[key]):
                later = self._read(key, has)
                if later is None or later.said <= (pledge.said or 0):
                    continue
                if named or _share_places(pledge.item, later.item):
                    return True
        return False

    def _candidates(self, pledge: Pledge) -> Iterator[tuple[SentenceKey, frozenset[str], float]]:
        """Other sentences that share words with an announcement: which ones, and what part by weight."""
        stems = self.telling(pledge)
        shared: defaultdict[SentenceKey, set[str]] = defaultdict(set)
        for stem in sorted(stems):
            for key in self._index[stem]:
                shared[key].add(stem)
        whole = sum(self._weight(stem) for stem in stems)
        own = self._echoes.family(pledge.sentence)
        for key in sorted(shared):
            has = frozenset(shared[key])
            alone = any(self._counts[stem] <= _ALONE for stem in has)
            if (len(has) >= _FEWEST or alone) and self._echoes.family(key) != own:
                yield key, has, sum(self._weight(stem) for stem in has) / whole

    def _weight(self, stem: str) -> float:
        return self._echoes.weights.get(stem, 0.0)

    def _work(self, item: Placed) -> ArticleKey:
        return self._echoes.work(article_key(item))

    def _is_later(self, pledge: Pledge, later: FollowUp) -> bool:
        """Whether it was said in a later year, or in another article that comes later."""
        said = pledge.said or 0
        if later.said != said:
            return later.said > said
        return later.sentence > pledge.sentence and self._work(later.item) != self._work(pledge.item)

    def _named(self, pledge: Pledge) -> frozenset[str]:
        """The stems of the names beside a thing, and of the organisations that announce it."""
        sentence = pledge.setting.sentences[pledge.sentence[2]]
        near = Span(max(sentence.start, pledge.at.start - _NEAR), pledge.at.end)
        found = set(_names(pledge.setting.text, near, first=near.start == sentence.start))
        if pledge.item.at == pledge.at:
            found.update(stem for name in pledge.item.statement.orgs for stem in _stems(fold(name)))
        return frozenset(found)

    def _telling(self, pledge: Pledge) -> frozenset[str]:
        words = {*_stems(fold(pledge.phrase)), *self._names[_key(pledge)]}
        common = _common(self._language)
        return frozenset(
            word for word in words - self._hosts - common if 1 <= self._counts.get(word, 0) <= _KNOWN
        )

    def _read(self, key: SentenceKey, has: frozenset[str]) -> FollowUp | None:
        items = self._passages.get(key[:2])
        if not items or items[0].setting is None:
            return None
        setting = items[0].setting
        item, beside = nearest(items, key[2])
        said = item.said if beside or item.article is None else item.article.written
        if said is None:
            return None
        span = setting.sentences[key[2]]
        folded = fold(setting.text)
        places = [match for match in _TOKEN.finditer(folded, span.start, span.end) if match[0][:_STEM] in has]
        if not places:
            return None
        return FollowUp(
            item=item,
            beside=beside,
            setting=setting,
            sentence=key,
            at=Span(places[0].start(), places[0].end()),
            said=said,
            # What came about is it only where a rare word says so.
            came=self._is_rare(has)
            and phrases("pledges", "came", self._language).first(folded, span.start, span.end) is not None,
            stalled=phrases("pledges", "stalled", self._language).first(folded, span.start, span.end)
            is not None,
        )


def _hosts(holdings: Holdings) -> Iterable[str]:
    """The stems of the names of organisations that many statements name: what they host is not they."""
    told = Counter(
        entity.id
        for item in holdings.placed
        for entity in holdings.entities.of(item.id)
        if entity.kind == "organisation"
    )
    for name in sorted(name for name, count in told.items() if count > _KNOWN):
        entity = holdings.entities.get(name)
        for printed in () if entity is None else entity.names:
            yield from _stems(fold(printed))


def _key(pledge: Pledge) -> tuple[SentenceKey, int]:
    return pledge.sentence, pledge.at.start


def _noun(pledge: Pledge) -> frozenset[str]:
    """The stem of the thing's noun; empty where it is a short word."""
    return frozenset(_stems(pledge.noun)[:1])


def _share_places(one: Placed, other: Placed) -> bool:
    """Whether two statements are about the same two countries, and one region or town if both have some."""
    left, right = _countries(one), _countries(other)
    if len(left & right) < min(2, len(left), len(right)):
        return False
    own = [{place for place in item.statement.parties if place != country_of(place)} for item in (one, other)]
    return not all(own) or bool(own[0] & own[1])


def _countries(item: Placed) -> frozenset[str]:
    return frozenset(map(country_of, item.statement.parties))


@cache
def _common(language: str) -> frozenset[str]:
    data: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/pledges.yml")
    return frozenset(word[:_STEM] for word in data["hollow"])


def _stems(folded: str) -> list[str]:
    return [word[:_STEM] for word in _TOKEN.findall(folded)]


def _names(text: str, span: Span, *, first: bool) -> Iterable[str]:
    """The stems of the words with a capital, without names of places; ``first``: and without the first."""
    printed = span.of(text)
    folded = fold(printed)
    places = [(mention.start, mention.end) for mention in find_places(printed, folded)]
    for number, match in enumerate(_TOKEN.finditer(folded)):
        is_place = any(low <= match.start() < high for low, high in places)
        if (number or not first) and printed[match.start()].isupper() and not is_place:
            yield match[0][:_STEM]
