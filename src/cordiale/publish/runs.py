"""From document offsets back to what is read: where statements stand, cut into runs that do not overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cordiale.model import Document, Passage, Span, Structure


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one passage: its index and ``span`` in reading offsets of that passage."""

    passage: int
    span: Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of reading text that carries the same statements and no other, perhaps none.

    ``opens`` are the statements that begin here (each begins in one run only); ``mark`` is the
    number (index) of the footnote mark that stands right after the run, or None.
    """

    text: str
    statements: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    echo: bool = False


class Tracing:
    """Finds the reading offsets of document spans: the inverse of ``Passage.locate``.

    Pieces of all passages are kept in one list in document order, so a look-up is a binary search.

    >>> passage = Passage("un deux", ((0, 10, 7),), "body", None)
    >>> Tracing([passage]).places(Span(13, 17))
    [Place(passage=0, span=Span(start=3, end=7))]
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        pieces = [
            (document, document + length, index, reading)
            for index, passage in enumerate(passages)
            for reading, document, length in passage.pieces
            if length > 0
        ]
        self._pieces = sorted(pieces)
        self._starts = [piece[0] for piece in self._pieces]

    def places(self, span: Span) -> list[Place]:
        """Where the printed characters ``span`` are read, in order; empty where nothing of it is."""
        found: list[Place] = []
        for first, last, index, reading in self._pieces[max(bisect_right(self._starts, span.start) - 1, 0) :]:
            if first >= span.end:
                break
            low, high = max(first, span.start), min(last, span.end)
            if low < high:
                found.append(Place(index, Span(reading + low - first, reading + high - first)))
        return self._joined(found)

    def before(self, offset: int) -> tuple[int, int] | None:
        """``(passage, reading offset)`` just after the last character read before document ``offset``."""
        position = bisect_right(self._starts, offset) - 1
        if position < 0:
            return None
        first, last, index, reading = self._pieces[position]
        return index, reading + min(offset, last) - first

    def all_places(self, spans: Iterable[Span]) -> list[Place]:
        """The places of several spans, those that only white space parts given as one."""
        return self._joined([place for span in spans for place in self.places(span)])

    def _joined(self, places: list[Place]) -> list[Place]:
        joined: list[Place] = []
        for place in sorted(places, key=lambda one: (one.passage, one.span)):
            last = joined[-1] if joined else None
            if last is not None and last.passage == place.passage:
                gap = self.passages[place.passage].text[last.span.end : place.span.start]
                if not gap.strip():
                    end = max(last.span.end, place.span.end)
                    joined[-1] = Place(place.passage, Span(last.span.start, end))
                    continue
            joined.append(place)
        return joined


def cut_runs(
    text: str,
    anchors: Iterable[tuple[Span, str]],
    *,
    marks: Mapping[int, Sequence[int]] | None = None,
    echoes: Iterable[Span] = (),
    opened: set[str] | None = None,
) -> list[Run]:
    """``text`` as runs, in order and without a gap: ``"".join(run.text)`` is ``text``.

    ``anchors`` are ``(span, statement id)`` and may overlap, nest and repeat; ``marks`` maps a
    reading offset to the footnote marks that stand there; ``echoes`` are stretches that repeat
    the sentence before. ``opened`` holds the statements that already began in another passage and
    is added to.

    >>> [(run.text, run.statements) for run in cut_runs("abcd", [(Span(0, 3), "x"), (Span(2, 4), "y")])]
    [('ab', ('x',)), ('c', ('x', 'y')), ('d', ('y',))]
    """
    begun = set() if opened is None else opened
    size = len(text)
    marked: dict[int, list[int]] = {}
    for offset, found in (marks or {}).items():
        marked.setdefault(min(max(offset, 0), size), []).extend(found)
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    cuts = {0, size, *marked}
    for span, name in sorted(anchors):
        low, high = span.start, min(span.end, size)
        if low < high:
            starts.setdefault(low, []).append(name)
            ends.setdefault(high, []).append(name)
            cuts.update((low, high))
    stretches = sorted(echoes)
    for stretch in stretches:
        cuts.update((min(stretch.start, size), min(stretch.end, size)))

    runs: list[Run] = [Run("", marks=tuple(marked[0]))] if 0 in marked else []
    active: list[str] = []
    order = sorted(cuts)
    for low, high in pairwise(order):
        for name in ends.get(low, ()):
            active.remove(name)
        active.extend(starts.get(low, ()))
        carried = tuple(dict.fromkeys(active))
        opens = tuple(name for name in carried if name not in begun)
        begun.update(opens)
        echo = any(one.start <= low < one.end for one in stretches)
        runs.append(Run(text[low:high], carried, opens, tuple(marked.get(high, ())), echo))
    return runs


def readable(document: Document, structure: Structure) -> tuple[Passage, ...]:
    """The passages to show: those of the structure, or where it has none the printed paragraphs.

    A paragraph is what blank lines part; each maps to the document one to one.
    """
    if structure.passages:
        return structure.passages
    passages: list[Passage] = []
    offset = start = 0
    lines = [*document.text.splitlines(keepends=True), ""]
    for line in lines:
        if line.strip():
            offset += len(line)
            continue
        text = document.text[start:offset]
        body = text.rstrip()
        if body:
            passages.append(Passage(body, ((0, start, len(body)),), "body", None))
        offset += len(line)
        start = offset
    return tuple(passages)
