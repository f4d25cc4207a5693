"""Alembic's entry: runs the steps on the connection that ``upgrade`` hands over."""

from alembic import context

from cordiale.ledger import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    transactional_ddl=True,
)
context.run_migrations()
