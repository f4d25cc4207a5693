"""The cues of observations: each pattern of the data files is found, and means in a sentence what its key says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.cases import observations

from cordiale.extract.cues import Family, family
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.patterns import expand

_COUNTED: dict[str, list[str]] = load_yaml("languages/fr/cues/counted.yml")["counted"]
_MEASURES: dict[str, dict[str, list[str]]] = load_yaml("languages/fr/cues/measures.yml")
_DECIDED = {
    "machines": {"deliveries", "production", "stock", "capacity", "traffic"},
    "standing": {"entities"},
    "installations": {"stock", "projects", "deliveries"},
    "people": {"jobs", "education", "other"},
    "transactions": {"trade_deals"},
    "meetings": {"other"},
}
"""Counted groups whose measure the sentence decides."""
FAMILIES = ("counted", "measures", "status")


def _patterns(name: str) -> list[tuple[str, str, str]]:
    groups: dict[str, Any] = load_yaml(f"languages/fr/cues/{name}.yml")
    return [
        (group, key, pattern)
        for group, keys in groups.items()
        for key, patterns in keys.items()
        for pattern in patterns
    ]


@pytest.mark.parametrize("name", FAMILIES)
def test_every_form_of_every_pattern_is_folded_and_found_whole(name):
    found = family("fr", name)
    for group, key, pattern in _patterns(name):
        for form, _ in expand(pattern):
            assert form == fold(form), pattern
            cues = found.find(f"le {form} .")
            meant = [cue for cue in cues if cue.start <= 3 and cue.end >= 3 + len(form)]
            assert (group, key) in {(cue.group, cue.name) for cue in meant}, (pattern, form)


@pytest.mark.parametrize("name", FAMILIES)
def test_no_pattern_is_written_twice(name):
    written = _patterns(name)
    assert [row for row in set(written) if written.count(row) > 1] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_cues_are_whole_words(name):
    for _, _, pattern in _patterns(name):
        for form, _ in expand(pattern):
            inside = [cue for cue in family("fr", name).find(f"x{form}x") if cue.end - cue.start == len(form)]
            assert inside == [] or not form[0].isalnum() or not form[-1].isalnum(), form


@pytest.mark.parametrize(
    ("key", "written"), [(key, pattern) for key, patterns in _COUNTED.items() for pattern in patterns]
)
def test_a_counted_noun_gives_its_measure(key, written):
    noun = max((form for form, _ in expand(written) if "premier" not in form), key=len)
    (found, *_) = observations(f"La Suède a vu 40 {noun} en Islande.")
    assert found["value"] == 40
    assert found["measure"] in _DECIDED.get(key, {key})


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (key, pattern)
        for key, patterns in _MEASURES["noun"].items()
        for pattern in patterns
        if all(pattern not in others for others in _MEASURES["money"].values())
    ],
)
def test_a_word_of_measure_gives_money_its_measure(key, written):
    word = expand(written)[0][0]
    found = observations(f"Voici pour le Chili {word} : 40 millions de dollars.")[-1]
    assert found["measure"] == ("trade_deals" if key == "deliveries" else key)


def test_the_longest_cue_wins():
    assert [cue.name for cue in family("fr", "measures").find("le volume des exportations")] == ["exports"]


def test_letters_that_scans_confuse_are_one():
    plain, scanned = (Family("fr", "counted").find(text) for text in ("projets", "proiets"))
    assert [(cue.name, cue.start, cue.end) for cue in plain] == [
        (cue.name, cue.start, cue.end) for cue in scanned
    ]
    assert plain


@given(st.text(max_size=200))
def test_any_text_gives_cues_in_order_and_inside(text):
    folded = fold(text)
    for name in FAMILIES:
        cues = family("fr", name).find(folded)
        assert all(0 <= cue.start < cue.end <= len(folded) for cue in cues)
        assert [cue.start for cue in cues] == sorted(cue.start for cue in cues)
