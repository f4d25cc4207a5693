"""What the ledger gives back: plain frozen records, safe to keep after it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cordiale.model import Passage, Source, Span, Statement
from cordiale.model.statement import JsonValue


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the ledger lists it, without its text.

    ``size`` is in bytes, ``characters`` in code points; ``names`` and ``paths`` are all under which
    its bytes were met, oldest first; ``superseded`` tells that every path it was read from now
    holds other bytes; ``note`` says why nothing was extracted, else None.
    """

    id: str
    name: str
    names: tuple[str, ...]
    paths: tuple[str, ...]
    media_type: str
    language: str | None
    encoding: str
    size: int
    characters: int
    rules: str
    retrieved_at: str | None
    read_at: str
    superseded: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What recording one document did: statements ``added``, ``kept`` and ``retired``.

    ``unchanged`` is true where the ledger held all of it already and nothing was written.
    """

    added: int
    kept: int
    retired: int
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement in the ledger, with the name of its document and its history.

    ``retired_at`` is None while it stands; ``replaced_by`` is the id of the statement that newer
    rules put in its place, or None.
    """

    statement: Statement
    document: str
    retired_at: str | None = None
    replaced_by: str | None = None

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    def line(self) -> dict[str, JsonValue]:
        """The statement as an object of the statement-lines format."""
        return self.statement.line(self.document)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words looked for.

    ``text`` is the passage as it reads and ``matches`` the stretches of it that matched;
    ``start`` and ``end`` are its place in the document's text, ``article`` the printed title.
    """

    document: str
    document_id: str
    start: int
    end: int
    article: str | None
    text: str
    matches: tuple[Span, ...]

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The passage with its matches between ``before`` and ``after``."""
        pieces: list[str] = []
        last = 0
        for match in self.matches:
            pieces += [self.text[last : match.start], before, self.text[match.start : match.end], after]
            last = match.end
        return "".join([*pieces, self.text[last:]])


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement with all that a person needs to check it.

    ``passage`` is the paragraph as it reads (None where the layers hold none) and ``quote`` the
    stretch of ``passage.text`` that is the anchor; ``sentence`` the printed sentence or, where none
    is known, the printed lines around the quote; ``note`` the text of the cited footnote as
    printed, ``source`` what it was parsed to.
    """

    recorded: Recorded
    document: DocumentRecord
    article: str | None
    passage: Passage | None
    quote: Span | None
    sentence: str
    note: str | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class NoteCount:
    """Footnotes of one document: ``defined`` definitions parsed, ``tied`` of them tied to a mark.

    ``missing`` are the numbers whose definition is not printed, ``unmarked`` the numbers of the
    definitions that no mark calls.
    """

    document: str
    defined: int
    tied: int
    missing: tuple[str, ...]
    unmarked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """The ledger in figures; superseded documents and retired statements are left out."""

    documents: int
    characters: int
    articles: int
    passages: int
    sources: int
    statements: int
    retired: int
    notes: tuple[NoteCount, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)


ProblemKind = Literal["missing", "changed", "text", "quote", "statement", "passage", "index", "database"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: ``where`` names the file, document or statement."""

    kind: ProblemKind
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Change:
    """What a reading with newer rules did at one place: retired, added, or one for the other."""

    at: str
    rules: str
    document: str
    retired: Recorded | None
    added: Recorded | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was not read, why, and what to do about it."""

    path: str
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        told = f"{self.path}: {self.reason}"
        return f"{told}; {self.advice}" if self.advice else told
