"""Facts: what is one assertion told several times, and what is not."""

import pytest
from tests.registers.telling import Page, held, source, year

from cordiale.model import Placed
from cordiale.registers.facts import gather

_USD = {"unit": "USD", "measure": "exports"}


_OPENINGS = (
    "Selon ces pages les ventes ont atteint",
    "Le douanier écrit que ce commerce vaut",
    "Chez les grossistes, on parle plutôt de",
)


def _figure(quote: str, value: float, *, volume: int = 1, **given: object) -> Placed:
    page = Page(f"{_OPENINGS[volume - 1]} {quote} en tout.", volume=volume, article=volume)
    return page.told(quote, **{**_USD, **year(2020), "value": value, **given})


@pytest.mark.parametrize(
    ("quotes", "hows"),
    [
        # One value, three times.
        ([("13,8 millions", 13.8e6, "="), ("13,8 millions", 13.8e6, "=")], [["exact", "exact"]]),
        # Rounded to the nearest of two exact values, which stay two.
        ([("13,8 millions", 13.8e6, "="), ("14,2 millions", 14.2e6, "="), ("14 millions", 14e6, "~")],
         [["exact", "rounded"], ["exact"]]),
        # What rounds both never joins them, in whatever order they are told.
        ([("14 millions", 14e6, "="), ("14,2 millions", 14.2e6, "="), ("13,8 millions", 13.8e6, "=")],
         [["rounded", "exact"], ["exact"]]),
        # More than so much, said of a figure close above.
        ([("61,4 millions", 61.4e6, "="), ("60 millions", 60e6, ">")], [["exact", "bound"]]),
        ([("91,4 millions", 91.4e6, "="), ("60 millions", 60e6, ">")], [["exact"], ["exact"]]),
        ([("58 millions", 58e6, "="), ("60 millions", 60e6, ">")], [["exact"], ["exact"]]),
        # No more exact than the other: two figures.
        ([("13,8 millions", 13.8e6, "="), ("13,9 millions", 13.9e6, "=")], [["exact"], ["exact"]]),
    ],
)  # fmt: skip
def test_figures_of_one_topic_and_period(quotes: list[tuple[str, float, str]], hows: list[list[str]]) -> None:
    placed = [
        _figure(quote, value, volume=number, bound=bound)
        for number, (quote, value, bound) in enumerate(quotes, start=1)
    ]
    facts = gather(held(*placed)).all
    assert sorted(sorted(how for _, how in fact.members) for fact in facts) == sorted(map(sorted, hows))


@pytest.mark.parametrize(
    "changed",
    [
        {"parties": "FR,TN"},
        {"from_": "2019-01-01", "to": "2019-12-31"},
        {"measure": "imports"},
        {"unit": "EUR"},
        {"status": "target"},
        {"status": "planned"},
        {"item": "engrais", "measure": "exports"},
    ],
)
def test_equal_values_of_other_things_are_not_one(changed: dict[str, str]) -> None:
    placed = [_figure("13,8 millions", 13.8e6), _figure("13,8 millions", 13.8e6, volume=2, **changed)]
    assert len(gather(held(*placed)).all) == 2


def test_small_counts_need_words_in_common() -> None:
    counts = [
        Page(f"La foire a vu {noun} à la fin.", volume=number).told(
            "trois", value=3, item=item, measure="agreements", **year(2020)
        )
        for number, (noun, item) in enumerate(
            [("trois accords de pêche", "accords de pêche"), ("trois accords de transit", "accords de transit"),
             ("trois accords de pêche", "accords de pêche")], start=1)
    ]  # fmt: skip
    facts = gather(held(*counts)).all
    assert sorted(len(fact.members) for fact in facts) == [1, 2]


