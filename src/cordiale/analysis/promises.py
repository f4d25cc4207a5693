"""Openings that were announced for a day, where nothing later is told of them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from cordiale.model import Finding, Placed, proof_of
from cordiale.registers.bodies import read_bodies
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.phrasing import phrases
from cordiale.vocabulary.folding import fold

_ANNOUNCED = frozenset(("opening", "exhibition", "forum"))
_WAIT = timedelta(days=31)
_ABOUT = timedelta(days=200)
"""Days from the one announced within which an event of the type may be the one."""
_MOST = 64
"""Events about a day that are looked at."""
_CROWD = 12
"""Places of an event that are paired: more of them are a list."""


def unopened(holdings: Holdings) -> Iterator[Finding]:
    """Openings, fairs and forums announced for a day that has passed, and never told of as held."""
    sittings = {session.item.id for body in read_bodies(holdings) for session in body.sessions}
    due = [
        (item, day)
        for item in holdings.of_kind("event")
        if item.id not in sittings
        and item.fields.get("eventtype") in _ANNOUNCED
        and item.statement.status in ("planned", "proposed")
        and (day := _day(item)) is not None
        and day + _WAIT <= holdings.as_of
    ]
    later = _Later(holdings, [item for item, _ in due])
    for item, day in due:
        if not later.tells(item, day):
            yield _finding(item, holdings)


def _day(item: Placed) -> date | None:
    told = item.fields.get("date")
    return last_day(told) if told else None


def _finding(item: Placed, holdings: Holdings) -> Finding:
    fields = item.fields
    what = " ".join(item.statement.evidence.quote.split())
    return Finding(
        kind="silence",
        rule="event_announced" if fields["eventtype"] != "opening" else "opening_announced",
        state="silent",
        proofs=(proof_of(item, "promise"),),
        values={
            "what": what,
            "announced_for": str(fields["date"]),
            "said": str(item.said),
            "who": list(item.statement.orgs),
            "parties": list(item.statement.parties),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=0.6,
        subject=what,
        parties=item.statement.parties,
        at=str(fields["date"]),
    )


class _Later:
    """The latest telling of each organisation that was promised something, and the events between places.

    A promise is then answered by one look at its organisations, and by the events about its day.
    """

    def __init__(self, holdings: Holdings, promises: Sequence[Placed]) -> None:
        self._holdings = holdings
        self._told: dict[tuple[str, str | None], int] = {}
        self._held: dict[tuple[str, tuple[str, ...]], list[tuple[date, frozenset[str]]]] = {}
        wanted = {entity for item in promises for entity in self._organisations(item)}
        for item in holdings.placed:
            if item.statement.status != "actual":
                continue
            if item.said is not None:
                for entity in wanted.intersection(self._organisations(item)):
                    self._note(entity, item)
            if item.statement.kind in ("event", "relation"):
                self._hold(item)
        for held in self._held.values():
            held.sort(key=lambda found: found[0])

    def _organisations(self, item: Placed) -> list[str]:
        return [entity.id for entity in self._holdings.entities.of(item.id) if entity.kind == "organisation"]

    def _note(self, entity: str, item: Placed) -> None:
        """Keeps the year in which something was last told of an organisation, by what is told."""
        said = item.said or 0
        if item.statement.kind in ("event", "relation"):
            key = (entity, item.fields.get("eventtype") or "")
        else:
            key = (entity, None)
        if said <= self._told.get(key, 0):
            return
        if key[1] is not None or phrases("silences", "opened").first(fold(item.sentence)) is not None:
            self._told[key] = said

    def _hold(self, item: Placed) -> None:
        day, kind = _day(item), item.fields.get("eventtype")
        if day is None or kind not in _ANNOUNCED:
            return
        parties = frozenset(item.statement.parties)
        for key in _keys(parties):
            self._held.setdefault((kind, key), []).append((day, parties))

    def tells(self, promise: Placed, day: date) -> bool:
        """Whether something held may be the report of an announced event."""
        kind = promise.fields["eventtype"]
        for entity in self._organisations(promise):
            if any(self._told.get((entity, sort), 0) >= day.year for sort in (kind, "", None)):
                return True
        parties = frozenset(promise.statement.parties)
        listed = [self._held.get((kind, key), []) for key in _keys(parties, whole=True)]
        held = min(listed, key=len, default=[])
        first = bisect_left(held, day - _ABOUT, key=lambda found: found[0])
        return any(parties <= told and found <= day + _ABOUT for found, told in held[first : first + _MOST])


def _keys(parties: frozenset[str], *, whole: bool = False) -> list[tuple[str, ...]]:
    """Each place and each two of them; of a promise only the twos, where it has them."""
    ordered = sorted(parties)
    pairs: list[tuple[str, ...]] = list(combinations(ordered[:_CROWD], 2))
    return pairs if whole and pairs else [*((party,) for party in ordered), *pairs]
