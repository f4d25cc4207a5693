"""Findings as a worklist: both passages side by side, the rule in words; confirm, dismiss, assign."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from cordiale.analysis.findings import GRAVITY
from cordiale.ledger import Ledger
from cordiale.model import Act, ActKind, Finding, Proof
from cordiale.publish.telling import excerpt
from cordiale.registers.filtering import holds
from cordiale.registers.places import country_of
from cordiale.web.pages.documents import documents_of
from cordiale.web.pages.settings import require_form
from cordiale.web.places import code_of
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
_LISTED = 50
_AROUND = 160
_DECISIONS = ("confirm", "dismiss", "assign")
_LONGEST = 2000


@dataclass(frozen=True)
class Standing:
    """What persons said of a finding: the last decision that stands, and who it is given to."""

    decision: str | None
    assigned: str | None


def standings(acts: Sequence[Act]) -> Mapping[str, Standing]:
    """Finding id -> what stands of it; undone acts do not count."""
    decided: dict[str, str] = {}
    assigned: dict[str, str] = {}
    for act in acts:
        if act.stands and act.kind in ("confirm", "dismiss"):
            decided[act.target] = act.kind
        elif act.stands and act.kind == "assign":
            assigned[act.target] = str(act.payload.get("to", ""))
    return {target: Standing(decided.get(target), assigned.get(target)) for target in {*decided, *assigned}}


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to."""

    kind: str = ""
    rule: str = ""
    state: str = ""
    party: str = ""
    decision: str = ""
    assigned: str = ""

    def takes(self, finding: Finding, standing: Standing | None) -> bool:
        """Whether a finding is among what is asked for."""
        decision = standing.decision if standing is not None else None
        return (
            (not self.kind or finding.kind == self.kind)
            and (not self.rule or finding.rule == self.rule)
            and (not self.state or finding.state == self.state)
            and (not self.party or any(holds(place, self.party) for place in finding.parties))
            and (not self.decision or (decision or "open") == self.decision)
            and (not self.assigned or (standing is not None and standing.assigned == self.assigned))
        )


@router.get("/findings")
@once
def findings(
    page: Annotated[Page, Depends(page_of)],
    asked: Annotated[Asked, Depends()],
    offset: int = 0,
) -> HTMLResponse:
    """The list, the gravest first."""
    with page.desk.ledger() as ledger:
        said = standings(ledger.acts())
    everything = page.state.findings
    wanted = replace(asked, party=code_of(page, asked.party))
    if wanted.decision or wanted.assigned:
        found = [one for name, one in _by_id(page).items() if wanted.takes(one, said.get(name))]
    else:
        found = page.state.recall(
            ("findings", id(everything), wanted),
            lambda: [one for one in _among(page, wanted) if wanted.takes(one, None)],
        )
    rules, states = page.state.recall(
        ("counted findings", id(everything), asked.kind), lambda: _counted(everything, asked.kind)
    )
    offset = max(0, min(offset, len(found)))
    return render(
        page,
        "findings.html",
        told=page_words(page, "findings"),
        asked=asked,
        found=found[offset : offset + _LISTED],
        total=len(found),
        offset=offset,
        step=_LISTED,
        standings=said,
        kinds=sorted(GRAVITY, key=lambda kind: GRAVITY[kind]),
        rules=rules,
        states=states,
        decisions=("open", "confirm", "dismiss"),
    )


def _among(page: Page, asked: Asked) -> Sequence[Finding]:
    """The findings that may be what is asked for: those on its place, or else of its kind."""
    if asked.party:
        return findings_about(page, asked.party)
    if asked.kind:
        of_kind: Mapping[str, list[Finding]] = page.state.follow("findings by kind", _by_kind)
        return of_kind.get(asked.kind, ())
    return page.state.findings


