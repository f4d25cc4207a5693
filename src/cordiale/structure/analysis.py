"""The one entry of this layer: a document's text to its structure."""

from bisect import bisect_right
from dataclasses import replace

from cordiale.model import (
    Article,
    Citation,
    Document,
    Mark,
    Note,
    Passage,
    Quotation,
    Segment,
    Source,
    Span,
    Structure,
)
from cordiale.structure.citations import Scene, learn_habit, stems, tie_marks
from cordiale.structure.datelines import part_reports, read_dateline
from cordiale.structure.dating import date_article
from cordiale.structure.definitions import Definition
from cordiale.structure.furniture import mark_furniture
from cordiale.structure.headings import Heading, find_contents, find_headings
from cordiale.structure.labels import expect_labelled, find_labelled, strip_labels, take_labelled
from cordiale.structure.lines import Line, measure_layout, split_lines
from cordiale.structure.marks import Expected, Found, expect_notes, find_marks
from cordiale.structure.matter import collect_bibliography, mark_front, mark_matter, mark_notes_headings
from cordiale.structure.noting import settle_notes
from cordiale.structure.paragraphs import Reading, gather_paragraphs, read_paragraphs
from cordiale.structure.passages import Cut, cut_marks
from cordiale.structure.quotations import Quoted, find_quotations
from cordiale.structure.repeats import find_repeats, gather_repeats
from cordiale.structure.sentences import split_sentences
from cordiale.structure.sources import Entry, find_sources, gather_entries
from cordiale.structure.speakers import find_speaker
from cordiale.structure.words import Words, load_words
from cordiale.vocabulary.folding import fold


def analyse(document: Document) -> Structure:
    """All layers over ``document``; never raises, linear in the length of the text.

    >>> from cordiale.model import Document
    >>> text = "Le port compte 60 quais1 .\\n\\n1 Brun, P. Les quais / P. Brun. - Lyon, 2015. - C. 26.\\n"
    >>> structure = analyse(Document("0", "a.txt", "text/plain", text, "utf-8", len(text)))
    >>> structure.passages[0].text, structure.notes[0].marks[0].span, structure.sources[0].year
    ('Le port compte 60 quais.', Span(start=23, end=24), 2015)
    """
    words = load_words()
    text = document.text
    lines = split_lines(text)
    if not lines:
        return Structure()
    layout = measure_layout(lines)
    mark_furniture(lines, layout)
    contents, titles = find_contents(lines, words)
    labelled = take_labelled(text, lines)
    segments = mark_matter(lines, words, contents)
    definitions = settle_notes(text, lines, layout, words)
    mark_notes_headings(lines, words)
    segments += collect_bibliography(lines)
    layout = measure_layout([line for line in lines if line.kind == "body"])
    headings = find_headings(lines, layout, words, titles, contents[1] + 1 if contents else 0)
    segments += mark_front(lines, next((heading.first for heading in headings if heading.opens), 0), words)
    segments += _collect(lines, ("furniture", "stray"))
    paragraphs = gather_paragraphs(lines, layout, headings)
    reading = read_paragraphs(text, paragraphs)
    expected = expect_notes(definitions, lines, len(text))
    wanted = expect_labelled(labelled, len(text))
    called = find_labelled(reading, wanted, len(expected))
    found = find_marks(reading, expected, called) + called
    found.sort(key=lambda mark: mark.start)
    expected += wanted
    cuts = cut_marks(reading, paragraphs, found)
    marks = [_mark(reading, entry) for entry in found]
    passages = _passages(cuts, expected, marks, words)
    articles, passages = part_reports(_articles(document, lines, headings, labelled), passages)
    notes = _notes(expected, found, marks, articles)
    printed = [
        (at, expect.definition) for at, (expect, _) in enumerate(notes) if expect.definition is not None
    ]
    entries = gather_entries(lines, printed)
    sources = find_sources(entries, words, [note.number for _, note in notes])
    final = _with_sources([note for _, note in notes], entries)
    dated = _date(articles, final, sources, passages)
    lost = tuple(note.number for note in final if note.definition is None)
    return Structure(dated, passages, final, sources, gather_repeats(passages), tuple(segments), lost)


def _collect(lines: list[Line], kinds: tuple[str, ...]) -> list[Segment]:
    """One segment for each kind of line that is neither text nor note."""
    segments = []
    for kind in kinds:
        spans = tuple(Span(line.start, line.end) for line in lines if line.kind == kind)
        if spans:
            segments.append(Segment(kind, spans))
    return segments


