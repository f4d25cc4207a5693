"""What a growth is measured against: how many years back, and the level that is told for then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.registers.intervals import compare

_GAP = 110
"""Characters between a growth and the old level in brackets behind it."""
_AROUND = 90
"""Characters around a growth in which the text says what it compares with."""
_BESIDE = 40
"""Characters right beside a growth."""
_LOOK_BACK = 2
"""Sentences before in which the old level stands."""
_STRETCH = re.compile(r"\b(?:19|20)\d\d ?- ?(?:19|20)\d\d\b")
"""A stretch of years: what grew in it did not grow in one year."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAUSE = re.compile(r"[;]|\.(?!\d)")
_SHORTEST_MONTH = 28


@dataclass(frozen=True)
class _Words:
    brackets: re.Pattern[str]
    compared: re.Pattern[str]
    year_before: re.Pattern[str]
    long: re.Pattern[str]
    real: re.Pattern[str]
    yearly: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    change = reckoning(language)["changes"]
    base = alternation([*change["compared"], *change["year_before"]])
    return _Words(
        brackets=re.compile(rf"[^.;()]*\b(?:{base})\b[^.;()]{{0,40}}\([^()\d]{{0,25}}"),
        compared=re.compile(rf"\b(?:{alternation(change['compared'])})\b"),
        year_before=re.compile(rf"\b(?:{alternation(change['year_before'])})\b"),
        long=re.compile(rf"\b(?:{alternation(change['long'])})\b"),
        yearly=re.compile(rf"\b(?:{alternation(change['yearly'])})\b"),
        real=re.compile(rf"\b(?:{alternation(change['real'])})\b"),
    )


def years_back(paragraph: Paragraph, level: Amount, growth: Amount) -> int | None:
    """How many years before the new level the old one was; None where the text does not tell.

    One where it compares with nothing, unless it speaks of several years.
    """
    words, span = _words(paragraph.language), paragraph.setting.sentences[growth.sentence]
    after = paragraph.folded[growth.end : min(span.end, growth.end + _AROUND)]
    before = paragraph.folded[max(span.start, growth.start - _AROUND) : growth.start]
    for text in (_CLAUSE.split(after)[0], _CLAUSE.split(before)[-1]):
        compared = words.compared.search(text)
        if compared is None:
            continue
        told = text[compared.end() :]
        year = _YEAR.search(told)
        if year is not None and level.statement is not None and level.statement.period is not None:
            back = level.statement.period[0].year - int(year[0])
            return back if back > 0 else None
        return 1 if words.year_before.search(told) else None
    sentence = span.of(paragraph.folded)
    return None if _STRETCH.search(sentence) or words.long.search(sentence) else 1


def is_of_another_span(paragraph: Paragraph, growth: Amount, old: Amount) -> bool:
    """Whether a growth is told to be that of each year, or since another year than that of the old level."""
    words, span = _words(paragraph.language), paragraph.setting.sentences[growth.sentence]
    after = paragraph.folded[growth.end : min(span.end, growth.end + _AROUND)]
    around = paragraph.folded[max(span.start, growth.start - _BESIDE) : growth.start] + after[:_BESIDE]
    if words.yearly.search(around):
        return True
    compared = words.compared.search(after)
    year = None if compared is None else _YEAR.search(after, compared.end())
    if year is None or old.statement is None or old.statement.period is None:
        return False
    return int(year[0]) != old.statement.period[0].year


def is_real(paragraph: Paragraph, growth: Amount) -> bool:
    """Whether a growth is told to be that of quantities or of other money, not of the sums printed."""
    span = paragraph.setting.sentences[growth.sentence]
    return _words(paragraph.language).real.search(paragraph.folded, span.start, span.end) is not None


def base_in_brackets(
    paragraph: Paragraph, growth: Amount, level: Amount, levels: Sequence[Amount]
) -> Amount | None:
    """The old level in brackets behind a growth: "up by 20 % on the year before (150 million)"."""
    if level.start > growth.start:
        return None
    following = next((a for a in levels if a.start > growth.end), None)
    if following is None or following.unit != level.unit:
        return None
    between = paragraph.folded[growth.end : following.start]
    return following if is_base_in_brackets(between, paragraph.language) else None


def is_base_in_brackets(between: str, language: str) -> bool:
    """Whether the folded words between a growth and a level make the level the old one."""
    return len(between) <= _GAP and _words(language).brackets.fullmatch(between) is not None


def level_before(
    paragraph: Paragraph, level: Amount, growth: Amount, back: int | None
) -> tuple[Amount | None, int]:
    """The level of the same thing ``back`` years before, and how many sentences before it is told.

    Where nothing tells the years, an earlier level is taken only if it fits the growth.
    """
    wanted = _earlier(level, back)
    for other, distance in _told_near(paragraph, level):
        assert other.statement is not None and level.statement is not None
        if other.statement.period is None or level.statement.period is None:
            continue
        if back is None and other.statement.period[1] < level.statement.period[0] and other.value > 0:
            if compare(level.printed / other.printed, growth.printed) == "agree":
                return other, distance
        elif wanted is not None and tuple(_clipped(day) for day in other.statement.period) == wanted:
            return other, distance
    return None, 0


def _told_near(paragraph: Paragraph, level: Amount) -> Iterator[tuple[Amount, int]]:
    """The other levels of the same thing told before one, the nearest first, then in the next sentence."""
    if level.statement is None:
        return
    for back in (*range(_LOOK_BACK + 1), -1):
        for other in reversed(paragraph.amounts(level.sentence - back)):
            if other.start == level.start or other.statement is None or other.ranged:
                continue
            same = other.transform == "level" and other.unit == level.unit and other.status == "actual"
            places = other.statement.statement.parties == level.statement.statement.parties
            if same and places and other.measure == level.measure and same_thing(paragraph, other, level):
                if not _is_aside(paragraph, other, level):
                    yield other, abs(back)


def _is_aside(paragraph: Paragraph, other: Amount, level: Amount) -> bool:
    """Whether one level stands in a bracket that the other is not in: a component, or a remark."""
    low, high = sorted((other, level), key=lambda amount: amount.start)
    begin = paragraph.setting.sentences[low.sentence].start
    opened = paragraph.folded.rfind("(", begin, low.start) > paragraph.folded.rfind(")", begin, low.start)
    between = paragraph.folded[low.end : high.start]
    if opened:
        return ")" in between
    return between.rfind("(") > between.rfind(")")


def _earlier(level: Amount, back: int | None) -> tuple[date, ...] | None:
    """The same days so many years before."""
    period = None if level.statement is None else level.statement.period
    if period is None or back is None:
        return None
    return tuple(_clipped(day).replace(year=day.year - back) for day in period)


def _clipped(day: date) -> date:
    """A day by which the ends of months of all years are alike."""
    return day.replace(day=min(day.day, _SHORTEST_MONTH))


def same_thing(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether two levels may be of one thing: their counted nouns and measures do not differ."""
    if first.measure is not None and second.measure is not None and first.measure != second.measure:
        return False
    if first.unit != "count":
        return True
    one, other = paragraph.noun(first)[0], paragraph.noun(second)[0]
    return one is None or other is None or one == other
