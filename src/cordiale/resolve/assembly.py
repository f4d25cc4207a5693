"""Entities of all kinds, put together from names, ties and judgements."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from cordiale.model import Entity, EntityKind, Judgement, Placed
from cordiale.resolve.gatherings import Gatherings, series_nodes
from cordiale.resolve.goods import goods_nodes
from cordiale.resolve.instruments import instrument_nodes
from cordiale.resolve.known import known_organisations
from cordiale.resolve.mentions import Node
from cordiale.resolve.naming import name_key, read_name
from cordiale.resolve.organisations import Organisations
from cordiale.resolve.persons import person_nodes
from cordiale.resolve.places import place_codes, place_nodes, place_type
from cordiale.resolve.unions import Hint, Overruled, Tie, Unions, judge, tie_up
from cordiale.vocabulary.geonames import geonames

Describe = Callable[[Sequence[Node]], Entity]
"""Gives id, name, type and codes of the entity that some nodes make."""


class Assembly:
    """The entities that statements name: ``entities``, the most mentioned first.

    ``aliases`` are the ids under which one may be called; ``overruled`` the judgements that newer ones
    forbid; ``hints`` the ties that nearly joined two.
    """

    def __init__(self, placed: Sequence[Placed], judgements: Sequence[Judgement]) -> None:
        self._placed = placed
        self._judgements = [item for item in judgements if item.stands]
        self._found: list[Entity] = []
        self.aliases: dict[str, str] = {}
        self._overruled: dict[int, Overruled] = {}
        self.hints: list[Hint] = []
        self._actors: dict[int, list[str]] = defaultdict(list)
        self._add_places()
        bodies = Gatherings(placed)
        self._add("body", bodies.nodes, bodies.ties, _body)
        self._add_organisations(bodies.taken)
        self._add("event", series_nodes(placed), (), _plain)
        self._add("document", *instrument_nodes(placed, lambda row: self._actors.get(row, ())), _instrument)
        self._add("goods", goods_nodes(placed), (), _goods)
        self._add("person", *person_nodes(placed), _plain)
        self.entities = tuple(
            sorted(self._found, key=lambda entity: (-sum(entity.names.values()), entity.id))
        )
        self.overruled = tuple(self._overruled[number] for number in sorted(self._overruled))

    def _add(
        self,
        kind: EntityKind,
        nodes: Sequence[Node],
        ties: Sequence[Tie],
        describe: Describe,
        *,
        joiner: Callable[[Unions], Callable[[Tie], bool]] | None = None,
    ) -> None:
        sets = Unions(len(nodes))
        judged, overruled = judge(sets, self._judgements, _finder(nodes))
        self._overruled.update({item.judgement.number: item for item in overruled})
        join = joiner(sets) if joiner else lambda tie: sets.join(tie.left, tie.right)
        used = [*judged, *tie_up(ties, [(node.count, node.id) for node in nodes], join)]
        why: dict[int, list[str]] = defaultdict(list)
        for tie in used:
            why[sets.root(tie.left)].append(_told(tie, nodes))
        apart = [tie for tie in ties if sets.root(tie.left) != sets.root(tie.right)]
        for group in sets.groups():
            members = [nodes[index] for index in group]
            rows = sorted({row for node in members for row in node.rows})
            if rows:
                self._keep(kind, members, rows, describe(members), tuple(why[sets.root(group[0])]))
        for tie in apart:
            left, right = nodes[tie.left], nodes[tie.right]
            if left.names and right.names and sets.between(tie.left, tie.right) is None:
                ids = self.aliases[left.id], self.aliases[right.id]
                self.hints.append(Hint(*ids, tie.strength, tie.code, tie.detail))

    def _keep(
        self,
        kind: EntityKind,
        members: Sequence[Node],
        rows: Sequence[int],
        told: Entity,
        why: tuple[str, ...],
    ) -> None:
        names: Counter[str] = Counter()
        for node in members:
            names.update(node.names)
        self._found.append(
            Entity(
                id=told.id,
                kind=kind,
                name=told.name,
                names=dict(sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))),
                type=told.type,
                codes=told.codes,
                statements=tuple(self._placed[row].id for row in rows),
                why=why,
            )
        )
        self.aliases.update({node.id: told.id for node in members})
        if kind == "organisation":
            for row in rows:
                self._actors[row].append(told.id)

    def _add_places(self) -> None:
        nodes = place_nodes(self._placed)
        known = geonames(node.id for node in nodes)

        def describe(members: Sequence[Node]) -> Entity:
            leading = _most_mentioned(members)
            codes = place_codes(leading.id, known.get(leading.id))
            return Entity(leading.id, "place", leading.name, {}, place_type(leading.id), codes)

        self._add("place", nodes, (), describe)

    def _add_organisations(self, taken: set[tuple[int, str]]) -> None:
        found = Organisations(self._placed, taken)
        self._add("organisation", found.nodes, found.ties, _organisation, joiner=found.joiner)


def _finder(nodes: Sequence[Node]) -> Callable[[str], list[int]]:
    """Finds nodes by id, else by any spelling."""
    by_id = {node.id: index for index, node in enumerate(nodes)}
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        for key in {name_key(name) for name in node.names}:
            by_key[key].append(index)
    return lambda name: [by_id[name]] if name in by_id else by_key.get(name_key(name), [])


def _told(tie: Tie, nodes: Sequence[Node]) -> str:
    """A reason as ``code: names (what it rests on)``."""
    names = " = ".join(node.name for node in (nodes[tie.left], nodes[tie.right]) if node.names)
    return f"{tie.code}: {names}" + (f" ({tie.detail})" if tie.detail else "")


def _most_mentioned(members: Sequence[Node]) -> Node:
    return min((node for node in members if node.names), key=lambda node: (-node.count, node.id))


def _plain(members: Sequence[Node]) -> Entity:
    leading = _most_mentioned(members)
    return Entity(leading.id, "event", leading.name, {})


def _body(members: Sequence[Node]) -> Entity:
    leading = _most_mentioned(members)
    fullest = max(leading.names, key=lambda name: (len(read_name(name).places), leading.names[name], name))
    return Entity(leading.id, "body", fullest, {}, leading.key.partition("@")[0].partition("-")[0])


def _instrument(members: Sequence[Node]) -> Entity:
    leading = min(members, key=lambda node: (-node.count, -len(node.id), node.id))
    return Entity(leading.id, "document", leading.name, {}, leading.key.partition("@")[0])


def _goods(members: Sequence[Node]) -> Entity:
    leading = _most_mentioned(members)
    kind = "heading" if len(leading.key) > 2 else "chapter"
    return Entity(leading.id, "goods", leading.name, {}, kind, {"hs": leading.key})


def _organisation(members: Sequence[Node]) -> Entity:
    known = {item.id: item for item in known_organisations()}
    listed = sorted(node.id for node in members if node.id in known)
    if listed:
        return Entity(listed[0], "organisation", known[listed[0]].name, {}, known[listed[0]].type)
    leading = _leading(members)
    types = _types(members)
    kind = min(types, key=lambda kind: (kind == "firm", -types[kind], kind), default="")
    return Entity(leading.id, "organisation", leading.name, {}, kind)


def _types(members: Sequence[Node]) -> Mapping[str, int]:
    types: Counter[str] = Counter()
    for node in members:
        if node.names and read_name(node.name).type:
            types[read_name(node.name).type] += node.count
    return types


def _leading(members: Sequence[Node]) -> Node:
    """The node that an entity is called by: the fullest of those printed often, if it may be no acronym."""
    often = max(node.count for node in members) / 4
    full = [node for node in members if node.names and read_name(node.name).acronym is None]
    return min(
        (node for node in full or members if node.names),
        key=lambda node: (node.count < often, -node.count, -len(set(node.key.split())), node.id),
    )
