"""Misprints: years, days, rates of exchange, a place's whole trade, headings."""

import pytest
from tests.analysis.auditing import Told, audited, told
from tests.analysis.making import observation

from cordiale.analysis import arithmetic
from cordiale.model import Placed
from cordiale.registers.holdings import holdings

WHOLE = "La région de Mourmansk commerce principalement avec la Norvège, la Finlande et la Chine. En 2020, le commerce extérieur de la région de Mourmansk a atteint {} de dollars. En 2017, les échanges entre Malte et la région de Mourmansk ont atteint 5 millions de dollars."

CASES: list[tuple[str, str, list[Told]]] = [
    ("years_out_of_order", "Le plan pour 2023-2018 prévoit 40 mesures.", [("slip", "reversed", ("2023-2018",))]),
    ("years_out_of_order", "On a retenu 20 projets pour 20242026.", [("slip", "fused", ("20242026",))]),
    ("years_out_of_order", "Le plan pour 2018-2023 prévoit 40 mesures. La loi n° 2018-1021 reste en vigueur.", []),
    ("day_of_no_month", "L'accord sur 40 mesures a été signé le 31 juin 2021.", [("slip", "no_day", ("31 juin",))]),
    ("day_of_no_month", "L'accord sur 40 mesures a été signé le 29 février 2020.", []),
    ("rate_of_exchange", "Le contrat porte sur 65 milliards de yuans (10 millions de dollars).", [("slip", "absurd", ("65 milliards de yuans", "10 millions de dollars"))]),
    ("rate_of_exchange", "Le contrat porte sur 65 millions de yuans (10 millions de dollars).", [("derived", "holds", ("65 millions de yuans", "10 millions de dollars"))]),
    ("rate_of_exchange", "En 2012, les recettes ont atteint 3 000 milliards de roubles bélarussiens (350 millions de dollars).", []),
    ("rate_of_exchange", "Les recettes ont atteint 65 millions de roubles (30 millions de dollars).", []),
    ("rate_of_exchange", "Le contrat porte sur 65 milliards de yuans et 10 millions de dollars.", []),
    ("trade_with_everybody", WHOLE.format("12,2 millions"), [("slip", "too_small", ("12,2 millions de dollars", "5 millions de dollars"))]),
    ("trade_with_everybody", WHOLE.format("12,2 milliards"), []),
    ("impossible_year", "Le plan pour 2019-20210 prévoit 40 mesures.", [("slip", "period", ("2019-20210",))]),
    ("impossible_year", "En 2017, 40 projets ont été retenus. L'accord a été signé en mai 2107 à Tunis.", [("slip", "beyond", ("2107",))]),
    ("impossible_year", "En 2017, 40 projets ont été retenus. Le journal date le texte du 30 juin 2091.", [("slip", "beyond", ("2091",))]),
    ("impossible_year", "En 2017, 40 projets ont été retenus. La neutralité est visée d'ici 2100.", []),
    ("impossible_year", "En 2017, 2107 projets ont été retenus sous le n° 2018-20190-A.", []),
    ("note_in_groups", "En 2020, la zone comptait 1 25012 salariés et 310 entreprises.", [("slip", "fused", ("1 25012",))]),
    ("note_in_groups", "En 2020, la zone comptait 1 250 salariés, 12500 machines et 1 250 120 arbres.", []),
    ("reversed_range", "En 2020, le trajet de Lisbonne à Porto prend de 30 à 12 jours selon la saison.", [("slip", "reversed", ("30 à 12",))]),
    ("reversed_range", "En 2020, le trajet prend de 12 à 30 jours ; il est passé de 30 à 12 jours.", []),
    ("magnitude_in_row", "Les investissements ont atteint 3,1 milliards d'euros en 2017, 5,4 milliards d'euros en 2018, 4,9 millions d'euros en 2019 et 6,6 milliards d'euros en 2020.", [("slip", "magnitude", ("4,9 millions d'euros", "5,4 milliards d'euros", "6,6 milliards d'euros"))]),
    ("magnitude_in_row", "Les investissements ont atteint 3,1 milliards d'euros en 2017, 5,4 milliards d'euros en 2018, dont 4,9 millions d'euros pour le rail, et 6,6 milliards d'euros en 2020.", []),
    ("magnitude_in_row", "Les investissements ont atteint 3,1 milliards d'euros en 2017, 5,4 milliards d'euros en 2018, 490 millions d'euros en 2019 et 6,6 milliards d'euros en 2020.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][1][:40])
def test_misprints(number: int) -> None:
    rule, _, expected = CASES[number]
    found = audited([text for _, text, _ in CASES], rule)[number]
    assert [told(finding) for finding in found] == expected
    assert all(finding.values["fits"] for finding in found if finding.kind == "slip")


def numbered(quote: str, value: float, start: int, cite: str | None) -> Placed:
    return observation(
        quote,
        value,
        sentence=f"On compte {quote} membres.",
        unit="count",
        measure="entities",
        start=start,
        cite=cite,
        ordinal=start,
    )


NOTES: list[tuple[str, float, list[float]]] = [
    ("2 48267", 248267, [2482]),  # note 67 is missing between 66 and 68, and 2,482 are told of elsewhere
    ("2 48269", 248269, []),  # it does not end in the missing number
    ("2 59067", 259067, []),  # nothing else is so many
]


@pytest.mark.parametrize(("quote", "value", "fits"), NOTES)
def test_a_note_in_a_figure(quote: str, value: float, fits: list[float]) -> None:
    told_of = (
        numbered("2 482", 2482, 0, "66"),
        numbered(quote, value, 100, None),
        numbered("3 100", 3100, 200, "68"),
    )
    found = [finding for finding in arithmetic.find(holdings(told_of)) if finding.rule == "note_in_figure"]
    assert [finding.values["fits"] for finding in found] == fits
