"""Events read from sentences of our own: what each says, and what says nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.extract import statements
from cordiale.model import Document, Statement
from cordiale.structure import analyse

_CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "fr" / "events.yml").read_text(encoding="utf-8")
)
_FIELDS = ("eventtype", "ordinal", "date", "place")


def _read(text: str) -> list[Statement]:
    document = Document("d", "d.txt", "text/plain", text, "utf-8", len(text), "fr")
    return [found for found in statements(document, analyse(document)) if found.kind == "event"]


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:50] for case in _CASES])
def test_events(case: dict[str, Any]) -> None:
    found = [
        [one.evidence.quote, *(one.fields[name] for name in _FIELDS), list(one.parties)]
        for one in _read(case["text"])
    ]
    assert found == case["events"]
    if "status" in case:
        assert [one.status for one in _read(case["text"])] == case["status"]


def test_long_lists_stay_linear() -> None:
    words = ", ".join(
        f"la {number}e réunion de la commission en 20{number % 20:02d}" for number in range(2, 600)
    )
    assert isinstance(_read(f"La France et le Maroc ont tenu {words}."), list)
