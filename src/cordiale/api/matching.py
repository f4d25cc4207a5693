"""Lists of names matched to entities, as the reconciliation protocol tells it: types, results, properties.

The shapes are those of the specification of the W3C Entity Reconciliation Community Group, version 0.2.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from cordiale.model import Entity, EntityKind
from cordiale.publish.wording import Wording
from cordiale.resolve.matching import SURE, Match, NameIndex

LARGEST_BATCH = 100
"""Queries of one request; a client sends longer lists in parts."""
_MOST = 50
_USUAL = 10
PROPERTIES = ("names", "type", "mentions", "iso3166", "geonames", "hs")
"""What ``extend`` can add to a row: codes are the entity's identifiers elsewhere."""


class PropertyValue(BaseModel):
    """A property that a query gives beside the name: only codes are compared."""

    model_config = ConfigDict(extra="ignore")

    pid: Annotated[str, Field(max_length=200)]
    v: Any = None


class MatchQuery(BaseModel):
    """One name to be matched."""

    model_config = ConfigDict(extra="ignore")

    query: Annotated[str, Field(max_length=1000)] = ""
    type: str | list[str] | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    properties: list[PropertyValue] = Field(default_factory=list)
    type_strict: Literal["any", "all", "should"] = "any"

    @property
    def types(self) -> tuple[str, ...]:
        """The types asked for; none where all are."""
        told = [self.type] if isinstance(self.type, str) else self.type or []
        return tuple(one for one in told if one)


class ExtendQuery(BaseModel):
    """The entities and properties that a client asks more about."""

    model_config = ConfigDict(extra="ignore")

    ids: Annotated[list[str], Field(max_length=1000)]
    properties: list[dict[str, Any]] = Field(default_factory=list)


def types_of(entity: Entity) -> tuple[str, ...]:
    """The ids of an entity's types, the narrowest first: its kind, and the type that narrows it.

    >>> types_of(Entity("org:x", "organisation", "X", {}, type="firm"))
    ('organisation.firm', 'organisation')
    """
    return (f"{entity.kind}.{entity.type}", entity.kind) if entity.type else (entity.kind,)


def all_types(entities: Sequence[Entity]) -> list[str]:
    """All types that entities of a ledger have, kinds first."""
    kinds = list(get_args(EntityKind))
    return kinds + sorted({one for entity in entities for one in types_of(entity)} - set(kinds))


def type_object(name: str, wording: Wording) -> dict[str, str]:
    """A type with its name in words."""
    return {"id": name, "name": ", ".join(wording.code(part) for part in name.split("."))}


def match_names(index: NameIndex, queries: Mapping[str, MatchQuery], wording: Wording) -> dict[str, Any]:
    """The results of a batch of queries, each under its key."""
    return {key: {"result": _results(index, query, wording)} for key, query in queries.items()}


def _results(index: NameIndex, query: MatchQuery, wording: Wording) -> list[dict[str, Any]]:
    wanted, strict = frozenset(query.types), query.type_strict

    def takes(entity: Entity) -> bool:
        held = frozenset(types_of(entity))
        return (
            not wanted or strict == "should" or (wanted <= held if strict == "all" else bool(wanted & held))
        )

    limit = min(query.limit or _USUAL, _MOST)
    found = index.find(query.query, limit=max(limit, 2), takes=takes)
    coded = [match for match in found if _has_codes(match.entity, query.properties)]
    sure = [match for match in found if match.score >= SURE]
    chosen = coded if len(coded) == 1 else sure
    return [_result(match, wording, match=len(chosen) == 1 and match is chosen[0]) for match in found[:limit]]


def _has_codes(entity: Entity, properties: Sequence[PropertyValue]) -> bool:
    told = [(one.pid, str(one.v)) for one in properties if one.pid in entity.codes and one.v is not None]
    return bool(told) and all(entity.codes[pid] == value for pid, value in told)


def _result(found: Match, wording: Wording, *, match: bool) -> dict[str, Any]:
    entity = found.entity
    told: dict[str, Any] = {
        "id": entity.id,
        "name": entity.name,
        "type": [type_object(name, wording) for name in types_of(entity)],
        "score": found.score,
        "match": match,
        "features": [
            {"id": "likeness", "value": found.score},
            {"id": "mentions", "value": sum(entity.names.values())},
        ],
    }
    if found.name != entity.name:
        told["description"] = found.name
    return told


def extend(entities: Mapping[str, Entity], query: ExtendQuery, wording: Wording) -> dict[str, Any]:
    """What is known of some entities by property: the answer to an ``extend`` request."""
    wanted = [str(one.get("id")) for one in query.properties]
    known = [name for name in wanted if name in PROPERTIES]
    rows = {
        name: {key: _values(entities[name], key, wording) if name in entities else [] for key in known}
        for name in query.ids
    }
    return {"meta": [property_object(name, wording) for name in known], "rows": rows}


def property_object(name: str, wording: Wording) -> dict[str, str]:
    """A property with its name in words."""
    return {"id": name, "name": wording.code(name)}


def _values(entity: Entity, name: str, wording: Wording) -> list[dict[str, Any]]:
    if name == "names":
        return [{"str": one} for one in entity.names]
    if name == "mentions":
        return [{"float": sum(entity.names.values())}]
    if name == "type":
        return [type_object(types_of(entity)[0], wording)]
    return [{"str": entity.codes[name]}] if name in entity.codes else []
