"""Dates of one thing told differently: ties of two places, sessions, plans, openings."""

from typing import Any

import pytest
from tests.analysis.making import placed

from cordiale.analysis import dates
from cordiale.analysis.dates import contains
from cordiale.model import Placed
from cordiale.registers.holdings import holdings

LYON = ("FR-ARA", "JP-13")
Told = tuple[str, str, str, dict[str, Any], dict[str, Any]]
"""Kind, sentence, anchor, its fields, what else is told."""


def twin(sentence: str, anchor: str, date: str | None, **told: Any) -> Told:
    return (
        "relation",
        sentence,
        anchor,
        {"relation": "twinning", "date": date},
        {"parties": ("FR:Nantes", "JP:Niigata"), **told},
    )


def paper(sentence: str, anchor: str, date: str | None, **told: Any) -> Told:
    fields = {
        "doctype": told.pop("doctype", "agreement"),
        "stage": "signed",
        "date": date,
        "valid": told.pop("valid", None),
    }
    return "document", sentence, anchor, fields, {"parties": ("FR:Nantes", "JP:Niigata"), **told}


def session(sentence: str, anchor: str, ordinal: int, date: str | None, **told: Any) -> Told:
    fields = {"eventtype": "commission", "ordinal": ordinal, "date": date, "place": None}
    return "event", sentence, anchor, fields, {"parties": ("FR", "JP"), **told}


def opening(sentence: str, anchor: str, date: str, **told: Any) -> Told:
    fields = {"eventtype": "opening", "ordinal": None, "date": date, "place": None}
    return "event", sentence, anchor, fields, {"parties": ("FR", "JP"), **told}


def made(told: Told, document: str) -> Placed:
    kind, sentence, anchor, fields, more = told
    return placed(kind, anchor, fields, sentence=sentence, document=document, **more)


def found(*told: Told) -> list[tuple[str, str, str]]:
    held = holdings([made(item, f"{index}.txt") for index, item in enumerate(told)])
    return [(finding.kind, finding.rule, finding.state) for finding in dates.find(held)]


LISTED = twin("Les villes jumelles de Nantes sont Niigata (2009) et Seattle (1980).", "Niigata", "2009")
LOOSE = twin(
    "Nantes compte comme villes jumelles ou partenaires Niigata (2009) et Seattle (1980).", "Niigata", "2009"
)
IN_TEXT = twin(
    "En 2012, Nantes et Niigata ont établi des relations de jumelage.", "relations de jumelage", "2012"
)
AGREED = paper(
    "L'accord de jumelage entre Nantes et Niigata a été signé en 2015.", "accord de jumelage", "2015"
)

CONFLICTS: list[tuple[tuple[Told, ...], list[tuple[str, str, str]]]] = [
    ((LISTED, IN_TEXT), [("contradiction", "tie_dates", "two_years")]),
    ((LISTED, AGREED), [("contradiction", "tie_dates", "two_years")]),
    ((LISTED, IN_TEXT, AGREED), [("contradiction", "tie_dates", "two_years")] * 2),
    # A list of partners may tell an earlier tie than the twinning, years before.
    ((LOOSE, AGREED), [("tension", "tie_dates", "another_step")]),
    # A year apart is one step misdated.
    (
        (
            LOOSE,
            paper(
                "L'accord de jumelage entre Nantes et Niigata a été signé en 2010.",
                "accord de jumelage",
                "2010",
            ),
        ),
        [("contradiction", "tie_dates", "two_years")],
    ),
    # Partners cannot be younger than their friendship.
    (
        (LOOSE, paper("Nantes et Niigata ont signé en 2004 un accord d'amitié.", "accord", "2004")),
        [("contradiction", "tie_dates", "first_tie")],
    ),
    # Twins may be.
    (
        (LISTED, paper("Nantes et Niigata ont signé en 2004 un accord d'amitié.", "accord", "2004")),
        [("tension", "tie_dates", "another_step")],
    ),
    # The earlier year is that of a known agreement: two steps.
    (
        (
            LISTED,
            IN_TEXT,
            paper(
                "Nantes et Niigata ont signé en 2009 un accord de coopération portuaire.",
                "accord de coopération",
                "2009",
            ),
        ),
        [("tension", "tie_dates", "another_step")],
    ),
    (
        (
            session(
                "La 7e réunion de la commission mixte franco-japonaise s'est tenue en mai 2018.",
                "réunion de la commission mixte",
                7,
                "2018-05",
            ),
            session(
                "En octobre 2019 a eu lieu la 7e réunion de la commission mixte franco-japonaise.",
                "réunion de la commission mixte",
                7,
                "2019-10",
            ),
        ),
        [("contradiction", "session_dates", "two_dates")],
    ),
    (
        (
            session(
                "La 7e réunion de la commission mixte franco-japonaise s'est tenue en mai 2019.",
                "réunion de la commission mixte",
                7,
                "2019-05",
            ),
            session(
                "La 8e réunion de la commission mixte franco-japonaise a eu lieu en mars 2018.",
                "réunion de la commission mixte",
                8,
                "2018-03",
            ),
        ),
        [("contradiction", "session_dates", "order")],
    ),
    (
        (
            paper(
                "La feuille de route 2021-2023 pour la pêche a été signée par la France et le Japon en mars 2021.",
                "feuille de route",
                "2021-03",
                doctype="roadmap",
                valid=[2021, 2023],
                parties=("FR", "JP"),
            ),
            paper(
                "La France et le Japon ont signé en juin 2020 la feuille de route 2021-2023 pour la pêche.",
                "feuille de route",
                "2020-06",
                doctype="roadmap",
                valid=[2021, 2023],
                parties=("FR", "JP"),
            ),
        ),
        [("contradiction", "plan_dates", "two_dates")],
    ),
    (
        (
            opening(
                "La société Daikin a ouvert une usine près de Rouen en mai 2016.",
                "usine",
                "2016-05",
                orgs=("Daikin",),
            ),
            opening(
                "En avril 2017, la société Daikin a ouvert une usine près de Rouen.",
                "usine",
                "2017-04",
                orgs=("Daikin",),
            ),
        ),
        [("contradiction", "opening_dates", "two_dates")],
    ),
]


