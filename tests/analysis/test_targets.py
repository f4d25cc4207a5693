"""Targets: what is one, by when, and what the reports make of it."""

from typing import Any

import pytest
from tests.registers.telling import Page, held, source, year

from cordiale.analysis.targets import find
from cordiale.model import Finding, Placed
from cordiale.publish.explaining import explain
from cordiale.registers.progress import growth_needed

_RESIDENTS: dict[str, Any] = {
    "measure": "entities",
    "unit": "count",
    "item": "résidents",
    "orgs": ("Great Stone",),
}
_TRADE: dict[str, Any] = {"measure": "exports", "unit": "USD"}


def at(month: str) -> dict[str, str]:
    """A day's month as the period of a count."""
    last = {"06": "30", "09": "30", "12": "31"}[month[5:]]
    return {"from_": f"{month}-01", "to": f"{month}-{last}"}


def residents(number: int, when: dict[str, str], said: int, *, volume: int = 2, **told: Any) -> Placed:
    page = Page(f"À Great Stone on comptait {number} résidents, écrit la revue {volume}.", volume=volume)
    return page.told(str(number), parties="BY", value=number, said=said, **when, **{**_RESIDENTS, **told})


def goal(sentence: str, quote: str, value: Any, **told: Any) -> Placed:
    return Page(sentence).told(quote, value=value, **{"status": "target", **told})


def states(*placed: Placed, as_of: str = "2023-12-31") -> list[tuple[str, str]]:
    return [(f.values["told"], f.state) for f in find(held(*placed, as_of=as_of))]


def only(*placed: Placed, as_of: str = "2023-12-31") -> Finding:
    [finding] = find(held(*placed, as_of=as_of))
    return finding


SIXTY = goal(
    "D'ici fin 2020, Great Stone doit atteindre 60 résidents.",
    "60",
    60,
    parties="BY",
    said=2019,
    **year(2020),
    **_RESIDENTS,
)
FORTY = residents(40, at("2019-06"), 2019)


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        # The count for the end of the term decides.
        ([residents(52, at("2020-12"), 2021, volume=3)], "missed"),
        ([residents(60, at("2020-12"), 2021, volume=3)], "met"),
        # Reached before the term: met, whatever comes later.
        ([residents(61, at("2020-09"), 2020, volume=3), residents(55, at("2021-12"), 2022, volume=4)], "met"),
        # A count later still that is smaller shows that it was not reached; a greater one shows nothing.
        ([residents(55, at("2021-12"), 2022, volume=3)], "missed"),
        ([residents(70, at("2021-12"), 2022, volume=3)], "silent"),
        # Said during the year, without a month: not yet the count of its end.
        ([residents(52, year(2020), 2020, volume=3)], "silent"),
        # Planned is never done.
        ([residents(65, at("2020-12"), 2019, volume=3, status="planned")], "silent"),
        # A part of the residents, a count of something else, and nothing at all.
        ([residents(9, at("2020-12"), 2021, volume=3)], "silent"),
        ([residents(80, at("2020-09"), 2020, volume=3, item="emplois", measure="jobs")], "silent"),
        ([], "silent"),
    ],
)
def test_a_count_is_met_or_missed_by_the_count_of_its_term(reports: list[Placed], state: str) -> None:
    assert dict(states(SIXTY, FORTY, *reports))["60"] == state


def test_nearly_is_not_reached() -> None:
    page = Page("Fin 2020, Great Stone comptait près de 60 résidents.", volume=3)
    report = page.told("60", parties="BY", value=60, bound="~", said=2021, **at("2020-12"), **_RESIDENTS)
    assert states(SIXTY, FORTY, report) == [("60", "missed")]


def test_what_is_added_is_added_to_the_count_before() -> None:
    more = goal(
        "En 2021, Great Stone prévoit d'attirer 10 nouveaux résidents.",
        "10",
        10,
        parties="BY",
        said=2021,
        **{**_RESIDENTS, "item": "nouveaux résidents"},
        **year(2021),
    )
    before = residents(52, at("2020-12"), 2021)
    assert only(more, before, residents(62, at("2021-12"), 2022, volume=3)).state == "met"
    found = only(more, before, residents(60, at("2021-12"), 2022, volume=3))
    assert (found.state, found.values["wanted"], found.values["baseline"]) == ("missed", 62, 52)
    new = residents(11, year(2021), 2022, volume=3, item="nouveaux résidents")
    assert only(more, before, new).state == "met"
    assert (
        only(more, residents(60, at("2021-12"), 2022, volume=3)).state == "silent"
    )  # added to nobody knows what


