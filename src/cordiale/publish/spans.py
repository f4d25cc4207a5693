"""Periods in words: what registers write as SDMX does is for programs, not for readers."""

import re
from datetime import date

from babel import Locale

from cordiale.publish.wording import Wording
from cordiale.registers.periods import read_period

_CODED = re.compile(
    r"(?<![\w-])(?:\d{4}-\d{2}-\d{2}/(?:P\d+[YMD]|\d{4}-\d{2}-\d{2})|\d{4}-[SQ][1-4]|\d{4}-\d{2}/\d{4}-\d{2})(?![\w-])"
)
_ONE_YEAR = re.compile(r"(?<![\d–/-])(\d{4})[–-]\1(?![\d–/-])")
"""A year to the same year."""


def say_periods(text: str, wording: Wording) -> str:
    """``text`` with every period that is written as a code in words; dates stay as they are.

    >>> say_periods("(2021-01-01/P11M), 2023-S1, 2023–2023, 2022-03-01", Wording("en"))
    '(January–November 2021), first half of 2023, 2023, 2022-03-01'
    """
    return _ONE_YEAR.sub(r"\1", _CODED.sub(lambda match: _told(match[0], wording), text))


def _told(code: str, wording: Wording) -> str:
    months_told = _BY_MONTHS.fullmatch(code) is not None
    ends = [read_period(part) for part in code.split("/")] if months_told else [read_period(code)]
    if ends[0] is None or ends[-1] is None:
        return code
    since, until = ends[0][0], ends[-1][1]
    words = wording.words["spans"]
    months = Locale(wording.language).months["stand-alone"]["wide"]
    if since.day != 1 or not _is_last(until):
        return str(words["days"].format(first=since.isoformat(), last=until.isoformat()))
    first, last = since.month, until.month
    if (first, last) == (1, 12):
        whole = since.year == until.year
        return str(since.year if whole else words["years"].format(first=since.year, last=until.year))
    if since.year != until.year:
        sides = {"first": f"{months[first]} {since.year}", "last": f"{months[last]} {until.year}"}
        return str(words["months_of_years"].format(**sides))
    length, year = last - first + 1, since.year
    if length == _HALF and first in (1, _HALF + 1):
        return str(words["halves"][first // _HALF].format(year=year))
    if length == _QUARTER and first % _QUARTER == 1:
        return str(words["quarters"][first // _QUARTER].format(year=year))
    return str(words["months"].format(first=months[first], last=months[last], year=year))


_BY_MONTHS = re.compile(r"\d{4}-\d{2}/\d{4}-\d{2}")
_HALF = 6
_QUARTER = 3
"""Months of them."""


def _is_last(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1
