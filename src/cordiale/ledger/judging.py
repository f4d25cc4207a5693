"""What persons decided about who is who: appended and withdrawn, never overwritten."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from cordiale.ledger.errors import LedgerError
from cordiale.ledger.filing import now
from cordiale.ledger.person_tables import judgements
from cordiale.model import Judgement, Verdict


def judge(connection: Connection, verdict: Verdict, left: str, right: str, *, by: str, why: str) -> Judgement:
    """Append a judgement; see ``Ledger.judge``."""
    values: dict[str, Any] = {"verdict": verdict, "left": left, "right": right, "by": by, "why": why}
    values["at"] = now()
    number = connection.execute(
        insert(judgements).values(**values).returning(judgements.c.number)
    ).scalar_one()
    return Judgement(number=int(number), **values)


def withdraw(connection: Connection, number: int, *, by: str, why: str) -> Judgement:
    """Take a judgement back; see ``Ledger.withdraw``."""
    held = next((item for item in judgements_all(connection) if item.number == number), None)
    if held is None:
        raise LedgerError(str(number), "no judgement has this number", "cordiale review --judged lists them")
    if not held.stands:
        raise LedgerError(str(number), "this judgement was taken back already")
    values = {"withdrawn_at": now(), "withdrawn_by": by, "withdrawn_why": why}
    connection.execute(update(judgements).where(judgements.c.number == number).values(**values))
    return next(item for item in judgements_all(connection) if item.number == number)


def judgements_all(connection: Connection) -> list[Judgement]:
    """All judgements, withdrawn ones included, oldest first."""
    query = select(judgements).order_by(judgements.c.number)
    return [Judgement(**row._mapping) for row in connection.execute(query)]
