"""What the pages work on: the ledger read, resolved and analysed once, and again when it has changed.

Reading a ledger whole takes seconds where it is large, so pages are served from the last state while
the next is made beside them; nobody waits for it but the first. What many pages need of a large ledger is
worked out beside them too, once for all: who asks for it meanwhile is told so after some seconds.
"""

import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from cordiale.analysis.findings import find
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.model.finding import KINDS
from cordiale.publish.drawing import warm
from cordiale.registers.holdings import Holdings, load

PATIENCE = 8.0
"""Seconds that a request waits for what is being worked out."""
LARGE = 30_000
"""Statements from which on a request works nothing out itself that others need as well."""
RECALLED = 128
"""Answers to single questions that a state remembers, the latest asked for."""


class PendingError(Exception):
    """What was asked for is being worked out; asked again a little later it will be there."""


class _Worker(threading.local):
    """Whether this thread works things out beside the requests."""

    busy = False


_WORKER = _Worker()


def beside(work: Callable[[], Any]) -> "Future[Any]":
    """Does ``work`` in a thread of its own; what comes of it, or the error."""
    coming: Future[Any] = Future()

    def run() -> None:
        _WORKER.busy = True
        try:
            coming.set_result(work())
        except BaseException as error:  # noqa: BLE001 - told to who waits for it
            coming.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return coming


@dataclass(frozen=True)
class State:
    """One state of the ledger: what it holds, and what was found in it. Made once, read by all.

    ``before`` are the findings of the state before, which a reader sees until the new ones are made.
    """

    stamp: str
    holdings: Holdings
    before: tuple[Finding, ...] | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    locks: dict[str, threading.RLock] = field(default_factory=dict)
    coming: "dict[str, Future[Any]]" = field(default_factory=dict)
    recalled: OrderedDict[Any, Any] = field(default_factory=OrderedDict)

    @property
    def large(self) -> bool:
        """Whether the ledger is so large that requests leave the work to others."""
        return len(self.holdings.placed) >= LARGE

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first; those of the state before while its own are being made.

        Of a large ledger that was never analysed there are none until they are made (see ``seeking``).
        """
        if "findings" not in self.kept and (self.before is not None or self.large):
            self._work_out("findings", self._find)
            return self.before or ()
        return self.find()

    @property
    def seeking(self) -> bool:
        """Whether it is large and its findings are still being made."""
        return self.large and "findings" not in self.kept

    def find(self) -> tuple[Finding, ...]:
        """The findings of this very state, however long it takes."""
        found: tuple[Finding, ...] = self._make("findings", self._find)
        return found

    def _find(self) -> tuple[Finding, ...]:
        return tuple(find(self.holdings, KINDS))

    def keep(self, key: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for this state: indexes that several requests need.

        Only those that ask for the same wait for one another. Of a large ledger it is made beside the
        requests; raises ``PendingError`` where that takes long.
        """
        if key in self.kept:
            return self.kept[key]
        if _WORKER.busy or not self.large:
            return self._make(key, make)
        try:
            return self._work_out(key, make).result(PATIENCE)
        except TimeoutError:
            raise PendingError(key) from None

    def follow(self, key: str, make: Callable[[tuple[Finding, ...]], Any]) -> Any:
        """What ``make`` gives of the findings, made once, and once more when newer findings are there."""
        findings = self.findings
        own = findings is self.kept.get("findings")
        return self.keep(f"{key} {'found' if own else 'found before'}", lambda: make(findings))

    def recall(self, question: Any, answer: Callable[[], Any]) -> Any:
        """What ``answer`` gives to one of many possible questions; the latest ones are remembered."""
        with self.lock:
            if question in self.recalled:
                self.recalled.move_to_end(question)
                return self.recalled[question]
        told = answer()
        with self.lock:
            self.recalled[question] = told
            if len(self.recalled) > RECALLED:
                self.recalled.popitem(last=False)
        return told

    def _make(self, key: str, make: Callable[[], Any]) -> Any:
        if key not in self.kept:
            with self.lock:
                own = self.locks.setdefault(key, threading.RLock())
            with own:
                if key not in self.kept:
                    self.kept[key] = make()
        return self.kept[key]

    def _work_out(self, key: str, make: Callable[[], Any]) -> "Future[Any]":
        """Makes it in a thread of its own, where no other does so already."""
        with self.lock:
            coming = self.coming.get(key)
            if coming is None or (coming.done() and key not in self.kept):
                coming = self.coming[key] = beside(lambda: self._make(key, make))
            return coming


