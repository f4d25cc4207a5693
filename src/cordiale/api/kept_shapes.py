"""The shapes of what is kept in registers, and of what persons did: rows, entries, acts, judgements."""

from typing import Any

from pydantic import BaseModel, Field

from cordiale.api.shapes import PassageShape
from cordiale.model import Act, Entry, Judgement, Row
from cordiale.registers.record import Record


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
