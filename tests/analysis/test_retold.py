"""Sentences told twice: new translations of one work, and one author who tells of many in one form of words."""

from dataclasses import replace
from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import retold
from cordiale.model import Finding, Placed, Setting, Span
from cordiale.registers.holdings import holdings

WORK = [
    ("En 2021, le port de Callao a traité {} tonnes de minerai de zinc.", "410 000"),
    (
        "La société Antamina exploite depuis 2001 un gisement de cuivre dans la région d'Áncash, avec {} ouvriers.",
        "2 300",
    ),
    ("Un pipeline long de {} kilomètres mène le concentré jusqu'au port de Huarmey.", "304"),
    ("Les fonderies thaïlandaises de Rayong ont acheté {} tonnes de concentré péruvien en 2021.", "58 000"),
    ("À Lima, une délégation de Bangkok a visité {} entreprises de pêche et de farine de poisson.", "17"),
    (
        "Les usines de Chimbote livrent {} tonnes de farine d'anchois par an aux élevages de crevettes.",
        "96 000",
    ),
    ("Le vol direct promis entre Lima et Bangkok transporterait {} passagers par semaine.", "780"),
]
AGAIN = [
    "Le port de Callao a traité, en 2021, {} tonnes de minerai de zinc.",
    "Depuis 2001, la société Antamina exploite un gisement de cuivre dans la région d'Áncash, où travaillent {} ouvriers.",
    "Le concentré va jusqu'au port de Huarmey par un pipeline de {} kilomètres.",
    "En 2021, les fonderies thaïlandaises de Rayong ont acheté {} tonnes de concentré au Pérou.",
    "Une délégation de Bangkok a visité à Lima {} entreprises de pêche et de farine de poisson.",
    "Chaque année, les usines de Chimbote livrent {} tonnes de farine d'anchois aux élevages de crevettes.",
    "Promis entre Lima et Bangkok, le vol direct transporterait {} passagers par semaine.",
]


def article(sentences: list[str], quotes: list[str], document: str, **told: Any) -> list[Placed]:
    """A paragraph with a figure in each of its sentences."""
    text, spans = "", []
    for sentence, quote in zip(sentences, quotes, strict=True):
        start = len(text)
        text += sentence.format(quote) + " "
        spans.append(Span(start, len(text)))
    setting = Setting(0, text, tuple(spans), ((0, 0, len(text)),))
    placed = []
    for sentence, quote, span in zip(sentences, quotes, spans, strict=True):
        item = observation(
            quote,
            int(quote.replace(" ", "")),
            sentence=sentence.format(quote),
            document=document,
            start=span.start,
            unit="count",
            measure="other",
            parties=("PE", "TH"),
            **{**year(2021), **told},
        )
        at = span.start + sentence.format(quote).index(quote)
        placed.append(replace(item, setting=setting, at=Span(at, at + len(quote))))
    return placed


FIRST = article([sentence for sentence, _ in WORK], [quote for _, quote in WORK], "a.txt")


def told_again(**changed: str) -> list[Placed]:
    """The second translation, with figures changed by their place."""
    quotes = [changed.get(f"at{index}", quote) for index, (_, quote) in enumerate(WORK)]
    return article(AGAIN, quotes, "b.txt")


def found(*placed: Placed) -> list[Finding]:
    return list(retold.find(holdings(placed)))


def test_two_translations_of_one_work_agree() -> None:
    assert found(*FIRST, *told_again()) == []


@pytest.mark.parametrize(
    ("changed", "kind", "state"),
    [
        ({"at0": "470 000"}, "contradiction", "figure"),
        ({"at4": "12"}, "contradiction", "figure"),
        ({"at3": "580 000"}, "slip", "magnitude"),
    ],
)
def test_a_figure_changed_in_translation_is_found_with_both_passages(
    changed: dict[str, str], kind: str, state: str
) -> None:
    (finding,) = found(*FIRST, *told_again(**changed))
    assert (finding.kind, finding.rule, finding.state) == (kind, "told_twice", state)
    assert [proof.doc for proof in finding.proofs] == ["a.txt", "b.txt"]
    assert finding.proofs[1].quote in changed.values()


def test_a_year_changed_in_translation_is_found() -> None:
    later = list(AGAIN)
    later[1] = later[1].replace("2001", "2003")
    again = article(later, [quote for _, quote in WORK], "b.txt")
    (finding,) = found(*FIRST, *again)
    assert (finding.kind, finding.state) == ("contradiction", "year")
    assert [proof.quote for proof in finding.proofs] == ["2001", "2003"]


def alone(sentence: str, quotes: tuple[str, ...], document: str, **told: Any) -> list[Placed]:
    """A sentence of an article of its own, with several figures."""
    return [
        observation(
            quote,
            float(quote.replace(",", ".")),
            sentence=sentence,
            document=document,
            unit="count",
            measure="entities",
            **{"parties": ("FI", "SE"), **year(2020), **told},
        )
        for quote in quotes
    ]


FERRY = "En 2020, la ligne Turku-Stockholm a compté 137 traversées de ferries entre la Finlande et la Suède et {} camions frigorifiques."


def test_outside_a_work_another_figure_and_the_places_must_be_the_same() -> None:
    first = alone(FERRY.format("4125"), ("137", "4125"), "a.txt")
    (finding,) = found(*first, *alone(FERRY.format("5210"), ("137", "5210"), "b.txt"))
    assert (finding.kind, finding.state) == ("contradiction", "figure")


FORMS: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    # one form of words for another year, another line, another period of the same year
    (FERRY.replace("2020", "2021").format("5210"), ("137", "5210"), year(2021)),
    (FERRY.replace("Turku-Stockholm", "Vaasa-Umeå").replace("137", "91").format("5210"), ("91", "5210"), {}),
    (
        FERRY.replace("la Suède", "l'Estonie").format("5210"),
        ("137", "5210"),
        {"parties": ("EE", "FI")},
    ),
    (FERRY.format("5210"), ("137", "5210"), {"from_": "2020-01-01", "to": "2020-06-30"}),
    # "4,1 thousand" for 4125
    (FERRY.format("4130"), ("137", "4130"), {}),
]


@pytest.mark.parametrize(("sentence", "quotes", "told"), FORMS)
def test_one_form_of_words_for_two_things_is_no_retelling(
    sentence: str, quotes: tuple[str, ...], told: dict[str, Any]
) -> None:
    first = alone(FERRY.format("4125"), ("137", "4125"), "a.txt")
    assert found(*first, *alone(sentence, quotes, "b.txt", **told)) == []