def exports(value: float, when: dict[str, str], said: int, *, volume: int = 2, **told: Any) -> Placed:
    page = Page(
        f"Le Maroc a vendu à la France pour {value} millions, selon le bulletin {volume}.", volume=volume
    )
    return page.told(f"{value} millions", value=value * 1e6, said=said, **when, **{**_TRADE, **told})


FIVE_HUNDRED = goal(
    "Le Maroc veut porter ses exportations vers la France à 500 millions de dollars en 2022.",
    "500 millions de dollars",
    5e8,
    said=2021,
    **_TRADE,
    **year(2022),
)


@pytest.mark.parametrize(
    ("report", "state"),
    [
        (exports(480, year(2022), 2023), "missed"),
        (exports(510, year(2022), 2023), "met"),
        (
            exports(505, {"from_": "2022-01-01", "to": "2022-09-30"}, 2022),
            "met",
        ),  # more than enough in nine months
        (exports(300, {"from_": "2022-01-01", "to": "2022-09-30"}, 2022), "silent"),
        (exports(480, year(2022), 2022), "silent"),  # said before the year was over
        (exports(480, year(2021), 2022), "silent"),
        (exports(600, year(2021), 2022), "silent"),  # in 2022, not by 2022
        (exports(510, year(2022), 2023, measure="imports"), "silent"),
        (exports(510, year(2022), 2023, unit="EUR"), "silent"),
        (exports(510, year(2022), 2023, parties="FR,TN"), "silent"),
        (exports(510, year(2022), 2023, status="planned"), "silent"),
        (exports(510, year(2022), 2023, item="oranges"), "silent"),
    ],
)
def test_a_flow_is_decided_by_the_year_of_its_term(report: Placed, state: str) -> None:
    assert dict(states(FIVE_HUNDRED, report))["500 millions de dollars"] == state


def test_by_a_year_is_met_earlier_and_in_it_is_not() -> None:
    by = goal(
        "D'ici 2024, le Maroc veut porter ses exportations vers la France à 500 millions de dollars.",
        "500 millions de dollars",
        5e8,
        said=2021,
        **_TRADE,
        **year(2024),
    )
    assert only(by, exports(450, year(2020), 2021), exports(520, year(2022), 2023, volume=3)).state == "met"


def test_a_leap_is_something_else() -> None:
    """Exports of food are not those of everything, though nothing else tells them apart."""
    by = goal(
        "D'ici 2023, le Maroc doit porter ses exportations vers la France à 500 millions de dollars.",
        "500 millions de dollars",
        5e8,
        said=2022,
        **_TRADE,
        **year(2023),
    )
    reports = exports(400, year(2021), 2022), exports(2900, year(2022), 2023, volume=3)
    assert only(by, *reports, as_of="2023-12-30").state == "open"


GROWTH = goal(
    "En 2022, les deux pays prévoient d'augmenter leurs échanges de 10 %.",
    "10 %",
    1.1,
    transform="growth",
    unit="ratio",
    measure="turnover",
    said=2021,
    **year(2022),
)


def turnover(value: float, number: int, *, volume: int = 2, **told: Any) -> Placed:
    page = Page(f"En {number}, les échanges : {value} selon la note {volume}.", volume=volume)
    fields = {"measure": "turnover", "unit": "USD", "said": number + 1, **year(number), **told}
    return page.told(str(value), value=value, **fields)


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ([turnover(1.12, 2022, transform="growth", unit="ratio")], "met"),
        ([turnover(1.04, 2022, transform="growth", unit="ratio")], "missed"),
        ([turnover(1.12, 2021, transform="growth", unit="ratio")], "silent"),
        ([turnover(200, 2021), turnover(230, 2022, volume=3)], "met"),
        ([turnover(200, 2021), turnover(210, 2022, volume=3)], "missed"),
        ([turnover(200, 2020), turnover(230, 2022, volume=3)], "silent"),  # two years of growth, not one
    ],
)
def test_growth_is_read_from_the_rate_or_from_both_years(reports: list[Placed], state: str) -> None:
    assert dict(states(GROWTH, *reports))["10 %"] == state


@pytest.mark.parametrize(("latest", "state", "required"), [(80, "on_course", 11.8), (60, "behind", 29.1)])
def test_before_its_term_a_target_is_on_course_or_behind(latest: int, state: str, required: float) -> None:
    far = goal(
        "D'ici 2025, Great Stone doit atteindre 100 résidents.",
        "100",
        100,
        parties="BY",
        said=2019,
        **year(2025),
        **_RESIDENTS,
    )
    found = only(far, residents(40, at("2019-12"), 2019), residents(latest, at("2023-12"), 2023, volume=3))
    assert (found.state, found.values["required_percent"]) == (state, required)


