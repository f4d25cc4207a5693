"""The stand-off structure of a document: articles, passages, notes, sources, quotations, repeats."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from cordiale.model.span import Segment, Span

PassageRole = Literal["title", "heading", "body", "list", "table"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed footnote mark: its number as printed in the note's series and where it stands.

    ``shape`` names how it was printed: ``superscript``, ``caret``, ``html``, ``after_quote``,
    ``glued_start``, ``glued_end``, ``alone``, ``fused`` (inside a figure), ``bracket``.
    """

    number: str
    span: Span
    shape: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the printed definition (None where it is lost) and the marks that call it.

    ``definition`` has one span a printed piece (notes may run over a page). ``article`` is an index
    into ``Structure.articles`` or None; ``source`` an index into ``Structure.sources`` or None.
    """

    number: str
    definition: tuple[Span, ...] | None
    marks: tuple[Mark, ...]
    article: int | None
    source: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """What a note or bibliography entry cites; fields the entry does not print are None.

    ``key`` is equal for the same source printed twice (agency item number and year, else a
    normalised author-title-year). ``notes`` are the numbers of the notes that cite it, ``spans``
    where it is printed (notes and bibliography).
    """

    key: str
    author: str | None
    title: str | None
    container: str | None
    year: int | None
    url: str | None
    pages: str | None
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article or chapter: printed title, extent in the document, and its own date evidence.

    A press report of a collection has the title that it stands under, and its dateline in brackets.

    ``written`` is the year of writing as the article's own evidence gives it (its latest plain
    dates and the years of the sources it cites), or None.
    """

    title: str
    start: int
    end: int
    written: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of a passage (reading offsets, quotation marks included) and its speaker."""

    span: Span
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A note mark tied to the stretch that it closes: ``scope`` in reading offsets of the passage.

    ``scope`` is the sentence, or the quotation where one visibly runs on over several sentences.
    """

    number: str
    scope: Span
    mark: Mark


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it reads: rejoined over page breaks, without notes, marks and furniture.

    ``text`` is the reading text; ``pieces`` are ``(reading offset, document offset, length)``,
    ascending, each mapping code points one to one (a line break reads as a space, so
    ``text`` may differ from the document there). ``sentences`` partition the reading text.
    ``repeats`` are sentences (indices) that say again what the sentence before it said.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    role: PassageRole
    article: int | None
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    citations: tuple[Citation, ...] = ()
    repeats: tuple[int, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(piece[0] for piece in self.pieces))

    def offset(self, position: int) -> int:
        """The document offset of the character at reading offset ``position``.

        Raises ``IndexError`` where the passage has no such character.
        """
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            raise IndexError(position)
        reading, document, length = self.pieces[index]
        if position - reading >= length:
            raise IndexError(position)
        return document + position - reading

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """The document spans printed for ``text[start:end]``, in order.

        Pieces that only white space parts in the document are given as one span; what a page
        break with notes parts is given as several.
        """
        spans: list[Span] = []
        index = max(bisect_right(self.starts, start) - 1, 0)
        for reading, document, length in self.pieces[index:]:
            if reading >= end:
                break
            low, high = max(start, reading), min(end, reading + length)
            if low >= high:
                continue
            first, last = document + low - reading, document + high - reading
            if spans and first - spans[-1].end <= MAX_WHITE_GAP:
                spans[-1] = Span(spans[-1].start, last)
            else:
                spans.append(Span(first, last))
        return tuple(spans)


MAX_WHITE_GAP = 8
"""Pieces parted by at most this many characters (line breaks, indents) read as one printed span."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two document spans that assert the same thing twice (a sentence and its re-translation)."""

    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class Structure:
    """All layers over one document. ``lost`` are note numbers whose definition is not printed."""

    articles: tuple[Article, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    segments: tuple[Segment, ...] = ()
    lost: tuple[str, ...] = ()
