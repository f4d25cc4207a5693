"""Rows: what makes one, which value a cell shows and why, and that statuses never mix."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registers.telling import Page, held, source

from cordiale.model import Assertion, Entry, Row
from cordiale.registers.choosing import choose
from cordiale.registers.loading import parse_schema
from cordiale.registers.rows import make_rows
from cordiale.registers.schema import STATUSES, Column, Schema

LABEL = {"en": "a", "fr": "b"}
TRADE = {
    "number": 91,
    "label": LABEL,
    "row": LABEL,
    "key": ["PARTIES", "MEASURE", "PERIOD"],
    "sources": [{"when": {"kind": "observation", "measure": ["exports", "imports"]}}],
    "columns": {
        "PARTIES": {"type": "place", "many": True, "label": LABEL, "from": "parties"},
        "MEASURE": {"type": "text", "label": LABEL, "from": "measure"},
        "PERIOD": {"type": "period", "label": LABEL, "from": "period"},
        "VALUE": {"type": "number", "label": LABEL, "from": "value", "status": "actual", "expected": True},
        "TARGET": {"type": "number", "label": LABEL, "from": "value", "status": ["target", "planned"]},
        "ANY": {"type": "number", "label": LABEL, "from": "value"},
    },
}
Y2021 = {"from_": "2021-01-01", "to": "2021-12-31", "measure": "exports", "unit": "USD", "transform": "level"}


def schema(**changed: Any) -> Schema:
    return parse_schema("trade", {**TRADE, **changed}, "trade.yml")


def figure(value: float, *, volume: int = 1, quote: str = "12", **told: Any) -> Any:
    page = Page(f"Phrase {volume} avec {quote} unités.", volume=volume, article=volume)
    return page.told(quote, value=value, bound="=", item=None, **{**Y2021, **told})


def rows(*items: Any, entries: tuple[Entry, ...] = (), **changed: Any) -> tuple[Row, ...]:
    return make_rows(schema(**changed), replace(held(*items), entries=entries))


def entry(number: int = 1, **told: Any) -> Entry:
    given: dict[str, Any] = {
        "register": "trade",
        "key": {"PARTIES": ["FR", "MA"], "MEASURE": "exports", "PERIOD": "2021"},
        "cells": {"VALUE": 7},
        "status": "actual",
        "standing": "entry",
        "source": f"letter {number}",
        "by": "me",
        "at": "2019-05-01T00:00:00Z",
    }
    return Entry(number=number, **{**given, **told})


# -- what makes a row -----------------------------------------------------------------------------


def test_statements_of_one_key_are_one_row_with_all_assertions() -> None:
    (row,) = rows(figure(10, said=2020), figure(12, volume=2, said=2022))
    assert row.key == {"PARTIES": ("FR", "MA"), "MEASURE": "exports", "PERIOD": "2021"}
    assert [a.value for a in row.cells["VALUE"].assertions] == [10, 12]
    assert len(row.proofs) == 2


def test_two_unknowns_are_not_the_same() -> None:
    undated = {"from_": None, "to": None}
    found = rows(figure(10, **undated), figure(99, volume=2, **undated))
    assert len(found) == 2
    assert all(row.value("PERIOD") is None for row in found)
    assert len(rows(figure(10, **undated), figure(99, volume=2, **undated), may_lack=["PERIOD"])) == 1


def test_other_statements_do_not_feed_the_register() -> None:
    assert rows(figure(10, measure="jobs")) == ()


def test_a_row_keeps_its_id_whatever_is_read_beside_it() -> None:
    (alone,) = rows(figure(10))
    with_others = rows(figure(33, volume=3, measure="imports"), figure(10), figure(11, volume=2))
    assert alone.id in {row.id for row in with_others}
    assert alone.id.startswith("trade:")


# -- statuses -------------------------------------------------------------------------------------


def test_planned_never_stands_for_done() -> None:
    (row,) = rows(figure(50, status="planned"), figure(40, volume=2, status="target"), figure(10, volume=3))
    assert row.value("VALUE") == 10
    assert row.value("TARGET") == 50
    assert row.cells["TARGET"].status == "planned"
    assert row.value("ANY") == 10
    assert row.cells["ANY"].status == "actual"
    assert row.status == "actual"
    assert {a.status for a in row.cells["ANY"].assertions} == {"planned", "target", "actual"}


@pytest.mark.parametrize("status", ["planned", "target", "proposed"])
def test_what_is_only_to_come_is_marked_and_missing(status: str) -> None:
    (row,) = rows(figure(50, status=status))
    assert row.status == status
    assert row.value("VALUE") is None
    assert row.missing == ("VALUE",)


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.integers(0, 5)), min_size=1, max_size=12))
def test_a_cell_shows_a_value_of_the_strongest_status_only(told: list[tuple[str, int]]) -> None:
    assertions = [Assertion(value, "statement", f"s{n}", status=s) for n, (s, value) in enumerate(told)]
    cell = choose(Column("C", "number", LABEL), assertions)
    assert cell is not None
    strongest = min((status for status, _ in told), key=STATUSES.index)
    assert cell.status == strongest
    assert cell.value in [value for status, value in told if status == strongest]
    assert cell.assertions == tuple(assertions)


# -- which value ----------------------------------------------------------------------------------

STAGES = ("proposed", "signed", "ended")


def told(value: Any, **marks: Any) -> Assertion:
    return Assertion(value, marks.pop("standing", "statement"), marks.pop("source", "s"), **marks)


@pytest.mark.parametrize(
    ("kind", "order", "assertions", "shown", "rule"),
    [
        ("number", None, [told(5)], 5, "only"),
        ("number", None, [told(5), told(5, source="t")], 5, "only"),
        ("number", None, [told(5, said=2020), told(6, said=2021)], 6, "newest"),
        ("number", None, [told(5, said=2021), told(6, said=2021), told(5, said=2021, origin="b")], 5, "most_sources"),
        ("number", None, [told(5, said=2021, origin="a"), told(5, said=2021, origin="a"), told(6, said=2021, origin="c")], 5, "first"),
        ("number", None, [told(9, said=2024), told(5, standing="official", said=2020)], 5, "official"),
        ("number", None, [told(5, standing="official"), told(7, standing="reviewed")], 7, "reviewed"),
        ("number", None, [told(5, standing="derived"), told(6)], 6, "only"),
        ("number", None, [told(5, standing="derived")], 5, "derived"),
        ("number", ["most_exact"], [told(4.5e9), told(4.48e9)], 4.48e9, "most_exact"),
        ("number", ["most_exact"], [told(4.48e9, bound=">"), told(4.5e9)], 4.5e9, "most_exact"),
        ("number", ["largest"], [told(0.2), told(0.7)], 0.7, "largest"),
        ("number", ["smallest"], [told(0.2), told(0.7)], 0.2, "smallest"),
        ("date", ["earliest"], [told("2021-06"), told("2019")], "2019", "earliest"),
        ("date", ["earliest"], [told("2021"), told("2021-06")], "2021-06", "earliest"),
        ("date", ["latest"], [told("2021-06"), told("2019")], "2021-06", "latest"),
        ("date", ["most_exact"], [told("2021"), told("2021-06-03")], "2021-06-03", "most_exact"),
        ("text", ["fullest"], [told("plan"), told("plan of action")], "plan of action", "fullest"),
        ("status", ["furthest"], [told("signed"), told("proposed")], "signed", "furthest"),
    ],
)  # fmt: skip
def test_the_shown_value_is_chosen_by_the_stated_rule(
    kind: Any, order: list[str] | None, assertions: list[Assertion], shown: Any, rule: str
) -> None:
    column = Column("C", kind, LABEL) if order is None else Column("C", kind, LABEL, choose=tuple(order))
    cell = choose(column, assertions, STAGES)
    assert cell is not None
    assert (cell.value, cell.rule) == (shown, rule)
    assert set(cell.assertions) == set(assertions)


@pytest.mark.parametrize(
    ("kind", "left", "right", "conflict"),
    [
        ("number", told(4.5e9), told(4.48e9), False),  # rounded
        ("number", told(4.5e9), told(5.8e9), True),
        ("number", told(300, bound=">"), told(312), False),
        ("number", told(300, bound="<"), told(412), True),
        ("number", told(12), told(14), True),
        ("date", told("2021"), told("2021-06"), False),
        ("date", told("2021-05"), told("2021-06"), True),
        ("place", told("KZ"), told("KZ:Astana"), True),
        ("text", told("accord"), told("traité"), True),
    ],
)
def test_a_conflict_is_what_cannot_both_hold(
    kind: Any, left: Assertion, right: Assertion, conflict: bool
) -> None:
    for pair in ([left, right], [right, left]):
        cell = choose(Column("C", kind, LABEL), pair)
        assert cell is not None
        assert cell.conflict is conflict


def test_assertions_of_two_statuses_are_no_conflict() -> None:
    cell = choose(Column("C", "number", LABEL), [told(5), told(50, status="target")])
    assert cell is not None
    assert not cell.conflict


def test_several_origins_are_counted_and_echoes_are_not() -> None:
    cited = source("agency:1")
    (row,) = rows(
        figure(10, source=cited),
        figure(10, volume=2, source=cited),
        figure(10, volume=3, source=source("b:2")),
    )
    assert row.cells["VALUE"].origins == 2


def test_a_column_may_hold_all_values() -> None:
    column = Column("C", "place", LABEL, many=True, choose=("narrowest",))
    cell = choose(column, [told("BY"), told("BY-HO"), told("CN")])
    assert cell is not None
    assert cell.value == ("BY-HO", "CN")
    assert len(cell.assertions) == 3


# -- what persons entered -------------------------------------------------------------------------


def test_an_entry_joins_the_row_of_its_key() -> None:
    (row,) = rows(figure(10, said=2022), entries=(entry(),))
    assert row.value("VALUE") == 10
    assert [a.standing for a in row.cells["VALUE"].assertions] == ["statement", "entry"]


def test_a_reviewed_entry_is_shown_before_all_others() -> None:
    (row,) = rows(figure(10, said=2022), entries=(entry(standing="reviewed"),))
    assert (row.value("VALUE"), row.cells["VALUE"].rule) == (7, "reviewed")


def test_a_retired_entry_and_another_registers_do_not_count() -> None:
    retired = entry(retired_at="2020-01-01T00:00:00Z", retired_by="me")
    assert rows(entries=(retired, entry(2, register="other"))) == ()


def test_an_entry_of_a_new_key_is_a_row_and_keeps_its_status() -> None:
    (row,) = rows(entries=(entry(status="planned", cells={"ANY": 7}),))
    assert row.status == "planned"
    assert row.cells["ANY"].status == "planned"
    assert row.cells["ANY"].assertions[0].source == "letter 1"


def test_an_entry_for_a_row_that_is_gone_stands_by_itself() -> None:
    key = {**entry().key, "row": "trade:0123456789ab"}
    found = rows(figure(10), entries=(entry(key=key),))
    assert len(found) == 2
    assert {row.value("VALUE") for row in found} == {10, 7}
    assert "trade:0123456789ab" in {row.id for row in found}


def test_a_cell_of_an_entry_may_have_its_own_status_and_bound() -> None:
    cells = {"ANY": {"value": 7, "status": "target", "bound": ">"}}
    (row,) = rows(entries=(entry(cells=cells),))
    (assertion,) = row.cells["ANY"].assertions
    assert (assertion.value, assertion.status, assertion.bound) == (7, "target", ">")


def test_the_order_of_reading_does_not_matter() -> None:
    items = [figure(10 + n % 3, volume=n, quote=str(n * 7)) for n in range(1, 9)]
    assert {row.id for row in rows(*items)} == {row.id for row in rows(*reversed(items))}


def test_as_of_is_what_checks_judge_from() -> None:
    checks = [{"check": "past", "flag": "over", "label": LABEL, "with": {"column": "PERIOD"}}]
    holdings = replace(held(figure(10)), as_of=date(2021, 6, 1))
    assert make_rows(schema(checks=checks), holdings)[0].flags == ()
    assert make_rows(schema(checks=checks), replace(holdings, as_of=date(2022, 1, 1)))[0].flags == ("over",)
