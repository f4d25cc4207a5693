"""Facts: one assertion, however many places make it."""

from dataclasses import dataclass
from typing import Any

from cordiale.model.placed import Placed


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or several statements assert alike.

    ``members`` are the statements with, for each, how it agrees with the shown value (``exact``,
    ``rounded``, ``bound``, ``title``, ``repeat``); ``shown`` is the statement whose value is shown and
    ``rule`` why (``only``, ``most_exact``, ``newest``, ``most_sources``). ``origins`` counts independent
    origins: statements that cite one source, or repeat one another, count once.
    """

    shown: Placed
    rule: str
    members: tuple[tuple[Placed, str], ...]
    origins: int

    @property
    def id(self) -> str:
        """The shown statement's id."""
        return self.shown.id

    @property
    def fields(self) -> Any:
        """The shown statement's fields."""
        return self.shown.fields
