"""Relations read from sentences of our own: what each says, and what says nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.extract import statements
from cordiale.model import Document
from cordiale.structure import analyse

_CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "fr" / "relations.yml").read_text(encoding="utf-8")
)


def _read(text: str) -> list[list[Any]]:
    document = Document("d", "d.txt", "text/plain", text, "utf-8", len(text), "fr")
    found = statements(document, analyse(document))
    return [[s.fields["relation"], list(s.parties), s.fields["date"]] for s in found if s.kind == "relation"]


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:50] for case in _CASES])
def test_relations(case: dict[str, Any]) -> None:
    assert _read(case["text"]) == case["relations"]


def test_anchors_are_exact() -> None:
    text = "Depuis 2004, Tampere et Szeged sont jumelées, en Finlande et en Hongrie."
    document = Document("d", "d.txt", "text/plain", text, "utf-8", len(text), "fr")
    for statement in statements(document, analyse(document)):
        span = statement.evidence.spans[0]
        assert text[span.start : span.end] == statement.evidence.quote


def test_long_lists_stay_linear() -> None:
    names = ", ".join(f"Ville{chr(97 + number % 26)} (20{number % 20:02d})" for number in range(900))
    assert isinstance(_read(f"Lyon, en France, compte des villes jumelées en Italie : {names}."), list)
