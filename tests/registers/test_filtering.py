"""Filters: a country takes in its places, periods overlap, conditions, order and pages; facets."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordiale.model import Assertion, Cell, Row
from cordiale.registers import Query, RegisterError, facets, read_wish, select
from cordiale.registers.filtering import Wish, holds
from cordiale.registers.loading import parse_schema

LABEL = {"en": "a", "fr": "b"}
SCHEMA = parse_schema(
    "own",
    {
        "number": 92,
        "label": LABEL,
        "row": LABEL,
        "key": ["NAME"],
        "sources": [],
        "columns": {
            "NAME": {"type": "text", "label": LABEL},
            "PLACES": {"type": "place", "many": True, "label": LABEL},
            "VALUE": {"type": "number", "label": LABEL},
            "DATE": {"type": "date", "label": LABEL},
            "PERIOD": {"type": "period", "label": LABEL},
        },
        "facets": ["PLACES"],
    },
    "own.yml",
)


def row(name: str, *, status: str = "actual", flags: tuple[str, ...] = (), **values: Any) -> Row:
    told = {"NAME": name, **{column.upper(): value for column, value in values.items()}}
    cells = {
        column: Cell(
            value,
            "only",
            tuple(Assertion(v, "entry", "s") for v in (value if isinstance(value, tuple) else (value,))),
        )
        for column, value in told.items()
    }
    return Row("own", f"own:{name}", {"NAME": name}, cells, flags=flags, status=status)


ROWS = (
    row("a", places=("KZ-KUS", "FR"), value=10, date="2019-05"),
    row("b", places=("KZ:Astana", "FR"), value=30, date="2021"),
    row("c", places=("FR",), value=-5, period="2020-Q4", status="planned"),
    row("d", places=("KZ", "MA"), flags=("expired",), period="2018-01-01/P2Y"),
    row("Été", value=2.5),
)


def names(**query: Any) -> list[str]:
    return [str(found.value("NAME")) for found in select(SCHEMA, ROWS, Query(**query))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["a", "b", "c", "d", "Été"]),
        ({"party": "KZ"}, ["a", "b", "d"]),
        ({"party": "KZ-KUS"}, ["a"]),
        ({"party": "KZ:Astana"}, ["b"]),
        ({"party": "K"}, []),
        ({"since": "2020"}, ["b", "c"]),
        ({"since": "2019"}, ["a", "b", "c", "d"]),
        ({"until": "2018"}, ["d"]),
        ({"since": "2019-06", "until": "2020-09"}, ["d"]),
        ({"since": "2020-12-31", "until": "2020-12-31"}, ["c"]),
        ({"status": "planned"}, ["c"]),
        ({"text": "ete"}, ["Été"]),
        ({"text": "fr 30"}, ["b"]),
        ({"sort": "VALUE"}, ["c", "Été", "a", "b", "d"]),
        ({"sort": "-VALUE"}, ["b", "a", "Été", "c", "d"]),
        ({"sort": "-VALUE", "limit": 2}, ["b", "a"]),
        ({"sort": "-VALUE", "limit": 2, "offset": 2}, ["Été", "c"]),
        ({"offset": 4}, ["Été"]),
        ({"party": "KZ", "since": "2020"}, ["b"]),
    ],
)
def test_which_rows_are_asked_for(query: dict[str, Any], expected: list[str]) -> None:
    assert names(**query) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("VALUE>=10", ["a", "b"]),
        ("VALUE > 10", ["b"]),
        ("VALUE<3", ["c", "Été"]),
        ("VALUE<=-5", ["c"]),
        ("VALUE=10.0", ["a"]),
        ("VALUE!=10", ["b", "c", "d", "Été"]),
        ("VALUE=", ["d"]),
        ("PLACES=Maroc", ["d"]),
        ("PLACES=KZ:Astana", ["b"]),
        ("VALUE~5", ["c", "Été"]),
        ("missing=", ["a", "b", "c", "d", "Été"]),
        ("NAME=ete", ["Été"]),
        ("NAME~T", ["Été"]),
        ("PLACES=MA", ["d"]),
        ("PLACES!=FR", ["d", "Été"]),
        ("status=planned", ["c"]),
        ("flag=expired", ["d"]),
        ("flag=", ["a", "b", "c", "Été"]),
        ("DATE>=2020", ["b"]),
    ],
)
def test_conditions(told: str, expected: list[str]) -> None:
    assert names(where=(read_wish(told),)) == expected


@pytest.mark.parametrize("told", ["VALUE", "", "=3", ">3"])
def test_what_is_no_condition(told: str) -> None:
    with pytest.raises(RegisterError, match="this is no condition"):
        read_wish(told)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"where": (Wish("COLOUR", "=", "x"),)}, "there is no column COLOUR; its columns are: NAME, "),
        ({"sort": "-COLOUR"}, "there is no column COLOUR"),
        ({"since": "last year"}, "last year: this is no date"),
        ({"until": "2021-13"}, "2021-13: this is no date"),
        ({"where": (Wish("VALUE", ">", "x"),)}, "own, VALUE: x is no number"),
        ({"where": (Wish("VALUE", "=", "nan"),)}, "own, VALUE: nan is no number"),
        ({"where": (Wish("DATE", "<", "soon"),)}, "own, DATE: soon is no date"),
        ({"where": (Wish("PERIOD", "=", "2021-13"),)}, "own, PERIOD: 2021-13 is no period"),
        ({"where": (Wish("PLACES", "!=", "Zutopia"),)}, "own, PLACES: Zutopia is no place"),
        ({"where": (Wish("status", "=", "done"),)}, "own, status: done is unknown here; known are: actual"),
        ({"where": (Wish("flag", "=", "red"),)}, "own, flag: red is unknown here; known are: conflict"),
        ({"where": (Wish("missing", "=", "HUE"),)}, "own, missing: HUE is unknown here; known are: NAME"),
    ],
)
def test_what_cannot_be_asked(query: dict[str, Any], message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        names(**query)


@pytest.mark.parametrize(
    ("party", "code", "expected"),
    [
        ("KZ", "KZ", True),
        ("KZ", "KZ-KUS", True),
        ("KZ", "KZ:Astana", True),
        ("KZ-KUS", "KZ", False),
        ("KZ-KU", "KZ-KUS", False),
        ("EAEU", "EAEU", True),
        ("EA", "EAEU", False),
        ("AFRICAN", "AFRICAN-UNION", False),
    ],
)
def test_what_lies_in_a_place(party: str, code: str, expected: bool) -> None:
    assert holds(party, code) is expected


def test_facets_count_rows() -> None:
    counted = facets(SCHEMA, ROWS)
    assert counted["PLACES"] == {"FR": 3, "KZ": 1, "KZ-KUS": 1, "KZ:Astana": 1, "MA": 1}
    assert counted["status"] == {"actual": 4, "planned": 1}
    assert counted["flag"] == {"expired": 1}


@given(
    size=st.integers(1, 7),
    sort=st.sampled_from([None, "VALUE", "-VALUE", "NAME"]),
    party=st.sampled_from([None, "KZ", "FR"]),
)
@settings(max_examples=40, deadline=None)
def test_pages_put_together_are_all_rows(size: int, sort: str | None, party: str | None) -> None:
    every = names(sort=sort, party=party)
    paged: list[str] = []
    for offset in range(0, len(ROWS), size):
        paged += names(sort=sort, party=party, limit=size, offset=offset)
    assert paged == every
