"""Courses of projects that one passage tells, and silences that the text tells itself."""

from dataclasses import replace

import pytest
from tests.registers.telling import Page, held

from cordiale.analysis.findings import find
from cordiale.model import Finding, Placed
from cordiale.publish.explaining import explain


def told(*sentences: str, quote: str = "pont", volume: int = 1, kind: str = "event") -> Placed:
    """A statement on a page whose words can be proved."""
    page = Page(*sentences, volume=volume, article=volume)
    item = page.told(quote, kind, said=2023)
    assert item.setting is not None and item.at is not None
    pieces = ((0, item.start - item.at.start, len(item.setting.text)),)
    return replace(item, setting=replace(item.setting, pieces=pieces))


def stages(*placed: Placed) -> list[Finding]:
    return [f for f in find(held(*placed, as_of="2023-12-31"), ["thread"]) if f.rule == "stages"]


@pytest.mark.parametrize(
    ("sentences", "names", "state"),
    [
        (
            ("En mai 2018, le groupe s'est engagé à bâtir un pont.", "Il a été inauguré le 4 juin 2021."),
            ["promised (2018-05)", "done (2021-06-04)"],
            "kept",
        ),
        (
            (
                "Le pont a été promis en 2016 ; un appel d'offres a suivi en 2018.",
                "La première pierre date de mars 2020.",
            ),
            ["promised (2016)", "prepared (2018)", "begun (2020-03)"],
            "in_progress",
        ),
        (
            ("Annoncé en 2017, le pont attend.", "En 2022, les travaux n'ont pas encore commencé."),
            ["promised (2017)", "stalled (2022)"],
            "stalled",
        ),
        (
            ("Pour ce pont, chantier ouvert en 2019 ; en 2022, la première rame y a circulé.",),
            ["begun (2019)", "done (2022)"],
            "kept",
        ),
    ],
)
def test_the_steps_of_a_project_are_told_in_order(
    sentences: tuple[str, ...], names: list[str], state: str
) -> None:
    [found] = stages(told(*sentences))
    steps = [f"{one['stage']} ({one['at']})" for one in found.values["steps"]]
    assert (steps, found.state) == (names, state)
    assert all(
        words in " ".join(sentences) for words in (one.split(" (")[0] for one in found.values["stages"])
    )
    for language in ("en", "fr"):
        assert "pont" in explain(found, language)


@pytest.mark.parametrize(
    "sentences",
    [
        ("En mai 2018, le groupe s'est engagé à bâtir un pont.",),
        ("Le pont a été promis et inauguré.",),  # no dates
        ("Le pont, promis en 2018, a été inauguré en 2018.",),  # one date
        ("Promis en 2018, un pont manque.", "Par ailleurs, une école a été inaugurée en 2021."),
        ("Promis en 2018, un pont manque.", "Il pleut.", "Le vent souffle.", "Un quai a été inauguré en 2021."),
        ("Promis en 2018, un pont manque.", "Un quai a été inauguré en 2015."),  # before it was promised
        ("Un pont a été inauguré en 2015 ; un quai a été inauguré en 2018.",),  # one stage
    ],
)  # fmt: skip
def test_what_is_no_course_of_one_project_is_none(sentences: tuple[str, ...]) -> None:
    assert stages(told(*sentences)) == []


def test_a_course_that_is_printed_twice_is_told_once() -> None:
    lines = (
        "En mai 2018, le groupe Norval s'est engagé à bâtir un pont près du marché de Settat.",
        "L'ouvrage, long de trente mètres, a été inauguré le 4 juin 2021 par le maire et les riverains.",
    )
    assert len(stages(told(*lines), told(*lines, volume=2))) == 1


def untold(*sentences: str, quote: str, kind: str = "document") -> list[Finding]:
    found = find(held(told(*sentences, quote=quote, kind=kind), as_of="2023-12-31"), ["silence"])
    return [finding for finding in found if finding.rule == "told_untold"]


@pytest.mark.parametrize(
    ("sentences", "quotes"),
    [
        (
            ("Le protocole de 2016 est resté sans suite.",),
            ["protocole", "resté sans suite"],
        ),
        (
            ("Ils ont signé un accord.", "Depuis lors, plus rien."),
            ["accord", "Depuis lors, plus rien"],
        ),
        (
            ("Un accord lie ces villes.", "Le comité, lui, n'a pas siégé depuis dix ans."),
            ["accord", "n'a pas siégé depuis"],
        ),
    ],
)
def test_a_text_says_itself_that_nothing_is_told(sentences: tuple[str, ...], quotes: list[str]) -> None:
    [found] = untold(*sentences, quote=quotes[0])
    assert [proof.quote for proof in found.proofs] == quotes
    for language in ("en", "fr"):
        assert quotes[0] in explain(found, language)


@pytest.mark.parametrize(
    "sentence",
    ["L'accord a eu une suite heureuse.", "Le bilan de l'accord est bon.", "L'accord est sans ambiguïté."],
)
def test_other_words_are_no_silence(sentence: str) -> None:
    assert untold(sentence, quote="accord") == []
