"""Full-text search over passages: what a person types is words, never query syntax."""

import re
from typing import Any

from sqlalchemy import Select, exists, select, text
from sqlalchemy.engine import Connection

from cordiale.ledger import layers
from cordiale.ledger.errors import LedgerError
from cordiale.ledger.recording import CHUNK
from cordiale.ledger.records import Hit
from cordiale.ledger.tables import articles, documents, passages
from cordiale.model import Span

_PART = re.compile('["\u201c\u201d\u201e\u00ab]([^"\u201c\u201d\u201e\u00bb]*)["\u201c\u201d\u00bb]|(\\S+)')
_WORD = re.compile(r"\w+\*?")

_BEFORE, _AFTER = "\ufdd0", "\ufdd1"
"""Unicode noncharacters, which no text interchanges, mark the matches that SQLite reports."""

_RANKED = (
    "SELECT w.rowid AS number, highlight(passages_words, 0, :before, :after) AS marked "
    "FROM passages_words AS w{} WHERE passages_words MATCH :question{} "
    "ORDER BY bm25(passages_words), w.rowid LIMIT :limit"
)
_CURRENT = (
    " JOIN passages AS p ON p.number = w.rowid JOIN documents AS d ON d.number = p.document",
    " AND d.superseded_by IS NULL",
)
"""What leaves out the passages of superseded documents, where there are any."""

MOST = 1_000_000
"""Passages that a search gives at most, whatever is asked for."""

LONGEST = 1000
"""Characters of a question that are looked at; what is longer is no question."""


def search(connection: Connection, words: str, *, limit: int, place: str) -> list[Hit]:
    """The passages that hold all ``words``; see ``Ledger.search``."""
    question = as_query(words)
    if not question:
        raise LedgerError(place, "nothing to search for", "give at least one word or figure")
    superseded = exists().where(documents.c.superseded_by.is_not(None))
    # A frequent word stands in most passages: to look up the document of each would be most of the work.
    current = _CURRENT if connection.execute(select(superseded)).scalar() else ("", "")
    ranked = connection.execute(
        text(_RANKED.format(*current)).bindparams(
            before=_BEFORE, after=_AFTER, question=question, limit=min(limit, MOST)
        )
    ).all()
    found = _passages(connection, [row.number for row in ranked])
    return [_hit(found[row.number], row.marked) for row in ranked]


def as_query(words: str) -> str:
    """``words`` as a query of FTS5 in which every word is quoted; empty where there is none.

    >>> as_query('route NOT "d\u2019accord" export*')
    '"route" "NOT" "d accord" "export"*'
    """
    terms: list[str] = []
    for match in _PART.finditer(words[:LONGEST]):
        tokens = _WORD.findall(match.group(1) if match.group(1) is not None else match.group(2))
        if match.group(1) is not None:
            tokens = [" ".join(token.rstrip("*") for token in tokens)] if tokens else []
        terms += [f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"' for token in tokens]
    return " ".join(terms)


def _passages(connection: Connection, numbers: list[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for first in range(0, len(numbers), CHUNK):  # SQLite binds no more than some thousands at once
        query = _select_passages(numbers[first : first + CHUNK])
        found.update((row.number, row) for row in connection.execute(query))
    return found


def _select_passages(numbers: list[int]) -> Select[Any]:
    return (
        select(
            passages,
            documents.c.id.label("document_id"),
            documents.c.name.label("document_name"),
            articles.c.title,
        )
        .join_from(passages, documents, passages.c.document == documents.c.number)
        .outerjoin(
            articles,
            (articles.c.document == passages.c.document) & (articles.c.ordinal == passages.c.article),
        )
        .where(passages.c.number.in_(numbers))
    )


def _hit(row: Any, marked: str) -> Hit:
    passage = layers.passage_from(row)
    places = passage.locate(0, len(passage.text))
    return Hit(
        document=row.document_name,
        document_id=row.document_id,
        start=places[0].start if places else row.start,
        end=places[-1].end if places else row.end,
        article=row.title,
        text=row.text,
        matches=_matches(row.text, marked),
    )


def _matches(plain: str, marked: str) -> tuple[Span, ...]:
    if _BEFORE in plain or _AFTER in plain:  # a hostile text: no marks rather than wrong ones
        return ()
    spans: list[Span] = []
    position = 0
    for piece in re.split(f"({_BEFORE}[^{_AFTER}]*{_AFTER})", marked):
        length = len(piece)
        if piece.startswith(_BEFORE):
            length -= 2
            spans.append(Span(position, position + length))
        position += length
    return tuple(spans)
