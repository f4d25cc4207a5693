"""The stand-off layers of a document in rows, and back."""

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.engine import Connection

from cordiale.ledger.bulk import insert_many
from cordiale.ledger.tables import articles, documents, marks, notes, passages, segments, sources
from cordiale.model import (
    Article,
    Citation,
    Mark,
    Note,
    Passage,
    Quotation,
    Repeat,
    Segment,
    Source,
    Span,
    Structure,
)

Pair = tuple[int, int]


def _pair(span: Span) -> Pair:
    return span.start, span.end


def _spans(pairs: Any) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def write(connection: Connection, document: int, structure: Structure) -> None:
    """Write all layers of the document numbered ``document``, which has none yet."""
    key = {"document": document}
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (
            articles,
            [
                {"ordinal": i, "title": a.title, "start": a.start, "end": a.end, "written": a.written}
                for i, a in enumerate(structure.articles)
            ],
        ),
        (sources, [_source_row(i, source) for i, source in enumerate(structure.sources)]),
        (notes, [_note_row(i, note) for i, note in enumerate(structure.notes)]),
        (
            marks,
            [
                {"note": i, "ordinal": j, "number": m.number, "start": m.span.start, "end": m.span.end}
                | {"shape": m.shape}
                for i, note in enumerate(structure.notes)
                for j, m in enumerate(note.marks)
            ],
        ),
        (
            segments,
            [
                {"ordinal": i, "layer": s.layer, "spans": [_pair(p) for p in s.spans]}
                | {"label": s.label, "number": s.number}
                for i, s in enumerate(structure.segments)
            ],
        ),
        (passages, [_passage_row(i, passage) for i, passage in enumerate(structure.passages)]),
    ]
    for table, values in rows:
        insert_many(connection, table, [key | row for row in values])
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "INSERT INTO passages_words(rowid, text) "
                "SELECT number, text FROM passages WHERE document = :document"
            ),
            key,
        )


def erase(connection: Connection, document: int) -> None:
    """Take the layers of a document out, so that those of newer rules can be written."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "INSERT INTO passages_words(passages_words, rowid, text) "
                "SELECT 'delete', number, text FROM passages WHERE document = :document"
            ),
            {"document": document},
        )
    for table in (passages, segments, marks, notes, sources, articles):
        connection.execute(delete(table).where(table.c.document == document))


def _source_row(ordinal: int, source: Source) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "key": source.key,
        "author": source.author,
        "title": source.title,
        "container": source.container,
        "year": source.year,
        "url": source.url,
        "pages": source.pages,
        "notes": list(source.notes),
        "spans": [_pair(span) for span in source.spans],
    }


def _note_row(ordinal: int, note: Note) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "number": note.number,
        "definition": None if note.definition is None else [_pair(span) for span in note.definition],
        "article": note.article,
        "source": note.source,
    }


def _passage_row(ordinal: int, passage: Passage) -> dict[str, Any]:
    pieces = passage.pieces
    return {
        "ordinal": ordinal,
        "article": passage.article,
        "role": passage.role,
        "start": pieces[0][1] if pieces else 0,
        "end": pieces[-1][1] + pieces[-1][2] if pieces else 0,
        "text": passage.text,
        "pieces": pieces,
        "sentences": [_pair(span) for span in passage.sentences],
        "quotations": [[*_pair(q.span), q.speaker] for q in passage.quotations],
        "citations": [
            [c.number, *_pair(c.scope), c.mark.number, *_pair(c.mark.span), c.mark.shape]
            for c in passage.citations
        ],
        "repeats": list(passage.repeats),
    }


def source_from(row: Any) -> Source:
    """A source from its row."""
    return Source(
        key=row.key,
        author=row.author,
        title=row.title,
        container=row.container,
        year=row.year,
        url=row.url,
        pages=row.pages,
        notes=tuple(row.notes),
        spans=_spans(row.spans),
    )


def passage_from(row: Any) -> Passage:
    """A passage from its row."""
    return Passage(
        text=row.text,
        pieces=tuple((reading, place, length) for reading, place, length in row.pieces),
        role=row.role,
        article=row.article,
        sentences=_spans(row.sentences),
        quotations=tuple(Quotation(Span(start, end), who) for start, end, who in row.quotations),
        citations=tuple(
            Citation(number, Span(start, end), Mark(mark, Span(low, high), shape))
            for number, start, end, mark, low, high, shape in row.citations
        ),
        repeats=tuple(row.repeats),
    )


def read(connection: Connection, document: int) -> Structure:
    """All layers of the document numbered ``document``."""

    def rows(table: Any, *order: Any) -> Any:
        return connection.execute(select(table).where(table.c.document == document).order_by(*order))

    called: defaultdict[int, list[Mark]] = defaultdict(list)
    for row in rows(marks, marks.c.note, marks.c.ordinal):
        called[row.note].append(Mark(row.number, Span(row.start, row.end), row.shape))
    kept = connection.execute(
        select(documents.c.repeats, documents.c.lost).where(documents.c.number == document)
    ).one()
    return Structure(
        articles=tuple(
            Article(row.title, row.start, row.end, row.written) for row in rows(articles, articles.c.ordinal)
        ),
        passages=tuple(passage_from(row) for row in rows(passages, passages.c.ordinal)),
        notes=tuple(
            Note(
                row.number,
                None if row.definition is None else _spans(row.definition),
                tuple(called[row.ordinal]),
                row.article,
                row.source,
            )
            for row in rows(notes, notes.c.ordinal)
        ),
        sources=tuple(source_from(row) for row in rows(sources, sources.c.ordinal)),
        repeats=tuple(Repeat(Span(a, b), Span(c, d)) for a, b, c, d in kept.repeats),
        segments=tuple(
            Segment(row.layer, _spans(row.spans), row.label, row.number)
            for row in rows(segments, segments.c.ordinal)
        ),
        lost=tuple(kept.lost),
    )
