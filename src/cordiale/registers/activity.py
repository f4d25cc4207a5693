"""When something between two places was last told of, at their own level, above it or below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from cordiale.model import Placed
from cordiale.registers.holdings import Holdings, last_day

_CROWD = 10
"""Places beyond which a statement is a list, and says nothing of each pair in it."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Activity:
    """A statement, and the last day that it shows the relation on: that of what it tells, else of telling."""

    day: date
    item: Placed


class Relations:
    """The statements about each pair of places in different countries, in time order.

    A town or region stands for itself and for its country: what Tatarstan does is also found under Russia.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._pairs: dict[Pair, list[Activity]] = {}
        for item in holdings.placed:
            day = day_of(item)
            if day is None or day > holdings.as_of or len(item.statement.parties) > _CROWD:
                continue
            for pair in pairs_of(item.statement.parties, wider=True):
                self._pairs.setdefault(pair, []).append(Activity(day, item))
        for listed in self._pairs.values():
            listed.sort(key=lambda found: (found.day, found.item.document, found.item.start))

    def between(self, pair: Pair) -> Sequence[Activity]:
        """All that is told between two places and the places in them, in time order."""
        return self._pairs.get(pair, ())

    def last(self, pair: Pair) -> Activity | None:
        """The last of these, or None."""
        listed = self._pairs.get(pair)
        return listed[-1] if listed else None

    def pairs(self) -> Iterable[Pair]:
        """All pairs of which something is told, sorted."""
        return sorted(self._pairs)


def country_of(party: str) -> str:
    """The country of a place, or the place itself where it is none's.

    >>> country_of("RU-TA"), country_of("KZ:Astana"), country_of("EAEU")
    ('RU', 'KZ', 'EAEU')
    """
    return party[:2] if party[2:3] in ("-", ":") else party


def pairs_of(parties: Iterable[str], *, wider: bool = False) -> list[Pair]:
    """The pairs of places in different countries; ``wider`` adds those of the countries they are in.

    >>> pairs_of(("BY", "RU-TA"), wider=True)
    [('BY', 'RU'), ('BY', 'RU-TA')]
    """
    held = set(parties)
    if wider:
        held |= {country_of(party) for party in held}
    return [
        (left, right)
        for left, right in combinations(sorted(held), 2)
        if country_of(left) != country_of(right)
    ]


def finest(parties: Iterable[str]) -> list[Pair]:
    """The pairs of the places themselves, without countries whose own towns or regions are among them.

    >>> finest(("BY", "BY:Brest", "CN-HB"))
    [('BY:Brest', 'CN-HB')]
    """
    held = set(parties)
    own = {party for party in held if not any(country_of(o) == party != o for o in held)}
    return pairs_of(own)


def day_of(item: Placed) -> date | None:
    """The last day of what a statement tells as done, else of the year in which it was told."""
    said = item.said
    told = item.fields.get("date") or item.fields.get("to")
    day = last_day(told) if told and item.statement.status == "actual" else None
    if day is not None and (said is None or day.year <= said):
        return day if said is None or item.statement.kind == "observation" else max(day, date(said, 1, 1))
    return None if said is None else date(said, 12, 31)
