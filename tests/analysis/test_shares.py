"""Shares: against part and whole, added up, over all there is."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, str, list[Told]]] = [
    ("part_and_share", "Au total, 45 firmes sur 150, soit 30 %, ont exporté.", [("derived", "holds", ("45", "150", "30 %"))]),
    ("part_and_share", "Au total, 45 firmes sur 150, soit 25 %, ont exporté.", [("contradiction", "fails", ("45", "150", "25 %"))]),
    ("part_and_share", "Le port a traité 45 000 conteneurs, soit 20 % des 120 000 conteneurs du pays.", [("contradiction", "fails", ("45 000", "120 000", "20 %"))]),
    ("part_and_share", "Les établissements ont signé plus de 560 accords, ce qui représente environ 10 % du total du pays.", [("derived", "whole", ("560", "10 %"))]),
    ("part_and_share", "Le groupe a vendu 1 500 tracteurs, soit 30 % de plus, et 300 camions.", []),
    ("part_and_share", "Le groupe a vendu 1 500 tracteurs, et 30 % du total des camions.", []),
    ("shares_sum", "La production se répartit ainsi, par structure : 45 % pour l'Europe, 40 % pour l'Asie et 25 % pour l'Afrique.", [("contradiction", "above", ("45 %", "40 %", "25 %"))]),
    ("shares_sum", "La région a exporté des biens, dont 45 % vers la Chine, 30 % vers l'Inde et 40 % par la mer.", [("tension", "above", ("45 %", "30 %", "40 %"))]),
    ("shares_sum", "Les achats du pays, par composition : 95 % des carburants, 29 % de tout ce que le pays consomme.", []),
    ("shares_sum", "La production se répartit ainsi, par structure : 45 % pour l'Europe, 30 % pour l'Asie et 25 % pour l'Afrique.", []),
    ("shares_sum", "La répartition des ventes est la suivante : Russie - 57 %, Europe - 31 %, Ukraine - 22 %.", [("contradiction", "above", ("57 %", "31 %", "22 %"))]),
    ("shares_sum", "Répartition des ventes en Russie : 57 %, contre 31 % en 2019 et 22 % en 2018.", []),
    ("shares_sum", "Le parc compte, par structure : 60 % des tracteurs, 60 % des ensileuses et 40 % des moissonneuses.", []),
    ("share_over_all", "La part des exportations dans la production de l'usine est de 850 %.", [("slip", "over", ("850 %",))]),
    ("share_over_all", "La part des exportations dans la production a atteint 120 % du niveau de 2019.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][1][:40])
def test_shares(number: int) -> None:
    rule, _, expected = CASES[number]
    found = audited([text for _, text, _ in CASES], rule)[number]
    assert [told(finding) for finding in found] == expected
