"""Values with their unit and bound, and stretches of time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Bound = Literal["=", "~", ">", "<"]
"""``=`` exactly as said, ``~`` about, ``>`` more than or at least, ``<`` less than or at most."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range in base units, the multiplier applied.

    ``high`` equals ``low`` unless a range was printed. ``unit`` is an ISO 4217 code, a unit of
    ``data/units.yml``, or ``count``, ``ratio``, ``share``, ``rank``; None where none is said.
    ``raw`` keeps the printed words.
    """

    low: Decimal
    high: Decimal
    unit: str | None
    bound: Bound
    raw: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both ends inclusive; an end that is not said is None.

    ``grain`` is the calendar unit named: ``day``, ``week``, ``month``, ``quarter``, ``half``,
    ``year``, ``years`` or ``span``.
    """

    start: date | None
    end: date | None
    grain: str
    raw: str
