"""What the language layer finds in a text."""

from dataclasses import dataclass
from typing import Literal

from cordiale.model.quantity import Bound

MentionKind = Literal["number", "money", "percent", "growth", "share", "quantity", "ordinal", "period"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, amount, rate, measured quantity, ordinal, date or period found in a text.

    ``quote == text[start:end]`` always. ``value`` is a float in base units (exact decimals are
    converted once, at the end), a ``(low, high)`` pair for a range, or None for a period. ``unit``
    is as in ``Quantity.unit``. ``since`` and ``until`` (printed as ``from`` and ``to``) are ISO
    dates, both inclusive, for periods only. ``core`` is the span of the figure with multiplier and
    unit and nothing around it (the anchor of an observation); ``head`` the span of the bare number.
    ``role`` tells what a period is: ``date``, ``period``, ``deadline``, ``base`` (what is compared
    with), ``since``, ``validity``, ``recurrent``; for growth: ``increase``, ``decrease``, ``factor``,
    ``index``, ``level_change``; else empty. ``relative`` names what an unresolved relative period
    hangs on (``same_period``, ``this_year``, ``last_year``, ``month_of_year``, ...), else None.
    """

    kind: MentionKind
    start: int
    end: int
    quote: str
    value: float | tuple[float, float] | None = None
    unit: str | None = None
    bound: Bound = "="
    since: str | None = None
    until: str | None = None
    core: tuple[int, int] | None = None
    head: tuple[int, int] | None = None
    role: str = ""
    relative: str | None = None
    grain: str | None = None
