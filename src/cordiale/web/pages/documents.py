"""Documents: their list, and the reader, one article a page, every statement marked where it stands."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import HTMLResponse

from cordiale.ledger import DocumentRecord
from cordiale.model import Placed
from cordiale.publish.view import Block, PageEntry, PageView, view_page
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
_LISTED = 50
_LARGEST_SHEET = 80
"""Paragraphs of one sheet; a longer article goes on to the next."""


@dataclass(frozen=True)
class Sheet:
    """What one page of the reader shows: an article or a part of it."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Book:
    """A document ready to be read: its sheets, and on which of them each statement stands."""

    view: PageView
    sheets: Sequence[Sheet]
    on_sheet: dict[str, int]
    starts: Sequence[tuple[int, str]]

    def sheet_of(self, place: int) -> int:
        """The sheet that holds the statement at or before a character of the document."""
        index = bisect_right(self.starts, (place, "~")) - 1
        return self.on_sheet.get(self.starts[max(index, 0)][1], 0) if self.starts else 0


def book_of(page: Page, document: str) -> Book:
    """The document with this id as a book, made once for each state of the ledger and language."""
    made: Book = page.state.keep(f"book {page.language} {document}", lambda: _make_book(page, document))
    return made


def _make_book(page: Page, document: str) -> Book:
    with page.desk.ledger() as ledger:
        text, structure = ledger.document(document), ledger.structure(document)
    own = statements_of(page, text.id)
    view = view_page(PageEntry(text, structure, [item.statement for item in own]), page.wording)
    names = {item.statement.id: item.id for item in own}
    sheets = _sheets(view)
    on_sheet: dict[str, int] = {}
    for number, sheet in enumerate(sheets):
        for block in sheet.blocks:
            for run in block.runs:
                for key in run.opens:
                    on_sheet.setdefault(names[key], number)
    return Book(view, sheets, on_sheet, sorted((item.start, item.id) for item in own))


def statements_of(page: Page, document: str) -> Sequence[Placed]:
    """The statements that stand in one document, in reading order."""

    def index() -> dict[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for item in page.state.holdings.placed:
            found.setdefault(item.statement.evidence.document, []).append(item)
        return found

    own: dict[str, list[Placed]] = page.state.keep("statements by document", index)
    return own.get(document, ())


def _sheets(view: PageView) -> list[Sheet]:
    titles = dict(view.contents)
    sheets: list[Sheet] = []
    title, blocks = view.title, list[Block]()
    for block in view.blocks:
        new = block.key is not None and block.key in titles
        if blocks and (new or len(blocks) >= _LARGEST_SHEET):
            sheets.append(Sheet(title, blocks))
            blocks = []
        if new:
            title = titles[str(block.key)]
        blocks.append(block)
    sheets.append(Sheet(title, blocks))
    return sheets


def documents_of(page: Page) -> Mapping[str, DocumentRecord]:
    """All documents by their ids as the ledger has them now, the latest read first."""
    with page.desk.ledger() as ledger:

        def make() -> dict[str, DocumentRecord]:
            latest = sorted(ledger.documents(), key=lambda document: document.read_at, reverse=True)
            return {document.id: document for document in latest}

        held: Mapping[str, DocumentRecord] = page.state.recall(("documents", ledger.stamp()), make)
    return held


@router.get("/documents")
def documents(page: Annotated[Page, Depends(page_of)], offset: int = 0) -> HTMLResponse:
    """The documents, the latest read first, and the files that were not read."""
    held = list(documents_of(page).values())
    with page.desk.ledger() as ledger:
        aside = ledger.files_set_aside()
    offset = max(0, min(offset, len(held)))
    listed = held[offset : offset + _LISTED]
    return render(
        page,
        "documents.html",
        told=page_words(page, "documents"),
        listed=listed,
        counts={document.id: len(statements_of(page, document.id)) for document in listed},
        aside=aside,
        total=len(held),
        offset=offset,
        step=_LISTED,
    )


@router.get("/documents/{document}")
@once
def reader(
    document: str,
    page: Annotated[Page, Depends(page_of)],
    sheet: int | None = None,
    at: int | None = None,
    statement: str | None = None,
) -> HTMLResponse:
    """One sheet of a document: the one asked for, or that of a character or a statement."""
    known = documents_of(page)
    if document not in known:
        raise HTTPException(404)
    book = book_of(page, document)
    if sheet is None:
        sheet = book.on_sheet.get(statement or "", book.sheet_of(at) if at is not None else 0)
    if not 0 <= sheet < len(book.sheets):
        raise HTTPException(404)
    names = {item.statement.id: item.id for item in statements_of(page, document)}
    return render(
        page,
        "reader.html",
        told=page_words(page, "documents"),
        book=book,
        number=sheet,
        sheet=book.sheets[sheet],
        document=known[document],
        names=names,
        chosen=statement,
    )
