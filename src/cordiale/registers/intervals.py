"""What a printed figure may stand for: an interval, from its digits, its bound and its unit.

"4.5 billion" stands for anything that is written so: 4.45 to 4.55 where it was rounded, up to 4.6 where
digits were cut off. Two figures conflict only where nothing that both may stand for is left.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import add, mul
from typing import Literal

from cordiale.language.numerals import read_numeral
from cordiale.model import Placed
from cordiale.vocabulary.folding import fold

Outcome = Literal["agree", "rounded", "conflict"]
"""``agree``: both may be the same number as rounded in print. ``rounded``: only if one was cut off,
rounded to tens or told loosely. ``conflict``: not even so."""

_EXACT_BELOW = 20
"""Counts below this are counted, not estimated, whatever zero they end in."""
_COARSEST = Fraction(1, 4)
"""No figure is rounded by more than this part of itself: "a billion" is not said of 600 million."""
_ROUNDED = Fraction(1, 10)
"""Zeros at the end may be rounding, up to this part of the value."""
_NEAR = (Fraction(5, 100), Fraction(12, 100))
"""How far "about" reaches, of the value: usually, and at most."""
_COLLECTIVE = (Fraction(15, 100), Fraction(30, 100))
"""The same for figures in words that are about so many: "a hundred or so"."""
_WORDED = (Fraction(3, 100), Fraction(12, 100))
"""The same for ratios and shares in words, which are told loosely: "doubled", "a third"."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high``; an end that is None is open.

    >>> (Interval(Fraction(1), Fraction(2)) + Interval(Fraction(3), None)).low
    Fraction(4, 1)
    """

    low: Fraction | None
    high: Fraction | None

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_each(self.low, other.low, add), _each(self.high, other.high, add))

    def __sub__(self, other: "Interval") -> "Interval":
        return self + Interval(_negative(other.high), _negative(other.low))

    def __mul__(self, other: "Interval") -> "Interval":
        """The product where neither reaches below zero; open on both sides else."""
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            return _ALL
        return Interval(self.low * other.low, _each(self.high, other.high, mul))

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotient where neither reaches below zero; open on both sides else."""
        if other.low is None or other.low <= 0:
            return _ALL
        under = Fraction(0) if other.high is None else 1 / other.high
        return self * Interval(under, 1 / other.low)

    def holds(self, number: Fraction) -> bool:
        """Whether ``number`` is in it, the ends included."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def meets(self, other: "Interval") -> bool:
        """Whether they have more in common than the point at which one ends and the other begins.

        An exact number, whose ends are one, meets what holds it.
        """
        low = max((end for end in (self.low, other.low) if end is not None), default=None)
        high = min((end for end in (self.high, other.high) if end is not None), default=None)
        if low is None or high is None or low < high:
            return True
        return low == high and (self.low == self.high or other.low == other.high)


_ALL = Interval(None, None)


def _each(
    left: Fraction | None, right: Fraction | None, both: Callable[[Fraction, Fraction], Fraction]
) -> Fraction | None:
    return None if left is None or right is None else both(left, right)


def _negative(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed: its value, what it stands for as rounded, and what it may stand for at most.

    ``usual`` is within ``widest``. Sums, differences, products and quotients carry both along.

    >>> four = read_figure(4.5e9, "4,5 milliards de dollars", unit="USD")
    >>> float(four.usual.low), float(four.widest.high)
    (4450000000.0, 4600000000.0)
    """

    value: Fraction
    usual: Interval
    widest: Interval

    def __add__(self, other: "Printed") -> "Printed":
        return Printed(self.value + other.value, self.usual + other.usual, self.widest + other.widest)

    def __sub__(self, other: "Printed") -> "Printed":
        return Printed(self.value - other.value, self.usual - other.usual, self.widest - other.widest)

    def __mul__(self, other: "Printed") -> "Printed":
        return Printed(self.value * other.value, self.usual * other.usual, self.widest * other.widest)

    def __truediv__(self, other: "Printed") -> "Printed":
        """The quotient; raises ``ZeroDivisionError`` where the other's value is zero."""
        return Printed(self.value / other.value, self.usual / other.usual, self.widest / other.widest)

    @property
    def step(self) -> Fraction | None:
        """The width of what it usually stands for; None where that is open, 0 where it is exact."""
        low, high = self.usual.low, self.usual.high
        return None if low is None or high is None else high - low


