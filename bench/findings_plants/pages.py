"""Paragraphs laid out as documents: articles of their year, printed lines, notes and their marks."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.findings_plants.telling import Anchor, Paragraph, words
from bench.findings_plants.world import hot_names

from cordiale.model import (
    Article,
    ArticleRef,
    Citation,
    Document,
    Evidence,
    Mark,
    Note,
    Passage,
    Placed,
    Setting,
    Source,
    Span,
    Statement,
    Structure,
)

_WIDTH = 76
"""Characters of a printed line."""
_SOURCE_YEARS = 3
RULE = "bench@1"


@dataclass(slots=True)
class Page:
    """A document with its layers and its statements, the latter in order of place."""

    document: Document
    structure: Structure
    statements: list[Statement]


@dataclass(slots=True)
class _Sheet:
    """A document in the making."""

    name: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    articles: list[Article] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    anchors: list[tuple[Anchor, tuple[Span, ...], str | None, Span]] = field(default_factory=list)

    def put(self, text: str) -> int:
        """Print ``text``; where it begins."""
        start = self.length
        self.text.append(text)
        self.length += len(text)
        return start


def lay_out(name: str, articles: Sequence[tuple[int, Sequence[Paragraph]]]) -> Page:
    """The document of these articles, each given with the year it was written in."""
    sheet = _Sheet(name)
    for era, paragraphs in articles:
        _article(sheet, era, paragraphs)
    text = "".join(sheet.text)
    data = text.encode()
    document = Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type="text/plain",
        text=text,
        encoding="utf-8",
        size=len(data),
        language="fr",
        pages=(Span(0, len(text)),),
    )
    statements = []
    for anchor, spans, cite, scope in sheet.anchors:
        first = spans[0]
        anchor.place = (name, first.start, first.end)
        statements.append(_statement(anchor, Evidence(document.id, spans, first.of(text)), cite, scope))
    layers = Structure(
        articles=tuple(sheet.articles),
        passages=tuple(sheet.passages),
        notes=tuple(sheet.notes),
        sources=tuple(sheet.sources),
    )
    return Page(document, layers, statements)


def _statement(anchor: Anchor, evidence: Evidence, cite: str | None, scope: Span) -> Statement:
    return Statement(
        kind=anchor.kind,
        fields=anchor.fields,
        status=anchor.status,
        parties=anchor.parties,
        orgs=anchor.orgs,
        cite=cite,
        evidence=evidence,
        rule=RULE,
        scope=scope,
    )


def _article(sheet: _Sheet, era: int, paragraphs: Sequence[Paragraph]) -> None:
    ordinal, titles = len(sheet.articles), words()["titles"]
    title = titles[ordinal % len(titles)].format(number=ordinal + 1)
    start = sheet.put(title + "\n\n")
    span = Span(0, len(title))
    sheet.passages.append(Passage(title, ((0, start, len(title)),), "title", ordinal, (span,)))
    first = len(sheet.notes)
    for paragraph in paragraphs:
        _passage(sheet, ordinal, paragraph, first)
    for index in range(first, len(sheet.notes)):
        note = sheet.notes[index]
        assert note.source is not None
        source = sheet.sources[note.source]
        printed = words()["source"].format(name=source.author, title=source.title, year=source.year)
        at = sheet.put(f"{note.number} {printed}\n")
        sheet.notes[index] = Note(
            note.number, (Span(at, sheet.length - 1),), note.marks, ordinal, note.source
        )
    sheet.put("\n")
    sheet.articles.append(Article(title, start, sheet.length, era))


def _passage(sheet: _Sheet, article: int, paragraph: Paragraph, first_note: int) -> None:
    text, spans, pieces, citations = "", [], [], []
    told: list[tuple[int, Anchor, int]] = []
    for index, sentence in enumerate(paragraph.sentences):
        body = sentence.text + (" " if index < len(paragraph.sentences) - 1 else "")
        spans.append(Span(len(text), len(text) + len(body)))
        told += [(len(text) + at, anchor, index) for at, anchor in sentence.anchors]
        mark = None
        for piece in _lines(body):
            printed = piece.rstrip() if sentence.source is not None else piece
            pieces.append((len(text), sheet.put(printed), len(printed)))
            text += printed
            if sentence.source is not None and len(text) - spans[-1].start == len(sentence.text):
                mark = _mark(sheet, sentence.source, first_note)
            if printed != piece:
                pieces.append((len(text), sheet.put(" "), 1))
                text += " "
            sheet.put("\n")
        if mark is not None:
            citations.append(Citation(mark.number, spans[-1], mark))
    sheet.put("\n")
    passage = Passage(text, tuple(pieces), "body", article, tuple(spans), citations=tuple(citations))
    sheet.passages.append(passage)
    cites = {citation.scope.start: citation.number for citation in citations}
    for at, anchor, index in told:
        where = passage.locate(at, at + len(anchor.quote))
        sentence_span = passage.locate(spans[index].start, spans[index].end)
        scope = Span(sentence_span[0].start, sentence_span[-1].end)
        sheet.anchors.append((anchor, where, cites.get(spans[index].start), scope))


def _lines(text: str) -> Iterator[str]:
    """The printed lines of a text: broken behind a space, which stays."""
    while len(text) > _WIDTH:
        cut = text.rfind(" ", 0, _WIDTH) + 1
        if cut == 0:
            break
        yield text[:cut]
        text = text[cut:]
    yield text


def _mark(sheet: _Sheet, source: int, first: int) -> Mark:
    """A mark of the source's note in this article; the note is made where it has none yet."""
    key = source_of(source).key
    index = next(
        (i for i in range(first, len(sheet.notes)) if sheet.sources[sheet.notes[i].source or 0].key == key),
        None,
    )
    if index is None:
        index = len(sheet.notes)
        known = next((i for i, held in enumerate(sheet.sources) if held.key == key), None)
        if known is None:
            known = len(sheet.sources)
            sheet.sources.append(source_of(source))
        sheet.notes.append(Note(str(index + 1), None, (), None, known))
    note = sheet.notes[index]
    start = sheet.put(note.number)
    mark = Mark(note.number, Span(start, sheet.length), "glued_end")
    sheet.notes[index] = Note(note.number, None, (*note.marks, mark), None, note.source)
    return mark


