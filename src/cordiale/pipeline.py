"""From files to the ledger: intake, structure, statements and the record, document by document.

>>> from cordiale.ledger import Ledger
>>> with Ledger.open("ledger.cordiale", create=True) as ledger:  # doctest: +SKIP
...     report = read(["articles"], ledger)
"""

import hashlib
import logging
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cordiale import __version__
from cordiale.intake import LIMIT_BYTES, IntakeError, find_files, leans, read_file
from cordiale.ledger.records import RecordResult, SetAside
from cordiale.model import Document, Statement, Structure

if TYPE_CHECKING:
    from cordiale.ledger import Ledger

LANGUAGES = frozenset(("fr",))
"""Languages that statements are read from; texts in others keep their layers and can be searched."""

SHORT = 200
"""A text of fewer words whose language is unclear is read as ``DEFAULT`` where it leans to it."""

DEFAULT = "fr"

RULED_BY = ("data", "extract", "language", "model", "structure", "vocabulary")
"""The parts of the package whose change may change what is read."""

DEPENDED_ON = ("ahocorasick_rs", "babel")
"""Packages whose data or matching the rules stand on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Analysed:
    """One document read, with its layers, its statements and, where none were looked for, why."""

    document: Document
    structure: Structure
    statements: tuple[Statement, ...]
    note: str | None = None


class ReadingError(Exception):
    """A reading that had to stop; what was read until then is kept.

    >>> str(ReadingError("a worker was ended"))
    'a worker was ended; what was read is kept: read again, with fewer workers'
    """

    def __str__(self) -> str:
        return f"{self.args[0]}; what was read is kept: read again, with fewer workers"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: ``done`` of ``total`` files, the last one's name, and counts so far."""

    done: int
    total: int
    name: str
    statements: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a reading did.

    ``read`` and ``unchanged`` are document names, ``set_aside`` the files that were not read,
    ``notes`` what to know about documents that were (name, remark); ``statements`` counts those
    found in the documents read, ``added`` and ``retired`` what that changed in the ledger;
    ``characters`` are those of the documents read, ``seconds`` wall-clock time.
    """

    read: tuple[str, ...]
    unchanged: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    notes: tuple[tuple[str, str], ...]
    statements: int
    added: int
    retired: int
    characters: int
    seconds: float


def read_document(
    path: str | Path, *, limit_bytes: int = LIMIT_BYTES, language: str | None = None
) -> tuple[Document, Structure, list[Statement]]:
    """One file read, without a ledger: the document, its layers and its statements.

    ``language`` overrules recognition. A text in a language that is not read has no statements.
    Raises ``IntakeError`` where the file cannot be taken in.

    >>> document, structure, statements = read_document("article.txt")  # doctest: +SKIP
    """
    analysed = analyse(read_file(path, limit_bytes=limit_bytes), language=language)
    return analysed.document, analysed.structure, list(analysed.statements)


def analyse(document: Document, *, language: str | None = None) -> Analysed:
    """The layers and statements of a document already taken in; see ``read_document``."""
    from cordiale import structure

    layers = structure.analyse(document)
    spoken = language or document.language or (DEFAULT if _is_short(document.text) else None)
    if spoken not in LANGUAGES:
        told = f"its language ({spoken}) is not read" if spoken else "its language is not recognised"
        return Analysed(document, layers, (), f"{told}: kept for search, nothing extracted")
    from cordiale import extract

    return Analysed(document, layers, tuple(extract.statements(document, layers)))


def _is_short(text: str) -> bool:
    return len(text[: SHORT * 40].split(maxsplit=SHORT)) <= SHORT and leans(text[: SHORT * 40], DEFAULT)


def read(
    paths: Iterable[str | Path],
    ledger: "Ledger",
    *,
    progress: Callable[[Progress], None] | None = None,
    limit_bytes: int = LIMIT_BYTES,
    language: str | None = None,
    workers: int = 1,
) -> ReadReport:
    """Read files and folders into ``ledger``, one transaction a document.

    A file that cannot be read is set aside and the rest goes on. ``workers`` processes analyse
    documents side by side; one writes. ``progress`` is called after every file. Raises
    ``LedgerError`` where the ledger cannot be written and ``ReadingError`` where a worker was ended
    from outside: what was read until then is kept.
    """
    begun = time.monotonic()
    files_found = list(find_files(paths))
    tally = _Tally(len(files_found), progress)
    rules = rules_version()
    wanted = _take_in(files_found, ledger, rules, tally, limit_bytes)
    for document, outcome in _analyse_all(wanted, language, workers):
        if isinstance(outcome, SetAside):
            tally.aside(document.name, outcome)
            ledger.set_aside([outcome])
            continue
        result = ledger.record(document, outcome.structure, outcome.statements, rules, note=outcome.note)
        tally.recorded(outcome, result)
    return tally.report(time.monotonic() - begun)


def _take_in(
    found: Iterable[Path], ledger: "Ledger", rules: str, tally: "_Tally", limit_bytes: int
) -> Iterator[Document]:
    """The documents that these rules have not read yet; the others and the set aside are tallied."""
    for path in found:
        try:
            document = read_file(path, limit_bytes=limit_bytes)
        except IntakeError as error:
            aside = SetAside(error.path, error.reason, error.advice)
            tally.aside(path.name, aside)
            ledger.set_aside([aside])
            continue
        if ledger.touch(document, rules):
            tally.unchanged(document.name)
        else:
            yield document


def _analyse_all(
    wanted: Iterator[Document], language: str | None, workers: int
) -> Iterator[tuple[Document, Analysed | SetAside]]:
    if workers <= 1:
        for document in wanted:
            yield document, _analyse_safely(document, language)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Not forked: a fork would share the open ledger with its workers, which SQLite forbids.
    context = get_context("spawn")
    try:
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_quietly) as pool:
            waiting: deque[tuple[Document, Future[Analysed | SetAside]]] = deque()
            for document in wanted:
                waiting.append((document, pool.submit(_analyse_safely, document, language)))
                if len(waiting) > 2 * workers:  # no more texts in memory than the workers need
                    first, future = waiting.popleft()
                    yield first, future.result()
            for first, future in waiting:
                yield first, future.result()
    except BrokenProcessPool as error:
        raise ReadingError("a worker was ended from outside, perhaps for want of memory") from error


def _end_quietly() -> None:
    """Ctrl-C reaches every process: the first one tells of it, its workers just end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _analyse_safely(document: Document, language: str | None) -> Analysed | SetAside:
    """An error of ours in one document must not lose the others: it is told and set aside."""
    try:
        return analyse(document, language=language)
    except Exception as error:  # noqa: BLE001
        _log.debug("analysing %s failed", document.name, exc_info=True)
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        advice = "this is a fault of the program, please report it"
        return SetAside(document.path or document.name, f"it could not be analysed ({told})", advice)


