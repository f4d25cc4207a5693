"""How far the members of a whole have come."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("La feuille de route compte 162 mesures. Au 1er juillet 2023, 74 mesures avaient été exécutées, 51 étaient en cours et 29 n'avaient pas commencé.", [("contradiction", "fails", ("162", "74", "51", "29"))]),
    ("La feuille de route compte 162 mesures. Au 1er juillet 2023, 74 mesures avaient été exécutées, 51 étaient en cours et 37 n'avaient pas commencé.", [("derived", "holds", ("162", "74", "51", "37"))]),
    ("La commission a retenu en 2020 une liste de 28 projets. Neuf d'entre eux étaient en service en 2023 ; onze autres sortaient de terre.", [("derived", "remainder", ("28", "Neuf", "onze"))]),
    ("La phase de 2020 comporte 35 rubriques : 30 sont jugées bonnes, les autres seront revues.", [("derived", "remainder", ("35", "30"))]),
    ("La feuille de route compte 42 mesures. Au 1er juillet 2023, 34 mesures avaient été exécutées, 12 étaient en cours.", [("contradiction", "fails", ("42", "34", "12"))]),
    # one state alone; other things; about so many
    ("La feuille de route compte 162 mesures. Au 1er juillet 2023, 74 mesures avaient été exécutées.", []),
    ("La feuille de route compte 162 mesures. En 2023, 74 usines étaient ouvertes, 51 étaient en chantier et 29 n'étaient pas commencées.", []),
    ("La feuille de route compte 162 mesures. Au 1er juillet 2023, environ 70 mesures avaient été exécutées, 51 étaient en cours et 29 n'avaient pas commencé.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_states_make_the_whole(number: int) -> None:
    found = audited([text for text, _ in CASES], "states_of_whole")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
