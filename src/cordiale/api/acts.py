"""Acts: statements corrected, rejected and added, findings confirmed, dismissed and given; undone at will."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, HTTPException, Query
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from cordiale.api.answers import READ, WRITE
from cordiale.api.asking import ActsAsked, Identity, Kind, Nothing, Status, Words
from cordiale.api.calls import LONGEST_NAME, Call, Reading, Route, Writing, who
from cordiale.api.findings import find_finding
from cordiale.api.kept_shapes import ActShape
from cordiale.api.shapes import PageOf
from cordiale.ledger import LedgerError
from cordiale.ledger.reviewing import Review
from cordiale.model import Act, Statement
from cordiale.vocabulary.kinds import FieldError, fields_of, read_fields, read_places, write_value

router = APIRouter(route_class=Route, tags=["acts"])

Value = str | bool | int | float | None | list[str | int | float]
Place = Annotated[int, Field(ge=0, le=2**31 - 1)]
By = Annotated[
    str | None, Field(description="Who acts; else the header's, else the server's.", max_length=LONGEST_NAME)
]


class Sent(BaseModel):
    """What is sent with a write: who acts, and nothing that has no meaning."""

    model_config = ConfigDict(extra="forbid")

    by: By = None


class Change(BaseModel):
    """What a correction says; what it does not name stays. A field that is null is unknown."""

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, Value] = Field(default_factory=dict)
    status: Status | None = None
    parties: list[Identity] | None = None
    orgs: list[Identity] | None = None
    cite: Annotated[str, Field(max_length=40)] | None = None


class Addition(Change):
    """A statement of a person's own: its quote must be what stands at its place in the document."""

    kind: Kind
    document: Identity
    start: Place
    end: Place
    quote: Annotated[str, Field(min_length=1, max_length=10_000)] | None = None


class Correction(Sent):
    """A statement's fields are others than the machine read."""

    kind: Literal["correct"]
    target: Identity
    change: Change
    why: Words = ""


class Rejection(Sent):
    """A statement is not asserted there."""

    kind: Literal["reject"]
    target: Identity
    why: Words = ""


class NewStatement(Sent):
    """A statement that the machine did not read."""

    kind: Literal["add"]
    statement: Addition
    why: Words = ""


class Confirmation(Sent):
    """A finding is as it says."""

    kind: Literal["confirm"]
    target: Identity
    why: Words = ""


class Dismissal(Sent):
    """A finding is none, for a reason."""

    kind: Literal["dismiss"]
    target: Identity
    why: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class Assignment(Sent):
    """A finding is given to somebody."""

    kind: Literal["assign"]
    target: Identity
    to: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=r"\S")]
    why: Words = ""


NewAct = Annotated[
    Correction | Rejection | NewStatement | Confirmation | Dismissal | Assignment, Body(discriminator="kind")
]


@router.get("/acts", responses=READ)
def list_acts(call: Reading, asked: Annotated[ActsAsked, Query()]) -> PageOf[ActShape]:
    """What persons did, undone acts included, oldest first."""
    acts = [act for act in call.ledger.acts(asked.target) if act.number > (asked.after or 0)]
    found = acts[: asked.limit]
    return PageOf(
        items=[ActShape.of(act) for act in found], next=found[-1].number if len(acts) > len(found) else None
    )


@router.post("/acts", status_code=201, responses=WRITE)
def act(call: Writing, new: NewAct, asked: Annotated[Nothing, Query()]) -> ActShape:
    """Correct, reject or add a statement; confirm, dismiss or assign a finding."""
    by = who(call, new.by)
    target, payload = _read(call, new)
    try:
        with call.desk.ledger(read_only=False) as ledger:
            return ActShape.of(ledger.act(new.kind, target, payload, by=by, why=new.why.strip()))
    except LedgerError as error:
        # It was looked up before: between then and now another took it away.
        raise HTTPException(409, str(error)) from None


