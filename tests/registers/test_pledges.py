"""What is announced to come about: things, the words that announce them, and their dates."""

import pytest
from tests.registers.telling import Page, held

from cordiale.registers.pledges import read_pledges, stated_pledges


def told(sentence: str, *, said: int = 2021) -> list[tuple[str, str | None]]:
    """The pledges of a sentence: the words for the thing, and its last day."""
    item = Page(sentence).told(sentence.split()[0], "event", said=said)
    return [
        (pledge.what, pledge.deadline.until.isoformat() if pledge.deadline else None)
        for pledge in read_pledges(held(item))
    ]


@pytest.mark.parametrize(
    ("sentence", "what", "until"),
    [
        ("Le port prévoit de construire un terminal à conteneurs.", "terminal à conteneurs", None),
        ("Les parties ont convenu de créer une école de langues à Fès.", "école de langues à Fès", None),
        ("Un accord sur la création d'un laboratoire commun a été signé.", "laboratoire commun",
         None),
        ("La société ouvrira un atelier à Tanger.", "atelier à Tanger", None),
        ("L'usine de Tanger sera mise en service en 2023.", "usine de Tanger", "2023-12-31"),
        ("Ce centre, qui forme des soudeurs, devrait être ouvert en 2022.", "centre", "2022-12-31"),
        ("Le consulat ouvrira d'ici la fin de l'année 2021.", "consulat", "2021-12-31"),
        ("La rencontre des maires aura lieu en 2022.", "La rencontre des maires", "2022-12-31"),
        ("Ils ont évoqué l'ouverture d'un parc, prévue pour 2024.", "parc", "2024-12-31"),
        ("La ville salue l'achèvement de la piscine en 2023.", "piscine en 2023", "2023-12-31"),
        ("En 2021, le groupe prévoit de lancer une ligne de montage.", "ligne de montage", "2021-12-31"),
        ("La première remise de prix aura lieu en 2023.", "La première remise de prix", "2023-12-31"),
        ("Cet accord aboutira à l'ouverture d'une classe à Fès en 2023.", "classe à Fès en 2023", "2023-12-31"),
        ("Ils prévoient d'adopter un plan de pêche en 2023.", "plan de pêche en 2023", "2023-12-31"),
        ("Le port devait ouvrir un quai d'ici la fin de l'année 2019.", "quai d'ici la fin de l'année 2019",
         "2019-12-31"),
        # The date of the meeting is none of the thing.
        ("En mai 2021, les parties ont décidé de créer une école.", "école", None),
        ("En 2021, la question de la création d'une école a été examinée.", "école", None),
        ("Au 1er juin 2021 le port prévoit d'ouvrir un quai.", "quai", None),
        ("La société ouvrira un atelier ; en 2025 elle fêtera ses vingt ans.", "atelier", None),
    ],
)  # fmt: skip
def test_a_thing_to_come_is_read_with_its_date(sentence: str, what: str, until: str | None) -> None:
    assert told(sentence) == [(what, until)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Une école a été ouverte à Fès.",
        "Le projet avance depuis la création d'un centre à Fès.",
        "Le plan a été adopté lors de l'ouverture d'un centre.",
        "La société a construit un terminal.",
        "Les exportations augmenteront en 2023.",
        "Les parties souhaitent créer des conditions favorables.",
        "L'achèvement de la piscine a eu lieu en 2019.",
        "Ils prévoient d'adopter un plan de pêche.",
        "Ils prévoient d'adopter un plan pour 2022-2024.",
        "L'inauguration du lycée a eu lieu le 2 mai 2022.",
        "Il faut créer 200 emplois en 2023.",
        "En 2024, on fêtera l'anniversaire de l'ouverture du lycée.",
    ],
)
def test_what_has_come_about_or_is_no_thing_is_none(sentence: str) -> None:
    assert told(sentence) == []


def test_a_date_of_the_past_is_not_when_a_thing_is_to_be() -> None:
    assert told("L'usine de Tanger devrait être ouverte en 2023.", said=2024) == [("usine de Tanger", None)]
    assert told("Il prévoit d'ouvrir une usine comme en 2019.") == [("usine comme en 2019", None)]


def test_statements_announce_openings_and_links_by_themselves() -> None:
    page = Page("Salon commun à Fès en 2022.", "Une usine d'assemblage y naîtra.", "Visite à Rabat.")
    fair = page.told("Salon", "event", eventtype="exhibition", date="2022", status="planned")
    plant = page.told("usine d'assemblage", "relation", relation="assembly", status="proposed")
    done = page.told("Visite", "event", status="planned")
    body = Page("Le 3e forum des régions franco-marocaines se tiendra en 2022.", volume=2)
    sitting = body.told("forum", "event", eventtype="forum", ordinal=3, date="2022", status="planned")
    found = list(stated_pledges(held(fair, plant, done, sitting)))
    assert [(one.noun, one.deadline is None) for one in found] == [
        ("salon", False),
        ("usine d'assemblage", True),
    ]
    assert found[0].deadline is not None and found[0].deadline.since.isoformat() == "2022-01-01"
