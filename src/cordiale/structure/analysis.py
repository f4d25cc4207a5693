"""The one entry of this layer: a document's text to its structure."""

from cordiale.model import Article, Document, Mark, Note, Passage, Quotation, Segment, Span, Structure
from cordiale.structure.citations import Scene, learn_habit, stems, tie_marks
from cordiale.structure.definitions import Definition, find_definitions
from cordiale.structure.furniture import mark_furniture
from cordiale.structure.headings import Heading, find_contents, find_headings
from cordiale.structure.lines import Line, measure_layout, split_lines
from cordiale.structure.marks import Expected, Found, expect_notes, find_marks
from cordiale.structure.matter import mark_matter
from cordiale.structure.paragraphs import Reading, gather_paragraphs, read_paragraphs
from cordiale.structure.passages import Cut, cut_marks
from cordiale.structure.quotations import find_quotations
from cordiale.structure.sentences import split_sentences
from cordiale.structure.words import Words, load_words


def analyse(document: Document) -> Structure:
    """All layers over ``document``; never raises, linear in the length of the text."""
    words = load_words()
    text = document.text
    lines = split_lines(text)
    if not lines:
        return Structure()
    layout = measure_layout(lines)
    mark_furniture(lines, layout)
    contents, titles = find_contents(lines, words)
    segments = mark_matter(lines, words, contents)
    definitions = find_definitions(lines, layout, words)
    layout = measure_layout([line for line in lines if line.kind == "body"])
    start = contents[1] + 1 if contents else 0
    headings = find_headings(lines, layout, words, titles, start)
    segments += _front(lines, headings)
    paragraphs = gather_paragraphs(lines, layout, headings)
    reading = read_paragraphs(text, paragraphs)
    expected = expect_notes(definitions, lines, len(text))
    found = find_marks(reading, expected)
    cuts = cut_marks(reading, paragraphs, found)
    articles = _articles(document, lines, headings)
    marks = [_mark(reading, entry) for entry in found]
    passages = _passages(cuts, expected, marks, words)
    notes, lost = _notes(expected, found, marks, articles)
    return Structure(articles, passages, notes, (), (), tuple(segments), lost)


def _front(lines: list[Line], headings: list[Heading]) -> list[Segment]:
    """Takes what stands before the first article out of the body."""
    opening = next((heading for heading in headings if heading.opens), None)
    if opening is None or opening.first == 0:
        return []
    body = [line for line in lines[: opening.first] if line.kind == "body"]
    if not body or sum(line.length for line in body) > MAX_FRONT:
        return []
    for line in body:
        line.kind = "front"
    return [Segment("blurb", tuple(Span(line.start, line.end) for line in body))]


MAX_FRONT = 9000
"""Characters before the first article that still are blurb and imprint, not an untitled text."""


def _articles(document: Document, lines: list[Line], headings: list[Heading]) -> tuple[Article, ...]:
    opening = [heading for heading in headings if heading.opens]
    if not opening:
        return ()
    ends = [lines[heading.first].start for heading in opening[1:]] + [len(document.text)]
    return tuple(
        Article(heading.title, lines[heading.first].start, end) for heading, end in zip(opening, ends, strict=True)
    )


def _mark(reading: Reading, found: Found) -> Mark:
    start = reading.document_offset(found.start)
    return Mark(str(found.number), Span(start, reading.document_offset(found.end - 1) + 1), found.shape)


def _passages(cuts: list[Cut], expected: list[Expected], marks: list[Mark], words: Words) -> tuple[Passage, ...]:
    habit = learn_habit(cuts)
    topics = {
        index: stems(note.definition.text[:200]) for index, note in enumerate(expected) if note.definition is not None
    }
    passages: list[Passage] = []
    at = 0
    for cut in cuts:
        own = marks[at : at + len(cut.marks)]
        at += len(cut.marks)
        sentences = split_sentences(cut.text, words)
        quoted = find_quotations(cut.text, [placed.place for placed in cut.marks])
        scene = Scene(cut.text, sentences, quoted, topics, habit)
        citations = tie_marks(scene, cut, own) if own else ()
        passages.append(
            Passage(
                cut.text, cut.pieces, cut.paragraph.role, cut.paragraph.article, sentences,
                tuple(Quotation(Span(entry.start, entry.end)) for entry in quoted), citations,
            )
        )
    return tuple(passages)


def _notes(
    expected: list[Expected], found: list[Found], marks: list[Mark], articles: tuple[Article, ...]
) -> tuple[tuple[Note, ...], tuple[str, ...]]:
    called: dict[int, list[Mark]] = {}
    for entry, mark in zip(found, marks, strict=True):
        called.setdefault(entry.note, []).append(mark)
    notes: list[Note] = []
    lost: list[str] = []
    for index, note in enumerate(expected):
        own = tuple(called.get(index, ()))
        definition: Definition | None = note.definition
        if definition is None:
            if not own and note is expected[-1]:
                continue
            if not own and all(later.definition is None for later in expected[index:]):
                continue
            lost.append(str(note.number))
        place = own[0].span.start if own else (definition.spans[0].start if definition else note.low)
        article = next((at for at, entry in enumerate(articles) if entry.start <= place < entry.end), None)
        notes.append(Note(str(note.number), definition.spans if definition else None, own, article, None))
    return tuple(notes), tuple(lost)
