"""Silences: what was promised, begun or agreed, and of which the documents read tell nothing more.

Each silence is relative to a day and to what was read, and is claimed only where no later passage about
the same places or organisation may be the report.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cordiale.analysis import sessions
from cordiale.analysis.endings import dormant, half_done
from cordiale.analysis.expiries import ended_plans
from cordiale.analysis.promises import unopened
from cordiale.analysis.sittings import lapsed
from cordiale.analysis.targets import finding_of
from cordiale.model import Finding
from cordiale.registers.activity import Relations
from cordiale.registers.groundwork import groundwork
from cordiale.registers.holdings import Holdings


def find(holdings: Holdings) -> Iterator[Finding]:
    """All silences of the holdings."""
    relations = Relations(holdings)
    untold = list(sessions.find(holdings))
    yield from untold
    yield from lapsed(holdings, relations, {proof.statement for one in untold for proof in one.proofs})
    yield from ended_plans(holdings, relations)
    yield from half_done(holdings, relations)
    yield from unopened(holdings)
    yield from dormant(holdings, relations)
    yield from _targets(holdings)


def _targets(holdings: Holdings) -> Iterator[Finding]:
    """The targets past due of which nobody reports."""
    for progress in groundwork(holdings).targets:
        if progress.state == "silent":
            told = finding_of(progress, holdings)
            yield Finding(
                kind="silence",
                rule="target_past_due",
                state="silent",
                proofs=told.proofs,
                values={**told.values, **_late(told, holdings.as_of)},
                weight=0.5,
                subject=told.subject,
                parties=told.parties,
                at=told.at,
            )


def _late(told: Finding, as_of: date) -> dict[str, Any]:
    due = date.fromisoformat(str(told.at))
    return {"late_years": round((as_of - due).days / 365.25, 1)}
