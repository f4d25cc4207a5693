"""Organisations named in sentences of our own."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cordiale.extract.known_names import known_names
from cordiale.extract.organisations import find_organisations
from cordiale.vocabulary.folding import fold

_CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "fr" / "organisations.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:50] for case in _CASES])
def test_organisations(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_organisations(text, fold(text), 0, len(text), known=known_names([text]))
    assert [org.name for org in found] == case["orgs"]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    last = 0
    for org in find_organisations(text, fold(text), 0, len(text), known=known_names([text])):
        assert last <= org.start < org.end <= len(text)
        last = org.end


@given(
    st.sampled_from(["Agrosem", "Ferronor", "Montval Delta"]), st.sampled_from(["LLC", "OAO", "GmbH", "SARL"])
)
def test_a_legal_form_names_a_firm(name: str, form: str) -> None:
    text = f"les ventes de {name} {form} ont augmenté"
    assert [org.name for org in find_organisations(text, fold(text), 0, len(text))] == [f"{name} {form}"]
