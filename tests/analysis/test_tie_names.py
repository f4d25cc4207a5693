"""Two places named with the year of their tie, and other sentences on the same two."""

import pytest
from tests.analysis.auditing import Told, audited, told

from cordiale.analysis import tie_names

LIST = "Liste des jumelages : Porto - Recife (1981) ; Braga - Manaus (1995) ; Faro - Natal (2002)."
CASES: list[tuple[str, list[Told]]] = [
    (f"{LIST}\n\nLe pacte d'amitié entre Braga et Manaus a été scellé en mai 1985 ; 30 entreprises étaient présentes.", [("contradiction", "two_years", ("Braga - Manaus (1995)", "1985"))]),
    # the one is named in the sentence before
    (f"{LIST}\n\nEn 2020, une délégation de Faro a signé trois contrats. « Notre jumelage, scellé en 1985, est vivant », dit la mairie de Natal.", [("contradiction", "two_years", ("Faro - Natal (2002)", "1985"))]),
    # the same year; another pair; a renewal; no tie told
    (f"{LIST}\n\nLe pacte d'amitié entre Braga et Manaus a été scellé en mai 1995 ; 30 entreprises étaient présentes.", []),
    (f"{LIST}\n\nLe pacte d'amitié entre Braga et Natal a été scellé en mai 1985 ; 30 entreprises étaient présentes.", []),
    (f"{LIST}\n\nLe jumelage de Braga et de Manaus a été renouvelé en 2015 ; 30 entreprises étaient présentes.", []),
    (f"{LIST}\n\nUne délégation de Braga s'est rendue à Manaus en 2015.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][-40:])
def test_listed_years_against_sentences(number: int) -> None:
    found = audited([text for text, _ in CASES], "listed_tie", tie_names)[number]
    assert [told(finding) for finding in found] == CASES[number][1]
