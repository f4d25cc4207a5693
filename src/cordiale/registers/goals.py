"""Figures to be reached: which statements set one, for what, by when, and how often it was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cordiale.model import Placed
from cordiale.registers.aims import BESIDE, NEVER, Aim, is_added, is_aim, is_plan, names_party
from cordiale.registers.deadlines import Deadline, timing_of
from cordiale.registers.echoes import sentence_key
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.holdings import Holdings
from cordiale.registers.things import Thing, Things, values_of


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure to be reached.

    ``tellings`` are the statements that set it, the first said first; ``origins`` the number of
    independent ones. ``low`` and ``high`` are its value (equal but for ranges) in base units, a ratio
    new/old where ``transform`` is ``growth``, a fraction where it is ``share``. ``added`` tells that it comes
    on top of what there was; ``total`` is then the sum to be reached where an earlier phase gives it.
    ``record`` is true where a value of the past is to be reached again; ``yearly`` where a growth is one of
    each year; ``vague`` where its sentence does not say whose figure it is, so that nothing is set beside it.
    """

    thing: Thing
    tellings: tuple[Placed, ...]
    origins: int
    transform: str
    low: float
    high: float
    bound: str
    deadline: Deadline | None
    set_in: int | None = None
    added: bool = False
    total: float | None = None
    record: bool = False
    yearly: bool = False
    vague: bool = False

    @property
    def placed(self) -> Placed:
        """The statement that told it first."""
        return self.tellings[0]

    @property
    def said(self) -> int | None:
        """The year in which it was set, else first told."""
        return self.placed.said if self.set_in is None else self.set_in

    @property
    def known_since(self) -> int | None:
        """The year from which it was known: one told in hindsight was set before its term at the latest."""
        if self.said is None or self.deadline is None:
            return self.said
        return min(self.said, self.deadline.since.year)

    @property
    def id(self) -> str:
        """The id of the statement that told it first."""
        return self.placed.id


def read_goals(holdings: Holdings, things: Things, genealogy: Genealogy) -> tuple[Goal, ...]:
    """All figures to be reached, each once, in the order of their first telling in the ledger."""
    found: dict[tuple[object, ...], list[Goal]] = {}
    chain = _Chain()
    for item in holdings.of_kind("observation"):
        goal = _goal(item, things)
        if goal is None:
            chain.note(item)
        else:
            goal = chain.follow(goal)
            found.setdefault(_key(goal), []).append(goal)
    united = (told for alike in found.values() for told in _united(alike, genealogy))
    return tuple(_told_once(told, genealogy) for told in united)


def _key(goal: Goal) -> tuple[object, ...]:
    """Equal where a target may be one: the measure and the value."""
    return goal.thing.measure, goal.thing.unit, goal.transform, goal.low, goal.high


def _united(goals: Sequence[Goal], genealogy: Genealogy) -> Iterable[list[Goal]]:
    """Those of one owner, of the same places, or of sentences that say the same, one group each.

    One told without a deadline goes with the only one that has one. Counts told of one place alone go with
    those that also name another.
    """
    groups: dict[object, list[Goal]] = {}
    known: dict[object, object] = {}
    dated: dict[object, list[object]] = {}
    for goal in sorted(goals, key=lambda goal: goal.deadline is None):
        until = goal.deadline.until if goal.deadline else None
        marks = _marks(goal, genealogy)
        terms = {name: None for mark in marks for name in dated.get(mark, ())} if until is None else {}
        if len(terms) == 1:
            name = next(iter(terms))
        else:
            name = next((known[until, mark] for mark in marks if (until, mark) in known), (until, marks[0]))
        for mark in marks:
            known.setdefault((until, mark), name)
            if until is not None and name not in dated.setdefault(mark, []):
                dated[mark].append(name)
        groups.setdefault(name, []).append(goal)
    _widen(groups)
    return groups.values()


def _marks(goal: Goal, genealogy: Genealogy) -> list[object]:
    """What tells of a target's value whose it is."""
    noun, key = goal.thing.noun, sentence_key(goal.placed)
    marks: list[object] = [("parties", noun, goal.placed.statement.parties)]
    if goal.thing.owner is not None:
        marks.append(("owner", noun, goal.thing.owner))
    if key is not None and (family := genealogy.echoes.families.get(key)) is not None:
        marks.append(("echo", family))
    return marks


