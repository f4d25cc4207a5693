"""Text against the title of what it cites."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.analysis.making import observation

from cordiale.analysis.cited_titles import find
from cordiale.model import Setting, Source, Span
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import holdings

SOURCE = Source("k", None, "Titre", None, 2021, None, None)


def outcome(title, *figures):
    """The findings for figures of one sentence that cites an entry printed so at 1000."""
    words = ", puis ".join(quote for quote, *_ in figures) + "."
    items = [
        observation(quote, value, sentence=words, cite="4", source=SOURCE, cited=((1000, title),), **told)
        for quote, value, told in figures
    ]
    return list(find(holdings(items)))


GROWTH = {"transform": "growth", "unit": "ratio"}
COUNT = {"unit": "count", "measure": "entities"}


@pytest.mark.parametrize(
    ("title", "figure", "state"),
    [
        (
            "Les ventes ont augmenté de 17,6 % [En ligne]. 2021",
            ("18 %", 1.18, GROWTH | {"bound": "~"}),
            "rounded",
        ),
        ("Les ventes ont doublé [En ligne]", ("1,8 fois", 1.8, GROWTH), "rounded"),
        ("Les ventes ont augmenté de 20,4 % [En ligne]", ("23,1 %", 1.231, GROWTH), "differs"),
        (
            "Un prêt de 2,4 millions de dollars // Journal",
            ("2,43 millions de dollars", 2.43e6, {}),
            "rounded",
        ),
        (
            "Plus de 40 entreprises au salon [En ligne]",
            ("43", 43, COUNT | {"item": "entreprises"}),
            "rounded",
        ),
    ],
)
def test_a_figure_told_otherwise(title, figure, state):
    (finding,) = outcome(title, figure)
    assert (finding.kind, finding.state) == ("tension", state)
    proof = finding.proofs[1]
    assert proof.role == "title" and title[proof.start - 1000 : proof.end - 1000] == proof.quote
    assert all(proof.quote in explain(finding, language) for language in ("fr", "en"))


@pytest.mark.parametrize(
    ("title", "figures"),
    [
        ("Les ventes ont augmenté de 17,6 %", [("17,6 %", 1.176, GROWTH)]),  # the same
        ("Les ventes ont augmenté de 17,6 %", [("45 %", 1.45, GROWTH)]),  # another thing
        ("Les ventes ont augmenté de 17,6 %", [("18 millions de dollars", 18e6, {})]),  # another nature
        ("Un prêt de 2,4 millions d'euros", [("2,43 millions de dollars", 2.43e6, {})]),  # another currency
        ("Hausse de 5 % des ventes et de 7 % des achats", [("6 %", 1.06, GROWTH)]),  # two in the title
        ("Plus de 40 villes au salon", [("43", 43, COUNT | {"item": "entreprises"})]),  # other things counted
        ("Salon [En ligne]. 2021. Hausse de 5 %", [("6 %", 1.06, GROWTH)]),  # behind the title's end
        ("Hausse de 5 %", [("5 %", 1.05, GROWTH), ("6 %", 1.06, GROWTH)]),  # the text has it too
        ("Baisse de 5 %", [("5,2 %", 1.052, GROWTH)]),  # the other direction
    ],
)
def test_what_is_no_finding(title, figures):
    assert outcome(title, *figures) == []


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Les ventes ont crû de 18 %.", "Le temps est beau.", "On compte 7 usines."), ["rounded"]),
        # a mark in between closes the first; a figure so far away must be near
        (("Les ventes ont crû de 18 %.", "On compte 9 villes.", "On compte 7 usines."), []),
        (("Les ventes ont crû de 14 %.", "Le temps est beau.", "On compte 7 usines."), []),
    ],
)
def test_a_mark_closes_the_sentences_before_it(sentences, expected):
    text = " ".join(sentences)
    cuts = [0, *(len(" ".join(sentences[:n])) + 1 for n in (1, 2)), len(text)]
    spans = tuple(Span(low, high) for low, high in pairwise(cuts))
    items = []
    for quote, value, told in [(text[22:26], int(text[22:24]), GROWTH), ("9", 9, COUNT), ("7", 7, COUNT)]:
        if quote in text:
            value = 1 + value / 100 if told is GROWTH else value
            cited = {"cite": "4", "source": SOURCE, "cited": ((1000, "Les ventes ont augmenté de 17,6 %"),)}
            more = cited if quote == "7" else {"cite": "3"} if quote == "9" else {}
            item = observation(quote, value, sentence=text, **told, **more)
            setting = Setting(0, text, spans, ((0, 0, len(text)),))
            items.append(replace(item, setting=setting))
    assert [finding.state for finding in find(holdings(items))] == expected
