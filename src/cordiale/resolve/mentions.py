"""Names as the statements print them, gathered: how often, where, and in which scope they mean one thing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cordiale.model import Placed
from cordiale.resolve.naming import name_key


@dataclass(slots=True)
class Node:
    """A name in a scope: what is joined with others into an entity, and never parted.

    ``key`` is what its printed spellings share; ``id`` is the entity's where the node leads it; ``scope``
    is empty where the name means one thing all over the ledger, else the article, document or places in
    which it does. ``names`` counts the printed spellings, ``rows`` are the places of its statements in
    the list they came in, ascending; ``shown`` keeps ``name`` once it was asked for.
    """

    key: str
    scope: str = ""
    id: str = ""
    names: Counter[str] = field(default_factory=Counter)
    rows: list[int] = field(default_factory=list)
    shown: str = ""

    @property
    def count(self) -> int:
        """The number of its mentions."""
        return self.names.total()

    @property
    def name(self) -> str:
        """The spelling printed most often; of several the one with the fewest capitals."""
        if not self.shown:
            self.shown = min(
                self.names, key=lambda name: (-self.names[name], sum(map(str.isupper, name)), name)
            )
        return self.shown

    def add(self, name: str, row: int) -> None:
        """Takes in a mention."""
        self.names[name] += 1
        self.shown = ""
        if not self.rows or self.rows[-1] != row:
            self.rows.append(row)


def slug(key: str) -> str:
    """A key as it stands in an entity's id.

    >>> slug("usine de tracteurs")
    'usine-de-tracteurs'
    """
    return key.replace(" ", "-")


def article_scope(item: Placed) -> str:
    """The scope of a name that means one thing in an article only: ``document.article``."""
    return f"{item.volume}.{item.article.ordinal if item.article is not None else 0}"


def document_scope(item: Placed) -> str:
    """The scope of a name that means one thing in a document only."""
    return str(item.volume)


def gather(mentions: Iterable[tuple[int, str]], scope: Callable[[str, int], str], prefix: str) -> list[Node]:
    """The nodes of mentions given as row and printed name, by key and scope; ids begin with ``prefix``.

    ``scope`` gives the scope of a name printed in the statement at a row.
    """
    found: dict[tuple[str, str], Node] = {}
    for row, name in mentions:
        key = name_key(name)
        place = key, scope(name, row)
        node = found.get(place)
        if node is None:
            at = f"@{place[1]}" if place[1] else ""
            node = found[place] = Node(*place, id=f"{prefix}{slug(key)}{at}")
        node.add(name, row)
    return [found[place] for place in sorted(found)]


def organisations_named(placed: Sequence[Placed]) -> Iterator[tuple[int, str]]:
    """The organisations that the statements name: row and printed name."""
    for row, item in enumerate(placed):
        for name in item.statement.orgs:
            if name_key(name):
                yield row, name
