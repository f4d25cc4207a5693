"""Long lists, asked by facets and paged by key: indexes that are made once for each state of the ledger."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Facet = tuple[str, str]


class Listing(Generic[Item]):
    """Items in their order, found by id and by facets without going through all of them.

    >>> words = Listing(["ant", "bee", "bat"], identify=lambda w: w, facets=lambda w: [("letter", w[0])])
    >>> words.page({"letter": "b"}, start=0, limit=1)
    (['bee'], True)
    >>> words.page({"letter": "b"}, start=words.place("bee") + 1, limit=1)
    (['bat'], False)
    """

    def __init__(
        self,
        items: Iterable[Item],
        *,
        identify: Callable[[Item], str],
        facets: Callable[[Item], Iterable[Facet]],
    ) -> None:
        self.items: Sequence[Item] = tuple(items)
        self._places = {identify(item): place for place, item in enumerate(self.items)}
        self._having: dict[Facet, array[int]] = {}
        for place, item in enumerate(self.items):
            for facet in dict.fromkeys(facets(item)):
                self._having.setdefault(facet, array("q")).append(place)

    def place(self, name: str) -> int | None:
        """Where the item with this id stands, None where there is none."""
        return self._places.get(name)

    def get(self, name: str) -> Item | None:
        """The item with this id."""
        place = self._places.get(name)
        return None if place is None else self.items[place]

    def having(self, name: str, value: str) -> Sequence[int]:
        """The places of the items with a facet, ascending."""
        return self._having.get((name, value), ())

    def page(
        self,
        wanted: Mapping[str, str | None],
        *,
        start: int,
        limit: int,
        also: Callable[[Item], bool] | None = None,
    ) -> tuple[list[Item], bool]:
        """At most ``limit`` items from place ``start`` on that have all facets, and whether there are more.

        A facet that is None is not asked for; ``also`` is a condition that no index holds.
        """
        found: list[Item] = []
        for place in self._among(wanted, start):
            item = self.items[place]
            if also is not None and not also(item):
                continue
            if len(found) == limit:
                return found, True
            found.append(item)
        return found, False

    def _among(self, wanted: Mapping[str, str | None], start: int) -> Iterator[int]:
        lists = [self.having(name, value) for name, value in wanted.items() if value is not None]
        if not lists:
            yield from range(start, len(self.items))
            return
        # The rarest facet leads; whether a place has the others is a search in their sorted places.
        shortest, *others = sorted(lists, key=len)
        for at in range(bisect_left(shortest, start), len(shortest)):
            place = shortest[at]
            if all(_holds(other, place) for other in others):
                yield place


def _holds(places: Sequence[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def party_facets(parties: Iterable[str]) -> Iterator[Facet]:
    """The facets of places: each, and what it lies in (``KZ`` for ``KZ-KUS`` and ``KZ:Astana``).

    >>> [code for _, code in party_facets(["KZ-KUS", "EAEU"])]
    ['KZ-KUS', 'KZ', 'EAEU']
    """
    for code in parties:
        yield "party", code
        for at, sign in enumerate(code):
            if sign in "-:":
                yield "party", code[:at]
