"""Silences: what nobody reports, and what is no silence because somebody does."""

from typing import Any

import pytest
from tests.registers.telling import Page, held

from cordiale.analysis.findings import find
from cordiale.model import Finding, Placed
from cordiale.publish.explaining import explain
from cordiale.registers.bodies import read_bodies

_BODY = "de la commission mixte franco-marocaine pour la coopération économique"


def session(
    number: int | None, date: str | None, *, volume: int = 1, body: str = _BODY, **told: Any
) -> Placed:
    """A session of a body, told in a document of its own."""
    name = "réunion" if number is None else f"{number}e réunion"
    page = Page(f"La {name} {body} a eu lieu, écrit le journal {volume}.", volume=volume, article=volume)
    fields = {"eventtype": "commission", "ordinal": number, "date": date, "said": 2021, **told}
    return page.told("réunion", "event", **fields)


def silences(*placed: Placed, as_of: str = "2024-12-31") -> list[Finding]:
    return find(held(*placed, as_of=as_of), ["silence"])


def rules(*placed: Placed, as_of: str = "2024-12-31") -> list[str]:
    return [finding.rule for finding in silences(*placed, as_of=as_of)]


_14 = session(14, "2018-03")
_16 = session(16, "2020-05", volume=2)


def test_a_number_between_two_known_ones_is_missing() -> None:
    [finding] = silences(_14, _16, as_of="2020-12-31")
    assert (finding.rule, finding.values["number"]) == ("session_missing", 15)
    assert [proof.role for proof in finding.proofs] == ["before", "after"]
    for language in ("en", "fr"):
        assert "15" in explain(finding, language)


@pytest.mark.parametrize(
    "other",
    [
        session(15, "2019-04", volume=3),
        session(None, "2019-04", volume=3),  # it may be the one
        session(15, None, volume=3, status="actual"),
    ],
)
def test_it_is_not_missing_where_it_is_told_of(other: Placed) -> None:
    assert "session_missing" not in rules(_14, other, _16, as_of="2020-12-31")


def test_nor_where_a_passage_names_it_though_no_session_was_read_there() -> None:
    page = Page("Le ministre a préparé la quinzième session de la commission mixte avec Rabat.", volume=3)
    named = page.told("ministre", "event", eventtype="visit", said=2019)
    assert "session_missing" not in rules(_14, named, _16, as_of="2020-12-31")


@pytest.mark.parametrize(
    "other",
    [
        session(16, "2020-05", volume=2, parties="FR,TN", body="de la commission mixte franco-tunisienne"),
        session(16, "2020-05", volume=2, body="du groupe de travail franco-marocain sur la santé"),
        session(16, "2017-05", volume=2),  # numbers that fall are not one numbering
        session(16, "2020-05", volume=2, status="planned"),  # announced is not held
        session(24, "2020-05", volume=2),  # nobody followed the numbering
    ],
)
def test_other_bodies_do_not_make_a_gap(other: Placed) -> None:
    assert "session_missing" not in rules(_14, other, as_of="2020-12-31")


def test_bodies_of_one_kind_that_deal_with_other_things_are_two() -> None:
    health = session(2, "2019-01", body="du groupe de travail franco-marocain sur la santé")
    roads = session(4, "2020-01", volume=2, body="du groupe de travail franco-marocain sur les transports")
    short = session(4, "2020-01", volume=2, body="du groupe de travail franco-marocain")
    assert len(read_bodies(held(health, roads))) == 2
    assert len(read_bodies(held(health, short))) == 1


def test_a_session_named_in_short_is_of_the_body_named_before() -> None:
    page = Page(
        "Le conseil d'affaires franco-marocain se réunit chaque année.",
        "Sa 7e réunion s'est tenue en mars 2018.",
        "La 9e réunion a eu lieu à Fès en mai 2020.",
    )
    told = {"eventtype": "commission", "said": 2020}
    sessions = [
        page.told("réunion s'est", "event", ordinal=7, date="2018-03", **told),
        page.told("réunion a eu", "event", ordinal=9, date="2020-05", parties="FR,MA:Fès", **told),
    ]
    [finding] = silences(*sessions, as_of="2020-12-31")
    assert (finding.values["number"], finding.parties) == (8, ("FR", "MA"))


def announced(number: int | None, date: str | None, said: int = 2021, **told: Any) -> Placed:
    name = "prochaine session" if number is None else f"{number}e session"
    page = Page(f"La {name} {_BODY} est prévue.", volume=3, article=3)
    fields = {
        "eventtype": "commission",
        "ordinal": number,
        "date": date,
        "said": said,
        "status": "planned",
        **told,
    }
    return page.told("session", "event", **fields)


@pytest.mark.parametrize(
    ("coming", "as_of", "silent"),
    [
        (announced(17, "2021-10"), "2022-12-31", True),
        (announced(17, "2021-10"), "2021-12-31", False),  # two months late is not late
        (announced(None, "2021"), "2022-12-31", True),
        (announced(17, None), "2022-12-31", False),  # announced without a day: two years
        (announced(17, None), "2023-12-31", True),
        (announced(17, None, status="proposed"), "2024-12-31", False),  # only wished
        (announced(16, "2020-05", said=2019), "2022-12-31", False),  # it was held
    ],
)
def test_an_announced_session_is_past_due(coming: Placed, as_of: str, silent: bool) -> None:
    assert ("session_announced" in rules(session(15, "2019-04"), _16, coming, as_of=as_of)) is silent


