"""Review on every backend: the machine's reading stays beneath what persons correct, reject and add."""

import pytest
from tests.ledger import making

from cordiale.ledger import Ledger, LedgerError
from cordiale.model import Structure


@pytest.fixture
def figure(ledger: Ledger):
    document = making.document()
    ledger.record(document, Structure(), making.statements(document), "r1")
    return ledger.placed()[0]


def values(ledger: Ledger) -> list[tuple[str, object, str]]:
    return [(item.id, item.fields.get("value"), item.statement.status) for item in ledger.placed()]


def test_a_correction_is_laid_over_and_undone(ledger: Ledger, figure) -> None:
    before = values(ledger)
    act = ledger.act(
        "correct", figure.id, {"fields": {"value": 7.0}, "status": "planned"}, by="one", why="misread"
    )
    assert values(ledger)[0] == (figure.id, 7.0, "planned")
    assert ledger.placed()[0].statement.rule == "person"
    assert ledger.statements()[0].statement.fields["value"] == figure.fields["value"]
    assert ledger.verify() == []
    ledger.undo(act.number, by="two")
    assert values(ledger) == before
    assert [(act.stands, act.undone_by) for act in ledger.acts(figure.id)] == [(False, "two")]


def test_what_was_rejected_is_not_rejected_again_nor_corrected(ledger: Ledger, figure) -> None:
    first = ledger.act("reject", figure.id, {}, by="one", why="a page number")
    for kind, payload in (("reject", {}), ("correct", {"fields": {"value": 7.0}})):
        with pytest.raises(LedgerError, match="rejected already"):
            ledger.act(kind, figure.id, payload, by="two", why="a page number")
    ledger.undo(first.number, by="one")
    ledger.act("reject", figure.id, {}, by="two", why="a page number")


def test_the_last_act_decides_and_undoing_brings_the_one_before_back(ledger: Ledger, figure) -> None:
    ledger.act("correct", figure.id, {"fields": {"value": 7.0}}, by="one", why="")
    rejected = ledger.act("reject", figure.id, {}, by="two", why="a page number")
    assert figure.id not in [item.id for item in ledger.placed()]
    ledger.undo(rejected.number, by="one")
    assert values(ledger)[0][1] == 7.0


def addition(figure, quote: str) -> dict[str, object]:
    text = making.TEXT
    start = text.index(quote)
    return {
        "kind": "event",
        "fields": {"eventtype": "visit"},
        "status": "actual",
        "parties": ["VN"],
        "orgs": [],
        "document": figure.statement.evidence.document,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def test_a_statement_can_be_added_corrected_and_taken_back(ledger: Ledger, figure) -> None:
    act = ledger.act("add", "", addition(figure, "Hanoï"), by="one", why="missed")
    mine = next(item for item in ledger.placed() if item.id == act.target)
    assert (mine.statement.evidence.quote, mine.document) == ("Hanoï", "a.txt")
    ledger.act("correct", act.target, {"status": "planned"}, by="one", why="")
    told = [(item.id, item.statement.status) for item in ledger.placed() if item.statement.kind == "event"]
    assert told == [(act.target, "planned")]
    ledger.undo(act.number, by="one")
    assert all(item.statement.kind != "event" for item in ledger.placed())


def test_words_that_do_not_stand_there_are_refused(ledger: Ledger, figure) -> None:
    for changed in ({"quote": "Hanoi"}, {"start": 0}, {"end": 10**9}, {"document": "f" * 64}):
        with pytest.raises(LedgerError):
            ledger.act("add", "", addition(figure, "Hanoï") | changed, by="one", why="")
    with pytest.raises(LedgerError, match="no statement"):
        ledger.act("reject", "0" * 24, {}, by="one", why="")
    with pytest.raises(LedgerError, match="cannot be corrected"):
        ledger.act("correct", figure.id, {"evidence": {}}, by="one", why="")
    assert ledger.acts() == []


def test_every_change_changes_the_stamp(ledger: Ledger, figure) -> None:
    seen = [ledger.stamp()]
    act = ledger.act("reject", figure.id, {}, by="one", why="")
    seen.append(ledger.stamp())
    ledger.undo(act.number, by="one")
    seen.append(ledger.stamp())
    judged = ledger.judge("same", "A", "B", by="one", why="")
    seen.append(ledger.stamp())
    ledger.withdraw(judged.number, by="one", why="")
    seen.append(ledger.stamp())
    document = making.document(making.TEXT + "Fin.\n", name="b.txt")
    ledger.record(document, Structure(), [], "r1")
    seen.append(ledger.stamp())
    assert len(set(seen)) == len(seen)
    assert ledger.stamp() == seen[-1]