def compare(left: Printed, right: Printed) -> Outcome:
    """Whether two figures can be the same number.

    >>> def usd(value, quote, bound="="): return read_figure(value, quote, bound=bound, unit="USD")
    >>> compare(usd(4.5e9, "4,5 milliards"), usd(4.46e9, "4,46 milliards"))
    'agree'
    >>> compare(usd(4.5e9, "4,5 milliards"), usd(4.58e9, "4,58 milliards"))
    'rounded'
    >>> compare(usd(4.5e9, "4,5 milliards"), usd(4.7e9, "4,7 milliards"))
    'conflict'
    """
    if left.usual.meets(right.usual):
        return "agree"
    return "rounded" if left.widest.meets(right.widest) else "conflict"


def gap(left: Printed, right: Printed) -> float:
    """How far apart what they usually stand for is, a fraction of the greater value; 0 where they agree."""
    pairs = ((left.usual.high, right.usual.low), (right.usual.high, left.usual.low))
    apart = max((low - high for high, low in pairs if high is not None and low is not None), default=0)
    greater = max(abs(left.value), abs(right.value))
    return 0.0 if apart <= 0 or greater == 0 else float(apart / greater)


def exact(number: float | int | Decimal | str) -> Fraction:
    """A number as the digits say it, not as the machine holds it.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(Decimal(str(number)))


def figure_of(item: Placed) -> Printed | None:
    """The figure of an observation as printed, or None where the statement has none."""
    fields = item.fields
    value = fields.get("value")
    if value is None:
        return None
    return read_figure(
        value,
        item.statement.evidence.quote,
        bound=fields.get("bound") or "=",
        unit=fields.get("unit"),
        transform=fields.get("transform") or "level",
    )


def read_figure(
    value: float | Sequence[float],
    quote: str,
    *,
    bound: str = "=",
    unit: str | None = None,
    transform: str = "level",
) -> Printed:
    """What a figure stands for; the arguments are the statement's fields, ``quote`` its printed anchor.

    A range stands for all between its ends. Counts without a multiplier and ranks are exact.

    >>> ten = read_figure(0.107, "10,7 %", transform="share")
    >>> float(ten.usual.low), float(ten.usual.high)
    (0.1065, 0.1075)
    """
    ends = tuple(value) if isinstance(value, list | tuple) else (value,)
    return _read_figure(ends, quote, bound, unit, transform)


@lru_cache(maxsize=65536)
def _read_figure(
    values: tuple[float, ...], quote: str, bound: str, unit: str | None, transform: str
) -> Printed:
    """The same of one or two ends; what is printed alike is read once."""
    ends = [exact(end) for end in values]
    numerals = list(_numerals(quote))
    if transform == "rank":
        reach = [(Interval(end, end), Interval(end, end)) for end in ends]
    else:
        counted = transform == "level" and unit == "count"
        reach = [_reach(end, numerals, transform, counted=counted, about=bound == "~") for end in ends]
    usual = Interval(reach[0][0].low, reach[-1][0].high)
    widest = Interval(reach[0][1].low, reach[-1][1].high)
    if bound == ">":
        usual, widest = Interval(usual.low, None), Interval(widest.low, None)
    elif bound == "<":
        usual, widest = Interval(None, usual.high), Interval(None, widest.high)
    return Printed(sum(ends, Fraction(0)) / len(ends), usual, widest)


def _numerals(quote: str) -> Iterator[tuple[Fraction, Fraction]]:
    """The numerals in digits of a quote: the number, and the weight of its last printed digit."""
    folded, at = fold(quote), 0
    while (found := _DIGIT.search(folded, at)) is not None:
        numeral = read_numeral(folded, found.start())
        if numeral is None:
            return
        exponent = numeral[0].as_tuple().exponent
        yield Fraction(numeral[0]), Fraction(10) ** min(int(exponent), 0)
        at = numeral[1]


_DIGIT = re.compile(r"\d")

_READINGS: Sequence[Callable[[Fraction], Fraction]] = (
    lambda number: 1 + number / 100,
    lambda number: 1 - number / 100,
    lambda number: number / 100,
    lambda number: number,
    lambda number: 1 + number,
    lambda number: 1 / number,
)
"""The ways in which a ratio new/old is said: by a per cent more or less, as an index, so many times, so many
times more, divided by."""


def _reach(
    value: Fraction,
    numerals: Sequence[tuple[Fraction, Fraction]],
    transform: str,
    *,
    counted: bool,
    about: bool,
) -> tuple[Interval, Interval]:
    """What one number stands for: usually, and at most."""
    usual, widest = _digits_reach(value, numerals, transform, counted=counted) or _words_reach(
        value, loose=transform != "level", counted=counted
    )
    if transform == "level" and not (counted and abs(value) < _EXACT_BELOW):
        last = _last_digit(value)
        if last > 1:
            widest = _around(widest, value, min(last / 2, abs(value) * _ROUNDED))
    if not about:
        return usual, widest
    near, far = _NEAR if numerals else _COLLECTIVE
    return _around(usual, value, abs(value) * near), _around(widest, value, abs(value) * far)


def _words_reach(value: Fraction, *, loose: bool, counted: bool) -> tuple[Interval, Interval]:
    """The same of a number in words, or of one whose digits are not found."""
    if loose:
        near, far = (Interval(value - value * part, value + value * part) for part in _WORDED)
        return near, far
    return _stepped(value, Fraction(0) if counted else _last_digit(value))


def _stepped(value: Fraction, step: Fraction) -> tuple[Interval, Interval]:
    """What a number printed in steps of ``step`` stands for: rounded, or cut off."""
    most = abs(value) * _COARSEST
    half, whole = min(step / 2, most), min(step, most)
    return Interval(value - half, value + half), Interval(value - whole, value + whole)


def _digits_reach(
    value: Fraction, numerals: Sequence[tuple[Fraction, Fraction]], transform: str, *, counted: bool
) -> tuple[Interval, Interval] | None:
    """What a number in digits stands for; None where no numeral makes this value."""
    for number, unit in numerals:
        if transform == "growth":
            for reading in _READINGS:
                if number > unit and _close(reading(number), value):
                    near, far = _stepped(number, unit)
                    return _read(reading, near), _read(reading, far)
        elif number != 0 and _is_factor(factor := abs(value / number), transform):
            return _stepped(value, Fraction(0) if counted and factor == unit == 1 else factor * unit)
    return None


def _read(reading: Callable[[Fraction], Fraction], interval: Interval) -> Interval:
    assert interval.low is not None and interval.high is not None
    return Interval(*sorted((reading(interval.low), reading(interval.high))))


def _close(left: Fraction, right: Fraction) -> bool:
    return abs(left - right) <= abs(right) / 10**4


def _is_factor(factor: Fraction, transform: str) -> bool:
    """Whether a figure is a printed number times this: a power of ten, or for a share a hundredth."""
    if transform == "share":
        return factor in (Fraction(1, 100), 1, Fraction(1, 1000))
    whole = factor if factor >= 1 or factor == 0 else 1 / factor
    return whole.denominator == 1 and str(whole.numerator).rstrip("0") == "1"


def _last_digit(value: Fraction) -> Fraction:
    """The weight of the last digit of a number that is not zero, by its own decimal digits."""
    if value == 0:
        return Fraction(0)
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(10) ** int(number.normalize().as_tuple().exponent)


def _around(interval: Interval, value: Fraction, width: Fraction) -> Interval:
    assert interval.low is not None and interval.high is not None
    return Interval(min(interval.low, value - width), max(interval.high, value + width))