def test_growth_needed_is_unknown_where_there_is_nothing_to_grow() -> None:
    assert growth_needed(100, 121, 2) == 0.1
    assert growth_needed(0, 100, 2) is None
    assert growth_needed(100, 120, 0) is None


def test_phases_add_up() -> None:
    page = Page(
        "Le réseau compte 100 bornes et devrait en compter 150 fin 2021.",
        "Dans la deuxième phase (2022-2025), 40 seront ajoutées, et dans la troisième (2026-2030), 60 autres.",
    )
    stock = {"measure": "stock", "unit": "count", "parties": "BY"}
    told = [
        page.told("100", value=100, item="bornes", **year(2021), **stock),
        page.told("150", value=150, status="target", from_="2021-12-01", to="2021-12-31", **stock),
        page.told("40", value=40, status="planned", from_="2022-01-01", to="2025-12-31", **stock),
        page.told(
            "60", value=60, item="autres", status="planned", from_="2026-01-01", to="2030-12-31", **stock
        ),
    ]
    found = {f.values["told"]: f.values["wanted"] for f in find(held(*told, as_of="2021-12-31"))}
    assert found == {"150": 150, "40": 190, "60": 250}


@pytest.mark.parametrize(
    ("sentence", "told", "by"),
    [
        ("D'ici 2025, les échanges doivent atteindre {}.", year(2025), "2025"),
        ("Les deux pays veulent porter leurs échanges à {} en 2024.", year(2024), "2024"),
        ("L'objectif pour 2023 a été fixé à {}.", year(2023), "2023"),
        # The year in which it was agreed is not the one by which it is due.
        ("En 2021, les parties ont convenu de porter les échanges à {}.", year(2021), None),
        ("En 2017, elles se sont donné pour but de porter les échanges à {}.", year(2017), None),
        ("En juin 2021, le ministre a exprimé l'objectif de porter les échanges à {}.", at("2021-06"), None),
        ("Porter les échanges à {} dans les trois prochaines années est l'objectif.", {}, "2022-01-01/P3Y"),
        ("Les échanges doivent retrouver le niveau de {}, atteint en 2012.", year(2012), None),
        # A document's year is the document's.
        ("Le programme à l'horizon 2030 prévoit de porter les échanges à {}.", year(2030), None),
        # Another clause has its own term.
        ("Les échanges doivent atteindre {} ; un second pont sera ouvert d'ici 2028.", {}, None),
        (
            "Les échanges doivent atteindre {} et la ligne devra ouvrir fin 2024.",
            {"from_": "2024-12-01", "to": "2024-12-31"},
            None,
        ),
    ],
)
def test_deadlines_are_told_from_other_dates(sentence: str, told: dict[str, str], by: str) -> None:
    quote = "900 millions"
    found = only(goal(sentence.format(quote), quote, 9e8, measure="turnover", unit="USD", **told))
    assert found.values["by"] == by


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("L'usine fournira 590 tracteurs.", {"status": "planned", "measure": "deliveries"}),
        ("Au cours des dix premiers mois de 2021, 590 tracteurs seront livrés.",
         {"status": "planned", "measure": "deliveries", "from_": "2021-01-01", "to": "2021-10-31"}),
        ("Le séjour doit durer 590 jours d'ici 2025.", {"measure": "duration", "unit": "day", **year(2025)}),
        ("Le camion aura une capacité de 590 kg de charge utile.", {"status": "planned", "measure": "capacity", "unit": "kg"}),
        ("L'objectif de porter le parc à 590 tracteurs a été atteint.", {"status": "actual", "measure": "stock"}),
        ("Le parc a augmenté pour atteindre 590 tracteurs.", {"status": "actual", "measure": "stock"}),
        ("Le plan contient 590 points pour 2025.", {"status": "planned", "measure": "agreements"}),
    ],
)  # fmt: skip
def test_what_is_no_target(sentence: str, told: dict[str, Any]) -> None:
    assert states(goal(sentence, "590", 590, item="tracteurs", **told)) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Les deux pays entendent tenir l'objectif, esquissé à Rabat, de porter le parc à 590 tracteurs.", {"status": "actual"}),
        ("Le constructeur vise 590 tracteurs en 2025.", {"status": "actual", **year(2025)}),
        ("La capacité de l'usine atteindra 590 tracteurs par an.", {"status": "planned", "measure": "capacity"}),
        ("Le nombre de tracteurs ne doit pas être inférieur à 590 d'ici 2025.", {"bound": "<", **year(2025)}),
        ("Il est prévu de construire 590 tracteurs d'ici 2025.", {"status": "planned", "measure": "other", **year(2025)}),
    ],
)  # fmt: skip
def test_what_is_a_target_whatever_its_status(sentence: str, told: dict[str, Any]) -> None:
    found = only(goal(sentence, "590", 590, item="tracteurs", **{"measure": "stock", **told}))
    assert found.values["target"] == 590
    assert found.values["bound"] != "<"