def test_figures_side_by_side_in_a_sentence_are_two() -> None:
    page = Page("Les ventes de blé ont été multipliées par 3,1 et celles d'orge par 3,14 cette année-là.")
    placed = [
        page.told(quote, value=value, transform="growth", unit="ratio", measure="exports", **year(2020))
        for quote, value in (("3,1", 3.1), ("3,14", 3.14))
    ]
    assert len(gather(held(*placed)).all) == 2


def test_a_title_is_told_as_one() -> None:
    title = Page("Des ventes de près de 14 millions de dollars", ordinal=0)
    body = Page("En 2020, les ventes ont atteint 13,8 millions de dollars.", ordinal=1)
    object.__setattr__(
        title, "article", type(title.article)(0, "Des ventes de près de 14 millions de dollars", 2021)
    )
    body.article = title.article
    placed = [
        title.told("14 millions de dollars", value=14e6, bound="~", **_USD),
        body.told("13,8 millions de dollars", value=13.8e6, **_USD, **year(2020)),
    ]
    (fact,) = gather(held(*placed)).all
    assert [how for _, how in fact.members] == ["title", "exact"]
    assert fact.fields["value"] == 13.8e6
    assert (fact.rule, fact.origins) == ("most_exact", 1)


def test_the_shown_value_has_its_rule_and_origins() -> None:
    agency, bureau = source("item:1-2021"), source("item:2-2021")
    placed = [
        _figure("14 millions", 14e6, volume=1, source=agency, said=2022),
        _figure("13,8 millions", 13.8e6, volume=2, source=agency, said=2021),
        _figure("13,8 millions", 13.8e6, volume=3, source=bureau, said=2020),
    ]
    (fact,) = gather(held(*placed)).all
    assert (fact.fields["value"], fact.rule, fact.origins) == (13.8e6, "most_exact", 2)
    assert fact.shown.said == 2021


_ACCORD = {"kind": "document", "parties": "FR-BRE,MA-01", "doctype": "agreement", "stage": "signed"}


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        # The same regions, type and month, and words in common.
        ({"date": "2021-04"}, {"date": "2021-04"}, True),
        ({"date": "2021-04"}, {"date": "2021-04-12"}, True),
        ({"date": "2021-04"}, {"date": "2021-05"}, False),
        ({"date": "2021-04"}, {"date": "2021-04", "parties": "FR-BRE,MA-02"}, False),
        ({"date": "2021-04"}, {"date": "2021-04", "doctype": "contract"}, False),
        # Signed and being prepared are two assertions, though about one document.
        ({"date": "2021-04"}, {"date": "2021-04", "stage": "in_force"}, False),
        ({"date": "2021-04", "valid": [2021, 2023]}, {"date": "2021-04", "valid": [2022, 2024]}, False),
        # Nothing says when: not one by its words alone.
        ({}, {}, False),
    ],
)
def test_documents(left: dict[str, object], right: dict[str, object], one: bool) -> None:
    pages = [
        Page("Les deux ports ont signé un accord sur la pêche côtière.", volume=1),
        Page("Quant à la pêche, un accord des deux mairies la règle côtière par côtière.", volume=2),
    ]
    filler = [
        Page(sentence, volume=3, ordinal=number).told("lieu", "event")
        for number, sentence in enumerate(
            ["Une foire eut lieu à Lorient.", "Un salon du cuir eut lieu à Fès.", "Un dîner eut lieu à Metz."]
        )
    ]
    placed = [
        page.told("accord", **{**_ACCORD, **fields})  # type: ignore[arg-type]
        for page, fields in zip(pages, (left, right), strict=True)
    ]
    facts = gather(held(*placed, *filler))
    assert (facts.of(placed[0].id) is facts.of(placed[1].id)) is one


def test_facts_are_found_by_any_of_their_statements() -> None:
    placed = [_figure("13,8 millions", 13.8e6), _figure("13,8 millions", 13.8e6, volume=2)]
    facts = gather(held(*placed))
    for item in placed:
        (found,) = facts.find(item.id[:10])
        assert found is facts.of(item.id)
    assert facts.find("zz") == []
