"""Statements: what a source asserts, and the characters that assert it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cordiale.model.span import Span

JsonValue = Any
"""A field's value: JSON types only, so that a statement has one canonical form."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: document id, spans of the anchor, the printed words.

    ``alignment`` is ``exact`` (``quote`` is the text of the one span) or ``split`` (the anchor is
    printed in several pieces; ``quote`` is the text of the first span).
    """

    document: str
    spans: tuple[Span, ...]
    quote: str
    alignment: str = "exact"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a source asserts, of one of the kinds in ``data/kinds``.

    ``fields`` holds the kind's own fields (see ``data/kinds/<kind>.yml``) as JSON values; ``cite``
    is the number of the footnote that closes the passage, or None; ``rule`` names the rule and its
    version that made it. ``scope`` is the sentence's span in the document.

    >>> s = Statement("event", {"eventtype": "visit"}, "actual", ("BY",), (), None,
    ...               Evidence("d", (Span(0, 6),), "visite"), "fr/event@1")
    >>> s.id == s.id and len(s.id)
    24
    """

    kind: str
    fields: Mapping[str, JsonValue]
    status: str
    parties: tuple[str, ...]
    orgs: tuple[str, ...]
    cite: str | None
    evidence: Evidence
    rule: str
    scope: Span | None = None
    repeats: str | None = None
    recorded_at: str | None = field(default=None, compare=False)
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """A hash of the content and the place (not of the rule or the time), 24 hex digits.

        It is made once: everything that reasons over a ledger asks for it again and again.
        """
        if not self._id:
            object.__setattr__(self, "_id", self._hash())
        return self._id

    def keep_id(self, id_: str) -> None:
        """Take the id under which this statement was recorded for its own, instead of making it again."""
        object.__setattr__(self, "_id", id_)

    def _hash(self) -> str:
        content = [
            self.kind,
            dict(sorted(self.fields.items())),
            self.status,
            self.parties,
            self.orgs,
            self.cite,
            self.evidence.document,
            [(span.start, span.end) for span in self.evidence.spans],
        ]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:24]

    def line(self, name: str) -> dict[str, JsonValue]:
        """The statement as an object of the statement-lines format; ``name`` is the file's name."""
        first = self.evidence.spans[0]
        return {
            "kind": self.kind,
            "doc": name,
            "start": first.start,
            "end": first.end,
            "quote": self.evidence.quote,
            "status": self.status,
            "parties": list(self.parties),
            "orgs": list(self.orgs),
            "cite": self.cite,
            **self.fields,
        }
