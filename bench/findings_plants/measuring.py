"""Time and memory of everything that is made of a ledger's statements, step by step, in one process."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from bench.findings_plants.field import AS_OF

from cordiale.analysis.findings import MODULES
from cordiale.ledger import Ledger
from cordiale.ledger.collecting import uncollected
from cordiale.model import Finding, Placed
from cordiale.registers import open_registers
from cordiale.registers.holdings import Holdings, latest_day
from cordiale.resolve.entities import cluster
from cordiale.resolve.topics import topics_of

_PROCESS = Path("/proc/self")
NEEDED = ("load", "entities", "topics")
"""Steps that all others need."""


class OverTimeError(Exception):
    """A step took longer than it may."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step cost: processor time in seconds, the peak of the process's memory in megabytes meanwhile
    (None where the system does not tell), and how many things it made. ``over`` tells that it was broken off.
    """

    seconds: float
    memory: float | None
    made: int
    over: bool = False


class Steps:
    """Runs steps and keeps what each cost; one that takes over ``limit`` seconds is broken off.

    ``only`` names the steps that are run beside those that all need; all are where it is empty. ``told`` is
    called with a line on each step when it is over.
    """

    def __init__(
        self, limit: float, only: Sequence[str] = (), told: Callable[[str], object] = lambda _: None
    ) -> None:
        self.costs: dict[str, Cost] = {}
        self._limit = limit
        self._only = frozenset((*NEEDED, *only)) if only else None
        self._told = told

    def run(self, name: str, work: Callable[[], Any], empty: Any = ()) -> Any:
        """The result of ``work``, or ``empty`` where it was broken off or is not wanted."""
        if self._only is not None and not {name, name.partition(" ")[0]} & self._only:
            return empty
        _forget_peak()
        started, over, result = time.process_time(), False, empty
        try:
            with _at_most(self._limit), uncollected():  # as commands and pages work
                result = work()
        except OverTimeError:
            over = True
        seconds = time.process_time() - started
        made = len(result) if hasattr(result, "__len__") else 0
        cost = self.costs[name] = Cost(seconds, _peak(), made, over)
        self._told(f"{name} {seconds:.2f} s, {cost.memory or 0:,.0f} MB" + (", broken off" if over else ""))
        return result


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OverTimeError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _forget_peak() -> None:
    # Where there is no such file the peak stays that of the whole process, or unknown.
    with suppress(OSError):
        (_PROCESS / "clear_refs").write_text("5")


def _peak() -> float | None:
    try:
        told = (_PROCESS / "status").read_text()
    except OSError:
        return None
    return next(int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM"))


def measure(
    steps: Steps, statements: Path | Callable[[], Sequence[Placed]], *, synthetic: bool = True
) -> list[Finding]:
    """Runs everything over a ledger, or over statements in hand; the findings of all analyses.

    A ``synthetic`` ledger is judged as of its own day, another as of its latest.
    """
    if isinstance(statements, Path):
        with Ledger.open(statements, read_only=True) as ledger:
            placed = steps.run("load", ledger.placed)
            official, entries = tuple(ledger.official_points()), tuple(ledger.entries())
    else:
        placed, official, entries = statements(), (), ()
    entities = steps.run("entities", lambda: cluster(placed))
    topics = steps.run("topics", lambda: topics_of(placed, entities), {})
    day = AS_OF if synthetic else latest_day(placed)
    held = replace(Holdings(tuple(placed), entities, topics, day), official=official, entries=entries)
    steps.run("genealogy", lambda: held.genealogy)
    steps.run("acts", lambda: held.acts)
    steps.run("facts", lambda: held.facts)
    for register in open_registers():
        steps.run(f"register {register.name}", lambda register=register: register.rows(held))  # type: ignore[misc]
    found: dict[str, Finding] = {}
    for name in MODULES:
        module = import_module(f"cordiale.analysis.{name}")
        for finding in steps.run(name, lambda module=module: list(module.find(held))):  # type: ignore[misc]
            found.setdefault(finding.id, finding)
    return list(found.values())
