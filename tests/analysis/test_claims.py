"""Claims of order against figures: records, ranks."""

from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import claims
from cordiale.model import Placed
from cordiale.registers.holdings import holdings


def told(sentence: str, quote: str, value: float, when: int, **more: Any) -> Placed:
    fields: dict[str, Any] = {
        "measure": "turnover",
        "parties": ("PE", "TH"),
        "document": f"{when}-{value}.txt",
        **year(when),
        **more,
    }
    return observation(quote, value, sentence=sentence, **fields)


def plain(millions: int, when: int) -> Placed:
    sentence = (
        f"En {when}, le commerce entre le Pérou et la Thaïlande a atteint {millions} millions de dollars."
    )
    return told(sentence, f"{millions} millions", millions * 1e6, when)


RECORD = told(
    "En 2021, le commerce entre le Pérou et la Thaïlande a atteint le niveau record de 512 millions de dollars.",
    "512 millions",
    512e6,
    2021,
)
LOWEST = told(
    "En 2021, le commerce entre le Pérou et la Thaïlande a atteint son minimum historique : 112 millions de dollars.",
    "112 millions",
    112e6,
    2021,
)
NARROWED = told(
    "En 2021, le commerce entre le Pérou et la Thaïlande a été le plus élevé depuis 2019 : 512 millions de dollars.",
    "512 millions",
    512e6,
    2021,
)
TIN = told(
    "En 2021, le commerce d'étain entre le Pérou et la Thaïlande a atteint le record de 52 millions de dollars.",
    "52 millions",
    52e6,
    2021,
)

CASES: list[tuple[tuple[Placed, ...], list[tuple[str, str, str]]]] = [
    ((RECORD, plain(634, 2018)), [("contradiction", "record", "highest")]),
    ((RECORD, plain(481, 2018)), []),
    ((RECORD, plain(634, 2022)), []),  # exceeded later
    ((RECORD, plain(514, 2018)), []),  # the same, rounded
    ((RECORD, plain(9634, 2018)), []),  # of something else
    ((LOWEST, plain(81, 2018)), [("contradiction", "record", "lowest")]),
    ((LOWEST, plain(181, 2018)), []),
    ((NARROWED, plain(634, 2018)), []),
    ((TIN, plain(134, 2018)), []),  # one good of all
]


@pytest.mark.parametrize(("placed", "expected"), CASES)
def test_a_record_stands_until_it_is_exceeded(
    placed: tuple[Placed, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert [(f.kind, f.rule, f.state) for f in claims.find(holdings(placed))] == expected


def rank(sentence: str, quote: str, value: int, when: int = 2021, **more: Any) -> Placed:
    return told(sentence, quote, value, when, transform="rank", unit="rank", measure="rank", **more)


SECOND = rank(
    "En 2021, le Pérou était le deuxième fournisseur de raisins de la Thaïlande.",
    "deuxième",
    2,
    document="a.txt",
)

RANKS: list[tuple[Placed, list[str]]] = [
    (
        rank("Le Pérou était en 2021 le quatrième fournisseur de raisins de la Thaïlande.", "quatrième", 4),
        ["contradiction"],
    ),
    (rank("Le Pérou était en 2021 le deuxième fournisseur de raisins de la Thaïlande.", "deuxième", 2), []),
    (rank("Le Pérou était en 2021 le quatrième fournisseur de cacao de la Thaïlande.", "quatrième", 4), []),
    (rank("Le Pérou était en 2020 le quatrième fournisseur de raisins de la Thaïlande.", "quatrième", 4, 2020), []),
    (rank("En 2021, le Pérou était l'un des quatre premiers fournisseurs de raisins de la Thaïlande.", "quatre", 4, bound="<"), []),
    (rank("En 2021, le Pérou était le quatrième fournisseur de raisins de la Thaïlande après le Chili.", "quatrième", 4), []),
]  # fmt: skip


@pytest.mark.parametrize(("other", "kinds"), RANKS)
def test_one_thing_has_one_rank_a_year(other: Placed, kinds: list[str]) -> None:
    assert [(f.kind) for f in claims.find(holdings([SECOND, other]))] == kinds
