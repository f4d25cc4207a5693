"""What all tables share: how their keys are named, and columns that hold JSON."""

from typing import Any

from sqlalchemy import JSON, Column, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def json_column(name: str, *, nullable: bool = False) -> Column[Any]:
    """A column of JSON, in which None is the database's NULL."""
    return Column(name, JSON(none_as_null=True), nullable=nullable)
