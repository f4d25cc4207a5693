"""A count, those who joined, and the count after."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("La zone comptait 24 résidents à la fin de l'année 2020. Neuf nouvelles entreprises y ont été enregistrées au cours de 2021 et aucune n'en est sortie. Fin 2021, 31 résidents y étaient inscrits.", [("contradiction", "fails", ("24", "Neuf", "31"))]),
    ("La zone comptait 24 résidents à la fin de l'année 2020. Neuf nouvelles entreprises y ont été enregistrées au cours de 2021. Fin 2021, 31 résidents y étaient inscrits.", [("tension", "fails", ("24", "Neuf", "31"))]),
    ("La zone comptait 24 résidents à la fin de l'année 2020. Neuf nouvelles entreprises y ont été enregistrées au cours de 2021. Fin 2021, 33 résidents y étaient inscrits.", [("derived", "holds", ("24", "Neuf", "33"))]),
    ("L'usine comptait 1 100 salariés au 31 décembre 2020. Au cours de l'année 2021, 350 embauches ont été faites, sans aucun départ. Fin 2021, l'usine comptait 1 320 salariés.", [("contradiction", "fails", ("1 100", "350", "1 320"))]),
    # some left; two years later; other things counted
    ("La zone comptait 24 résidents à la fin de l'année 2020. Neuf nouvelles entreprises y ont été enregistrées au cours de 2021, tandis que deux ont été exclues. Fin 2021, 31 résidents y étaient inscrits.", []),
    ("La zone comptait 24 résidents à la fin de l'année 2020. Neuf nouvelles entreprises y ont été enregistrées au cours de 2021. Fin 2023, 31 résidents y étaient inscrits.", []),
    ("La zone comptait 24 résidents à la fin de l'année 2020. Neuf nouvelles entreprises y ont été enregistrées au cours de 2021. Fin 2021, la zone comptait 31 hangars.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][-40:])
def test_a_count_and_those_who_joined(number: int) -> None:
    found = audited([text for text, _ in CASES], "count_joined")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
