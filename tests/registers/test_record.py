"""A row in full: its assertions, and its history over readings with newer rules and persons' entries."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.making import document, statement, structure

from cordiale.ledger import Ledger
from cordiale.ledger.entering import NewEntry
from cordiale.model import Row
from cordiale.registers import RegisterError, open_register
from cordiale.registers.holdings import load
from cordiale.registers.record import find_row, record

FIELDS = {
    "transform": "level", "value": 60300000.0, "unit": "USD", "bound": "=", "item": None, "measure": "exports",
    "from": "2021-01-01", "to": "2021-12-31",
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger whose figure was first read wrongly, then with newer rules."""
    path = tmp_path / "l.cordiale"
    doc = document()
    quote = "60,3 millions de dollars"
    with Ledger.open(path, create=True) as ledger:
        for rules, value in (("1", 603.0), ("2", 60300000.0)):
            told = statement(doc, quote, fields={**FIELDS, "value": value}, parties=("FR", "VN"))
            ledger.record(doc, structure(doc), [told], rules)
    return path


def test_what_newer_rules_read_otherwise_is_history(place: Path) -> None:
    with Ledger.open(place) as ledger:
        (row,) = open_register("trade-series").rows(load(ledger))
        full = record(row, changes=ledger.changes())
    assert row.value("OBS_VALUE") == 60300000.0
    assert [turn.what for turn in full.history] == ["added", "retired"] or [
        turn.what for turn in full.history
    ] == ["retired", "added"]
    assert "value 603.0" in next(turn.told for turn in full.history if turn.what == "retired")
    assert next(turn.by for turn in full.history if turn.what == "added") == "2"
    (assertion,) = full.assertions["OBS_VALUE"]
    assert assertion.proof is not None
    assert assertion.proof.quote == "60,3 millions de dollars"


def test_entries_and_their_retirement_are_history(place: Path) -> None:
    register = open_register("trade-series")
    with Ledger.open(place) as ledger:
        (row,) = register.rows(load(ledger))
        key = {name: value for name, value in row.key.items() if value is not None}
        new = NewEntry(
            "trade-series", {**key, "row": row.id}, {"OBS_VALUE": 61000000}, "letter", standing="reviewed"
        )
        (made,) = ledger.enter([new], by="me")
        (corrected,) = register.rows(load(ledger))
        assert (corrected.id, corrected.value("OBS_VALUE")) == (row.id, 61000000)
        assert corrected.cells["OBS_VALUE"].rule == "reviewed"
        ledger.retire_entry(made.number, by="you")
        (again,) = register.rows(load(ledger))
        full = record(again, entries=ledger.entries("trade-series"))
    assert again.value("OBS_VALUE") == 60300000.0
    assert [(turn.what, turn.by) for turn in full.history] == [("entered", "me"), ("entry_retired", "you")]
    assert "OBS_VALUE 61000000" in full.history[0].told
    assert "letter" in full.history[0].told


def test_another_rows_changes_are_not_its_history(place: Path) -> None:
    with Ledger.open(place) as ledger:
        (row,) = open_register("trade-series").rows(load(ledger))
        changes = ledger.changes()
    elsewhere = tuple(replace(proof, start=9999, end=10000, statement="x") for proof in row.proofs)
    assert record(replace(row, proofs=elsewhere), changes=changes).history == ()


def test_assertions_stand_in_the_order_in_which_they_were_said(place: Path) -> None:
    with Ledger.open(place) as ledger:
        (row,) = open_register("trade-series").rows(load(ledger))
    cell = row.cells["OBS_VALUE"]
    mixed = tuple(replace(cell.assertions[0], said=said, source=str(said)) for said in (2022, None, 2020))
    full = record(replace(row, cells={"OBS_VALUE": replace(cell, assertions=mixed)}))
    assert [assertion.said for assertion in full.assertions["OBS_VALUE"]] == [None, 2020, 2022]


@pytest.mark.parametrize(
    ("told", "message"),
    [("zz", "no row has this id"), ("", "several rows have ids that begin so"), ("a", "several rows")],
)
def test_which_row_is_meant(told: str, message: str) -> None:
    rows = [Row("own", f"own:{identity}", {}, {}) for identity in ("ab12", "ac34", "b")]
    with pytest.raises(RegisterError, match=message):
        find_row(rows, told)
    assert find_row(rows, "ab").id == "own:ab12"
    assert find_row(rows, "own:b").id == "own:b"
