"""Relations read from sentences of our own: what each says, and what says nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.extract import statements
from cordiale.model import Document, Statement
from cordiale.structure import analyse

_CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "fr" / "relations.yml").read_text(encoding="utf-8")
)


def _relations(text: str) -> list[Statement]:
    document = Document("d", "d.txt", "text/plain", text, "utf-8", len(text), "fr")
    return [found for found in statements(document, analyse(document)) if found.kind == "relation"]


def _read(text: str) -> list[list[Any]]:
    return [[s.fields["relation"], list(s.parties), s.fields["date"]] for s in _relations(text)]


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:50] for case in _CASES])
def test_relations(case: dict[str, Any]) -> None:
    assert _read(case["text"]) == case["relations"]
    if "status" in case:
        assert [one.status for one in _relations(case["text"])] == case["status"]


def test_anchors_are_exact() -> None:
    text = "Depuis 2004, Tampere et Szeged sont jumelées, en Finlande et en Hongrie."
    document = Document("d", "d.txt", "text/plain", text, "utf-8", len(text), "fr")
    for statement in statements(document, analyse(document)):
        span = statement.evidence.spans[0]
        assert text[span.start : span.end] == statement.evidence.quote


def test_long_lists_stay_linear() -> None:
    names = ", ".join(f"Ville{chr(97 + number % 26)} (20{number % 20:02d})" for number in range(900))
    assert isinstance(_read(f"Lyon, en France, compte des villes jumelées en Italie : {names}."), list)
