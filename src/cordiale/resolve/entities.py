"""Entities of a ledger: every printed name taken to the one thing it names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from cordiale.model import Entity, EntityKind, Judgement, Placed
from cordiale.resolve.known import known_names, known_organisations
from cordiale.resolve.mentions import Node
from cordiale.resolve.naming import name_key, read_name
from cordiale.resolve.organisations import Organisations
from cordiale.resolve.unions import Overruled, Tie, Unions, judge, tie_up

__all__ = ["Entities", "cluster", "known_names", "name_key"]


class Entities:
    """All entities of a ledger, found by any of their names, by id, or by statement.

    ``aliases`` are further ids under which an entity was or may be called; ``overruled`` the
    judgements that do not hold because newer ones forbid it.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        *,
        aliases: Mapping[str, str] | None = None,
        overruled: Sequence[Overruled] = (),
    ) -> None:
        self._all = tuple(entities)
        self._by_id = {entity.id: entity for entity in self._all}
        self._aliases = dict(aliases or {})
        self._by_key: dict[str, list[Entity]] = defaultdict(list)
        self._by_statement: dict[str, list[Entity]] = defaultdict(list)
        self.overruled = tuple(overruled)
        for entity in self._all:
            for key in {name_key(name) for name in (entity.name, *entity.names)}:
                self._by_key[key].append(entity)
            for statement in entity.statements:
                self._by_statement[statement].append(entity)

    def all(self, kind: EntityKind | None = None) -> tuple[Entity, ...]:
        """All entities, or those of one kind, the most mentioned first."""
        return tuple(entity for entity in self._all if kind in (None, entity.kind))

    def get(self, name: str) -> Entity | None:
        """The entity with this id or any such name, the most mentioned of several; else None."""
        return next(iter(self.named(name)), None)

    def named(self, name: str) -> tuple[Entity, ...]:
        """All entities with this id or any such name, the most mentioned first."""
        known = self._by_id.get(self._aliases.get(name, name))
        return (known,) if known is not None else tuple(self._by_key.get(name_key(name), ()))

    def of(self, statement: str) -> tuple[Entity, ...]:
        """The entities that a statement names, by the statement's id."""
        return tuple(self._by_statement.get(statement, ()))

    def names_of_one(self, kind: EntityKind) -> dict[str, Entity]:
        """Name key -> entity, of the names that mean one entity of a kind wherever they are printed."""
        return {
            key: own[0]
            for key, held in self._by_key.items()
            if len(own := [entity for entity in held if entity.kind == kind]) == 1 and "@" not in own[0].id
        }


def cluster(placed: Sequence[Placed], judgements: Sequence[Judgement] = ()) -> Entities:
    """The entities that the statements name, kept together and apart as persons judged."""
    assembly = _Assembly(placed, judgements)
    _add_organisations(assembly)
    return assembly.entities()


class _Assembly:
    """Entities of all kinds as they are put together."""

    def __init__(self, placed: Sequence[Placed], judgements: Sequence[Judgement]) -> None:
        self.placed = placed
        self.judgements = judgements
        self._entities: list[Entity] = []
        self._aliases: dict[str, str] = {}
        self._overruled: list[Overruled] = []

    def add(
        self,
        kind: EntityKind,
        nodes: Sequence[Node],
        ties: Sequence[Tie],
        *,
        make: Callable[[list[Node]], Entity],
        joiner: Callable[[Unions], Callable[[Tie], bool]] | None = None,
    ) -> None:
        sets = Unions(len(nodes))
        judged, overruled = judge(sets, self.judgements, _finder(nodes))
        order = [(node.count, node.id) for node in nodes]
        join = joiner(sets) if joiner else lambda tie: sets.join(tie.left, tie.right)
        used = [*judged, *tie_up(ties, order, join)]
        why: dict[int, list[str]] = defaultdict(list)
        for tie in used:
            why[sets.root(tie.left)].append(_told(tie, nodes))
        for group in sets.groups():
            members = [nodes[index] for index in group]
            rows = sorted({row for node in members for row in node.rows})
            if not rows:
                continue
            entity = make(members)
            names: Counter[str] = Counter()
            for node in members:
                names.update(node.names)
            whole = Entity(
                id=entity.id,
                kind=kind,
                name=entity.name,
                names=dict(sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))),
                type=entity.type,
                codes=entity.codes,
                statements=tuple(self.placed[row].id for row in rows),
                why=tuple(why[sets.root(group[0])]),
            )
            self._entities.append(whole)
            self._aliases.update({node.id: whole.id for node in members})
        self._overruled.extend(overruled)

    def entities(self) -> Entities:
        ranked = sorted(self._entities, key=lambda entity: (-sum(entity.names.values()), entity.id))
        return Entities(ranked, aliases=self._aliases, overruled=self._overruled)


def _finder(nodes: Sequence[Node]) -> Callable[[str], list[int]]:
    by_id: dict[str, int] = {}
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        by_id[node.id] = index
        for key in {node.key, *map(name_key, node.names)}:
            if key:
                by_key[key].append(index)
    return lambda name: [by_id[name]] if name in by_id else by_key.get(name_key(name), [])


def _told(tie: Tie, nodes: Sequence[Node]) -> str:
    left, right = nodes[tie.left], nodes[tie.right]
    names = " = ".join(node.name for node in (left, right) if node.names)
    return f"{tie.code}: {names}" + (f" ({tie.detail})" if tie.detail else "")


def _add_organisations(assembly: _Assembly) -> None:
    known = {item.id: item for item in known_organisations()}
    organisations = Organisations(assembly.placed)

    def make(members: list[Node]) -> Entity:
        listed = sorted(node.id for node in members if node.id in known)
        types: Counter[str] = Counter()
        for node in members:
            if node.names:
                types[read_name(node.name).type] += node.count
        del types[""]
        if listed:
            return Entity(listed[0], "organisation", known[listed[0]].name, {}, known[listed[0]].type)
        leading = _leading(members)
        kind = min(types, key=lambda kind: (kind == "firm", -types[kind], kind), default="")
        return Entity(leading.id, "organisation", leading.name, {}, kind)

    assembly.add(
        "organisation", organisations.nodes, organisations.ties, make=make, joiner=organisations.joiner
    )


def _leading(members: Sequence[Node]) -> Node:
    """The node that an entity is called by: the fullest of those printed often, if it may be no acronym."""
    often = max(node.count for node in members) / 4
    full = [node for node in members if node.names and read_name(node.name).acronym is None]
    return min(
        (node for node in full or members if node.names),
        key=lambda node: (node.count < often, -node.count, -len(set(node.key.split())), node.id),
    )
