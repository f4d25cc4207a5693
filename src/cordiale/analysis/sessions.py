"""Sessions nobody reports: missing from a numbering, announced and never told of, out of rhythm.

Everything is said relative to a day and to the documents read: a session may well have been held.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from cordiale.language import mentions
from cordiale.model import Finding, proof_of
from cordiale.registers.bodies import Body, read_bodies
from cordiale.registers.gatherings import Session, body_kinds, countries
from cordiale.registers.holdings import Holdings

_NAMED = 60
"""Characters between an ordinal and the kind of body whose session it numbers."""
_MOST = 4
"""Numbers missing in a row beyond which nobody followed the numbering: a founding session and a late one."""
_WAIT = timedelta(days=183)
"""So long after the last day for which a session was announced it is past due."""
_UNDATED = timedelta(days=730)
"""The same after a session was announced without a day, from the end of the year in which it was said."""
_LATE = 1.5
"""A next session is overdue after so many times the longest interval between sessions that is known."""
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a body meets, in years: the middle and the longest of the intervals known, and how many."""

    usual: float
    longest: float
    known: int


def find(holdings: Holdings) -> Iterator[Finding]:
    """The silences of all bodies of the holdings."""
    bodies = read_bodies(holdings)
    gaps = [(body, number) for body in bodies for number in missing(body)]
    named = _numbers_named(holdings, {body.kind for body, _ in gaps})
    for body, number in gaps:
        sides = countries(body.parties)
        if not any(sides <= told for told in named.get((body.kind, number), ())):
            yield _missing(body, number, holdings)
    for body in bodies:
        announced = _past_due(body, holdings.as_of)
        if announced is not None:
            yield _announced(body, announced, holdings)
        elif (rhythm := rhythm_of(body)) is not None and (found := _overdue(body, rhythm, holdings)):
            yield found


# -- numberings ---------------------------------------------------------------------------------------------


def missing(body: Body) -> tuple[int, ...]:
    """The numbers between two known sessions of which nothing is told, where no unnumbered one may be it."""
    known = body.ordinals
    found: list[int] = []
    for before, after in pairwise(known):
        between = range(before + 1, after)
        if 0 < len(between) <= _MOST and not _unnumbered(body, known[before], known[after]):
            found.extend(between)
    return tuple(found)


def _unnumbered(body: Body, before: Session, after: Session) -> bool:
    """Whether a session without a number lies between two numbered ones, or their days do not rise."""
    if before.day is None or after.day is None:
        return False
    if before.day >= after.day:
        return True
    return any(
        session.ordinal is None
        and session.day is not None
        and before.day + timedelta(days=45) < session.day < after.day - timedelta(days=45)
        for session in body.held
    )


def _numbers_named(holdings: Holdings, kinds: set[str]) -> Mapping[tuple[str, int], set[frozenset[str]]]:
    """The ordinals that stand before a kind of body anywhere in the passages held, with the countries there.

    A session that was not read as a statement is told of all the same.
    """
    found: dict[tuple[str, int], set[frozenset[str]]] = {}
    if not kinds:
        return found
    seen: dict[tuple[int, int], set[str]] = {}
    texts: dict[tuple[int, int], str] = {}
    for item in holdings.placed:
        if item.setting is not None:
            place = item.volume, item.setting.ordinal
            texts.setdefault(place, item.setting.text)
            seen.setdefault(place, set()).update(countries(item.statement.parties))
    for place, text in texts.items():
        named = [(kind, start) for kind, start in body_kinds(text) if kind in kinds]
        if not named:
            continue
        ordinals = [m for m in mentions(text) if m.kind == "ordinal" and isinstance(m.value, float)]
        for kind, start in named:
            for mention in ordinals:
                if 0 <= start - mention.end <= _NAMED and isinstance(mention.value, float):
                    found.setdefault((kind, int(mention.value)), set()).add(frozenset(seen[place]))
    return found


def _missing(body: Body, number: int, holdings: Holdings) -> Finding:
    known = body.ordinals
    before = max(other for other in known if other < number)
    after = min(other for other in known if other > number)
    return Finding(
        kind="silence",
        rule="session_missing",
        state="silent",
        proofs=(proof_of(known[before].item, "before"), proof_of(known[after].item, "after")),
        values={
            "number": number,
            "before": before,
            "after": after,
            "before_at": _at(known[before]),
            "after_at": _at(known[after]),
            **_named(body, holdings),
        },
        weight=0.9,
        subject=body.name,
        parties=body.parties,
        at=_at(known[after]),
    )


def _named(body: Body, holdings: Holdings) -> dict[str, Any]:
    return {"body": body.name, "parties": list(body.parties), "as_of": holdings.as_of.isoformat()}


