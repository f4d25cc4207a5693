"""A part, the whole it is taken from, told before or behind it, and the share that the text makes of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.analysis.shares import share_finding
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import compare

_GAP = 150
"""Characters between a part and the share that it is."""
_NEAR = 60
"""Characters before a share in which it is said that it is one, and behind it what it is of."""
_BACK = 2
"""Sentences before a part in which its whole stands."""
_TWICE = 2
"""A share off by a greater factor is of something else."""
_LOOSE = 0.25
"""What "nearly" may be off by."""


@dataclass(frozen=True)
class _Words:
    making: re.Pattern[str]
    taking: re.Pattern[str]
    out_of: re.Pattern[str]
    this: re.Pattern[str]
    apart: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)["ratios"]
    return _Words(*(re.compile(rf"\b(?:{alternation(data[name])})") for name in _Words.__dataclass_fields__))


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            amounts = paragraph.amounts(sentence)
            for share in amounts:
                if share.transform == "share" and not share.ranged and 0 < share.value < 1:
                    found = _judge(paragraph, share, amounts)
                    if found is not None:
                        yield found


def _judge(paragraph: Paragraph, share: Amount, amounts: Sequence[Amount]) -> Finding | None:
    before = [a for a in amounts if a.end <= share.start]
    if not before or before[-1].transform != "level" or before[-1].ranged:
        return None
    part = before[-1]
    gap = paragraph.folded[part.end : share.start]
    words = _words(paragraph.language)
    if len(gap) > _GAP or not words.making.search(gap[-_NEAR:]):
        return None
    wholes = [*_ahead(paragraph, part, share), *_behind(paragraph, part, share)]
    wholes = [whole for whole in wholes if whole.unit == part.unit and whole.value > part.value > 0]
    if not wholes:
        return None
    ratios = [(whole, part.printed / whole.printed) for whole in wholes]
    for whole, ratio in ratios:
        if compare(ratio, share.printed) != "conflict":
            return share_finding(paragraph, (part, whole, share), ("derived", "holds"), float(ratio.value))
    whole, ratio = ratios[0]
    off = float(ratio.value) / share.value
    if not 1 / _TWICE < off < _TWICE:
        return None
    about = "~" in (part.bound, whole.bound, share.bound) and abs(off - 1) < _LOOSE
    kind: FindingKind = "tension" if about else "contradiction"
    return share_finding(paragraph, (part, whole, share), (kind, "fails"), float(ratio.value))


def _behind(paragraph: Paragraph, part: Amount, share: Amount) -> list[Amount]:
    """The levels told before a part that it is taken from, the nearest first."""
    words, folded = _words(paragraph.language), paragraph.folded
    begin = paragraph.setting.sentences[part.sentence].start
    own = [a for a in paragraph.amounts(part.sentence) if a.end <= part.start]
    levels = [a for a in own if _is_level(a)]
    taken = levels and (
        words.taking.search(folded, levels[-1].end, part.start)
        or words.out_of.match(folded, begin)
        or words.out_of.search(folded, max(begin, levels[-1].start - _NEAR), levels[-1].start)
    )
    if levels:
        return [levels[-1]] if taken and not words.apart.search(folded, levels[-1].end, part.start) else []
    pronoun = words.taking.search(folded, begin, part.start) is not None
    this = words.this.match(folded, share.end + 1) is not None
    if not pronoun and not this:
        return []
    found: list[Amount] = []
    for sentence in range(part.sentence - 1, max(part.sentence - 1 - _BACK, -1), -1):
        levels = [a for a in paragraph.amounts(sentence) if _is_level(a) and a.unit == part.unit]
        found += [a for a in levels if _is_of_one_time(a, part)]
        if levels:
            break
    return found


def _ahead(paragraph: Paragraph, part: Amount, share: Amount) -> list[Amount]:
    """The level behind a share that tells the whole: "30 % of all exports, which came to 25 million"."""
    later = [a for a in paragraph.amounts(share.sentence) if a.start >= share.end]
    if not later or not _is_level(later[0]):
        return []
    between = paragraph.folded[share.end : later[0].start]
    told = len(between) <= _GAP and _words(paragraph.language).apart.search(between) is None
    return [later[0]] if told and _whole_told(paragraph.language).search(between) else []


@cache
def _whole_told(language: str) -> re.Pattern[str]:
    data = reckoning(language)["ratios"]
    return re.compile(rf"^ (?:{alternation(data['of'])}).*\b(?:{alternation(data['amounting'])})\b")


def _is_level(amount: Amount) -> bool:
    return amount.transform == "level" and not amount.ranged and amount.role != "level_change"


def _is_of_one_time(one: Amount, other: Amount) -> bool:
    """Whether the time of one figure is within that of the other, as far as both are told."""
    periods = [a.statement.period for a in (one, other) if a.statement is not None]
    told = sorted(period for period in periods if period is not None)
    return len(told) < 2 or told[0][1] >= told[1][1] or told[0][0] == told[1][0]
