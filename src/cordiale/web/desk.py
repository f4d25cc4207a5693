"""What the pages work on: the ledger read, resolved and analysed once, and again when it has changed.

Reading a ledger whole takes seconds where it is large, so pages are served from the last state while
the next is made beside them; nobody waits for it but the first. What many pages need of a large ledger is
worked out beside them too, once for all: who asks for it meanwhile is told so after some seconds.
"""

import gc
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from cordiale.ledger import Ledger
from cordiale.publish.drawing import warm
from cordiale.registers.holdings import load
from cordiale.web.state import PATIENCE, PendingError, State, beside, standing, touched_since


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
        self._seen = ""
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

    def state(self, *, fresh: bool = False, stamp: str | None = None) -> State:
        """The state of the ledger: of this moment where ``fresh``, else possibly the one before.

        The first call waits for it. Later ones get the last state, and where the ledger has changed
        the next is made in the background. Raises ``PendingError`` where the first takes long; a large
        ledger's state of the moment may be the one before as well. ``stamp`` is the ledger's, where known.
        """
        stamp = stamp or self.stamp()
        current, seen = self._state, self._seen
        self._seen = stamp
        if current is not None and current.stamp == stamp:
            return current
        if current is not None and seen != stamp:
            current = self._unsettled(current, stamp)
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

    def stamp(self) -> str:
        """The ledger's stamp at this moment."""
        with self.ledger() as held:
            return held.stamp()

    def _make(self) -> State:
        """The state of this moment; whoever asks for it at once waits for the one that makes it."""
        with self._one:
            with self.ledger() as held:
                last, stamp = self._state, held.stamp()
                if last is not None and last.stamp == stamp:
                    return last
                # The acts are read first: one that comes between is taken for news, and nothing is lost.
                acts = held.acts()
                holdings = load(held)
            made = State(stamp, holdings, acts=frozenset((act.number, act.undone_at) for act in acts))
            if last is not None:
                shown = standing(last.findings, touched_since(acts, last.acts), holdings.by_id)
                made = replace(made, before=shown, before_at=last.found_at)
            self._state = made
        if last is not None:
            beside(lambda: self.prepare(made, again=True))
        return made

    def behind(self, state: State) -> bool:
        """Whether the ledger was another than ``state`` when one was last asked for."""
        return state.stale or state.stamp != self._seen

    def _unsettled(self, current: State, stamp: str) -> State:
        """The last state without the findings on what persons touched since: they may stand no more."""
        with self.ledger() as held:
            touched = touched_since(held.acts(), current.acts)
        if not touched:
            return current
        left = current.without(touched, stamp)
        with self._lock:
            if self._state is current:
                self._state = left
            return self._state or left

    def prepare(self, state: State, *, again: bool = False) -> None:
        """Works out beforehand what pages will ask for; of a small ledger that changed only the findings."""

        def work_out() -> None:
            state.find()
            for work in self._ready if state.large or not again else ():
                work(state)

        beside(work_out).result()  # whoever calls it, the work is beside the requests
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
