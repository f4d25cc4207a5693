"""Sentences that say again what another one says: reprints, new translations, later books quoting earlier.

Two sentences are alike by the words they share, the rare ones counting most. Two articles that have many
sentences alike in the same order are one work, printed twice: there less likeness is enough, and order
tells the rest. Candidates come from pairs of rare words: the cost grows with the text, not with its square.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from sys import intern
from typing import TypeVar

from cordiale.model import Placed, Setting
from cordiale.vocabulary.folding import fold

SentenceKey = tuple[int, int, int]
"""Document number, passage ordinal, sentence index."""
ArticleKey = tuple[int, int]
"""Document number, article ordinal; -1 for what stands in no article."""

_Key = TypeVar("_Key", bound=tuple[int | str, ...])

_TOKEN = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\d+|[^\W\d_]{4,}")
_STEM = 6
"""Letters kept of a word: translations differ in endings more than in stems."""
_FEWEST_WORDS = 4
"""A sentence of fewer words is not told from another one by them."""
_RAREST = 6
"""Rare words of a sentence whose pairs are looked up."""
_CROWD = 8
"""A pair of words that so many sentences share says nothing."""
_STRONG = 0.4
"""Likeness (weighted Jaccard) from which sentences of two articles count towards one work. In three books,
articles printed twice had 66 such pairs and more, any two others 3 at most."""
_ONE_WORK = (5, 0.15)
"""So many strong pairs, and such a part of the shorter article's sentences, make two articles one work."""
_WEAK = 0.2
"""Likeness that is enough between neighbours of strong pairs in one work."""
_ECHO = 0.5
"""Likeness from which a sentence echoes another one outside a work, if one also names all
numbers of the other. The same numbers, more than one, make up for a little."""
_FEWEST_SHARED = (5, 7)
"""Words that an echo outside a work shares at least: with two numbers among them, and without."""
_GAP = 40
"""Sentences between two strong pairs beyond which nothing is filled in by order."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    key: SentenceKey
    article: ArticleKey
    at: int
    words: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True)
class Echoes:
    """Which sentences repeat one another, and which articles are one work.

    ``families`` maps a sentence to the first sentence (in reading order) of those that say the same; only
    sentences that have an echo stand in it. ``works`` maps an article to the first one of its work. ``words``
    are the stems of every sentence, ``weights`` how much each tells: the rarer, the more.
    """

    families: Mapping[SentenceKey, SentenceKey]
    works: Mapping[ArticleKey, ArticleKey]
    words: Mapping[SentenceKey, frozenset[str]] = field(default_factory=dict, repr=False)
    weights: Mapping[str, float] = field(default_factory=dict, repr=False)

    def family(self, key: SentenceKey | None) -> SentenceKey | None:
        """The first sentence that says what this one says; itself where nothing echoes it."""
        return None if key is None else self.families.get(key, key)

    def work(self, article: ArticleKey) -> ArticleKey:
        """The first article of the work that ``article`` belongs to; itself where it was printed once."""
        return self.works.get(article, article)


def sentence_key(item: Placed) -> SentenceKey | None:
    """The sentence that a statement stands in; None where the layers do not hold it."""
    if item.setting is None or item.at is None:
        return None
    index = item.setting.sentence_at(item.at.start)
    return None if index < 0 else (item.volume, item.setting.ordinal, index)


def article_key(item: Placed) -> ArticleKey:
    """The article that a statement stands in."""
    return item.volume, -1 if item.article is None else item.article.ordinal


def find_echoes(placed: Sequence[Placed]) -> Echoes:
    """The echoes among the sentences that hold the statements and those around them."""
    sentences = _sentences(placed)
    weights = _weights(sentences)
    alike = {pair: _likeness(sentences, pair, weights) for pair in _candidates(sentences)}
    paths = _paths(sentences, alike)
    pairs = list(_work_pairs(sentences, paths, weights))
    pairs += [
        (left, right)
        for (left, right), likeness in alike.items()
        if _is_echo(likeness, sentences[left], sentences[right])
    ]
    pairs += _restated(sentences, weights)
    families = unite((sentences[left].key, sentences[right].key) for left, right in sorted(pairs))
    return Echoes(families, unite(paths), {s.key: s.words for s in sentences}, weights)


def _is_echo(likeness: float, left: _Sentence, right: _Sentence) -> bool:
    """Whether a sentence is quoted in another article, and not a formula that many articles have."""
    shared = len(left.words & right.words)
    if left.numbers == right.numbers and len(left.numbers) > 1:
        return likeness >= _STRONG and shared >= _FEWEST_SHARED[0]
    nested = left.numbers <= right.numbers or right.numbers <= left.numbers
    return likeness >= _ECHO and nested and shared >= _FEWEST_SHARED[1]


def _restated(sentences: Sequence[_Sentence], weights: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Sentences that the one behind them says again: quotations that the author repeats in other words."""
    for number, (left, right) in enumerate(pairwise(sentences)):
        if left.article == right.article and left.words and right.words:
            likeness = _likeness(sentences, (number, number + 1), weights)
            if _is_echo(likeness, left, right):
                yield number, number + 1


