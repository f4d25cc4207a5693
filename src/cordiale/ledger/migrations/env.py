"""Alembic's entry: runs the steps on the connection that ``upgrade`` hands over."""

from alembic import context

from cordiale.ledger import person_tables, tables  # noqa: F401 - importing describes their tables
from cordiale.ledger.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
