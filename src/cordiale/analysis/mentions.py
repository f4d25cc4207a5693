"""The passages of a thread: each said once, in time order, echoes left to those who said it first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cordiale.model import Placed, Proof, proof_of
from cordiale.registers.echoes import sentence_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.named_plans import RULE

_MOST = 12
"""Passages of one role that are shown: what is told more often is not told better."""


def mentions_of(items: Iterable[Placed], role: str, holdings: Holdings) -> Iterator[Proof]:
    """The passages of ``items`` with their role, those that repeat another's words last."""
    for item, _ in tellings(items, holdings)[:_MOST]:
        proof = proof_of(item, role)
        # A plan named by words only has no statement behind it.
        yield replace(proof, statement=None) if item.statement.rule == RULE else proof


def tellings(items: Iterable[Placed], holdings: Holdings) -> list[tuple[Placed, bool]]:
    """The statements in the order given, echoes behind what they echo; each with whether it says it first."""
    first: list[tuple[Placed, bool]] = []
    again: list[tuple[Placed, bool]] = []
    seen: dict[object, object] = {}
    for item in items:
        sentence = sentence_key(item) or item.id
        family = holdings.genealogy.echoes.family(sentence_key(item)) or item.id
        # Two statements of one sentence are no echo of each other.
        echo = seen.setdefault(family, sentence) != sentence
        (again if echo else first).append((item, not echo))
    return first + again
