"""Figures of one series against each other: what contradicts, what is tense, and what only looks like it."""

from typing import Any

import pytest
from tests.analysis.auditing import audited
from tests.analysis.making import observation, year

from cordiale.analysis import series
from cordiale.model import Placed
from cordiale.registers.holdings import holdings

Told = tuple[str, str, float, dict[str, Any]]
"""A sentence, the figure in it, its value, its other fields."""


def exports(sentence: str, quote: str, value: float, **told: Any) -> Told:
    return sentence, quote, value, {"parties": ("BR", "EG"), **year(2021), **told}


def trade(sentence: str, quote: str, value: float, **told: Any) -> Told:
    return exports(sentence, quote, value, measure="turnover", **told)


def placed(told: Told, document: str) -> Placed:
    sentence, quote, value, fields = told
    return observation(quote, value, sentence=sentence, document=document, **fields)


def found(*told: Told) -> list[tuple[str, str, str]]:
    held = holdings([placed(item, f"{index}.txt") for index, item in enumerate(told)])
    return [(finding.kind, finding.rule, finding.state) for finding in series.find(held)]


PLAIN = exports(
    "En 2021, les exportations du Brésil vers l'Égypte ont atteint 120 millions de dollars.",
    "120 millions",
    120e6,
)
GOODS = trade(
    "En 2021, les échanges entre le Brésil et l'Égypte se sont élevés à 2,4 milliards de dollars.",
    "2,4 milliards",
    2.4e9,
)
WHEAT = exports(
    "En 2021, les exportations de blé du Brésil vers l'Égypte ont atteint 41,5 millions de dollars.",
    "41,5 millions",
    41.5e6,
)

CONFLICTS: list[tuple[Told, Told, tuple[str, str, str]]] = [
    (  # rounded to the tens, and "about"
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont été d'environ 124 millions de dollars.",
            "124 millions",
            124e6,
            bound="~",
        ),
        ("tension", "same_period", "rounded"),
    ),
    (  # most of the year, which may be taken for all of it
        PLAIN,
        exports(
            "De janvier à septembre 2021, les exportations du Brésil vers l'Égypte ont atteint 88 millions de dollars.",
            "88 millions",
            88e6,
            from_="2021-01-01",
            to="2021-09-30",
        ),
        ("tension", "months_within_year", "part"),
    ),
    (  # "products" say nothing of what is covered, and the one that tells a figure does not own it
        PLAIN,
        exports(
            "Selon l'Office central du commerce, le Brésil a exporté vers l'Égypte en 2021 des produits pour 150 millions de dollars.",
            "150 millions",
            150e6,
            orgs=("Office central du commerce",),
        ),
        ("contradiction", "same_period", "differs"),
    ),
    (
        PLAIN,
        exports(
            "Les livraisons du Brésil à l'Égypte ont totalisé 154 millions de dollars en 2021.",
            "154 millions",
            154e6,
        ),
        ("contradiction", "same_period", "differs"),
    ),
    (
        WHEAT,
        exports(
            "Les ventes de blé du Brésil à l'Égypte : 57,2 millions de dollars en 2021.",
            "57,2 millions",
            57.2e6,
        ),
        ("contradiction", "same_period", "differs"),
    ),
    (  # the same digits, a thousand times more
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont atteint 120 milliards de dollars.",
            "120 milliards",
            120e9,
        ),
        ("slip", "same_period", "magnitude"),
    ),
    (  # services beside goods
        GOODS,
        trade(
            "En 2021, les échanges de biens et de services entre le Brésil et l'Égypte ont atteint 2,9 milliards de dollars.",
            "2,9 milliards",
            2.9e9,
        ),
        ("tension", "same_period", "scope"),
    ),
    (  # told in two years, and near: a first count and a revised one
        GOODS,
        trade(
            "En 2021, les échanges entre le Brésil et l'Égypte se sont élevés à 2,53 milliards de dollars.",
            "2,53 milliards",
            2.53e9,
            said=2023,
        ),
        ("tension", "same_period", "revised"),
    ),
    (  # cut off: 2.4 for 2.48
        GOODS,
        trade(
            "En 2021, les échanges entre le Brésil et l'Égypte se sont élevés à 2,48 milliards de dollars.",
            "2,48 milliards",
            2.48e9,
        ),
        ("tension", "same_period", "rounded"),
    ),
    (  # nine months cannot be more than the year
        PLAIN,
        exports(
            "De janvier à septembre 2021, les exportations du Brésil vers l'Égypte ont atteint 190 millions de dollars.",
            "190 millions",
            190e6,
            from_="2021-01-01",
            to="2021-09-30",
        ),
        ("contradiction", "months_within_year", "exceeds"),
    ),
    (  # the old level of a change, with its own year behind it
        PLAIN,
        exports(
            "Les exportations du Brésil vers l'Égypte sont passées de 93 millions de dollars en 2021 à davantage en 2022.",
            "93 millions",
            93e6,
        ),
        ("contradiction", "same_period", "differs"),
    ),
    (  # growth of the same year and base
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont augmenté de 12 %.",
            "12 %",
            1.12,
            transform="growth",
            unit="ratio",
        ),
        exports(
            "Les exportations du Brésil vers l'Égypte ont progressé de 31 % en 2021.",
            "31 %",
            1.31,
            transform="growth",
            unit="ratio",
        ),
        ("contradiction", "same_period", "differs"),
    ),
    (  # growth against another year
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont augmenté de 12 %.",
            "12 %",
            1.12,
            transform="growth",
            unit="ratio",
        ),
        exports(
            "Les exportations du Brésil vers l'Égypte ont progressé en 2021 de 31 % sur 2019.",
            "31 %",
            1.31,
            transform="growth",
            unit="ratio",
        ),
        ("tension", "same_period", "base"),
    ),
]


