"""Every word of the lists that keep numbers from being figures does its work, in a sentence of our own."""

from typing import Any

import pytest
from tests.extract.cases import observations

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.patterns import expand

_FIGURES: dict[str, Any] = load_yaml("languages/fr/figures.yml")
_PARTIES: dict[str, Any] = load_yaml("languages/fr/parties.yml")
_ALL = ("figures", "measuring", "status", "timing", "parties", "items")


def _values(text: str) -> list[Any]:
    return [line["value"] for line in observations(text)]


@pytest.mark.parametrize("word", _FIGURES["names"]["before"])
def test_a_number_behind_a_label_is_a_name(word):
    assert 37 not in _values(f"Le Sénégal a reçu {word} 37 du Mali.")


@pytest.mark.parametrize(
    "qualifier", [word for word in _FIGURES["time_frames"]["qualifiers"] if word.endswith("s")]
)
@pytest.mark.parametrize("unit", [word for word in _FIGURES["time_frames"]["units"] if word.endswith("s")])
def test_a_frame_of_time_is_no_figure(qualifier, unit):
    assert (
        _values(f"Le Togo a grandi pendant les sept {qualifier} {unit}, puis les 40 {unit} {qualifier}.")
        == []
    )


@pytest.mark.parametrize("time", ["cinq ans", "40 mois", "six jours"])
@pytest.mark.parametrize("word", _FIGURES["frames_before"])
def test_how_long_ago_is_no_figure(word, time):
    assert _values(f"Le Togo connaît le Bénin {word} {time}.") == []


@pytest.mark.parametrize("word", _FIGURES["enumerations"]["after"])
def test_the_author_counting_points_is_no_figure(word):
    assert _values(f"Nous ferons quatre {word} sur le Pérou.") == []


@pytest.mark.parametrize("before", _FIGURES["definite"]["before"])
def test_a_group_named_by_its_number_is_no_figure(before):
    for after in _FIGURES["definite"]["after"]:
        assert observations(f"Le Pérou salue {before} trois {after} voisins.") == [] or before.startswith(
            "l'un"
        ), after


@pytest.mark.parametrize("word", _FIGURES["attributes"]["after"])
def test_what_a_thing_is_like_is_no_figure(word):
    assert _values(f"La Suède vend des engins à trois {word} au Chili.") == []


@pytest.mark.parametrize("word", _FIGURES["rank"]["noun"])
def test_an_ordinal_before_a_noun_of_rank_is_a_rank(word):
    (found,) = observations(f"Pour le Pérou, c'est le troisième {word} de la liste.")
    assert (found["transform"], found["value"], found["unit"], found["measure"]) == (
        "rank",
        3,
        "rank",
        "rank",
    )


@pytest.mark.parametrize("word", _FIGURES["rank"]["before"])
def test_an_ordinal_behind_a_verb_of_rank_is_a_rank(word):
    (found,) = observations(f"Le Pérou {word} troisième en Asie.")
    assert (found["transform"], found["value"]) == ("rank", 3)


@pytest.mark.parametrize("word", _FIGURES["rank"]["superlative"])
def test_one_of_so_many_best_is_a_rank_with_a_ceiling(word):
    (found,) = observations(f"Le Pérou est l'un des trois {word} vendeurs de la région.")
    assert (found["transform"], found["value"], found["bound"]) == ("rank", 3, "<")


@pytest.mark.parametrize("word", [word for word in _PARTIES["currencies"] if "langue" not in word])
def test_a_currency_names_no_party(word):
    for line in observations(f"Le Pérou vend au Chili pour 30 millions de {word} canadiens de sel."):
        assert line["parties"] == ["CL", "PE"]


@pytest.mark.parametrize("word", _PARTIES["institutions"])
def test_a_place_in_the_name_of_an_institution_is_no_party(word):
    text = f"Le Pérou grandit.\n\nAu Pérou, la {word} technique de Dresde emploie 40 salariés."
    (found,) = observations(text)
    assert found["parties"] == ["PE"]


@pytest.mark.parametrize("word", _PARTIES["compared"])
def test_a_place_only_compared_with_is_no_party(word):
    (found,) = observations(f"En 2018, {word} la Suède, le Pérou a vendu 40 tracteurs au Chili.")
    assert found["parties"] == ["CL", "PE"]


@pytest.mark.parametrize("word", _PARTIES["world"])
def test_nobody_owns_the_worlds_figures(word):
    (found,) = observations(f"Le Pérou grandit.\n\nOn trouve ces 40 machines dans {word}.")
    assert found["parties"] == []


@pytest.mark.parametrize("word", _PARTIES["home_words"])
def test_home_words_stand_for_the_country_written_from(word):
    text = f"Le Pérou parle au Chili.\n\nLe Pérou grandit.\n\nLe Pérou et le Chili gagnent ; {word} on a récolté 40 tonnes."
    assert "PE" in observations(text)[0]["parties"]


@pytest.mark.parametrize("name", _ALL)
def test_lists_are_folded_and_say_nothing_twice(name):
    for path, words in _lists(load_yaml(f"languages/fr/{name}.yml"), name):
        assert all(isinstance(word, str) for word in words), (
            f"{path}: quote the words that YAML reads otherwise"
        )
        assert [word for word in words if fold(word) != word] == [], path
        assert sorted(words) == sorted(set(words)), path


def _lists(held: Any, path: str) -> Any:
    if isinstance(held, dict):
        for key, value in held.items():
            yield from _lists(value, f"{path}.{key}")
    elif isinstance(held, list):
        yield path, held


@pytest.mark.parametrize(
    ("pattern", "forms"),
    [
        ("accord", ["accord"]),
        ("accord{|s}", ["accord", "accords"]),
        ("signe~", ["signe", "signee", "signes", "signees"]),
        ("{|a}b{c|d}", ["bc", "bd", "abc", "abd"]),
    ],
)
def test_patterns_expand_to_their_forms(pattern, forms):
    assert [form for form, _ in expand(pattern)] == forms


@pytest.mark.parametrize(
    ("pattern", "form", "tense"),
    [
        ("export^er", "exportera", "future"),
        ("export^er", "exporteraient", "conditional"),
        ("export^er", "exportent", "present"),
        ("invest^ir", "investissaient", "past"),
        ("vend^re", "vendu", "participle"),
        ("enga^ger", "engageait", "past"),
        ("finan^cer", "financant", "gerund"),
        ("obt^tenir", "obtiendra", "future"),
    ],
)
def test_patterns_conjugate(pattern, form, tense):
    assert (form, tense) in expand(pattern)


def test_a_pattern_of_too_many_forms_is_refused():
    with pytest.raises(ValueError, match="too many forms"):
        expand("{a|b|c|d|e|f|g|h}" * 5)
