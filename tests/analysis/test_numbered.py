"""The n-th of a thing beside a later count of all."""

import pytest
from tests.analysis.auditing import Told, audited, told

from cordiale.analysis import numbered

CASES: list[tuple[str, list[Told]]] = [
    ("La banque a ouvert en mai 2020 à Lagos sa quarante-deuxième agence. Son rapport compte 37 agences au Nigeria à la fin de l'année 2020.", [("contradiction", "above", ("quarante-deuxième", "37"))]),
    ("Le 52e résident de la zone a reçu son certificat en octobre 2021. À la fin de 2021, la zone comptait 46 résidents, et aucun retrait n'avait été prononcé.", [("contradiction", "above", ("52e", "46"))]),
    # the same thing named far away
    ("Le parc Porto Novo Deux a accueilli en août 2020 sa centième entreprise norvégienne et emploie 3 000 personnes.\n\nUn autre sujet.\n\nLe vin se vend bien.\n\nÀ la fin de 2021, le parc Porto Novo Deux comptait 92 entreprises norvégiennes.", [("contradiction", "above", ("centième", "92"))]),
    # an earlier count, a count that reaches it, a part, another thing, some left
    ("Le 52e résident de la zone a reçu son certificat en octobre 2021. À la fin de 2020, la zone comptait 46 résidents.", []),
    ("Le 52e résident de la zone a reçu son certificat en octobre 2021. À la fin de 2021, la zone comptait 53 résidents.", []),
    ("Le 52e résident de la zone a reçu son certificat en octobre 2021. À la fin de 2021, la zone comptait 60 membres, dont 46 résidents.", []),
    ("Le 52e résident de la zone a reçu son certificat en octobre 2021. À la fin de 2021, la zone comptait 46 usines.", []),
    ("Le 52e résident de la zone a reçu son certificat en octobre 2021. À la fin de 2021, après le départ de huit d'entre eux, exclus du registre, la zone comptait 46 résidents.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_the_nth_is_within_later_counts(number: int) -> None:
    found = audited([text for text, _ in CASES], "ordinal_above_count", numbered)[number]
    assert [told(finding) for finding in found] == CASES[number][1]
