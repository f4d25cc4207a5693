"""What a printed figure may stand for, and when two of them can be one number."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordiale.registers.intervals import Interval, Outcome, Printed, compare, exact, gap, read_figure

# value, quote, other fields -> usual low and high, widest low and high
REACHES: list[tuple[Any, str, dict[str, str], tuple[float | None, ...]]] = [
    (57, "57", {"unit": "count"}, (57, 57, 57, 57)),
    (10, "dix", {"unit": "count"}, (10, 10, 10, 10)),
    (60, "60", {"unit": "count"}, (60, 60, 55, 65)),
    (1250, "1 250", {"unit": "count"}, (1250, 1250, 1245, 1255)),
    (2600, "2 600", {"unit": "count", "bound": ">"}, (2600, None, 2550, None)),
    (300, "300", {"unit": "count", "bound": "<"}, (None, 300, None, 330)),
    ([300, 400], "300 à 400", {"unit": "count"}, (300, 400, 270, 440)),
    (20, "une vingtaine", {"unit": "count", "bound": "~"}, (17, 23, 14, 26)),
    (1_200_000, "1,2 million", {"unit": "count"}, (1_150_000, 1_250_000, 1_100_000, 1_300_000)),
    (4.5e9, "4,5 milliards de dollars", {"unit": "USD"}, (4.45e9, 4.55e9, 4.4e9, 4.6e9)),
    (4.46e9, "4,46 milliards de dollars", {"unit": "USD"}, (4.455e9, 4.465e9, 4.45e9, 4.47e9)),
    (4.5e6, "4,50 millions", {"unit": "EUR"}, (4.495e6, 4.505e6, 4.45e6, 4.55e6)),
    (1e9, "un milliard de dollars", {"unit": "USD"}, (0.75e9, 1.25e9, 0.75e9, 1.25e9)),
    (1e6, "1 million", {"unit": "USD", "bound": "~"}, (0.75e6, 1.25e6, 0.75e6, 1.25e6)),
    (4.5e6, "4 millions et demi", {"unit": "USD"}, (4.45e6, 4.55e6, 4.4e6, 4.6e6)),
    (1.3e6, "1 million 300 000 dollars", {"unit": "USD"}, (1.25e6, 1.35e6, 1.2e6, 1.4e6)),
    (-120e6, "120 millions de dollars", {"unit": "USD"}, (-120.5e6, -119.5e6, -125e6, -115e6)),
    (1000, "1 000 tonnes", {"unit": "t"}, (999.5, 1000.5, 900, 1100)),
    (1.7, "70 %", {"transform": "growth"}, (1.695, 1.705, 1.69, 1.71)),
    (0.3, "70 %", {"transform": "growth"}, (0.295, 0.305, 0.29, 0.31)),
    (1.072, "107,2 %", {"transform": "growth"}, (1.0715, 1.0725, 1.071, 1.073)),
    (2.3, "2,3 fois", {"transform": "growth"}, (2.25, 2.35, 2.2, 2.4)),
    (0.5, "divisé par 2", {"transform": "growth"}, (0.4, 0.6666667, 0.4, 0.6666667)),
    (2, "doublé", {"transform": "growth"}, (1.94, 2.06, 1.76, 2.24)),
    (0.14, "14 %", {"transform": "share", "bound": "~"}, (0.133, 0.147, 0.1232, 0.1568)),
    (0.138, "13,8 %", {"transform": "share"}, (0.1375, 0.1385, 0.137, 0.139)),
    ([0.1, 1.0], "10 à 100 %", {"transform": "share"}, (0.095, 1.005, 0.09, 1.01)),
    (3, "troisième", {"transform": "rank", "unit": "rank"}, (3, 3, 3, 3)),
]


@pytest.mark.parametrize(("value", "quote", "fields", "ends"), REACHES)
def test_a_figure_stands_for_what_is_printed_so(
    value: Any, quote: str, fields: dict[str, str], ends: tuple[float | None, ...]
) -> None:
    read = read_figure(value, quote, **fields)  # type: ignore[arg-type]
    told = (read.usual.low, read.usual.high, read.widest.low, read.widest.high)
    assert [end is None for end in told] == [end is None for end in ends]
    for end, expected in zip(told, ends, strict=True):
        assert end is None or float(end) == pytest.approx(expected, rel=1e-6)


def usd(millions: float, bound: str = "=") -> Printed:
    quote = f"{millions:g} millions".replace(".", ",")
    return read_figure(round(millions * 1_000_000, 3), quote, unit="USD", bound=bound)


def count(number: float, bound: str = "=") -> Printed:
    return read_figure(number, f"{number:g}", unit="count", bound=bound)


PAIRS: list[tuple[Printed, Printed, Outcome]] = [
    (usd(4.5), usd(4.46), "agree"),
    (usd(4.5), usd(4.58), "rounded"),  # cut off
    (usd(4.5), usd(4.6), "rounded"),
    (usd(4.5), usd(4.61), "conflict"),
    (usd(60), usd(64), "rounded"),  # rounded to tens
    (usd(60), usd(70), "conflict"),
    (usd(60, ">"), usd(85), "agree"),
    (usd(60, ">"), usd(48), "conflict"),
    (usd(60, "<"), usd(85), "conflict"),
    (usd(60, "~"), usd(57.4), "agree"),
    (usd(60, "~"), usd(53), "rounded"),
    (usd(60, ">"), usd(50, "<"), "conflict"),
    (count(57), count(58), "conflict"),
    (count(57), count(57), "agree"),
    (count(57, ">"), count(57), "agree"),
    (count(60), count(57), "rounded"),
    (count(12), count(10), "conflict"),
    (usd(1.2) + usd(0.8), usd(2.0), "agree"),
    (usd(1.24) + usd(0.81), usd(2.7), "conflict"),
    (usd(103) * read_figure(1.319, "31,9 %", transform="growth"), usd(136), "agree"),
    (usd(103) * read_figure(1.319, "31,9 %", transform="growth"), usd(149), "conflict"),
    (usd(30) / usd(90), read_figure(0.33, "33 %", transform="share"), "agree"),
    (usd(30) / usd(90), read_figure(0.43, "43 %", transform="share"), "conflict"),
    (usd(911.8) - usd(400.5), usd(511.3), "agree"),
]


@pytest.mark.parametrize(("left", "right", "outcome"), PAIRS)
def test_two_figures_conflict_only_where_neither_rounding_nor_bound_explains_it(
    left: Printed, right: Printed, outcome: Outcome
) -> None:
    assert compare(left, right) == outcome
    assert compare(right, left) == outcome
    assert gap(left, right) >= 0
    if outcome == "conflict":
        assert gap(left, right) > 0
    if outcome == "agree":
        assert gap(left, right) == 0


def test_what_reaches_below_zero_is_not_multiplied_or_divided_by() -> None:
    below = Interval(Fraction(-1), Fraction(1))
    assert below * below == Interval(None, None)
    assert Interval(Fraction(1), Fraction(2)) / below == Interval(None, None)


DIGITS = st.decimals(min_value="0.5", max_value="99999", places=1).filter(lambda number: number > 0)


@given(DIGITS, st.integers(min_value=0, max_value=9))
def test_a_number_and_its_rounding_never_conflict(number: Any, digit: int) -> None:
    finer = exact(number) + Fraction(digit, 100)
    long = read_figure(float(finer * 10**6), f"{float(finer)} millions".replace(".", ","), unit="USD")
    short = read_figure(float(exact(number) * 10**6), f"{number} millions".replace(".", ","), unit="USD")
    assert compare(long, short) != "conflict"


@given(DIGITS, st.sampled_from("=~<>"), st.sampled_from(["USD", "count", "t"]))
def test_a_figure_agrees_with_itself_and_is_within_its_own_reach(number: Any, bound: str, unit: str) -> None:
    read = read_figure(float(number), str(number).replace(".", ","), bound=bound, unit=unit)
    assert compare(read, read) == "agree"
    assert read.usual.holds(read.value)
    for end in (read.usual.low, read.usual.high):
        assert end is None or read.widest.holds(end)


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=2, max_size=6))
def test_counts_add_up_exactly(parts: list[int]) -> None:
    total = count(parts[0])
    for part in parts[1:]:
        total = total + count(part)
    assert total.usual == Interval(Fraction(sum(parts)), Fraction(sum(parts)))
