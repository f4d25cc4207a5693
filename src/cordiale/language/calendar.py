"""Calendar arithmetic: parts of a year, units around a date, shifts. Knows no language.

A *shape* is a part of some year, written as a stable code (``year``, ``month_of_year:7``,
``first_months:9``, ``quarter:1``, ``days_of_year:12-28-1-3``); a *span* is a pair of dates, both
inclusive. Every function answers None for what the calendar does not have.
"""

from calendar import monthrange
from datetime import date, timedelta

Dates = tuple[date, date]
FIRST_YEAR, LAST_YEAR = 1, 9998

# Meteorological seasons by months (winter begins in the year that names it: December to February).
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_MONTHS_OF_UNIT = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day.

    >>> day(2021, 2, 29) is None
    True
    """
    try:
        return date(year, month, number)
    except ValueError:
        return None


def months(year: int, first: int, last: int) -> Dates | None:
    """From the first day of month ``first`` to the last of month ``last``; months count on past 12.

    >>> months(2021, 12, 14)[1].isoformat()
    '2022-02-28'
    """
    start_year, start_month = _carry(year, first)
    end_year, end_month = _carry(year, last)
    if not (FIRST_YEAR <= start_year <= end_year <= LAST_YEAR):
        return None
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    start = date(start_year, start_month, 1)
    return (start, end) if start <= end else None


def _carry(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def part_of_year(shape: str, year: int) -> Dates | None:
    """The dates of a shape in a year.

    >>> [str(d) for d in part_of_year("first_months:9", 2021)]
    ['2021-01-01', '2021-09-30']
    """
    name, _, argument = shape.partition(":")
    if name == "season":
        return months(year, *SEASONS[argument])
    numbers = [int(part) for part in argument.split("-")] if argument else []
    if name in ("day_of_year", "days_of_year"):
        return _days(numbers, year)
    if name == "nth_weekday":
        return _nth_weekday(year, *numbers)
    bounds = _month_bounds(name, numbers)
    if bounds is None or not (1 <= bounds[0] <= 12 and bounds[1] >= bounds[0]):
        return None
    found = months(year, *bounds)
    if found and name == "final_day":
        return found[1], found[1]
    if found and name == "half_month":
        middle = found[0].replace(day=15)
        return (found[0], middle) if numbers[1] == 1 else (middle.replace(day=16), found[1])
    return found


def _month_bounds(name: str, numbers: list[int]) -> tuple[int, int] | None:
    first = numbers[0] if numbers else 0
    if name == "months_of_year":
        return (first, numbers[1] if numbers[1] >= first else numbers[1] + 12)
    table = {
        "year": (1, 12),
        "start_of_year": (1, 1),
        "end_of_year": (12, 12),
        "middle_of_year": (6, 7),
        "month_of_year": (first, first),
        "half_month": (first, first),
        "final_day": (first, first),
        "first_months": (1, first if 1 <= first <= 12 else 0),
        "last_months": (13 - first, 12),
        "quarter": (3 * first - 2, 3 * first if first <= 4 else 0),
        "final_quarter": (10, 12),
        "first_quarters": (1, 3 * first if first <= 4 else 0),
        "half": (6 * first - 5, 6 * first if first <= 2 else 0),
    }
    return table.get(name)


def _nth_weekday(year: int, month: int, count: int, weekday: int) -> Dates | None:
    """The ``count``-th such weekday of a month; more than five means the last."""
    length = monthrange(year, month)[1]
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    number = first + 7 * ((length - first) // 7 if count > 5 else count - 1)
    found = day(year, month, number)
    return (found, found) if found else None


def _days(numbers: list[int], year: int) -> Dates | None:
    start = day(year, numbers[0], numbers[1])
    end = day(year, numbers[-2], numbers[-1])
    if start and end and end < start:  # runs over New Year; the printed year is that of the end
        start = day(year - 1, numbers[0], numbers[1])
    return (start, end) if start and end and start <= end else None


def unit_around(unit: str, moment: date, offset: int = 0) -> Dates | None:
    """The whole unit that holds ``moment``, ``offset`` units later; weeks run Monday to Sunday.

    >>> [str(d) for d in unit_around("week", date(2022, 11, 22), 1)]
    ['2022-11-28', '2022-12-04']
    """
    if abs(offset) > 4000:
        return None
    if unit == "day":
        start = add_days(moment, offset)
        return (start, start) if start else None
    if unit in ("week", "weekend"):
        monday = add_days(moment, 7 * offset - moment.weekday())
        start = add_days(monday, 5 if unit == "weekend" else 0) if monday else None
        end = add_days(monday, 6) if monday else None
        return (start, end) if start and end else None
    length = _MONTHS_OF_UNIT[unit]
    index = moment.year * 12 + moment.month - 1
    if unit == "century":
        index -= 12  # the 21st century began in 2001
    index = index // length * length + offset * length + (12 if unit == "century" else 0)
    return months(0, index + 1, index + length) if index >= 12 else None


def add_days(moment: date, count: int) -> date | None:
    """The date ``count`` days later, or None beyond the calendar."""
    try:
        return moment + timedelta(days=count)
    except OverflowError:
        return None


def shift(span: Dates, unit: str, count: int) -> Dates | None:
    """The span moved by ``count`` units; whole months stay whole months.

    >>> [str(d) for d in shift((date(2021, 2, 1), date(2021, 2, 28)), "year", -1)]
    ['2020-02-01', '2020-02-29']
    """
    start, end = span
    if abs(count) > 4000:
        return None
    if unit in ("day", "week"):
        moved = (
            add_days(start, count * (7 if unit == "week" else 1)),
            add_days(end, count * (7 if unit == "week" else 1)),
        )
        return (moved[0], moved[1]) if moved[0] and moved[1] else None
    step = count * _MONTHS_OF_UNIT[unit]
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole:
        base = start.year * 12 + start.month
        length = (end.year - start.year) * 12 + end.month - start.month
        return months(0, base + step, base + step + length) if base + step > 12 else None
    first, last = _shift_months(start, step), _shift_months(end, step)
    return (first, last) if first and last else None


def _shift_months(moment: date, count: int) -> date | None:
    year, month = _carry(moment.year, moment.month + count)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month, min(moment.day, monthrange(year, month)[1]))
