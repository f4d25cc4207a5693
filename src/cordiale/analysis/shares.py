"""Shares: part, whole and percentage; percentages that are more than all there is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from cordiale.analysis.figuring import add, constant, day_of, number, significant, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import compare

RULE = "part_and_share"
SUM = "shares_sum"
OVER = "share_over_all"

_GAP = 90
"""Characters of a clause: between the shares of a list, around a share."""
_PART_GAP = 170
"""Characters between a part and its share."""
_NEAR = 45
"""Characters between the words that make it one and the share."""
_WHOLE_GAP = 40
"""Characters between a share and the whole it is of."""
_MOST = Fraction(3, 2)
"""Shares that add up to more were not of one whole: the sentence was misread."""
_TWICE = Fraction(2)
"""A part and its share that are off by more than this factor do not belong together."""


@dataclass(frozen=True)
class _Words:
    being: re.Pattern[str]
    whole: re.Pattern[str]
    out_of: re.Pattern[str]
    of: re.Pattern[str]
    lists: re.Pattern[str]
    all: re.Pattern[str]
    said: re.Pattern[str]
    not_share: re.Pattern[str]
    small: re.Pattern[str]
    joins: re.Pattern[str]
    not_joining: re.Pattern[str]
    named: re.Pattern[str]
    whole_of: re.Pattern[str]
    marks: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)["shares"]
    small = alternation(reckoning(language)["parts"]["before_number"])
    return _Words(
        being=re.compile(rf"\b(?:{alternation(data['being'])})\b"),
        whole=re.compile(rf" ?(?:{alternation(data['whole'])})\b"),
        out_of=re.compile(rf"[^.;:()]*\b(?:{alternation(data['out_of'])}) (?:(?:{small})[ ']+)*"),
        of=re.compile(rf" ?(?:{alternation(data['of'])})[ ']+(?:(?:{small})[ ']+)*"),
        lists=re.compile(rf"(?:\b|(?=:))(?:{alternation(data['lists_all'] + data['lists_some'])})"),
        all=re.compile(rf"(?:\b|(?=:))(?:{alternation(data['lists_all'])})"),
        said=re.compile(rf"\b(?:{alternation(data['said'])})\b"),
        not_share=re.compile(rf"\b(?:{alternation(data['not_share'])})"),
        joins=re.compile(rf"(?:,|;| (?:{alternation(data['joining'])}))[^.,;:%\d]{{0,45}}$"),
        not_joining=re.compile(rf"\b(?:{alternation(data['not_joining'])})"),
        named=re.compile(r"[ \"]*[^.,;:%\d]{2,40} - "),
        whole_of=re.compile(rf" ?(?:{alternation(data['whole_of'])})\b"),
        marks=re.compile(alternation(data["marks"])),
        small=re.compile(rf"[ ,;\"(-]*(?:(?:{small})[ '-]+)*"),
    )


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            span = paragraph.setting.sentences[sentence]
            if not _words(paragraph.language).marks.search(paragraph.folded, span.start, span.end):
                continue
            yield from _parts(paragraph, sentence)
            yield from _sums(paragraph, sentence)
            yield from _over(paragraph, sentence)


def _shares(paragraph: Paragraph, sentence: int) -> list[Amount]:
    return [a for a in paragraph.amounts(sentence) if a.transform == "share" and not a.ranged and a.value > 0]


def _parts(paragraph: Paragraph, sentence: int) -> Iterator[Finding]:
    """A part with its share: checked against the whole where it is told, else the whole is computed."""
    amounts = paragraph.amounts(sentence)
    for share in _shares(paragraph, sentence):
        part, opening = _part_of(paragraph, share, amounts)
        if part is None:
            continue
        whole = _whole_of(paragraph, share, part, amounts)
        if whole is not None:
            found = _check(paragraph, part, whole, share)
        elif (
            opening
            and _words(paragraph.language).whole.match(paragraph.folded, share.end)
            and share.value < 1
        ):
            found = _derive(paragraph, part, share)
        else:
            found = None
        if found is not None:
            yield found


def _part_of(paragraph: Paragraph, share: Amount, amounts: Sequence[Amount]) -> tuple[Amount | None, bool]:
    """The level right before a share that it is the share of, here or at the end of the last sentence."""
    words = _words(paragraph.language)
    before = [a for a in amounts if a.end <= share.start]
    if before and before[-1].transform == "level" and not before[-1].ranged:
        gap = paragraph.folded[before[-1].end : share.start]
        if len(gap) <= _PART_GAP and ";" not in gap and words.being.search(gap[-_NEAR:]):
            return _owner(paragraph, before), True
        return None, False
    if before:
        return None, False
    begin = paragraph.setting.sentences[share.sentence].start
    last = [a for a in paragraph.amounts(share.sentence - 1) if a.transform == "level"]
    opening = paragraph.folded[begin : share.start].strip(' "')
    if len(last) == 1 and not last[0].ranged and words.being.match(opening) and len(opening) <= _GAP // 2:
        return last[0], True
    return None, False


def _owner(paragraph: Paragraph, before: Sequence[Amount]) -> Amount:
    """The part in "45 out of 150, that is 30 %": the first of the two, else the last level."""
    if len(before) > 1 and _is_out_of(paragraph, before[-2], before[-1]):
        return before[-2]
    return before[-1]


def _is_out_of(paragraph: Paragraph, part: Amount, whole: Amount) -> bool:
    if part.transform != "level" or part.unit != whole.unit or part.ranged:
        return False
    between = paragraph.folded[part.end : whole.start]
    return len(between) <= _GAP and _words(paragraph.language).out_of.fullmatch(between) is not None


def _whole_of(paragraph: Paragraph, share: Amount, part: Amount, amounts: Sequence[Amount]) -> Amount | None:
    """The whole that the sentence tells: "30 % of the 150", "45 out of 150, that is 30 %"."""
    before = [a for a in amounts if part.end <= a.start and a.end <= share.start]
    if before and _is_out_of(paragraph, part, before[0]):
        return before[0]
    for level in amounts:
        if level.start < share.end or level.transform != "level" or level.unit != part.unit:
            continue
        between = paragraph.folded[share.end : level.start]
        if len(between) <= _WHOLE_GAP and _words(paragraph.language).of.fullmatch(between):
            return level
        return None
    return None


def _check(paragraph: Paragraph, part: Amount, whole: Amount, share: Amount) -> Finding | None:
    if whole.value <= 0 or part.value <= 0:
        return None
    ratio = part.printed / whole.printed
    if compare(ratio, share.printed) != "conflict":
        return share_finding(paragraph, (part, whole, share), ("derived", "holds"), float(ratio.value))
    if not 1 / _TWICE < ratio.value / share.printed.value < _TWICE:
        return None
    about = "~" in (part.bound, whole.bound, share.bound)
    kind: FindingKind = "tension" if about else "contradiction"
    return share_finding(paragraph, (part, whole, share), (kind, "fails"), float(ratio.value))


def share_finding(
    paragraph: Paragraph,
    figures: tuple[Amount, Amount, Amount],
    verdict: tuple[FindingKind, str],
    ratio: float,
) -> Finding:
    """The finding of a part, its whole and its share: kind and state, and what the two make."""
    part, whole, share = figures
    kind, state = verdict
    return Finding(
        kind=kind,
        rule=RULE,
        state=state,
        proofs=(
            paragraph.proof(part, "part"),
            paragraph.proof(whole, "total"),
            paragraph.proof(share, "share"),
        ),
        values={
            "part": number(part.value),
            "total": number(whole.value),
            "share": percent(share.value),
            "ratio": percent(ratio),
            "unit": part.unit,
            "of": unit_mark(part.unit),
        },
        weight=0.0 if kind == "derived" else abs(1 - ratio / share.value),
        subject=paragraph.noun_text(part),
        parties=paragraph.parties(part, whole, share),
        at=day_of(part),
    )


def percent(share: float) -> float | int:
    """A share as a percentage, two decimals at most.

    >>> percent(0.3333333)
    33.33
    """
    return number(round(share * 100, 2))


def _derive(paragraph: Paragraph, part: Amount, share: Amount) -> Finding | None:
    whole = part.printed / share.printed
    return Finding(
        kind="derived",
        rule=RULE,
        state="whole",
        proofs=(paragraph.proof(part, "part"), paragraph.proof(share, "share")),
        values={
            "part": number(part.value),
            "total": significant(float(whole.value), part),
            "share": percent(share.value),
            "unit": part.unit,
            "of": unit_mark(part.unit),
        },
        subject=paragraph.noun_text(part),
        parties=paragraph.parties(part, share),
        at=day_of(part),
    )


def _sums(paragraph: Paragraph, sentence: int) -> Iterator[Finding]:
    """A list of shares of one whole that add up to more than all of it."""
    words = _words(paragraph.language)
    shares = _shares(paragraph, sentence)
    if len(shares) == 1 or not shares:
        return
    begin = paragraph.setting.sentences[sentence].start
    for first in range(len(shares) - 1):
        head = paragraph.folded[max(begin, shares[first].start - _GAP) : shares[first].start]
        lead = head[_last(words.lists, head) :]
        if not words.lists.search(head) or not (words.small.fullmatch(lead) or words.named.fullmatch(lead)):
            continue
        listed = [shares[first]]
        for share in shares[first + 1 :]:
            between = paragraph.folded[listed[-1].end : share.start]
            if (
                len(between) > _GAP
                or not words.joins.search(between)
                or words.not_joining.search(between)
                or any(listed[-1].end <= a.start < share.start for a in paragraph.amounts(sentence))
            ):
                break
            listed.append(share)
        if len(listed) == 1 or _different_wholes(paragraph, listed, words):
            continue
        total = add([share.printed for share in listed])
        if total.value <= 1 or compare(total, constant(1)) != "conflict" or total.value > _MOST:
            continue
        exact = all(share.bound == "=" for share in listed) and words.all.search(head)
        yield Finding(
            kind="contradiction" if exact else "tension",
            rule=SUM,
            state="above",
            proofs=tuple(paragraph.proof(share, "part") for share in listed),
            values={"shares": [percent(s.value) for s in listed], "sum": percent(float(total.value))},
            weight=float(total.value) - 1,
            subject=paragraph.noun_text(listed[0]),
            parties=paragraph.parties(*listed),
            at=day_of(listed[0]),
        )
        return


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _different_wholes(paragraph: Paragraph, shares: Sequence[Amount], words: _Words) -> bool:
    """Whether each share is said to be of something else ("60 % of the tractors, 40 % of the lorries")."""
    return sum(words.whole_of.match(paragraph.folded, share.end) is not None for share in shares) > 1


def _over(paragraph: Paragraph, sentence: int) -> Iterator[Finding]:
    """A percentage of more than a hundred that the text calls a share."""
    words = _words(paragraph.language)
    begin, end = paragraph.setting.sentences[sentence].start, paragraph.setting.sentences[sentence].end
    for share in _shares(paragraph, sentence):
        if share.value <= 1 or share.bound == "<" or "%" not in paragraph.text[share.start : share.end]:
            continue
        before = paragraph.folded[max(begin, share.start - _GAP) : share.start]
        around = before + paragraph.folded[share.end : min(end, share.end + _GAP)]
        if not words.said.search(before) or words.not_share.search(around):
            continue
        fits = share.value / 10 if share.value < 10 else share.value / 100
        yield Finding(
            kind="slip",
            rule=OVER,
            state="over",
            proofs=(paragraph.proof(share, "share"),),
            values={"share": percent(share.value), "fits": percent(fits)},
            weight=share.value,
            subject=paragraph.noun_text(share),
            parties=paragraph.parties(share),
            at=day_of(share),
        )
