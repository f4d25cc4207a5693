"""The register of targets: rows from what the follow-up of targets worked out."""

from collections.abc import Iterable, Mapping
from typing import Any

from cordiale.model import Assertion, Placed
from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import STEPS, enlist
from cordiale.registers.periods import write_period
from cordiale.registers.progress import Progress
from cordiale.registers.reported import Report
from cordiale.registers.steps import computed

_KEY = ("INDICATOR", "ITEM", "OWNER", "PARTIES", "DEADLINE", "TARGET_VALUE")


@enlist(STEPS, "follow_targets")
def follow_targets(drafts: list[Draft], _parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """A row for each target, with its baseline, latest report, required growth and state."""
    return [*drafts, *(_draft(progress, bench) for progress in bench.ground.targets)]


def _draft(progress: Progress, bench: Bench) -> Draft:
    goal = progress.goal
    thing = goal.thing
    deadline = None if goal.deadline is None else write_period(goal.deadline.since, goal.deadline.until)
    value = _figure(goal.low) if goal.low == goal.high else (_figure(goal.low), _figure(goal.high))
    owner = None if thing.owner is None else bench.holdings.entities.get(thing.owner)
    key: dict[str, Any] = {
        "INDICATOR": thing.measure,
        "ITEM": thing.noun,
        "OWNER": owner.name if owner is not None else None,
        "PARTIES": tuple(goal.placed.statement.parties),
        "DEADLINE": deadline,
        "TARGET_VALUE": value,
    }
    draft = Draft(key, goal.placed.id, placed=list(goal.tellings))
    for item in goal.tellings:
        for name, told in key.items():
            for one in told if name == "PARTIES" else (told,):
                if one is not None:
                    draft.tell(name, bench.told_by(item, one))
        for name, told in _setting(item):
            draft.tell(name, bench.told_by(item, told))
        draft.tell("TRANSFORMATION", bench.told_by(item, goal.transform))
        if goal.record:
            draft.tell("RECORD", bench.told_by(item, " ".join(item.sentence.split())))
    for name, report in (("BASELINE", progress.baseline), ("LATEST", progress.latest)):
        if report is not None:
            for column, assertion in _reported(name, report, bench):
                draft.tell(column, assertion)
    if progress.required is not None:
        needed = round(1 + progress.required, 4)
        draft.tell("REQUIRED_GROWTH", computed(needed, f"{progress.wanted}", status="target"))
    draft.tell("STATE", computed(progress.state, bench.holdings.as_of.isoformat(), status=draft.status))
    return draft


def _figure(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _setting(item: Placed) -> Iterable[tuple[str, Any]]:
    """Who set a target, when, and in which unit."""
    for name in item.statement.orgs:
        yield "SET_BY", name
    if item.said is not None:
        yield "SET_IN", str(item.said)
    if item.fields.get("unit") is not None:
        yield "UNIT_MEASURE", item.fields["unit"]


def _reported(name: str, report: Report, bench: Bench) -> Iterable[tuple[str, Assertion]]:
    value = _figure(report.low) if report.low == report.high else (_figure(report.low), _figure(report.high))
    yield name, bench.told_by(report.placed, value)
    yield f"{name}_PERIOD", bench.told_by(report.placed, report.until.isoformat())
