"""Openings that were announced for a day, where nothing later is told of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from cordiale.model import Entity, Finding, Placed, proof_of
from cordiale.registers.bodies import read_bodies
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.phrasing import phrases
from cordiale.vocabulary.folding import fold

_ANNOUNCED = frozenset(("opening", "exhibition", "forum"))
_WAIT = timedelta(days=31)


def unopened(holdings: Holdings) -> Iterator[Finding]:
    """Openings, fairs and forums announced for a day that has passed, and never told of as held."""
    later = _Later(holdings)
    sittings = {session.item.id for body in read_bodies(holdings) for session in body.sessions}
    for item in holdings.of_kind("event"):
        fields, status = item.fields, item.statement.status
        if (
            item.id in sittings
            or fields.get("eventtype") not in _ANNOUNCED
            or status not in ("planned", "proposed")
        ):
            continue
        told = fields.get("date")
        day = last_day(told) if told else None
        if day is None or day + _WAIT > holdings.as_of or later.tells(item, day):
            continue
        what = " ".join(item.statement.evidence.quote.split())
        yield Finding(
            kind="silence",
            rule="event_announced" if fields["eventtype"] != "opening" else "opening_announced",
            state="silent",
            proofs=(proof_of(item, "promise"),),
            values={
                "what": what,
                "announced_for": str(told),
                "said": str(item.said),
                "who": list(item.statement.orgs),
                "parties": list(item.statement.parties),
                "as_of": holdings.as_of.isoformat(),
            },
            weight=0.6,
            subject=what,
            parties=item.statement.parties,
            at=str(told),
        )


class _Later:
    """What is told of an organisation, or of an event of a type between places, from some year on."""

    def __init__(self, holdings: Holdings) -> None:
        self._orgs: dict[str, list[Placed]] = {}
        self._events: dict[tuple[str, str], list[Placed]] = {}
        self._holdings = holdings
        for item in holdings.placed:
            if item.statement.status != "actual":
                continue
            for entity in self._organisations(item):
                self._orgs.setdefault(entity.id, []).append(item)
            if item.statement.kind in ("event", "relation"):
                kind = item.fields.get("eventtype") or "relation"
                for party in item.statement.parties:
                    self._events.setdefault((kind, party), []).append(item)

    def tells(self, promise: Placed, day: date) -> bool:
        """Whether something held may be the report of an announced event."""
        kind = promise.fields["eventtype"]
        for entity in self._organisations(promise):
            if any(self._reports(item, promise, day) for item in self._orgs.get(entity.id, ())):
                return True
        # The place other than the one most told of.
        parties = sorted(
            promise.statement.parties, key=lambda party: len(self._events.get((kind, party), ()))
        )
        return (
            any(
                set(promise.statement.parties) <= set(item.statement.parties) and self._near(item, day)
                for item in self._events.get((kind, parties[0]), ())
            )
            if parties
            else False
        )

    def _organisations(self, item: Placed) -> list[Entity]:
        return [entity for entity in self._holdings.entities.of(item.id) if entity.kind == "organisation"]

    @staticmethod
    def _reports(item: Placed, promise: Placed, day: date) -> bool:
        if item.said is None or item.said < day.year:
            return False
        if item.statement.kind in ("event", "relation"):
            return item.fields.get("eventtype") in (promise.fields["eventtype"], None)
        return phrases("silences", "opened").first(fold(item.sentence)) is not None

    @staticmethod
    def _near(item: Placed, day: date) -> bool:
        """Whether an event of the type was held about then, between the same places."""
        told = item.fields.get("date")
        held = last_day(told) if told else None
        return held is not None and abs((held - day).days) <= 200
