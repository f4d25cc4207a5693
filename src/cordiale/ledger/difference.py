"""What readings with newer rules changed."""

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from cordiale.ledger.reading import find_document, recorded_from, select_statements
from cordiale.ledger.records import Change, Recorded
from cordiale.ledger.tables import readings, statements


def changes(connection: Connection, *, document: str | None, since: str | None) -> list[Change]:
    """Added and retired statements, each with its counterpart; see ``Ledger.changes``."""
    c = readings.c
    first = select(func.min(c.number)).where(c.document.is_not(None)).group_by(c.document)
    query = select(readings).where(c.document.is_not(None), c.number.not_in(first))
    query = query.where(or_(c.added > 0, c.retired > 0)).order_by(c.number)
    if document is not None:
        query = query.where(c.document == find_document(connection, document))
    if since is not None:
        query = query.where(c.at >= since)
    found: list[Change] = []
    for row in connection.execute(query).all():
        s = statements.c
        order = (s.start, s.end, s.id)
        added = recorded_from(
            connection, select_statements().where(s.recorded_by == row.number).order_by(*order)
        )
        retired = recorded_from(
            connection, select_statements().where(s.retired_by == row.number).order_by(*order)
        )
        found += [
            Change(row.at, row.rules, (old or new).document, old, new)  # type: ignore[union-attr]
            for old, new in pair(retired, added)
        ]
    return found


def pair(retired: list[Recorded], added: list[Recorded]) -> list[tuple[Recorded | None, Recorded | None]]:
    """Each retired statement beside the one that replaces it, then the new ones, in order of place.

    Several that one statement replaces each stand beside it.
    """
    by_id = {new.id: new for new in added}
    pairs: list[tuple[Recorded | None, Recorded | None]] = [
        (old, by_id.get(old.replaced_by or "")) for old in retired
    ]
    replacing = {new.id for _, new in pairs if new is not None}
    pairs += [(None, new) for new in added if new.id not in replacing]

    def place(item: tuple[Recorded | None, Recorded | None]) -> tuple[str, int, int]:
        one = item[0] or item[1]
        assert one is not None
        span = one.statement.evidence.spans[0]
        return one.document, span.start, span.end

    return sorted(pairs, key=place)
