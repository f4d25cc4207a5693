"""Official tables: what statistical offices publish, point by point."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class OfficialPoint:
    """One observation of an official table.

    ``line`` is its place in the file (the line of a CSV, the ordinal of an observation elsewhere,
    from 1). ``reporter`` is the country whose statistics it is, ``partner`` the other side
    (``WORLD`` for all partners), as party codes; ``measure`` is ``exports``, ``imports``, ``turnover``
    or ``balance`` of the reporter; ``goods`` a code of the table's own classification, or ``TOTAL``.
    ``since`` and ``until`` are both inclusive; ``value`` is in base units of ``unit`` (ISO 4217);
    ``valuation`` is ``FOB``, ``CIF`` or None where the table does not say. ``table`` is the table's name.
    """

    line: int
    reporter: str
    partner: str
    measure: str
    goods: str
    since: date
    until: date
    value: Decimal
    unit: str
    valuation: str | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """An official table as it was read: its file, its points, and how many rows were left out, by reason.

    ``id`` is the SHA-256 of the bytes, ``format`` the dialect that read it, ``publisher`` who issued
    it, as the person who loads it says or the dialect tells.
    """

    id: str
    name: str
    format: str
    publisher: str
    points: tuple[OfficialPoint, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
