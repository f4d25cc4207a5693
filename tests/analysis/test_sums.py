"""Sums told and not told; phases of a plan; stocks, flows and ordinals."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, str, list[Told]]] = [
    ("sum_of_two", "En mars 2017, la réunion a rassemblé des représentants de 24 villes péruviennes et 35 villes chiliennes.", [("derived", "sum", ("24", "35"))]),
    ("sum_of_two", "La région a signé 22 accords de coopération. Par ailleurs, 78 autres documents ont été signés par les villes.", [("derived", "sum", ("22", "78"))]),
    ("sum_of_two", "Au premier semestre 2021, 77 transactions d'un montant de 968 mille dollars ont eu lieu. Au premier semestre 2021, les objets de 76 transactions étaient des textiles, d'un montant de 2,3 millions de dollars.", [("derived", "sum", ("968 mille dollars", "2,3 millions de dollars"))]),
    ("sum_of_two", "La ville a 15 lignes de bus, 3 lignes de tramway et 2 lignes de métro, soit 20 lignes au total.", [("derived", "holds", ("20", "15", "3", "2"))]),
    ("sum_of_two", "La ville a 15 lignes de bus, 3 lignes de tramway et 2 lignes de métro, soit 22 lignes au total.", [("contradiction", "fails", ("22", "15", "3", "2"))]),
    ("sum_of_two", "En 2020, l'huile a rapporté 410 millions d'euros, le vin 135 millions et le liège 62 millions.", [("derived", "sum", ("410 millions d'euros", "135 millions", "62 millions"))]),
    ("sum_of_two", "L'huile a rapporté 410 millions d'euros en 2018, 435 millions en 2019 et 462 millions en 2020.", []),
    ("sum_of_two", "Le forum a réuni 24 villes et 35 entreprises.", []),
    ("phases_of_plan", "Le réseau compte aujourd'hui 288 bornes de recharge et devrait en compter 471 fin 2021. En deuxième phase (2022-2025), 466 seront ajoutées, et 407 autres ensuite (2026-2030).", [("derived", "cumulated", ("288", "471", "466", "407"))]),
    ("new_and_total", "Au cours de l'année, 12 nouvelles entreprises se sont installées, portant le nombre total à 95.", [("derived", "before", ("12", "95"))]),
    ("new_and_total", "Au cours de l'année, 12 entreprises ont fermé, portant le nombre total de chômeurs à 95.", []),
    ("ordinal_and_count", "À la fin de 2021, 85 résidents étaient enregistrés dans le parc. En mai 2022, le 87e résident a ouvert son usine. En avril 2022, 89 résidents étaient enregistrés.", [("derived", "holds", ("87e résident", "85", "89"))]),
    ("ordinal_and_count", "À la fin de 2021, 85 résidents étaient enregistrés dans le parc. En mai 2022, la 87e réunion a eu lieu.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][1][:40])
def test_sums(number: int) -> None:
    rule, _, expected = CASES[number]
    found = audited([text for _, text, _ in CASES], rule)[number]
    assert [told(finding) for finding in found] == expected


def test_phases_are_cumulated() -> None:
    (finding,) = audited([text for _, text, _ in CASES], "phases_of_plan")[8]
    assert finding.values["totals"] == [471, 937, 1344]
