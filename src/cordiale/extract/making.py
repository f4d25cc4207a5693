"""From a find in a sentence to a statement anchored in the document."""

from dataclasses import dataclass, field
from typing import Any

from cordiale.extract.sentence import Sentence
from cordiale.model import Document, Evidence, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """A find before it is anchored: offsets of the anchor in the passage, fields, status, parties."""

    kind: str
    start: int
    end: int
    fields: dict[str, Any]
    status: str
    parties: tuple[str, ...]
    rule: str
    orgs: tuple[str, ...] = field(default=())


def make(draft: Draft, sentence: Sentence, document: Document, *, repeats: str | None = None) -> Statement:
    """The statement of ``draft``: the anchor's document spans, its quote and the note that closes it."""
    spans = sentence.passage.locate(draft.start, draft.end)
    scope = sentence.passage.locate(sentence.start, sentence.end)
    evidence = Evidence(
        document.id, spans, spans[0].of(document.text), "exact" if len(spans) == 1 else "split"
    )
    return Statement(
        kind=draft.kind,
        fields=draft.fields,
        status=draft.status,
        parties=tuple(sorted(set(draft.parties))),
        orgs=draft.orgs,
        cite=sentence.cite(draft.start, draft.end),
        evidence=evidence,
        rule=draft.rule,
        scope=scope[0] if scope else None,
        repeats=repeats,
    )
