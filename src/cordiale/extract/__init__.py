"""Typed statements from passages: one engine over cues in data, kinds as data.

``statements(document, structure)`` is the layer's only entry point.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cordiale.extract.actors import Cast
from cordiale.extract.documents import documents
from cordiale.extract.events import events
from cordiale.extract.making import Draft, make
from cordiale.extract.observations import observations
from cordiale.extract.relations import relations
from cordiale.extract.scene import sentences_of
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.standing import settled
from cordiale.model import Document, Statement, Structure

Finder = Callable[[Sentence, Context], Iterator[Draft]]
_FINDERS: tuple[Finder, ...] = (observations, documents, events, relations)


def statements(document: Document, structure: Structure) -> list[Statement]:
    """All statements of a document, in the order of their anchors.

    A document that was not recognised as French gives none: nothing is invented for it.
    """
    found: list[Statement] = []
    cast = Cast(structure)
    for sentence, context in sentences_of(document, structure):
        for finder in _FINDERS:
            drafts = (draft for draft in finder(sentence, context) if not _is_name(draft, sentence, cast))
            found.extend(_made(draft, sentence, document, cast) for draft in drafts)
    found.sort(key=lambda statement: (statement.evidence.spans[0].start, statement.kind))
    return found


def _made(draft: Draft, sentence: Sentence, document: Document, cast: Cast) -> Statement:
    if not draft.orgs and draft.fields.get("relation") != "twinning":
        draft = replace(draft, orgs=cast.of(sentence, draft.start, draft.end))
    return make(settled(draft, sentence), sentence, document)


def _is_name(draft: Draft, sentence: Sentence, cast: Cast) -> bool:
    return draft.kind == "observation" and cast.holds(sentence, draft.start, draft.end)
