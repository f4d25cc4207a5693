"""Entities of a ledger: every printed name taken to the one thing it names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cordiale.model import Entity, EntityKind, Judgement, Placed
from cordiale.resolve.assembly import Assembly
from cordiale.resolve.known import known_names
from cordiale.resolve.naming import name_key
from cordiale.resolve.unions import Hint, Overruled

__all__ = ["Entities", "cluster", "known_names", "name_key"]


class Entities:
    """All entities of a ledger, found by any of their names, by id, or by statement.

    ``aliases`` are further ids under which an entity was or may be called; ``overruled`` the
    judgements that do not hold because newer ones forbid it; ``hints`` what nearly joined two.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        *,
        aliases: Mapping[str, str] | None = None,
        overruled: Sequence[Overruled] = (),
        hints: Sequence[Hint] = (),
    ) -> None:
        self._all = tuple(entities)
        self._by_id = {entity.id: entity for entity in self._all}
        self._aliases = dict(aliases or {})
        self._by_key: dict[str, list[Entity]] = defaultdict(list)
        self._by_statement: dict[str, list[Entity]] = defaultdict(list)
        self.overruled = tuple(overruled)
        self.hints = tuple(hints)
        for entity in self._all:
            for key in {name_key(name) for name in entity.names}:
                self._by_key[key].append(entity)
            for statement in entity.statements:
                self._by_statement[statement].append(entity)
        shown: dict[str, list[Entity]] = defaultdict(list)
        for entity in self._all:
            shown[name_key(entity.name)].append(entity)
        for key, held in shown.items():  # a name that is shown but nowhere printed finds it too
            self._by_key.setdefault(key, held)

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
    """The entities that the statements name, kept together and apart as persons judged.

    A standing judgement holds whatever the machine finds; of judgements that cannot all hold the newest
    do, and ``Entities.overruled`` names the others. The outcome does not hang on the statements' order.
    """
    assembly = Assembly(placed, judgements)
    return Entities(
        assembly.entities,
        aliases=assembly.aliases,
        overruled=assembly.overruled,
        hints=assembly.hints,
    )
