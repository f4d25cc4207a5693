"""How far a target is: its baseline, the latest report, and its state as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from cordiale.registers.aims import FLOWS
from cordiale.registers.goals import Goal
from cordiale.registers.reported import Report, Reports, Years, by_year

State = Literal["open", "on_course", "behind", "met", "missed", "silent"]
"""open: not due, and nothing says how it goes. on_course, behind: not due, and the latest report is on the
straight line from the baseline to the target, or under it. met, missed: a report decides. silent: the
deadline has passed and no report of it is held."""

_GRACE = timedelta(days=31)
"""So long before or after the deadline a count still is the count of the deadline."""
_SUMS = frozenset(("investment", "credit", "projects", "agreements"))
"""Sums that reports tell in parts: a smaller one does not show that the whole was missed."""
_LEAP = 3.0
"""A yearly figure that leaps further from one year to the next counts something else."""
_FAR = 20
"""Years beyond which any change may be."""
_SLACK = 0.98
"""A report this near to the line is on it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what became of it.

    ``wanted`` is the level to be reached (for what is added: the baseline and the addition; for growth: the
    baseline times the ratio; None where that is unknown). ``baseline`` is the last report before it was set,
    ``latest`` the last one held, ``deciding`` the one that makes it met or missed. ``required`` is the yearly
    growth (a ratio less one) from the latest report that is still needed, None where it is due or unknown.
    ``reports`` are all reports of the same thing since the baseline, in time order.
    """

    goal: Goal
    state: State
    wanted: float | None
    baseline: Report | None = None
    latest: Report | None = None
    deciding: Report | None = None
    required: float | None = None
    reports: tuple[Report, ...] = ()


def state_of(goal: Goal, reports: Reports, as_of: date) -> Progress:
    """What became of one target by ``as_of``."""
    if goal.vague:
        return Progress(goal, _undecided(goal, as_of), None if goal.transform != "level" else goal.low)
    if goal.transform == "growth":
        return _rate(goal, reports, as_of)
    if goal.transform == "share":
        shares = [r for r in reports.rates(goal.thing, "share") if r.dated and _is_named(goal)]
        return _count(goal, shares, as_of)
    if goal.thing.measure in FLOWS:
        return _flow(goal, reports.years(goal.thing), as_of)
    return _count(goal, reports.levels(goal.thing), as_of)


def _is_named(goal: Goal) -> bool:
    """Whether it is known what the share is a share of."""
    return goal.thing.noun is not None or goal.thing.owner is not None


def is_due(goal: Goal, as_of: date) -> bool:
    """Whether the term of a target has passed."""
    return goal.deadline is not None and goal.deadline.until <= as_of


def _undecided(goal: Goal, as_of: date) -> State:
    return "silent" if is_due(goal, as_of) else "open"


# -- counts and sums as of a day ----------------------------------------------------------------------------


def _count(goal: Goal, listed: Sequence[Report], as_of: date) -> Progress:
    totals = [report for report in listed if not report.added]
    baseline = _baseline(goal, totals)
    wanted = _wanted(goal, baseline)
    after = [r for r in totals if baseline is None or r.order > baseline.order]
    if baseline is not None and wanted is not None and not goal.record and baseline.high >= wanted:
        # It was above the target before the target was set: it counts something else.
        return Progress(goal, _undecided(goal, as_of), wanted)
    started = [r for r in after if goal.known_since is None or r.until.year >= goal.known_since]
    plain = Progress(
        goal,
        _undecided(goal, as_of),
        wanted,
        baseline,
        started[-1] if started else baseline,
        reports=tuple(started),
    )
    if goal.added and (met := _added_up(goal, listed)) is not None:
        return replace(plain, state="met", deciding=met)
    if wanted is None:
        return plain
    return _decide_count(plain, started, wanted, as_of)


def _decide_count(plain: Progress, after: Sequence[Report], wanted: float, as_of: date) -> Progress:
    goal, deadline = plain.goal, plain.goal.deadline
    end = date.max if deadline is None else min(deadline.until, date.max - _GRACE) + _GRACE
    reached = next((r for r in after if r.until <= end and r.reaches(wanted)), None)
    if reached is not None:
        return replace(plain, state="met", deciding=reached)
    if deadline is None:
        return plain
    if is_due(goal, as_of):
        late = next((r for r in after if r.since >= deadline.until - _GRACE), None)
        if late is not None and not late.reaches(wanted) and goal.thing.measure not in _SUMS:
            return replace(plain, state="missed", deciding=late)
        return plain
    return _on_the_way(plain, wanted)


def _baseline(goal: Goal, totals: Sequence[Report]) -> Report | None:
    """The last total before the target was set, or before the period in which something is to be added."""
    if goal.said is None:
        return None
    start = date(goal.said, 12, 31)
    deadline = goal.deadline
    if deadline is not None and deadline.since <= start:
        start = deadline.since + _GRACE
    if goal.added and deadline is not None:
        start = max(deadline.since + _GRACE, date(1, 2, 1))
    before = [r for r in totals if r.until <= start]
    if before:
        return before[-1]
    # Told in the same year without a day: the nearest thing to a baseline there is.
    same = [r for r in totals if not r.dated and r.placed.said is not None and r.placed.said <= goal.said]
    return same[-1] if same else None


def _wanted(goal: Goal, baseline: Report | None) -> float | None:
    if goal.total is not None:
        return goal.total
    if not goal.added:
        return goal.low
    return None if baseline is None else baseline.low + goal.low


def _added_up(goal: Goal, listed: Sequence[Report]) -> Report | None:
    """An addition reported for the period, or a part of it, that is enough."""
    deadline = goal.deadline
    if deadline is None:
        return None
    for report in listed:
        inside = report.since >= deadline.since and report.until <= deadline.until
        if report.added and report.dated and inside and report.reaches(goal.low):
            return report
    return None


def _on_the_way(plain: Progress, wanted: float) -> Progress:
    """Before the deadline: on the straight line from the baseline to the target, or behind it."""
    baseline, latest, deadline = plain.baseline, plain.latest, plain.goal.deadline
    if deadline is None or latest is None:
        return plain
    required = growth_needed(latest.low, wanted, _years(latest.until, deadline.until))
    plain = replace(plain, required=required)
    if baseline is None or latest is baseline:
        return plain
    whole = _years(baseline.until, deadline.until)
    if whole <= 0:
        return plain
    part = _years(baseline.until, latest.until) / whole
    line = baseline.low + (wanted - baseline.low) * part
    return replace(plain, state="on_course" if latest.high >= line * _SLACK else "behind")


def _years(since: date, until: date) -> float:
    return (until - since).days / 365.25


def growth_needed(latest: float, wanted: float, years: float) -> float | None:
    """The yearly growth (a ratio less one) that leads from one value to another; None where none does.

    >>> growth_needed(100, 121, 2)
    0.1
    """
    if latest <= 0 or wanted <= 0 or years < 0.25:
        return None
    return round(float((wanted / latest) ** (1 / years)) - 1, 4)


# -- flows of a year ----------------------------------------------------------------------------------------


def _flow(goal: Goal, years: Years, as_of: date) -> Progress:
    said = goal.known_since if goal.known_since is not None else 9999
    deadline = goal.deadline
    due = deadline.year if deadline is not None else None
    # The year in which it was said was not over then.
    baseline = years.last(min(said, due if due is not None else said) - 1)
    if (
        baseline is not None
        and due is not None
        and not _may_become(baseline.low, goal.low, due - _year(baseline))
    ):
        baseline = None
    first = said if baseline is None else _year(baseline) + 1
    after = _after(years, baseline, first, due)
    whole = [report for report in after if report.year is not None]
    latest = whole[-1] if whole else baseline or (after[-1] if after else None)
    plain = Progress(goal, _undecided(goal, as_of), goal.low, baseline, latest, reports=tuple(after))
    counted = (
        after if due is None or (deadline and deadline.by) else [r for r in after if r.until.year == due]
    )
    reached = next(
        (r for r in counted if r.reaches(goal.low) and r.until.year >= min(said, due or said)), None
    )
    if reached is not None:
        return replace(plain, state="met", deciding=reached)
    if due is None or deadline is None:
        return plain
    decided = years.whole.get(due)
    if is_due(goal, as_of):
        if decided in after and (decided.placed.said is None or decided.placed.said > due):
            return replace(plain, state="missed", deciding=decided)
        return plain
    return _flow_on_the_way(plain, goal.low, due)


def _year(report: Report) -> int:
    return report.until.year


def _after(years: Years, baseline: Report | None, first: int, due: int | None) -> list[Report]:
    """Reports since the baseline up to the deadline, without those that must count something else."""
    found = []
    for year in sorted({*years.whole, *years.parts}):
        report = years.whole.get(year) or years.parts[year]
        if year < first or (due is not None and year > due):
            continue
        if baseline is not None:
            months = report.until.month if report.year is None else 12
            if not _may_become(baseline.low, report.high * 12 / months, year - _year(baseline)):
                continue
        found.append(report)
    return found


def _may_become(before: float, after: float, years: int) -> bool:
    """Whether one thing may change so much: seldom to more than thrice or less than a third in a year."""
    if before <= 0 or after <= 0:
        return True
    most = _LEAP ** max(min(years, _FAR), 1)
    return 1 / most <= after / before <= most


def _flow_on_the_way(plain: Progress, wanted: float, due: int) -> Progress:
    baseline, latest = plain.baseline, plain.latest
    last = latest if latest is not None and latest.year is not None else baseline
    if last is None or last.year is None:
        return plain
    plain = replace(plain, required=growth_needed(last.low, wanted, due - last.year))
    if baseline is None or baseline.year is None or last is baseline or due <= baseline.year:
        return plain
    line = baseline.low + (wanted - baseline.low) * (last.year - baseline.year) / (due - baseline.year)
    return replace(plain, state="on_course" if last.high >= line * _SLACK else "behind")


# -- growth -------------------------------------------------------------------------------------------------


def _rate(goal: Goal, reports: Reports, as_of: date) -> Progress:
    """A growth to be reached: by a reported growth of the same year, else by the levels of both years."""
    years = reports.years(goal.thing)
    deadline = goal.deadline
    if deadline is None:
        return Progress(goal, "open", None, years.last(goal.said) if goal.said is not None else None)
    due = deadline.year
    start = due - 1 if deadline.since.year == due and not deadline.by else min(goal.said or due - 1, due - 1)
    baseline = years.whole.get(start) or years.last(start)
    told = by_year(reports.rates(goal.thing, "growth"))
    said = told.whole.get(due)
    ratio = goal.low ** max(due - start, 1) if goal.yearly else goal.low
    plain = Progress(
        goal,
        _undecided(goal, as_of),
        None if baseline is None else round(baseline.low * ratio, 6),
        baseline,
        years.whole.get(due) or told.whole.get(due) or told.parts.get(due) or baseline,
    )
    if said is not None and start == due - 1 and (said.placed.said or due + 1) > due:
        return replace(plain, state="met" if said.reaches(goal.low) else "missed", deciding=said, latest=said)
    level = years.whole.get(due)
    if level is not None and baseline is not None and baseline.year == start and plain.wanted is not None:
        if level.reaches(plain.wanted):
            return replace(plain, state="met", deciding=level)
        if is_due(goal, as_of) and (level.placed.said or due + 1) > due:
            return replace(plain, state="missed", deciding=level)
    if not is_due(goal, as_of) and plain.wanted is not None:
        return _flow_on_the_way(plain, plain.wanted, due)
    return plain
