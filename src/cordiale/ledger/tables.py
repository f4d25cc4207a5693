"""The tables, the same on every backend; ``migrations/`` brings a ledger to this shape.

Derived layers (articles to passages) are replaced when newer rules read a document; statements are
appended and retired, never overwritten or deleted. Instants are ISO 8601 text in UTC.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from cordiale.ledger.metadata import json_column, metadata


def _document_key() -> Column[Any]:
    return Column("document", Integer, ForeignKey("documents.number"), nullable=False)


documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),  # SHA-256 of the bytes
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("language", Text),
    Column("encoding", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("characters", Integer, nullable=False),  # code points
    Column("retrieved_at", Text),
    Column("read_at", Text, nullable=False),
    Column("rules", Text, nullable=False),  # of the last reading
    Column("superseded_by", Integer, ForeignKey("documents.number")),
    Column("note", Text),  # why nothing was extracted
    json_column("pages"),
    json_column("repeats"),
    json_column("lost"),  # numbers of the notes whose definition is not printed
)

texts = Table(
    "texts",
    metadata,
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True),
    Column("text", Text, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("number", Integer, primary_key=True),
    _document_key(),
    Column("name", Text, nullable=False),
    Column("path", Text),  # None where a name cannot be written as Unicode
    Column("since", Text, nullable=False),
    Column("until", Text),  # when other bytes were met under this path
    Index(None, "document"),
    Index(None, "path"),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.number")),  # None for a file set aside
    Column("path", Text),
    Column("rules", Text),
    Column("at", Text, nullable=False),
    Column("added", Integer, nullable=False, default=0),
    Column("kept", Integer, nullable=False, default=0),
    Column("retired", Integer, nullable=False, default=0),
    Column("reason", Text),
    Column("advice", Text),
    Index(None, "document"),
    Index(None, "path"),
)

articles = Table(
    "articles",
    metadata,
    _document_key(),
    Column("ordinal", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("written", Integer),
    # A composite key, so that a layer's parts need no numbers beyond their place in it.
    UniqueConstraint("document", "ordinal"),
)

sources = Table(
    "sources",
    metadata,
    _document_key(),
    Column("ordinal", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("author", Text),
    Column("title", Text),
    Column("container", Text),
    Column("year", Integer),
    Column("url", Text),
    Column("pages", Text),
    json_column("notes"),
    json_column("spans"),
    UniqueConstraint("document", "ordinal"),
    Index(None, "key"),
)

notes = Table(
    "notes",
    metadata,
    _document_key(),
    Column("ordinal", Integer, nullable=False),
    Column("number", Text, nullable=False),
    json_column("definition", nullable=True),
    Column("article", Integer),
    Column("source", Integer),
    UniqueConstraint("document", "ordinal"),
    ForeignKeyConstraint(["document", "article"], ["articles.document", "articles.ordinal"]),
    ForeignKeyConstraint(["document", "source"], ["sources.document", "sources.ordinal"]),
)

marks = Table(
    "marks",
    metadata,
    _document_key(),
    Column("note", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("shape", Text, nullable=False),
    UniqueConstraint("document", "note", "ordinal"),
    ForeignKeyConstraint(["document", "note"], ["notes.document", "notes.ordinal"]),
)

segments = Table(
    "segments",
    metadata,
    _document_key(),
    Column("ordinal", Integer, nullable=False),
    Column("layer", Text, nullable=False),
    json_column("spans"),
    Column("label", Text),
    Column("number", Integer),
    UniqueConstraint("document", "ordinal"),
)

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True),
    _document_key(),
    Column("ordinal", Integer, nullable=False),
    Column("article", Integer),
    Column("role", Text, nullable=False),
    Column("start", Integer, nullable=False),  # in the document's text
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),  # as it reads
    json_column("pieces"),  # [reading offset, document offset, length]
    json_column("sentences"),
    json_column("quotations"),
    json_column("citations"),
    json_column("repeats"),
    UniqueConstraint("document", "ordinal"),
    ForeignKeyConstraint(["document", "article"], ["articles.document", "articles.ordinal"]),
    Index(None, "document", "start"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(24), nullable=False),  # not unique: what was retired may stand again
    _document_key(),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("measure", Text),  # of ``fields``, for the index
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    json_column("spans", nullable=True),  # where the anchor is printed in several pieces
    Column("quote", Text, nullable=False),
    Column("alignment", Text, nullable=False),
    Column("cite", Text),
    Column("scope_start", Integer),
    Column("scope_end", Integer),
    Column("rule", Text, nullable=False),
    Column("repeats", Text),
    json_column("fields"),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Integer, ForeignKey("readings.number"), nullable=False),
    Column("retired_at", Text),
    Column("retired_by", Integer, ForeignKey("readings.number")),
    Column("replaced_by", String(24)),
    CheckConstraint('start >= 0 AND "end" >= start', name="place"),
    CheckConstraint("(retired_at IS NULL) = (retired_by IS NULL)", name="retired"),
    Index(
        "uq_statements_standing",
        "id",
        unique=True,
        sqlite_where=text("retired_by IS NULL"),
        postgresql_where=text("retired_by IS NULL"),
    ),
    Index(None, "id"),
    Index(None, "document", "start", "end", "id"),
    Index(None, "kind", "measure"),
    Index(None, "recorded_by"),
    Index(None, "retired_by"),
)


def _actors(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("statement", Integer, ForeignKey("statements.number"), nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("name", Text, nullable=False),
        UniqueConstraint("statement", "ordinal"),
        Index(None, "name"),
    )


statement_parties = _actors("statement_parties")
statement_orgs = _actors("statement_orgs")

FULL_TEXT = (
    "CREATE VIRTUAL TABLE passages_words USING fts5("
    "text, content='passages', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
)
"""The full-text index over passages on SQLite: it keeps words only and reads the text from the table."""
