"""What a register is made of: frozen descriptions, read from ``data/registers/<name>.yml`` by ``loading``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ColumnType = Literal["text", "number", "date", "period", "place", "entity", "status"]
"""What a cell holds. A date is as exact as it was told (``2021``, ``2021-06``); a period is written as SDMX
writes one (``2021``, ``2021-Q1``, ``2021-01-01/P9M``); a place is a party code; an entity a name."""

Identity = Literal["key", "act"]

STATUSES = ("actual", "planned", "target", "proposed")
"""How a thing is said, the strongest first."""

CRITERIA = (
    "reviewed",
    "official",
    "newest",
    "most_sources",
    "most_exact",
    "fullest",
    "earliest",
    "latest",
    "smallest",
    "largest",
    "furthest",
    "narrowest",
)
"""By what the shown value may be chosen. ``furthest`` is the last stage of the life cycle;
``narrowest``, for cells with several places, leaves out a country beside a place in it."""

CHOICE = ("reviewed", "official", "newest", "most_sources")
"""The rule where a register states none: reviewed, then official, then newest, then most sources."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How a value is had from a statement: a mechanism's name and its argument."""

    name: str
    argument: Any = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a statement: for each fill, one of some values, or at least a number.

    ``wanted`` are pairs of a fill's name and its allowed values (None among them allows the absence);
    ``least`` pairs of a fill's name and the smallest number; ``unwanted`` what must not hold;
    of ``any_of``, where there are any, one must hold.
    """

    wanted: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    least: tuple[tuple[str, float], ...] = ()
    unwanted: "Condition | None" = None
    any_of: tuple["Condition", ...] = ()


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class FeedingSource:
    """Statements that feed a register: which, and into how many rows each goes.

    ``split`` names the mechanism that takes one statement apart (a pair of places, an organisation), or
    is None: then it belongs to one row.
    """

    when: Condition
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, what it is called, what fills it, and how its value is chosen.

    ``status`` limits which assertions it takes, ``stage`` to those of one stage of the life cycle;
    ``many`` tells that the cell holds all values, not one; ``compare`` that differing values of one status
    are a conflict (a column's name: only where that one is filled). ``expected`` columns are named as
    missing where nobody states them.
    """

    name: str
    type: ColumnType
    label: Mapping[str, str]
    fills: tuple[Fill, ...] = ()
    when: Condition = ALWAYS
    unit: str | None = None
    choose: tuple[str, ...] = CHOICE
    status: tuple[str, ...] = STATUSES
    stage: str | None = None
    many: bool = False
    expected: bool = False
    compare: bool | str = True


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a life cycle, and which statements say that it was reached."""

    name: str
    label: Mapping[str, str]
    when: Condition


@dataclass(frozen=True, slots=True)
class Step:
    """A mechanism with its parameters that completes the rows: joins variants, derives values, finds gaps."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """A question asked of every row; ``flag`` is what a row is marked with where the answer is yes."""

    name: str
    flag: str
    label: Mapping[str, str]
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """A register as it is described: its rows, columns, life cycle, choice and checks.

    ``key`` columns tell rows apart; a row that lacks one of them stands by itself, since two unknowns are
    not the same, save for the columns of ``may_lack``. ``identity`` says what makes statements one row:
    their ``key``, or that they tell of one ``act`` (a document, event or link, however dated and named).
    ``place`` is the file it was read from.
    """

    name: str
    number: int
    label: Mapping[str, str]
    row: Mapping[str, str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sources: tuple[FeedingSource, ...]
    place: str
    identity: Identity = "key"
    terms: Mapping[str, Fill] = field(default_factory=dict)
    may_lack: tuple[str, ...] = ()
    life: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    facets: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of this name, None where there is none."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def life_column(self) -> Column | None:
        """The column that shows how far a row has come, None for a register without a life cycle."""
        return next((column for column in self.columns if column.type == "status"), None)

    @property
    def stages(self) -> tuple[str, ...]:
        """The names of the life cycle's stages, in order."""
        return tuple(stage.name for stage in self.life)
