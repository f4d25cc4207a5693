"""Typed statements from passages: one engine over cues in data, kinds as data.

``statements(document, structure)`` is the layer's only entry point.
"""

from collections.abc import Callable, Iterator

from cordiale.extract.documents import documents
from cordiale.extract.events import events
from cordiale.extract.making import Draft, make
from cordiale.extract.observations import observations
from cordiale.extract.relations import relations
from cordiale.extract.scene import Context, Sentence, sentences_of
from cordiale.model import Document, Statement, Structure

Finder = Callable[[Sentence, Context], Iterator[Draft]]
_FINDERS: tuple[Finder, ...] = (observations, documents, events, relations)


def statements(document: Document, structure: Structure) -> list[Statement]:
    """All statements of a document, in the order of their anchors.

    A document that was not recognised as French gives none: nothing is invented for it.
    """
    found: list[Statement] = []
    for sentence, context in sentences_of(document, structure):
        for finder in _FINDERS:
            found.extend(make(draft, sentence, document) for draft in finder(sentence, context))
    found.sort(key=lambda statement: (statement.evidence.spans[0].start, statement.kind))
    return found
