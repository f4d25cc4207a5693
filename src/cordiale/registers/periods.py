"""Periods and dates as registers write them: the forms of SDMX, read back to their first and last day."""

import re
from calendar import monthrange
from datetime import date, timedelta

_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})/(?:P(\d+)([YMD])|(\d{4}-\d{2}-\d{2}))")
_PARTS = re.compile(r"(\d{4})-([SQ])([1-4])")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SPANS = {12: "A", 6: "S", 3: "Q", 1: "M"}


def write_year(year: int | None) -> str | None:
    """A year as it is written, no number with groups of digits; None stays None.

    >>> write_year(2021), write_year(None)
    ('2021', None)
    """
    return None if year is None else str(year)


def write_period(since: date, until: date) -> str:
    """A period, both ends inclusive, as SDMX writes it.

    >>> write_period(date(2021, 1, 1), date(2021, 12, 31)), write_period(date(2021, 1, 1), date(2021, 9, 30))
    ('2021', '2021-01-01/P9M')
    >>> write_period(date(2021, 4, 1), date(2021, 6, 30)), write_period(date(2021, 6, 3), date(2021, 6, 3))
    ('2021-Q2', '2021-06-03')
    """
    if since == until:
        return since.isoformat()
    months = _whole_months(since, until)
    if months is None:
        return f"{since.isoformat()}/{until.isoformat()}"
    if months == 12 and since.month == 1:
        return f"{since.year}"
    if months == 1:
        return f"{since.year}-{since.month:02}"
    if months == 3 and since.month % 3 == 1:
        return f"{since.year}-Q{since.month // 3 + 1}"
    if months == 6 and since.month % 6 == 1:
        return f"{since.year}-S{since.month // 6 + 1}"
    length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return f"{since.isoformat()}/{length}"


def frequency(since: date, until: date) -> str:
    """The SDMX code of a period's length: A, S, Q, M, D, or _O for any other span of time.

    >>> frequency(date(2021, 1, 1), date(2021, 6, 30)), frequency(date(2021, 1, 1), date(2021, 9, 30))
    ('S', '_O')
    """
    if since == until:
        return "D"
    months = _whole_months(since, until)
    if months not in _SPANS or (since.month - 1) % months:
        return "_O"
    return _SPANS[months]


def read_period(told: str) -> tuple[date, date] | None:
    """The first and last day of a period or date in any of the written forms; None where it is none.

    >>> [day.isoformat() for day in read_period("2021-S2")]
    ['2021-07-01', '2021-12-31']
    """
    try:
        return _read(told)
    except ValueError:
        return None


def _read(told: str) -> tuple[date, date] | None:
    if match := _RANGE.fullmatch(told):
        since = date.fromisoformat(match[1])
        if match[4]:
            return since, date.fromisoformat(match[4])
        number = int(match[2])
        if match[3] == "D":
            return since, since + timedelta(days=number - 1)
        months = number * (12 if match[3] == "Y" else 1)
        return since, _add_months(since, months) - timedelta(days=1)
    if match := _PARTS.fullmatch(told):
        months = 6 if match[2] == "S" else 3
        if int(match[3]) * months > 12:
            return None
        since = date(int(match[1]), (int(match[3]) - 1) * months + 1, 1)
        return since, _add_months(since, months) - timedelta(days=1)
    if not _DATE.fullmatch(told):
        return None
    parts = [int(part) for part in told.split("-")]
    first = date(parts[0], *(parts[1:] + [1] * (3 - len(parts))))
    if len(parts) == 3:
        return first, first
    last_month = parts[1] if len(parts) == 2 else 12
    return first, date(parts[0], last_month, monthrange(parts[0], last_month)[1])


def _whole_months(since: date, until: date) -> int | None:
    after = until + timedelta(days=1)
    if since.day != 1 or after.day != 1:
        return None
    return (after.year - since.year) * 12 + after.month - since.month


def _add_months(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, day.day)
