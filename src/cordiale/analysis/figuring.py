"""Reckoning with printed figures: sums, numbers that stand for themselves, rounded results."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cordiale.analysis.paragraphs import Amount
from cordiale.registers.intervals import Interval, Printed


def add(figures: Sequence[Printed]) -> Printed:
    """The sum of figures, with all that it may stand for."""
    total = figures[0]
    for figure in figures[1:]:
        total = total + figure
    return total


def constant(number: Fraction | int) -> Printed:
    """A number that stands for itself alone.

    >>> float((constant(3) + constant(Fraction(1, 2))).value)
    3.5
    """
    held = Fraction(number)
    return Printed(held, Interval(held, held), Interval(held, held))


def sharpened(amounts: Sequence[Amount]) -> list[Printed]:
    """What figures of one reckoning stand for, each no coarser than the finest digit printed among them.

    In "from 40 to 52 million" the 40 is not rounded to tens.
    """
    step = finest(amounts)
    return [_sharp(amount) if _last_digit(amount.value) > step else amount.printed for amount in amounts]


def finest(amounts: Sequence[Amount]) -> float:
    """The weight of the finest digit printed among figures that are no bounds; 1 where all are."""
    return min((_last_digit(amount.value) for amount in amounts if amount.bound == "="), default=1.0)


def _sharp(amount: Amount) -> Printed:
    low, high, step = amount.printed.usual.low, amount.printed.usual.high, amount.printed.step
    if amount.bound != "=" or low is None or high is None or step is None:
        return amount.printed
    return Printed(amount.printed.value, amount.printed.usual, Interval(low - step / 2, high + step / 2))


def _last_digit(value: float) -> float:
    """The weight of the last digit that is not zero."""
    return 10.0 ** int(Decimal(f"{value:.12g}").normalize().as_tuple().exponent)


def significant(value: float, like: Amount) -> float | int:
    """A derived value with one digit more than the figure it was derived from, three at least."""
    digits = max(3, len([c for c in f"{like.value:.12g}".strip("0.") if c.isdecimal()]))
    return number(float(f"{value:.{digits}g}"))


def unit_mark(unit: str) -> str:
    """The unit as it stands behind a number in an explanation; nothing for counts, ratios and shares.

    >>> unit_mark("USD"), unit_mark("count")
    (' USD', '')
    """
    return "" if unit in ("count", "ratio", "share", "rank") else f" {unit}"


def day_of(amount: Amount) -> str | None:
    """The end of the period that a figure is for, where its statement tells one."""
    return None if amount.statement is None else amount.statement.fields.get("to")


def number(value: float) -> float | int:
    """A whole number without its point, free of the machine's last digits.

    >>> number(3.0), number(0.1 + 0.2)
    (3, 0.3)
    """
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() else rounded
