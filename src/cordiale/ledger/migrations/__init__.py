"""Brings a ledger to the newest shape of its tables, one numbered step after another.

Alembic is imported only where there is a step to take, so that opening a current ledger is quick.
A fresh ledger is made from ``metadata`` at once and stamped; a test holds both ways equal.
"""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection

from cordiale.ledger import person_tables, tables  # noqa: F401 - importing describes their tables
from cordiale.ledger.metadata import metadata

HEAD = "0003"
"""The newest step; steps are numbered in order, so a greater number is a newer ledger."""


def revision(connection: Connection) -> str | None:
    """The step a ledger stands at, or None where it has no tables of ours."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def create(connection: Connection) -> None:
    """Make all tables of a fresh ledger, inside the transaction of ``connection``."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.execute(text(tables.FULL_TEXT))
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Take the steps up to ``target``, inside the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic expands %-signs in its options.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
