"""From a relative code to dates, given the date of writing and the period named before.

Rules, each the reading of prose about the past:

- A part of a year without its year belongs to the year of the anchor (the last period named) where
  that is one year; else, against the date of writing, to its most recent occurrence that has begun.
  With a deadline it is the next occurrence that has not ended.
- "The end of the year", with no year named, is that of the year of writing.
- 31 December as the date of writing stands for a year known alone: what lacks a year gets that one.
- A day and month without a year takes the anchor's year, else the occurrence nearest to the date
  of writing.
- "The preceding / following / same year" hang on the anchor, "last / next / this year" on the date
  of writing; the former fall back on the latter where nothing was named before.
- n years ago is that calendar year, n months ago that month, n weeks or days ago that day.
- The last n years (months, weeks) are the n whole ones before the one of writing, the coming n those
  after it.
"""

from datetime import date

from cordiale.language import calendar
from cordiale.language.calendar import Dates

_FIXED = {"today": 0, "yesterday": -1, "tomorrow": 1}
_UNITS = ("year", "month", "week", "weekend", "day", "quarter", "half", "decade", "century")
_YEAR_OFFSETS = {"this_year": 0, "last_year": -1, "next_year": 1}
_ANCHORED = {"same": 0, "following": 1, "preceding": -1}


def resolve_code(
    code: str, *, reference: date | None, anchor: Dates | None, deadline: bool = False
) -> Dates | None:
    """The dates of a relative code, or None where what it hangs on is unknown.

    >>> [str(d) for d in resolve_code("first_months:9", reference=date(2022, 11, 22), anchor=None)]
    ['2022-01-01', '2022-09-30']
    """
    name, _, argument = code.partition(":")
    if name == "now":
        return calendar.unit_around("year", reference) if reference else None
    if name in _FIXED:
        return calendar.unit_around("day", reference, _FIXED[name]) if reference else None
    if "@" in code:
        shape, _, year_code = code.partition("@")
        return _within(shape, year_code, reference=reference, anchor=anchor)
    if name == "same_period":
        return anchor
    which, _, rest = name.partition("_")
    if which in ("this", "last", "next", *_ANCHORED) and rest in _UNITS:
        return _unit(which, rest, reference=reference, anchor=anchor)
    if argument and (found := _counted(name, int(argument) if argument.isdigit() else 0, reference, anchor)):
        return found
    if rest in ("weekday", "season", "month_of_year", "day_of_year") and which in ("this", "last", "next"):
        return _directed(which, f"{rest}:{argument}", reference)
    if name == "weekday":
        return _directed("last", code, reference, include=True)
    if name == "day_of_month":
        days = [int(part) for part in argument.split("-")]
        return _day_of_month(days, reference, anchor)
    return _in_context(code, reference=reference, anchor=anchor, deadline=deadline)


def _unit(which: str, unit: str, *, reference: date | None, anchor: Dates | None) -> Dates | None:
    if which in _ANCHORED:
        offset = _ANCHORED[which]
        if anchor is None:
            return calendar.unit_around(unit, reference, offset) if reference and offset else None
        edge = anchor[1] if offset > 0 else anchor[0]
        if offset == 0 and calendar.unit_around(unit, anchor[0]) != calendar.unit_around(unit, anchor[1]):
            return None  # the anchor is longer than the unit: which one is meant is unknown
        return calendar.unit_around(unit, edge, offset)
    return (
        calendar.unit_around(unit, reference, {"this": 0, "last": -1, "next": 1}[which])
        if reference
        else None
    )


