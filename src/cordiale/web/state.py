"""One state of a ledger: what it holds, what was found in it, and what was worked out for many requests."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cordiale.analysis.findings import find
from cordiale.model import Act, Finding
from cordiale.model.finding import KINDS
from cordiale.registers.holdings import Holdings

PATIENCE = 8.0
"""Seconds that a request waits for what is being worked out."""
LARGE = 30_000
"""Statements from which on a request works nothing out itself that others need as well."""
RECALLED = 256
"""Answers to single questions that a state remembers, the latest asked for."""
Known = frozenset[tuple[int, str | None]]
"""Acts by their numbers, each with when it was undone."""
_FOUND, _BEFORE = " found", " found before"


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

    ``before`` are the findings of the state before, made at ``before_at``, which a reader sees until the
    new ones are made: without those on statements that a person touched since. ``acts`` are the acts that
    it knows of, each with when it was undone. One that is ``stale`` is about to be replaced.
    """

    stamp: str
    holdings: Holdings
    before: tuple[Finding, ...] | None = None
    before_at: datetime | None = None
    acts: Known = frozenset()
    stale: bool = False
    kept: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    locks: dict[str, threading.RLock] = field(default_factory=dict)
    coming: "dict[str, Future[Any]]" = field(default_factory=dict)
    recalled: "OrderedDict[Any, Future[Any]]" = field(default_factory=OrderedDict)

    @property
    def large(self) -> bool:
        """Whether the ledger is so large that requests leave the work to others."""
        return len(self.holdings.placed) >= LARGE

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first; those of the state before while its own are being made.

        Of a large ledger that was never analysed there are none until they are made (see ``seeking``).
        """
        if not self.sought and (self.before is not None or self.large):
            self._work_out("findings", self._find)
            return self.before or ()
        return self.find()

    @property
    def sought(self) -> bool:
        """Whether its own findings are made."""
        return "findings" in self.kept

    @property
    def seeking(self) -> bool:
        """Whether it is large and its findings are still being made."""
        return self.large and not self.sought

    @property
    def recomputing(self) -> bool:
        """Whether the findings shown are those of the state before, while its own are being made."""
        return self.stale or (self.before is not None and "findings" not in self.kept)

    @property
    def found_at(self) -> datetime | None:
        """When the findings shown were made (the time of this place); None where there are none yet."""
        made: datetime | None = self.kept.get("findings at") if "findings" in self.kept else self.before_at
        return made

    def without(self, touched: Collection[str], mark: str) -> "State":
        """The same, stale, without the findings on statements that were touched since it was made."""
        kept = {key: held for key, held in self.kept.items() if not key.endswith((_FOUND, _BEFORE))}
        kept |= {"findings": standing(self.findings, touched), "findings at": self.found_at}
        return replace(
            self,
            stamp=f"{self.stamp}+{mark}",
            stale=True,
            kept=kept,
            recalled=OrderedDict(),
            locks={},
            coming={},
        )

    def find(self) -> tuple[Finding, ...]:
        """The findings of this very state, however long it takes."""
        found: tuple[Finding, ...] = self._make("findings", self._find)
        return found

    def _find(self) -> tuple[Finding, ...]:
        found = tuple(find(self.holdings, KINDS))
        self.kept["findings at"] = datetime.now().astimezone()
        return found

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
        return self.keep(key + (_FOUND if own else _BEFORE), lambda: make(findings))

    def recall(self, question: Any, answer: Callable[[], Any]) -> Any:
        """What ``answer`` gives to one of many possible questions; the latest ones are remembered.

        Who asks the same meanwhile waits for it; raises ``PendingError`` where that takes long.
        """
        with self.lock:
            known = self.recalled.get(question)
            told = self.recalled[question] = known or Future()
            self.recalled.move_to_end(question)
            if len(self.recalled) > RECALLED:
                self.recalled.popitem(last=False)
        if known is None:
            try:
                told.set_result(answer())
            except BaseException as error:
                told.set_exception(error)
                with self.lock:
                    self.recalled.pop(question, None)
                raise
        try:
            return told.result(PATIENCE)
        except TimeoutError:
            raise PendingError(str(question)) from None

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


def standing(
    findings: Iterable[Finding], touched: Collection[str], held: Mapping[str, object] | None = None
) -> tuple[Finding, ...]:
    """The findings that rest on no statement that was touched, or that is not among those ``held``."""
    return tuple(
        finding
        for finding in findings
        if not any(
            proof.statement in touched or (held is not None and proof.statement not in held)
            for proof in finding.proofs
            if proof.statement is not None
        )
    )


def touched_since(acts: Iterable[Act], known: Known) -> frozenset[str]:
    """The statements that persons corrected, rejected or brought back beside the acts that are known."""
    return frozenset(
        act.target
        for act in acts
        if act.kind in ("correct", "reject", "add") and (act.number, act.undone_at) not in known
    )
