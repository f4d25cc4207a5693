"""Bodies that meet in sessions: which sessions are of one body, their numbers and dates.

A body is the same where the kind named is the same, the places are, and what it deals with does not differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from cordiale.registers.gatherings import Session, countries, read_session
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml

_ONE_SESSION = 45
"""Days within which two tellings are of one session."""
_HERE = "@"
"""Begins the key of a body of which an article speaks without ever naming it in full."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body and all tellings of its sessions, in time order; those without a date last.

    ``places`` are whose it is: party codes or an organisation's id.
    """

    kind: str
    fields: frozenset[str]
    places: tuple[str, ...]
    sessions: tuple[Session, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The places concerned: its own, else those that all its tellings are about."""
        if not any(place.startswith((_HERE, "org:")) for place in self.places):
            return self.places
        common = set.intersection(*(set(session.item.statement.parties) for session in self.sessions))
        return tuple(sorted(common))

    @property
    def held(self) -> tuple[Session, ...]:
        """The tellings of sessions that took place."""
        return tuple(session for session in self.sessions if session.held)

    @property
    def ordinals(self) -> Mapping[int, Session]:
        """The numbers of sessions that took place, each with its first telling that has a date."""
        found: dict[int, Session] = {}
        for session in self.held:
            if session.ordinal is not None:
                known = found.get(session.ordinal)
                if known is None or (known.day is None and session.day is not None):
                    found[session.ordinal] = session
        return dict(sorted(found.items()))

    @property
    def name(self) -> str:
        """How a text names it, at most length."""
        return max((session.name for session in self.sessions), key=lambda name: (len(name), name))

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its sessions, each once (two tellings of one month are one session)."""
        days = sorted({session.day for session in self.held if session.day is not None})
        return tuple(
            day for at, day in enumerate(days) if at == 0 or (day - days[at - 1]).days > _ONE_SESSION
        )


def read_bodies(holdings: Holdings, language: str = "fr") -> tuple[Body, ...]:
    """All bodies of the holdings with their sessions, those with most sessions first; kept with them."""
    kept = holdings.__dict__.setdefault("_bodies", {})
    if language not in kept:
        kept[language] = _read_bodies(holdings, language)
    found: tuple[Body, ...] = kept[language]
    return found


def _read_bodies(holdings: Holdings, language: str) -> tuple[Body, ...]:
    groups: dict[tuple[str, ...], list[Session]] = {}
    settled = _Settled()
    for item in holdings.of_kind("event"):
        session = read_session(item, holdings, language)
        if session is not None:
            session = settled.settle(session)
            groups.setdefault(session.places, []).append(session)
    bodies = [body for sessions in groups.values() for body in _bodies(sessions, language)]
    return tuple(sorted(bodies, key=lambda body: (-len(body.sessions), body.places, body.kind)))


class _Settled:
    """Gives a session that is named in short the places of the one before it, where that is its body."""

    def __init__(self) -> None:
        self._before: dict[tuple[object, ...], Session] = {}

    def settle(self, session: Session) -> Session:
        """The session with its places. Sessions come in reading order."""
        item = session.item
        article = item.article.ordinal if item.article else None
        passage = None if item.setting is None else item.setting.ordinal
        if not session.own:
            if session.places:
                before = self._before.get((item.volume, passage, session.kind))
                fits = before is not None and _same_countries(before, session)
            else:
                before = self._before.get((item.volume, "article", article, session.kind))
                fits = before is not None
            if before is not None and fits and _fit([before, session]):
                session = replace(session, places=before.places)
            elif not session.places:
                session = replace(session, places=(f"{_HERE}{item.volume}:{article}",))
        self._before[item.volume, passage, session.kind] = session
        self._before[item.volume, "article", article, session.kind] = session
        return session


def _same_countries(left: Session, right: Session) -> bool:
    return countries(left.places) == countries(right.places)


def _bodies(sessions: Sequence[Session], language: str) -> Iterable[Body]:
    """The sessions of one set of places, by body."""
    generic: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/bodies.yml")["generic"]
    kinds = {session.kind for session in sessions}
    fuller = {kind: _only([one for one in generic.get(kind, ()) if one in kinds], kind) for kind in kinds}
    by_kind: dict[str, list[Session]] = {}
    for session in sessions:
        by_kind.setdefault(fuller[session.kind], []).append(session)
    for kind, alike in by_kind.items():
        for fields, own in _by_fields(alike).items():
            ordered = sorted(own, key=_order)
            yield Body(kind, fields, ordered[0].places, tuple(replace(one, kind=kind) for one in ordered))


def _only(known: Sequence[str], kind: str) -> str:
    return known[0] if len(known) == 1 else kind


def _by_fields(sessions: Sequence[Session]) -> dict[frozenset[str], list[Session]]:
    """Those whose fields are named in short go to the only body with these and more, if the numbers fit."""
    groups: dict[frozenset[str], list[Session]] = {}
    for session in sessions:
        groups.setdefault(session.fields, []).append(session)
    for fields in sorted(groups, key=lambda held: (len(held), sorted(held))):
        wider = [other for other in groups if fields < other]
        if len(wider) == 1 and _fit([*groups[fields], *groups[wider[0]]]):
            groups[wider[0]].extend(groups.pop(fields))
    return groups


def _fit(sessions: Iterable[Session]) -> bool:
    """Whether numbers rise with dates, as those of one body do."""
    numbered = sorted({(s.day, s.ordinal) for s in sessions if s.ordinal is not None and s.day is not None})
    return all(
        before[1] <= after[1] and (before[1] != after[1] or (after[0] - before[0]).days < _ONE_SESSION)
        for before, after in pairwise(numbered)
    )


def _order(session: Session) -> tuple[object, ...]:
    day = session.day or date.max
    return day, session.ordinal or 0, session.item.document, session.item.start