def test_an_announced_session_that_a_later_one_followed_was_held() -> None:
    later = session(18, "2023-03", volume=4, said=2023)
    seventeenth = session(17, None, volume=5, said=2023)
    assert rules(_16, announced(17, "2021-10"), seventeenth, later, as_of="2023-12-31") == []


def test_the_next_session_is_overdue_by_the_rhythm_of_those_known() -> None:
    known = [session(n, f"{2010 + n}-05", volume=n) for n in (4, 5, 6, 8)]
    told = [finding for finding in silences(*known, as_of="2021-12-31") if finding.rule == "session_overdue"]
    assert [(f.values["usual_years"], f.values["longest_years"], f.values["number"]) for f in told] == [
        (1.0, 1.0, 8)
    ]
    assert "session_overdue" not in rules(*known, as_of="2019-06-30")
    assert "session_overdue" not in rules(*known[:2], as_of="2024-12-31")  # one interval is no rhythm
    slow = [session(n, f"{2000 + 5 * n}-05", volume=n) for n in (1, 2, 3)]
    assert "session_overdue" not in rules(*slow, as_of="2021-12-31")


def plan(until: int = 2020, *, volume: int = 1, **told: Any) -> Placed:
    first = until - 2
    page = Page(
        f"La France et le Maroc ont signé la feuille de route pour {first}-{until}.",
        volume=volume,
        article=volume,
    )
    fields = {
        "doctype": "roadmap",
        "stage": "signed",
        "date": f"{first}-02",
        "valid": [first, until],
        "said": first,
        **told,
    }
    return page.told("feuille de route", "document", **fields)


def later(sentence: str, said: int, **told: Any) -> Placed:
    quote = sentence.split()[0]
    return Page(sentence, volume=9, article=9).told(quote, "event", eventtype="visit", said=said, **told)


@pytest.mark.parametrize(
    ("others", "silent"),
    [
        ([], True),
        ([later("Entretiens à Rabat sur la pêche.", 2022)], True),
        ([later("Bilan du plan d'action à Rabat.", 2022)], False),
        ([later("Bilan du plan d'action à Tunis.", 2022, parties="FR,TN")], True),
        ([plan(2023, volume=2)], False),
        ([plan(2023, volume=2, parties="FR,MA:Fès")], False),
        ([plan(2023, volume=2, stage="proposed", status="planned")], False),
        ([plan(2017, volume=2, stage="ended")], True),
    ],
)
def test_a_plan_whose_years_are_over_is_silent_without_report_or_successor(
    others: list[Placed], silent: bool
) -> None:
    found = [
        f.values["until"] for f in silences(plan(), *others, as_of="2022-12-31") if f.rule == "plan_ended"
    ]
    assert ("2020" in found) is silent


def test_a_plan_is_not_over_before_its_last_year_or_where_it_was_only_proposed() -> None:
    assert "plan_ended" not in rules(plan(), as_of="2020-12-31")
    assert "plan_ended" not in rules(plan(stage="proposed", status="planned"), as_of="2022-12-31")
    # A single year may be that of the signing alone.
    assert "plan_ended" not in rules(plan(valid=[2020, 2020], date=None), as_of="2022-12-31")
    assert "plan_ended" not in rules(plan(valid=[2020, 2020], date="2021-03"), as_of="2022-12-31")
    assert "plan_ended" in rules(plan(valid=[2020, 2020], date="2019-11"), as_of="2022-12-31")


def test_an_agreement_for_some_years_ends_too_and_a_contract_does_not() -> None:
    assert "plan_ended" in rules(plan(doctype="agreement"), as_of="2022-12-31")
    assert "plan_ended" not in rules(plan(doctype="contract"), as_of="2022-12-31")


@pytest.mark.parametrize(
    ("parties", "report", "silent"),
    [
        ("FR,MA", "Le programme de pêche avance à Rabat.", True),  # another of the many plans of two states
        ("FR,MA", "Le programme de tourisme avance à Rabat.", False),
        ("FR-BRE,MA", "Le programme de pêche avance à Rabat.", False),
    ],
)
def test_a_later_plan_of_two_states_must_share_what_the_plan_was_for(
    parties: str, report: str, silent: bool
) -> None:
    page = Page("Les parties ont signé le programme de tourisme pour 2018-2020.")
    fields = {"doctype": "programme", "stage": "signed", "date": "2018-02", "valid": [2018, 2020]}
    made = page.told("programme", "document", parties=parties, said=2018, **fields)
    told = later(report, 2022, parties=parties)
    assert ("plan_ended" in rules(made, told, as_of="2022-12-31")) is silent