@pytest.mark.parametrize(("told", "expected"), CONFLICTS)
def test_two_dates_of_one_thing(told: tuple[Told, ...], expected: list[tuple[str, str, str]]) -> None:
    assert found(*told) == expected


UNLIKE: list[tuple[Told, ...]] = [
    # One year, told more and less exactly.
    (
        LISTED,
        twin(
            "En mai 2009, Nantes et Niigata ont établi des relations de jumelage.",
            "relations de jumelage",
            "2009-05",
        ),
    ),
    # Other pairs: another town, the region of the town.
    (
        LISTED,
        twin(
            "En 2012, Nantes et Kobe ont noué des liens de jumelage.",
            "liens de jumelage",
            "2012",
            parties=("FR:Nantes", "JP:Kobe"),
        ),
    ),
    (
        LISTED,
        twin(
            "Depuis 2012, la région et Niigata sont jumelées.",
            "jumelées",
            "2012",
            parties=("FR-PDL", "JP:Niigata"),
        ),
    ),
    # The year in the sentence is that of something else.
    (
        LISTED,
        twin(
            "Niigata, ville jumelle de Nantes, dont la feuille de route a été signée en 2012.",
            "jumelle",
            "2012",
        ),
    ),
    # The date comes from the context, not from the sentence.
    (
        LISTED,
        twin("Nantes et Niigata ont établi des relations de jumelage.", "relations de jumelage", "2012"),
    ),
    # The pair comes from the context: whose agreement?
    (LISTED, paper("L'accord de jumelage a été signé en 2015.", "accord de jumelage", "2015")),
    # Signed again.
    (
        LISTED,
        paper(
            "En 2015, Nantes et Niigata ont renouvelé leur accord de jumelage.", "accord de jumelage", "2015"
        ),
    ),
    (
        LISTED,
        paper(
            "Nantes et Niigata ont signé en 2015 un nouvel accord de jumelage.", "accord de jumelage", "2015"
        ),
    ),
    # Another kind of document, and one of the two towns' universities.
    (LISTED, paper("Nantes et Niigata ont signé en 2015 un accord sur la pêche.", "accord", "2015")),
    (
        LISTED,
        paper(
            "Nantes et Niigata ont signé en 2015 un contrat sur le jumelage.",
            "contrat",
            "2015",
            doctype="contract",
        ),
    ),
    # To come.
    (
        LISTED,
        twin(
            "En 2025, Nantes et Niigata établiront des relations de jumelage.",
            "relations de jumelage",
            "2025",
            status="planned",
        ),
    ),
    # A commission and a working group of it, of one number.
    (
        session(
            "La 7e réunion de la commission mixte s'est tenue en mai 2018.",
            "réunion de la commission mixte",
            7,
            "2018-05",
        ),
        session(
            "La 7e réunion du groupe de travail s'est tenue en mai 2020.",
            "réunion du groupe de travail",
            7,
            "2020-05",
        ),
    ),
    # Two working groups.
    (
        session(
            "En mai 2018, 7e réunion du groupe de travail sur la pêche.",
            "réunion du groupe de travail",
            7,
            "2018-05",
        ),
        session(
            "En mai 2020, 7e réunion du groupe de travail sur les transports aériens.",
            "réunion du groupe de travail",
            7,
            "2020-05",
        ),
    ),
    # Months of one year, in order; the month told in one passage only.
    (
        session(
            "La 7e réunion de la commission mixte s'est tenue en 2018.",
            "réunion de la commission mixte",
            7,
            "2018",
        ),
        session(
            "La 7e réunion de la commission mixte s'est tenue en mai 2018.",
            "réunion de la commission mixte",
            7,
            "2018-05",
        ),
        session(
            "La 8e réunion de la commission mixte s'est tenue en mars 2019.",
            "réunion de la commission mixte",
            8,
            "2019-03",
        ),
    ),
    # Held once, and announced for another date.
    (
        session(
            "La 7e réunion de la commission mixte s'est tenue en mai 2018.",
            "réunion de la commission mixte",
            7,
            "2018-05",
        ),
        session(
            "La 7e réunion de la commission mixte est prévue en mars 2018.",
            "réunion de la commission mixte",
            7,
            "2018-03",
            status="planned",
        ),
    ),
    # Roadmaps of two periods; two agreements of one year with other parties.
    (
        paper(
            "La feuille de route 2018-2020 a été signée en mars 2018.",
            "feuille de route",
            "2018-03",
            doctype="roadmap",
            valid=[2018, 2020],
        ),
        paper(
            "La feuille de route 2021-2023 a été signée en mars 2021.",
            "feuille de route",
            "2021-03",
            doctype="roadmap",
            valid=[2021, 2023],
        ),
    ),
    # Two plants of one firm.
    (
        opening(
            "La société Daikin a ouvert une usine près de Rouen en mai 2016.",
            "usine",
            "2016-05",
            orgs=("Daikin",),
        ),
        opening(
            "En avril 2017 fut inaugurée à Lyon une nouvelle usine de pompes de Daikin.",
            "usine",
            "2017-04",
            orgs=("Daikin",),
        ),
    ),
]


