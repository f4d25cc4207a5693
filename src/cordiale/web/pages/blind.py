"""Two readers, one passage: each judges it without seeing the other's word, then both see how they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from cordiale.model import Act, Placed
from cordiale.web.pages.documents import statements_of
from cordiale.web.pages.settings import form_values, require_form
from cordiale.web.templating import Page, page_of, page_words, render

router = APIRouter()
VERDICTS = ("right", "wrong", "unsure")
_LISTED = 40


@dataclass(frozen=True)
class Agreement:
    """How far readers agree: ``alike`` of ``judged`` statements have one verdict from all of them.

    ``kappa`` is Cohen's kappa for two readers (agreement beyond chance, 1 at most), None where it
    is not defined: another number of readers, or all verdicts the same.
    """

    alike: int
    judged: int
    kappa: float | None


def agreement(readings: Sequence[Mapping[str, str]]) -> Agreement:
    """The agreement of several readers' verdicts, over the statements that all of them judged.

    Source: J. Cohen, A coefficient of agreement for nominal scales, 1960.

    >>> agreement([{"a": "right", "b": "wrong"}, {"a": "right", "b": "right"}]).alike
    1
    """
    common = sorted(set.intersection(*(set(reading) for reading in readings))) if readings else []
    alike = sum(len({reading[name] for reading in readings}) == 1 for name in common)
    kappa = None
    if len(readings) == 2 and common:
        shares = [[sum(r[n] == v for n in common) / len(common) for v in VERDICTS] for r in readings]
        chance = sum(one * other for one, other in zip(*shares, strict=True))
        if chance < 1:
            kappa = (alike / len(common) - chance) / (1 - chance)
    return Agreement(alike, len(common), kappa)


def readings_of(acts: Sequence[Act]) -> dict[str, Mapping[str, str]]:
    """Reader -> verdicts by statement: the last reading of each that stands."""
    return {act.by: act.payload["verdicts"] for act in acts if act.kind == "read" and act.stands}


def _passage(page: Page, document: str, ordinal: int) -> list[Placed]:
    """The statements of one passage; 404 where it has none."""
    found = [
        item
        for item in statements_of(page, document)
        if item.setting is not None and item.setting.ordinal == ordinal
    ]
    if not found:
        raise HTTPException(404)
    return found


@router.get("/blind")
def passages(page: Annotated[Page, Depends(page_of)], document: str = "") -> HTMLResponse:
    """The passages that somebody has read, and those of one document to choose from."""
    with page.desk.ledger() as ledger:
        documents = ledger.documents()
        acts = [act for act in ledger.acts() if act.kind == "read"]
    by_target: dict[str, list[Act]] = {}
    for act in acts:
        by_target.setdefault(act.target, []).append(act)
    read = [(target, readings_of(held)) for target, held in by_target.items()]
    choice: dict[int, list[Placed]] = {}
    for item in statements_of(page, document):
        if item.setting is not None:
            choice.setdefault(item.setting.ordinal, []).append(item)
    told = page_words(page, "review")
    return render(
        page,
        "blind.html",
        told=told,
        documents=documents,
        document=document,
        choice=list(choice.items())[:_LISTED],
        read=[(target, readings, agreement(list(readings.values()))) for target, readings in read],
    )


@router.get("/blind/{document}/{ordinal}")
def passage(document: str, ordinal: int, page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """A passage and its statements to judge; the others' verdicts only once one's own are given."""
    items = _passage(page, document, ordinal)
    with page.desk.ledger() as ledger:
        readings = readings_of(ledger.acts(f"{document}:{ordinal}"))
    mine = readings.get(page.by)
    return render(
        page,
        "blind_passage.html",
        told=page_words(page, "review"),
        document=document,
        ordinal=ordinal,
        items=[(item, page.wording.fields(item.statement)) for item in items],
        text=items[0].setting.text if items[0].setting is not None else "",
        verdicts=VERDICTS,
        mine=mine,
        readings=readings if mine is not None else {},
        others=len([by for by in readings if by != page.by]),
        agreement=agreement(list(readings.values())) if mine is not None and len(readings) > 1 else None,
    )


@router.post("/blind/{document}/{ordinal}", dependencies=[Depends(require_form)])
def judge(
    document: str,
    ordinal: int,
    page: Annotated[Page, Depends(page_of)],
    typed: Annotated[dict[str, str], Depends(form_values)],
) -> Any:
    """Give one's verdicts on all statements of a passage."""
    items = _passage(page, document, ordinal)
    verdicts = {item.id: typed.get(item.id, "") for item in items}
    if not all(verdict in VERDICTS for verdict in verdicts.values()):
        raise HTTPException(422, page_words(page, "review")["problems"]["verdicts"])
    with page.desk.ledger(read_only=False) as ledger:
        ledger.act("read", f"{document}:{ordinal}", {"verdicts": verdicts}, by=page.by, why="")
    return RedirectResponse(f"/blind/{document}/{ordinal}", 303)
