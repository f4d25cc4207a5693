"""Registers: rows, their cells, and what each source asserts for a cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cordiale.model.finding import Proof

Standing = Literal["reviewed", "official", "statement", "entry", "derived"]
"""Where an assertion comes from: reviewed by a person, an official table, a document, a person's own
entry, or computed."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one source asserts for one cell.

    ``status`` is the statement's (``actual``, ``planned``, ``target``, ``proposed``); ``bound`` as in
    ``Quantity``; ``proof`` the passage, None for tables and entries; ``origin`` who first said it;
    ``said`` the year; ``source`` is printed beside it (a document, a table's name, who entered it).
    """

    value: Any
    standing: Standing
    source: str
    status: str = "actual"
    bound: str = "="
    proof: Proof | None = None
    origin: str = ""
    said: int | None = None
    derivation: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: the value shown, the rule that chose it, and every assertion behind it.

    ``rule`` is ``only`` (there is one value), ``derived``, or the criterion that decided (``reviewed``,
    ``official``, ``newest``, ``most_sources``, ``earliest``...; ``first`` where none did). ``status`` is the
    shown value's: one of another status stands beside it, never for it. ``conflict`` tells that
    assertions of the shown status do not agree.
    """

    value: Any
    rule: str
    assertions: tuple[Assertion, ...]
    conflict: bool = False
    status: str = "actual"

    @property
    def origins(self) -> int:
        """The number of independent origins that assert the shown value (any part of it, for a list)."""
        shown = self.value if isinstance(self.value, tuple) else (self.value,)
        return len(
            {a.origin or a.source for a in self.assertions if a.value == self.value or a.value in shown}
        )

    @property
    def bound(self) -> str:
        """The bound of the shown value; ``=`` where one source tells it as exact, and for several values."""
        told = [a.bound for a in self.assertions if a.value == self.value and a.status == self.status]
        return "=" if not told or "=" in told else told[0]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: its key, its cells by column, and what nobody has stated (``missing``).

    ``id`` is the register's name and a hash of the key; ``flags`` are outcomes of the register's checks
    (``expired``, ``dormant``, ``overdue``, ``conflict``). ``status`` is the strongest that is asserted of
    the row: a row that is only ``planned`` has nothing that happened.
    """

    register: str
    id: str
    key: Mapping[str, Any]
    cells: Mapping[str, Cell]
    missing: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = field(default=())
    status: str = "actual"

    def value(self, column: str) -> Any:
        """The shown value of a column, None where nothing is asserted."""
        cell = self.cells.get(column)
        return None if cell is None else cell.value


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person entered in a register, by hand or from a table: appended, retired, never overwritten.

    ``key`` holds the row's key by column, and under ``row`` the id of the row it was entered for, where one
    was named; ``cells`` the values by column. ``standing`` is ``entry`` or ``reviewed``; ``source`` what the
    person refers to, or a file's name and line; ``at`` the instant (ISO 8601, UTC).
    """

    number: int
    register: str
    key: Mapping[str, Any]
    cells: Mapping[str, Any]
    status: str
    standing: Standing
    source: str
    by: str
    at: str
    retired_at: str | None = None
    retired_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it holds: nobody has retired it."""
        return self.retired_at is None