@pytest.mark.parametrize(("left", "right", "expected"), CONFLICTS)
def test_figures_of_one_thing_that_cannot_both_hold(
    left: Told, right: Told, expected: tuple[str, str, str]
) -> None:
    assert found(left, right) == [expected]


UNLIKE: list[tuple[Told, Told]] = [
    (PLAIN, WHEAT),  # one good of all
    (
        PLAIN,
        exports(
            "Le Brésil a vendu à l'Égypte pour 35 millions de dollars de sucre en 2021.", "35 millions", 35e6
        ),
    ),
    (  # another year
        PLAIN,
        exports(
            "En 2020, les exportations du Brésil vers l'Égypte ont atteint 90 millions de dollars.",
            "90 millions",
            90e6,
            **year(2020),
        ),
    ),
    (  # "more than" leaves room above
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont dépassé 100 millions de dollars.",
            "100 millions",
            100e6,
            bound=">",
        ),
    ),
    (  # another currency
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont atteint 101 millions d'euros.",
            "101 millions",
            101e6,
            unit="EUR",
        ),
    ),
    (  # a part of them
        PLAIN,
        exports(
            "En 2021, le Brésil a exporté vers l'Égypte des denrées, dont 61 millions de dollars par mer.",
            "61 millions",
            61e6,
        ),
    ),
    (  # what another figure is measured against
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte progressent, contre 93 millions de dollars auparavant.",
            "93 millions",
            93e6,
        ),
    ),
    (  # of what was named before
        PLAIN,
        exports(
            "En 2021, elles ont atteint entre le Brésil et l'Égypte 78 millions de dollars.",
            "78 millions",
            78e6,
        ),
    ),
    (  # the growth of the year before, with the later year in its sentence
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont augmenté de 12 %.",
            "12 %",
            1.12,
            transform="growth",
            unit="ratio",
        ),
        exports(
            "Les exportations du Brésil vers l'Égypte ont augmenté de 48 %, de 2021 à 2022.",
            "48 %",
            1.48,
            transform="growth",
            unit="ratio",
        ),
    ),
    (  # a mean
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont été de 10,2 millions de dollars par mois.",
            "10,2 millions",
            10.2e6,
        ),
    ),
    (  # a state of the federation, whatever parties were read
        PLAIN,
        exports(
            "En 2021, les exportations de Bahia vers l'Égypte ont atteint 47 millions de dollars.",
            "47 millions",
            47e6,
        ),
    ),
    (  # a third country in the sentence
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte et le Maroc ont atteint 210 millions de dollars.",
            "210 millions",
            210e6,
        ),
    ),
    (  # a firm's own exports
        PLAIN,
        exports(
            "En 2021, les exportations de la société Marfrig du Brésil vers l'Égypte ont atteint 78 millions de dollars.",
            "78 millions",
            78e6,
        ),
    ),
    (  # a firm in three letters
        PLAIN,
        exports(
            "En 2021, les exportations de BRF du Brésil vers l'Égypte ont atteint 78 millions de dollars.",
            "78 millions",
            78e6,
        ),
    ),
    (  # the place is not named: whose exports?
        PLAIN,
        exports("En 2021, ces exportations ont atteint 78 millions de dollars.", "78 millions", 78e6),
    ),
    (  # the year is not printed: which year?
        PLAIN,
        exports(
            "Les exportations du Brésil vers l'Égypte ont atteint 78 millions de dollars.",
            "78 millions",
            78e6,
        ),
    ),
    (  # an index and a growth may be one number, misread
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont augmenté de 107 %.",
            "107 %",
            2.07,
            transform="growth",
            unit="ratio",
        ),
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont été de 107 %.",
            "107 %",
            1.07,
            transform="growth",
            unit="ratio",
        ),
    ),
    (  # ten times apart: of different things, whatever was read
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont atteint 2,6 millions de dollars.",
            "2,6 millions",
            2.6e6,
        ),
    ),
    (  # counts of nothing named
        exports("En 2021, le Brésil en a livré 43 à l'Égypte.", "43", 43, unit="count"),
        exports("En 2021, le Brésil en a livré 61 à l'Égypte.", "61", 61, unit="count"),
    ),
    (  # what came on top
        exports(
            "En 2021, 43 entreprises du Brésil travaillent en Égypte.",
            "43",
            43,
            unit="count",
            item="entreprises",
        ),
        exports(
            "En 2021, 12 nouvelles entreprises du Brésil travaillent en Égypte.",
            "12",
            12,
            unit="count",
            item="nouvelles entreprises",
        ),
    ),
    (  # a hope
        PLAIN,
        exports(
            "En 2021, les exportations du Brésil vers l'Égypte ont atteint 300 millions de dollars.",
            "300 millions",
            300e6,
            status="target",
        ),
    ),
    (  # short names of goods tell them apart
        exports(
            "En 2021, le Brésil a exporté vers l'Égypte 40 millions de dollars de riz.", "40 millions", 40e6
        ),
        exports(
            "En 2021, le Brésil a exporté vers l'Égypte 65 millions de dollars de thé.", "65 millions", 65e6
        ),
    ),
    (  # a good whose name begins like a verb of telling
        PLAIN,
        exports(
            "En 2021, les exportations de montres du Brésil vers l'Égypte ont atteint 31 millions de dollars.",
            "31 millions",
            31e6,
        ),
    ),
]


