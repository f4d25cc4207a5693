"""Sums with the same digits a thousand times apart."""

from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import scales
from cordiale.model import Placed
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import holdings


def told(quote: str, value: float, ordinal: int, **more: Any) -> Placed:
    text = f"Les exportations ont atteint {quote}."
    return observation(quote, value, sentence=text, ordinal=ordinal, start=100 * ordinal, **more)


CASES: list[tuple[Placed, int]] = [
    (told("24,2 millions de dollars", 24.2e6, 5), 1),
    # two digits only; another currency, place, measure, year; another magnitude
    (told("24 millions de dollars", 24e6, 5), 0),
    (told("24,2 millions d'euros", 24.2e6, 5, unit="EUR"), 0),
    (told("24,2 millions de dollars", 24.2e6, 5, parties=("DE", "FR")), 0),
    (told("24,2 millions de dollars", 24.2e6, 5, measure="investment"), 0),
    (told("24,2 millions de dollars", 24.2e6, 5, **year(2011)), 0),
    (told("242 millions de dollars", 242e6, 5), 0),
]


@pytest.mark.parametrize(("second", "expected"), CASES)
def test_same_digits(second: Placed, expected: int) -> None:
    first = told("24,2 milliards de dollars", 24.2e9, 1, **year(2022))
    again = told("24,2 milliards de dollars", 24.2e9, 9, **year(2022))
    found = list(scales.find(holdings([first, second, again])))
    assert [finding.values["fits"] for finding in found] == [24.2e9] * expected
    assert all(explain(finding, language) for finding in found for language in ("fr", "en"))


def test_a_leap_of_a_thousand_from_one_year_to_the_next() -> None:
    one = observation("911,8 millions de dollars", 911.8e6, sentence="En 2020, les exportations de la Chine vers le Belarus ont atteint 911,8 millions de dollars.", **year(2020))  # fmt: skip
    other = observation("1 092,5 milliards de dollars", 1092.5e9, sentence="En 2021, les exportations de la Chine vers le Belarus ont atteint 1 092,5 milliards de dollars.", ordinal=3, start=900, **year(2021))  # fmt: skip
    (finding,) = scales.find(holdings([one, other]))
    assert (finding.state, finding.values["fits"]) == ("leap", 1092.5e6)
    assert all(explain(finding, language) for language in ("fr", "en"))
