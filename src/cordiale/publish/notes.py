"""Notes as a page shows them: their words and source, and the marks that call them in the text."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from cordiale.model import Document, Mark, Note, Source, Structure
from cordiale.publish.runs import Tracing
from cordiale.publish.safety import link_addresses, printable, web_address
from cordiale.publish.wording import Wording

# Marks printed elsewhere than where they belong: shown at the end of the stretch that they close.
_DISPLACED = {"glued_start", "alone", "fused"}


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


def view_notes(document: Document, structure: Structure, wording: Wording) -> list[NoteView]:
    """The notes of ``structure`` in its order."""
    return [_view_note(index, document, structure, wording) for index in range(len(structure.notes))]


def _view_note(index: int, document: Document, structure: Structure, wording: Wording) -> NoteView:
    note = structure.notes[index]
    printed = " ".join(span.of(document.text) for span in note.definition or ())
    text = _strip_number(printed, note.number)
    source = None if note.source is None else structure.sources[note.source]
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


def place_marks(
    structure: Structure, tracing: Tracing, notes: list[NoteView]
) -> dict[int, dict[int, list[MarkView]]]:
    """The marks of each passage by the reading offset after which they are shown."""
    called: dict[Mark, NoteView] = {}
    for printed, shown in zip(structure.notes, notes, strict=True):
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


class Calls:
    """Finds the note that a number calls: that of its own article where numbers begin again in each."""

    def __init__(self, notes: Sequence[Note], shown: Sequence[NoteView]) -> None:
        self._numbered: dict[str, list[tuple[int | None, NoteView]]] = {}
        for note, view in zip(notes, shown, strict=False):
            self._numbered.setdefault(note.number, []).append((note.article, view))

    def note(self, number: str | None, article: int | None) -> NoteView | None:
        """The note printed as ``number`` for ``article``; None where none or several would do."""
        found = self._numbered.get(number, []) if number is not None else []
        own = [view for home, view in found if home == article]
        if own:
            return own[0]
        return found[0][1] if len(found) == 1 else None
