"""Things announced without a figure: their dates, what is told of them later, and which go quiet."""

from dataclasses import replace
from typing import Any

import pytest
from tests.registers.telling import Page, held

from cordiale.analysis.findings import find
from cordiale.model import Finding, Placed
from cordiale.publish.explaining import explain

_FILLER = (
    "Le commerce de la pêche reste stable.",
    "Les ports attendent la saison.",
    "La météo est clémente cette semaine.",
)
_TOLD = "La société Norval prévoit de construire une usine de panneaux solaires à Settat."


def said(*sentences: str, year: int, volume: int, **told: Any) -> Placed:
    """A visit told in the first sentence of a page whose words can be proved."""
    page = Page(*sentences, volume=volume, article=volume)
    item = page.told(sentences[0].split()[1], "event", said=year, **told)
    assert item.setting is not None and item.at is not None
    start = item.start - item.at.start
    pieces = ((0, start, len(item.setting.text)),)
    return replace(item, setting=replace(item.setting, pieces=pieces))


def findings(*placed: Placed, rule: str, as_of: str = "2024-12-31") -> list[Finding]:
    filler = [said(sentence, year=2019, volume=50 + at) for at, sentence in enumerate(_FILLER)]
    found = find(held(*filler, *placed, as_of=as_of), ["target", "thread", "silence"])
    return [finding for finding in found if finding.rule == rule]


_LATER = said("Une visite a porté sur la santé.", year=2023, volume=9)


def test_a_thing_told_of_no_more_is_a_silence() -> None:
    [found] = findings(said(_TOLD, year=2020, volume=1), _LATER, rule="project_announced")
    assert found.values["what"] == "usine de panneaux solaires à Settat"
    assert [proof.quote for proof in found.proofs] == ["usine de panneaux solaires à Settat"]
    for language in ("en", "fr"):
        assert "panneaux" in explain(found, language)


@pytest.mark.parametrize(
    "other",
    [
        said("À Settat, l'usine de panneaux de Norval emploie cent personnes.", year=2022, volume=2),
        said("Le directeur de Norval a visité Rabat.", year=2022, volume=2),
        said("Une usine solaire manque encore.", year=2022, volume=2),
    ],
)
def test_it_is_none_where_a_later_sentence_may_speak_of_it(other: Placed) -> None:
    assert findings(said(_TOLD, year=2020, volume=1), other, _LATER, rule="project_announced") == []


def test_the_same_noun_of_another_place_is_no_mention() -> None:
    quarter = "Ils ont évoqué la construction d'un quartier marocain."
    there = said(quarter, year=2018, volume=1, parties="MA,FR:Brest")
    other = said("Un quartier marocain est né à Nice.", year=2021, volume=2, parties="MA,FR:Nice")
    same = said("Un quartier marocain est né à Brest.", year=2021, volume=2, parties="MA,FR:Brest")
    assert len(findings(there, other, rule="project_announced")) == 1
    assert findings(there, same, rule="project_announced") == []


def test_a_letter_of_intent_announces_what_it_is_for() -> None:
    text = "Une lettre d'intention avec la firme Norval a été signée."
    item = said(text, year=2020, volume=1)
    page = Page(text, volume=1, article=1).told(
        "lettre d'intention", "document", doctype="memorandum", orgs=("Norval",), said=2020
    )
    letter = replace(page, setting=item.setting)
    assert len(findings(letter, _LATER, rule="project_announced")) == 1
    again = said("La firme Norval a ouvert un atelier.", year=2022, volume=2)
    assert findings(letter, again, _LATER, rule="project_announced") == []


def test_nor_where_nothing_was_read_since_or_its_date_is_to_come() -> None:
    assert findings(said(_TOLD, year=2020, volume=1), rule="project_announced") == []
    dated = said("L'usine de panneaux solaires de Settat ouvrira en 2026.", year=2020, volume=1)
    assert findings(dated, _LATER, rule="project_announced") == []