def _widen(groups: dict[object, list[Goal]]) -> None:
    """Puts counts told of one place alone to the only group of the same deadline that also names another."""
    having: dict[tuple[object, ...], list[object]] = {}
    for name, goals in groups.items():
        for party in sorted({party for goal in goals for party in goal.placed.statement.parties}):
            having.setdefault((*_term(goals[0]), party), []).append(name)
    for name in list(groups):
        first = groups[name][0]
        parties = first.placed.statement.parties
        if len(parties) != 1 or first.thing.noun is None:
            continue
        others = [other for other in having[(*_term(first), parties[0])] if other != name]
        if len(others) == 1 and others[0] in groups:
            groups[others[0]].extend(groups.pop(name))


def _term(goal: Goal) -> tuple[object, ...]:
    return goal.thing.noun, goal.deadline.until if goal.deadline else None


def _told_once(goals: Sequence[Goal], genealogy: Genealogy) -> Goal:
    ordered = sorted(goals, key=lambda goal: (goal.said is None, goal.said or 0))
    # The one whose owner is known can be compared.
    first = next((goal for goal in ordered if goal.thing.owner is not None), ordered[0])
    dated = next((goal for goal in ordered if goal.deadline is not None), first)
    return replace(
        first,
        deadline=dated.deadline,
        tellings=tuple(goal.placed for goal in ordered),
        origins=genealogy.count(goal.placed for goal in ordered),
        set_in=next((goal.set_in for goal in ordered if goal.set_in is not None), None),
        total=next((goal.total for goal in ordered if goal.total is not None), None),
        record=any(goal.record for goal in ordered),
        bound=next((goal.bound for goal in ordered if goal.bound != "="), "="),
    )


def _goal(item: Placed, things: Things) -> Goal | None:
    fields, status = item.fields, item.statement.status
    values = values_of(item)
    if values is None or fields.get("measure") in NEVER or fields.get("transform") == "rank":
        return None
    passage = Aim(item)
    if status == "actual" and not is_aim(passage):
        return None
    timing = timing_of(item, passage.reach[0] if passage.reach else None)
    if status in ("planned", "proposed") and (timing.elapsed or not is_plan(passage, timing.deadline)):
        return None
    thing = things.of(item, goal=True)
    return Goal(
        thing=thing,
        tellings=(item,),
        origins=1,
        transform=fields["transform"],
        low=values[0],
        high=values[1],
        bound=">" if passage.at_least else fields.get("bound") or "=",
        deadline=timing.deadline,
        set_in=timing.set_in,
        added=is_added(item, passage, things),
        record=status != "planned" and passage.record,
        yearly=fields["transform"] == "growth" and passage.beside("yearly", 0, BESIDE),
        vague=thing.noun is None and thing.owner is None and not names_party(item, thing.measure),
    )


class _Chain:
    """Phases of one programme in a passage: what each adds is summed up."""

    def __init__(self) -> None:
        self._place: tuple[int, int] | None = None
        self._last: tuple[Thing, float, date | None] | None = None

    def note(self, item: Placed) -> None:
        """A figure that is no target ends a chain where it stands in another passage."""
        if self._place != _place(item):
            self._place, self._last = _place(item), None

    def follow(self, goal: Goal) -> Goal:
        """The goal with its sum, where it goes on from the one before it in the passage."""
        place = _place(goal.placed)
        if place != self._place or goal.transform != "level" or goal.deadline is None:
            self._place, self._last = place, None
        if goal.transform != "level" or goal.deadline is None:
            return goal
        until, last = goal.deadline.until, self._last
        if goal.added:
            if last is None or not last[0].like(goal.thing) or last[2] is None or last[2] >= until:
                return goal
            goal = replace(goal, total=last[1] + goal.low)
        reached = goal.low if goal.total is None else goal.total
        self._last = goal.thing, reached, until
        return goal


def _place(item: Placed) -> tuple[int, int] | None:
    return None if item.setting is None else (item.volume, item.setting.ordinal)


def tellings(goals: Iterable[Goal]) -> frozenset[str]:
    """The ids of all statements that set one of ``goals``: none of them is a report."""
    return frozenset(item.id for goal in goals for item in goal.tellings)
