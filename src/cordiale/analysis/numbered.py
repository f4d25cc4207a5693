"""The n-th of a thing beside a later count of all there are: n is within the count, unless some left."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cordiale.analysis.anchoring import proof_at
from cordiale.analysis.cues import cues
from cordiale.analysis.scopes import country_of, scope_of
from cordiale.language import read
from cordiale.model import Finding, Placed, Span
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.resolve.topics import item_words
from cordiale.vocabulary.folding import fold

RULE = "ordinal_above_count"

_MAYBE = re.compile(r"\d ?e\b|i?eme\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"(?:(?<=\s)|^)[A-ZÀ-Ý][\w-]+(?:(?: [A-ZÀ-Ý][\w-]*| \d+))+")
_WORDS = re.compile(r"[a-z]{3,}")
_FEWEST = 10
"""What is no more than this is counted by hand, and the like of anything."""
_FAR = 2
"""A count so many times less is of something else."""
_REACH = 2
"""Paragraphs from an ordinal in which its count stands."""
_NOUN = 40
"""Characters behind an ordinal in which its noun stands."""
_DENIED = 25
"""Characters before a word of leaving in which it is denied."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The n-th: its place in the paragraph of ``item``, its noun and the noun's other words, its year."""

    item: Placed
    span: Span
    number: int
    head: str
    words: frozenset[str]
    year: int


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each ordinal that a later count of the same things does not reach."""
    told = list(_ordinals(holdings))
    heads = {one.head for one in told}
    near, named = _counts(holdings, heads)
    for one in told:
        assert one.item.setting is not None
        beside = near.get((one.item.volume, one.item.setting.ordinal, one.head), ())
        counts = [count for count in beside if _is_told_together(one.item, count)]
        for name in _names(one.item):
            counts += [c for c in named.get((name, one.head), ()) if _is_of_same(one, c, holdings)]
        for count in counts:
            if _is_below(one, count):
                yield _finding(one, count)
                break


def _ordinals(holdings: Holdings, language: str = "fr") -> Iterator[_Numbered]:
    seen: set[tuple[int, int]] = set()
    for item in holdings.placed:
        if item.setting is None or item.at is None or (item.volume, item.setting.ordinal) in seen:
            continue
        seen.add((item.volume, item.setting.ordinal))
        folded = fold(item.setting.text)
        for span in item.setting.sentences:
            years = _YEAR.findall(folded, span.start, span.end)
            if not years or _MAYBE.search(folded, span.start, span.end) is None:
                continue
            for mention in read(span.of(item.setting.text), language, folded=span.of(folded)):
                if mention.kind != "ordinal" or not isinstance(mention.value, int | float):
                    continue
                end = span.start + mention.end
                following = folded[end : min(end + _NOUN, span.end)].lstrip()
                head, words, _ = item_words(" ".join(_WORDS.findall(re.split(r"[,.;:()]", following)[0])[:2]))
                if head is not None and mention.value > _FEWEST:
                    place = Span(span.start + mention.start, end)
                    yield _Numbered(item, place, int(mention.value), head, words, max(map(int, years)))


_Counts = Mapping[tuple[object, ...], Sequence[Placed]]


def _counts(holdings: Holdings, heads: set[str]) -> tuple[_Counts, _Counts]:
    """The counts of all there were of things that are numbered: by paragraph, and by names told there."""
    near: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    named: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for item in holdings.of_kind("observation"):
        topic = holdings.topic(item)
        if topic.head not in heads or topic.increment or item.fields["unit"] != "count":
            continue
        if item.fields["transform"] != "level" or item.fields["bound"] != "=" or item.period is None:
            continue
        if (
            item.setting is None
            or item.statement.status != "actual"
            or isinstance(item.fields["value"], list)
        ):
            continue
        for ordinal in range(item.setting.ordinal - _REACH, item.setting.ordinal + _REACH + 1):
            near[item.volume, ordinal, topic.head].append(item)
        for name in _names(item):
            named[name, topic.head].append(item)
    return near, named


def _is_told_together(one: Placed, other: Placed) -> bool:
    """Whether two statements stand in one article, or in two reports about the same two countries."""
    if one.article == other.article:
        return True
    left, right = ({country_of(party) for party in item.statement.parties} for item in (one, other))
    return left == right and len(left) > 1


def _names(item: Placed) -> frozenset[str]:
    """The names of several words in a paragraph."""
    assert item.setting is not None
    return _names_in(item.setting.text)


@lru_cache(maxsize=64)
def _names_in(text: str) -> frozenset[str]:
    """The same of a text; the statements of one paragraph ask one after the other."""
    return frozenset(fold(match[0]) for match in _NAME.finditer(text))


def _is_of_same(one: _Numbered, count: Placed, holdings: Holdings) -> bool:
    """Whether the counted noun is told by the same words, in another paragraph."""
    return bool(one.words) and one.words <= holdings.topic(count).words


def _is_below(one: _Numbered, count: Placed) -> bool:
    """Whether a count of a later day is less than the number, and nothing tells why."""
    value, period = count.fields["value"], count.period
    assert period is not None
    if not value < one.number <= _FAR * value:
        return False
    later = period[1].year > one.year or (period[1].year == one.year and period[1].month == 12)
    if not later or _tells_exits(count):
        return False
    scope = scope_of(count)
    return scope is not None and not scope.hazards & {"part", "base", "mean", "planned", "more"}


def _tells_exits(count: Placed, language: str = "fr") -> bool:
    sentence = fold(count.sentence)
    for cue in cues("stocks", "exits", language).find(sentence):
        if not cues("stocks", "denied", language).has(
            "denied", sentence, max(cue.start - _DENIED, 0), cue.start
        ):
            return True
    return False


def _finding(one: _Numbered, count: Placed) -> Finding:
    proof = proof_at(one.item, one.span, "ordinal")
    assert proof is not None
    assert count.period is not None
    value = count.fields["value"]
    return Finding(
        kind="contradiction",
        rule=RULE,
        state="above",
        proofs=(proof, proof_of(count, "after")),
        values={
            "ordinal": one.number,
            "year": str(one.year),
            "count": value,
            "until": count.period[1].isoformat(),
            "noun": one.head,
        },
        weight=round(one.number / value - 1, 4),
        subject=one.head,
        parties=count.statement.parties,
        at=count.period[1].isoformat(),
    )