def _articles(
    document: Document, lines: list[Line], headings: list[Heading], labelled: list[Definition]
) -> tuple[Article, ...]:
    opening = [heading for heading in headings if heading.opens]
    if not opening:
        return (Article("", 0, len(document.text)),)
    ends = [lines[heading.first].start for heading in opening[1:]] + [len(document.text)]
    return tuple(
        Article(strip_labels(heading.title, labelled), lines[heading.first].start, end)
        for heading, end in zip(opening, ends, strict=True)
    )


def _mark(reading: Reading, found: Found) -> Mark:
    start = reading.document_offset(found.start)
    return Mark(found.printed, Span(start, reading.document_offset(found.end - 1) + 1), found.shape)


def _passages(
    cuts: list[Cut], expected: list[Expected], marks: list[Mark], words: Words
) -> tuple[Passage, ...]:
    habit = learn_habit(cuts)
    topics = {
        index: stems(note.definition.text[:200])
        for index, note in enumerate(expected)
        if note.definition is not None
    }
    passages: list[Passage] = []
    at = 0
    for cut in cuts:
        own = marks[at : at + len(cut.marks)]
        at += len(cut.marks)
        if not cut.text.strip():  # nothing but a mark stood there
            continue
        sentences = split_sentences(cut.text, words)
        quoted = find_quotations(cut.text, [placed.place for placed in cut.marks])
        citations: tuple[Citation, ...] = ()
        if own:
            scene = Scene(cut.text, sentences, quoted, topics, habit)
            citations = tie_marks(scene, cut, own)
        passages.append(
            Passage(
                cut.text,
                cut.pieces,
                cut.paragraph.role,
                cut.paragraph.article,
                sentences,
                _quotations(cut.text, quoted, sentences),
                citations,
                tuple(find_repeats(cut.text, [(span.start, span.end) for span in sentences])),
            )
        )
    return tuple(passages)


def _quotations(text: str, quoted: list[Quoted], sentences: tuple[Span, ...]) -> tuple[Quotation, ...]:
    starts = [span.start for span in sentences]
    folded = fold(text) if quoted else ""
    quotations = []
    for entry in quoted:
        sentence = sentences[max(bisect_right(starts, entry.start) - 1, 0)]
        speaker = find_speaker(text, folded, entry.start, entry.end, sentence=sentence.start)
        quotations.append(Quotation(Span(entry.start, entry.end), speaker))
    return tuple(quotations)


def _notes(
    expected: list[Expected], found: list[Found], marks: list[Mark], articles: tuple[Article, ...]
) -> list[tuple[Expected, Note]]:
    """The notes that are printed or called, in order, each with what it was expected from."""
    called: dict[int, list[Mark]] = {}
    for entry, mark in zip(found, marks, strict=True):
        called.setdefault(entry.note, []).append(mark)
    starts = [article.start for article in articles]
    notes: list[tuple[Expected, Note]] = []
    for index, expect in enumerate(expected):
        own = tuple(called.get(index, ()))
        definition = expect.definition
        if definition is None and not own and expect.trailing:
            continue
        place = own[0].span.start if own else (definition.spans[0].start if definition else expect.low)
        article = bisect_right(starts, place) - 1
        spans = definition.spans if definition else None
        notes.append((expect, Note(expect.printed, spans, own, article if article >= 0 else None, None)))
    for entry, mark in zip(found, marks, strict=True):
        if entry.note < 0:  # no definition is printed at all
            article = bisect_right(starts, mark.span.start) - 1
            expect = Expected(entry.number, mark.span.start, mark.span.end, None, 0)
            notes.append((expect, Note(mark.number, None, (mark,), article if article >= 0 else None, None)))
    return notes


def _with_sources(notes: list[Note], entries: list[Entry]) -> tuple[Note, ...]:
    cited = {entry.note: entry.source for entry in entries if entry.note is not None}
    return tuple(replace(note, source=cited.get(index)) for index, note in enumerate(notes))


def _date(
    articles: tuple[Article, ...],
    notes: tuple[Note, ...],
    sources: tuple[Source, ...],
    passages: tuple[Passage, ...],
) -> tuple[Article, ...]:
    """The articles with their years of writing."""
    years: list[list[int]] = [[] for _ in articles]
    texts: list[list[str]] = [[] for _ in articles]
    for note in notes:
        if note.article is not None and note.source is not None:
            year = sources[note.source].year
            if year is not None:
                years[note.article].append(year)
    for passage in passages:
        if passage.article is not None:
            texts[passage.article].append(passage.text)
            opened = read_dateline(passage.text)
            if opened is not None:
                years[passage.article].append(opened[1])
    return tuple(
        replace(article, written=date_article(cited, " ".join(text)))
        for article, cited, text in zip(articles, years, texts, strict=True)
    )
