"""Every standing statement where it stands: passage, article, source and year, read in one sweep."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.engine import Connection

from cordiale.ledger import layers, reviewing
from cordiale.ledger.collecting import uncollected
from cordiale.ledger.reading import standing
from cordiale.ledger.tables import (
    articles,
    documents,
    marks,
    notes,
    passages,
    sources,
    statements,
    texts,
)
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
        self.printed: dict[int, tuple[tuple[int, str], ...]] = {}
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

    def find_source(
        self, number: str | None, article: int | None, place: int
    ) -> tuple[Source | None, tuple[tuple[int, str], ...]]:
        """What the note of this number cites, and how it is printed."""
        # Numbers may begin again in every article: its own note first, then the nearest mark.
        known = self.notes.get(number or "")
        if not known:
            return None, ()
        best = known[0]
        if len(known) > 1:
            far = 1 << 60
            best = min(
                known,
                key=lambda note: (note[0] != article, min((abs(m - place) for m in note[2]), default=far)),
            )
        if best[1] is None:
            return None, ()
        return self.sources.get(best[1]), self.printed.get(best[1], ())


def _reading_span(pieces: Sequence[tuple[int, int, int]], anchor: Span) -> Span | None:
    start = end = None
    for reading, document, length in pieces:
        if document >= anchor.end:
            break
        low, high = max(anchor.start, document), min(anchor.end, document + length)
        if low < high:
            start = reading + low - document if start is None else start
            end = reading + high - document
    return None if start is None or end is None else Span(start, end)


def placed(connection: Connection) -> list[Placed]:
    """All standing statements of the documents that are not superseded; see ``Ledger.placed``."""
    with uncollected():
        return _placed(connection)


def _placed(connection: Connection) -> list[Placed]:
    review = reviewing.review(connection)
    books = _books(connection, everything=bool(review.additions))
    found = []
    for recorded in standing(connection):
        machine = recorded.statement
        book = books[machine.evidence.document]
        told = review.of(machine)
        if told is not None:
            original = None if told is machine else machine.id
            found.append(_place(told, recorded.document, book, original=original))
    for told, original in review.additions:
        if told.evidence.document in books:
            book = books[told.evidence.document]
            found.append(_place(told, book.name, book, original=original))
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
    source, cited = book.find_source(statement.cite, ordinal, statement.evidence.spans[-1].end)
    origin = intern(f"{statement.evidence.document}:{ordinal}") if source is None else source.key
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
        cited=cited,
    )


def _books(connection: Connection, *, everything: bool) -> dict[str, _Book]:
    """The documents by id; of their passages those that hold statements, or ``everything``."""
    current = select(documents.c.number, documents.c.id, documents.c.name).where(
        documents.c.superseded_by.is_(None)
    )
    numbered: dict[int, _Book] = {}
    books: dict[str, _Book] = {}
    for number, identity, name in connection.execute(current):
        book = numbered[number] = books[identity] = _Book()
        book.volume, book.name = number, name
    for row in _rows(connection, articles):
        if row.document in numbered:
            book = numbered[row.document]
            book.articles[row.ordinal] = ArticleRef(row.ordinal, " ".join(row.title.split()), row.written)
            book.ends.append((row.start, row.end, row.ordinal))
    _cite(connection, numbered)
    for number, start, end, article, setting in _settings(connection, everything=everything):
        if number in numbered:
            numbered[number].settings.append((start, end, setting, article))
    for book in books.values():
        book.settings.sort(key=lambda item: (item[0], item[2].ordinal))
        book.starts = [item[0] for item in book.settings]
    return books


def _cite(connection: Connection, numbered: dict[int, _Book]) -> None:
    """Gives the documents their sources, and the notes by which statements find these."""
    held = select(texts.c.document, texts.c.text).where(texts.c.document.in_(select(sources.c.document)))
    printed = {number: text for number, text in connection.execute(held) if number in numbered}
    for row in _rows(connection, sources):
        if (book := numbered.get(row.document)) is not None:
            book.sources[row.ordinal] = source = layers.source_from(row)
            text = printed.get(row.document, "")
            book.printed[row.ordinal] = tuple((span.start, span.of(text)) for span in source.spans)
    marked: dict[tuple[int, int], list[int]] = defaultdict(list)
    m = marks.c
    for document, note, start in connection.execute(select(m.document, m.note, m.start)):
        marked[document, note].append(start)
    n = notes.c
    cited = select(n.document, n.ordinal, n.number, n.article, n.source).order_by(n.document, n.ordinal)
    for document, ordinal, number, article, source in connection.execute(cited):
        if (book := numbered.get(document)) is not None:
            book.notes[number].append((article, source, tuple(marked.get((document, ordinal), ()))))


def _settings(
    connection: Connection, *, everything: bool
) -> Iterator[tuple[int, int, int, int | None, Setting]]:
    """Passages in the order of their documents: document, extent, article, and how each reads."""
    p, s = passages.c, statements.c
    query = select(p.document, p.ordinal, p.article, p.start, p.end, p.text, p.sentences, p.pieces)
    if not everything:
        # Most passages of a book hold no statement: to decode their layers would be most of the work.
        held = exists().where(
            s.document == p.document, s.start >= p.start, s.start < p.end, s.retired_by.is_(None)
        )
        query = query.where(held)
    for document, ordinal, article, start, end, text, sentences, pieces in connection.execute(query):
        setting = Setting(
            ordinal=ordinal,
            text=text,
            sentences=tuple([Span(first, last) for first, last in sentences]),
            pieces=tuple([(reading, place, length) for reading, place, length in pieces]),
        )
        yield document, start, end, article, setting


def _rows(connection: Connection, table: Any) -> Iterable[Any]:
    return connection.execute(select(table).order_by(table.c.document, table.c.ordinal))
