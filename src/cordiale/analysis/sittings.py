"""The sessions of a body in the order in which they were held, and those that are announced, or missed."""

from collections.abc import Collection, Iterator
from datetime import date

from cordiale.analysis.mentions import mentions_of
from cordiale.analysis.sessions import missing
from cordiale.model import Finding, proof_of
from cordiale.registers.activity import Relations, finest
from cordiale.registers.bodies import Body, read_bodies
from cordiale.registers.gatherings import Session
from cordiale.registers.holdings import Holdings

_MOST = 24
"""Sessions that are shown: the latest ones."""
_LAPSE = 2
"""Years from the last session on, in which the parties are told of and no session is, that make a silence."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each body of which two sessions are told of as held, or one and a later one announced."""
    for body in read_bodies(holdings):
        held = _held(body)
        coming = _coming(body, held)
        if len(held) + (1 if coming is not None else 0) > 1:
            yield _finding(body, held, coming, holdings)


def lapsed(holdings: Holdings, relations: Relations, told: Collection[str | None]) -> Iterator[Finding]:
    """Bodies that met again and again, of which no later session is told though their parties are.

    ``told`` are the ids of sessions of whose bodies another silence is told already.
    """
    for body in read_bodies(holdings):
        held = _held(body)
        again = len(held) > 1 or any((session.ordinal or 0) > 1 for session in body.held)
        if not again or any(session.item.id in told for session in body.sessions):
            continue
        days = [session.day for session in body.sessions if session.day is not None]
        last = max(days, default=None)
        if last is None or (holdings.as_of - last).days < _LAPSE * 365:
            continue
        known = [found for pair in finest(body.parties) if (found := relations.last(pair)) is not None]
        latest = max(known, key=lambda found: found.day, default=None)
        if latest is not None and (latest.day - last).days >= _LAPSE * 365:
            yield Finding(
                kind="silence",
                rule="session_lapsed",
                state="silent",
                proofs=tuple(proof_of(listed[0].item, "actual") for listed in held[-_MOST:]),
                values={
                    "body": body.name,
                    "parties": list(body.parties),
                    "number": held[-1][0].ordinal,
                    "last_at": _day(held[-1]),
                    "told_at": str(latest.day.year),
                    "as_of": holdings.as_of.isoformat(),
                },
                weight=0.4,
                subject=body.name,
                parties=body.parties,
                at=_day(held[-1]),
            )


def _held(body: Body) -> list[list[Session]]:
    """The tellings of each session that took place, in time order."""
    numbers: dict[int, list[Session]] = {}
    months: dict[str, list[Session]] = {}
    days = {session.day: number for number, session in body.ordinals.items() if session.day is not None}
    for session in body.held:
        if session.ordinal is not None:
            numbers.setdefault(session.ordinal, []).append(session)
        elif session.day is not None:
            near = [number for day, number in days.items() if _is_one(day, session)]
            if near:
                numbers.setdefault(near[0], []).append(session)
            else:
                months.setdefault(session.day.isoformat()[:7], []).append(session)
    told = [*numbers.values(), *months.values()]
    return sorted(told, key=_when)


def _is_one(day: date, session: Session) -> bool:
    """Whether a session without a number is the numbered one: of the same days, or told by the year alone."""
    if session.day is None:
        return False
    exact = str(session.item.fields.get("date") or "")
    return abs((session.day - day).days) <= 45 or (len(exact) == 4 and session.day.year == day.year)


def _when(told: list[Session]) -> tuple[date, int]:
    days = [session.day for session in told if session.day is not None]
    return min(days, default=date.max), told[0].ordinal or 0


def _coming(body: Body, held: list[list[Session]]) -> Session | None:
    """The last session announced, where it is later than all that were held."""
    announced = [session for session in body.sessions if not session.held]
    if not announced:
        return None
    last = announced[-1]
    numbers = [session.ordinal for told in held for session in told if session.ordinal is not None]
    if last.ordinal is not None and numbers:
        return last if last.ordinal > max(numbers) else None
    days = [session.day for told in held for session in told if session.day is not None]
    return last if last.day is not None and last.day > max(days, default=date.min) else None


def _finding(body: Body, held: list[list[Session]], coming: Session | None, holdings: Holdings) -> Finding:
    shown = held[-_MOST:]
    told = [session.item for listed in shown for session in listed]
    gaps = missing(body)
    return Finding(
        kind="thread",
        rule="sessions",
        state="interrupted" if gaps else "announced" if coming is not None else "held",
        proofs=tuple(
            proof
            for listed in shown
            for proof in mentions_of((session.item for session in listed[:2]), "mention", holdings)
        )
        + tuple(mentions_of([] if coming is None else [coming.item], "promise", holdings)),
        values={
            "body": body.name,
            "parties": list(body.parties),
            "sessions": " → ".join(_words(listed) for listed in shown),
            "count": len(held),
            "missing": ", ".join(map(str, gaps)) or None,
            "announced": None if coming is None else _words([coming]),
            "origins": holdings.genealogy.count(told),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=round(0.45 + min(len(held), 20) / 200, 4),
        subject=body.name,
        parties=body.parties,
        at=_day(held[-1]) if held else None,
    )


def _words(told: list[Session]) -> str:
    number = next((session.ordinal for session in told if session.ordinal is not None), None)
    day = _day(told)
    if number is None or day is None:
        return str(number or day or "")
    return f"{number} ({day})"


def _day(told: list[Session]) -> str | None:
    """The most exact date that is told."""
    days = [str(date_) for session in told if (date_ := session.item.fields.get("date"))]
    return max(days, key=lambda day: (len(day), day), default=None)
