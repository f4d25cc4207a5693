"""Documents, the search in them, and the ledger in figures."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import PlainTextResponse

from cordiale.api.answers import READ, READ_ONE
from cordiale.api.asking import Nothing, Paged, SearchAsked
from cordiale.api.calls import Call, Reading, Route
from cordiale.api.listing import Listing
from cordiale.api.shapes import DocumentShape, HitShape, PageOf, SetAsideShape, StatsShape
from cordiale.ledger import DocumentRecord, LedgerError

router = APIRouter(route_class=Route, tags=["documents"])


def documents_of(call: Call) -> Listing[DocumentRecord]:
    """All documents in the order of their first reading."""
    made: Listing[DocumentRecord] = call.state.keep(
        "api documents",
        lambda: Listing(call.ledger.documents(), identify=lambda record: record.id, facets=_names),
    )
    return made


def _names(record: DocumentRecord) -> Sequence[tuple[str, str]]:
    return [("name", name) for name in (record.id, *record.names, *record.paths)]


def find_document(call: Call, name: str) -> DocumentRecord:
    """The document with this id, unique prefix of it, path or name (the latest such); else 404."""
    held = documents_of(call)
    record = held.get(name)
    if record is None:
        named = [held.items[place] for place in held.having("name", name)]
        record = next((one for one in reversed(named) if not one.superseded), None) or next(
            reversed(named), None
        )
    if record is None and len(name) >= 6:
        begun = [one for one in held.items if one.id.startswith(name)]
        record = begun[0] if len(begun) == 1 else None
    if record is None:
        raise HTTPException(404, "no document of this name or id is in the ledger")
    return record


@router.get("/documents", responses=READ)
def list_documents(call: Reading, asked: Annotated[Paged, Query()]) -> PageOf[DocumentShape]:
    """All documents in the order of their first reading, superseded ones included."""
    held = documents_of(call)
    start = start_after(held, asked.after)
    found, more = held.page({}, start=start, limit=asked.limit)
    return PageOf(items=[DocumentShape.of(one) for one in found], next=found[-1].id if more else None)


def start_after(held: Listing[Any], after: str | None) -> int:
    """Where the page after an id begins; 400 where there is no such id."""
    if after is None:
        return 0
    place = held.place(after)
    if place is None:
        raise HTTPException(400, "after: nothing in this list has this id")
    return place + 1


@router.get("/documents/{document}", responses=READ_ONE)
def read_document(document: str, call: Reading, asked: Annotated[Nothing, Query()]) -> DocumentShape:
    """One document, by its id, a unique prefix of it, or its name."""
    return DocumentShape.of(find_document(call, document))


@router.get(
    "/documents/{document}/text",
    responses={**READ_ONE, 200: {**READ_ONE[200], "content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_class=PlainTextResponse,
)
def read_text(document: str, call: Reading, asked: Annotated[Nothing, Query()]) -> PlainTextResponse:
    """The text of a document, as it was decoded: what ``start`` and ``end`` of statements count in."""
    record = find_document(call, document)
    text = call.ledger.document(record.id).text
    # A text may hold halves of surrogate pairs, which UTF-8 cannot: the count of characters stays.
    told = text.encode("utf-8", "replace")
    return PlainTextResponse(told)


@router.get("/search", responses=READ)
def search(call: Reading, asked: Annotated[SearchAsked, Query()]) -> PageOf[HitShape]:
    """The passages that hold all words, best first."""
    try:
        hits = call.ledger.search(asked.q, asked.limit)
    except LedgerError as error:
        raise HTTPException(422, f"q: {error.reason}") from None
    return PageOf(items=[HitShape.of(hit) for hit in hits], next=None)


@router.get("/stats", responses=READ)
def read_stats(call: Reading, asked: Annotated[Nothing, Query()]) -> StatsShape:
    """The ledger in figures, and the files that were not read."""
    stats = call.ledger.stats()
    names = [name for name in StatsShape.model_fields if name != "set_aside"]
    aside = [
        SetAsideShape(name=PurePath(item.path).name, reason=item.reason, advice=item.advice)
        for item in call.ledger.files_set_aside()
    ]
    return StatsShape(set_aside=aside, **{name: getattr(stats, name) for name in names})
