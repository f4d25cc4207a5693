"""The structure of a document as JSON."""

from typing import Any

from cordiale.model import Document, Span, Structure


def as_json(document: Document, structure: Structure) -> dict[str, Any]:
    """What ``cordiale structure FILE --format json`` prints.

    Spans are ``[start, end]`` in code points of the document. A note's ``definition`` is the span of
    its first printed piece (None where it is lost), ``pieces`` all of them.
    """
    return {
        "document": {"id": document.id, "name": document.name, "characters": len(document.text)},
        "articles": [
            {"title": article.title, "start": article.start, "end": article.end, "written": article.written}
            for article in structure.articles
        ],
        "notes": [
            {
                "number": note.number,
                "definition": _pair(note.definition[0]) if note.definition else None,
                "pieces": [_pair(span) for span in note.definition or ()],
                "marks": [_pair(mark.span) for mark in note.marks],
                "article": note.article,
                "source": note.source,
            }
            for note in structure.notes
        ],
        "sources": [
            {
                "author": source.author,
                "title": source.title,
                "container": source.container,
                "year": source.year,
                "url": source.url,
                "pages": source.pages,
                "notes": list(source.notes),
                "spans": [_pair(span) for span in source.spans],
            }
            for source in structure.sources
        ],
        "repeats": [
            {"first": _pair(repeat.first), "second": _pair(repeat.second)} for repeat in structure.repeats
        ],
        "segments": [
            {"layer": segment.layer, "label": segment.label, "spans": [_pair(span) for span in segment.spans]}
            for segment in structure.segments
        ],
        "lost": list(structure.lost),
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
