"""What a page shows, made ready for its template: everything is plain text here, the template escapes it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cordiale.model import Document, Passage, Span, Statement, Structure
from cordiale.publish.notes import Calls, MarkView, NoteView, place_marks, view_notes
from cordiale.publish.runs import Run, Tracing, cut_runs, readable
from cordiale.publish.safety import printable
from cordiale.publish.wording import Said, Wording

KINDS = ("observation", "document", "event", "relation")
STATUSES = ("actual", "planned", "target", "proposed")

_HEADED = {"title", "heading"}
_HASHES = re.compile(r"#{1,6} +")
_LONGEST_TITLE = 140

# Where a line must not break: before high punctuation and per cent, inside guillemets, between the
# groups of a figure (Imprimerie nationale, Lexique des règles typographiques).
_UNBROKEN = re.compile(r" (?=[;:!?»%])|(?<=«) |(?<=\d) (?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One document to publish, its structure and the statements found in it."""

    document: Document
    structure: Structure
    statements: Sequence[Statement] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One statement with all that is shown of it."""

    key: str
    kind: str
    status: str
    quote: str
    fields: list[tuple[str, list[Said]]]
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
    notes = view_notes(document, structure, wording)
    marks = place_marks(structure, tracing, notes)
    calls = Calls(structure.notes, notes)
    anchors: dict[int, list[tuple[Span, str]]] = {}
    cards: dict[str, Card] = {}
    for key, statement in statements:
        places = tracing.all_places(statement.evidence.spans)
        for place in places:
            anchors.setdefault(place.passage, []).append((place.span, key))
        article = passages[places[0].passage].article if places else None
        note = calls.note(statement.cite, article)
        cards[key] = _view_card(key, statement, note, wording, placed=bool(places))
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
    """What the document is called: its first printed title, else a short first line, else its name."""
    printed = next((passage.text for passage in passages if passage.role == "title"), "")
    first = passages[0].text if passages and len(passages[0].text) <= _LONGEST_TITLE else ""
    titles = [printed, *(article.title for article in entry.structure.articles), first, entry.document.name]
    return next((show_title(title) for title in titles if show_title(title)), "")


def _ordered(statements: Iterable[Statement]) -> list[tuple[str, Statement]]:
    """Each statement once with its id (a hash: worked out once), in the order of the text."""
    unique = {statement.id: statement for statement in statements}
    return sorted(unique.items(), key=lambda one: (one[1].evidence.spans[:1], one[1].kind, one[0]))


def show_title(title: str) -> str:
    """A title on one line, without the number signs of a Markdown heading.

    >>> show_title("## Le  chantier ")
    'Le chantier'
    """
    return _HASHES.sub("", " ".join(printable(title).split()), count=1) if title.strip("# \n") else ""


def _count(found: Iterable[str], known: Sequence[str]) -> dict[str, int]:
    counted = Counter(found)
    return {name: counted[name] for name in [*known, *sorted(set(counted) - set(known))]}


def _view_card(
    key: str, statement: Statement, note: NoteView | None, wording: Wording, *, placed: bool
) -> Card:
    words = wording.words
    fields = wording.fields(statement)
    if statement.parties:
        fields.append((str(words["parties"]), wording.places(statement.parties)))
    if statement.orgs:
        fields.append((str(words["orgs"]), [Said(" ; ".join(statement.orgs))]))
    return Card(
        key=key,
        kind=printable(statement.kind),
        status=printable(statement.status),
        quote=" ".join(printable(statement.evidence.quote).split()),
        fields=[(printable(label), [_printable(part) for part in parts]) for label, parts in fields],
        cite=None if statement.cite is None else printable(statement.cite),
        note=note,
        rule=printable(statement.rule),
        placed=placed,
    )


def _printable(part: Said) -> Said:
    return Said(printable(part.text), None if part.code is None else printable(part.code))


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
            title = show_title(entry.structure.articles[passage.article].title)
            key = f"a-{passage.article}"
            if title:
                contents.append((key, title))
            if passage.role not in _HEADED and title:
                blocks.append(Block("title", [RunView(title, [], (), [], echo=False)], key))
                key = None
        here = marks.get(index, {})
        flat = [mark for offset in sorted(here) for mark in here[offset]]
        numbers = {mark.key: position for position, mark in enumerate(flat)}
        hashes = _HASHES.match(passage.text) if passage.role in _HEADED else None
        runs = cut_runs(
            _UNBROKEN.sub("\u00a0", passage.text) if entry.document.language == "fr" else passage.text,
            anchors.get(index, ()),
            marks={offset: [numbers[mark.key] for mark in found] for offset, found in here.items()},
            echoes=[passage.sentences[one] for one in passage.repeats if one < len(passage.sentences)],
            opened=opened,
        )
        shown = [_view_run(run, cards, flat) for run in runs]
        if hashes is not None and not shown[0].cards:
            shown[0].text = shown[0].text[hashes.end() :]
        if not any(view.text.strip() or view.marks for view in shown) and key is None:
            continue
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
