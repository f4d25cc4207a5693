"""Parts and wholes: lists that add up, that do not, and what is no list of parts."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    # they add up
    ("Le parc compte 60 résidents, dont 33 chinois, 15 russes et 12 bélarussiens.", [("derived", "holds", ("60", "33", "15", "12"))]),
    ("Le forum a abouti à 18 documents : sept accords, quatre mémorandums, six contrats et un plan.", [("derived", "holds", ("18", "sept", "quatre", "six", "un"))]),
    ("Le plan associe 140 instituts - 59 péruviens et 81 thaïlandais - et 12 villes.", [("derived", "holds", ("140", "59", "81"))]),
    ("La zone compte 80 firmes (45 chinoises, 20 russes et 15 serbes) et 12 projets.", [("derived", "holds", ("80", "45", "20", "15"))]),
    ("Au début de 2020, le parc comptait 60 résidents de 15 pays, dont : 33 - de Chine ; 15 - d'Autriche, de Chypre et d'Estonie ; 12 - créés sur place.", [("derived", "holds", ("60", "33", "15", "12"))]),
    ("Le fonds dispose de 500 millions de dollars : 300 millions apportés par la Chine et 200 millions par la banque.", [("derived", "holds", ("500 millions de dollars", "300 millions", "200 millions"))]),
    ("Cette année, 16 laiteries ont été agréées. Les plus actives sont celles du sud : 6 fromageries, 7 beurreries, 2 fermes et une coopérative.", [("derived", "holds", ("16", "6", "7", "2", "une"))]),
    ("La banque a accordé 12 prêts : 5 en 2018 (140 millions), 4 en 2019 (100 millions) et 3 en 2020 (100 millions).", [("derived", "holds", ("12", "5", "4", "3"))]),
    # they do not, and must
    ("On y trouve 54 sociétés, dont 13 coentreprises et 36 sociétés étrangères.", [("contradiction", "fails", ("54", "13", "36"))]),
    ("Le programme prévoit 24 mesures : 10 pour l'industrie, 8 pour l'éducation et 5 pour le tourisme.", [("contradiction", "fails", ("24", "10", "8", "5"))]),
    ("Le fonds dispose de 500 millions de dollars : 300 millions apportés par la Chine et 250 millions par la banque.", [("contradiction", "above", ("500 millions de dollars", "300 millions", "250 millions"))]),
    ("Le groupe emploie 5 213 personnes, dont 3 104 femmes et 1 650 hommes.", [("contradiction", "fails", ("5 213", "3 104", "1 650"))]),
    ("Le volume a atteint 120 tonnes, dont 150 tonnes pour l'exportation.", [("contradiction", "part_above", ("120 tonnes", "150 tonnes"))]),
    ("Les échanges ont atteint 2,1 millions de dollars, dont 575 millions de dollars de ventes.", [("slip", "misprint", ("2,1 millions de dollars", "575 millions de dollars"))]),
    # they may
    ("Sur 600 firmes, 280 viennent d'Asie, 190 d'Europe et 90 d'Amérique.", [("tension", "fails", ("600", "280", "190", "90"))]),
    ("La délégation comptait 62 personnes : 20 ingénieurs, 15 élus et 11 journalistes.", [("tension", "fails", ("62", "20", "15", "11"))]),
    ("La délégation comptait 20 personnes : 10 ingénieurs, 5 élus et 3 journalistes et photographes.", [("tension", "fails", ("20", "10", "5", "3"))]),
    ("On compte 3 000 firmes : 1 800 dans la capitale, 700 à Lyon et 200 à Lille.", [("tension", "fails", ("3 000", "1 800", "700", "200"))]),
    ("Le parc compte 1 240 bus, dont 620 diesel, 410 au gaz et 310 électriques.", [("tension", "above", ("1 240", "620", "410", "310"))]),
    # some parts only: the rest is computed
    ("Le holding réunit 31 sociétés, dont 21 usines.", [("derived", "remainder", ("31", "21"))]),
    ("Les membres sont 3 200, dont 450 agriculteurs, 1 200 industriels et 700 transporteurs.", [("derived", "remainder", ("3 200", "450", "1 200", "700"))]),
    ("La Turquie a investi 3 milliards de dollars, dont 2 milliards dans l'énergie et 500 millions dans les transports.", [("derived", "remainder", ("3 milliards de dollars", "2 milliards", "500 millions"))]),
    # not a list of parts, or one that a bound allows
    ("Les échanges ont dépassé 1,7 milliard d'euros : 960 millions dans un sens et 780 millions dans l'autre.", []),
    ("L'usine fabrique trois modèles : 300 unités du premier, 200 du second et 150 du troisième.", []),
    ("Le salon a reçu 120 exposants, dont plus de 45 étrangers, et 3 000 visiteurs.", []),
    ("On a signé 45 accords, dont 30 sur le commerce, 20 sur l'éducation et 15 sur la culture.", []),
    ("Les deux pays ont conclu 14 accords en 2019, 18 en 2020 et 22 en 2021.", []),
    ("Le forum a examiné 40 projets, notamment : 5 dans l'énergie et 3 dans les transports.", []),
    ("La production a atteint 1 200 tonnes (350 en 2019).", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][:40])
def test_parts(number: int) -> None:
    found = audited([text for text, _ in CASES], "parts_and_whole")[number]
    assert [told(finding) for finding in found] == CASES[number][1]


def test_a_slip_names_the_value_that_would_fit() -> None:
    text = "Les échanges ont atteint 2,1 millions de dollars, dont 575 millions de dollars de ventes."
    (finding,) = audited([text], "parts_and_whole")[0]
    assert finding.values["fits"] == 575e3


def test_proofs_stand_in_the_document_exactly() -> None:
    text = "Le forum a abouti à 18 documents : sept accords,\nquatre mémorandums, six contrats\net un plan d'action."
    (finding,) = audited([text], "parts_and_whole")[0]
    document = f"UN ARTICLE\n\n{text}\n"
    assert [document[proof.start : proof.end] for proof in finding.proofs] == [
        p.quote for p in finding.proofs
    ]
    assert [proof.statement is None for proof in finding.proofs][-1]
