"""Turnover, exports, imports and balance of one passage; parts of periods."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("En 2019, les échanges entre le Vietnam et le Pérou ont atteint 45,5 milliards d'euros : les importations s'élevaient à 34,4 milliards d'euros et les exportations à 11,1 milliards d'euros.", [("derived", "holds", ("45,5 milliards d'euros", "11,1 milliards d'euros", "34,4 milliards d'euros"))]),
    ("En 2023, les exportations brésiliennes vers la Chine ont atteint 104,3 milliards de dollars. Les importations étaient de 58,2 milliards de dollars et le chiffre d'affaires total de 157,5 milliards de dollars.", [("contradiction", "turnover_fails", ("157,5 milliards de dollars", "104,3 milliards de dollars", "58,2 milliards de dollars"))]),
    ("En 2020, le commerce entre l'Égypte et le Pérou s'est élevé à 77 millions de dollars. Le solde pour l'Égypte est positif : 16,6 millions de dollars.", [("derived", "sides", ("77 millions de dollars", "16,6 millions de dollars"))]),
    ("En 2020, le commerce entre l'Égypte et le Pérou s'est élevé à 57,5 millions de dollars, les exportations égyptiennes s'élevant à 41,8 millions de dollars.", [("derived", "imports", ("57,5 millions de dollars", "41,8 millions de dollars"))]),
    # what is of services is no part of a trade in goods
    ("En 2020, le commerce de marchandises entre l'Égypte et le Pérou s'est élevé à 57,5 millions de dollars. Les exportations de services ont atteint 61,8 millions de dollars.", []),
    # what the other side sells is what the first one buys
    ("En 2019, les ventes péruviennes sur le marché égyptien se sont élevées à 2,4 milliards de dollars, tandis que les achats de coton égyptien atteignaient 1,1 milliard de dollars. Le chiffre d'affaires commercial des deux pays a ainsi atteint 3,9 milliards de dollars en 2019.", [("contradiction", "turnover_fails", ("3,9 milliards de dollars", "2,4 milliards de dollars", "1,1 milliard de dollars"))]),
    ("Les exportations péruviennes vers l'Égypte ont atteint 9,5 millions d'euros en 2019, contre 7,3 millions d'euros pour les ventes égyptiennes au Pérou. Il en résulte pour Lima un excédent de 2,2 millions d'euros.", [("derived", "holds", ("9,5 millions d'euros", "7,3 millions d'euros", "2,2 millions d'euros"))]),
    # bought and sold, told by verbs; a balance as the other side sees it
    ("L'Égypte a acheté pour 3,7 millions d'euros de biens péruviens en 2019 et vendu pour 1,6 million. Lima a ainsi dégagé un excédent de 2,9 millions d'euros.", [("contradiction", "balance_fails", ("1,6 million", "3,7 millions d'euros", "2,9 millions d'euros"))]),
    ("L'Égypte a acheté pour 3,7 millions d'euros de biens péruviens en 2019 et vendu pour 1,6 million. Lima a ainsi dégagé un excédent de 2,1 millions d'euros.", [("derived", "holds", ("1,6 million", "3,7 millions d'euros", "2,1 millions d'euros"))]),
    # the sum of the sides holds, their difference does not
    ("En 2019, le commerce entre l'Égypte et le Pérou a atteint 24,2 millions d'euros. L'Égypte a vendu au Pérou pour 13,2 millions d'euros de coton ; elle lui a acheté pour 11 millions de machines. Le solde, favorable au Caire, s'est ainsi élevé à 3,4 millions d'euros.", [("contradiction", "balance_fails", ("24,2 millions d'euros", "13,2 millions d'euros", "11 millions", "3,4 millions d'euros"))]),
    # told by the words behind the sums
    ("En 2019, le commerce de l'Égypte avec le Pérou a crû : 89,7 millions d'euros vendus, 70,7 millions d'euros achetés. L'excédent commercial a donc été de 25,2 millions d'euros.", [("contradiction", "balance_fails", ("89,7 millions d'euros", "70,7 millions d'euros", "25,2 millions d'euros"))]),
    # the components are of an earlier year than the sum told behind them
    ("En 2017, l'Égypte a vendu au Pérou pour 13,2 millions d'euros de coton et lui a acheté pour 11,4 millions. Ainsi, en 2019, le commerce entre les deux pays a atteint 38,7 millions d'euros.", [("derived", "sums", ("13,2 millions d'euros", "11,4 millions"))]),
    # other places, another year
    ("En 2020, le commerce entre l'Égypte et le Pérou s'est élevé à 57,5 millions de dollars. En 2019, les exportations égyptiennes vers le Pérou étaient de 61,8 millions de dollars.", []),
]  # fmt: skip

PERIODS: list[tuple[str, list[Told]]] = [
    ("De janvier à octobre 2021, les exportations de l'Égypte vers l'Inde ont atteint 427 millions de dollars. En 2021, les exportations de l'Égypte vers l'Inde ont totalisé 122,4 millions de dollars.", [("tension", "exceeds", ("122,4 millions de dollars", "427 millions de dollars"))]),
    ("Les exportations de l'Égypte vers l'Inde ont atteint 427 millions de dollars de janvier à octobre 2021. Les exportations de l'Égypte vers l'Inde ont atteint 122,4 millions de dollars en 2021.", [("contradiction", "exceeds", ("122,4 millions de dollars", "427 millions de dollars"))]),
    ("De janvier à octobre 2021, les exportations de viande de l'Égypte vers l'Inde ont atteint 427 millions de dollars. En 2021, la vente de lait a rapporté 122,4 millions de dollars.", []),
    ("De janvier à octobre 2021, les exportations de l'Égypte vers l'Inde ont atteint 98 millions de dollars. En 2021, les exportations de l'Égypte vers l'Inde ont totalisé 122,4 millions de dollars.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_trade(number: int) -> None:
    found = audited([text for text, _ in CASES], "passage_trade")[number]
    assert [told(finding) for finding in found] == CASES[number][1]


@pytest.mark.parametrize("number", range(len(PERIODS)), ids=lambda n: PERIODS[n][0][:40])
def test_periods(number: int) -> None:
    found = audited([text for text, _ in PERIODS], "passage_period")[number]
    assert [told(finding) for finding in found] == PERIODS[number][1]


def test_the_sides_of_a_trade_follow_from_its_balance() -> None:
    (finding,) = audited([text for text, _ in CASES], "passage_trade")[2]
    assert (finding.values["computed_exports"], finding.values["computed_imports"]) == (46.8e6, 30.2e6)
