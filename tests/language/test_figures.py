"""Figures of every form, from the tables in tests/cases/fr, and what must hold of any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cordiale.language import mentions, read

CASES = Path(__file__).parent.parent / "cases" / "fr"
TABLES = ("numbers", "money", "measures", "growth", "ordinals", "no_figures")


def load_cases() -> list[Any]:
    cases = []
    for table in TABLES:
        rows = yaml.safe_load((CASES / f"{table}.yml").read_text(encoding="utf-8"))
        cases += [pytest.param(row, id=f"{table}: {row['text']}") for row in rows]
    return cases


@pytest.mark.parametrize("case", load_cases())
def test_table(case: dict[str, Any]) -> None:
    found = [mention for mention in read(case["text"]) if mention.kind != "period"]
    assert [(m.kind, m.quote) for m in found] == [(row["kind"], row["quote"]) for row in case["figures"]]
    for mention, row in zip(found, case["figures"], strict=True):
        expected = row["value"]
        value = list(mention.value) if isinstance(mention.value, tuple) else mention.value
        assert value == pytest.approx(expected, rel=1e-8)
        assert (mention.unit, mention.bound) == (row.get("unit"), row.get("bound", "="))
        assert mention.role == row.get("role", "")


FRAGMENTS = st.sampled_from(
    ["12", "3,5", "-", "+", "%", " ", " et ", " à ", "de ", "d'", "mille", "million", "deux", "un", "demi", "cent", "fois",
     "plus de ", "(", ")", ".", ",", "/", "$", "€", "e", "1er", "II", "°", "^", "\n", "\u202f", "hausse de ", "par ", "½",
     "km", "virgule ", "le ", "moins ", "doublé", "l", "O", "о", "\x00", "İ"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(FRAGMENTS, max_size=14).map("".join)))
def test_any_text_is_read_and_quoted_exactly(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.quote
        assert mention.start >= 0
        assert mention.quote
        if mention.kind != "period":
            assert mention.value is not None
            assert mention.core == (mention.start, mention.end)
        assert mention.start >= end or mention.kind in ("period", "quantity")
        end = max(end, mention.end)


@pytest.mark.parametrize(
    "filler",
    [
        "1",
        "1 ",
        "1,",
        "1-",
        "1.",
        "un ",
        "cent ",
        "mille ",
        "et ",
        "$",
        "(",
        "- ",
        "½",
        "/1",
        "123 ",
        "1.234.",
        "2021 ",
        "2021-",
        "2021/",
        "2020 à ",
        "janvier ",
        "en 2021\0",
    ],
)
def test_endless_runs_are_read_in_linear_time(filler: str) -> None:
    read(filler * 10_000)


def test_ten_thousand_digits_are_no_figure() -> None:
    assert read("9" * 10_000) == []


def test_a_long_text_reads_like_its_parts() -> None:
    sentence = "Les ventes ont augmenté de 12 % et ont atteint 3,5 millions de dollars. "
    found = read(sentence * 2_000)
    assert len(found) == 4_000
    assert {mention.value for mention in found} == {1.12, 3_500_000.0}


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        read("12", "xx")
