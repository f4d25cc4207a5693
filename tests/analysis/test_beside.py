"""Two figures of one thing side by side: rounded, of another scope, of some months."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("Près de 7 000 tramways ont été livrés à Lisbonne entre 2018 et 2023, très exactement 6 870 d'après la ville.", [("tension", "rounded", ("7 000", "6 870"))]),
    ("Selon le registre portugais, 1 254 entreprises de ce pays étaient présentes au Brésil à la fin de 2022. Les chambres avancent volontiers le nombre de 1 300.", [("tension", "rounded", ("1 254", "1 300"))]),
    ("Le commerce de marchandises entre le Portugal et le Brésil a frôlé 19,5 milliards d'euros en 2022. Si l'on y ajoute le tourisme, on arrive à 23,8 milliards d'euros de biens et services échangés.", [("tension", "scope", ("19,5 milliards d'euros", "23,8 milliards d'euros"))]),
    ("En 2022, le commerce entre le Portugal et le Brésil a atteint 1,7 milliard d'euros. Sur les neuf premiers mois de 2022, il s'élevait à 1,24 milliard d'euros.", [("tension", "months", ("1,7 milliard d'euros", "1,24 milliard d'euros"))]),
    ("Le commerce du Portugal avec le Brésil s'élevait à 86,4 millions d'euros en 2022, d'après les douanes de Lisbonne ; celles de Rio ont retenu 87,7 millions d'euros.", [("tension", "sources", ("86,4 millions d'euros", "87,7 millions d'euros"))]),
    ("Le commerce du Portugal avec le Brésil s'élevait à 461 millions d'euros en 2022. En tenant compte des services de fret, on atteint 640 millions d'euros.", [("tension", "scope", ("461 millions d'euros", "640 millions d'euros"))]),
    # two of a list, two years, two places, others on top, two things counted
    ("En 2022, le Portugal a vendu au Brésil du liège pour 10,7 millions d'euros, du vin pour 10 millions d'euros.", []),
    ("En 2022, le Portugal comptait 1 254 usines au Brésil. En 2012, leur nombre était de 1 300.", []),
    ("Le Portugal comptait 1 254 usines au Brésil. On compte environ 1 300 usines au Maroc.", []),
    ("En 2022, le parc a reçu 30 hectares à Recife. Plus de 30 hectares supplémentaires pourraient lui être alloués à Recife.", []),
    ("En 2022, le Portugal comptait 1 254 usines au Brésil. On y recense aussi près de 1 300 magasins.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_side_by_side(number: int) -> None:
    found = audited([text for text, _ in CASES], "side_by_side")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
