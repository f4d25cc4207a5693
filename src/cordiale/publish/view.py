"""What a page shows, made ready for its template: everything is plain text here, the template escapes it."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cordiale.model import Document, Mark, Note, Passage, Source, Span, Statement, Structure
from cordiale.publish.runs import Run, Tracing, cut_runs, readable
from cordiale.publish.safety import link_addresses, printable, web_address
from cordiale.publish.wording import Wording

KINDS = ("observation", "document", "event", "relation")
STATUSES = ("actual", "planned", "target", "proposed")

_HEADED = {"title", "heading"}

# Marks printed elsewhere than where they belong: shown at the end of the stretch that they close.
_DISPLACED = {"glued_start", "alone", "fused"}


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One document to publish, its structure and the statements found in it."""

    document: Document
    structure: Structure
    statements: Sequence[Statement] = ()


@dataclass(slots=True)
class NoteView:
    """A note at the foot: its words cut at addresses, what it cites, and the marks that call it."""

    key: str
    number: str
    pieces: list[tuple[str, str | None]]
    source: list[tuple[str, str, str | None]]
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MarkView:
    """A footnote mark in the text: its own id and the note it calls."""

    key: str
    note: NoteView


@dataclass(frozen=True, slots=True)
class Card:
    """One statement with all that is shown of it."""

    key: str
    kind: str
    status: str
    quote: str
    fields: list[tuple[str, str]]
    cite: str | None
    note: NoteView | None
    rule: str
    placed: bool


