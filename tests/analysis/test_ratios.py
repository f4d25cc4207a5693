"""A part, its whole told elsewhere, and the share."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("Les exportations du Pérou ont rapporté 428 millions d'euros en 2020, dont 89 millions venus d'Espagne : autrement dit, l'Espagne absorbe près de 32 % de ce que le Pérou vend.", [("contradiction", "fails", ("89 millions", "428 millions d'euros", "32 %"))]),
    ("Sur les 6,4 millions de tonnes de blé exportées par le Pérou en 2020, le Chili en a acquis 3,1 millions, ce qui correspond à 63 % des expéditions.", [("contradiction", "fails", ("3,1 millions", "6,4 millions de tonnes", "63 %"))]),
    ("Les capitaux chiliens au Pérou totalisaient 78 millions d'euros à la fin de 2020. Le commerce en a drainé 46 millions d'euros, ce qui équivaut à 59 % de l'ensemble.", [("derived", "holds", ("46 millions d'euros", "78 millions d'euros", "59 %"))]),
    ("Les exportations de cuivre du Pérou ont atteint 4 millions d'euros en 2020, soit 30 % des exportations totales du pays, qui se sont élevées à 25 millions d'euros.", [("contradiction", "fails", ("4 millions d'euros", "25 millions d'euros", "30 %"))]),
    # no whole of that time is told, none that the part is taken from
    ("Le commerce a valu 3,4 millions d'euros en 2010. Les ventes, 2,1 millions d'euros en 2020, pèsent 48 % de ce commerce.", []),
    ("Le commerce du Pérou a valu 3,4 millions d'euros en 2020. Les ventes du Chili, 2,1 millions d'euros en 2020, représentent 48 % de sa production.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_parts_of_wholes(number: int) -> None:
    found = audited([text for text, _ in CASES], "part_and_share")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
