"""Entities of a ledger: every printed name taken to the one thing it names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from cordiale.model import Entity, EntityKind, Judgement, Placed
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold


def name_key(name: str) -> str:
    """A name without case, accents and marks, by which spellings of it are compared.

    >>> name_key("SOAO « Kommunarka »")
    'soao kommunarka'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


class Entities:
    """All entities of a ledger, found by any of their names, by id, or by statement."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._all = tuple(entities)
        self._by_id = {entity.id: entity for entity in self._all}
        self._by_key: dict[str, Entity] = {}
        self._by_statement: dict[str, list[Entity]] = defaultdict(list)
        for entity in self._all:
            for name in (entity.name, *entity.names):
                self._by_key.setdefault(name_key(name), entity)
            for statement in entity.statements:
                self._by_statement[statement].append(entity)

    def all(self, kind: EntityKind | None = None) -> tuple[Entity, ...]:
        """All entities, or those of one kind, the most mentioned first."""
        return tuple(entity for entity in self._all if kind in (None, entity.kind))

    def get(self, name: str) -> Entity | None:
        """The entity with this id or any such name, else None."""
        return self._by_id.get(name) or self._by_key.get(name_key(name))

    def of(self, statement: str) -> tuple[Entity, ...]:
        """The entities that a statement names, by the statement's id."""
        return tuple(self._by_statement.get(statement, ()))


@cache
def known_names() -> dict[str, tuple[str, str, str]]:
    """Name key -> (id, name, type) of the organisations in ``data/organisations/known.yml``."""
    return {
        name_key(name): (item["id"], item["name"], item["type"])
        for item in load_yaml("organisations/known.yml")
        for name in (item["name"], *item["names"])
    }


def cluster(placed: Sequence[Placed], judgements: Sequence[Judgement] = ()) -> Entities:
    """The entities that the statements name, kept together and apart as persons judged."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, dict[str, None]] = defaultdict(dict)
    about: dict[str, tuple[str, str]] = {}
    for item in placed:
        for name in item.statement.orgs:
            key = name_key(name)
            identity, shown, kind = known_names().get(key, ("org:" + key.replace(" ", "-"), name, ""))
            names[identity][name] += 1
            where[identity][item.id] = None
            about.setdefault(identity, (shown, kind))
    ranked = sorted(names, key=lambda identity: (-sum(names[identity].values()), identity))
    return Entities(
        Entity(
            id=identity,
            kind="organisation",
            name=about[identity][0],
            names=dict(names[identity].most_common()),
            type=about[identity][1],
            statements=tuple(where[identity]),
        )
        for identity in ranked
    )
