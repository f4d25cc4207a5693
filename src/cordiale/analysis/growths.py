"""Changes as a sentence tells them: which level a growth belongs to, and which level it started from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning

Link = Literal["from_to", "against", "year_before"]
"""How the old level is told: "from A to B"; "B, against A"; or as the level of the year before."""

_GAP = 110
"""Characters between a level and its growth."""
_FROM_TO = 70
"""Characters between an old and a new level."""
_YEARS = re.compile(r"\b(?:19|20)\d\d ?(?:-|a) ?(?:19|20)\d\d\b")
"""A stretch of years: what grew in it did not grow in one year."""
_LOOK_BACK = 2
"""Sentences before in which the level of the year before stands."""


@dataclass(frozen=True, slots=True)
class Change:
    """A new level with its growth, its old level, or both; ``link`` says how the old level is told."""

    new: Amount
    growth: Amount | None
    old: Amount | None
    link: Link | None
    distance: int = 0


@dataclass(frozen=True)
class _Words:
    before_old: re.Pattern[str]
    to: re.Pattern[str]
    against: re.Pattern[str]
    base: re.Pattern[str]
    being: re.Pattern[str]
    reaching: re.Pattern[str]
    long: re.Pattern[str]
    breaks: re.Pattern[str]
    points: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)
    change, inner = data["changes"], alternation(data["parts"]["before_number"])
    small = rf"(?:(?:{inner})[ ']+)*"
    return _Words(
        before_old=re.compile(rf"\b(?:{alternation(change['from'])})[ '\"]+{small}$"),
        to=re.compile(rf"(?:[^.;:()]*[ ,])?(?:{alternation(change['to'])}) {small}"),
        against=re.compile(rf"[^.;]*?[ ,(](?:{alternation(change['against'])})\b[^.;]{{0,45}}"),
        base=re.compile(rf"[^.;()]*\b(?:{alternation(change['base'])})\b[^.;()]{{0,40}}\([^()\d]{{0,25}}"),
        being=re.compile(rf"\b(?:{alternation(change['being'])})\b"),
        reaching=re.compile(rf"\b(?:{alternation(change['reaching'])})\b"),
        long=re.compile(rf"\b(?:{alternation(change['long'])})\b"),
        breaks=re.compile(rf"\b(?:{alternation(change['breaks'])})\b"),
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
        base = _bracketed(paragraph, growth, level, levels, words)
        if base is not None:
            used.add(base.start)
            yield Change(level, growth, base, "against")
            continue
        old, distance = _year_before(paragraph, level, growth)
        yield Change(level, growth, old, "year_before" if old else None, distance)


def is_long(paragraph: Paragraph, change: Change) -> bool:
    """Whether the growth is over several years, or the mean of several."""
    span = paragraph.setting.sentences[change.new.sentence]
    sentence = span.of(paragraph.folded)
    return _YEARS.search(sentence) is not None or _words(paragraph.language).long.search(sentence) is not None


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
            if words.against.fullmatch(between) and _same_thing(paragraph, first, second):
                yield second, first, "against"
                at += 2
                continue
        at += 1


def _same_thing(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether two levels may be of one thing: their counted nouns and measures do not differ."""
    if first.measure is not None and second.measure is not None and first.measure != second.measure:
        return False
    if first.unit != "count":
        return True
    one, other = paragraph.noun(first)[0], paragraph.noun(second)[0]
    return one is None or other is None or one == other


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
        if (0 <= low - g.end <= _GAP or 0 <= g.start - high <= _GAP)
        and not any(a is not g and a not in pair and _between(a, g, low, high) for a in amounts)
        and _told_of(
            paragraph.folded[g.end : low] if g.end <= low else paragraph.folded[high : g.start],
            g,
            high,
            words,
        )
    ]
    measures = {a.measure for a in (*pair, *near) if a.measure is not None}
    return near[0] if len(near) == 1 and len(measures) <= 1 else None


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
    found: list[tuple[int, Amount]] = []
    for level in levels:
        low, high = (level, growth) if level.start < growth.start else (growth, level)
        gap = paragraph.folded[low.end : high.start]
        if len(gap) > _GAP or ";" in gap or not _agree(level, growth):
            continue
        if any(low.end <= a.start < high.start for a in (*levels, *growths)):
            continue
        linked = words.being.search(gap) if low is level else words.reaching.search(gap)
        if (
            linked
            or gap.rstrip().endswith("(")
            or (low is growth and gap.strip() in ("", "-", ",", "- jusqu'a"))
        ):
            found.append((len(gap), level))
        elif level.statement is not None and growth.statement is not None:
            found.append((len(gap) + _GAP, level))
    return min(found, key=lambda item: item[0])[1] if found else None


def _bracketed(
    paragraph: Paragraph, growth: Amount, level: Amount, levels: Sequence[Amount], words: _Words
) -> Amount | None:
    """The old level in brackets behind a growth: "up by 20 % on the year before (150 million)"."""
    if level.start > growth.start:
        return None
    following = next((a for a in levels if a.start > growth.end), None)
    if following is None or following.unit != level.unit:
        return None
    between = paragraph.folded[growth.end : following.start]
    return following if len(between) <= _GAP and words.base.fullmatch(between) else None


def _agree(level: Amount, growth: Amount) -> bool:
    """Whether what the ledger holds of both lets them belong together."""
    if level.statement is None or growth.statement is None:
        return False
    one, other = level.statement, growth.statement
    same = one.fields["measure"] == other.fields["measure"] and one.period == other.period
    return (
        same
        and one.statement.parties == other.statement.parties
        and level.status == growth.status == "actual"
    )


def _year_before(paragraph: Paragraph, level: Amount, growth: Amount) -> tuple[Amount | None, int]:
    """The level of the same thing one year before, in this sentence or the ones before it."""
    wanted = _earlier(level)
    if wanted is None or is_long(paragraph, Change(level, growth, None, None)):
        return None, 0
    for back in range(_LOOK_BACK + 1):
        for other in reversed(paragraph.amounts(level.sentence - back)):
            if other.start < level.start and _precedes(paragraph, other, level, wanted):
                return other, back
    return None, 0


def _earlier(level: Amount) -> tuple[date, date] | None:
    """The same days of the year before."""
    period = None if level.statement is None else level.statement.period
    if period is None:
        return None
    since, until = period
    return since.replace(year=since.year - 1, day=min(since.day, 28)), until.replace(
        year=until.year - 1, day=min(until.day, 28)
    )


def _precedes(paragraph: Paragraph, other: Amount, level: Amount, wanted: tuple[date, date]) -> bool:
    if other.statement is None or other.transform != "level" or other.unit != level.unit:
        return False
    assert level.statement is not None
    one, period = other.statement, other.statement.period
    if period is None or other.status != "actual" or other.ranged:
        return False
    days = tuple(day.replace(day=min(day.day, 28)) for day in period)
    same = (
        one.fields["measure"] == level.measure and one.statement.parties == level.statement.statement.parties
    )
    return days == wanted and same and _same_thing(paragraph, other, level)
