"""Facts: the same assertion from several places is one, with its sources and its independent origins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cordiale.model import Placed
from cordiale.model.fact import Fact
from cordiale.registers.figures import Group, group_figures, looseness, value_of
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.holdings import Holdings
from cordiale.registers.instruments import group_acts
from cordiale.registers.intervals import figure_of
from cordiale.vocabulary.folding import fold


def facts_of(holdings: Holdings) -> tuple[Fact, ...]:
    """All facts of a ledger, in reading order."""
    return holdings.facts.all


class Facts:
    """All facts of a ledger in reading order, found by id or by any of their statements."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.all = tuple(facts)
        self._of = {item.id: fact for fact in self.all for item, _ in fact.members}

    def of(self, statement: str) -> Fact | None:
        """The fact that a statement asserts, by the statement's id."""
        return self._of.get(statement)

    def find(self, prefix: str) -> list[Fact]:
        """The facts that have a statement whose id begins so, in reading order."""
        found = {fact.id: fact for name, fact in self._of.items() if name.startswith(prefix)}
        return [fact for fact in self.all if fact.id in found]


def gather(holdings: Holdings, genealogy: Genealogy | None = None) -> Facts:
    """The facts that a ledger's statements assert; :attr:`Holdings.facts` keeps them."""
    lineage = holdings.genealogy if genealogy is None else genealogy
    groups: list[Group] = group_figures(holdings.of_kind("observation"), holdings.topics, lineage)
    groups += group_acts(holdings)
    facts = [choose(group, lineage) for group in groups]
    order = {item.id: number for number, item in enumerate(holdings.placed)}
    return Facts(sorted(facts, key=lambda fact: min(order[item.id] for item, _ in fact.members)))


def choose(group: Group, genealogy: Genealogy) -> Fact:
    """The fact of a group. The most exact value is shown, else the newest, else that of most origins.

    The rule says which of these decided; ``only`` where all members give one value.
    """
    placed = [item for item, _ in group.members]
    if len(placed) == 1:
        return Fact(shown=placed[0], rule="only", members=((placed[0], "exact"),), origins=1)
    origins: Mapping[object, set[str]] = _origins_by_value(placed, genealogy)
    exactness = {item.id: _inexactness(item) for item in placed}

    def ranks(item: Placed) -> tuple[object, ...]:
        return exactness[item.id], -(item.said or 0), -len(origins[_asserted(item)])

    ordered = sorted(placed, key=lambda item: (*ranks(item), item.volume, item.start))
    shown = ordered[0]
    others = [item for item in ordered if _asserted(item) != _asserted(shown)]
    rule = "only"
    if others:
        nearest = ranks(others[0])
        decided = next(
            (at for at, (one, two) in enumerate(zip(ranks(shown), nearest, strict=True)) if one != two), 2
        )
        rule = ("most_exact", "newest", "most_sources")[decided]
    members = tuple((item, _agreement(item, how, shown)) for item, how in group.members)
    return Fact(shown=shown, rule=rule, members=members, origins=genealogy.count(placed))


_RULES = ("most_exact", "newest", "most_sources")


def _agreement(item: Placed, how: str, shown: Placed) -> str:
    """How a member agrees with the shown value: a title is told as one, whatever it rounds."""
    if item is shown:
        return "exact"
    title = "" if item.article is None else fold(item.article.title)
    return "title" if title and fold(" ".join(item.sentence.split())) in title else how


def _origins_by_value(placed: Sequence[Placed], genealogy: Genealogy) -> dict[object, set[str]]:
    found: defaultdict[object, set[str]] = defaultdict(set)
    for item in placed:
        found[_asserted(item)].add(genealogy.origin(item))
    return dict(found)


def _asserted(item: Placed) -> tuple[object, ...]:
    """The value that a statement gives, by which assertions differ within a fact."""
    if item.statement.kind == "observation":
        return *value_of(item), item.fields.get("bound")
    return tuple((name, str(value)) for name, value in sorted(item.fields.items()) if value is not None)


def _inexactness(item: Placed) -> tuple[object, ...]:
    if item.statement.kind == "observation":
        figure = figure_of(item)
        assert figure is not None
        return looseness(item, figure)
    told = sum(len(str(value)) for value in item.fields.values() if value is not None)
    return (-told,)
