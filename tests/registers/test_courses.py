"""Courses: which values belong together over time, what kind each is, and how they are chosen from."""

import pytest
from tests.registers.telling import Page, held, source, year

from cordiale.model import Assertion, Cell, Row
from cordiale.registers import RegisterError, open_register
from cordiale.registers.courses import courses, sources
from cordiale.registers.strength import rows_by_country, strengths
from cordiale.vocabulary import load_yaml


def row(period: str | None, *assertions: Assertion, **key: str) -> Row:
    told = {"REF_AREA": "FR", "INDICATOR": "exports", "TRANSFORMATION": "level", "TIME_PERIOD": period, **key}
    cells = {name: Cell(value, "only", ()) for name, value in told.items() if value is not None}
    cells["OBS_VALUE"] = Cell(assertions[0].value, "only", assertions)
    return Row("trade-series", f"trade-series:{sorted(told.items(), key=str)}", told, cells)


def test_the_columns_named_are_there() -> None:
    for register, roles in load_yaml("courses.yml").items():
        schema = open_register(register).schema
        for role, column in roles.items():
            for name in column if role == "values" else [column]:
                assert schema.column(name) is not None, f"{register}: {name}"


def test_equal_values_of_several_sources_are_one_reading() -> None:
    told = [
        Assertion(5, "statement", "b.txt", said=2021),
        Assertion(5, "statement", "a.txt", said=2020),
        Assertion(7, "statement", "c.txt"),
    ]
    (course,) = courses({"trade-series": [row("2020", *told)]}).all
    assert [(r.value, r.nature, r.origins) for r in course.readings] == [(5, "stated", 2), (7, "rival", 1)]
    assert [a.source for a in course.readings[0].assertions] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("period", "nature"),
    [
        ("2020", "stated"),
        ("2020-01-01/P9M", "part"),
        ("2020-Q1", "part"),
        ("2020-01-01/P2Y", "part"),
        (None, "undated"),
    ],
)
def test_periods_that_are_no_year_are_told_apart(period: str | None, nature: str) -> None:
    (course,) = courses({"trade-series": [row(period, Assertion(5, "statement", "a.txt"))]}).all
    assert [reading.nature for reading in course.readings] == [nature]


def test_registers_without_courses_and_rows_without_figures_are_left_out() -> None:
    bare = Row("parks", "parks:1", {}, {"PARK": Cell("Parc", "only", ())})
    assert courses({"parks": [bare], "events": []}).all == ()
    assert set(sources()) == set(load_yaml("courses.yml"))


def test_choices_count_what_the_other_choices_leave() -> None:
    one = Assertion(5, "statement", "a.txt")
    rows = [row("2020", one, COUNTERPART_AREA=code) for code in ("MA", "ES")]
    rows += [row("2020", one, INDICATOR="imports", COUNTERPART_AREA="MA"), row("2020", one)]
    held = courses({"trade-series": rows})
    assert len(held.matching({})) == 4
    assert [course.key.partner for course in held.matching({"measure": "exports", "partner": "-"})] == [None]
    assert held.choices({"measure": "exports"}, "partner") == [("-", 1), ("ES", 1), ("MA", 1)]
    assert held.choices({"measure": "exports"}, "measure") == [("exports", 3), ("imports", 1)]
    assert held.matching({"partner": "XX"}) == []
    with pytest.raises(RegisterError):
        held.matching({"colour": "blue"})


def test_a_course_between_years_keeps_what_meets_them() -> None:
    one = Assertion(5, "statement", "a.txt")
    rows = [row(period, one) for period in ("2019", "2020-01-01/P3Y", "2023", None)]
    (course,) = courses({"trade-series": rows}).all
    assert [r.period for r in course.between(2021, None).readings] == ["2020-01-01/P3Y", "2023"]
    assert [r.period for r in course.between(None, 2019).readings] == ["2019"]
    assert course.between(None, None) is course


def test_the_record_counts_facts_once_and_origins_apart() -> None:
    page, other = (
        Page("Les exportations ont atteint 5 tonnes."),
        Page("Les exportations ont atteint 5 tonnes.", volume=2),
    )
    told = {"value": 5, "unit": "t", "measure": "exports", **year(2020)}
    first = page.told("5 tonnes", parties="FR-NAQ,MA", source=source("a"), **told)
    again = other.told("5 tonnes", parties="FR-NAQ,MA", source=source("b", title="Autre"), **told)
    found = strengths(held(first, again))
    assert set(found) == {"FR", "MA"}
    assert (found["MA"].facts, found["MA"].documents, found["MA"].last) == (1, 2, 2021)
    assert found["MA"].origins == 2


def test_rows_count_once_a_country() -> None:
    schema = open_register("regional-ties").schema
    cells = {
        name: Cell(value, "only", (Assertion(value, "statement", "a.txt"),))
        for name, value in (("REGION_A", "FR-NAQ"), ("REGION_B", "FR:Lyon"))
    }
    assert rows_by_country(schema, [Row("regional-ties", "regional-ties:1", {}, cells)]) == {"FR": 1}
