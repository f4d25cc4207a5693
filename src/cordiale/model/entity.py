"""Entities: who or what the mentions name, and the judgements that keep them together or apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EntityKind = Literal["place", "organisation", "person", "document", "body", "event", "goods"]
Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of mentions that name one thing.

    ``id`` is stable while its leading name stands: a place's party code (``KZ-KUS``), else the kind
    and a readable key (``org:butb``). ``name`` is the form shown (the fullest that is printed often),
    ``names`` every printed form with the number of its mentions, the most frequent first, none
    lost. ``codes`` are identifiers elsewhere (``iso3166``, ``geonames``, ``hs``). ``type`` narrows the
    kind (``park``, ``exchange``, ``firm``, ``university``, ``commission``...) or is empty. ``statements``
    are the ids of the statements that mention it. ``why`` are the reasons for which names were
    taken together, a line each.
    """

    id: str
    kind: EntityKind
    name: str
    names: Mapping[str, int]
    type: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word that two names or entities are the same or different: appended, never overwritten.

    ``left`` and ``right`` are names or entity ids as they were given; ``by`` who, ``why`` the reason,
    ``at`` the instant (ISO 8601, UTC). One that was taken back keeps its row, with
    ``withdrawn_at``, ``withdrawn_by`` and ``withdrawn_why``.
    """

    number: int
    verdict: Verdict
    left: str
    right: str
    by: str
    why: str
    at: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it holds: nobody has taken it back."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entities that may be one: a candidate for review, with a score from 0 to 1 and its reasons."""

    left: Entity
    right: Entity
    score: float
    reasons: tuple[str, ...]