def source_of(number: int) -> Source:
    """The source of this number: an item of one of few agencies."""
    agencies = hot_names(30, 0)
    return Source(
        key=f"item:{number}",
        author=agencies[number % len(agencies)],
        title=words()["source_title"].format(number=abs(number)),
        container=None,
        year=2023 - abs(number) % _SOURCE_YEARS,
        url=None,
        pages=None,
    )


def placed_on(page: Page, volume: int) -> list[Placed]:
    """The statements of a page as the ledger gives them when it is the document numbered ``volume``."""
    settings = [
        Setting(ordinal, passage.text, passage.sentences, passage.pieces)
        for ordinal, passage in enumerate(page.structure.passages)
    ]
    starts = [(passage.pieces[0][1], ordinal) for ordinal, passage in enumerate(page.structure.passages)]
    refs = [
        ArticleRef(ordinal, article.title, article.written)
        for ordinal, article in enumerate(page.structure.articles)
    ]
    cited = {note.number: page.structure.sources[note.source or 0] for note in page.structure.notes}
    found: list[Placed] = []
    at = 0
    for statement in sorted(
        page.statements, key=lambda s: (s.evidence.spans[0].start, s.evidence.spans[0].end, s.id)
    ):
        anchor = statement.evidence.spans[0]
        while at + 1 < len(starts) and starts[at + 1][0] <= anchor.start:
            at += 1
        setting, ordinal = settings[at], page.structure.passages[at].article
        article = None if ordinal is None else refs[ordinal]
        source = None if statement.cite is None else cited[statement.cite]
        found.append(
            Placed(
                statement=statement,
                document=page.document.name,
                volume=volume,
                article=article,
                setting=setting,
                at=_reading(setting, anchor),
                source=source,
                origin=f"{page.document.id}:{ordinal}" if source is None else source.key,
                said=source.year if source is not None else article.written if article is not None else None,
            )
        )
    return found


def _reading(setting: Setting, anchor: Span) -> Span | None:
    hits = [
        (reading + max(anchor.start, place) - place, reading + min(anchor.end, place + length) - place)
        for reading, place, length in setting.pieces
        if max(anchor.start, place) < min(anchor.end, place + length)
    ]
    return Span(hits[0][0], hits[-1][1]) if hits else None
