"""Judgements: persons' word on who is who."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field

from cordiale.api.acts import Number, Sent
from cordiale.api.answers import READ, WRITE
from cordiale.api.asking import Identity, Nothing
from cordiale.api.calls import Call, Reading, Route, Writing, who
from cordiale.api.entities import names_of
from cordiale.api.kept_shapes import JudgementShape
from cordiale.api.shapes import PageOf
from cordiale.ledger import LedgerError
from cordiale.model import Entity, Verdict
from cordiale.resolve.lookup import are_two_countries, as_printed
from cordiale.resolve.naming import name_key

router = APIRouter(route_class=Route, tags=["judgements"])
Reason = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class NewJudgement(Sent):
    """Two ids or names, and whether they are the same or different, and why."""

    verdict: Verdict
    left: Identity
    right: Identity
    why: Reason


class Withdrawal(Sent):
    """That a judgement is taken back, and why, where there is something to say."""

    why: Annotated[str, Field(max_length=2000)] = ""


@router.get("/judgements", responses=READ)
def list_judgements(call: Reading, asked: Annotated[Nothing, Query()]) -> PageOf[JudgementShape]:
    """All judgements, those taken back included, oldest first."""
    return PageOf(items=[JudgementShape.of(one) for one in call.ledger.judgements()], next=None)


@router.post("/judgements", status_code=201, responses=WRITE)
def judge(call: Writing, new: NewJudgement, asked: Annotated[Nothing, Query()]) -> JudgementShape:
    """Say that two are the same or different; the newest word holds of those that cannot all hold."""
    by = who(call, new.by)
    left, right = _one(call, new.left), _one(call, new.right)
    if left.kind != right.kind:
        raise HTTPException(
            409, f"{left.id} is a {left.kind}, {right.id} a {right.kind}: they cannot be judged together"
        )
    if new.verdict == "same" and are_two_countries(left, right):
        raise HTTPException(409, f"{left.id} and {right.id} are two countries of ISO 3166")
    entities = call.state.holdings.entities
    told = as_printed(entities, new.left), as_printed(entities, new.right)
    if name_key(told[0]) == name_key(told[1]):
        raise HTTPException(409, "left and right are one name")
    with call.desk.ledger(read_only=False) as ledger:
        return JudgementShape.of(ledger.judge(new.verdict, *told, by=by, why=new.why.strip()))


def _one(call: Call, name: str) -> Entity:
    found = names_of(call).named(name)
    if not found:
        raise HTTPException(404, f"nothing is called {name[:100]}")
    if len(found) > 1:
        listed = ", ".join(entity.id for entity in found[:5])
        raise HTTPException(409, f"several are called {name[:100]}: {listed}; give the id")
    return found[0]


@router.post("/judgements/{number}/withdraw", responses=WRITE)
def withdraw(
    call: Writing, number: Number, sent: Withdrawal, asked: Annotated[Nothing, Query()]
) -> JudgementShape:
    """Take a judgement back; it stays, marked."""
    by = who(call, sent.by)
    if all(one.number != number for one in call.ledger.judgements()):
        raise HTTPException(404, "no judgement has this number")
    try:
        with call.desk.ledger(read_only=False) as ledger:
            return JudgementShape.of(ledger.withdraw(number, by=by, why=sent.why.strip()))
    except LedgerError as error:
        raise HTTPException(409, error.reason) from None