def _at(session: Session) -> str:
    return str(session.item.fields.get("date") or session.item.said)


# -- announced sessions -------------------------------------------------------------------------------------


def _past_due(body: Body, as_of: date) -> Session | None:
    """The last session announced whose day has passed, where no session from then on is told of."""
    coming = [session for session in body.sessions if not session.held and _is_due(session, as_of)]
    held = _Held.of(body) if coming else None
    for session in reversed(coming):
        if held is not None and not held.answers(session):
            return session
    return None


def last_held(body: Body) -> Session | None:
    """The last session that took place and has a day; of several tellings, the first of its number."""
    dated = [session for session in body.ordinals.values() if session.day is not None]
    dated += [session for session in body.held if session.day is not None and session.ordinal is None]
    return max(dated, key=lambda session: session.day or date.min, default=None)


def _is_due(session: Session, as_of: date) -> bool:
    if session.day is not None:
        return session.day + _WAIT <= as_of
    said = session.item.said
    if session.item.statement.status != "planned":
        return False
    return said is not None and date(said, 12, 31) + _UNDATED <= as_of


@dataclass(frozen=True, slots=True)
class _Held:
    """The furthest that the sessions held have come: by number, by day, by day without a number."""

    ordinal: int | None
    day: date | None
    unnumbered: date | None

    @classmethod
    def of(cls, body: Body) -> "_Held":
        days = [session.day for session in body.held if session.day is not None]
        plain = [s.day for s in body.held if s.day is not None and s.ordinal is None]
        numbers = [session.ordinal for session in body.held if session.ordinal is not None]
        return cls(max(numbers, default=None), max(days, default=None), max(plain, default=None))

    def answers(self, coming: Session) -> bool:
        """Whether a session held is the announced one, or a later one."""
        if coming.ordinal is not None and self.ordinal is not None and self.ordinal >= coming.ordinal:
            return True
        # Two that both have numbers are told apart by these alone.
        day = self.day if coming.ordinal is None else self.unnumbered
        if day is None:
            return False
        if coming.day is not None:
            # Announced for a month or a year: one held in the same year may be it.
            return day >= coming.day - timedelta(days=100)
        return day.year > (coming.item.said or 9999)


def _announced(body: Body, session: Session, holdings: Holdings) -> Finding:
    last = last_held(body)
    proofs = [proof_of(session.item, "promise")]
    if last is not None:
        proofs.append(proof_of(last.item, "before"))
    return Finding(
        kind="silence",
        rule="session_announced",
        state="silent",
        proofs=tuple(proofs),
        values={
            "number": None if session.ordinal is None else session.ordinal,
            "announced_for": session.item.fields.get("date"),
            "said": str(session.item.said),
            "last_at": None if last is None else _at(last),
            **_named(body, holdings),
        },
        weight=0.8,
        subject=body.name,
        parties=body.parties,
        at=session.item.fields.get("date"),
    )


# -- rhythm -------------------------------------------------------------------------------------------------


def rhythm_of(body: Body) -> Rhythm | None:
    """How often a body meets, from three sessions with days or more; None where fewer are known.

    An interval over numbers of which nothing is told is shared out among them.
    """
    numbered = [(n, s.day) for n, s in body.ordinals.items() if s.day is not None]
    if len(numbered) >= 3:
        spans = [
            ((later - earlier).days / _YEAR / (after - before))
            for (before, earlier), (after, later) in pairwise(numbered)
        ]
    else:
        spans = [(later - earlier).days / _YEAR for earlier, later in pairwise(body.days)]
    if len(spans) < 2 or min(spans) <= 0:
        return None
    return Rhythm(round(median(spans), 2), round(max(spans), 2), len(spans))


def _overdue(body: Body, rhythm: Rhythm, holdings: Holdings) -> Finding | None:
    last = last_held(body)
    if last is None or last.day is None:
        return None
    since = (holdings.as_of - last.day).days / _YEAR
    if since <= max(_LATE * rhythm.longest, 1.0):
        return None
    return Finding(
        kind="silence",
        rule="session_overdue",
        state="silent",
        proofs=tuple(proof_of(session.item, "actual") for session in _tellings(body)),
        values={
            "last_at": _at(last),
            "number": last.ordinal,
            "usual_years": rhythm.usual,
            "longest_years": rhythm.longest,
            "intervals": rhythm.known,
            "since_years": round(since, 1),
            **_named(body, holdings),
        },
        weight=0.6,
        subject=body.name,
        parties=body.parties,
        at=_at(last),
    )


def _tellings(body: Body) -> list[Session]:
    """One telling of each session that has a day, in time order."""
    found: dict[object, Session] = {}
    for session in body.held:
        if session.day is not None:
            found.setdefault(session.ordinal or session.day, session)
    return list(found.values())
