"""The passages of a thread: each said once, in time order, echoes left to those who said it first."""

from collections.abc import Iterable, Iterator

from cordiale.model import Placed, Proof, proof_of
from cordiale.registers.echoes import sentence_key
from cordiale.registers.holdings import Holdings

_MOST = 12
"""Passages of one role that are shown: what is told more often is not told better."""


def mentions_of(items: Iterable[Placed], role: str, holdings: Holdings) -> Iterator[Proof]:
    """The passages of ``items`` with their role, those that repeat another's words last."""
    for item, _ in tellings(items, holdings)[:_MOST]:
        yield proof_of(item, role)


def tellings(items: Iterable[Placed], holdings: Holdings) -> list[tuple[Placed, bool]]:
    """The statements in the order given, echoes behind what they echo; each with whether it says it first."""
    first: list[tuple[Placed, bool]] = []
    again: list[tuple[Placed, bool]] = []
    seen: set[object] = set()
    for item in items:
        family = holdings.genealogy.echoes.family(sentence_key(item)) or item.id
        (again if family in seen else first).append((item, family not in seen))
        seen.add(family)
    return first + again
