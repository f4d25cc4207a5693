"""Entities: who is who, why names were taken together, and persons' word that they are the same or not."""

from collections.abc import Mapping, Sequence
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from cordiale.model import Entity, EntityKind, Likeness, Verdict
from cordiale.resolve.likeness import likenesses
from cordiale.resolve.lookup import are_two_countries
from cordiale.web.pages.settings import require_form
from cordiale.web.templating import Page, once, page_of, page_words, render, words_of

router = APIRouter()
_LISTED = 50
_STATEMENTS = 30
_LONGEST = 2000


def candidates_of(page: Page) -> Sequence[Likeness]:
    """The pairs that may be one and that nobody has judged, the likeliest first."""

    def make() -> list[Likeness]:
        with page.desk.ledger() as ledger:
            judgements = ledger.judgements()
        return likenesses(page.state.holdings.entities, judgements)

    held: list[Likeness] = page.state.keep("likenesses", make)
    return held


@router.get("/entities")
@once
def entities(
    page: Annotated[Page, Depends(page_of)], kind: str = "organisation", offset: int = 0
) -> HTMLResponse:
    """All entities of a kind, the most mentioned first, and the pairs to judge."""
    if kind not in get_args(EntityKind):
        raise HTTPException(404)
    wanted: EntityKind = kind  # type: ignore[assignment]
    found = page.state.recall(("entities", kind), lambda: page.state.holdings.entities.all(wanted))
    offset = max(0, min(offset, len(found)))
    return render(
        page,
        "entities.html",
        told=page_words(page, "review"),
        kind=kind,
        kinds=get_args(EntityKind),
        found=found[offset : offset + _LISTED],
        total=len(found),
        offset=offset,
        step=_LISTED,
        pairs=page.state.recall(
            ("likenesses", kind),
            lambda: [pair for pair in candidates_of(page) if pair.left.kind == kind][:12],
        ),
    )


def find_entity(page: Page, name: str) -> Entity:
    """The entity of this id; 404 where there is none."""
    found = page.state.holdings.entities.get(name)
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/entities/{entity:path}")
@once
def show(entity: str, page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """One entity: its names, why they are one, where it is mentioned, who it may be the same as."""
    found = find_entity(page, entity)
    known = page.state.holdings.by_id
    with page.desk.ledger() as ledger:
        judgements = ledger.judgements()
    names = {found.id, found.name, *found.names}
    return render(
        page,
        "entity.html",
        told=page_words(page, "review"),
        entity=found,
        statements=[known[name] for name in found.statements[:_STATEMENTS] if name in known],
        judged=[one for one in judgements if one.left in names or one.right in names],
        pairs=[pair for pair in candidates_of(page) if found.id in (pair.left.id, pair.right.id)][:12],
    )


@router.post("/entities", dependencies=[Depends(require_form)])
def judge(
    page: Annotated[Page, Depends(page_of)],
    act: Annotated[str, Form()],
    left: Annotated[str, Form(max_length=_LONGEST)] = "",
    right: Annotated[str, Form(max_length=_LONGEST)] = "",
    why: Annotated[str, Form(max_length=_LONGEST)] = "",
) -> RedirectResponse:
    """Say that two entities are the same or different, or take such a word back by its number."""
    verdicts: Mapping[str, Verdict] = {"same": "same", "different": "different"}
    with page.desk.ledger(read_only=False) as ledger:
        if act.startswith("withdraw-") and act[9:].isdecimal():
            ledger.withdraw(int(act[9:]), by=page.by, why=why.strip())
        elif act in verdicts and left and right and left != right:
            if not why.strip():
                told = words_of(page.language)["unreadable"]["missing"]
                raise HTTPException(422, told.format(name=page_words(page, "review")["why"]))
            ends = [find_entity(page, name) for name in (left, right)]
            if ends[0].kind != ends[1].kind or (act == "same" and are_two_countries(*ends)):
                raise HTTPException(409, page_words(page, "review")["never_one"])
            ledger.judge(verdicts[act], ends[0].id, ends[1].id, by=page.by, why=why.strip())
        else:
            raise HTTPException(400)
    state = page.desk.state(fresh=True)
    back = state.holdings.entities.get(left) or state.holdings.entities.get(right)
    return RedirectResponse("/entities" if back is None else f"/entities/{back.id}", 303)
