"""What became of every target: by the reports of its thing, else by what its passage tells beside it."""

from dataclasses import replace
from datetime import date

from cordiale.registers.besides import Besides
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.goals import read_goals, tellings
from cordiale.registers.holdings import Holdings
from cordiale.registers.progress import Progress, is_due, state_of
from cordiale.registers.reported import Reports, report_of
from cordiale.registers.things import Things


def follow_targets(holdings: Holdings, genealogy: Genealogy | None = None) -> tuple[Progress, ...]:
    """Every target of the holdings, and its state; ``genealogy`` where it is traced already."""
    things = Things(holdings)
    goals = read_goals(holdings, things, holdings.genealogy if genealogy is None else genealogy)
    set_by = tellings(goals)
    reports, besides = Reports(holdings, things, set_by), Besides(holdings, set_by)
    return tuple(
        with_neighbours(state_of(goal, reports, holdings.as_of), besides, things, holdings.as_of)
        for goal in goals
        if goal.placed.said is None or date(goal.placed.said, 1, 1) <= holdings.as_of
    )


def with_neighbours(plain: Progress, besides: Besides, things: Things, as_of: date) -> Progress:
    """A target of which no comparable report is held, with what is told beside it in its own passage."""
    goal = plain.goal
    if plain.deciding is not None or plain.latest is not None:
        return plain
    told, before = besides.report(goal), besides.base(goal)
    base = None if before is None or before is told else report_of(before, things, as_of)
    if told is not None and (report := report_of(told, things, as_of)) is not None:
        if report.reaches(goal.low):
            return replace(plain, state="met", baseline=base, latest=report, deciding=report)
        if is_due(goal, as_of):
            return replace(plain, state="missed", baseline=base, latest=report, deciding=report)
    return plain if base is None else replace(plain, baseline=base, latest=base)
