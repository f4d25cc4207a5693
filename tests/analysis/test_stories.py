"""Stories: partnerships, the sessions of a body, and flows of several years, told in time order."""

from typing import Any

import pytest
from tests.registers.telling import Page, held, year

from cordiale.analysis.findings import find
from cordiale.model import Finding, Placed
from cordiale.publish.explaining import explain


def threads(*placed: Placed, rule: str, as_of: str = "2022-12-31") -> list[Finding]:
    return [finding for finding in find(held(*placed, as_of=as_of), ["thread"]) if finding.rule == rule]


def step(sentence: str, quote: str, date: str, volume: int, kind: str = "document", **told: Any) -> Placed:
    return Page(sentence, volume=volume, article=volume).told(
        quote, kind, date=date, said=int(date[:4]), parties=told.pop("parties", "FR-BRE,MA"), **told
    )


_SIGNED = step("La Bretagne et le Maroc ont signé un accord sur la pêche.", "accord", "2014-03", 1)
_VISIT = step("Une visite bretonne a eu lieu au Maroc.", "visite", "2016-05", 2, "event")
_TOWNS = step(
    "Un protocole sur les ports a été signé par la Bretagne et le Maroc.",
    "protocole", "2021-02", 3, doctype="protocol",
)  # fmt: skip


def test_dated_steps_of_two_places_are_a_partnership() -> None:
    [found] = threads(_SIGNED, _VISIT, _TOWNS, rule="partnership")
    assert (found.state, found.parties, found.values["count"]) == ("active", ("FR-BRE", "MA"), 3)
    assert found.values["steps"] == "accord (2014-03) → visite (2016-05) → protocole (2021-02)"
    for language in ("en", "fr"):
        assert "2014-03" in explain(found, language)
    [quiet] = threads(_SIGNED, _VISIT, _TOWNS, rule="partnership", as_of="2024-12-31")
    assert quiet.state == "quiet"


@pytest.mark.parametrize(
    "other",
    [
        step("Une visite a eu lieu.", "visite", "2021-02", 3, "event", parties="FR-BRE,TN"),
        step("Une visite a eu lieu.", "visite", "2014-05", 3, "event"),  # of the same year
        step("Un accord sera signé.", "accord", "2021-02", 3, status="planned", stage="proposed"),
        step("Un accord lie ces pays.", "accord", "2021-02", 3, parties="FR-BRE,MA,TN,DZ,EG,SN"),  # a list
    ],
)
def test_fewer_steps_are_none(other: Placed) -> None:
    assert threads(_SIGNED, other, rule="partnership") == []


def test_twinnings_alone_are_one_thing_with_two_dates() -> None:
    twins = [
        step(f"Les régions sont jumelées depuis {of}, dit le {of}.", "jumelées", str(of), of - 2000,
             "relation", relation="twinning")
        for of in (2014, 2016)
    ]  # fmt: skip
    assert threads(*twins, rule="partnership") == []


def test_the_trade_of_a_partnership_is_told_with_it() -> None:
    page = Page("Les échanges de la Bretagne et du Maroc valaient 40 millions en 2019.", volume=8)
    trade = page.told(
        "40 millions", measure="turnover", unit="USD", value=4e7, parties="FR-BRE,MA", said=2020, **year(2019)
    )
    [found] = threads(_SIGNED, _VISIT, trade, rule="partnership")
    assert found.values["figures"] == ["40 millions (turnover, 2019-12)"]
    assert [proof.role for proof in found.proofs] == ["mention", "mention", "report"]


def test_visits_alone_are_no_partnership() -> None:
    visits = [
        step(f"Une visite a eu lieu au Maroc, écrit le {n}.", "visite", f"201{n}-05", n, "event")
        for n in (1, 2, 3)
    ]
    assert threads(*visits, rule="partnership") == []


def test_the_steps_of_towns_are_told_with_the_regions_of_their_passage() -> None:
    page = Page(
        "L'accord des régions date de 2015.", "Le jumelage de Brest et de Fès a suivi.", "Un plan est né."
    )
    regions = page.told("accord", "document", date="2015-05", parties="FR-BRE,MA-03")
    towns = page.told("jumelage", "relation", relation="twinning", date="2018-08", parties="FR:Brest,MA:Fès")
    plan = page.told("plan", "document", doctype="programme", date="2021-04", parties="FR-BRE,MA-03")
    [found] = threads(regions, towns, plan, rule="partnership")
    assert (found.parties, found.values["count"]) == (("FR-BRE", "MA-03"), 3)


def session(number: int | None, date: str | None, volume: int, **told: Any) -> Placed:
    name = "réunion" if number is None else f"{number}e réunion"
    text = f"La {name} de la commission mixte franco-marocaine a eu lieu, écrit le journal {volume}."
    fields = {"eventtype": "commission", "ordinal": number, "date": date, "said": 2021, **told}
    return Page(text, volume=volume, article=volume).told("réunion", "event", **fields)