def _sentences(placed: Sequence[Placed]) -> list[_Sentence]:
    settings: dict[tuple[int, int], tuple[Setting, ArticleKey]] = {}
    for item in placed:
        if item.setting is not None:
            settings.setdefault((item.volume, item.setting.ordinal), (item.setting, article_key(item)))
    found: list[_Sentence] = []
    counts: Counter[ArticleKey] = Counter()
    for volume, ordinal in sorted(settings):
        setting, article = settings[volume, ordinal]
        folded = fold(setting.text)
        for index, span in enumerate(setting.sentences):
            tokens = _TOKEN.findall(folded, span.start, span.end)
            numbers = frozenset(token.replace(" ", "") for token in tokens if token[0].isdigit())
            # One string for each stem, however many sentences have it.
            words = frozenset(intern(token[:_STEM]) for token in tokens if not token[0].isdigit()) | numbers
            found.append(_Sentence((volume, ordinal, index), article, counts[article], words, numbers))
            counts[article] += 1
    return found


def _weights(sentences: Sequence[_Sentence]) -> dict[str, float]:
    counts = Counter(word for sentence in sentences for word in sentence.words)
    return {word: math.log(1 + len(sentences) / count) for word, count in counts.items()}


def _candidates(sentences: Sequence[_Sentence]) -> set[tuple[int, int]]:
    counts = Counter(word for sentence in sentences for word in sentence.words)
    crowds: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        if len(sentence.words) >= _FEWEST_WORDS:
            rare = sorted((counts[word], word) for word in sentence.words if counts[word] > 1)[:_RAREST]
            for first, second in combinations(sorted(word for _, word in rare), 2):
                crowds[first, second].append(number)
    return {
        pair
        for crowd in crowds.values()
        if 1 < len(crowd) <= _CROWD
        for pair in combinations(crowd, 2)
        if sentences[pair[0]].article != sentences[pair[1]].article
    }


def _likeness(sentences: Sequence[_Sentence], pair: tuple[int, int], weights: Mapping[str, float]) -> float:
    left, right = sentences[pair[0]].words, sentences[pair[1]].words
    shared = sum(map(weights.__getitem__, left & right))
    every = sum(map(weights.__getitem__, left | right))
    return shared / every if every else 0.0


def _paths(
    sentences: Sequence[_Sentence], alike: Mapping[tuple[int, int], float]
) -> dict[tuple[ArticleKey, ArticleKey], list[tuple[int, int]]]:
    """Articles that are one work: the places of sentences that surely answer one another, both ascending."""
    lengths = Counter(sentence.article for sentence in sentences)
    strong: defaultdict[tuple[ArticleKey, ArticleKey], list[tuple[float, int, int]]] = defaultdict(list)
    for (left, right), likeness in alike.items():
        if likeness >= _STRONG:
            first, second = sentences[left], sentences[right]
            strong[first.article, second.article].append((likeness, first.at, second.at))
    found = {}
    for (one, other), pairs in sorted(strong.items()):
        if -1 in (one[1], other[1]):
            continue
        path = _ascending(_best_once(pairs))
        if len(path) >= max(_ONE_WORK[0], _ONE_WORK[1] * min(lengths[one], lengths[other])):
            found[one, other] = path
    return found


def _best_once(pairs: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    taken: tuple[set[int], set[int]] = set(), set()
    kept = []
    for _, left, right in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
            kept.append((left, right))
    return sorted(kept)


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of ``pairs``, sorted by their first number, whose second numbers rise too."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        rank = bisect_left(ends, right)
        before.append(at[rank - 1] if rank else -1)
        if rank == len(ends):
            ends.append(right)
            at.append(number)
        else:
            ends[rank], at[rank] = right, number
    path: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        path.append(pairs[number])
        number = before[number]
    return path[::-1]


def _work_pairs(
    sentences: Sequence[_Sentence],
    paths: Mapping[tuple[ArticleKey, ArticleKey], Sequence[tuple[int, int]]],
    weights: Mapping[str, float],
) -> Iterator[tuple[int, int]]:
    """The sentences of one work that answer one another: the sure ones and, between them, the likeliest."""
    numbered = {(sentence.article, sentence.at): number for number, sentence in enumerate(sentences)}
    for (one, other), path in paths.items():
        yield from ((numbered[one, left], numbered[other, right]) for left, right in path)
        for (left, right), (next_left, next_right) in pairwise(path):
            if max(next_left - left, next_right - right) > _GAP:
                continue
            between = []
            for first in range(left + 1, next_left):
                for second in range(right + 1, next_right):
                    pair = numbered[one, first], numbered[other, second]
                    likeness = _likeness(sentences, pair, weights)
                    if likeness >= _WEAK:
                        between.append((likeness, *pair))
            yield from _ascending(_best_once(between))


def unite(pairs: Iterable[tuple[_Key, _Key]]) -> dict[_Key, _Key]:
    """Every member of a group -> the first member, by the pairs that are in one group."""
    root: dict[_Key, _Key] = {}

    def find(key: _Key) -> _Key:
        while root.setdefault(key, key) != key:
            root[key] = key = root[root[key]]
        return key

    for left, right in pairs:
        first, second = sorted((find(left), find(right)))
        root[second] = first
    return {key: find(key) for key in sorted(root)}
