"""Old level, growth and new level in one passage."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("Les exportations sont passées de 3,9 à 13,5 millions de dollars, soit 3,5 fois plus.", [("derived", "holds", ("3,9", "13,5 millions de dollars", "3,5 fois"))]),
    ("En 2023, les exportations ont atteint 104,3 milliards de dollars, contre 89,4 milliards un an plus tôt, soit une hausse de 16,6 %.", [("derived", "holds", ("89,4 milliards", "104,3 milliards de dollars", "16,6 %"))]),
    ("En 2020, la production a atteint 500 000 tonnes, contre 450 000 tonnes en 2019 (+11 %).", [("derived", "holds", ("450 000 tonnes", "500 000 tonnes", "+11 %"))]),
    ("Le nombre d'étudiants a presque doublé, passant de 1 000 à 1 900.", [("derived", "holds", ("1 000", "1 900", "doublé"))]),
    ("Les ventes ont été multipliées par 2,7, passant en un an de 30,4 millions d'euros à 80,6 millions d'euros.", [("derived", "holds", ("30,4 millions d'euros", "80,6 millions d'euros", "multipliées par 2,7"))]),
    ("En 2022, l'usine a assemblé 8 400 voitures, 40 % de plus qu'en 2021 (6 000 unités).", [("derived", "holds", ("6 000 unités", "8 400", "40 %"))]),
    ("En 2021, le commerce entre le Pérou et le Japon a atteint 120 millions de dollars (+15 %). En 2020, il était de 104 millions de dollars.", [("derived", "holds", ("104 millions de dollars", "120 millions de dollars", "+15 %"))]),
    # they do not fit
    ("En 2020, 1 450 contrats d'une valeur de 2,3 milliards d'euros ont été conclus ; en 2021, 1 700 contrats (+27 %) d'une valeur de 3,1 milliards d'euros.", [("contradiction", "fails", ("1 450", "1 700", "+27 %"))]),
    ("Les exportations sont passées de 40 à 52 millions de dollars, soit une hausse de 15 %.", [("contradiction", "fails", ("40", "52 millions de dollars", "15 %"))]),
    ("En 2020, le commerce entre le Vietnam et le Pérou est descendu à 43,3 milliards d'euros. En 2021, il a progressé de 20 % pour s'établir à 49 milliards d'euros.", [("contradiction", "fails", ("43,3 milliards d'euros", "49 milliards d'euros", "20 %"))]),
    ("En 2020, la production a atteint 500 000 tonnes, contre 450 000 tonnes en 2019 (+21 %).", [("contradiction", "fails", ("450 000 tonnes", "500 000 tonnes", "+21 %"))]),
    ("La production a baissé de 20 %, à 80 000 tonnes, contre 90 000 tonnes l'année précédente.", [("tension", "rounded", ("90 000 tonnes", "80 000 tonnes", "20 %"))]),
    ("La production a augmenté de 107,2 %, passant de 500 à 536 tonnes.", [("slip", "index", ("500", "536 tonnes", "107,2 %"))]),
    # thousands, millions, billions mixed up
    ("En 2021, les exportations du Bélarus vers l'Inde ont atteint 1 092,5 milliards de dollars, contre 911,8 millions en 2020.", [("slip", "magnitude", ("911,8 millions", "1 092,5 milliards de dollars"))]),
    ("En 2020, les exportations du Pérou vers la Chine étaient de 911,8 millions de dollars. En 2021, elles ont augmenté de 19,8 % et ont atteint 1 092,5 milliards de dollars.", [("slip", "magnitude", ("911,8 millions de dollars", "1 092,5 milliards de dollars", "19,8 %"))]),
    # what grew is something else, or is measured against something else
    ("Le prix est passé de 200 à 250 dollars la tonne, tandis que les volumes ont reculé de 10 %.", []),
    ("L'aéroport a accueilli 6,2 millions de passagers en 2019, 7,9 millions en 2023 et 8,4 millions en 2024, soit 39 % de plus qu'avant la pandémie.", []),
    ("La production a atteint 512 millions d'euros, contre 403 millions d'euros un an plus tôt, soit une hausse de 3 % en prix comparables.", []),
    ("La part de l'Europe est passée de 45 % à 52 %, soit une hausse de 7 points.", []),
    ("Le nombre de firmes est passé de 45 à 60.", []),
    ("Le prix moyen est passé de 300 à 450 dollars la tonne et les recettes ont doublé.", []),
    ("Le chiffre d'affaires est passé de 250 à 310 millions d'euros en trois ans, en progression de 8 % par an.", []),
    # a component in a bracket is no level before
    ("En 2021, les échanges entre le Pérou et le Chili étaient de 2,11 milliards de dollars (0,94 milliard de dollars à l'exportation, 1,17 milliard de dollars à l'importation) ; en 2022, ils sont montés à 2,76 milliards de dollars, soit 30,8 % de plus.", []),
]  # fmt: skip

BASES: list[tuple[str, list[Told], float | None]] = [
    ("En 2020, le commerce entre le Pérou et le Japon a reculé de 6,7 % et s'est élevé à 244 millions de dollars.", [("derived", "base", ("244 millions de dollars", "6,7 %"))], 262e6),
    ("En 2021, le commerce entre le Pérou et le Japon a atteint 57,4 millions d'euros, soit un taux de croissance de 102,2 % sur un an.", [("derived", "base", ("57,4 millions d'euros", "102,2 %"))], 56.2e6),
    ("Depuis 2015, le commerce entre le Pérou et le Japon s'est vu multiplié par 13, pour atteindre près de 95 millions de dollars en 2020.", [("derived", "long", ("95 millions de dollars", "multiplié par 13"))], 7.31e6),
    ("En 2021, le commerce a atteint 244 millions de dollars et devrait augmenter de 10 % en 2022.", [], None),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_changes(number: int) -> None:
    found = audited([text for text, _ in CASES], "level_and_growth")[number]
    assert [told(finding) for finding in found] == CASES[number][1]


@pytest.mark.parametrize("number", range(len(BASES)), ids=lambda n: BASES[n][0][:40])
def test_bases(number: int) -> None:
    found = audited([text for text, _, _ in BASES], "base_from_growth")[number]
    assert [told(finding) for finding in found] == BASES[number][1]
    assert [finding.values["base"] for finding in found] == [BASES[number][2]] * len(found)


def test_a_magnitude_slip_names_the_value_that_would_fit() -> None:
    finding = audited([text for text, _ in CASES], "level_and_growth")[14][0]
    assert finding.values["fits"] == 1092.5e6
