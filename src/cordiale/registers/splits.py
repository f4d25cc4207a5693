"""How a statement goes to several rows: by pair of places, by partner, by organisation."""

from collections.abc import Iterable
from itertools import combinations

from cordiale.registers.fills import country_of, level_of
from cordiale.registers.mechanisms import SPLITS, enlist
from cordiale.registers.told import Told

MOST_PLACES = 12
"""A statement that names more places than this on one side lists them: it tells nothing of each pair."""


@enlist(SPLITS, "pairs")
def pairs(told: Told) -> Iterable[tuple[str, str]]:
    """The pairs of regions, cities or districts of different countries, each in the order of its codes.

    A town beside its own region is the narrower of the two: it does not make a second pair.
    """
    local = [code for code in told.item.statement.parties if level_of(code) != "state"]
    if len(local) > MOST_PLACES:
        return
    for one, other in combinations(sorted(local), 2):
        if country_of(one) != country_of(other):
            yield one, other


@enlist(SPLITS, "parties")
def parties(told: Told) -> Iterable[str]:
    """Each place."""
    return told.item.statement.parties


@enlist(SPLITS, "organisations")
def organisations(told: Told) -> Iterable[str]:
    """Each organisation named, by the name it is mostly known by; a firm's own rows."""
    known = [entity.name for entity in told.entities if entity.kind == "organisation"]
    return tuple(dict.fromkeys(known)) or told.item.statement.orgs
