"""Targets: every figure to be reached, its baseline, what was reported since, and what became of it."""

from collections.abc import Iterator
from typing import Any

from cordiale.model import Finding, Placed, Proof, proof_of
from cordiale.registers.goals import Goal
from cordiale.registers.groundwork import groundwork
from cordiale.registers.holdings import Holdings
from cordiale.registers.periods import write_period
from cordiale.registers.progress import Progress
from cordiale.registers.reported import Report

_WEIGHTS = {"missed": 0.9, "behind": 0.8, "silent": 0.5, "open": 0.3, "on_course": 0.2, "met": 0.1}
_MOST = 12
"""Reports shown between the baseline and the one that decides."""
"""Stands in an explanation for what nobody told."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each target, whatever its state."""
    for progress in groundwork(holdings).targets:
        yield finding_of(progress, holdings)


def finding_of(progress: Progress, holdings: Holdings) -> Finding:
    """One target as a finding: its passages first, then the baseline, then reports in time order."""
    goal, item = progress.goal, progress.goal.placed
    return Finding(
        kind="target",
        rule=_rule(progress),
        state=progress.state,
        proofs=tuple(_proofs(progress)),
        values=_values(progress, holdings),
        weight=_WEIGHTS[progress.state],
        subject=_subject(goal, holdings),
        parties=item.statement.parties,
        at=goal.deadline.until.isoformat() if goal.deadline else None,
    )


def _rule(progress: Progress) -> str:
    if progress.deciding is not None:
        return "target_decided"
    return "target_unreported" if progress.latest is None else "target_reported"


def _proofs(progress: Progress) -> Iterator[Proof]:
    for item in progress.goal.tellings:
        yield proof_of(item, "target")
    if progress.baseline is not None:
        yield proof_of(progress.baseline.placed, "base")
    told: dict[str, Report] = {}
    for report in (*progress.reports, progress.deciding, progress.latest):
        if report is not None and report is not progress.baseline:
            told.setdefault(report.placed.id, report)
    for report in _fewer(sorted(told.values(), key=lambda report: report.order), progress.deciding):
        yield proof_of(report.placed, "outcome" if report is progress.deciding else "actual")


def _fewer(reports: list[Report], deciding: Report | None) -> list[Report]:
    """The last ones, and the one that decides, where there are many."""
    if len(reports) <= _MOST:
        return reports
    kept = reports[-_MOST:]
    return kept if deciding is None or deciding in kept else [deciding, *kept[1:]]


def _values(progress: Progress, holdings: Holdings) -> dict[str, Any]:
    goal, item = progress.goal, progress.goal.placed
    deadline = goal.deadline
    named = [
        entity.name for entity in holdings.entities.of(item.id) if entity.kind == "organisation"
    ] or list(item.statement.orgs)
    return {
        "told": " ".join(item.statement.evidence.quote.split()),
        "what": _subject(goal, holdings),
        "target": _number(goal.low) if goal.low == goal.high else [_number(goal.low), _number(goal.high)],
        "unit": item.fields.get("unit"),
        "bound": goal.bound,
        "transform": goal.transform,
        "added": goal.added,
        "wanted": None if progress.wanted is None else _number(progress.wanted),
        "record": goal.record,
        "status": item.statement.status,
        "by": None if deadline is None else write_period(deadline.since, deadline.until),
        "deadline": None if deadline is None else deadline.until.isoformat(),
        "set": None if goal.said is None else str(goal.said),
        "who": sorted(set(named)),
        **_reported("baseline", progress.baseline),
        **_reported("latest", progress.latest),
        **_reported("decided", progress.deciding),
        "required_percent": None if progress.required is None else round(progress.required * 100, 1),
        "needed": None if progress.required is None else round(progress.required * 100, 1),
        "origins": goal.origins,
        "as_of": holdings.as_of.isoformat(),
    }


def _reported(name: str, report: Report | None) -> dict[str, Any]:
    """What a report says: its value, as printed, when, and the year in which it was said."""
    if report is None:
        return {name: None, f"{name}_told": None, f"{name}_at": None}
    return {
        name: _number(report.low)
        if report.low == report.high
        else [_number(report.low), _number(report.high)],
        f"{name}_told": " ".join(report.placed.statement.evidence.quote.split()),
        f"{name}_at": _when(report),
    }


def _when(report: Report) -> str:
    period = report.placed.period
    return write_period(*period) if period is not None else str(report.placed.said)


def _subject(goal: Goal, holdings: Holdings) -> str:
    """What is to be reached, in the words of the source where it has some."""
    item: Placed = goal.placed
    # An item without a noun in it is words that were read with the figure.
    noun = item.fields.get("item") if holdings.topic(item).head is not None else goal.thing.noun
    owner = holdings.entities.get(goal.thing.owner) if goal.thing.owner else None
    parts = [" ".join(str(noun).split()) if noun else goal.thing.measure, owner.name if owner else ""]
    return ", ".join(part for part in parts if part)


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 6)
