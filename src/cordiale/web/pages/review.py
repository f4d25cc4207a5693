"""Review: correct, reject or add statements; the machine's reading stays beneath, every act can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from cordiale.ledger import LedgerError
from cordiale.model import Act, Placed, Span, Structure
from cordiale.publish.telling import excerpt
from cordiale.vocabulary.kinds import (
    STATUSES,
    FieldError,
    fields_of,
    kinds,
    read_fields,
    read_places,
    write_value,
)
from cordiale.web.pages.settings import form_values, require_form
from cordiale.web.pages.statements import find_statement
from cordiale.web.templating import Page, page_of, page_words, render

router = APIRouter()
_LATELY = 30
_LONGEST = 2000
_CANDIDATES = 8
_AROUND = 90


@dataclass(frozen=True)
class Place:
    """One place where quoted words stand in a document: the span, and the words around it."""

    span: Span
    before: str
    quote: str
    after: str


@router.get("/review")
def overview(page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """What was reviewed lately, and where to begin."""
    with page.desk.ledger() as ledger:
        acts = ledger.acts()
    known = page.state.holdings.by_id
    lately = [(act, known.get(act.target)) for act in reversed(acts[-_LATELY:])]
    return render(page, "review.html", told=page_words(page, "review"), lately=lately, kinds=kinds())


@router.get("/review/add/{document}")
def add_form(
    document: str, page: Annotated[Page, Depends(page_of)], quote: str = "", kind: str = "observation"
) -> HTMLResponse:
    """A form for a statement of one's own at words that were selected."""
    return _add_page(page, document, quote[:_LONGEST], kind, {}, problem=None)


def _add_page(
    page: Page, document: str, quote: str, kind: str, typed: Mapping[str, str], *, problem: str | None
) -> HTMLResponse:
    if kind not in kinds():
        raise HTTPException(404)
    with page.desk.ledger() as ledger:
        try:
            held, structure = ledger.document(document), ledger.structure(document)
        except LedgerError:
            raise HTTPException(404) from None
    return render(
        page,
        "review_add.html",
        status=200 if problem is None else 422,
        told=page_words(page, "review"),
        document=held,
        quote=quote,
        kind=kind,
        kinds=kinds(),
        fields=fields_of(kind),
        statuses=STATUSES,
        typed=typed,
        places=find_places(held.text, structure, quote),
        problem=problem,
    )


def find_places(text: str, structure: Structure, quote: str) -> Sequence[Place]:
    """Where the words stand in the document, as they read (over line breaks); the first few places."""
    wanted = " ".join(quote.split())
    found: list[Place] = []
    if not wanted:
        return found
    for passage in structure.passages:
        at = passage.text.find(wanted)
        while at >= 0 and len(found) < _CANDIDATES:
            spans = passage.locate(at, at + len(wanted))
            if len(spans) == 1:
                span = spans[0]
                before = passage.text[max(at - _AROUND, 0) : at]
                after = passage.text[at + len(wanted) : at + len(wanted) + _AROUND]
                found.append(Place(span, before, span.of(text), after))
            at = passage.text.find(wanted, at + 1)
    return found


@router.post("/review/add/{document}", dependencies=[Depends(require_form)])
def add(
    document: str,
    page: Annotated[Page, Depends(page_of)],
    typed: Annotated[dict[str, str], Depends(form_values)],
) -> Any:
    """Add a statement of one's own; it must quote words that stand in the document."""
    quote, kind = typed.get("quote", ""), typed.get("kind", "")
    told = page_words(page, "review")
    start, _, end = typed.get("where", "").partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        return _add_page(page, document, quote, kind, typed, problem=told["problems"]["place"])
    try:
        payload = _read(kind, typed) | {"kind": kind, "start": int(start), "end": int(end)}
    except FieldError as error:
        return _add_page(page, document, quote, kind, typed, problem=_problem(page, error))
    with page.desk.ledger(read_only=False) as ledger:
        held = ledger.document(document)
        payload |= {"document": held.id, "quote": held.text[int(start) : int(end)]}
        act = ledger.act("add", "", payload, by=page.by, why=typed.get("why", "").strip())
    page.desk.state(fresh=True)
    return RedirectResponse(f"/statements/{act.target}", 303)


def _read(kind: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """What a person typed, as the parts of a statement; raises ``FieldError``."""
    if kind not in kinds():
        raise FieldError("kind", kind)
    status = typed.get("status", "")
    if status not in STATUSES:
        raise FieldError("status", status)
    return {
        "fields": read_fields(kind, typed),
        "status": status,
        "parties": read_places(typed.get("parties", "")),
        "orgs": [line for told in typed.get("orgs", "").splitlines() if (line := " ".join(told.split()))],
        "cite": typed.get("cite", "").strip() or None,
    }


def _problem(page: Page, error: FieldError) -> str:
    label = page.wording.words["fields"].get(error.name, error.name)
    return str(page_words(page, "review")["problems"]["field"].format(name=label, told=error.told))


@router.get("/review/{statement}")
def form(statement: str, page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """A statement's fields to correct, or to reject it; and what was done to it before."""
    with page.desk.ledger() as ledger:
        acts = ledger.acts(statement)
    item = page.state.holdings.by_id.get(statement)
    if item is None and not acts:
        raise HTTPException(404)
    return _form_page(page, statement, item, acts, typed=None, problem=None)


def _form_page(
    page: Page,
    statement: str,
    item: Placed | None,
    acts: Sequence[Act],
    *,
    typed: Mapping[str, str] | None,
    problem: str | None,
) -> HTMLResponse:
    if typed is None and item is not None:
        typed = {name: write_value(item.fields.get(name)) for name in fields_of(item.statement.kind)}
        typed |= {"status": item.statement.status, "parties": ", ".join(item.statement.parties)}
        typed |= {"orgs": "\n".join(item.statement.orgs), "cite": item.statement.cite or ""}
    return render(
        page,
        "review_form.html",
        status=200 if problem is None else 422,
        told=page_words(page, "review"),
        item=item,
        statement=statement,
        sentence="" if item is None else excerpt(item),
        fields={} if item is None else fields_of(item.statement.kind),
        typed=typed or {},
        statuses=STATUSES,
        acts=acts,
        problem=problem,
    )


@router.post("/review/{statement}", dependencies=[Depends(require_form)])
def change(
    statement: str,
    page: Annotated[Page, Depends(page_of)],
    typed: Annotated[dict[str, str], Depends(form_values)],
) -> Any:
    """Correct or reject a statement, or undo such an act by its number."""
    act, why = typed.get("act", ""), typed.get("why", "").strip()
    if act.startswith("undo-") and act[5:].isdecimal():
        with page.desk.ledger(read_only=False) as ledger:
            if int(act[5:]) not in {held.number for held in ledger.acts(statement)}:
                raise HTTPException(404)
            ledger.undo(int(act[5:]), by=page.by)
    elif act == "reject":
        find_statement(page, statement)
        with page.desk.ledger(read_only=False) as ledger:
            ledger.act("reject", statement, {}, by=page.by, why=why)
    elif act == "correct":
        item = find_statement(page, statement)
        try:
            payload = _read(item.statement.kind, typed)
        except FieldError as error:
            with page.desk.ledger() as ledger:
                acts = ledger.acts(statement)
            return _form_page(page, statement, item, acts, typed=typed, problem=_problem(page, error))
        with page.desk.ledger(read_only=False) as ledger:
            ledger.act("correct", statement, payload, by=page.by, why=why)
    else:
        raise HTTPException(400)
    page.desk.state(fresh=True)
    return RedirectResponse(f"/review/{statement}", 303)
