"""Who first said it: every statement's origin, under which echoes and reprints count once.

Seven articles that cite one agency item are one origin, and so is a book with its second translation, or a
later book that repeats an earlier one. Statements of one origin never confirm each other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cordiale.model import Placed, Source
from cordiale.registers.echoes import (
    Echoes,
    SentenceKey,
    article_key,
    find_echoes,
    sentence_key,
    unite,
)
from cordiale.vocabulary.folding import fold

_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 5
_SAME_TITLE = 0.6
"""Part of two titles' words, of the same year, that makes them one source in two translations."""
_CITED_FOR_ONE = 0.25
"""The same where both are cited for one sentence."""
_CROWD = 12
"""So many titles of a year that share a rare word are not compared by it."""
_URL = 24
"""Letters of an address that are enough to know it by, in whatever order print left them."""


@dataclass(frozen=True)
class Genealogy:
    """The origin of every statement, and the echoes that it was told by.

    >>> trace([]).origins
    {}
    """

    origins: Mapping[str, str]
    echoes: Echoes

    def origin(self, item: Placed) -> str:
        """Who first said it, as far as the ledger knows: a source's key, or a work (document:article)."""
        return self.origins.get(item.id, item.origin)

    def count(self, items: Iterable[Placed]) -> int:
        """The number of independent origins among some statements."""
        return len({self.origin(item) for item in items})


def trace(placed: Sequence[Placed]) -> Genealogy:
    """The genealogy of all statements of a ledger."""
    echoes = find_echoes(placed)
    sources = _one_source(placed, echoes)
    own: dict[str, str] = {}
    cited: defaultdict[SentenceKey, dict[SentenceKey, set[str]]] = defaultdict(dict)
    first: dict[str, tuple[int, int]] = {}
    for number, item in enumerate(placed):
        if item.source is None:
            continue
        own[item.id] = name = sources.get(item.source.key, item.source.key)
        first.setdefault(name, (item.source.year or 9999, number))
        key = sentence_key(item)
        if key is not None and key in echoes.families:
            cited[echoes.families[key]].setdefault(key, set()).add(name)
    told_in = {
        (item.volume, item.setting.ordinal): article_key(item) for item in placed if item.setting is not None
    }
    known = echoes, cited, first, _work_names(placed, echoes), told_in
    return Genealogy({item.id: _origin(item, own.get(item.id), known) for item in placed}, echoes)


_Known = tuple[
    Echoes,
    Mapping[SentenceKey, Mapping[SentenceKey, set[str]]],
    Mapping[str, tuple[int, int]],
    Mapping[tuple[int, int], str],
    Mapping[tuple[int, int], tuple[int, int]],
]


def _origin(item: Placed, own: str | None, known: _Known) -> str:
    echoes, cited, first, names, told_in = known
    key = sentence_key(item)
    family = None if key is None else echoes.families.get(key)
    printings = {} if family is None else cited.get(family, {})
    if printings and (own is None or all(len(told) == 1 for told in printings.values())):
        # What the printings of a sentence cite is one thing handed on: the earliest said it first.
        every = {name for told in printings.values() for name in told}
        return min(every, key=lambda name: (first[name], name))
    if own is not None:
        return own
    # A sentence that cites nothing goes back to the first article that has it.
    first_told = article_key(item) if family is None else told_in.get(family[:2], article_key(item))
    return names[echoes.work(first_told)]


def _work_names(placed: Sequence[Placed], echoes: Echoes) -> dict[tuple[int, int], str]:
    """An article with no source of its own is its own origin, named by document and ordinal."""
    names: dict[tuple[int, int], str] = {}
    for item in placed:
        volume, ordinal = article_key(item)
        names.setdefault((volume, ordinal), f"{item.statement.evidence.document}:{ordinal}")
    for article in list(names):
        names.setdefault(echoes.work(article), names[article])
    return names


def _one_source(placed: Sequence[Placed], echoes: Echoes) -> dict[str, str]:
    """Source key -> the key that stands for it and for its other printings, titles and transliterations."""
    sources: dict[str, Source] = {}
    cited: defaultdict[SentenceKey, set[str]] = defaultdict(set)
    for item in placed:
        if item.source is None:
            continue
        sources.setdefault(item.source.key, item.source)
        key = sentence_key(item)
        if key is not None and key in echoes.families:
            cited[echoes.families[key]].add(item.source.key)
    pairs = list(_same_address(sources))
    pairs += _same_title(sources)
    for keys in cited.values():
        told = sorted(keys)[:_CROWD]
        for left, right in pairwise(told):
            if _alike(sources[left], sources[right]) >= _CITED_FOR_ONE:
                pairs.append((left, right))
    joined = unite(((left,), (right,)) for left, right in sorted(pairs))
    return {key: root for (key,), (root,) in joined.items()}


def _same_address(sources: Mapping[str, Source]) -> Iterable[tuple[str, str]]:
    seen: dict[tuple[int | None, str], str] = {}
    for key, source in sorted(sources.items()):
        kind, _, letters = key.partition(":")
        if kind == "url" and len(letters) >= _URL:
            other = seen.setdefault((source.year, "".join(sorted(letters))), key)
            if other != key:
                yield other, key


def _same_title(sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    words = {key: _title(source) for key, source in sources.items()}
    counts = Counter((sources[key].year, word) for key, titled in words.items() for word in titled)
    crowds: defaultdict[tuple[int | None, str], list[str]] = defaultdict(list)
    for key, titled in sorted(words.items()):
        year = sources[key].year
        for word in sorted(titled, key=lambda word: (counts[year, word], word))[:3]:
            crowds[year, word].append(key)
    pairs = {
        (left, right)
        for crowd in crowds.values()
        if len(crowd) <= _CROWD
        for at, left in enumerate(crowd)
        for right in crowd[at + 1 :]
        # Two items that an agency numbered are two items, however alike their titles.
        if not (left.startswith("item:") and right.startswith("item:"))
        and _alike(sources[left], sources[right]) >= _SAME_TITLE
    }
    return sorted(pairs)


def _title(source: Source) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(source.title or "")))


def _alike(left: Source, right: Source) -> float:
    """The part of their titles' words that two sources of one year share; 0 for other years."""
    if left.year != right.year:
        return 0.0
    one, other = _title(left), _title(right)
    return len(one & other) / len(one | other) if one and other else 0.0
