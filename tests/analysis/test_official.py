"""Statements against official tables: the outcome of each comparison."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis.official import find
from cordiale.model import OfficialPoint
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import holdings


def point(
    reporter: str, partner: str, measure: str, value: str, when: int = 2021, **more: object
) -> OfficialPoint:
    made = OfficialPoint(
        2,
        reporter,
        partner,
        measure,
        "TOTAL",
        date(when, 1, 1),
        date(when, 12, 31),
        Decimal(value),
        "USD",
        None,
        "t.csv",
    )
    return replace(made, **more)


TABLE = (
    point("FR", "EG", "exports", "1800000000"),
    point("FR", "EG", "imports", "900000000"),
    point("EG", "FR", "imports", "1950000000", valuation="CIF"),
    point("FR", "EG", "exports", "1500000000", 2020),
    point("FR", "EG", "exports", "7", goods="27"),
)


def outcome(item):
    held = replace(holdings([item]), official=TABLE)
    return [(finding.kind, finding.state) for finding in find(held)]


@pytest.mark.parametrize(
    ("quote", "value", "told", "expected"),
    [
        ("1,8 milliard de dollars", 1.8e9, {}, ("derived", "agrees")),
        ("1 800 millions de dollars", 1.8e9, {}, ("derived", "agrees")),
        ("plus de 1,7 milliard de dollars", 1.7e9, {"bound": ">"}, ("derived", "agrees")),
        ("1,95 milliard de dollars", 1.95e9, {}, ("derived", "mirror")),
        ("2,7 milliards de dollars", 2.7e9, {"measure": "turnover"}, ("derived", "agrees")),
        ("900 millions de dollars", 9e8, {"measure": "balance"}, ("derived", "agrees")),
        ("1,72 milliard de dollars", 1.72e9, {}, ("tension", "revised")),
        ("1,65 milliard de dollars", 1.65e9, {}, ("tension", "scope")),
        ("1,81 million de dollars", 1.81e6, {}, ("slip", "magnitude")),
        ("1,50 milliard de dollars", 1.5e9, {}, ("tension", "period")),
        ("4,2 milliards de dollars", 4.2e9, {}, ("contradiction", "differs")),
    ],
)
def test_outcomes(quote, value, told, expected):
    item = observation(quote, value, parties=("EG", "FR"), **year(2021), **told)
    assert outcome(item) == [expected]


@pytest.mark.parametrize(
    "told",
    [
        {"status": "target"},
        {"status": "planned"},
        {"unit": "EUR"},
        {"item": "blé"},
        {"parties": ("EG", "FR-IDF")},
        {"parties": ("EG", "FR", "IT")},
        {"transform": "share"},
        {"from_": "2021-01-01", "to": "2021-06-30"},
        {"from_": None, "to": None},
        {"bound": ">", "value_": 3e8},
    ],
)
def test_what_is_not_compared(told):
    value = told.pop("value_", 4.2e9)
    item = observation("4,2 milliards", value, **({"parties": ("EG", "FR")} | year(2021) | told))
    assert outcome(item) == []


def test_months_that_fill_a_period_are_added_up():
    months = [
        point(
            "FR",
            "EG",
            "exports",
            "10",
            since=date(2021, month, 1),
            until=date(2021, month, 28 if month == 2 else 31),
        )
        for month in (1, 2, 3)
    ]
    item = observation("30 dollars", 30, parties=("EG", "FR"), from_="2021-01-01", to="2021-03-31")
    held = replace(holdings([item]), official=tuple(months))
    (finding,) = find(held)
    assert (finding.state, finding.values["official"]) == ("agrees", 30.0)
    gap = replace(held, official=tuple(months[::2]))
    assert not list(find(gap))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_explanations_name_the_table_and_the_bound(language):
    item = observation("4,2 milliards de dollars", 4.2e9, parties=("EG", "FR"), **year(2021))
    (finding,) = find(replace(holdings([item]), official=TABLE))
    told = explain(finding, language)
    assert "t.csv" in told and "15 %" in told


def test_a_flow_is_not_held_against_the_other_way_round():
    """A table with one country's exports alone says nothing of its imports, whichever a text may mean."""
    table = (point("FR", "EG", "exports", "1300"),)
    apart = observation("800 dollars", 800, measure="imports", parties=("EG", "FR"), **year(2021))
    assert list(find(replace(holdings([apart]), official=table))) == []
    alike = observation("1 300 dollars", 1300, measure="imports", parties=("EG", "FR"), **year(2021))
    (finding,) = find(replace(holdings([alike]), official=table))
    assert (finding.kind, finding.state) == ("derived", "mirror")
