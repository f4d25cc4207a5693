"""All analyses side by side: which module looks for what, and their findings in one order."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from cordiale.ledger.collecting import uncollected
from cordiale.model import Finding, FindingKind
from cordiale.registers.holdings import Holdings

MODULES: Mapping[str, tuple[FindingKind, ...]] = {
    "arithmetic": ("contradiction", "slip", "tension", "derived"),
    "successions": ("thread",),
    "deliveries": ("thread",),
    "threads": ("thread",),
    "sites": ("thread",),
    "completions": ("thread",),
    "courses": ("thread",),
    "partnerships": ("thread",),
    "sittings": ("thread",),
    "yearly": ("thread",),
    "stages": ("thread",),
    "dates": ("contradiction", "tension"),
    "tie_names": ("contradiction", "tension"),
    "papers": ("contradiction",),
    "series": ("contradiction", "slip", "tension"),
    "quantities": ("contradiction", "tension"),
    "growth": ("contradiction", "tension", "derived"),
    "identities": ("contradiction", "tension", "derived"),
    "stocks": ("contradiction", "tension", "derived"),
    "claims": ("contradiction", "tension"),
    "numbered": ("contradiction",),
    "scales": ("slip",),
    "echoed_slips": ("slip",),
    "retold": ("contradiction", "slip"),
    "cited_titles": ("tension",),
    "official": ("contradiction", "slip", "tension", "derived"),
    "targets": ("target",),
    "projects": ("target", "thread", "silence"),
    "silences": ("silence",),
    "untold": ("silence",),
}
"""Every analysis of this package, and the kinds of findings it ends in. Each has ``find(holdings)``."""

GRAVITY: Mapping[str, int] = {
    kind: rank
    for rank, kind in enumerate(
        ("contradiction", "slip", "tension", "target", "thread", "silence", "derived")
    )
}
"""The order in which kinds are told."""


def find(holdings: Holdings, kinds: Iterable[FindingKind]) -> list[Finding]:
    """The findings of ``kinds``, the gravest kind first, in each the weightiest; none twice."""
    wanted = frozenset(kinds)
    found: dict[str, Finding] = {}
    for name, ends_in in MODULES.items():
        if wanted.isdisjoint(ends_in):
            continue
        module = import_module(f"cordiale.analysis.{name}")
        with uncollected():
            for finding in module.find(holdings):
                if finding.kind in wanted:
                    found.setdefault(finding.id, finding)
    return sorted(found.values(), key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    first = finding.proofs[0] if finding.proofs else None
    place = ("", 0) if first is None else (first.doc, first.start)
    return GRAVITY[finding.kind], -finding.weight, finding.rule, place, finding.id
