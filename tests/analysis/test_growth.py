"""Growth against the levels it joins, across passages."""

from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import growth
from cordiale.model import Finding, Placed
from cordiale.registers.holdings import holdings

OLD = "En 2019, les exportations de la Serbie vers la Suisse ont atteint 81 millions d'euros."


def level(sentence: str, quote: str, value: float, when: int, document: str, **told: Any) -> Placed:
    fields: dict[str, Any] = {"unit": "EUR", "parties": ("CH", "RS"), **year(when), **told}
    return observation(quote, value, sentence=sentence, document=document, **fields)


def change(sentence: str, quote: str, value: float, when: int, document: str, **told: Any) -> Placed:
    return level(sentence, quote, value, when, document, **{"transform": "growth", "unit": "ratio", **told})


def in_one(
    sentence: str, rise: tuple[str, float], reached: tuple[str, float], when: int = 2020, **told: Any
) -> list[Placed]:
    """A growth and the level reached, in one sentence of another document."""
    return [
        change(sentence, *rise, when, "new.txt", **told),
        level(sentence, *reached, when, "new.txt", **told),
    ]


def found(*placed: Placed) -> list[Finding]:
    return list(growth.find(holdings(placed)))


SENTENCE = (
    "En 2020, les exportations de la Serbie vers la Suisse ont augmenté de {} pour atteindre {} d'euros."
)

CASES: list[tuple[tuple[str, float], tuple[str, float], str, str]] = [
    (("25 %", 1.25), ("100 millions", 100e6), "derived", "holds"),
    (("25,4 %", 1.254), ("101 millions", 101e6), "derived", "holds"),  # rounding
    (("25 %", 1.25), ("134 millions", 134e6), "contradiction", "fails"),
    (("25 %", 1.25), ("71 millions", 71e6), "contradiction", "fails"),
    (("24,9 %", 1.249), ("105,2 millions", 105.2e6), "tension", "near"),  # within a revision
]


@pytest.mark.parametrize(("rise", "reached", "kind", "state"), CASES)
def test_a_growth_joins_the_level_of_the_year_before(
    rise: tuple[str, float], reached: tuple[str, float], kind: str, state: str
) -> None:
    new = in_one(SENTENCE.format(rise[0], reached[0]), rise, reached)
    (finding,) = found(level(OLD, "81 millions", 81e6, 2019, "old.txt"), *new)
    assert (finding.kind, finding.rule, finding.state) == (kind, "level_growth", state)
    assert [proof.role for proof in finding.proofs] == ["base", "growth", "level"]


def test_a_missing_level_is_derived_and_says_from_what() -> None:
    alone = change(
        "Les exportations de la Serbie vers la Suisse ont augmenté de 25 % en 2020.",
        "25 %",
        1.25,
        2020,
        "new.txt",
    )
    (finding,) = found(level(OLD, "81 millions", 81e6, 2019, "old.txt"), alone)
    assert (finding.kind, finding.state, finding.values["value"]) == ("derived", "after", 101e6)
    assert (finding.values["since"], finding.values["until"]) == ("2020-01-01", "2020-12-31")
    after = level(
        "En 2020, les exportations de la Serbie vers la Suisse ont atteint 120 millions d'euros.",
        "120 millions",
        120e6,
        2020,
        "after.txt",
    )
    (back,) = found(after, alone)
    assert (back.kind, back.state, back.values["value"]) == ("derived", "before", 96e6)
    assert (back.values["since"], back.values["until"]) == ("2019-01-01", "2019-12-31")


UNLIKE = [
    # another base year
    in_one(
        "En 2020, les exportations de la Serbie vers la Suisse ont augmenté de 25 % sur 2017, à 140 millions d'euros.",
        ("25 %", 1.25),
        ("140 millions", 140e6),
    ),
    # several years
    in_one(
        "En trois ans, les exportations de la Serbie vers la Suisse ont augmenté de 25 %, à 140 millions d'euros en 2020.",
        ("25 %", 1.25),
        ("140 millions", 140e6),
    ),
    # one good
    in_one(
        "En 2020, les exportations de framboises de la Serbie vers la Suisse ont augmenté de 25 %, à 140 millions d'euros.",
        ("25 %", 1.25),
        ("140 millions", 140e6),
    ),
    # a bound
    in_one(
        "En 2020, les exportations de la Serbie vers la Suisse ont augmenté de plus de 25 %, à 140 millions d'euros.",
        ("25 %", 1.25),
        ("140 millions", 140e6),
        bound=">",
    ),
    # at comparable prices
    in_one(
        "En 2020, à prix constants, les exportations de la Serbie vers la Suisse ont augmenté de 25 %, à 140 millions d'euros.",
        ("25 %", 1.25),
        ("140 millions", 140e6),
    ),
    # ten times as much: of something else
    in_one(
        "En 2020, les exportations de la Serbie vers la Suisse ont augmenté de 25 %, à 1,4 milliard d'euros.",
        ("25 %", 1.25),
        ("1,4 milliard", 1.4e9),
    ),
    # the next year but one
    in_one(
        "En 2021, les exportations de la Serbie vers la Suisse ont augmenté de 25 %, à 140 millions d'euros.",
        ("25 %", 1.25),
        ("140 millions", 140e6),
        2021,
    ),
]


@pytest.mark.parametrize("new", UNLIKE)
def test_a_growth_of_something_else_is_no_conflict(new: list[Placed]) -> None:
    kinds = [finding.kind for finding in found(level(OLD, "81 millions", 81e6, 2019, "old.txt"), *new)]
    assert [kind for kind in kinds if kind != "derived"] == []


def test_months_are_joined_with_the_same_months() -> None:
    half = {"from_": "2020-01-01", "to": "2020-06-30"}
    sentence = "De janvier à juin 2020, les exportations de la Serbie vers la Suisse ont augmenté de 25 %, à 60 millions d'euros."
    new = in_one(sentence, ("25 %", 1.25), ("60 millions", 60e6), **half)
    assert [f.kind for f in found(level(OLD, "81 millions", 81e6, 2019, "old.txt"), *new)] == []
    old = level(
        "De janvier à juin 2019, les exportations de la Serbie vers la Suisse ont atteint 31 millions d'euros.",
        "31 millions",
        31e6,
        2019,
        "old.txt",
        from_="2019-01-01",
        to="2019-06-30",
    )
    assert [(f.kind, f.state) for f in found(old, *new)] == [("contradiction", "fails")]
