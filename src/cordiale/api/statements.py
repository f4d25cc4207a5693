"""Statements and the facts that they assert."""

from bisect import bisect_right
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from cordiale.api.answers import READ, READ_ONE
from cordiale.api.asking import FactsAsked, Nothing, StatementsAsked, Told
from cordiale.api.calls import Call, Reading, Route
from cordiale.api.documents import find_document, start_after
from cordiale.api.findings import findings_on, shape_findings
from cordiale.api.listing import Facet, Listing, party_facets
from cordiale.api.shapes import FactShape, PageOf, SourceShape, StatementShape, WholeStatement
from cordiale.ledger import LedgerError
from cordiale.model import Fact, Placed, Statement

router = APIRouter(route_class=Route, tags=["statements"])


def statements_of(call: Call) -> Listing[Placed]:
    """All statements that stand, in reading order."""
    made: Listing[Placed] = call.state.keep(
        "api statements",
        lambda: Listing(call.state.holdings.placed, identify=lambda item: item.id, facets=_facets),
    )
    return made


def _facets(item: Placed) -> list[Facet]:
    return [*_told(item.statement), ("document", item.statement.evidence.document)]


def _told(statement: Statement) -> list[Facet]:
    facets = [("kind", statement.kind), ("status", statement.status), *party_facets(statement.parties)]
    measure = statement.fields.get("measure")
    return facets if measure is None else [*facets, ("measure", str(measure))]


def facts_of(call: Call) -> Listing[Fact]:
    """All facts, in reading order."""
    made: Listing[Fact] = call.state.keep(
        "api facts",
        lambda: Listing(
            call.state.holdings.facts.all,
            identify=lambda fact: fact.id,
            facets=lambda fact: _told(fact.shown.statement),
        ),
    )
    return made


@router.get("/statements", responses=READ_ONE)
def list_statements(call: Reading, asked: Annotated[StatementsAsked, Query()]) -> PageOf[StatementShape]:
    """The statements that stand, in reading order; the filters are those of ``cordiale statements``."""
    held = statements_of(call)
    document = None if asked.document is None else find_document(call, asked.document).id
    wanted = {
        "kind": asked.kind,
        "party": asked.party,
        "measure": asked.measure,
        "status": asked.status,
        "document": document,
    }
    found, more = held.page(wanted, start=_start(call, held, asked.after), limit=asked.limit)
    return PageOf(items=[StatementShape.of(item) for item in found], next=found[-1].id if more else None)


def _start(call: Call, held: Listing[Placed], after: str | None) -> int:
    """Where the page after a statement begins, also where it stands no more: whoever pages loses nothing."""
    if after is None or held.place(after) is not None:
        return start_after(held, after)
    try:
        evidence = call.ledger.show(after).recorded.statement.evidence
    except LedgerError:
        raise HTTPException(400, "after: no statement has this id") from None
    own = held.having("document", evidence.document)
    if not own:
        raise HTTPException(400, "after: its document is superseded; begin again")
    return own[0] + bisect_right(own, evidence.spans[0].start, key=lambda place: held.items[place].start)


@router.get("/statements/{statement}", responses=READ_ONE)
def read_statement(statement: str, call: Reading, asked: Annotated[Told, Query()]) -> WholeStatement:
    """One statement with its sentence, note and source, its fact, and what was found on it."""
    item = call.state.holdings.by_id.get(statement)
    if item is None:
        raise HTTPException(404, "no statement with this id stands")
    fact = call.state.holdings.facts.of(item.id)
    made = WholeStatement.of(
        item,
        sentence=" ".join(item.sentence.split()),
        note=_note(call, item),
        source=SourceShape.of(item.source),
        fact=None if fact is None else FactShape.of(fact),
        findings=shape_findings(call, findings_on(call, item.id), asked.lang),
    )
    assert isinstance(made, WholeStatement)
    return made


def _note(call: Call, item: Placed) -> str | None:
    """The text of the note that a statement cites; of one that a person added none is looked for."""
    if item.statement.cite is None:
        return None
    try:
        return call.ledger.show(item.id).note
    except LedgerError:
        return None


@router.get("/facts", responses=READ)
def list_facts(call: Reading, asked: Annotated[FactsAsked, Query()]) -> PageOf[FactShape]:
    """The facts, in reading order, each with the statements that assert it."""
    held = facts_of(call)
    wanted = {"kind": asked.kind, "party": asked.party, "measure": asked.measure}
    since = None if asked.since is None else asked.since.isoformat()
    found, more = held.page(
        wanted,
        start=start_after(held, asked.after),
        limit=asked.limit,
        also=None if since is None else lambda fact: _is_since(fact, since),
    )
    return PageOf(items=[FactShape.of(fact) for fact in found], next=found[-1].id if more else None)


def _is_since(fact: Fact, since: str) -> bool:
    day = fact.fields.get("to") or fact.fields.get("date")
    # A date told as a year or a month is kept where any day of it is late enough.
    return day is None or str(day) >= since[: len(str(day))]


@router.get("/facts/{fact}", responses=READ_ONE)
def read_fact(fact: str, call: Reading, asked: Annotated[Nothing, Query()]) -> FactShape:
    """One fact, by the id of any statement that asserts it."""
    found = call.state.holdings.facts.of(fact)
    if found is None:
        raise HTTPException(404, "no fact has a statement of this id")
    return FactShape.of(found)
