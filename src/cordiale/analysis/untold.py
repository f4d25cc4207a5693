"""Silences that a text tells itself: "nothing more was heard of it", "no report has been published"."""

from collections.abc import Iterator, Sequence

from cordiale.analysis.anchoring import proof_at
from cordiale.model import Finding, Placed, Proof, Span, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.phrasing import phrases
from cordiale.registers.pledges import passages
from cordiale.vocabulary.folding import fold

_BACK = 2
"""Sentences back to what nothing more is told of."""
_SUBJECT = 20
"""Characters before the words that make a subject of their own sentence."""
_WORDS = 70
"""Characters of a sentence that are shown where no statement stands in it."""
_ACTS = frozenset(("document", "event", "relation"))


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each sentence that says that nothing is told of what stands before it."""
    for items in passages(holdings).values():
        setting = items[0].setting
        assert setting is not None
        folded = fold(setting.text)
        for index, span in enumerate(setting.sentences):
            told = phrases("silences", "untold").first(folded, span.start, span.end)
            if told is not None:
                found = _finding(items, index, told, holdings)
                if found is not None:
                    yield found


def _finding(items: Sequence[Placed], index: int, told: Span, holdings: Holdings) -> Finding | None:
    subject, back = _subject(items, index, told)
    setting = items[0].setting
    assert setting is not None
    near = subject or min(items, key=lambda item: (abs((item.at or told).start - told.start), item.start))
    proofs: list[Proof] = []
    if subject is not None:
        proofs.append(proof_of(subject, "promise"))
    sentence = setting.sentences[index - back]
    if subject is None or back:
        words = proof_at(near, Span(sentence.start, min(sentence.start + _WORDS, sentence.end)), "promise")
        if words is not None and subject is None:
            proofs.append(words)
    said = proof_at(near, told, "report")
    if said is not None:
        proofs.append(said)
    if not proofs:
        return None
    what = " ".join((subject.statement.evidence.quote if subject else proofs[0].quote).split())
    return Finding(
        kind="silence",
        rule="told_untold",
        state="silent",
        proofs=tuple(proofs),
        values={
            "what": what,
            "words": " ".join(setting.sentences[index].of(setting.text).split()),
            "parties": list(near.statement.parties),
            "said": str(near.said),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=0.75,
        subject=what,
        parties=near.statement.parties,
        at=None if subject is None else subject.fields.get("date") or subject.fields.get("to"),
    )


def _subject(items: Sequence[Placed], index: int, told: Span) -> tuple[Placed | None, int]:
    """What nothing more is told of: the act before the words, else the figure; how many sentences back."""
    for back in range(_BACK + 1):
        before = [
            item
            for item in items
            if item.at is not None
            and item.setting is not None
            and item.at.start < told.start
            and item.setting.sentence_at(item.at.start) == index - back
        ]
        if before:
            acts = [item for item in before if item.statement.kind in _ACTS]
            return max(acts or before, key=lambda item: (item.at or told).start), back
    setting = items[0].setting
    own = setting is None or told.start - setting.sentences[index].start > _SUBJECT
    return None, 0 if own or not index else 1
