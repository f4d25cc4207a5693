"""The first shape of the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

FULL_TEXT = (
    "CREATE VIRTUAL TABLE passages_words USING fts5("
    "text, content='passages', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
)


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("retrieved_at", sa.Text(), nullable=True),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("pages", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("repeats", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("lost", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["documents.number"], name=op.f("fk_documents_superseded_by")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_table(
        "articles",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_articles_document")),
        sa.UniqueConstraint("document", "ordinal", name=op.f("uq_articles_document_ordinal")),
    )
    op.create_table(
        "files",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_files_document")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_document"), "files", ["document"], unique=False)
    op.create_index(op.f("ix_files_path"), "files", ["path"], unique=False)
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_readings_document")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_document"), "readings", ["document"], unique=False)
    op.create_index(op.f("ix_readings_path"), "readings", ["path"], unique=False)
    op.create_table(
        "segments",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_segments_document")),
        sa.UniqueConstraint("document", "ordinal", name=op.f("uq_segments_document_ordinal")),
    )
    op.create_table(
        "sources",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("container", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("pages", sa.Text(), nullable=True),
        sa.Column("notes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("spans", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_sources_document")),
        sa.UniqueConstraint("document", "ordinal", name=op.f("uq_sources_document_ordinal")),
    )
    op.create_index(op.f("ix_sources_key"), "sources", ["key"], unique=False)
    op.create_table(
        "texts",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_texts_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_texts")),
    )
    op.create_table(
        "notes",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("definition", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("article", sa.Integer(), nullable=True),
        sa.Column("source", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document", "article"],
            ["articles.document", "articles.ordinal"],
            name=op.f("fk_notes_document_article"),
        ),
        sa.ForeignKeyConstraint(
            ["document", "source"],
            ["sources.document", "sources.ordinal"],
            name=op.f("fk_notes_document_source"),
        ),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_notes_document")),
        sa.UniqueConstraint("document", "ordinal", name=op.f("uq_notes_document_ordinal")),
    )
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pieces", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sentences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("quotations", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("citations", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("repeats", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "article"],
            ["articles.document", "articles.ordinal"],
            name=op.f("fk_passages_document_article"),
        ),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_passages_document")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_passages")),
        sa.UniqueConstraint("document", "ordinal", name=op.f("uq_passages_document_ordinal")),
    )
    op.create_index(op.f("ix_passages_document_start"), "passages", ["document", "start"], unique=False)
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("alignment", sa.Text(), nullable=False),
        sa.Column("cite", sa.Text(), nullable=True),
        sa.Column("scope_start", sa.Integer(), nullable=True),
        sa.Column("scope_end", sa.Integer(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("repeats", sa.Text(), nullable=True),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.Text(), nullable=True),
        sa.Column("retired_by", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.String(length=24), nullable=True),
        sa.CheckConstraint("(retired_at IS NULL) = (retired_by IS NULL)", name=op.f("ck_statements_retired")),
        sa.CheckConstraint('start >= 0 AND "end" >= start', name=op.f("ck_statements_place")),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_statements_document")),
        sa.ForeignKeyConstraint(["recorded_by"], ["readings.number"], name=op.f("fk_statements_recorded_by")),
        sa.ForeignKeyConstraint(["retired_by"], ["readings.number"], name=op.f("fk_statements_retired_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statements")),
    )
    op.create_index(
        op.f("ix_statements_document_start_end_id"),
        "statements",
        ["document", "start", "end", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_index(op.f("ix_statements_kind_measure"), "statements", ["kind", "measure"], unique=False)
    op.create_index(op.f("ix_statements_recorded_by"), "statements", ["recorded_by"], unique=False)
    op.create_index(op.f("ix_statements_retired_by"), "statements", ["retired_by"], unique=False)
    op.create_index(
        "uq_statements_standing",
        "statements",
        ["id"],
        unique=True,
        sqlite_where=sa.text("retired_by IS NULL"),
        postgresql_where=sa.text("retired_by IS NULL"),
    )
    op.create_table(
        "marks",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("note", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "note"], ["notes.document", "notes.ordinal"], name=op.f("fk_marks_document_note")
        ),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_marks_document")),
        sa.UniqueConstraint("document", "note", "ordinal", name=op.f("uq_marks_document_note_ordinal")),
    )
    op.create_table(
        "statement_orgs",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.number"], name=op.f("fk_statement_orgs_statement")
        ),
        sa.UniqueConstraint("statement", "ordinal", name=op.f("uq_statement_orgs_statement_ordinal")),
    )
    op.create_index(op.f("ix_statement_orgs_name"), "statement_orgs", ["name"], unique=False)
    op.create_table(
        "statement_parties",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.number"], name=op.f("fk_statement_parties_statement")
        ),
        sa.UniqueConstraint("statement", "ordinal", name=op.f("uq_statement_parties_statement_ordinal")),
    )
    op.create_index(op.f("ix_statement_parties_name"), "statement_parties", ["name"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FULL_TEXT)