class _SharedLedger(Ledger):
    """A ledger that many requests read: to open it anew for each would be most of their time."""

    def close(self) -> None:
        """Nothing: the desk closes it."""

    def end(self) -> None:
        """Close it."""
        super().close()


class Desk:
    """A ledger that pages are served from: ``state`` to read, ``ledger`` to ask and write.

    ``ready`` is what is worked out of every new state beforehand, once its findings are made.

    >>> Desk("example.cordiale").place
    'example.cordiale'
    """

    def __init__(self, place: str, ready: Sequence[Callable[[State], object]] = ()) -> None:
        self.place = place
        self._ready = tuple(ready)
        self._state: State | None = None
        self._lock = threading.Lock()
        self._one = threading.Lock()
        self._making: Future[Any] | None = None
        self._shared: tuple[tuple[int, int], _SharedLedger] | None = None

    def ledger(self, *, read_only: bool = True) -> Ledger:
        """The ledger for one request; close it (it is a context manager)."""
        mark = _mark(self.place) if read_only else None
        if mark is None:
            return Ledger.open(self.place, read_only=read_only)
        with self._lock:
            if self._shared is None or self._shared[0] != mark:  # a restored copy is another file
                self._end()
                self._shared = mark, _SharedLedger.open(self.place, read_only=True)
            return self._shared[1]

    def close(self) -> None:
        """Close what was kept open."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._shared is not None:
            self._shared[1].end()
            self._shared = None

    def state(self, *, fresh: bool = False) -> State:
        """The state of the ledger: of this moment where ``fresh``, else possibly the one before.

        The first call waits for it. Later ones get the last state, and where the ledger has changed
        the next is made in the background. Raises ``PendingError`` where the first takes long; a large
        ledger's state of the moment may be the one before as well.
        """
        with self.ledger() as held:
            stamp = held.stamp()
        current = self._state
        if current is not None and current.stamp == stamp:
            return current
        with self._lock:
            if self._making is None or self._making.done():
                self._making = beside(self._make)
            coming = self._making
        if current is not None and not fresh:
            return current
        try:
            made: State = coming.result(PATIENCE)
            return made if made.stamp == stamp or made.large else self._make()
        except TimeoutError:
            if current is None:
                raise PendingError(self.place) from None
            return current

    def _make(self) -> State:
        """The state of this moment; whoever asks for it at once waits for the one that makes it."""
        with self._one:
            with self.ledger() as held:
                last, stamp = self._state, held.stamp()
                if last is not None and last.stamp == stamp:
                    return last
                made = State(stamp, load(held), before=None if last is None else last.findings)
            self._state = made
        if last is not None:
            beside(lambda: self.prepare(made, again=True))
        return made

    def prepare(self, state: State, *, again: bool = False) -> None:
        """Works out beforehand what pages will ask for; of a small ledger that changed only the findings."""
        state.find()
        for work in self._ready if state.large or not again else ():
            work(state)
        if state.large:
            _settle(again=again)

    def warm(self) -> None:
        """Begin at once, in the background, with what the first pages will ask for."""
        beside(lambda: self.prepare(self._make()))
        beside(warm)


def _mark(place: str) -> tuple[int, int] | None:
    """What tells the file at a place from another one put there; None where there is none."""
    try:
        told = os.stat(place.removeprefix("sqlite:///"))
    except (OSError, ValueError):
        return None
    return told.st_dev, told.st_ino


def _settle(*, again: bool) -> None:
    """A large state stays: no search for unreachable cycles goes through it, which would halt all readers."""
    if again:
        gc.unfreeze()
        gc.collect()  # the state before, once
    gc.freeze()
