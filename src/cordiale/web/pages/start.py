"""The start page: search, what was read lately, what is due or silent, new contradictions."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse

from cordiale.web.pictures import map_of_partners
from cordiale.web.templating import Page, page_of, render

router = APIRouter()
_LISTED = 6


@router.get("/")
def start(page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """The first page that a reader sees."""
    state = page.state
    with page.desk.ledger() as ledger:
        documents, stats = ledger.documents(), ledger.stats()
    lately = sorted(documents, key=lambda document: document.read_at, reverse=True)[:_LISTED]
    findings = state.findings
    return render(
        page,
        "start.html",
        stats=stats,
        lately=lately,
        conflicts=[f for f in findings if f.kind in ("contradiction", "slip")][:_LISTED],
        due=[
            f
            for f in findings
            if f.kind in ("target", "silence") and f.state in ("silent", "missed", "behind")
        ][:_LISTED],
        counts={
            kind: sum(f.kind == kind for f in findings)
            for kind in ("contradiction", "tension", "slip", "target", "thread", "silence")
        },
        as_of=state.holdings.as_of.isoformat(),
        world=map_of_partners(page) if documents else None,
    )
