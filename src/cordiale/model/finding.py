"""Findings: what an analysis ends in, with the passages that a person checks it by."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from cordiale.model.placed import Placed

FindingKind = Literal["contradiction", "tension", "slip", "derived", "target", "thread", "silence"]
"""contradiction: cannot both hold. tension: differ by rounding, scope, base or date. slip: a likely
misprint, with the value that would fit. derived: a value computed, or an identity that was checked.
target, thread, silence: what became of what was said."""

KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
"""All kinds, the gravest first."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A passage behind a finding: ``text[start:end] == quote`` in the document named ``doc``.

    ``statement`` is the id of the statement that stands there, or None where the proof is words
    only; ``role`` says what the passage is in the finding (``target``, ``actual``, ``total``, ``part``,
    ``first``, ``second``, ``promise``, ``report``...). ``said`` is the year in which it was said.
    """

    doc: str
    start: int
    end: int
    quote: str
    cite: str | None = None
    statement: str | None = None
    role: str = ""
    said: int | None = None

    def line(self) -> dict[str, Any]:
        """The proof as an object of the findings format."""
        return {
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "cite": self.cite,
            "statement": self.statement,
            "role": self.role,
            "said": self.said,
        }


def proof_of(placed: Placed, role: str = "") -> Proof:
    """The passage of a statement as a proof."""
    evidence = placed.statement.evidence
    first = evidence.spans[0]
    return Proof(
        doc=placed.document,
        start=first.start,
        end=first.end,
        quote=evidence.quote,
        cite=placed.statement.cite,
        statement=placed.id,
        role=role,
        said=placed.said,
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, checkable in two clicks.

    ``rule`` names the check (its words are in ``data/interface/findings/``: what it compares and how
    the explanation reads); ``state`` its outcome (``fails``, ``holds``, ``met``, ``missed``, ``open``,
    ``silent``...); ``values`` are the figures and names of the explanation, as JSON values;
    ``weight`` orders findings of one kind, the most serious first (relative size of the conflict for
    contradictions; 0 where nothing ranks them). ``subject`` is what it is about, in the words of the
    sources; ``parties`` the places concerned; ``at`` the day it is about (ISO 8601, may be partial).
    """

    kind: FindingKind
    rule: str
    state: str
    proofs: tuple[Proof, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    weight: float = 0.0
    subject: str = ""
    parties: tuple[str, ...] = ()
    at: str | None = None

    @property
    def id(self) -> str:
        """A hash of the rule and the passages, 16 hex digits: stable while these stand."""
        places = sorted((proof.doc, proof.start, proof.end) for proof in self.proofs)
        canonical = json.dumps([self.kind, self.rule, places], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def line(self, explanation: str) -> dict[str, Any]:
        """The finding as an object of the findings format, with its explanation in words."""
        return {
            "finding": self.kind,
            "rule": self.rule,
            "state": self.state,
            "explanation": explanation,
            "passages": [proof.line() for proof in self.proofs],
            "values": dict(self.values),
            "subject": self.subject,
            "parties": list(self.parties),
            "at": self.at,
            "id": self.id,
        }
