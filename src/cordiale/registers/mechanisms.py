"""The mechanisms that descriptions of registers use by name: each registers itself under its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A function with the arguments that a description may give it.

    ``takes`` is None where it takes none, ``...`` where it takes any one value, else the names of the
    parameters it knows; ``needs`` those that must be given.
    """

    run: Callable[..., Any]
    takes: Any = None
    needs: tuple[str, ...] = ()

    def refuse(self, argument: Any) -> str | None:
        """What is wrong with an argument, None where nothing is."""
        if self.takes is ...:
            return None if argument is not None else "it needs an argument"
        if self.takes is None:
            return None if not argument else "it takes no argument"
        if not isinstance(argument, Mapping):
            argument = {} if argument is None else {"": argument}
        for name in argument:
            if name not in self.takes:
                return f"it knows no parameter {name or argument['']}"
        for name in self.needs:
            if name not in argument:
                return f"its parameter {name} is missing"
        return None


FILLS: dict[str, Mechanism] = {}
"""How a value is had from a statement: ``(told, argument) -> value or None``."""
SPLITS: dict[str, Mechanism] = {}
"""How a statement is taken apart: ``(told) -> parts``; each part goes to a row of its own."""
STEPS: dict[str, Mechanism] = {}
"""How rows are completed before values are chosen: ``(drafts, parameters, bench) -> drafts``."""
CHECKS: dict[str, Mechanism] = {}
"""What is asked of rows: ``(rows, parameters, bench) -> ids of the rows that are marked``."""


def enlist(
    table: dict[str, Mechanism], name: str, takes: Any = None, needs: tuple[str, ...] = ()
) -> Callable[[Function], Function]:
    """Makes a function the mechanism ``name`` of a table."""

    def enlisted(function: Function) -> Function:
        table[name] = Mechanism(function, takes, needs)
        return function

    return enlisted
