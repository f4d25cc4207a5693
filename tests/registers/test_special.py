"""What single registers do beyond the machinery: ladders, sessions, plans, ties, sites, series, range."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.registers.telling import Page, held, source, year

from cordiale.model import OfficialPoint, Placed, Row
from cordiale.registers import open_register
from cordiale.registers.holdings import Holdings
from cordiale.registers.ties import matrix


def rows(name: str, *items: Placed, as_of: str = "2022-12-31") -> tuple[Row, ...]:
    return open_register(name).rows(held(*items, as_of=as_of))


def tell(sentence: str, quote: str, kind: str, *, volume: int = 1, **told: Any) -> Placed:
    return Page(sentence, volume=volume, article=volume).told(quote, kind, **told)


# -- agreements -----------------------------------------------------------------------------------


def plan(first: int, last: int, *, volume: int, **told: Any) -> Placed:
    text = f"Lyon et Tanger ont adopté en {first} un plan d'action pour {first}-{last}, le numéro {volume}."
    given = {
        "doctype": "programme",
        "valid": [first, last],
        "date": str(first),
        "parties": "FR:Lyon,MA:Tanger",
    }
    return tell(text, "plan d'action", "document", volume=volume, **{**given, **told})


def test_versions_of_a_plan_name_each_other() -> None:
    old, new = rows("agreements", plan(2018, 2020, volume=1), plan(2021, 2023, volume=2), as_of="2022-06-01")
    assert new.value("SUCCEEDS") == f"2018-2020 ({old.id})"
    assert old.value("PRECEDES") == f"2021-2023 ({new.id})"
    assert "expired" not in old.flags  # it was followed by another
    assert [
        row.value("VERSION")
        for row in rows("measures", plan(2018, 2020, volume=1), plan(2021, 2023, volume=2))
    ] == [1, 2]


@pytest.mark.parametrize(
    ("as_of", "flag"), [("2022-06-01", None), ("2023-06-01", "expiring"), ("2024-02-01", "expired")]
)
def test_an_instrument_expires(as_of: str, flag: str | None) -> None:
    (row,) = rows("agreements", plan(2021, 2023, volume=1, said=2023), as_of=as_of)
    assert ({"expiring", "expired"} & set(row.flags)) == ({flag} if flag else set())


def test_an_instrument_nobody_speaks_of_is_dormant() -> None:
    signed = tell(
        "Un accord de coopération a été signé en 2015.",
        "accord de coopération",
        "document",
        date="2015",
        said=2016,
    )
    assert "dormant" in rows("agreements", signed, as_of="2022-01-01")[0].flags
    assert "dormant" not in rows("agreements", signed, as_of="2018-01-01")[0].flags


def test_a_planned_instrument_is_never_signed_and_gets_overdue() -> None:
    wanted = tell(
        "Un mémorandum sera signé en 2021.",
        "mémorandum",
        "document",
        doctype="memorandum",
        stage="proposed",
        date="2021",
        status="planned",
    )
    (row,) = rows("agreements", wanted, as_of="2022-06-01")
    assert row.value("DATE") is None
    assert row.value("PLANNED_DATE") == "2021"
    assert (row.status, row.value("STAGE")) == ("planned", "proposed")
    assert "overdue" in row.flags


@pytest.mark.parametrize(
    ("parties", "orgs", "level"),
    [
        ("FR,MA", (), "state"),
        ("FR,MA-01", (), "region"),
        ("FR:Lyon,MA:Tanger", (), "city"),
        ("FR:Rhône District,MA:Tanger", (), "district"),
        ("FR,MA", ("Institut de physique de Lyon",), "institution"),
        ("FR,MA", ("SARL Exemple",), "firm"),
    ],
)
def test_the_level_of_an_instrument(parties: str, orgs: tuple[str, ...], level: str) -> None:
    item = tell("Un accord a été signé.", "accord", "document", parties=parties, orgs=orgs)
    assert rows("agreements", item)[0].value("LEVEL") == level


def test_the_ladder_shows_what_the_parties_climbed() -> None:
    def step(doctype: str, when: str, volume: int) -> Placed:
        return tell(
            f"Texte {doctype} de {when}.",
            doctype,
            "document",
            volume=volume,
            doctype=doctype,
            date=when,
            parties="FR-ARA,MA-01",
        )

    found = rows(
        "agreements", step("memorandum", "2014", 1), step("roadmap", "2018", 2), step("agreement", "2020", 3)
    )
    for row in found:
        assert row.value("LADDER") == ("2014 [2] memorandum", "2018 [5] roadmap")


# -- sessions -------------------------------------------------------------------------------------


def session(number: int | None, when: str | None, *, volume: int, **told: Any) -> Placed:
    text = f"La réunion {number} de la commission intergouvernementale, page {volume}."
    given = {"eventtype": "commission", "ordinal": number, "date": when}
    return tell(text, "réunion", "event", volume=volume, **{**given, **told})


def test_a_session_missing_in_the_numbering_is_a_row_of_its_own() -> None:
    found = rows("sessions", session(14, "2018-05", volume=1), session(17, "2021-05", volume=2))
    assert [row.value("ORDINAL") for row in found] == [14, 15, 16, 17]
    assert [row.flags for row in found if "unreported" in row.flags] == [("unreported",), ("unreported",)]
    gap = found[1]
    assert gap.cells["ORDINAL"].rule == "derived"
    assert gap.cells["ORDINAL"].assertions[0].derivation == "14 < 15 < 17"
    assert gap.value("DATE") is None
    assert len(gap.proofs) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((9, "2022-11"), (12, "2021-05")),  # the later number is earlier: two series
        ((2, "2001-05"), (12, "2021-05")),  # too many between
        ((4, "2018-05"), (5, "2021-05")),  # none between
    ],
)
def test_no_gap_where_the_numbers_are_not_one_series(first: tuple[int, str], second: tuple[int, str]) -> None:
    found = rows("sessions", session(*first, volume=1), session(*second, volume=2))
    assert len(found) == 2


def test_sessions_of_other_sides_or_bodies_make_no_series() -> None:
    other = session(16, "2021-05", volume=2, parties="FR,TN")
    assert len(rows("sessions", session(14, "2018-05", volume=1), other)) == 2


@pytest.mark.parametrize(("as_of", "overdue"), [("2020-06-01", False), ("2022-06-01", True)])
def test_the_next_session_is_due_by_the_rhythm_of_those_before(as_of: str, overdue: bool) -> None:
    found = rows("sessions", session(3, "2018-05", volume=1), session(4, "2019-05", volume=2), as_of=as_of)
    last = found[-1]
    assert last.value("NEXT_DUE") == "2020-11"
    assert last.cells["NEXT_DUE"].status == "planned"
    assert ("next_overdue" in last.flags) is overdue
    assert found[0].value("NEXT_DUE") is None


def test_a_planned_session_is_no_session_held() -> None:
    (row,) = rows("sessions", session(5, "2021", volume=1, status="planned"), as_of="2022-06-01")
    assert row.value("STAGE") == "planned"
    assert (row.value("DATE"), row.value("PLANNED_DATE")) == (None, "2021")
    assert "overdue" in row.flags


def test_decisions_and_agenda_stand_with_their_session() -> None:
    page = Page(
        "La 3e réunion du groupe de travail a eu lieu en mai 2021 et une feuille de route y a été signée.",
        "Il est prévu de livrer 40 tramways.",
        "Un traité de 1998 lie les deux villes.",
    )
    found = rows(
        "sessions",
        page.told("réunion du groupe de travail", "event", eventtype="commission", ordinal=3, date="2021-05"),
        page.told("feuille de route", "document", doctype="roadmap", date="2021-05"),
        page.told("40", status="planned", value=40, item="tramways", measure="deliveries"),
        page.told("traité", "document", doctype="agreement", date="1998"),
    )
    (row,) = found
    assert row.value("BODY") == "working_group"
    assert row.value("DECISIONS") == ("2021-05 feuille de route",)
    assert row.value("AGENDA") == ("40 tramways",)
    assert row.cells["AGENDA"].status == "planned"
    assert row.missing == ("FOLLOW_UP",)


# -- plans ----------------------------------------------------------------------------------------


def test_a_plan_knows_how_much_of_it_is_done() -> None:
    page = Page(
        "En 2018, une feuille de route de 200 mesures a été adoptée.",
        "Plus d'un tiers d'entre elles ont déjà été réalisées.",
    )
    (row,) = rows(
        "measures",
        page.told("feuille de route", "document", doctype="roadmap", date="2018"),
        page.told("200", value=200, item="mesures", measure="agreements"),
        page.told("un tiers", transform="share", value=0.333, unit="share", bound=">"),
    )
    assert row.value("MEASURES") == 200
    assert row.value("COMPLETION_SHARE") == 0.333
    assert row.cells["COMPLETION_SHARE"].assertions[0].bound == ">"


def test_a_share_is_computed_from_two_counts() -> None:
    page = Page("Le plan d'action compte 80 mesures.", "Selon le bilan, 20 mesures sont réalisées.")
    (row,) = rows(
        "measures",
        page.told("plan d'action", "document", doctype="programme", stage="in_force"),
        page.told("80", value=80, item="mesures", measure="agreements"),
        page.told("20", value=20, item="mesures", measure="agreements"),
    )
    cell = row.cells["COMPLETION_SHARE"]
    assert (cell.value, cell.rule, cell.assertions[0].derivation) == (0.25, "derived", "20 / 80")


def test_a_measure_of_a_plan_is_a_row_that_gets_overdue() -> None:
    page = Page("Le plan d'action prévoit d'acheter 30 autobus en 2021.")
    found = rows(
        "measures",
        page.told("plan d'action", "document", doctype="programme", stage="in_force", valid=[2020, 2022]),
        page.told("30", status="planned", value=30, item="autobus", measure="deliveries", **year(2021)),
        as_of="2022-06-01",
    )
    measure = next(row for row in found if row.value("KIND") == "measure")
    assert measure.value("DEADLINE") == "2021-12-31"
    assert measure.status == "planned"
    assert measure.value("VALID_TO") == "2022"
    assert "overdue" in measure.flags


# -- regional ties --------------------------------------------------------------------------------


def test_pairs_have_their_years_and_the_conflict_of_two_datings() -> None:
    def twinned(when: str, volume: int, cited: str) -> Placed:
        text = f"Jumelage numéro {volume} avec l'Oriental."
        return tell(
            text,
            "Jumelage",
            "relation",
            volume=volume,
            relation="twinning",
            date=when,
            parties="FR-ARA,MA-02",
            source=source(cited),
        )

    (row,) = rows("regional-ties", twinned("2008", 1, "a"), twinned("2008", 2, "b"), twinned("2004", 3, "c"))
    assert (row.value("REGION_A"), row.value("REGION_B")) == ("FR-ARA", "MA-02")
    assert row.value("TWINNED") == "2008"
    assert row.cells["TWINNED"].rule == "most_sources"
    assert "conflict" in row.flags
    assert row.value("YEARS") == ("2004", "2008")
    assert row.value("STAGE") == "twinning"


@pytest.mark.parametrize(
    ("parties", "pairs"),
    [
        ("FR,MA", 0),
        ("FR-ARA,MA", 0),
        ("FR-ARA,FR-IDF", 0),
        ("FR-ARA,MA-01", 1),
        ("FR-ARA,FR-IDF,MA-01,MA-02", 4),
        (
            ",".join(f"FR-{a}{b}" for a in "ABCDE" for b in "XYZ") + ",MA-01",
            0,
        ),  # a list tells nothing of each pair
    ],
)
def test_which_places_make_pairs(parties: str, pairs: int) -> None:
    assert len(rows("regional-ties", tell("Une visite.", "visite", "event", parties=parties))) == pairs


def test_activity_fades_counts_a_fact_once_and_nothing_planned() -> None:
    def visit(when: str, volume: int, **told: Any) -> Placed:
        return tell(
            f"La visite {volume} du préfet.",
            "visite",
            "event",
            volume=volume,
            date=when,
            parties="FR-ARA,MA-01",
            **told,
        )

    (new,) = rows("regional-ties", visit("2022-05", 1))
    (old,) = rows("regional-ties", visit("2012-05", 1))
    (planned,) = rows("regional-ties", visit("2023-05", 1, status="planned"))
    assert new.value("ACTIVITY") == 2
    assert old.value("ACTIVITY") == 0.5
    assert planned.value("ACTIVITY") == 0
    assert "dormant" in old.flags
    assert "dormant" not in new.flags


def test_the_matrix_names_the_pairs_that_are_missing() -> None:
    def signed(parties: str, volume: int) -> Placed:
        return tell(
            f"Un accord {volume} est signé.",
            "accord",
            "document",
            volume=volume,
            parties=parties,
            date="2020",
        )

    ties = rows(
        "regional-ties", signed("FR-ARA,MA-01", 1), signed("FR-IDF,MA-02", 2), signed("FR:Lyon,MA:Tanger", 3)
    )
    square = matrix(ties, "FR", "MA")
    assert (square.rows, square.columns) == (("FR-ARA", "FR-IDF"), ("MA-01", "MA-02"))
    assert square.missing == (("FR-ARA", "MA-02"), ("FR-IDF", "MA-01"))
    assert matrix(ties, "MA", "FR").missing == (("MA-01", "FR-IDF"), ("MA-02", "FR-ARA"))


# -- sites ----------------------------------------------------------------------------------------


def link(relation: str, quote: str, when: str | None, *, volume: int, **told: Any) -> Placed:
    text = f"Page {volume} : {quote} de la société en Tunisie."
    given = {"relation": relation, "date": when, "parties": "FR,TN", "orgs": ("SARL Tracto",)}
    return tell(text, quote, "relation", volume=volume, **{**given, **told})


def test_a_maker_climbs_the_rungs_with_their_dates() -> None:
    (row,) = rows(
        "sites",
        link("dealer", "concessionnaire", "2010", volume=1),
        link("dealer", "centre de service", "2013-04", volume=2),
        link("assembly", "usine d'assemblage", "2016", volume=3),
        link("dealer", "concessionnaire", "2008", volume=4),
    )
    assert row.value("STAGE") == "assembly"
    assert [row.value(f"{rung}_SINCE") for rung in ("DEALER", "SERVICE", "ASSEMBLY")] == [
        "2008",
        "2013-04",
        "2016",
    ]
    assert row.value("JOINT_VENTURE_SINCE") is None


def test_a_planned_rung_is_not_reached() -> None:
    (row,) = rows(
        "sites",
        link("dealer", "concessionnaire", "2010", volume=1),
        link("assembly", "usine d'assemblage", "2024", volume=2, status="planned"),
    )
    assert row.value("STAGE") == "dealer"
    assert row.value("ASSEMBLY_SINCE") is None
    assert row.value("PLANNED_STAGE") == ("assembly",)


def test_machines_in_use_without_a_service_are_marked() -> None:
    stock = tell(
        "Page 9 : 300 tracteurs de SARL Tracto en service.",
        "300",
        "observation",
        volume=9,
        value=300,
        item="tracteurs",
        measure="stock",
        parties="FR,TN",
        orgs=("SARL Tracto",),
    )
    (row,) = rows("sites", stock, link("dealer", "concessionnaire", "2010", volume=1))
    assert row.value("INSTALLED_BASE") == 300
    assert "no_service" in row.flags
    served = link("dealer", "centre de service", "2013", volume=2)
    assert "no_service" not in rows("sites", stock, served)[0].flags


# -- trade series ---------------------------------------------------------------------------------


def trade(page: Page, quote: str, value: float, measure: str, **told: Any) -> Placed:
    given = {"unit": "USD", "measure": measure, **year(2021), **told}
    return page.told(quote, value=value, **given)


def test_what_follows_from_two_figures_is_derived_with_its_derivation() -> None:
    page = Page("Les échanges valent 90 millions, les ventes 60 millions.")
    found = rows(
        "trade-series",
        trade(page, "90 millions", 9e7, "turnover"),
        trade(page, "60 millions", 6e7, "exports"),
    )
    imports = next(row for row in found if row.value("INDICATOR") == "imports")
    cell = imports.cells["OBS_VALUE"]
    assert (cell.value, cell.rule, imports.flags) == (30_000_000, "derived", ("derived",))
    assert cell.assertions[0].derivation == "turnover 90000000 - exports 60000000"
    assert imports.value("OBS_STATUS") == "I"


@pytest.mark.parametrize(
    "other",
    [
        {"bound": ">"},
        {"status": "target"},
        {"from_": "2020-01-01", "to": "2020-12-31"},
        {"parties": "FR,TN"},
        {"unit": "EUR"},
    ],
)
def test_nothing_is_derived_from_what_is_not_alike_and_exact(other: dict[str, Any]) -> None:
    page = Page("Les échanges valent 90 millions, les ventes 60 millions.")
    found = rows(
        "trade-series",
        trade(page, "90 millions", 9e7, "turnover"),
        trade(page, "60 millions", 6e7, "exports", **other),
    )
    assert not [row for row in found if "derived" in row.flags]


def test_growth_and_the_year_before_give_the_level_and_months_are_no_year() -> None:
    page = Page("En 2020 : 50 millions ; en 2021, plus 20 % ; sur 9 mois, plus 30 %.")
    base = trade(page, "50 millions", 5e7, "exports", **year(2020))
    growth = trade(page, "20 %", 1.2, "exports", transform="growth", unit="ratio")
    months = trade(
        page, "30 %", 1.3, "exports", transform="growth", unit="ratio", from_="2021-01-01", to="2021-09-30"
    )
    found = rows("trade-series", base, growth, months)
    (level,) = [row for row in found if "derived" in row.flags]
    assert (level.value("OBS_VALUE"), level.value("TIME_PERIOD")) == (60_000_000, "2021")
    assert level.cells["OBS_VALUE"].assertions[0].derivation == "50000000 (2020) x 1.2"


def test_what_is_stated_is_never_replaced_by_what_is_computed() -> None:
    page = Page("Échanges 90 millions, ventes 60 millions, achats 31 millions.")
    found = rows(
        "trade-series",
        trade(page, "90 millions", 9e7, "turnover"),
        trade(page, "60 millions", 6e7, "exports"),
        trade(page, "31 millions", 3.1e7, "imports"),
    )
    assert [row.value("OBS_VALUE") for row in found if row.value("INDICATOR") == "imports"] == [31_000_000]


def test_periods_and_frequencies_are_those_of_sdmx() -> None:
    page = Page("Ventes : 1 million, 2 millions, 3 millions, 4 millions.")
    found = rows(
        "trade-series",
        trade(page, "1 million", 1e6, "exports"),
        trade(page, "2 millions", 2e6, "exports", from_="2021-01-01", to="2021-06-30"),
        trade(page, "3 millions", 3e6, "exports", from_="2021-01-01", to="2021-09-30"),
        trade(page, "4 millions", 4e6, "exports", from_="2021-04-01", to="2021-04-30"),
    )
    told = {row.value("OBS_VALUE"): (row.value("FREQ"), row.value("TIME_PERIOD")) for row in found}
    assert told == {
        1_000_000: ("A", "2021"),
        2_000_000: ("S", "2021-S1"),
        3_000_000: ("_O", "2021-01-01/P9M"),
        4_000_000: ("M", "2021-04"),
    }


def test_figures_of_one_sentence_do_not_contradict_each_other() -> None:
    page = Page("Les ventes ont atteint 12 millions ici et 45 millions là.")
    found = rows(
        "trade-series",
        trade(page, "12 millions", 1.2e7, "exports"),
        trade(page, "45 millions", 4.5e7, "exports"),
    )
    assert sorted(row.value("OBS_VALUE") for row in found) == [12_000_000, 45_000_000]
    assert all(row.flags == () for row in found)


@pytest.mark.parametrize(
    ("sentence", "quote", "goods"),
    [
        ("Les exportations de fromages ont atteint 12 millions.", "12 millions", "04"),
        ("Les exportations ont atteint 12 millions.", "12 millions", None),
        ("Les ventes de tapis ont atteint 12 millions.", "12 millions", "tapis"),
        ("Le commerce de biens et services a atteint 12 millions.", "12 millions", "GS"),
        ("Le sucre va bien ; les exportations ont atteint 12 millions.", "12 millions", None),
        ("Les exportations de la France ont atteint 12 millions.", "12 millions", None),
        ("Les exportations de Singapour ont atteint 12 millions.", "12 millions", None),
        ("Les livraisons de Peugeot ont atteint 12 millions.", "12 millions", None),
        ("Les importations, puis les ventes d'exportations ont atteint 12 millions.", "12 millions", None),
        ("Les ventes d'une usine ont atteint 12 millions.", "12 millions", None),
    ],
)
def test_which_goods_a_figure_is_for(sentence: str, quote: str, goods: str | None) -> None:
    (row,) = rows("trade-series", trade(Page(sentence), quote, 1.2e7, "exports"))
    assert row.value("COMMODITY") == goods


@pytest.mark.parametrize(
    ("sentence", "measure", "sides"),
    [
        ("En 2021, les exportations vers le Maroc ont atteint 12 millions.", "exports", ("FR", "MA")),
        (
            "En 2021, les exportations marocaines vers la France ont atteint 12 millions.",
            "exports",
            ("MA", "FR"),
        ),
        (
            "En 2021, les exportations du Maroc vers la France ont atteint 12 millions.",
            "exports",
            ("MA", "FR"),
        ),
        ("En 2021, les exportations marocaines ont atteint 12 millions.", "exports", ("MA", "FR")),
        ("En 2021, les exportations françaises au Maroc ont atteint 12 millions.", "exports", ("FR", "MA")),
        (
            "En 2021, les importations en provenance du Maroc ont atteint 12 millions.",
            "imports",
            ("FR", "MA"),
        ),
        (
            "En 2021, les importations en provenance de France ont atteint 12 millions.",
            "imports",
            ("MA", "FR"),
        ),
        ("En 2021, le commerce avec le Maroc a atteint 12 millions.", "turnover", ("FR", "MA")),
    ],
)
def test_who_trades_with_whom(sentence: str, measure: str, sides: tuple[str, str]) -> None:
    """The country that the ledger is mostly about is the reporter, unless the words say the other one is."""
    others = [
        tell(f"Une visite {n} a eu lieu.", "visite", "event", volume=n, parties="FR,TN") for n in (2, 3, 4)
    ]
    (row,) = rows("trade-series", trade(Page(sentence), "12 millions", 1.2e7, measure), *others)
    assert (row.value("REF_AREA"), row.value("COUNTERPART_AREA")) == sides


def with_official(*points: OfficialPoint, items: tuple[Placed, ...] = ()) -> Holdings:
    return replace(held(*items), official=points)


def test_an_official_point_joins_the_row_and_is_shown() -> None:
    point = OfficialPoint(
        line=7, reporter="FR", partner="MA", measure="exports", goods="TOTAL",
        since=date(2021, 1, 1), until=date(2021, 12, 31), value=Decimal(61_000_000), unit="USD", table="office.csv",
    )  # fmt: skip
    told = trade(Page("Ventes de 60 millions."), "60 millions", 6e7, "exports")
    (row,) = open_register("trade-series").rows(with_official(point, items=(told,)))
    cell = row.cells["OBS_VALUE"]
    assert (cell.value, cell.rule) == (61_000_000, "official")
    assert {a.standing for a in cell.assertions} == {"statement", "official"}
    assert "office.csv, line 7" in {a.source for a in cell.assertions}
    (alone,) = open_register("trade-series").rows(
        with_official(replace(point, partner="WORLD", goods="0406"))
    )
    assert (alone.value("COUNTERPART_AREA"), alone.value("COMMODITY")) == ("W", "0406")


# -- export range ---------------------------------------------------------------------------------


def test_the_number_of_items_changes_and_shares_concentrate() -> None:
    page = Page("Les exportations comptaient 12 articles en 2015 et 28 articles en 2021.")
    found = rows(
        "export-range",
        page.told("12", value=12, item="articles", **year(2015)),
        page.told("28", value=28, item="articles", **year(2021)),
    )
    assert [row.value("ITEMS") for row in found] == [12, 28]
    assert found[1].value("ITEMS_CHANGE") == 16
    assert found[1].cells["ITEMS_CHANGE"].assertions[0].derivation == "28 - 12 (2015)"
    cheese = Page("Dans les exportations de 2021, le fromage pèse 60 %.").told(
        "60 %", transform="share", value=0.6, unit="share", measure="exports", item="fromage", **year(2021)
    )
    (row,) = rows("export-range", cheese)
    assert (row.value("LARGEST_SHARE"), row.value("LARGEST_ITEM"), row.value("CONCENTRATION")) == (
        0.6,
        "04",
        0.36,
    )


def test_new_items_are_no_items_and_shops_are_none() -> None:
    page = Page("Les exportations gagnent 5 nouveaux articles dans 9 magasins de produits.")
    (row,) = rows(
        "export-range",
        page.told("5", value=5, item="nouveaux articles", **year(2021)),
        page.told("9", value=9, item="magasins de produits", **year(2021)),
    )
    assert (row.value("ITEMS"), row.value("NEW_ITEMS")) == (None, 5)


# -- targets --------------------------------------------------------------------------------------


def test_a_target_is_a_row_with_its_state() -> None:
    page = Page(
        "D'ici 2021, le commerce doit atteindre 500 millions de dollars.",
        "En 2021, il valait 300 millions de dollars.",
    )
    goal = page.told(
        "500 millions de dollars",
        status="target",
        value=5e8,
        unit="USD",
        measure="turnover",
        said=2019,
        **year(2021),
    )
    result = Page("Le commerce a valu 300 millions de dollars en 2021.", volume=2, article=2).told(
        "300 millions de dollars", value=3e8, unit="USD", measure="turnover", said=2022, **year(2021)
    )
    (row,) = rows("targets", goal, result, as_of="2022-12-31")
    assert row.value("TARGET_VALUE") == 500_000_000
    assert row.cells["TARGET_VALUE"].status == "target"
    assert row.value("STATE") == "missed"
    assert row.flags == ("missed",)
    (silent,) = rows("targets", goal, as_of="2022-12-31")
    assert silent.value("STATE") == "silent"
