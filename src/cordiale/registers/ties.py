"""Pairs of regions: how active they are, and the matrix of all pairs with those that are missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.model import Row
from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import FILLS, STEPS, enlist
from cordiale.registers.places import LEVELS, country_of, level_of
from cordiale.registers.steps import computed
from cordiale.registers.told import Told


@enlist(FILLS, "pair_level")
def pair_level(told: Told, _argument: None) -> str | None:
    """The narrower level of the two places of a pair."""
    if not isinstance(told.part, tuple):
        return None
    return max((level_of(code) for code in told.part), key=LEVELS.index)


@enlist(STEPS, "activity", takes=("score", "weights", "fades"), needs=("score", "weights", "fades"))
def activity(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """How active each pair is: the sum of what happened, by kind, the older the less.

    ``weights`` gives each kind its points; what is as old as ``fades`` years counts a half, twice as old
    a quarter. What is only planned or proposed counts nothing, and a fact told in several places once.
    """
    weights, fades = parameters["weights"], float(parameters["fades"])
    today = bench.holdings.as_of.year
    for draft in drafts:
        facts: dict[str, tuple[str, int | None]] = {}
        for item in draft.placed:
            if item.statement.status != "actual":
                continue
            fact = bench.ground.facts.of(item.id)
            told = item.fields.get("date") or item.fields.get("to")
            year = int(str(told)[:4]) if told else item.said
            facts.setdefault(item.id if fact is None else fact.id, (item.statement.kind, year))
        points = 0.0
        for kind, year in facts.values():
            age = fades if year is None else max(today - year, 0)
            points += weights.get(kind, 0) * 0.5 ** (age / fades)
        counted = " + ".join(sorted(kind for kind, _ in facts.values()))
        draft.tell(
            parameters["score"], computed(round(points, 2), f"{counted}, {today}", status=draft.status)
        )
    return drafts


@dataclass(frozen=True, slots=True)
class Matrix:
    """All pairs of the regions of two countries.

    ``rows`` and ``columns`` are the places of each side; ``ties`` the rows of the register by pair, those
    that are absent being ``missing``: pairs of which nothing is told.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ties: Mapping[tuple[str, str], Row]

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """The pairs of which nothing is told, in order."""
        return tuple((a, b) for a in self.rows for b in self.columns if (a, b) not in self.ties)

    def with_flag(self, flag: str) -> tuple[tuple[str, str], ...]:
        """The pairs marked with a flag (``dormant``)."""
        return tuple(pair for pair, row in sorted(self.ties.items()) if flag in row.flags)


def matrix(ties: Iterable[Row], one: str, other: str, *, regions: Sequence[str] = ()) -> Matrix:
    """The matrix of the regions of two countries, from the rows of the register of regional ties.

    Its sides are the regions that have a tie with the other country, and those of ``regions``.

    >>> matrix([], "BY", "CN", regions=["BY-HO", "CN-SC"]).missing
    (('BY-HO', 'CN-SC'),)
    """
    found: dict[tuple[str, str], Row] = {}
    for row in ties:
        pair = (row.value("REGION_A"), row.value("REGION_B"))
        countries = tuple(country_of(code) for code in pair)
        if countries == (one, other):
            found[pair] = row
        elif countries == (other, one):
            found[pair[1], pair[0]] = row
    wide = {code for code in regions if level_of(code) == "region"}
    sides = (
        {a for a, _ in found if level_of(a) == "region"} | {code for code in wide if country_of(code) == one},
        {b for _, b in found if level_of(b) == "region"}
        | {code for code in wide if country_of(code) == other},
    )
    inside = {pair: row for pair, row in found.items() if pair[0] in sides[0] and pair[1] in sides[1]}
    return Matrix(tuple(sorted(sides[0])), tuple(sorted(sides[1])), inside)