def test_a_target_told_in_hindsight_is_followed_from_before_its_term() -> None:
    """A review of 2023 tells what was to be reached by 2022, what there was in 2019, and what came of it."""
    page = Page(
        "En 2019, la zone franche comptait 210 résidents.",
        "Son but était de porter leur nombre à 300 d'ici 2022.",
        "Fin 2022, elle en comptait 286.",
    )
    counted = {"measure": "entities", "unit": "count", "parties": "MA", "said": 2023}
    told = [
        page.told("210", value=210, item="résidents", **year(2019), **counted),
        page.told("300", value=300, status="target", **year(2022), **{**counted, "measure": "other"}),
        page.told("286", value=286, item="résidents", **at("2022-12"), **counted),
    ]
    found = only(*told)
    assert (found.state, found.values["baseline"], found.values["decided"]) == ("missed", 210, 286)


def test_the_year_in_which_it_was_agreed_is_told() -> None:
    found = only(
        goal("Les ministres ont convenu en 2021 de porter les échanges à 5 milliards d'ici 2023.", "5 milliards", 5e9,
             measure="turnover", unit="USD", said=2023, **year(2023)),
        turnover(4.4e9, 2022, volume=3), turnover(3.2e9, 2020, volume=4), turnover(5.1e9, 2023, volume=5),
        as_of="2024-12-31",
    )  # fmt: skip
    assert (found.state, found.values["set"], found.values["baseline"]) == ("met", "2021", 3.2e9)


def test_a_record_of_the_past_is_told_as_one() -> None:
    record = goal(
        "En 2017, Rabat et Paris ont décidé de rétablir le niveau record de 2 milliards, atteint en 2012.",
        "2 milliards", 2e9, measure="turnover", unit="USD", **year(2012),
    )  # fmt: skip
    found = only(record, turnover(900, 2016, volume=2))
    assert (found.values["record"], found.values["set"], found.state) == (True, "2017", "open")


def test_told_several_times_is_one_target() -> None:
    first = goal("D'ici 2025, le Maroc vise 7 milliards avec la France.", "7 milliards", 7e9, measure="turnover",
                 unit="USD", source=source("a"), **year(2025))  # fmt: skip
    page = Page(
        "Les échanges franco-marocains devront atteindre 7 milliards d'ici 2025, dit un autre journal.",
        volume=2,
    )
    again = page.told(
        "7 milliards",
        value=7e9,
        measure="turnover",
        unit="USD",
        status="target",
        source=source("b"),
        **year(2025),
    )
    page = Page("On se souvient du but : porter ces échanges à 7 milliards.", volume=3)
    undated = page.told(
        "7 milliards", value=7e9, measure="turnover", unit="USD", status="target", source=source("a")
    )
    other = Page("D'ici 2025, Tunis et Paris visent 7 milliards.", volume=4).told(
        "7 milliards",
        value=7e9,
        measure="turnover",
        unit="USD",
        status="target",
        parties="FR,TN",
        **year(2025),
    )
    found = list(find(held(first, again, undated, other)))
    assert sorted((len(f.proofs), f.values["origins"]) for f in found) == [(1, 1), (3, 2)]


def test_as_of_a_day_only_what_was_known_counts() -> None:
    reports = [FORTY, residents(52, at("2020-12"), 2021, volume=3)]
    assert states(SIXTY, *reports, as_of="2018-12-31") == []
    assert states(SIXTY, *reports, as_of="2020-06-30") == [("60", "open")]
    assert states(SIXTY, *reports, as_of="2021-12-31") == [("60", "missed")]


def test_proofs_come_in_order_and_the_words_fill() -> None:
    found = only(SIXTY, FORTY, residents(52, at("2020-12"), 2021, volume=3))
    assert [proof.role for proof in found.proofs] == ["target", "base", "outcome"]
    for language in ("en", "fr"):
        assert "52" in explain(found, language)
    undated = only(goal("Ils veulent porter le parc à 9 000 tracteurs.", "9 000", 9000, measure="stock"))
    assert "term" not in explain(undated, "en") and "–" not in explain(undated, "fr")


