"""Every standing statement where it stands: passage, article, source and year, read in one sweep."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from cordiale.ledger import layers, reviewing
from cordiale.ledger.reading import Wanted, statements_wanted
from cordiale.ledger.tables import articles, documents, marks, notes, passages, sources
from cordiale.model import ArticleRef, Placed, Setting, Source, Span, Statement

REACH = 8
"""Passages looked back through for the one that holds an anchor: a few begin inside another (boxes)."""


class _Book:
    """The layers of one document, ready to be looked up by place."""

    def __init__(self) -> None:
        self.volume = 0
        self.name = ""
        self.articles: dict[int, ArticleRef] = {}
        self.ends: list[tuple[int, int, int]] = []
        self.settings: list[tuple[int, int, Setting, int | None]] = []
        self.starts: list[int] = []
        self.sources: dict[int, Source] = {}
        self.notes: dict[str, list[tuple[int | None, int | None, tuple[int, ...]]]] = defaultdict(list)

    def find_setting(self, anchor: Span) -> tuple[Setting, Span, int | None] | None:
        at = bisect_right(self.starts, anchor.start)
        for start, end, setting, article in reversed(self.settings[max(at - REACH, 0) : at]):
            if not start <= anchor.start < end:
                continue
            span = _reading_span(setting.pieces, anchor)
            if span is not None:
                return setting, span, article
        return None

    def find_article(self, place: int) -> int | None:
        return next((ordinal for start, end, ordinal in self.ends if start <= place < end), None)

    def find_source(self, number: str | None, article: int | None, place: int) -> Source | None:
        # Numbers may begin again in every article: its own note first, then the nearest mark.
        known = self.notes.get(number or "")
        if not known:
            return None
        far = 1 << 60
        best = min(
            known, key=lambda note: (note[0] != article, min((abs(m - place) for m in note[2]), default=far))
        )
        return None if best[1] is None else self.sources.get(best[1])


def _reading_span(pieces: Sequence[tuple[int, int, int]], anchor: Span) -> Span | None:
    start = end = None
    for reading, document, length in pieces:
        low, high = max(anchor.start, document), min(anchor.end, document + length)
        if low < high:
            start = reading + low - document if start is None else start
            end = reading + high - document
    return None if start is None or end is None else Span(start, end)


def placed(connection: Connection) -> list[Placed]:
    """All standing statements of the documents that are not superseded; see ``Ledger.placed``."""
    books = _books(connection)
    review = reviewing.review(connection)
    found = []
    for recorded in statements_wanted(connection, Wanted()):
        machine = recorded.statement
        book = books[machine.evidence.document]
        told = review.of(machine)
        if told is not None:
            original = None if told is machine else machine.id
            found.append(_place(told, recorded.document, book, original=original))
    for told in review.additions:
        document = told.evidence.document
        if document in books:
            found.append(_place(told, books[document].name, books[document]))
    if review.additions:
        found.sort(key=lambda item: (item.volume, item.start))
    return found


def _place(statement: Statement, name: str, book: _Book, *, original: str | None = None) -> Placed:
    anchor = statement.evidence.spans[0]
    found = book.find_setting(anchor)
    setting, at, ordinal = found if found is not None else (None, None, None)
    if ordinal is None:
        ordinal = book.find_article(anchor.start)
    article = None if ordinal is None else book.articles.get(ordinal)
    source = book.find_source(statement.cite, ordinal, statement.evidence.spans[-1].end)
    origin = f"{statement.evidence.document}:{ordinal}" if source is None else source.key
    said = source.year if source is not None and source.year is not None else None
    if said is None and article is not None:
        said = article.written
    return Placed(
        statement=statement,
        document=name,
        volume=book.volume,
        article=article,
        setting=setting,
        at=at,
        source=source,
        origin=origin,
        said=said,
        original=original,
    )


def _books(connection: Connection) -> dict[str, _Book]:
    current = select(documents.c.number, documents.c.id, documents.c.name).where(
        documents.c.superseded_by.is_(None)
    )
    numbered: dict[int, _Book] = {}
    books: dict[str, _Book] = {}
    for number, identity, name in connection.execute(current):
        book = numbered[number] = books[identity] = _Book()
        book.volume, book.name = number, name
    for row in _rows(connection, articles, numbered):
        book = numbered[row.document]
        book.articles[row.ordinal] = ArticleRef(row.ordinal, " ".join(row.title.split()), row.written)
        book.ends.append((row.start, row.end, row.ordinal))
    for row in _rows(connection, sources, numbered):
        numbered[row.document].sources[row.ordinal] = layers.source_from(row)
    marked: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in _rows(connection, marks, numbered):
        marked[row.document, row.note].append(row.start)
    for row in _rows(connection, notes, numbered):
        places = tuple(marked.get((row.document, row.ordinal), ()))
        numbered[row.document].notes[row.number].append((row.article, row.source, places))
    for row in _rows(connection, passages, numbered):
        setting = Setting(
            ordinal=row.ordinal,
            text=row.text,
            sentences=tuple(Span(start, end) for start, end in row.sentences),
            pieces=tuple((reading, document, length) for reading, document, length in row.pieces),
        )
        numbered[row.document].settings.append((row.start, row.end, setting, row.article))
    for book in books.values():
        book.settings.sort(key=lambda item: (item[0], item[2].ordinal))
        book.starts = [item[0] for item in book.settings]
    return books


def _rows(connection: Connection, table: Any, numbered: dict[int, _Book]) -> Iterable[Any]:
    query = select(table).order_by(table.c.document, table.c.ordinal)
    return (row for row in connection.execute(query) if row.document in numbered)
