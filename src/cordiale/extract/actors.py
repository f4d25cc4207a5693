"""The organisations that act in a statement: those it names, or the firm it speaks on about."""

from bisect import bisect_right
from dataclasses import dataclass, field

from cordiale.extract.known_names import known_names
from cordiale.extract.organisations import OrgMention, echoes, find_organisations
from cordiale.extract.sentence import Sentence
from cordiale.model import Structure

_BACK = 2
"""A firm that is spoken of without its name is looked for in so many sentences before."""
_LONGEST = 20_000
"""A stretch longer than this is no sentence but a table or noise: no names are read in it."""
_READ_ROLES = ("body", "list", "heading")


@dataclass(slots=True)
class Cast:
    """The organisations of a document, read only for the sentences that state something.

    ``known`` are the names that the document shows to be organisations', found at first need.
    """

    structure: Structure
    known: frozenset[str] | None = None
    _read: dict[tuple[int, int], list[OrgMention]] = field(default_factory=dict)
    _passage: int = -1

    def of(self, sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
        """The organisations that act in what stands at ``start..end`` of ``sentence``, each once."""
        named = self._mentions(sentence, sentence.index)
        if sentence.end - sentence.start > _LONGEST:
            return ()
        if not named and echoes(sentence.folded, sentence.start, sentence.end):
            for index in range(sentence.index - 1, max(-1, sentence.index - _BACK - 1), -1):
                named = self._mentions(sentence, index)
                if named:
                    return tuple(dict.fromkeys(mention.name for mention in named))
        return tuple(dict.fromkeys(mention.name for mention in _in_item(sentence, named, start)))

    def holds(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether ``start..end`` lies inside an organisation's name: a number there is no figure."""
        named = self._mentions(sentence, sentence.index)
        at = bisect_right(named, start, key=lambda mention: mention.start) - 1
        return at >= 0 and end <= named[at].end

    def _mentions(self, sentence: Sentence, index: int) -> list[OrgMention]:
        passage = id(sentence.passage)
        if passage != self._passage:
            self._read.clear()
            self._passage = passage
        found = self._read.get((passage, index))
        if found is None:
            if self.known is None:
                self.known = known_names(p.text for p in self.structure.passages if p.role in _READ_ROLES)
            span = sentence.passage.sentences[index]
            if len(span) > _LONGEST:
                return []
            found = self._read[(passage, index)] = find_organisations(
                sentence.text, sentence.folded, span.start, span.end, known=self.known
            )
        return found


def _in_item(sentence: Sentence, named: list[OrgMention], position: int) -> list[OrgMention]:
    """Of a list parted by semicolons, the names in the item that holds ``position``, where it has any."""
    low = sentence.folded.rfind(";", sentence.start, position)
    high = sentence.folded.find(";", position, sentence.end)
    if low < 0 and high < 0:
        return named
    inside = [mention for mention in named if mention.start > low and (high < 0 or mention.start < high)]
    return inside or named
