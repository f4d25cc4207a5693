"""The official tables that were loaded: kept with their file's hash, replaced by name, never deleted."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from cordiale.ledger.bulk import insert_many
from cordiale.ledger.filing import now
from cordiale.ledger.person_tables import imports, official
from cordiale.model import OfficialPoint, OfficialTable


def import_table(connection: Connection, table: OfficialTable, by: str) -> bool:
    """Write a table; see ``Ledger.import_table``."""
    standing = imports.c.retired_at.is_(None)
    held = select(imports.c.number).where(standing, imports.c.id == table.id, imports.c.name == table.name)
    if connection.execute(held.limit(1)).first() is not None:
        return False
    at = now()
    connection.execute(update(imports).where(standing, imports.c.name == table.name).values(retired_at=at))
    number = connection.execute(
        insert(imports)
        .values(
            id=table.id,
            name=table.name,
            format=table.format,
            publisher=table.publisher,
            by=by,
            at=at,
            about={"left_out": dict(table.left_out)},
        )
        .returning(imports.c.number)
    ).scalar_one()
    insert_many(connection, official, [_row(point, number) for point in table.points])
    return True


def _row(point: OfficialPoint, number: int) -> dict[str, Any]:
    return {
        "import_number": number,
        "line": point.line,
        "reporter": point.reporter,
        "partner": point.partner,
        "measure": point.measure,
        "goods": point.goods,
        "since": point.since.isoformat(),
        "until": point.until.isoformat(),
        "value": str(point.value),
        "unit": point.unit,
        "valuation": point.valuation,
    }


def points(connection: Connection) -> list[OfficialPoint]:
    """All points of the tables that stand, in the order of their loading."""
    query = (
        select(official, imports.c.name)
        .join_from(official, imports, official.c.import_number == imports.c.number)
        .where(imports.c.retired_at.is_(None))
        .order_by(official.c.import_number, official.c.line)
    )
    return [
        OfficialPoint(
            line=row.line,
            reporter=row.reporter,
            partner=row.partner,
            measure=row.measure,
            goods=row.goods,
            since=date.fromisoformat(row.since),
            until=date.fromisoformat(row.until),
            value=Decimal(row.value),
            unit=row.unit,
            valuation=row.valuation,
            table=row.name,
        )
        for row in connection.execute(query)
    ]