def _counted(name: str, count: int, reference: date | None, anchor: Dates | None) -> Dates | None:
    head, _, tail = name.partition("_")
    if tail == "ago" or head == "in":
        unit = (head if tail == "ago" else tail)[:-1] if head != "centuries" else "century"
        if reference is None or unit not in _UNITS:
            return None
        offset = count if head == "in" else -count
        if unit == "week":
            return calendar.unit_around("day", reference, 7 * offset)
        return calendar.unit_around(unit, reference, offset)
    if tail in ("after", "before") and anchor and head[:-1] in _UNITS:
        return calendar.shift(anchor, head[:-1], count if tail == "after" else -count)
    if head in ("past", "coming") and reference and tail[:-1] in _UNITS:
        near = calendar.unit_around(tail[:-1], reference, -1 if head == "past" else 1)
        far = calendar.unit_around(tail[:-1], reference, -count if head == "past" else count)
        if near and far:
            return min(near[0], far[0]), max(near[1], far[1])
    return None


def _within(shape: str, year_code: str, *, reference: date | None, anchor: Dates | None) -> Dates | None:
    if shape.startswith("day_of_month"):
        month = resolve_code(year_code, reference=reference, anchor=anchor)
        days = [int(part) for part in shape.partition(":")[2].split("-")]
        return _days_in(month[0], days) if month else None
    if shape.startswith("weekday"):
        week = resolve_code(year_code, reference=reference, anchor=anchor)
        return calendar.unit_around("day", week[0], int(shape.partition(":")[2])) if week else None
    if year_code.isdigit():
        year: int | None = int(year_code)
    elif shape == "same_period" and year_code in ("last_year", "preceding_year") and anchor:
        return calendar.shift(anchor, "year", -1)
    else:
        span = resolve_code(year_code, reference=reference, anchor=anchor)
        year = span[0].year if span else None
    if year is None:
        return None
    if shape == "same_period":
        return calendar.shift(anchor, "year", year - anchor[1].year) if anchor else None
    return calendar.part_of_year(shape, year)


def _directed(which: str, shape: str, reference: date | None, *, include: bool = False) -> Dates | None:
    if reference is None:
        return None
    if shape.startswith("weekday:"):
        wanted = int(shape.partition(":")[2])
        offset = (wanted - reference.weekday()) % 7
        if which == "last" and (offset or not include):
            offset -= 7
        elif which == "next" and not offset:
            offset = 7
        return calendar.unit_around("day", reference, offset)
    if which == "this":
        return calendar.part_of_year(shape, reference.year)
    years = (
        range(reference.year, reference.year - 9, -1)
        if which == "last"
        else range(reference.year, reference.year + 9)
    )
    for year in years:
        span = calendar.part_of_year(shape, year)
        if span and (span[1] < reference if which == "last" else span[0] > reference):
            return span
    return None


def _day_of_month(days: list[int], reference: date | None, anchor: Dates | None) -> Dates | None:
    if anchor and (anchor[0].year, anchor[0].month) == (anchor[1].year, anchor[1].month):
        return _days_in(anchor[0], days)
    if reference is None:
        return None
    months = [calendar.unit_around("month", reference, offset) for offset in (-1, 0, 1)]
    spans = [span for month in months if month and (span := _days_in(month[0], days))]
    return min(spans, key=lambda span: abs((span[0] - reference).days), default=None)


def _days_in(month: date, days: list[int]) -> Dates | None:
    start = calendar.day(month.year, month.month, days[0])
    end = calendar.day(month.year, month.month, days[-1])
    return (start, end) if start and end and start <= end else None


def _in_context(shape: str, *, reference: date | None, anchor: Dates | None, deadline: bool) -> Dates | None:
    if anchor and anchor[0].year == anchor[1].year:
        return calendar.part_of_year(shape, anchor[0].year)
    if reference is None:
        return None
    if (reference.month, reference.day) == (12, 31) or shape.endswith("year"):
        return calendar.part_of_year(shape, reference.year)
    spans = [calendar.part_of_year(shape, reference.year + offset) for offset in (-2, -1, 0, 1, 2)]
    known = [span for span in spans if span]
    if deadline:
        return next((span for span in known if span[1] >= reference), None)
    if shape.startswith(("day_of_year", "nth_weekday", "final_day")):
        return min(known, key=lambda span: abs((span[0] - reference).days), default=None)
    return next((span for span in reversed(known) if span[0] <= reference), None)
