"""The start page: search, what was read lately, what is due or silent, new contradictions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse

from cordiale.model import Finding, FindingKind
from cordiale.web.pages.documents import documents_of
from cordiale.web.pictures import map_of_partners
from cordiale.web.templating import Page, once, page_of, render

router = APIRouter()
_LISTED = 6
_DUE = ("silent", "missed", "behind")
_COUNTED: Sequence[FindingKind] = ("contradiction", "tension", "slip", "target", "thread", "silence")


@router.get("/")
@once
def start(page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """The first page that a reader sees."""
    state = page.state
    documents = documents_of(page).values()
    lately = list(islice(documents, _LISTED))
    return render(
        page,
        "start.html",
        documents=sum(not document.superseded for document in documents),
        statements=len(state.holdings.placed),
        lately=lately,
        as_of=state.holdings.as_of.isoformat(),
        world=map_of_partners(page) if lately else None,
        **state.follow("start", _told),
    )


def _told(findings: Sequence[Finding]) -> Mapping[str, Any]:
    """The first findings that do not agree, the first that are due, and how many there are of a kind."""
    due = (f for f in findings if f.kind in ("target", "silence") and f.state in _DUE)
    kinds = Counter(f.kind for f in findings)
    return {
        "conflicts": list(islice((f for f in findings if f.kind in ("contradiction", "slip")), _LISTED)),
        "due": list(islice(due, _LISTED)),
        "counts": {kind: kinds[kind] for kind in _COUNTED},
    }
