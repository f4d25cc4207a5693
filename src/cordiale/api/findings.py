"""Findings: what does not agree, what became of promises, what nobody reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from cordiale.api.answers import READ, READ_ONE
from cordiale.api.asking import FindingsAsked, Told
from cordiale.api.calls import Call, Reading, Route
from cordiale.api.documents import start_after
from cordiale.api.listing import Facet, Listing, party_facets
from cordiale.api.shapes import FindingShape, PageOf, PassageShape
from cordiale.model import Act, Finding
from cordiale.publish.explaining import explain

router = APIRouter(route_class=Route, tags=["findings"])


@dataclass(frozen=True, slots=True)
class Standing:
    """What persons said of a finding: the last decision that stands, and who it is given to."""

    decision: str | None = None
    assigned: str | None = None


def standings(acts: Sequence[Act]) -> Mapping[str, Standing]:
    """Finding id -> what stands of it; undone acts do not count."""
    found: dict[str, Standing] = {}
    for act in acts:
        held = found.get(act.target, Standing())
        if act.stands and act.kind in ("confirm", "dismiss"):
            found[act.target] = Standing(act.kind, held.assigned)
        elif act.stands and act.kind == "assign":
            found[act.target] = Standing(held.decision, str(act.payload.get("to", "")))
    return found


def findings_of(call: Call) -> Listing[Finding]:
    """All findings, the gravest first."""
    if call.fresh:
        call.state.find()
    made: Listing[Finding] = call.state.follow(
        "api findings",
        lambda findings: Listing(
            {finding.id: finding for finding in findings}.values(),
            identify=lambda finding: finding.id,
            facets=_facets,
        ),
    )
    return made


def _facets(finding: Finding) -> list[Facet]:
    own = [("kind", finding.kind), ("rule", finding.rule), ("state", finding.state)]
    statements = {proof.statement for proof in finding.proofs if proof.statement is not None}
    return [*own, *party_facets(finding.parties), *(("statement", name) for name in sorted(statements))]


def findings_on(call: Call, statement: str) -> list[Finding]:
    """The findings that a statement is a passage of."""
    held = findings_of(call)
    return [held.items[place] for place in held.having("statement", statement)]


def shape_findings(call: Call, found: Sequence[Finding], language: str) -> list[FindingShape]:
    """Findings in words, with what persons said of them."""
    said = standings(call.ledger.acts()) if found else {}
    return [_shape(finding, said.get(finding.id, Standing()), language) for finding in found]


def _shape(finding: Finding, standing: Standing, language: str) -> FindingShape:
    line = finding.line(explain(finding, language))
    passages = [PassageShape(**told) for told in line.pop("passages")]
    return FindingShape(passages=passages, decision=standing.decision, assigned=standing.assigned, **line)


@router.get("/findings", responses=READ)
def list_findings(call: Reading, asked: Annotated[FindingsAsked, Query()]) -> PageOf[FindingShape]:
    """The findings, the gravest first."""
    held = findings_of(call)
    wanted = {"kind": asked.kind, "rule": asked.rule, "state": asked.state, "party": asked.party}
    said = standings(call.ledger.acts())

    def is_so(finding: Finding) -> bool:
        return (said.get(finding.id, Standing()).decision or "open") == asked.decision

    found, more = held.page(
        wanted,
        start=start_after(held, asked.after),
        limit=asked.limit,
        also=None if asked.decision is None else is_so,
    )
    items = [_shape(finding, said.get(finding.id, Standing()), asked.lang) for finding in found]
    return PageOf(items=items, next=found[-1].id if more else None)


def find_finding(call: Call, name: str) -> Finding:
    """The finding of this id; 404 where there is none in this state of the ledger."""
    found = findings_of(call).get(name)
    if found is None:
        raise HTTPException(404, "no finding has this id")
    return found


@router.get("/findings/{finding}", responses=READ_ONE)
def read_finding(finding: str, call: Reading, asked: Annotated[Told, Query()]) -> FindingShape:
    """One finding with its passages."""
    return shape_findings(call, [find_finding(call, finding)], asked.lang)[0]