@pytest.mark.parametrize(("left", "right"), UNLIKE)
def test_what_may_concern_different_things_is_no_conflict(left: Told, right: Told) -> None:
    assert found(left, right) == []


def test_two_figures_of_one_paragraph_are_left_to_the_paragraph() -> None:
    text = "En 2021, les exportations du Brésil vers l'Égypte ont atteint 120 millions de dollars, puis 190 millions en 2021."
    first = observation("120 millions", 120e6, sentence=text, parties=("BR", "EG"), **year(2021))
    second = observation("190 millions", 190e6, sentence=text, parties=("BR", "EG"), **year(2021))
    assert [finding.kind for finding in series.find(holdings([first, second]))] == []


def test_a_conflict_shows_every_passage_of_both_sides_and_how_far_they_are() -> None:
    second = exports(
        "Le Brésil a exporté vers l'Égypte 154 millions de dollars en 2021.", "154 millions", 154e6
    )
    held = holdings([placed(told, f"{n}.txt") for n, told in enumerate((PLAIN, PLAIN, second))])
    (finding,) = series.find(held)
    assert [(proof.doc, proof.role) for proof in finding.proofs] == [
        ("0.txt", "first"),
        ("1.txt", "first"),
        ("2.txt", "second"),
    ]
    assert finding.values["first"] == 120e6
    assert finding.values["second"] == 154e6
    assert finding.parties == ("BR", "EG")
    assert finding.at == "2021-12-31"
    assert finding.weight > 0.1


def test_figures_under_an_article_about_one_institution_are_its_own() -> None:
    """Aggregate words in such an article do not mean the country's trade."""
    bourse = [
        observation(
            f"{n} millions",
            n * 1e6,
            sentence=f"En 2021, la Bourse Alpha a vendu pour {n} millions de dollars.",
            orgs=("Bourse Alpha",),
            measure="trade_deals",
            parties=("BR", "EG"),
            document="b.txt",
            ordinal=n,
            **year(2021),
        )
        for n in (11, 12, 13)
    ]
    loose = observation(
        "25 millions",
        25e6,
        sentence="En 2021, les exportations du Brésil vers l'Égypte ont dépassé 25 millions de dollars.",
        parties=("BR", "EG"),
        document="b.txt",
        ordinal=20,
        **year(2021),
    )
    assert list(series.find(holdings([*bourse, loose, placed(PLAIN, "a.txt")]))) == []


def test_an_institution_under_its_names_has_one_series() -> None:
    """The words of its names tell nothing more; who deals there is who deals there."""
    kept = {"measure": "trade_deals", "parties": ("BR", "EG"), **year(2021)}
    first = observation(
        "31 millions",
        31e6,
        sentence="En 2021, les firmes d'Égypte ont conclu à la Bourse Alpha du Brésil pour 31 millions de dollars de transactions.",
        orgs=("Bourse Alpha",),
        document="a.txt",
        **kept,
    )
    second = observation(
        "53 millions",
        53e6,
        sentence="Les transactions des firmes d'Égypte avec le Brésil à la Bourse Alpha ont atteint 53 millions de dollars en 2021.",
        orgs=("Bourse Alpha",),
        document="b.txt",
        **kept,
    )
    assert [(f.kind, f.state) for f in series.find(holdings([first, second]))] == [
        ("contradiction", "differs")
    ]


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_many_values_of_one_figure_in_one_text_are_told_of(gap: str) -> None:
    sentences = [
        f"En 2021, les exportations du Brésil vers l'Égypte ont atteint {100 + 7 * n} millions de dollars."
        for n in range(100)
    ]
    found = audited([gap.join(sentences)], "same_period", series)[0]
    assert len([finding for finding in found if finding.kind == "contradiction"]) == 20
