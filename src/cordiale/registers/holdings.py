"""All that a ledger holds, placed and resolved once: what registers and analyses work on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from cordiale.ledger import Ledger
from cordiale.ledger.collecting import uncollected
from cordiale.model import Entry, Judgement, OfficialPoint, Placed
from cordiale.registers.genealogy import Genealogy, trace
from cordiale.resolve.entities import Entities, cluster
from cordiale.resolve.topics import Topic, topics_of

if TYPE_CHECKING:
    from cordiale.registers.acts import Act
    from cordiale.registers.facts import Facts


@dataclass(frozen=True)
class Holdings:
    """The standing statements, the entities they name, and the topic of each.

    ``placed`` is in reading order, document after document; ``topics`` has every statement's id;
    ``as_of`` is the day that silences and deadlines are judged from; ``official`` are the points of the
    official tables that were loaded, ``entries`` what persons entered in registers, retired ones included.
    """

    placed: tuple[Placed, ...]
    entities: Entities
    topics: dict[str, Topic]
    as_of: date
    official: tuple[OfficialPoint, ...] = ()
    entries: tuple[Entry, ...] = ()

    def of_kind(self, kind: str) -> tuple[Placed, ...]:
        """The statements of one kind, in reading order."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Placed, ...]]:
        kinds: dict[str, list[Placed]] = {}
        for item in self.placed:
            kinds.setdefault(item.statement.kind, []).append(item)
        return {kind: tuple(items) for kind, items in kinds.items()}

    @cached_property
    def by_id(self) -> dict[str, Placed]:
        """The statements by their ids."""
        return {item.id: item for item in self.placed}

    @cached_property
    def genealogy(self) -> Genealogy:
        """Who first said each statement, echoes and reprints found."""
        return trace(self.placed)

    @cached_property
    def acts(self) -> "list[list[Act]]":
        """The tellings of each document, event and link, in reading order; plans named only by words, too."""
        from cordiale.registers.instruments import cluster_acts, read_acts
        from cordiale.registers.named_plans import named_plans

        return cluster_acts(read_acts(self, self.genealogy, named_plans(self)), self.genealogy)

    @cached_property
    def facts(self) -> "Facts":
        """The facts that the statements assert, each once."""
        from cordiale.registers.facts import gather

        return gather(self)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The codes of all places that statements are about."""
        return frozenset(party for item in self.placed for party in item.statement.parties)

    def topic(self, item: Placed) -> Topic:
        """What a statement is about."""
        return self.topics[item.id]


def load(ledger: Ledger, *, as_of: date | None = None) -> Holdings:
    """Everything that stands in ``ledger``; ``as_of`` defaults to the latest day that it tells of."""
    with uncollected():
        placed, official, entries = ledger.placed(), ledger.official_points(), ledger.entries()
        if as_of is None and not placed:  # nothing was read: what was entered or loaded tells the day
            days = [point.until for point in official]
            as_of = max([*days, *(date.fromisoformat(one.at[:10]) for one in entries)], default=None)
        held = holdings(placed, ledger.judgements(), as_of=as_of)
        return replace(held, official=tuple(official), entries=tuple(entries))


def holdings(
    placed: Sequence[Placed], judgements: Sequence[Judgement] = (), *, as_of: date | None = None
) -> Holdings:
    """The same from statements in hand, without a ledger."""
    entities = cluster(placed, judgements)
    return Holdings(
        placed=tuple(placed),
        entities=entities,
        topics=topics_of(placed, entities),
        as_of=latest_day(placed) if as_of is None else as_of,
    )


def latest_day(placed: Sequence[Placed]) -> date:
    """The latest day that something is said to have happened on, or was said in; the day to judge from.

    Days beyond the year in which they were said are not counted: they are plans, or misprints. Where of
    nothing the year is known in which it was said, the latest of all days told counts.
    """
    days: list[date] = []
    undated: list[date] = []
    for item in placed:
        if item.said is not None:
            days.append(date(item.said, 1, 1))
        if item.statement.status != "actual":
            continue
        for name in ("to", "date"):
            told = item.fields.get(name)
            day = last_day(told) if told else None
            if day is not None and item.said is None:
                undated.append(day)
            elif day is not None and item.said is not None and day.year <= item.said:
                days.append(day)
    return max(days or undated, default=date(1, 1, 1))


def told_span(placed: Sequence[Placed]) -> tuple[date, date]:
    """The earliest day that anything is told of, and the latest that ``latest_day`` gives."""
    last = latest_day(placed)
    days = [date(item.said, 1, 1) for item in placed if item.said is not None]
    for item in placed:
        for name in ("from", "date"):
            told = item.fields.get(name)
            day = last_day(told) if told else None
            if day is not None:
                days.append(day)
    return min(days, default=last), last


def last_day(told: str) -> date | None:
    """The last day of a date as exact as it was told: ``2021``, ``2021-06``, ``2021-06-03``.

    >>> last_day("2021-06").isoformat()
    '2021-06-30'
    """
    from calendar import monthrange

    parts = [int(part) for part in told.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return date(year, month, day)
