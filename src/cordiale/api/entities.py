"""Entities: who is who."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from cordiale.api.answers import READ, READ_ONE
from cordiale.api.asking import EntitiesAsked, Nothing
from cordiale.api.calls import Call, Reading, Route
from cordiale.api.documents import start_after
from cordiale.api.listing import Listing
from cordiale.api.shapes import EntityShape, LikenessShape, PageOf, WholeEntity
from cordiale.model import Entity, Likeness
from cordiale.resolve.likeness import likenesses
from cordiale.resolve.matching import NameIndex

router = APIRouter(route_class=Route, tags=["entities"])


def entities_of(call: Call) -> Listing[Entity]:
    """All entities, the most mentioned first."""
    made: Listing[Entity] = call.state.keep(
        "api entities",
        lambda: Listing(
            call.state.holdings.entities.all(),
            identify=lambda entity: entity.id,
            facets=lambda entity: [("kind", entity.kind), ("type", entity.type)],
        ),
    )
    return made


def names_of(call: Call) -> NameIndex:
    """The index by which entities are found by what they are called."""
    made: NameIndex = call.state.keep("name index", lambda: NameIndex(call.state.holdings.entities))
    return made


def candidates_of(call: Call, entity: Entity) -> list[Likeness]:
    """The pairs with ``entity`` that may be one and that nobody has judged, the likeliest first."""

    def index() -> dict[str, list[Likeness]]:
        found: dict[str, list[Likeness]] = {}
        for like in likenesses(call.state.holdings.entities, call.ledger.judgements()):
            found.setdefault(like.left.id, []).append(like)
            found.setdefault(like.right.id, []).append(like)
        return found

    held: dict[str, list[Likeness]] = call.state.keep("api likenesses", index)
    return held.get(entity.id, [])


@router.get("/entities", responses=READ)
def list_entities(call: Reading, asked: Annotated[EntitiesAsked, Query()]) -> PageOf[EntityShape]:
    """The entities, the most mentioned first; with ``name`` only those called so."""
    held = entities_of(call)
    wanted = {"kind": asked.kind, "type": asked.type}
    named = None if asked.name is None else {one.id for one in names_of(call).named(asked.name)}
    found, more = held.page(
        wanted,
        start=start_after(held, asked.after),
        limit=asked.limit,
        also=None if named is None else lambda entity: entity.id in named,
    )
    return PageOf(items=[EntityShape.of(entity) for entity in found], next=found[-1].id if more else None)


@router.get("/entities/{entity:path}", responses=READ_ONE)
def read_entity(entity: str, call: Reading, asked: Annotated[Nothing, Query()]) -> WholeEntity:
    """One entity by its id: why its names are one, which statements mention it, what may be the same."""
    found = entities_of(call).get(entity)
    if found is None:
        raise HTTPException(404, "no entity has this id")
    made = WholeEntity.of(
        found,
        why=list(found.why),
        statements=list(found.statements),
        candidates=[LikenessShape.of(like, found) for like in candidates_of(call, found)],
    )
    assert isinstance(made, WholeEntity)
    return made
