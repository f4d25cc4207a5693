"""What the words around a figure say of its scope."""

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis.cues import Cues
from cordiale.analysis.scopes import scope_of

FRAMED: list[tuple[str, str, str, set[str]]] = [
    (
        "En 2021, le commerce entre la Chine et le Belarus a atteint 5 millions de dollars.",
        "5 millions",
        "turnover",
        set(),
    ),
    (
        "Leur commerce extérieur mutuel a atteint 5 millions de dollars.",
        "5 millions",
        "turnover",
        set(),
    ),
    ("Les exportations de riz ont totalisé 5 millions de dollars.", "5 millions", "exports", {"riz"}),
    ("Les exportations de moissonneuses ont été de 5 millions.", "5 millions", "exports", {"moisson"}),
    ("Les exportations de BMZ ont été de 5 millions.", "5 millions", "exports", {"bmz"}),
    # the clause ends where another one begins
    ("La vente a atteint 5 millions et les importations de lait ont doublé.", "5 millions", "exports", set()),
    ("L'achat de lait a crû ; les exportations ont atteint 5 millions.", "5 millions", "exports", set()),
]


@pytest.mark.parametrize(("sentence", "quote", "measure", "words"), FRAMED)
def test_the_words_left_say_what_a_figure_covers(
    sentence: str, quote: str, measure: str, words: set[str]
) -> None:
    scope = scope_of(observation(quote, 5e6, sentence=sentence, measure=measure))
    assert scope is not None
    assert scope.words == words


HAZARDS: list[tuple[str, str, set[str]]] = [
    ("Les ventes progressent, dont 5 millions par mer.", "5 millions", {"part"}),
    ("Les ventes progressent, contre 5 millions en 2020.", "5 millions", {"base"}),
    ("Les ventes passent de 5 millions à davantage.", "5 millions", {"base"}),
    ("Les ventes sont de 5 millions par mois.", "5 millions", {"mean"}),
    ("Depuis 2015, les ventes ont atteint 5 millions.", "5 millions", {"years"}),
    ("En dix ans, les ventes ont atteint 5 millions.", "5 millions", {"years"}),
    ("Les ventes depuis le Kenya ont atteint 5 millions.", "5 millions", set()),
    ("Les ventes à la Nouvelle-Zélande ont atteint 5 millions.", "5 millions", set()),
    ("Les ventes nouvelles ont atteint 5 millions.", "5 millions", {"more"}),
    ("Les ventes devraient atteindre 5 millions.", "5 millions", {"planned"}),
]


@pytest.mark.parametrize(("sentence", "quote", "hazards"), HAZARDS)
def test_what_makes_a_figure_a_part_a_base_or_a_mean(sentence: str, quote: str, hazards: set[str]) -> None:
    scope = scope_of(observation(quote, 5e6, sentence=sentence))
    assert scope is not None
    assert scope.hazards == hazards


def test_places_are_those_of_the_statement_or_others() -> None:
    sentence = "En 2021, la Chine et le Belarus ont vendu au Maroc pour 5 millions de dollars."
    scope = scope_of(observation("5 millions", 5e6, sentence=sentence, **year(2021)))
    assert scope is not None
    assert (scope.named, scope.places) == ({"BY", "CN"}, {"MA"})
    assert scope.dated
    assert scope.years == {2021}


def test_extremes_and_dimensions_are_no_words_of_the_scope() -> None:
    sentence = "Les exportations de services ont atteint le niveau record de 5 millions."
    scope = scope_of(observation("5 millions", 5e6, sentence=sentence))
    assert scope is not None
    assert (scope.words, scope.dimensions, scope.extremes) == (set(), {"services"}, {"highest"})


def test_cues_are_whole_words_and_the_longest_wins() -> None:
    found = Cues({"part": ["dont", "y compris"], "ever": ["le plus haut", "haut"]})
    text = "abondont, y compris le plus haut dont"
    assert [(cue.name, text[cue.start : cue.end]) for cue in found.find(text)] == [
        ("part", "y compris"),
        ("ever", "le plus haut"),
        ("part", "dont"),
    ]
    assert found.has("part", text, 10)
    assert not found.has("ever", text, 0, 9)
