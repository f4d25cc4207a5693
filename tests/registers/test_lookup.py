"""Rows looked up by place and by words: the same as those found by going through all."""

import pytest

from cordiale.model import Assertion, Cell, Row
from cordiale.registers import Query, open_register
from cordiale.registers.filtering import matching
from cordiale.registers.lookup import LongLine, RowWords, rows_by_place

SCHEMA = open_register("agreements").schema


def row(number: int, title: str, *places: str) -> Row:
    def cell(*values: str) -> Cell:
        return Cell(values, "all", tuple(Assertion(value, "entry", "own") for value in values))

    named = next(column.name for column in SCHEMA.columns if column.type == "place")
    worded = next(column.name for column in SCHEMA.columns if column.type == "text")
    return Row(SCHEMA.name, f"agreements:{number}", {}, {worded: cell(title), named: cell(*places)})


ROWS = [
    row(1, "Bois scié", "PL", "FI"),
    row(2, "Pâte à papier", "PL-MZ", "SE"),
    row(3, "Papier et bois", "FI"),
    row(4, "Lin", "EE"),
]


@pytest.mark.parametrize("party", ["PL", "PL-MZ", "FI", "EE", "SE", "LV"])
def test_by_place(party: str) -> None:
    assert list(rows_by_place(SCHEMA, ROWS).get(party, ())) == matching(SCHEMA, ROWS, Query(party=party))


@pytest.mark.parametrize("text", ["bois", "BOIS papier", "pate", "PL-MZ", "lin bois", "b", "", "nothing"])
def test_by_words(text: str) -> None:
    assert RowWords(ROWS).find(text) == matching(SCHEMA, ROWS, Query(text=text))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [(["a"], [0, 2]), (["ab", "a"], [0]), (["b c"], []), (["b"], [0, 1]), (["d"], [])],
)
def test_no_word_runs_from_one_text_into_the_next(words: list[str], numbers: list[int]) -> None:
    assert list(LongLine(["ab", "b", "ca"]).find(words)) == numbers
