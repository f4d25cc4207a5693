"""Short texts read for tests of the arithmetic audit: each a document of its own, all in one ledger."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from cordiale.analysis import arithmetic
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.pipeline import read
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import load

Told = tuple[str, str, tuple[str, ...]]
"""Kind, state and printed figures of a finding, as a case tells them."""


def audited(texts: Iterable[str], rule: str, analysis: ModuleType = arithmetic) -> list[list[Finding]]:
    """The findings of one rule in each of the texts."""
    found = _audited(tuple(texts), analysis)
    return [[finding for finding in held if finding.rule == rule] for held in found]


@cache
def _audited(texts: tuple[str, ...], analysis: ModuleType) -> Sequence[list[Finding]]:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for number, text in enumerate(texts):
            (place / f"{number:03}.txt").write_text(f"UN ARTICLE\n\n{text}\n", encoding="utf-8")
        with Ledger.open(place / "test.cordiale", create=True) as ledger:
            read([place], ledger)
            found: list[list[Finding]] = [[] for _ in texts]
            for finding in analysis.find(load(ledger)):
                found[int(finding.proofs[0].doc[:3])].append(finding)
    return found


def told(finding: Finding) -> Told:
    """A finding as a case tells it; its explanation must read in both languages."""
    assert explain(finding, "fr") and explain(finding, "en")
    return finding.kind, finding.state, tuple(" ".join(proof.quote.split()) for proof in finding.proofs)
