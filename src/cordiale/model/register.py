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

    ``rule`` is ``only`` (there is one value), ``reviewed``, ``official``, ``newest``, ``most_sources`` or
    ``derived``. ``conflict`` tells that assertions of the same status do not agree.
    """

    value: Any
    rule: str
    assertions: tuple[Assertion, ...]
    conflict: bool = False

    @property
    def origins(self) -> int:
        """The number of independent origins that assert the shown value."""
        return len({a.origin or a.source for a in self.assertions if a.value == self.value})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: its key, its cells by column, and what nobody has stated (``missing``).

    ``id`` is the register's name and a hash of the key; ``flags`` are outcomes of the register's checks
    (``expired``, ``dormant``, ``overdue``, ``conflict``).
    """

    register: str
    id: str
    key: Mapping[str, Any]
    cells: Mapping[str, Cell]
    missing: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = field(default=())

    def value(self, column: str) -> Any:
        """The shown value of a column, None where nothing is asserted."""
        cell = self.cells.get(column)
        return None if cell is None else cell.value
