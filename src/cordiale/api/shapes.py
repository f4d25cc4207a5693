"""What the API gives: the shapes of its answers, as its OpenAPI document describes them."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from cordiale.ledger import DocumentRecord, Hit
from cordiale.model import Act, Entity, Entry, Fact, Judgement, Likeness, Placed, Row, Source
from cordiale.publish.safety import web_address
from cordiale.registers.record import Record

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


class RegisterShape(BaseModel):
    """A register: what a row is, its columns, and how many rows there are."""

    name: str
    number: int
    label: dict[str, str]
    columns: list[str]
    rows: int
    conflicts: int


class CellShape(BaseModel):
    """A cell: the value shown, why this one, and whether sources disagree."""

    value: Any
    rule: str
    status: str
    bound: str
    conflict: bool
    origins: int


class RowShape(BaseModel):
    """A row of a register."""

    id: str
    status: str
    flags: list[str]
    missing: list[str]
    cells: dict[str, CellShape]

    @classmethod
    def of(cls, row: Row, **more: Any) -> "RowShape":
        """The shape of a row."""
        cells = {
            name: CellShape(
                value=cell.value,
                rule=cell.rule,
                status=cell.status,
                bound=cell.bound,
                conflict=cell.conflict,
                origins=cell.origins,
            )
            for name, cell in row.cells.items()
        }
        return cls(
            id=row.id,
            status=row.status,
            flags=list(row.flags),
            missing=list(row.missing),
            cells=cells,
            **more,
        )


class RowsShape(BaseModel):
    """One page of a register's rows; ``next`` is the next page's ``offset``, null where this is the last."""

    items: list[RowShape]
    total: int
    next: int | None


class AssertionShape(BaseModel):
    """What one source asserts for a cell."""

    value: Any
    standing: str
    source: str
    status: str
    bound: str
    said: int | None
    derivation: str
    passage: PassageShape | None


class TurnShape(BaseModel):
    """One thing that happened to a row."""

    at: str
    what: str
    told: str
    by: str


class RecordShape(RowShape):
    """A row with every assertion behind each cell, and its history."""

    assertions: dict[str, list[AssertionShape]]
    history: list[TurnShape]

    @classmethod
    def whole(cls, record: Record) -> "RecordShape":
        """The shape of a row's full record."""
        assertions = {
            name: [
                AssertionShape(
                    value=told.value,
                    standing=told.standing,
                    source=told.source,
                    status=told.status,
                    bound=told.bound,
                    said=told.said,
                    derivation=told.derivation,
                    passage=None if told.proof is None else PassageShape(**told.proof.line()),
                )
                for told in held
            ]
            for name, held in record.assertions.items()
        }
        turns = [TurnShape(at=turn.at, what=turn.what, told=turn.told, by=turn.by) for turn in record.history]
        made = cls.of(record.row, assertions=assertions, history=turns)
        assert isinstance(made, cls)
        return made


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


class ActShape(BaseModel):
    """What a person did with a statement or finding; undone ones keep their row."""

    number: int
    kind: str
    target: str
    payload: dict[str, Any]
    by: str
    why: str
    at: str
    undone_at: str | None
    undone_by: str | None

    @classmethod
    def of(cls, act: Act) -> "ActShape":
        """The shape of an act."""
        names = ("number", "kind", "target", "by", "why", "at", "undone_at", "undone_by")
        return cls(payload=dict(act.payload), **{name: getattr(act, name) for name in names})


class JudgementShape(BaseModel):
    """A person's word that two are the same or different; those taken back keep their row."""

    number: int
    verdict: str
    left: str
    right: str
    by: str
    why: str
    at: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    withdrawn_why: str | None

    @classmethod
    def of(cls, judgement: Judgement) -> "JudgementShape":
        """The shape of a judgement."""
        return cls(**{name: getattr(judgement, name) for name in cls.model_fields})


class EntryShape(BaseModel):
    """What a person entered in a register; those retired keep their row."""

    number: int
    register_: str = Field(serialization_alias="register")
    key: dict[str, Any]
    cells: dict[str, Any]
    status: str
    standing: str
    source: str
    by: str
    at: str
    retired_at: str | None
    retired_by: str | None

    @classmethod
    def of(cls, entry: Entry) -> "EntryShape":
        """The shape of an entry."""
        names = [name for name in cls.model_fields if name not in ("register_", "key", "cells")]
        told = {name: getattr(entry, name) for name in names}
        return cls(register_=entry.register, key=dict(entry.key), cells=dict(entry.cells), **told)


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
