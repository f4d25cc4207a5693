"""The desk: one makes what many ask for, and what takes long is told to be on its way."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.registers.holdings import holdings
from cordiale.web import desk as desks
from cordiale.web import state as states
from cordiale.web.desk import Desk
from cordiale.web.state import PendingError, State


def empty(**options: object) -> State:
    return State("stamp", holdings([], as_of=date(2024, 1, 1)), **options)  # type: ignore[arg-type]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "LARGE", 0)
    monkeypatch.setattr(states, "PATIENCE", 0.05)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "held.cordiale"
    with Ledger.open(place, create=True):
        return place


def test_the_first_state_is_made_once_for_all_who_ask(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def load(held: Ledger) -> object:
        loaded.append(held)
        threading.Event().wait(0.1)
        return holdings([], as_of=date(2024, 1, 1))

    monkeypatch.setattr(desks, "load", load)
    desk = Desk(str(ledger))
    with ThreadPoolExecutor(8) as readers:
        states = list(readers.map(lambda _: desk.state(), range(8)))
    assert len(loaded) == 1
    assert len({id(state) for state in states}) == 1


def test_what_is_kept_is_made_once_for_all_who_ask() -> None:
    state, made = empty(), []

    def make() -> int:
        made.append(1)
        threading.Event().wait(0.05)
        return 7

    with ThreadPoolExecutor(8) as readers:
        assert set(readers.map(lambda _: state.keep("seven", make), range(8))) == {7}
    assert len(made) == 1


@pytest.mark.usefixtures("large")
def test_what_takes_long_is_made_beside_the_requests() -> None:
    state, goes_on = empty(), threading.Event()

    def make() -> int:
        goes_on.wait(10)
        return 7

    for _ in range(2):
        with pytest.raises(PendingError):
            state.keep("seven", make)
    goes_on.set()
    state.coming["seven"].result(10)
    assert state.keep("seven", make) == 7


@pytest.mark.usefixtures("large")
def test_an_error_of_what_is_made_beside_is_told_and_not_kept() -> None:
    state = empty()
    with pytest.raises(ZeroDivisionError):
        state.keep("none", lambda: 1 // 0)
    assert state.keep("none", lambda: 1) == 1


@pytest.mark.usefixtures("large")
def test_the_findings_of_a_large_ledger_are_sought_beside_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    found, goes_on = Finding("silence", "rule", "silent", ()), threading.Event()

    def find(*_: object) -> list[Finding]:
        goes_on.wait(10)
        return [found]

    monkeypatch.setattr(states, "find", find)
    state = empty()
    assert state.findings == ()
    assert state.seeking
    assert state.follow("number", len) == 0
    goes_on.set()
    assert state.find() == (found,)
    assert not state.seeking
    assert state.follow("number", len) == 1, "what follows from the findings is made anew with them"


def test_only_the_latest_answers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "RECALLED", 2)
    state, asked = empty(), []

    def answer(question: str) -> str:
        asked.append(question)
        return question.upper()

    for question in ("a", "b", "a", "c", "a", "b"):
        assert state.recall(question, lambda: answer(question)) == question.upper()  # noqa: B023
    assert asked == ["a", "b", "c", "b"]


def test_another_file_put_in_its_place_is_read(ledger: Path, tmp_path: Path) -> None:
    desk = Desk(str(ledger))
    with desk.ledger() as held:
        first = held.stamp()
    other = tmp_path / "other.cordiale"
    shutil.copy(ledger, other)
    with Ledger.open(other) as held:
        held.judge("same", "a", "b", by="reader", why="")
    other.replace(ledger)
    with desk.ledger() as held:
        assert held.stamp() != first
    desk.close()


def test_the_one_file_is_the_ledger_when_the_desk_is_closed(ledger: Path) -> None:
    desk = Desk(str(ledger))
    with desk.ledger() as held:
        held.stamp()
    with desk.ledger(read_only=False) as held:
        held.judge("same", "a", "b", by="reader", why="")
    with desk.ledger() as held:
        held.stamp()
    desk.close()
    alone = ledger.parent / "alone.cordiale"
    shutil.copy(ledger, alone)
    with Ledger.open(alone, read_only=True) as held:
        assert len(held.judgements()) == 1
