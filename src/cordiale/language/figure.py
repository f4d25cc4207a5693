"""A figure as parsed: its exact value and where it stands, before context says what it means."""

from dataclasses import dataclass
from decimal import Decimal

from cordiale.language.lexicon import Unit
from cordiale.language.tokens import Tokens

ONE = Decimal(1)


@dataclass(slots=True)
class Figure:
    """One number with its multiplier and unit, as a span of tokens ``[first, next)``.

    ``bare`` is the number before its multiplier ``scale``; ``low`` and ``high`` differ for a range.
    ``head`` and ``core`` are character spans: the bare number; the number with multiplier and unit.
    ``style`` is ``digits``, ``words``, ``article`` (a lone "one"), ``collective``, ``fraction``,
    ``ordinal`` or ``factor`` (one word that multiplies); ``step`` is -1 for "times less".
    """

    first: int
    next: int
    bare: Decimal
    head: tuple[int, int]
    core: tuple[int, int]
    style: str
    scale: Decimal = ONE
    low: Decimal = ONE
    high: Decimal | None = None
    about: bool = False
    signed: bool = False
    unit: Unit | None = None
    role: str = ""
    left: int = -1  # the token where the whole phrase begins, bounds and links included

    @property
    def family(self) -> str:
        """The family of the unit, empty for a bare number."""
        return self.unit.family if self.unit else ""

    def extend(self, tokens: Tokens, after: int, *, head: bool = False) -> None:
        """Lengthens the core (and with ``head`` the bare number) up to token ``after``."""
        self.next = after
        self.core = (self.core[0], tokens.ends[after - 1])
        if head:
            self.head = (self.head[0], tokens.ends[after - 1])
