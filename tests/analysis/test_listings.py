"""So many of a thing, and their names."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("En 2019, 5 villes ont signé l'accord : Porto, Braga, Faro, Recife et Natal.", [("derived", "holds", ("5", "Porto, Braga, Faro, Recife et Natal"))]),
    ("En 2020, l'université compte 4 facultés : droit, lettres et arts, chimie, médecine.", [("derived", "holds", ("4", "droit, lettres et arts, chimie, médecine"))]),
    ("En 2019, 6 villes ont signé l'accord : Porto, Braga, Faro, Recife et Natal.", [("tension", "differs", ("6", "Porto, Braga, Faro, Recife et Natal"))]),
    # only some are named; parts that are counted; no list; a clause; half of them
    ("En 2019, 6 villes ont signé l'accord, notamment : Porto, Braga, Faro, Recife et Natal.", []),
    ("En 2019, 6 usines ont ouvert : trois à Porto, deux à Braga, une à Faro.", []),
    ("En 2019, 6 villes ont signé l'accord à Porto.", []),
    ("En 2019, 6 villes ont signé l'accord : Porto est la première, Braga la dernière, Faro attend.", []),
    ("En 2019, 10 villes ont signé l'accord : Porto, Braga, Faro, Recife et Natal.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_lists_against_their_count(number: int) -> None:
    found = audited([text for text, _ in CASES], "count_and_list")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