def _by_kind(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    held: dict[str, list[Finding]] = {}
    for finding in findings:
        held.setdefault(finding.kind, []).append(finding)
    return held


def _by_place(findings: Sequence[Finding]) -> Mapping[str, Mapping[int, Finding]]:
    """The findings by the places that they name, each with its number in the order of all."""
    held: dict[str, dict[int, Finding]] = {}
    for number, finding in enumerate(findings):
        for place in finding.parties:
            held.setdefault(place, {})[number] = finding
    return held


def findings_about(page: Page, code: str) -> list[Finding]:
    """The findings on a place or on the country that it lies in, the gravest first."""
    by_place: Mapping[str, Mapping[int, Finding]] = page.state.follow("findings by place", _by_place)
    on: dict[int, Finding] = {}
    for place in (code, country_of(code)):
        on.update(by_place.get(place, {}))
    return [one for _, one in sorted(on.items(), key=lambda pair: pair[0])]


def _counted(findings: Sequence[Finding], kind: str) -> tuple[Counter[str], Counter[str]]:
    """How many of a kind, or of all, each rule found, and how many are in each state."""
    of_kind = [one for one in findings if not kind or one.kind == kind]
    return Counter(one.rule for one in of_kind), Counter(one.state for one in of_kind)


def _by_id(page: Page) -> Mapping[str, Finding]:
    held: Mapping[str, Finding] = page.state.follow(
        "findings by id", lambda findings: {finding.id: finding for finding in findings}
    )
    return held


def find_finding(page: Page, name: str) -> Finding:
    """The finding with this id; 404 where there is none in this state of the ledger."""
    held = _by_id(page)
    if name not in held:
        told = page_words(page, "findings")
        raise HTTPException(404, told["gone"] if page.recomputing is None else told["later"])
    return held[name]


@dataclass(frozen=True)
class PassageView:
    """A passage of a finding in its context: the words before, the quote, the words after."""

    proof: Proof
    document: str | None
    before: str
    quote: str
    after: str
    sentence: str | None


def _passages(page: Page, finding: Finding, ledger: Ledger) -> list[PassageView]:
    names = {document.name: document.id for document in reversed(list(documents_of(page).values()))}
    texts: dict[str, str] = {}
    views = []
    for proof in finding.proofs:
        item = page.state.holdings.by_id.get(proof.statement or "")
        document = item.statement.evidence.document if item is not None else names.get(proof.doc)
        if document is not None and document not in texts:
            texts[document] = ledger.document(document).text
        text = texts.get(document or "", "")
        before = text[max(proof.start - _AROUND, 0) : proof.start].partition(" ")[2]
        after = text[proof.end : proof.end + _AROUND].rpartition(" ")[0]
        sentence = None if item is None else excerpt(item)
        views.append(PassageView(proof, document, before, proof.quote, after, sentence))
    return views


@router.get("/findings/{finding}")
@once
def show(finding: str, page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """One finding, its passages side by side."""
    found = find_finding(page, finding)
    with page.desk.ledger() as ledger:
        acts = ledger.acts(found.id)
        passages = _passages(page, found, ledger)
    return render(
        page,
        "finding.html",
        told=page_words(page, "findings"),
        finding=found,
        passages=passages,
        acts=acts,
        standing=standings(acts).get(found.id, Standing(None, None)),
    )


@router.post("/findings/{finding}", dependencies=[Depends(require_form)])
def decide(
    finding: str,
    page: Annotated[Page, Depends(page_of)],
    act: Annotated[str, Form()],
    why: Annotated[str, Form(max_length=_LONGEST)] = "",
    to: Annotated[str, Form(max_length=80)] = "",
) -> RedirectResponse:
    """Confirm, dismiss (with a reason) or assign a finding; or undo such an act by its number."""
    found = find_finding(page, finding)
    with page.desk.ledger(read_only=False) as ledger:
        if act.startswith("undo-") and act[5:].isdigit():
            if int(act[5:]) not in {held.number for held in ledger.acts(found.id)}:
                raise HTTPException(404)
            ledger.undo(int(act[5:]), by=page.by)
        elif act not in _DECISIONS or act not in get_args(ActKind):
            raise HTTPException(400)
        elif act == "dismiss" and not why.strip():
            raise HTTPException(400, page_words(page, "findings")["reason_needed"])
        elif act == "assign" and not to.strip():
            raise HTTPException(400, page_words(page, "findings")["name_needed"])
        else:
            payload = {"rule": found.rule, "kind": found.kind} | (
                {"to": to.strip()} if act == "assign" else {}
            )
            kind: ActKind = act  # type: ignore[assignment]
            ledger.act(kind, found.id, payload, by=page.by, why=why.strip())
    return RedirectResponse(f"/findings/{found.id}", 303)
