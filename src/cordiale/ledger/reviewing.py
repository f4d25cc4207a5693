"""Review: what persons corrected, rejected and added, laid over what the machine read.

The machine's statement is never changed. A correction is an act of its own, with who, when and why, and
undoing it brings the machine's reading back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from cordiale.ledger.errors import LedgerError
from cordiale.ledger.filing import now
from cordiale.ledger.person_tables import acts
from cordiale.ledger.tables import documents, statements, texts
from cordiale.model import Act, ActKind, Evidence, Span, Statement

RULE = "person"
"""The rule of statements that persons corrected or added."""
CHANGEABLE = ("fields", "status", "parties", "orgs", "cite")
"""What a correction may say of a statement; what it does not name stays the machine's."""


def act(
    connection: Connection, kind: ActKind, target: str, payload: Mapping[str, Any], *, by: str, why: str
) -> Act:
    """Append an act; see ``Ledger.act``."""
    if kind in ("correct", "reject"):
        _require_statement(connection, target)
    if kind == "add":
        target = added(connection, payload).id
    if kind == "correct" and not set(payload) <= set(CHANGEABLE):
        raise LedgerError(target, "a correction names what cannot be corrected")
    values: dict[str, Any] = {"kind": kind, "target": target, "payload": dict(payload), "by": by, "why": why}
    values["at"] = now()
    number = connection.execute(insert(acts).values(**values).returning(acts.c.number)).scalar_one()
    return Act(number=int(number), **values)


def undo(connection: Connection, number: int, *, by: str) -> Act:
    """Undo an act; see ``Ledger.undo``."""
    row = connection.execute(select(acts).where(acts.c.number == number)).first()
    if row is None:
        raise LedgerError(str(number), "no act has this number")
    if row.undone_at is not None:
        raise LedgerError(str(number), "this act was undone already")
    mark = update(acts).where(acts.c.number == number).values(undone_at=now(), undone_by=by)
    connection.execute(mark)
    return _act(connection.execute(select(acts).where(acts.c.number == number)).one())


def acts_all(connection: Connection, target: str | None = None) -> list[Act]:
    """The acts, undone ones included, oldest first; those on one target where given."""
    query = select(acts).order_by(acts.c.number)
    return [
        _act(row)
        for row in connection.execute(query if target is None else query.where(acts.c.target == target))
    ]


def _act(row: Any) -> Act:
    return Act(**row._mapping)


def _require_statement(connection: Connection, target: str) -> None:
    gone = select(acts.c.number).where(
        acts.c.kind == "reject", acts.c.target == target, acts.c.undone_at.is_(None)
    )
    if connection.execute(gone.limit(1)).first() is not None:
        raise LedgerError(target, "this statement was rejected already; undo that first")
    known = connection.execute(select(statements.c.number).where(statements.c.id == target).limit(1)).first()
    mine = select(acts.c.number).where(acts.c.kind == "add", acts.c.target == target).limit(1)
    if known is None and connection.execute(mine).first() is None:
        raise LedgerError(target, "no statement has this id")


def added(connection: Connection, payload: Mapping[str, Any]) -> Statement:
    """The statement that a person adds: its quote must be the document's text at its place.

    Raises ``LedgerError`` where the document is unknown or its text there is another.
    """
    document, start, end = str(payload["document"]), int(payload["start"]), int(payload["end"])
    query = (
        select(texts.c.text)
        .join_from(texts, documents, texts.c.document == documents.c.number)
        .where(documents.c.id == document)
    )
    text = connection.execute(query).scalar()
    if text is None:
        raise LedgerError(document, "no document of this name or id is in the ledger")
    if not 0 <= start < end <= len(text) or text[start:end] != payload["quote"]:
        raise LedgerError(document, "the words quoted do not stand at that place")
    return _statement(payload)


def _statement(payload: Mapping[str, Any]) -> Statement:
    span = Span(int(payload["start"]), int(payload["end"]))
    return Statement(
        kind=payload["kind"],
        fields=payload["fields"],
        status=payload["status"],
        parties=tuple(sorted(payload["parties"])),
        orgs=tuple(payload.get("orgs", ())),
        cite=payload.get("cite"),
        evidence=Evidence(str(payload["document"]), (span,), payload["quote"]),
        rule=RULE,
        scope=None,
    )


class Review:
    """The acts that stand over the statements of a ledger.

    ``of`` gives what a machine's statement has become: itself, corrected, or None where a person
    rejected it. The last act on a statement decides. ``additions`` are persons' own statements, each
    with the id it was added under where it was corrected since, else None.
    """

    def __init__(self, standing: Sequence[Act]) -> None:
        self._last = {act.target: act for act in standing if act.kind in ("correct", "reject")}
        self.additions = [
            (changed, None if changed.id == act.target else act.target)
            for act in standing
            if act.kind == "add" and (changed := self.of(_statement(act.payload))) is not None
        ]

    def of(self, statement: Statement) -> Statement | None:
        """The statement as reviewed; None where it was rejected."""
        act = self._last.get(statement.id) if self._last else None
        if act is None:
            return statement
        if act.kind == "reject":
            return None
        told = act.payload
        return replace(
            statement,
            fields={**statement.fields, **told.get("fields", {})},
            status=told.get("status", statement.status),
            parties=tuple(sorted(told.get("parties", statement.parties))),
            orgs=tuple(told.get("orgs", statement.orgs)),
            cite=told.get("cite", statement.cite),
            rule=RULE,
        )


def review(connection: Connection) -> Review:
    """The review that stands."""
    return Review([act for act in acts_all(connection) if act.stands])