def test_the_sessions_of_a_body_are_told_in_order_with_gaps_and_announcements() -> None:
    four, five, again = session(4, "2017-03", 1), session(5, "2018-04", 2), session(5, "2018", 3)
    [found] = threads(five, four, again, rule="sessions")
    assert (found.state, found.values["sessions"]) == ("held", "4 (2017-03) → 5 (2018-04)")
    [gap] = threads(four, session(6, "2019-05", 4), rule="sessions")
    assert (gap.state, gap.values["missing"]) == ("interrupted", "5")
    coming = session(6, "2022-05", 5, status="planned")
    [announced] = threads(four, five, coming, rule="sessions")
    assert (announced.state, announced.values["announced"]) == ("announced", "6 (2022-05)")
    assert [proof.role for proof in announced.proofs] == ["mention", "mention", "promise"]
    for language in ("en", "fr"):
        assert "2018-04" in explain(announced, language)


def test_one_session_is_no_series_and_a_held_one_is_not_announced() -> None:
    assert threads(session(4, "2017-03", 1), rule="sessions") == []
    early = session(4, "2017-01", 2, status="planned")
    assert threads(session(4, "2017-03", 1), early, rule="sessions") == []


def lapsed(*placed: Placed) -> list[Finding]:
    found = find(held(*placed, as_of="2023-12-31"), ["silence"])
    return [finding for finding in found if finding.rule == "session_lapsed"]


def test_a_body_that_met_again_and_of_which_nothing_is_told_since_has_lapsed() -> None:
    visit = Page("Une visite à Rabat.", volume=9).told("visite", "event", date="2022-03", said=2022)
    [found] = lapsed(session(5, "2018-04", 1), visit)
    assert (found.values["number"], found.values["told_at"]) == (5, "2022")
    assert "2018-04" in explain(found, "fr")
    assert lapsed(session(5, "2018-04", 1, said=2018)) == []  # nothing at all is told since
    assert lapsed(session(None, "2018-04", 1), visit) == []  # it may have met once
    assert lapsed(session(5, "2018-04", 1), session(6, "2022-09", 2), visit) == []


def flow(value: float, of: int, volume: int, **told: Any) -> Placed:
    page = Page(f"Les échanges ont atteint {value} millions, écrit le journal {volume}.", volume=volume)
    fields = {"measure": "turnover", "unit": "USD", "value": value * 1e6, "said": of + 1, **year(of), **told}
    return page.told(f"{value} millions", **fields)


def test_a_flow_of_three_years_is_followed() -> None:
    [found] = threads(flow(40, 2017, 1), flow(50, 2018, 2), flow(46, 2019, 3), rule="yearly")
    assert (found.state, found.values["change_percent"], found.values["count"]) == ("rising", 15.0, 3)
    assert "50 millions (2018)" in explain(found, "fr")


@pytest.mark.parametrize(
    "other",
    [
        flow(460, 2019, 3),  # it leaps: something else is counted
        flow(46, 2019, 3, parties="FR,TN"),
        flow(46, 2019, 3, unit="EUR"),
        flow(46, 2019, 3, measure="exports"),
        flow(46, 2019, 3, status="target"),
        flow(46, 2019, 3, said=2019),  # the year was not over
        flow(46, 2018, 3),
    ],
)
def test_what_is_another_flow_makes_no_third_year(other: Placed) -> None:
    assert threads(flow(40, 2017, 1), flow(50, 2018, 2), other, rule="yearly") == []


def test_months_count_beside_whole_years_at_their_yearly_rate() -> None:
    months = {"from_": "2019-01-01", "to": "2019-06-30"}
    half = flow(24, 2019, 3, **months)
    [found] = threads(flow(40, 2017, 1), flow(50, 2018, 2), half, rule="yearly")
    assert found.values["course"].endswith("24 millions (2019-01/2019-06)")
    assert threads(flow(40, 2017, 1), flow(50, 2018, 2), flow(7, 2019, 3, **months), rule="yearly") == []


def test_jobs_of_an_institution_are_followed_whatever_the_noun() -> None:
    told = [
        Page(f"À Great Stone travaillaient {number} {noun}, écrit le {of}.", volume=of - 2000).told(
            str(number), measure="jobs", item=noun, value=number, parties="BY", orgs=("Great Stone",), said=of
        )
        for of, number, noun in ((2020, 970, "personnes"), (2021, 1200, "salariés"), (2022, 1700, "emplois"))
    ]
    [found] = threads(*told, rule="course")
    assert [point["told"] for point in found.values["points"]] == ["970", "1200", "1700"]
