"""How a statement goes to several rows: by pair of places, by partner, by organisation."""

from collections.abc import Iterable
from itertools import combinations

from cordiale.registers.lexicon import kind_of_name
from cordiale.registers.mechanisms import SPLITS, enlist
from cordiale.registers.places import country_of, level_of
from cordiale.registers.told import Told

GROUNDS = frozenset(("park", "zone", "exchange"))
"""Types of organisations that others are residents or members of."""
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


@enlist(SPLITS, "firms")
def firms(told: Told) -> Iterable[str | None]:
    """Each organisation named but parks, zones, exchanges and institutions, these where no other is named.

    None once where none of them is named.
    """
    held = [entity for entity in told.entities if entity.type not in GROUNDS]
    grounds = {name for entity in told.entities if entity.type in GROUNDS for name in entity.names}
    known = [entity.name for entity in held if entity.kind == "organisation"]
    others = tuple(name for name in told.item.statement.orgs if name not in grounds)
    names = tuple(dict.fromkeys(known)) or others
    return tuple(name for name in names if kind_of_name(name) != "institution") or names or (None,)


@enlist(SPLITS, "organisations")
def organisations(told: Told) -> Iterable[str | None]:
    """Each organisation named, by the name it is mostly known by; None once where none is named."""
    known = [entity.name for entity in told.entities if entity.kind == "organisation"]
    return tuple(dict.fromkeys(known)) or told.item.statement.orgs or (None,)