def test_measures_half_done_are_silent_until_they_are_counted_again() -> None:
    page = Page(
        "La feuille de route contient 120 mesures.", "Un quart d'entre elles ont déjà été mises en œuvre."
    )
    total = page.told("120", value=120, item="mesures", measure="agreements", said=2019)
    part = page.told("Un quart", value=0.25, transform="share", unit="share", said=2019)
    [finding] = silences(total, part, as_of="2020-12-31")
    assert (finding.rule, [proof.role for proof in finding.proofs]) == (
        "measures_half_done",
        ["report", "total"],
    )
    again = later("Bilan : la moitié du plan est réalisée.", 2020)
    assert rules(total, part, again, as_of="2020-12-31") == []
    assert rules(total, part, as_of="2019-12-31") == []
    growth = Page("Le plan a été réalisé et les ventes ont pris un quart.").told(
        "un quart", value=0.25, transform="share", unit="share", said=2019
    )
    assert rules(growth, as_of="2020-12-31") == []


def opening(**told: Any) -> Placed:
    page = Page("L'usine de Kénitra de la société Zellij SA doit ouvrir en 2020.")
    fields = {
        "eventtype": "opening",
        "date": "2020",
        "status": "planned",
        "said": 2018,
        "orgs": ("Zellij SA",),
        **told,
    }
    return page.told("usine", "event", **fields)


@pytest.mark.parametrize(
    ("sentence", "told", "silent"),
    [
        ("Zellij SA produit des carreaux à Kénitra.", {"kind": "relation", "relation": "assembly", "said": 2021}, False),
        ("Inauguration de Zellij SA à Kénitra.", {"kind": "event", "eventtype": "opening", "date": "2020-06", "said": 2020}, False),
        ("Zellij SA produit des carreaux.", {"kind": "relation", "relation": "assembly", "said": 2017}, True),
        ("Ravel SA produit des tuiles.", {"kind": "relation", "relation": "assembly", "said": 2021, "orgs": ("Ravel SA",)}, True),
    ],
)  # fmt: skip
def test_an_opening_announced_is_silent_unless_the_firm_is_told_of_as_open(
    sentence: str,
    told: dict[str, Any],
    silent: bool,
) -> None:
    report = Page(sentence, volume=2).told(
        sentence.split()[0], parties="MA", **{"orgs": ("Zellij SA",), **told}
    )
    assert ("opening_announced" in rules(opening(), report, as_of="2021-12-31")) is silent


def test_an_opening_is_not_overdue_before_its_day() -> None:
    assert rules(opening(), as_of="2020-12-31") == []
    assert rules(opening(date=None), as_of="2024-12-31") == []


def agreement(**told: Any) -> Placed:
    page = Page("Agadir et Nantes ont signé un accord de jumelage en 2015.")
    fields = {"date": "2015-03", "said": 2015, "parties": "FR:Nantes,MA:Agadir", **told}
    return page.told("accord", "document", **fields)


@pytest.mark.parametrize(
    ("sentence", "told", "silent"),
    [
        ("Visite à Rabat.", {"parties": "FR,MA", "said": 2020}, True),  # the countries are not the towns
        ("Visite à Agadir d'une délégation.", {"parties": "FR:Nantes,MA:Agadir", "said": 2020}, False),
        ("Visite à Agadir d'une délégation.", {"parties": "FR,MA:Agadir", "said": 2020}, False),
        # No statement about the pair, but the passage names one of them.
        ("Visite à Tanger, puis à Agadir.", {"parties": "MA", "said": 2020}, False),
        ("Visite à Agadir d'une délégation.", {"parties": "FR:Nantes,MA:Agadir", "said": 2016}, True),
    ],
)
def test_an_agreement_is_dormant_where_nothing_is_told_for_three_years(
    sentence: str,
    told: dict[str, Any],
    silent: bool,
) -> None:
    report = Page(sentence, volume=2).told("Visite", "event", eventtype="visit", **told)
    assert ("agreement_dormant" in rules(agreement(), report, as_of="2022-12-31")) is silent


def test_an_agreement_is_not_dormant_within_three_years() -> None:
    assert rules(agreement(), as_of="2018-06-30") == []
    assert rules(agreement(stage="proposed", status="planned"), as_of="2024-12-31") == []


def test_a_target_past_due_is_a_silence_and_a_missed_one_is_not() -> None:
    told = {"measure": "turnover", "unit": "USD", "from_": "2020-01-01", "to": "2020-12-31"}
    goal = Page("D'ici 2020, les échanges doivent atteindre 9 milliards.").told(
        "9 milliards", value=9e9, status="target", said=2018, **told
    )
    report = Page("En 2020, les échanges valaient 7 milliards.", volume=2).told(
        "7 milliards", value=7e9, said=2021, **told
    )
    assert rules(goal) == ["target_past_due"]
    assert rules(goal, report) == []
    assert rules(goal, as_of="2020-06-30") == []


def test_every_silence_has_words_in_both_languages() -> None:
    known = [session(n, f"{2010 + n}-05", volume=n) for n in (4, 5, 7)]
    for finding in silences(*known, plan(volume=8), opening(), agreement(), as_of="2024-12-31"):
        for language in ("en", "fr"):
            assert "None" not in explain(finding, language)