def test_a_dated_thing_is_a_target_without_a_figure() -> None:
    dated = said("L'usine de panneaux solaires de Settat ouvrira en 2022.", year=2020, volume=1)
    [silent] = findings(dated, _LATER, rule="milestone")
    assert (silent.state, silent.at) == ("silent", "2022-12-31")
    [coming] = findings(dated, _LATER, rule="milestone", as_of="2021-12-31")
    assert coming.state == "open"
    came = said("L'usine de panneaux solaires de Settat a été inaugurée.", year=2022, volume=2)
    [met] = findings(dated, came, rule="milestone")
    assert (met.state, [proof.role for proof in met.proofs]) == ("met", ["target", "outcome"])
    late = said("L'usine de panneaux solaires de Settat n'a pas été ouverte.", year=2023, volume=2)
    [missed] = findings(dated, late, rule="milestone")
    assert missed.state == "missed"


def test_what_is_told_again_in_other_years_is_a_thread() -> None:
    again = said(
        "L'usine de panneaux solaires de Settat intéresse aussi la région, dit le maire.", year=2022, volume=2
    )
    [found] = findings(said(_TOLD, year=2020, volume=1), again, rule="project")
    assert (found.state, found.values["last_at"]) == ("open", "2022")
    assert [proof.role for proof in found.proofs] == ["promise", "mention"]
    assert "Settat" in explain(found, "en")


_CROWD = [
    said(f"Le soin traditionnel oriental {word} attire Fès, dit le {word}.", year=2019, volume=80 + at)
    for at, word in enumerate(
        [
            "un",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
        ]
    )
]
"""Sentences that make two words so common that they tell no thing by themselves."""


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Les centres de soin traditionnel oriental se multiplient, écrit la revue.", True),
        ("Le centre attire toute la ville, comme le soin traditionnel.", False),
        ("La clinique de soin traditionnel oriental attire.", False),
    ],
)
def test_a_thing_of_common_words_is_known_by_their_order(sentence: str, is_told: bool) -> None:
    plan = said("Ils prévoient d'ouvrir un centre de soin traditionnel oriental à Fès.", year=2020, volume=1)
    again = said(sentence, year=2022, volume=2)
    found = findings(plan, again, *_CROWD, rule="project")
    assert [finding.state for finding in found] == (["open"] if is_told else [])


@pytest.mark.parametrize(
    "other",
    [
        said("Une usine de textile a ouvert à Fès.", year=2022, volume=2),  # another one
        said("L'usine de panneaux solaires de Settat avance.", year=2022, volume=2, parties="TN,DZ"),
        said(_TOLD, year=2020, volume=2),  # said again in the same words
    ],
)
def test_another_thing_is_no_later_mention(other: Placed) -> None:
    assert findings(said(_TOLD, year=2020, volume=1), other, rule="project") == []


def test_a_thing_that_statements_tell_as_opened_is_met() -> None:
    def opening(sentence: str, of: int, volume: int, **told: Any) -> Placed:
        page = Page(sentence, volume=volume, article=volume)
        item = page.told(
            "usine", "event", eventtype="opening", place="MA:Settat", parties="FR,MA:Settat",
            orgs=("Norval",), said=of, **told,
        )  # fmt: skip
        assert item.setting is not None and item.at is not None
        pieces = ((0, item.start - item.at.start, len(item.setting.text)),)
        return replace(item, setting=replace(item.setting, pieces=pieces))

    promised = opening(
        "La société Norval ouvrira en mai 2021 une usine de panneaux à Settat.", 2020, 1, status="planned",
        date="2021-05",
    )  # fmt: skip
    came = opening("En juin 2021 Norval y a inauguré cette usine de Settat.", 2021, 2, date="2021-06")
    [found] = findings(promised, came, _LATER, rule="milestone")
    assert (found.state, found.proofs[-1].role) == ("met", "outcome")
    [silent] = findings(promised, _LATER, rule="milestone")
    assert silent.state == "silent"
