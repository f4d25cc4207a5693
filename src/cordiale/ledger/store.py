"""The ledger as its users see it: open, record, ask, verify."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cordiale.ledger import (
    difference,
    entering,
    filing,
    judging,
    official,
    placing,
    reading,
    recording,
    reviewing,
    search,
    showing,
    statistics,
    verification,
)
from cordiale.ledger.backend import Backend, open_backend
from cordiale.ledger.entering import NewEntry
from cordiale.ledger.records import (
    Change,
    DocumentRecord,
    Hit,
    Problem,
    Recorded,
    RecordResult,
    SetAside,
    Shown,
    Stats,
)
from cordiale.model import (
    Act,
    ActKind,
    Document,
    Entry,
    Judgement,
    OfficialPoint,
    OfficialTable,
    Placed,
    Statement,
    Structure,
    Verdict,
)


class Ledger:
    """A sourced ledger: documents, their layers, and the statements read from them.

    Every write is one transaction, so a ledger is whole whenever its writer is stopped. Nothing is
    overwritten: what newer rules no longer find is retired and stays. All methods raise
    ``LedgerError`` with one clear line when the ledger cannot be read or written.

    >>> with Ledger.open("example.cordiale", create=True) as ledger:  # doctest: +SKIP
    ...     ledger.search("feuille de route", limit=5)
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @classmethod
    def open(cls, place: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """Open the ledger at ``place``, a path or a database address (``sqlite:///...``).

        ``create`` makes it where there is none. ``read_only`` never writes to it, not even to bring
        an older ledger up to date. Raises ``LedgerError`` where there is no ledger, the file is
        something else, or a newer version of the program wrote it.
        """
        return cls(open_backend(str(place), create=create, read_only=read_only))

    @property
    def place(self) -> str:
        """The path or address it was opened with."""
        return self._backend.place

    def close(self) -> None:
        """Close it; all is then in the one file."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def record(
        self,
        document: Document,
        structure: Structure,
        statements: Sequence[Statement],
        rules: str,
        *,
        note: str | None = None,
    ) -> RecordResult:
        """Write a document, its layers and its statements, all or nothing.

        ``rules`` names the version of the rules that read it: with the same version nothing
        changes; with another one the statements no longer found are retired and replaced. ``note``
        says why nothing was extracted, where that is so.
        """
        new = recording.Reading(document, structure, tuple(statements), rules, note)
        return self._backend.write(lambda connection: recording.record(connection, new))

    def touch(self, document: Document, rules: str) -> bool:
        """Whether the document stands in the ledger as these rules read it.

        Where it does, a new name or path of the same bytes is written down beside it.
        """
        known, news = self._backend.read(lambda connection: recording.standing(connection, document, rules))
        if known and news:
            self._backend.write(lambda connection: filing.write_file(connection, document))
        return known

    def set_aside(self, items: Iterable[SetAside]) -> None:
        """Write down which files were not read and why (the same reason is not repeated)."""
        listed = tuple(items)
        if listed:
            self._backend.write(lambda connection: filing.set_aside(connection, listed))

    def files_set_aside(self) -> list[SetAside]:
        """The files that were not read, oldest first; one that was read since is not listed."""
        return self._backend.read(reading.files_set_aside)

    def documents(self) -> list[DocumentRecord]:
        """All documents in the order of their first reading, superseded ones included."""
        return self._backend.read(reading.documents_all)

    def document(self, name: str) -> Document:
        """One document with its text, by id, unique prefix of it, path or name (the latest)."""
        return self._backend.read(lambda connection: reading.document(connection, name))

    def structure(self, name: str) -> Structure:
        """The stand-off layers of a document, as they were recorded."""
        return self._backend.read(lambda connection: reading.structure(connection, name))

    def statements(
        self,
        kind: str | None = None,
        doc: str | None = None,
        party: str | None = None,
        *,
        measure: str | None = None,
        status: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> list[Recorded]:
        """The statements that stand, in order of document and place.

        ``doc`` is a document's id, unique prefix, path or name (the latest of that name); a country
        as ``party`` takes in its regions and cities (``KZ`` also gives ``KZ-KUS`` and ``KZ:Astana``).
        ``limit`` and ``after`` (the id of the last statement seen) page through them.

        >>> ledger.statements("observation", party="KZ", measure="exports")  # doctest: +SKIP
        """
        wanted = reading.Wanted(
            kind=kind, document=doc, party=party, measure=measure, status=status, limit=limit, after=after
        )
        return self._backend.read(lambda connection: reading.statements_wanted(connection, wanted))

    def parties(self) -> list[str]:
        """The codes of the places that the standing statements are about, sorted."""
        return self._backend.read(reading.parties)

    def reviewed(self, found: Iterable[Recorded]) -> list[Recorded]:
        """Statements as persons left them: corrected where they were, without those rejected.

        What persons added is in ``placed``; ``acts`` tells who changed what, when and why.
        """
        review = self._backend.read(reviewing.review)
        told = ((one, review.of(one.statement)) for one in found)
        return [replace(one, statement=statement) for one, statement in told if statement is not None]

    def placed(self) -> list[Placed]:
        """All statements that stand, each with its passage, article, source and year, in reading order.

        Everything that reasons over the ledger starts from these.
        """
        return self._backend.read(placing.placed)

    def judge(self, verdict: Verdict, left: str, right: str, *, by: str, why: str) -> Judgement:
        """Append a person's word that two names or entities are the ``same`` or ``different``."""
        return self._backend.write(
            lambda connection: judging.judge(connection, verdict, left, right, by=by, why=why)
        )

    def withdraw(self, judgement: int, *, by: str, why: str) -> Judgement:
        """Take a judgement back by its number; it stays, marked. Raises ``LedgerError`` for none such."""
        return self._backend.write(lambda connection: judging.withdraw(connection, judgement, by=by, why=why))

    def judgements(self) -> list[Judgement]:
        """All judgements about who is who, those taken back included, oldest first."""
        return self._backend.read(judging.judgements_all)

    def import_table(self, table: OfficialTable, *, by: str) -> bool:
        """Keep an official table, in one transaction; False where the same bytes stand already.

        A table of the same name that stands is retired: a publisher's newer issue replaces the older.
        """
        return self._backend.write(lambda connection: official.import_table(connection, table, by))

    def official_points(self) -> list[OfficialPoint]:
        """All observations of the official tables that stand, in the order of their loading."""
        return self._backend.read(official.points)

    def enter(self, new: Sequence[NewEntry], *, by: str) -> list[Entry]:
        """Append entries of registers, all or none; ``by`` says who enters them."""
        return self._backend.write(lambda connection: entering.enter(connection, new, by=by))

    def retire_entry(self, entry: int, *, by: str) -> Entry:
        """Take an entry back by its number; it stays, marked. Raises ``LedgerError`` for none such."""
        return self._backend.write(lambda connection: entering.retire(connection, entry, by=by))

    def entries(self, register: str | None = None) -> list[Entry]:
        """All entries of registers, or of one, those retired included, oldest first."""
        return self._backend.read(lambda connection: entering.entries_all(connection, register))

    def act(self, kind: ActKind, target: str, payload: Mapping[str, Any], *, by: str, why: str) -> Act:
        """Append what a person does with a statement or finding; the machine's reading stays beneath.

        ``target`` is its id (of ``add``: ignored, the new statement's id is made). Raises
        ``LedgerError`` for a statement that is not there, or words that do not stand at their place.
        """
        return self._backend.write(
            lambda connection: reviewing.act(connection, kind, target, payload, by=by, why=why)
        )

    def undo(self, act: int, *, by: str) -> Act:
        """Undo an act by its number; it stays, marked. Raises ``LedgerError`` for none such."""
        return self._backend.write(lambda connection: reviewing.undo(connection, act, by=by))

    def acts(self, target: str | None = None) -> list[Act]:
        """What persons did, undone acts included, oldest first; on one target where given."""
        return self._backend.read(lambda connection: reviewing.acts_all(connection, target))

    def stamp(self) -> str:
        """What changes whenever the ledger does: two equal stamps mean the same content."""
        return self._backend.read(statistics.stamp)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """The passages that hold all ``words``, best first; accents and case do not matter.

        Words between quotation marks must follow one another; a word that ends in ``*`` matches
        every word it begins. Raises ``LedgerError`` where no word is given.
        """
        return self._backend.read(
            lambda connection: search.search(connection, words, limit=limit, place=self.place)
        )

    def show(self, statement: str) -> Shown:
        """A statement by its id or a unique prefix, with its context, note and source."""
        return self._backend.read(lambda connection: showing.show(connection, statement, self.place))

    def stats(self) -> Stats:
        """The ledger in figures."""
        return self._backend.read(statistics.stats)

    def verify(self, paths: Iterable[str | Path] | None = None) -> list[Problem]:
        """Check every quote again, against the stored text and against the files; give all problems.

        Files are looked for where they were read, or among ``paths`` (files and folders) where
        given. An empty list says that all holds.
        """
        looked = None if paths is None else tuple(Path(path) for path in paths)
        index = [] if self._backend.read_only else self._backend.write(verification.verify_index)
        return index + self._backend.read(lambda connection: verification.verify(connection, looked))

    def changes(self, document: str | None = None, since: str | None = None) -> list[Change]:
        """What readings with newer rules changed, oldest first.

        ``since`` is an ISO 8601 instant or date; the first reading of a document is no change.
        """
        return self._backend.read(
            lambda connection: difference.changes(connection, document=document, since=since)
        )