# -- what stands beside a target ----------------------------------------------------------------------------

_CARS: dict[str, Any] = {"measure": "production", "unit": "count", "parties": "FR,MA", "said": 2024}


def beside(*sentences: str, promised: int, told: int, **given: Any) -> Finding:
    """A promise for 2023 and a figure of the same passage."""
    page = Page(*sentences)
    fields = {**_CARS, "item": "voitures", **year(2023)}
    promise = page.told(str(promised), value=promised, **fields)
    report = page.told(str(told), value=told, **{**_CARS, **year(2023), "parties": "MA", **given})
    [found] = [f for f in find(held(promise, report, as_of="2024-12-31")) if f.values["target"] == promised]
    return found


_PROMISE = "Le groupe s'était engagé à sortir 600 voitures en 2023."


@pytest.mark.parametrize(
    ("sentences", "told", "state", "given"),
    [
        ((_PROMISE, "On n'en a compté que 180."), 180, "missed", {}),
        ((_PROMISE, "Le bilan en donne 610."), 610, "met", {}),
        (("Les ateliers ont monté 610 voitures.", _PROMISE), 610, "met", {"item": "voitures"}),
        ((_PROMISE, "Il a plu.", "Il a neigé.", "Le bilan en donne 610."), 610, "silent", {}),
        ((_PROMISE, "Le bilan donne 610 tracteurs."), 610, "silent", {"item": "tracteurs"}),
        ((_PROMISE, "On en avait compté 610."), 610, "silent", year(2022)),
        ((_PROMISE, "Ils ont été 610 à s'inscrire."), 610, "silent", {"measure": "education"}),
        ((_PROMISE, "Le site a coûté 610 millions."), 610, "silent", {"unit": "EUR"}),
        ((_PROMISE, "Un garage en a vendu 7."), 7, "silent", {}),
        ((_PROMISE, "À Lima, le bilan en donne 610."), 610, "silent", {"parties": "PE"}),
    ],
)
def test_a_promise_is_decided_by_the_figure_of_its_year_beside_it(
    sentences: tuple[str, ...], told: int, state: str, given: dict[str, Any]
) -> None:
    assert beside(*sentences, promised=600, told=told, **given).state == state


def test_what_there_was_before_is_told_beside_a_target() -> None:
    page = Page("On montait alors 180 voitures.", "D'ici 2025, le groupe veut atteindre 600 voitures.")
    base = page.told("180", value=180, **{**_CARS, **year(2022), "item": "voitures", "said": 2023})
    aim = page.told(
        "600", value=600, status="target", **{**_CARS, **year(2025), "parties": "MA", "said": 2023}
    )
    [found] = find(held(base, aim, as_of="2023-12-31"))
    assert (found.values["baseline"], found.state) == (180, "open")
    assert [proof.role for proof in found.proofs] == ["target", "base"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Le ministère avait promis de livrer 600 voitures en 2023.", True),
        ("On leur demandait de monter 600 voitures en 2023.", True),
        ("L'office s'était assigné le chiffre de 600 voitures pour 2023.", True),
        ("L'office avait promis un bilan ; 600 voitures ont été montées en 2023.", False),
        ("La vente s'est fixée à 600 voitures en 2023.", False),
        ("Le groupe a monté 600 voitures en 2023.", False),
    ],
)
def test_what_was_promised_or_asked_for_is_a_target(sentence: str, found: bool) -> None:
    item = Page(sentence).told("600", value=600, item="voitures", **{**_CARS, **year(2023)})
    assert bool(states(item, as_of="2024-12-31")) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Il est prévu de construire 600 logements.", True),
        ("Le groupe prévoit d'acheter 600 camions.", True),
        ("Dans cette ville, 600 logements seront construits.", True),
        ("Le ministère sélectionnera 600 projets.", True),
        ("Le programme prévoit des débats en 600 pages.", False),
        ("Un immeuble de 600 places sera beau, et deux écoles seront construites.", False),
        ("Le groupe aux 600 boutiques prévoit de s'étendre.", False),
    ],
)
def test_what_is_to_be_made_is_a_target_without_a_date(sentence: str, found: bool) -> None:
    item = Page(sentence).told("600", value=600, measure="projects", status="planned")
    assert [state for _, state in states(item)] == (["open"] if found else [])
