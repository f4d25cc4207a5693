"""The tables of what persons decide, enter, load and review: appended and taken back, never deleted."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from cordiale.ledger.metadata import json_column, metadata

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),  # same | different
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("withdrawn_at", Text),
    Column("withdrawn_by", Text),
    Column("withdrawn_why", Text),
    CheckConstraint("verdict IN ('same', 'different')", name="verdict"),
    CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
)
"""What persons decided about who is who: appended, withdrawn, never deleted."""

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("register", Text, nullable=False),
    json_column("key"),  # the row's key, by column
    json_column("cells"),  # the values entered, by column
    Column("status", Text, nullable=False),  # actual | planned | target | proposed
    Column("standing", Text, nullable=False),  # reviewed | entry
    Column("source", Text, nullable=False),  # a file's name and line, or what the person refers to
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("retired_at", Text),
    Column("retired_by", Text),
    Index(None, "register"),
)
"""What persons entered in registers by hand or from tables of their own."""

imports = Table(
    "imports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False),  # SHA-256 of the bytes
    Column("name", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("retired_at", Text),
    json_column("about"),  # valuation, scope, currency, mapping: what the comparison explains
    Index(None, "id"),
)
"""The official tables that were loaded."""

official = Table(
    "official",
    metadata,
    Column("import_number", Integer, ForeignKey("imports.number"), nullable=False),
    Column("line", Integer, nullable=False),  # in the file, from 1
    Column("reporter", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("goods", Text, nullable=False),  # an HS code, or TOTAL
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("value", Text, nullable=False),  # a decimal, in base units
    Column("unit", Text, nullable=False),
    Column("valuation", Text),  # FOB | CIF | None where not said
    Index(None, "reporter", "partner", "measure"),
    Index(None, "import_number"),
)
"""The observations of official tables."""

acts = Table(
    "acts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # see model/act.py
    Column("target", Text, nullable=False),  # the id of a statement, finding or passage
    json_column("payload"),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_at", Text),
    Column("undone_by", Text),
    CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    Index(None, "target"),
    Index(None, "kind"),
)
"""What persons did with statements and findings: appended and undone, never deleted."""
