"""Changes as a sentence tells them: which level a growth belongs to, and which level it started from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cordiale.analysis.bases import (
    base_in_brackets,
    is_base_in_brackets,
    is_of_another_span,
    level_before,
    same_thing,
    years_back,
)
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning

Link = Literal["from_to", "against", "year_before"]
"""How the old level is told: "from A to B"; "B, against A"; or as the level of the year before."""

_GAP = 110
"""Characters between a level and its growth."""
_LINK = 45
"""Characters of the words that link a level and its growth beyond doubt."""
_SHORT = 30
"""Characters between such words and the figure that they lead to."""
_MARKS = ("", "-", ",")
_FROM_TO = 70
"""Characters between an old and a new level."""


@dataclass(frozen=True, slots=True)
class Change:
    """A new level with its growth, its old level, or both; ``link`` says how the old level is told.

    ``distance`` is in sentences; ``back`` the years between both levels, None where nothing tells.
    """

    new: Amount
    growth: Amount | None
    old: Amount | None
    link: Link | None
    distance: int = 0
    back: int | None = None


@dataclass(frozen=True)
class _Words:
    before_old: re.Pattern[str]
    to: re.Pattern[str]
    against: re.Pattern[str]
    being: re.Pattern[str]
    reaching: re.Pattern[str]
    breaks: re.Pattern[str]
    points: re.Pattern[str]
    more: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)
    change, inner = data["changes"], alternation(data["parts"]["before_number"])
    small = rf"(?:(?:{inner})[ ']+)*"
    return _Words(
        before_old=re.compile(rf"\b(?:{alternation(change['from'])})[ '\"]+{small}$"),
        to=re.compile(rf"(?:[^.;:()]*[ ,])?(?:{alternation(change['to'])}) {small}"),
        against=re.compile(rf"[^.;]*?[ ,(](?:{alternation(change['against'])})\b[^.;]{{0,45}}"),
        being=re.compile(rf"\b(?:{alternation(change['being'])})\b"),
        reaching=re.compile(rf"\b(?:{alternation(change['reaching'])})\b"),
        breaks=re.compile(rf"\b(?:{alternation(change['breaks'])})\b"),
        more=re.compile(rf" (?:{alternation(change['more'])})\b"),
        points=re.compile(rf" ?(?:{alternation(change['points'])})\b"),
    )


def changes_of(paragraph: Paragraph, sentence: int) -> Iterator[Change]:
    """The changes that a sentence tells, each level and each growth in one at most."""
    amounts = paragraph.amounts(sentence)
    levels = [a for a in amounts if a.transform == "level" and a.role != "level_change" and not a.ranged]
    growths = [a for a in amounts if _is_growth(paragraph, a)]
    if not levels:
        return
    words, used = _words(paragraph.language), set[int]()
    for old, new, link in _pairs(paragraph, levels, words):
        growth = _growth_of(paragraph, (old, new), growths, amounts, words)
        if growth is not None and is_of_another_span(paragraph, growth, old):
            growth = None
        used.update(a.start for a in (old, new))
        if growth is not None:
            used.add(growth.start)
        yield Change(new, growth, old, link)
    for growth in growths:
        if growth.start in used:
            continue
        level = _level_of(paragraph, growth, levels, growths, words)
        if level is None or level.start in used:
            continue
        used.add(level.start)
        bracketed = base_in_brackets(paragraph, growth, level, levels)
        if bracketed is not None:
            used.add(bracketed.start)
            yield Change(level, growth, bracketed, "against")
            continue
        back = years_back(paragraph, level, growth)
        before, distance = level_before(paragraph, level, growth, back)
        yield Change(level, growth, before, None if before is None else "year_before", distance, back)


def _is_growth(paragraph: Paragraph, amount: Amount) -> bool:
    if amount.transform != "growth" or amount.ranged or amount.value <= 0:
        return False
    return _words(paragraph.language).points.match(paragraph.folded, amount.end) is None


def _pairs(
    paragraph: Paragraph, levels: Sequence[Amount], words: _Words
) -> Iterator[tuple[Amount, Amount, Link]]:
    """Old and new levels that the sentence itself sets side by side, the old one first."""
    begin = paragraph.setting.sentences[levels[0].sentence].start
    at = 0
    while at + 1 < len(levels):
        first, second = levels[at], levels[at + 1]
        between = paragraph.folded[first.end : second.start]
        if first.unit == second.unit and len(between) <= _FROM_TO:
            before = paragraph.folded[max(begin, first.start - 30) : first.start]
            if words.before_old.search(before) and words.to.fullmatch(between):
                yield first, second, "from_to"
                at += 2
                continue
            if words.against.fullmatch(between) and same_thing(paragraph, first, second):
                yield second, first, "against"
                at += 2
                continue
        at += 1


def _growth_of(
    paragraph: Paragraph,
    pair: tuple[Amount, Amount],
    growths: Sequence[Amount],
    amounts: Sequence[Amount],
    words: _Words,
) -> Amount | None:
    """The growth told beside a pair of levels: the only one next to it, in the same clause."""
    low, high = min(a.start for a in pair), max(a.end for a in pair)
    near = [
        g
        for g in growths
        if (0 <= low - g.end <= _GAP or 0 <= g.start - high <= _GAP or low < g.start < high)
        and not any(a is not g and a not in pair and _between(a, g, low, high) for a in amounts)
        and _told_of(
            paragraph.folded[g.end : low] if g.end <= low else paragraph.folded[high : g.start],
            g,
            high,
            words,
        )
    ]
    if len(near) != 1:
        return None
    measures = {a.measure for a in (*pair, *near) if a.measure is not None}
    beside = max(low - near[0].end, near[0].start - high) <= _SHORT
    return near[0] if beside or len(measures) <= 1 else None


def _told_of(gap: str, growth: Amount, high: int, words: _Words) -> bool:
    """Whether a growth is told of the pair of levels on the other side of ``gap``."""
    if ";" in gap or words.breaks.search(gap):
        return False
    if growth.start < high:
        return True
    return words.being.search(gap) is not None or gap.rstrip(" +").endswith("(")


def _between(amount: Amount, growth: Amount, low: int, high: int) -> bool:
    return growth.end <= amount.start < low or high <= amount.start < growth.start


def _level_of(
    paragraph: Paragraph, growth: Amount, levels: Sequence[Amount], growths: Sequence[Amount], words: _Words
) -> Amount | None:
    """The level that grew: before its growth ("X, up by") or after it ("grew by, to X")."""
    found: list[tuple[int, int, Amount]] = []
    own = [level for level in levels if level.measure is not None and level.measure == growth.measure]
    for level in levels:
        mine = level in own
        low, high = (level, growth) if level.start < growth.start else (growth, level)
        gap = paragraph.folded[low.end : high.start]
        if len(gap) > _GAP or ";" in gap:
            continue
        if any(low.end <= a.start < high.start for a in (*(own if mine else levels), *growths)):
            continue
        linking = words.being if low is level else words.reaching
        linked = any(len(gap) - match.end() <= _SHORT for match in linking.finditer(gap))
        beside = linked or gap.rstrip().endswith("(") or (low is growth and gap.strip() in _MARKS)
        if low is growth and is_base_in_brackets(gap, paragraph.language):
            continue
        beside = beside or (
            low is level and len(gap) <= _SHORT and words.more.match(paragraph.folded, growth.end) is not None
        )
        if not beside and words.breaks.search(gap):
            continue
        if _agree(level, growth, linked=beside and len(gap) <= _LINK):
            # Its own measure and a linking word; a linking word alone; the measure alone.
            found.append((0 if mine and beside else 1 if beside else 2, len(gap), level))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _agree(level: Amount, growth: Amount, *, linked: bool) -> bool:
    """Whether what the ledger holds of both lets them belong together; linked words outweigh the measure."""
    if level.statement is None or growth.statement is None or not level.status == growth.status == "actual":
        return False
    one, other = level.statement, growth.statement
    if one.period != other.period or one.statement.parties != other.statement.parties:
        return False
    return linked or one.fields["measure"] == other.fields["measure"]