class _Tally:
    """Counts what a reading does and tells the progress."""

    def __init__(self, total: int, progress: Callable[[Progress], None] | None) -> None:
        self._total = total
        self._progress = progress
        self._read: list[str] = []
        self._unchanged: list[str] = []
        self._aside: list[SetAside] = []
        self._notes: list[tuple[str, str]] = []
        self._statements = self._added = self._retired = self._characters = 0

    def aside(self, name: str, item: SetAside) -> None:
        self._aside.append(item)
        self._tell(name)

    def unchanged(self, name: str) -> None:
        self._unchanged.append(name)
        self._tell(name)

    def recorded(self, analysed: Analysed, result: RecordResult) -> None:
        name = analysed.document.name
        if result.unchanged:  # the same bytes under another name, or another process was quicker
            self._unchanged.append(name)
        else:
            self._read.append(name)
            self._statements += result.added + result.kept
            self._added += result.added
            self._retired += result.retired
            self._characters += len(analysed.document.text)
            if analysed.note is not None:
                self._notes.append((name, analysed.note))
        self._tell(name)

    def _tell(self, name: str) -> None:
        if self._progress is not None:
            done = len(self._read) + len(self._unchanged) + len(self._aside)
            self._progress(Progress(done, self._total, name, self._statements, len(self._aside)))

    def report(self, seconds: float) -> ReadReport:
        return ReadReport(
            read=tuple(self._read),
            unchanged=tuple(self._unchanged),
            set_aside=tuple(self._aside),
            notes=tuple(self._notes),
            statements=self._statements,
            added=self._added,
            retired=self._retired,
            characters=self._characters,
            seconds=seconds,
        )


@cache
def rules_version() -> str:
    """The version of the rules: the package's, and a digest of all that decides what is read.

    The digest covers the files under ``RULED_BY`` and the versions of ``DEPENDED_ON``, so that a changed
    word in the data is a new version without anyone having to count. It costs some milliseconds,
    once a process. Also to be had as ``cordiale.pipeline.RULES``.
    """
    digest = hashlib.sha256()
    root = files("cordiale")
    for name in RULED_BY:
        _digest(root.joinpath(name), name, digest)
    for package in DEPENDED_ON:
        try:
            digest.update(f"{package}=={version(package)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{package}\n".encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _digest(place: Traversable, name: str, digest: Any) -> None:
    if place.is_dir():
        for part in sorted(place.iterdir(), key=lambda part: part.name):
            if part.name not in ("__pycache__", "samples", "interface") and not part.name.endswith(".pyc"):
                _digest(part, f"{name}/{part.name}", digest)
    elif place.is_file():
        content = place.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)


def __getattr__(name: str) -> str:
    if name == "RULES":  # computed only where it is asked for
        return rules_version()
    raise AttributeError(name)
