"""A statement with all that a reader needs to check it: source, other assertions, conflicts, history."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from cordiale.model import Finding, Placed
from cordiale.publish.citations import bibtex, csl_json, footnote
from cordiale.publish.telling import excerpt
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()


def find_statement(page: Page, name: str) -> Placed:
    """The statement with this id; 404 where none stands."""
    item = page.state.holdings.by_id.get(name)
    if item is None:
        raise HTTPException(404)
    return item


def findings_on(page: Page, statement: str) -> Sequence[Finding]:
    """The findings that a statement is a passage of."""

    def index(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in findings:
            for proof in finding.proofs:
                if proof.statement is not None and finding not in found.setdefault(proof.statement, []):
                    found[proof.statement].append(finding)
        return found

    held: Mapping[str, list[Finding]] = page.state.follow("findings by statement", index)
    return held.get(statement, ())


@router.get("/statements/{statement}")
@once
def show(statement: str, page: Annotated[Page, Depends(page_of)], part: bool = False) -> HTMLResponse:
    """The statement's own page; with ``part`` only its card, for the panel beside the reader."""
    item = find_statement(page, statement)
    fact = page.state.holdings.facts.of(item.id)
    others = [] if fact is None else [(held, how) for held, how in fact.members if held.id != item.id]
    with page.desk.ledger() as ledger:
        shown, acts = (
            ledger.show(item.id) if item.original or item.statement.rule != "person" else None,
            ledger.acts(item.id),
        )
    return render(
        page,
        "statement_part.html" if part else "statement.html",
        told=page_words(page, "documents"),
        item=item,
        fields=page.wording.fields(item.statement),
        shown=shown,
        note=None if shown is None else shown.note,
        others=[(held, how, excerpt(held)) for held, how in others],
        origins=1 if fact is None else fact.origins,
        conflicts=findings_on(page, item.id),
        acts=acts,
        sentence=excerpt(item),
        footnote=footnote(item, page.wording),
    )


@router.get("/statements/{statement}/citation.{form}")
def citation(statement: str, form: str, page: Annotated[Page, Depends(page_of)]) -> Response:
    """The statement as a footnote (``txt``), BibTeX (``bib``) or CSL-JSON (``json``)."""
    item = find_statement(page, statement)
    if form == "txt":
        return PlainTextResponse(footnote(item, page.wording))
    if form == "bib":
        return PlainTextResponse(bibtex(item), media_type="application/x-bibtex")
    if form == "json":
        return JSONResponse([csl_json(item)], media_type="application/vnd.citationstyles.csl+json")
    raise HTTPException(404)