@pytest.mark.parametrize("told", UNLIKE)
def test_dates_of_different_things_or_steps(told: tuple[Told, ...]) -> None:
    assert found(*told) == []


@pytest.mark.parametrize(
    ("left", "right", "agrees"),
    [
        ("2019", "2019-05", True),
        ("2019-05", "2019-05-03", True),
        ("2019-05", "2019-06", False),
        ("2018", "2019-01", False),
    ],
)
def test_a_coarse_date_agrees_with_what_it_contains(left: str, right: str, agrees: bool) -> None:
    assert contains(left, right) is agrees
    assert contains(right, left) is agrees


def test_the_passages_of_a_tie_say_what_they_are() -> None:
    held = holdings([made(told, f"{n}.txt") for n, told in enumerate((LISTED, LISTED, AGREED))])
    (finding,) = dates.find(held)
    assert [(proof.doc, proof.role) for proof in finding.proofs] == [
        ("0.txt", "list"),
        ("1.txt", "list"),
        ("2.txt", "text"),
    ]
    assert finding.values["first"] == "2009"
    assert finding.values["second"] == "2015"
    assert finding.parties == ("FR:Nantes", "JP:Niigata")


SIXTEENTH = session(
    "Réunie à Lyon en mars 2021, la 16e session de la commission mixte franco-japonaise a siégé.",
    "session de la commission mixte",
    16,
    "2021-03",
)
NUMBERED: list[tuple[Told, int]] = [
    # its body named by one side only
    (session("La 16e session de leur commission s'est tenue à Osaka en juin 2021.", "session", 16, "2021-06", parties=("JP",)), 1),
    (session("Sa 16e session s'est tenue à Osaka en juin 2021.", "session", 16, "2021-06"), 1),
    # another number, another partner, another body, another decade
    (session("La 17e session de leur commission s'est tenue à Osaka en juin 2021.", "session", 17, "2021-06", parties=("JP",)), 0),
    (session("La 16e session de leur commission s'est tenue à Bonn en juin 2021.", "session", 16, "2021-06", parties=("DE", "JP")), 0),
    (session("La 16e session du conseil d'affaires s'est tenue à Osaka en juin 2021.", "session", 16, "2021-06", parties=("JP",)), 0),
    (session("La 16e session de leur commission s'est tenue à Osaka en juin 2011.", "session", 16, "2011-06", parties=("JP",)), 0),
]  # fmt: skip


@pytest.mark.parametrize(("other", "expected"), NUMBERED)
def test_sessions_of_one_number_in_one_document(other: Told, expected: int) -> None:
    held = holdings([made(SIXTEENTH, "a.txt"), made(other, "a.txt")])
    assert [f.rule for f in dates.find(held)] == ["session_dates"] * expected