def _read(call: Call, new: Any) -> tuple[str, Mapping[str, Any]]:
    """The target and the payload of an act."""
    if isinstance(new, NewStatement):
        return "", _addition(call, new.statement)
    if isinstance(new, Correction | Rejection):
        statement = standing(call, new.target)
        return new.target, _correction(statement, new.change) if isinstance(new, Correction) else {}
    finding = find_finding(call, new.target)
    payload = {"rule": finding.rule, "kind": finding.kind}
    return finding.id, payload | ({"to": new.to.strip()} if isinstance(new, Assignment) else {})


def standing(call: Call, name: str) -> Statement:
    """The statement as it stands now, persons' corrections laid over; 404 where it does not stand."""
    review = Review([act for act in call.ledger.acts(name) if act.stands])
    found = next((statement for statement, _ in review.additions), None)
    if found is None:
        try:
            recorded = call.ledger.show(name).recorded
        except LedgerError:
            recorded = None
        if recorded is not None and recorded.id == name and recorded.retired_at is None:
            found = review.of(recorded.statement)
    if found is None:
        raise HTTPException(404, "no statement with this id stands")
    return found


def _correction(held: Statement, change: Change) -> Mapping[str, Any]:
    """The whole of what a correction says: the last one decides alone, so it repeats what stays."""
    fields = _fields(held.kind, change.fields, dict(held.fields))
    return {
        "fields": fields,
        "status": change.status or held.status,
        "parties": list(held.parties) if change.parties is None else _places(change.parties),
        "orgs": list(held.orgs) if change.orgs is None else _names(change.orgs),
        "cite": change.cite if "cite" in change.model_fields_set else held.cite,
    }


def _addition(call: Call, new: Addition) -> Mapping[str, Any]:
    try:
        document = call.ledger.document(new.document)
    except LedgerError:
        raise HTTPException(404, "no document of this name or id is in the ledger") from None
    quote = document.text[new.start : new.end]
    if new.start >= new.end or new.end > len(document.text) or new.quote not in (None, quote):
        raise HTTPException(422, "quote: the words quoted do not stand at that place")
    payload = {
        "kind": new.kind,
        "fields": _fields(new.kind, new.fields, {}),
        "status": new.status or "actual",
        "parties": _places(new.parties or []),
        "orgs": _names(new.orgs or []),
        "cite": new.cite,
        "document": document.id,
        "start": new.start,
        "end": new.end,
        "quote": quote,
    }
    if any(act.stands and act.kind == "add" and act.payload == payload for act in call.ledger.acts()):
        raise HTTPException(409, "this statement was added already")
    return payload


def _fields(kind: str, told: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a statement: those told read as a person's, the others as they are."""
    known = fields_of(kind)
    unknown = sorted(set(told) - set(known))
    if unknown:
        raise HTTPException(422, f"fields: {kind} has no {', '.join(unknown[:3])}; it has {', '.join(known)}")
    typed = {name: write_value(value) for name, value in held.items() if known.get(name, {}).get("needed")}
    try:
        read = read_fields(kind, typed | {name: write_value(value) for name, value in told.items()})
    except FieldError as error:
        raise HTTPException(422, f"fields.{error.name}: cannot be read: {error.told[:100]!r}") from None
    return {**read, **held, **{name: read[name] for name in told}}


def _places(told: list[str]) -> list[str]:
    try:
        return sorted({code for one in told for code in read_places(one)})
    except FieldError as error:
        raise HTTPException(422, f"parties: {error.told[:100]!r} is no code of a place") from None


def _names(told: list[str]) -> list[str]:
    return [name for one in told if (name := " ".join(one.split()))]


Number = Annotated[int, InPath(ge=1, le=2**31 - 1)]


@router.post("/acts/{number}/undo", responses=WRITE)
def undo(call: Writing, number: Number, sent: Sent, asked: Annotated[Nothing, Query()]) -> ActShape:
    """Undo an act; it stays, marked."""
    by = who(call, sent.by)
    held: Act | None = next((one for one in call.ledger.acts() if one.number == number), None)
    if held is None:
        raise HTTPException(404, "no act has this number")
    try:
        with call.desk.ledger(read_only=False) as ledger:
            return ActShape.of(ledger.undo(number, by=by))
    except LedgerError as error:
        raise HTTPException(409, error.reason) from None
