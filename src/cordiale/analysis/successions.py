"""Versions of plans that follow one another, promised plans, plans with the agreement they carry out."""

from collections.abc import Iterator, Sequence
from itertools import chain as flatten
from typing import Any

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding, Placed, Proof
from cordiale.registers.holdings import Holdings
from cordiale.registers.periods import write_year
from cordiale.registers.versions import Chain, Version, read_chains

"""Stands in an explanation for what nobody told."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each chain that is more than one plan told once."""
    for chain in read_chains(holdings):
        yield from _chain_findings(chain, holdings)


def told_in_chains(holdings: Holdings) -> frozenset[str]:
    """The ids of the statements that a succession tells of: other threads leave them to it."""
    return frozenset(
        act.item.id
        for chain in read_chains(holdings)
        if _rule(chain) is not None
        for version in chain.versions
        for act in version.acts
    )


def _rule(chain: Chain) -> str | None:
    """``succession`` of versions, ``promised_plan`` that was adopted, ``implementation`` of an agreement."""
    standing = [version for version in chain.versions if not version.prepared]
    if len(standing) > 1 or (standing and chain.versions[-1].prepared):
        return "succession"
    if standing and len(chain.versions) > 1:
        return "promised_plan"
    return "implementation" if standing and chain.basis is not None else None


def _chain_findings(chain: Chain, holdings: Holdings) -> Iterator[Finding]:
    rule = _rule(chain)
    if rule is None:
        return
    told: list[frozenset[str]] = [version.places for version in chain.versions]
    fullest = max(told, key=_exactness)
    places = sorted(fullest)
    yield Finding(
        kind="thread",
        rule=rule,
        state=_state(chain, rule, holdings),
        proofs=tuple(_proofs(chain, holdings)),
        values=_values(chain, places, holdings),
        weight=_weight(chain, rule),
        subject=" ".join(chain.versions[-1].first.statement.evidence.quote.split()),
        parties=tuple(places),
        at=_begins(chain.versions[-1]),
    )


def _exactness(places: frozenset[str]) -> tuple[int, int]:
    return sum(len(place) > 2 for place in places), len(places)


def _state(chain: Chain, rule: str, holdings: Holdings) -> str:
    last = chain.versions[-1]
    if rule == "promised_plan":
        return "kept"
    if last.prepared:
        return "prepared"
    if rule == "succession":
        return "interrupted" if chain.gaps else "succeeded"
    if last.valid is None:
        return "open"
    return "in_force" if last.valid[1] >= holdings.as_of.year else "ended"


def _weight(chain: Chain, rule: str) -> float:
    base = {"succession": 0.8, "promised_plan": 0.7, "implementation": 0.5}[rule]
    told = sum(len(version.acts) for version in chain.versions)
    return round(base + min(told, 9) / 100, 4)


def _proofs(chain: Chain, holdings: Holdings) -> Iterator[Proof]:
    if chain.basis is not None:
        yield from mentions_of((act.item for act in chain.basis.acts), "basis", holdings)
    for version in chain.versions:
        role = "promise" if version.prepared else "version"
        yield from mentions_of((act.item for act in version.acts), role, holdings)


def _values(chain: Chain, places: Sequence[str], holdings: Holdings) -> dict[str, Any]:
    standing = [version for version in chain.versions if not version.prepared]
    told: list[Placed] = list(flatten.from_iterable((a.item for a in v.acts) for v in chain.versions))
    basis = None if chain.basis is None else chain.basis.date
    return {
        "parties": list(places),
        "versions": [_years(version) for version in standing],
        "chain": " → ".join(filter(None, map(_years, standing))) or None,
        "promised": [write_year(version.first.said) for version in chain.versions if version.prepared],
        "adopted": [version.date for version in standing],
        "adopted_told": standing[-1].date,
        "gaps": [list(gap) for gap in chain.gaps],
        "gap": ", ".join(_span(gap) for gap in chain.gaps) or None,
        "basis": basis,
        "basis_told": basis,
        "until": None if standing[-1].valid is None else standing[-1].valid[1],
        "mentions": len(told),
        "origins": holdings.genealogy.count(told),
        "as_of": holdings.as_of.isoformat(),
    }


def _years(version: Version) -> str | None:
    if version.valid is not None:
        return _span(version.valid)
    return version.date


def _span(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _begins(version: Version) -> str | None:
    return str(version.valid[0]) if version.valid is not None else version.date
