"""What the pages work on: the ledger read, resolved and analysed once, and again when it has changed.

Reading a ledger whole takes seconds where it is large, so pages are served from the last state while
the next is made beside them; nobody waits for it but the first.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cordiale.analysis.findings import find
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.model.finding import KINDS
from cordiale.publish.drawing import warm
from cordiale.registers.holdings import Holdings, load


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

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first; those of the state before while its own are being made."""
        if self.before is not None and "findings" not in self.kept:
            return self.before
        return self.find()

    def find(self) -> tuple[Finding, ...]:
        """The findings of this very state, however long it takes."""
        found: tuple[Finding, ...] = self.keep("findings", lambda: tuple(find(self.holdings, KINDS)))
        return found

    def keep(self, key: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for this state: indexes that several requests need.

        Only those that ask for the same wait for one another.
        """
        if key not in self.kept:
            with self.lock:
                own = self.locks.setdefault(key, threading.RLock())
            with own:
                if key not in self.kept:
                    self.kept[key] = make()
        return self.kept[key]


class Desk:
    """A ledger that pages are served from: ``state`` to read, ``ledger`` to ask and write.

    >>> Desk("example.cordiale").place
    'example.cordiale'
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._state: State | None = None
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None

    def ledger(self, *, read_only: bool = True) -> Ledger:
        """The ledger, opened for one request; close it (it is a context manager)."""
        return Ledger.open(self.place, read_only=read_only)

    def state(self, *, fresh: bool = False) -> State:
        """The state of the ledger: of this moment where ``fresh``, else possibly the one before.

        The first call waits for it. Later ones get the last state, and where the ledger has changed
        the next is made in the background.
        """
        with self.ledger() as held:
            stamp = held.stamp()
        current = self._state
        if current is not None and current.stamp == stamp:
            return current
        if current is None or fresh:
            return self._make(stamp)
        with self._lock:
            if self._making is None or not self._making.is_alive():
                self._making = threading.Thread(target=self._make, args=(stamp,), daemon=True)
                self._making.start()
        return current

    def _make(self, stamp: str) -> State:
        last = self._state
        with self.ledger() as held:
            made = State(stamp, load(held), before=None if last is None else last.findings)
        # Two may be made at once; the last one that is done stays, and is replaced when it is stale.
        self._state = made
        if last is not None:
            threading.Thread(target=made.find, daemon=True).start()
        return made

    def warm(self) -> None:
        """Begin at once, in the background, with what the first pages will ask for."""
        threading.Thread(target=lambda: self.state().find(), daemon=True).start()
        threading.Thread(target=warm, daemon=True).start()
