"""Exports say in words what their codes say, and read back as they would without."""

import pytest
from tests.api.making import make_ledger

from cordiale.ledger import Ledger
from cordiale.publish.labelling import labelled_courses, labelled_rows, with_labels
from cordiale.publish.wording import Wording
from cordiale.registers import open_register
from cordiale.registers.courses import courses
from cordiale.registers.exchange import Table, to_entries, to_table
from cordiale.registers.holdings import Holdings, load


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    with Ledger.open(make_ledger(tmp_path_factory.mktemp("labelled"))) as ledger:
        return load(ledger)


@pytest.mark.parametrize(
    ("language", "column", "words"),
    [
        ("fr", "REF_AREA_label", {"Portugal", "Ghana"}),
        ("en", "REF_AREA_label", {"Portugal", "Ghana"}),
        ("fr", "INDICATOR_label", {"exportations", "importations"}),
        ("fr", "status_label", {"constaté", "objectif"}),
    ],
)
def test_codes_have_their_words_beside_them(
    holdings: Holdings, language: str, column: str, words: set[str]
) -> None:
    register = open_register("trade-series")
    table = labelled_rows(register.schema, register.rows(holdings), Wording(language))
    at = table.columns.index(column)
    assert table.columns[at - 1] == column.removesuffix("_label")
    assert {line[at] for line in table.lines} == words


def test_they_are_read_back_as_without(holdings: Holdings) -> None:
    for name in ("trade-series", "agreements"):
        register = open_register(name)
        rows = register.rows(holdings)
        tables = to_table(register.schema, rows), labelled_rows(register.schema, rows, Wording("fr"))
        plain, told = (
            to_entries(register.schema, list(enumerate(table.objects(), start=2)), "t.csv")
            for table in tables
        )
        assert plain == told and plain


def test_series_have_words_too(holdings: Holdings) -> None:
    rows = open_register("trade-series").rows(holdings)
    table = labelled_courses(courses({"trade-series": rows}).all, Wording("fr"))
    lines = list(table.objects())
    assert {line["measure_label"] for line in lines} == {"exportations", "importations"}
    assert {(line["partner"], line["partner_label"]) for line in lines} == {
        ("GH", "Ghana"),
        ("PT", "Portugal"),
    }
    assert "nature_label" in table.columns


def test_words_that_are_the_codes_take_no_column() -> None:
    table = Table(("a", "b"), frozenset(), (("x", "y"), (None, "z")))
    assert with_labels(table, {"a": ("x", None), "b": ("y", "Z")}).columns == ("a", "b", "b_label")
    assert with_labels(Table(("a",), frozenset(), ()), {"a": ()}).columns == ("a",)