@dataclass(slots=True)
class RunView:
    """A run of text with the cards of the statements that it carries."""

    text: str
    cards: list[Card]
    opens: tuple[str, ...]
    marks: list[MarkView]
    echo: bool
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, title, list item or table line; ``key`` is its id where the contents link to it."""

    role: str
    runs: list[RunView]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class PageView:
    """A whole page."""

    title: str
    document: Document
    name: str
    blocks: list[Block]
    contents: list[tuple[str, str]]
    cards: list[Card]
    notes: list[NoteView]
    lost: list[str]
    kinds: Mapping[str, int]
    statuses: Mapping[str, int]


def view_page(entry: PageEntry, wording: Wording) -> PageView:
    """Everything the page of ``entry`` shows, in the words of ``wording``."""
    document, structure = entry.document, entry.structure
    passages = readable(document, structure)
    tracing = Tracing(passages)
    statements = _ordered(entry.statements)
    notes = [_view_note(number, note, entry, wording) for number, note in enumerate(structure.notes)]
    marks = _place_marks(entry, tracing, notes)
    anchors: dict[int, list[tuple[Span, str]]] = {}
    cards: dict[str, Card] = {}
    for statement in statements:
        places = tracing.all_places(statement.evidence.spans)
        for place in places:
            anchors.setdefault(place.passage, []).append((place.span, statement.id))
        article = passages[places[0].passage].article if places else None
        note = _cited_note(statement, article, structure, notes)
        cards[statement.id] = _view_card(statement, note, wording, placed=bool(places))
    blocks, contents = _view_blocks(entry, passages, anchors, marks, cards)
    return PageView(
        title=_name_whole(entry, passages),
        document=document,
        name=printable(document.name),
        blocks=blocks,
        contents=contents if len(contents) > 1 else [],
        cards=list(cards.values()),
        notes=notes,
        lost=[printable(number) for number in structure.lost],
        kinds=_count((card.kind for card in cards.values()), KINDS),
        statuses=_count((card.status for card in cards.values()), STATUSES),
    )


def _name_whole(entry: PageEntry, passages: Sequence[Passage]) -> str:
    """What the document is called: its first printed title, else that of its first article, else its name."""
    printed = next((passage.text for passage in passages if passage.role == "title"), "")
    titles = [printed, *(article.title for article in entry.structure.articles), entry.document.name]
    return next((" ".join(printable(title).split()) for title in titles if title.strip()), "")


def _ordered(statements: Iterable[Statement]) -> list[Statement]:
    unique = {statement.id: statement for statement in statements}
    return sorted(unique.values(), key=lambda one: (one.evidence.spans[:1], one.kind, one.id))


def _count(found: Iterable[str], known: Sequence[str]) -> dict[str, int]:
    counted = Counter(found)
    return {name: counted[name] for name in [*known, *sorted(set(counted) - set(known))]}


def _view_card(statement: Statement, note: NoteView | None, wording: Wording, *, placed: bool) -> Card:
    words = wording.words
    fields = wording.fields(statement)
    if statement.parties:
        fields.append((str(words["parties"]), ", ".join(wording.place(code) for code in statement.parties)))
    if statement.orgs:
        fields.append((str(words["orgs"]), " ; ".join(statement.orgs)))
    return Card(
        key=statement.id,
        kind=printable(statement.kind),
        status=printable(statement.status),
        quote=" ".join(printable(statement.evidence.quote).split()),
        fields=[(printable(label), printable(value)) for label, value in fields],
        cite=None if statement.cite is None else printable(statement.cite),
        note=note,
        rule=printable(statement.rule),
        placed=placed,
    )


def _view_note(index: int, note: Note, entry: PageEntry, wording: Wording) -> NoteView:
    printed = " ".join(span.of(entry.document.text) for span in note.definition or ())
    text = _strip_number(printed, note.number)
    source = None if note.source is None else entry.structure.sources[note.source]
    cited = [] if source is None else _view_source(source, wording)
    return NoteView(f"n-{index}", printable(note.number), link_addresses(text), cited)


def _strip_number(definition: str, number: str) -> str:
    """The definition on one line, without its own printed number (shown beside it already)."""
    words = definition.split()
    # Superscript digits are compared in their plain form (Unicode TR 15, compatibility forms).
    printed = unicodedata.normalize("NFKC", words[0]).strip("[](){}^.:/*") if words else ""
    return " ".join(words[1:] if printed == number else words)


def _view_source(source: Source, wording: Wording) -> list[tuple[str, str, str | None]]:
    shown: list[tuple[str, str, str | None]] = []
    for name, label in wording.words["source_fields"].items():
        value = getattr(source, name)
        if value is not None:
            text = printable(str(value))
            shown.append((str(label), text, web_address(text) if name == "url" else None))
    return shown


def _place_marks(
    entry: PageEntry, tracing: Tracing, notes: list[NoteView]
) -> dict[int, dict[int, list[MarkView]]]:
    """The marks of each passage by the reading offset after which they are shown."""
    called: dict[Mark, NoteView] = {}
    for printed, shown in zip(entry.structure.notes, notes, strict=True):
        called.update((mark, shown) for mark in printed.marks)
    lost: dict[str, NoteView] = {}
    closing: dict[Mark, tuple[int, int]] = {}
    for index, passage in enumerate(tracing.passages):
        for citation in passage.citations:
            closing.setdefault(citation.mark, (index, citation.scope.end))
            if citation.mark not in called:
                if citation.number not in lost:
                    view = NoteView(f"n-{len(notes)}", printable(citation.number), [], [])
                    lost[citation.number] = view
                    notes.append(view)
                called[citation.mark] = lost[citation.number]
    placed: dict[int, dict[int, list[MarkView]]] = {}
    for mark in sorted(called, key=lambda one: one.span):
        where = closing.get(mark) if mark.shape in _DISPLACED else None
        where = where or tracing.before(mark.span.start)
        if where is not None:
            note = called[mark]
            one = MarkView(f"m-{note.key[2:]}-{len(note.marks)}", note)
            note.marks.append(one.key)
            placed.setdefault(where[0], {}).setdefault(where[1], []).append(one)
    return placed


def _cited_note(
    statement: Statement, article: int | None, structure: Structure, notes: list[NoteView]
) -> NoteView | None:
    """The note a statement cites: of its own article where numbers begin again in each."""
    numbered = [index for index, note in enumerate(structure.notes) if note.number == statement.cite]
    own = [index for index in numbered if structure.notes[index].article == article]
    chosen = own or numbered
    return notes[chosen[0]] if chosen and (own or len(numbered) == 1) else None


def _view_blocks(
    entry: PageEntry,
    passages: Sequence[Passage],
    anchors: Mapping[int, list[tuple[Span, str]]],
    marks: Mapping[int, Mapping[int, list[MarkView]]],
    cards: Mapping[str, Card],
) -> tuple[list[Block], list[tuple[str, str]]]:
    blocks: list[Block] = []
    contents: list[tuple[str, str]] = []
    seen: set[int] = set()
    opened: set[str] = set()
    last: dict[str, RunView] = {}
    for index, passage in enumerate(passages):
        key = None
        if passage.article is not None and passage.article not in seen:
            seen.add(passage.article)
            title = " ".join(printable(entry.structure.articles[passage.article].title).split())
            key = f"a-{passage.article}"
            if title:
                contents.append((key, title))
            if passage.role not in _HEADED and title:
                blocks.append(Block("title", [RunView(title, [], (), [], echo=False)], key))
                key = None
        here = marks.get(index, {})
        flat = [mark for offset in sorted(here) for mark in here[offset]]
        numbers = {mark.key: position for position, mark in enumerate(flat)}
        runs = cut_runs(
            passage.text,
            anchors.get(index, ()),
            marks={offset: [numbers[mark.key] for mark in found] for offset, found in here.items()},
            echoes=[passage.sentences[one] for one in passage.repeats if one < len(passage.sentences)],
            opened=opened,
        )
        shown = [_view_run(run, cards, flat) for run in runs]
        for view in shown:
            last.update((card.key, view) for card in view.cards)
        blocks.append(Block(passage.role, shown, key))
    for name, view in last.items():
        status = cards[name].status
        if status != "actual" and status not in view.tags:
            view.tags.append(status)
    return blocks, contents


def _view_run(run: Run, cards: Mapping[str, Card], marks: list[MarkView]) -> RunView:
    return RunView(
        text=printable(run.text),
        cards=[cards[name] for name in run.statements],
        opens=run.opens,
        marks=[marks[number] for number in run.marks],
        echo=run.echo,
    )
