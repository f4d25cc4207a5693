"""Threads, successions, progress, courses, announced sites and goods: what is one thread, and what is not."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest
from tests.registers.telling import Page, held, source, year

from cordiale.analysis import completions, courses, deliveries, sites, successions, threads
from cordiale.model import Finding, Placed
from cordiale.publish.explaining import explain

_FILLER = [
    "Une foire aux laines eut lieu à Roubaix.",
    "Le salon du cuir de Fès attire les tanneurs.",
    "Un dîner fut servi aux vignerons de Sfax.",
    "La halle de Kaunas abrite des fromagers.",
]


def _filler() -> list[Placed]:
    """A few sentences of other things, so that words have a rarity."""
    return [
        Page(text, volume=9, ordinal=n).told(text.split()[1], "event", parties="LT,PT")
        for n, text in enumerate(_FILLER)
    ]


def _found(module: ModuleType, placed: Iterable[Placed], *, as_of: str = "2022-12-31") -> list[Finding]:
    found = list(module.find(held(*placed, *_filler(), as_of=as_of)))
    for finding in found:
        for language in ("en", "fr"):
            assert explain(finding, language)
    return found


def _plan(text: str, *, volume: int = 1, ordinal: int = 0, anchor: str = "plan", **given: Any) -> Placed:
    page = Page(text, volume=volume, ordinal=ordinal)
    told = {"doctype": "programme", "stage": "signed", "parties": "FR-BRE,MA-01", **given}
    return page.told(anchor, "document", **told)


# -- successions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ({"valid": [2018, 2020]}, {"valid": [2021, 2023]}, "succeeded"),
        ({"valid": [2016, 2018]}, {"valid": [2021, 2023]}, "interrupted"),
        ({"valid": [2018, 2020]}, {"date": "2023-04"}, "interrupted"),
        ({"valid": [2018, 2020]}, {"stage": "proposed", "status": "planned"}, "prepared"),
        # Years that overlap are those of two plans, other places have plans of their own.
        ({"valid": [2018, 2022]}, {"valid": [2021, 2023]}, None),
        ({"valid": [2018, 2020]}, {"valid": [2021, 2023], "parties": "FR-BRE,MA-02"}, None),
        ({"valid": [2018, 2020]}, {"valid": [2021, 2023], "parties": "FR-BRE,TN"}, None),
        # A plan without years may be any: the one adopted before another's first year may be that one.
        ({"date": "2020-12"}, {"valid": [2021, 2023]}, None),
    ],
)
def test_versions_of_a_plan(first: dict[str, Any], second: dict[str, Any], state: str | None) -> None:
    placed = [
        _plan("La région bretonne et Tanger suivent un plan de coopération.", **first),
        _plan(
            "Le conseil a voté le plan de coopération des deux rives.",
            volume=2,
            ordinal=4,
            said=2022,
            **second,
        ),
    ]
    found = [finding for finding in _found(successions, placed) if finding.rule == "succession"]
    assert [finding.state for finding in found] == ([] if state is None else [state])


def test_plans_of_other_fields_are_no_versions() -> None:
    placed = [
        _plan("Un plan de soins dentaires lie les deux ports.", valid=[2018, 2020]),
        _plan("Un plan de recherche spatiale lie les deux ports.", volume=2, valid=[2021, 2023]),
    ]
    assert _found(successions, placed) == []


def test_years_are_read_in_the_sentence_where_the_extractor_missed_them() -> None:
    placed = [
        _plan("Le plan de coopération 2018-2020 est achevé.", stage="ended"),
        _plan("Un nouveau plan de coopération pour 2021-2023 a été approuvé.", volume=2),
    ]
    (finding,) = _found(successions, placed)
    assert finding.values["versions"] == ["2018–2020", "2021–2023"]


def test_places_are_taken_from_what_the_passage_is_about() -> None:
    page = Page(
        "La Bretagne commerce avec Tanger.",
        "Des pêcheurs de Tanger vendent en Bretagne.",
        "Les parties ont achevé leur plan de coopération 2018-2020.",
        "Un nouveau plan de coopération pour 2021-2023 a été signé.",
        "Tanger y gagne des routes vers la Bretagne.",
    )
    near = [page.told(word, "event", parties="FR-BRE,MA-01") for word in ("commerce", "pêcheurs", "gagne")]
    plans = [
        page.told(
            "plan de coopération 2018-2020",
            "document",
            parties="FR,MA",
            doctype="programme",
            valid=[2018, 2020],
        ),
        page.told(
            "plan de coopération pour", "document", parties="FR,MA", doctype="programme", valid=[2021, 2023]
        ),
    ]
    (finding,) = _found(successions, [*near, *plans])
    assert finding.parties == ("FR-BRE", "MA-01")


def test_a_promised_plan_that_was_adopted() -> None:
    placed = [
        _plan(
            "Les deux rives préparent un plan de coopération.", stage="proposed", status="planned", said=2020
        ),
        _plan(
            "Ce printemps le plan de coopération a été signé.", volume=2, valid=[2021, 2023], date="2021-04"
        ),
    ]
    (finding,) = _found(successions, placed)
    assert (finding.rule, finding.state) == ("promised_plan", "kept")
    assert [proof.role for proof in finding.proofs] == ["promise", "version"]


def test_an_agreement_and_the_plan_that_carries_it_out() -> None:
    page = Page("Un plan pour 2021-2023 doit mettre en œuvre l'accord de coopération signé en 2010.")
    told = {"parties": "FR-BRE,MA-01"}
    placed = [
        page.told("plan", "document", doctype="programme", valid=[2021, 2023], **told),
        page.told("accord", "document", doctype="agreement", date="2010", **told),
    ]
    for as_of, state in (("2022-06-30", "in_force"), ("2024-06-30", "ended")):
        (finding,) = _found(successions, placed, as_of=as_of)
        assert (finding.rule, finding.state) == ("implementation", state)
        assert [proof.role for proof in finding.proofs] == ["basis", "version"]


# -- progress -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behind", "quote", "value", "done"),
    [
        ("Un tiers d'entre elles étaient déjà réalisées.", "Un tiers", 1 / 3, 40),
        ("Un tiers d'entre elles sont à réaliser.", "Un tiers", 1 / 3, None),
        ("Un tiers des exportations part par la route, ce qui est achevé.", "Un tiers", 1 / 3, None),
    ],
)
def test_how_far_a_plan_is(behind: str, quote: str, value: float, done: int | None) -> None:
    page = Page("Le plan adopté à Rabat contient 120 mesures.", behind)
    placed = [
        page.told("plan", "document", doctype="programme", date="2019"),
        page.told("120", value=120, item="mesures", measure="agreements"),
        page.told(quote, value=value, transform="share", unit="share", **year(2021)),
    ]
    assert [finding.values["done"] for finding in _found(completions, placed)] == (
        [] if done is None else [done]
    )


# -- courses --------------------------------------------------------------------------------------


def _count(number: int, day: str, *, volume: int, noun: str = "résidents", **given: Any) -> Placed:
    words = ("compte", "abrite", "loge", "réunit", "regroupe")
    page = Page(f"Le parc Great Stone {words[volume % 5]} alors {number} {noun} en tout.", volume=volume)
    told = {"value": number, "item": noun, "measure": "entities", "parties": "BY", "orgs": ["Great Stone"]}
    return page.told(str(number), **{**told, "from_": day, "to": day, "said": 2022, **given})


@pytest.mark.parametrize(
    ("counts", "course"),
    [
        ([(40, "2018-06-30"), (52, "2019-06-30"), (61, "2020-06-30")], [40, 52, 61]),
        # A part is no point of the course of the whole; nor is what comes on top.
        ([(40, "2018-06-30"), (52, "2019-06-30"), (9, "2019-12-31"), (61, "2020-06-30")], [40, 52, 61]),
        # Two dates need two origins, and a change.
        ([(40, "2018-06-30"), (52, "2019-06-30")], [40, 52]),
        ([(40, "2018-06-30"), (40, "2019-06-30")], None),
        ([(40, "2018-06-30"), (400, "2019-06-30")], None),
    ],
)
def test_a_count_over_time(counts: list[tuple[int, str]], course: list[int] | None) -> None:
    placed = [_count(number, day, volume=n) for n, (number, day) in enumerate(counts, start=1)]
    found = _found(courses, placed)
    assert [[point["value"] for point in finding.values["points"]] for finding in found] == (
        [] if course is None else [course]
    )


def test_two_counts_of_one_source_are_no_course() -> None:
    item = source("item:5-2021")
    placed = [
        _count(40, "2018-06-30", volume=1, source=item),
        _count(52, "2019-06-30", volume=2, source=item),
    ]
    assert _found(courses, placed) == []


@pytest.mark.parametrize(
    "changed", [{"status": "target"}, {"item": "nouveaux résidents"}, {"item": "résidents médicaux"}]
)
def test_what_is_no_point_of_a_course(changed: dict[str, str]) -> None:
    placed = [
        _count(40, "2018-06-30", volume=1),
        _count(52, "2019-06-30", volume=2),
        _count(61, "2020-06-30", volume=3, **changed),
    ]
    (finding,) = _found(courses, placed)
    assert [point["value"] for point in finding.values["points"]] == [40, 52]


# -- threads --------------------------------------------------------------------------------------


def _accord(text: str, *, volume: int, **given: Any) -> Placed:
    told = {"doctype": "agreement", "parties": "EG,IN", **given}
    return Page(text, volume=volume).told("accord", "document", **told)


def test_an_agreement_prepared_and_then_signed() -> None:
    placed = [
        _accord(
            "Un accord sur la pêche côtière reste à rédiger.",
            volume=1,
            stage="proposed",
            status="planned",
            said=2019,
        ),
        _accord(
            "Enfin, un accord sur la pêche côtière est signé au Caire.", volume=2, stage="signed", said=2021
        ),
    ]
    (finding,) = _found(threads, placed)
    assert (finding.rule, finding.state) == ("instrument", "kept")


def test_an_older_signature_is_not_the_outcome_of_a_later_promise() -> None:
    placed = [
        _accord(
            "Un accord sur la pêche côtière attend sa ratification.",
            volume=1,
            stage="proposed",
            status="planned",
            said=2020,
        ),
        _accord(
            "Un accord sur la pêche côtière, signé au Caire, dort encore.",
            volume=2,
            date="2018-06",
            said=2021,
        ),
    ]
    (finding,) = _found(threads, placed)
    assert finding.state == "open"


@pytest.mark.parametrize(
    "second",
    [
        {"text": "Un accord sur les visas étudiants est signé au Caire."},
        {"text": "Enfin, un accord sur la pêche côtière est signé.", "parties": "EG,SD"},
    ],
)
def test_other_agreements_are_other_threads(second: dict[str, Any]) -> None:
    text = second.pop("text")
    placed = [
        _accord(
            "Un accord sur la pêche côtière reste à rédiger.",
            volume=1,
            stage="proposed",
            status="planned",
            said=2019,
        ),
        _accord(text, volume=2, stage="signed", said=2021, **second),
    ]
    assert _found(threads, placed) == []


def test_a_plan_whose_years_ended_without_a_report() -> None:
    told = {"valid": [2021, 2022], "date": "2021-05", "parties": "KR,UZ"}
    placed = [
        _plan("La session a adopté un plan d'échanges miniers pour 2021-2022.", **told),
        _plan("Le plan adopté prévoit des échanges miniers et des forages.", volume=2, **told),
    ]
    for as_of, state in (("2022-06-30", "in_progress"), ("2023-06-30", "silent")):
        assert [finding.state for finding in _found(threads, placed, as_of=as_of)] == [state]


def test_a_plan_told_once_is_no_thread() -> None:
    once = (
        "La session a adopté un plan d'échanges miniers de huit ans entre Busan et Tachkent pour 2021-2022."
    )
    placed = [
        _plan(once, valid=[2021, 2022], parties="KR,UZ"),
        _plan("Notons que l" + once[1:], volume=2, valid=[2021, 2022], parties="KR,UZ"),
    ]
    assert _found(threads, placed) == []


def test_a_joint_venture_taken_up_by_its_name() -> None:
    told = {"parties": "CN,RS", "relation": "joint_venture"}
    placed = [
        Page("La coentreprise Zlatibor Optik naît en 2015.").told(
            "coentreprise", "relation", orgs=["Zlatibor Optik"], date="2015", **told),
        Page("La coentreprise Zlatibor Optik bâtit une halle.", volume=2).told(
            "coentreprise", "relation", orgs=["Zlatibor Optik Ltd"], date="2018", **told),
        Page("Une coentreprise de pneus existe aussi.", volume=3).told("coentreprise", "relation", **told),
    ]  # fmt: skip
    (finding,) = _found(threads, placed)
    assert (finding.rule, len(finding.proofs)) == ("venture", 2)


def test_a_forum_announced_after_it_was_held_is_no_promise() -> None:
    page = Page("Le 3e forum des ports s'est tenu à Brest.", "Le 3e forum des ports se prépare à Brest.")
    told = {"eventtype": "forum", "ordinal": 3, "date": "2021-06"}
    held_first = [page.told("forum des ports s'est", "event", **told),
                  page.told("forum des ports se", "event", status="planned", **told)]  # fmt: skip
    assert _found(threads, held_first) == []
    told_first = [
        Page("Le 3e forum des ports se tiendra à Brest.").told(
            "forum", "event", status="planned", said=2020, **told
        ),
        Page("On y vint de loin, au 3e forum breton des ports.", volume=2).told(
            "forum", "event", said=2021, **told
        ),
    ]
    assert [finding.state for finding in _found(threads, told_first)] == ["kept"]


# -- sites and deliveries -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("L'usine a été inaugurée en mai 2023.", True),
        ("Une autre usine a été inaugurée en mai 2023.", False),
        ("Le musée a été inauguré en mai 2023.", False),
    ],
)
def test_an_announced_plant_that_opened(opening: str, found: bool) -> None:
    page = Page("En 2019, un groupe annonce à Niš une usine de 900 emplois.", "Le chantier dura.", opening)
    noun = "usine a été" if "usine" in opening else "musée"
    placed = [
        page.told(
            "900", value=900, measure="jobs", item="emplois", status="planned", said=2019, parties="CN,RS"
        ),
        page.told(noun, "event", eventtype="opening", date="2023-05", said=2023, parties="CN,RS"),
    ]
    assert [finding.state for finding in _found(sites, placed)] == (["kept"] if found else [])


@pytest.mark.parametrize(
    ("behind", "value", "state"),
    [
        ("Trois d'entre eux ont été expédiés en janvier.", 3, "in_progress"),
        ("Trois bateaux ont été expédiés au Pérou en janvier.", 3, None),
        ("Trente d'entre eux ont été expédiés en janvier.", 30, None),
    ],
)
def test_what_came_of_announced_goods(behind: str, value: int, state: str | None) -> None:
    page = Page("Le chantier doit livrer 29 bateaux d'ici la fin avril.", behind)
    placed = [
        page.told("29", value=29, item="bateaux", measure="deliveries", status="planned", **year(2021)),
        page.told(behind.split()[0], value=value, item="bateaux", measure="deliveries", **year(2021)),
    ]
    assert [finding.state for finding in _found(deliveries, placed)] == ([] if state is None else [state])
