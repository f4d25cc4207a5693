"""The codes that official tables write: areas, periods, numbers."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from babel import Locale
from babel.core import get_global

from cordiale.vocabulary import load_yaml

WORLD = "WORLD"

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-?M?(\d{2})")
_PART = re.compile(r"(\d{4})-?([QSHT])([1-4])")
_MONTHS = {"Q": 3, "T": 4, "S": 6, "H": 6}
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@cache
def _countries() -> frozenset[str]:
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha())


def read_area(code: str) -> str | None:
    """A party code of an area code: ISO 3166-1 alpha-2, alpha-3 or numeric, ISO 3166-2, or all partners.

    None for what is no country (areas not elsewhere specified, groups).

    >>> read_area("BLR"), read_area("156"), read_area("KZ-KUS"), read_area("W00"), read_area("A79")
    ('BY', 'CN', 'KZ-KUS', 'WORLD', None)
    """
    code = code.strip()
    if code in load_yaml("official/dialects.yml")["areas"]["world"]:
        return WORLD
    if code in _countries() or _REGION.fullmatch(code):
        return code
    wanted = code.zfill(3) if code.isdigit() else code
    known = get_global("territory_aliases").get(wanted, ())
    return known[0] if len(known) == 1 and known[0] in _countries() else None


def read_period(told: str) -> tuple[date, date] | None:
    """First and last day of a period as SDMX and Comtrade write it, or None where it is none.

    >>> [day.isoformat() for day in read_period("2021-Q3")]
    ['2021-07-01', '2021-09-30']
    >>> read_period("202113")
    """
    told = told.strip()
    if match := _YEAR.fullmatch(told):
        year = int(match[1])
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    if match := _PART.fullmatch(told):
        size = _MONTHS[match[2]]
        last = size * int(match[3])
        return _months(int(match[1]), last - size + 1, last)
    if match := _MONTH.fullmatch(told):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not (year and 1 <= first <= last <= 12):
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def read_value(told: str) -> Decimal | None:
    """A number with a decimal point and no separators of thousands; None where it is none.

    >>> read_value("1.50"), read_value("n/a"), read_value("NaN"), read_value("1e999999999")
    (Decimal('1.50'), None, None, None)
    """
    try:
        value = Decimal(told.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS else None


_MOST_DIGITS = 30
