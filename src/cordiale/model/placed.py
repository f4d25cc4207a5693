"""A statement where it stands: its passage, article, source, and the year in which it was said."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from cordiale.model.layout import Source
from cordiale.model.span import Span
from cordiale.model.statement import Statement

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Setting:
    """One paragraph as it reads, shared by all statements in it.

    ``sentences`` partition ``text``; ``ordinal`` is the passage's place in the document's order.
    ``pieces`` map the reading text back: ``(reading offset, document offset, length)``, ascending.
    """

    ordinal: int
    text: str
    sentences: tuple[Span, ...]
    pieces: tuple[tuple[int, int, int], ...] = ()

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that holds the reading offset ``position``; -1 where none does."""
        index = bisect_right(self.sentences, position, key=_START) - 1
        return index if index >= 0 and position < self.sentences[index].end else -1


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article of a document: its ordinal, its printed title, the year it was written, or None."""

    ordinal: int
    title: str
    written: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A standing statement with what is needed to reason about it.

    ``document`` is the file's name, ``volume`` the document's number in the ledger. ``at`` is the
    anchor in ``setting.text``, None where the layers hold no passage for it. ``source`` is what the
    statement's note cites. ``origin`` names who first said it as far as the ledger knows: the key
    of the cited source, else the article itself; two statements of one origin never confirm each
    other. ``said`` is the year in which it was said: the source's, else the article's, else None.
    ``original`` is the id of the machine's statement where a person corrected it, else None.
    ``cited`` is how the source is printed: ``(document offset, printed text)``, a piece a stretch.
    """

    statement: Statement
    document: str
    volume: int
    article: ArticleRef | None
    setting: Setting | None
    at: Span | None
    source: Source | None
    origin: str
    said: int | None
    original: str | None = None
    cited: tuple[tuple[int, str], ...] = ()

    @property
    def id(self) -> str:
        """The id it is known by: the machine's statement's where a person corrected it, else its own."""
        return self.original or self.statement.id

    @property
    def fields(self) -> Any:
        """The statement's own fields."""
        return self.statement.fields

    @property
    def start(self) -> int:
        """Where the anchor begins in the document."""
        return self.statement.evidence.spans[0].start

    @property
    def sentence(self) -> str:
        """The sentence as it reads; empty where the layers do not hold it."""
        if self.setting is None or self.at is None:
            return ""
        index = self.setting.sentence_at(self.at.start)
        return self.setting.sentences[index].of(self.setting.text) if index >= 0 else self.setting.text

    @property
    def period(self) -> tuple[date, date] | None:
        """The period of an observation, both ends inclusive; None where it is not said."""
        since, until = self.fields.get("from"), self.fields.get("to")
        if since is None or until is None:
            return None
        return date.fromisoformat(since), date.fromisoformat(until)
