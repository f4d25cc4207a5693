"""What the API gives: the shapes of its answers, as its OpenAPI document describes them."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from cordiale.ledger import DocumentRecord, Hit
from cordiale.model import Entity, Fact, Likeness, Placed, Source
from cordiale.publish.safety import web_address

Item = TypeVar("Item")


class PageOf(BaseModel, Generic[Item]):
    """One page of a list; ``next`` is what ``after`` of the next page is, null where this is the last."""

    items: Sequence[Item]
    next: str | int | None


class DocumentShape(BaseModel):
    """A document, without its text."""

    id: str
    name: str
    names: list[str]
    media_type: str
    language: str | None
    size: int
    characters: int
    read_at: str
    superseded: bool
    note: str | None

    @classmethod
    def of(cls, record: DocumentRecord) -> "DocumentShape":
        """The shape of a document; where its files lie on this machine is not told."""
        return cls(
            id=record.id,
            name=record.name,
            names=list(record.names),
            media_type=record.media_type,
            language=record.language,
            size=record.size,
            characters=record.characters,
            read_at=record.read_at,
            superseded=record.superseded,
            note=record.note,
        )


class SourceShape(BaseModel):
    """What a note cites; ``url`` only where it is a plain web address."""

    author: str | None
    title: str | None
    container: str | None
    year: int | None
    url: str | None
    pages: str | None

    @classmethod
    def of(cls, source: Source | None) -> "SourceShape | None":
        """The shape of a source."""
        if source is None:
            return None
        return cls(
            author=source.author,
            title=source.title,
            container=source.container,
            year=source.year,
            url=web_address(source.url),
            pages=source.pages,
        )


class StatementShape(BaseModel):
    """A statement as it stands, persons' corrections laid over; ``start`` and ``end`` count characters."""

    id: str
    kind: str
    status: str
    parties: list[str]
    orgs: list[str]
    cite: str | None
    fields: dict[str, Any]
    document: str
    document_id: str
    start: int
    end: int
    spans: list[tuple[int, int]]
    quote: str
    article: str | None
    said: int | None
    rule: str
    recorded_at: str | None
    corrected: bool

    @classmethod
    def of(cls, item: Placed, **more: Any) -> "StatementShape":
        """The shape of a statement."""
        told, evidence = item.statement, item.statement.evidence
        return cls(
            id=item.id,
            kind=told.kind,
            status=told.status,
            parties=list(told.parties),
            orgs=list(told.orgs),
            cite=told.cite,
            fields=dict(told.fields),
            document=item.document,
            document_id=evidence.document,
            start=evidence.spans[0].start,
            end=evidence.spans[0].end,
            spans=[(span.start, span.end) for span in evidence.spans],
            quote=evidence.quote,
            article=None if item.article is None else " ".join(item.article.title.split()),
            said=item.said,
            rule=told.rule,
            recorded_at=told.recorded_at,
            corrected=item.original is not None,
            **more,
        )


class FactShape(BaseModel):
    """One assertion, however many statements make it; its fields are those of the statement shown."""

    id: str
    kind: str
    status: str
    parties: list[str]
    orgs: list[str]
    fields: dict[str, Any]
    rule: str
    origins: int
    statements: list[str]

    @classmethod
    def of(cls, fact: Fact) -> "FactShape":
        """The shape of a fact."""
        shown = fact.shown.statement
        return cls(
            id=fact.id,
            kind=shown.kind,
            status=shown.status,
            parties=list(shown.parties),
            orgs=list(shown.orgs),
            fields=dict(shown.fields),
            rule=fact.rule,
            origins=fact.origins,
            statements=[item.id for item, _ in fact.members],
        )


class PassageShape(BaseModel):
    """A passage behind a finding or an assertion."""

    doc: str
    start: int
    end: int
    quote: str
    cite: str | None
    statement: str | None
    role: str
    said: int | None


class FindingShape(BaseModel):
    """A finding with its explanation in words; ``decision`` and ``assigned`` are what persons said of it."""

    id: str
    finding: str
    rule: str
    state: str
    explanation: str
    passages: list[PassageShape]
    values: dict[str, Any]
    subject: str
    parties: list[str]
    at: str | None
    decision: str | None
    assigned: str | None


class WholeStatement(StatementShape):
    """A statement with all that a person needs to check it."""

    sentence: str
    note: str | None
    source: SourceShape | None
    fact: FactShape | None
    findings: list[FindingShape]


class EntityShape(BaseModel):
    """An entity with its names as printed and the number of mentions of each."""

    id: str
    kind: str
    type: str
    name: str
    mentions: int
    names: dict[str, int]
    codes: dict[str, str]

    @classmethod
    def of(cls, entity: Entity, **more: Any) -> "EntityShape":
        """The shape of an entity."""
        return cls(
            id=entity.id,
            kind=entity.kind,
            type=entity.type,
            name=entity.name,
            mentions=sum(entity.names.values()),
            names=dict(entity.names),
            codes=dict(entity.codes),
            **more,
        )


class LikenessShape(BaseModel):
    """Another entity that may be the same, with a score from 0 to 1 and its reasons."""

    id: str
    name: str
    score: float
    reasons: list[str]

    @classmethod
    def of(cls, like: Likeness, entity: Entity) -> "LikenessShape":
        """The shape of a likeness as ``entity`` sees it."""
        other = like.right if like.left.id == entity.id else like.left
        return cls(id=other.id, name=other.name, score=like.score, reasons=list(like.reasons))


class WholeEntity(EntityShape):
    """An entity with why its names are one, its statements, and what may be the same."""

    why: list[str]
    statements: list[str]
    candidates: list[LikenessShape]


class HitShape(BaseModel):
    """A passage that holds the words looked for; ``matches`` are stretches of ``text``."""

    document: str
    document_id: str
    start: int
    end: int
    article: str | None
    text: str
    matches: list[tuple[int, int]]

    @classmethod
    def of(cls, hit: Hit) -> "HitShape":
        """The shape of a passage found."""
        return cls(
            document=hit.document,
            document_id=hit.document_id,
            start=hit.start,
            end=hit.end,
            article=hit.article,
            text=hit.text,
            matches=[(match.start, match.end) for match in hit.matches],
        )


class SetAsideShape(BaseModel):
    """A file that was not read, and why."""

    name: str
    reason: str
    advice: str


class StatsShape(BaseModel):
    """The ledger in figures."""

    documents: int
    characters: int
    articles: int
    passages: int
    sources: int
    statements: int
    retired: int
    kinds: dict[str, int]
    statuses: dict[str, int]
    measures: dict[str, int]
    languages: dict[str, int]
    set_aside: list[SetAsideShape]
