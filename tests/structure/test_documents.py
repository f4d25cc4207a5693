"""Whole documents against the table of cases, and the layers beside the text."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.model import Document, Structure
from cordiale.structure import analyse

CASES = Path(__file__).parents[1] / "cases" / "fr" / "structure.yml"


def structure_of(text: str) -> Structure:
    return analyse(Document("0", "case.txt", "text/plain", text, "utf-8", len(text), "fr"))


def table() -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", table())
def test_case(case: dict[str, Any]) -> None:
    structure = structure_of(case["text"])
    if "passages" in case:
        assert [passage.text for passage in structure.passages] == case["passages"]
    cites = [
        (citation.number, citation.scope.of(passage.text))
        for passage in structure.passages
        for citation in passage.citations
    ]
    if "cites" in case:
        assert [number for number, _ in cites] == [number for number, _ in case["cites"]]
        for (_, scope), (_, head) in zip(cites, case["cites"], strict=True):
            assert scope.startswith(head)
    if "notes" in case:
        assert [note.number for note in structure.notes] == case["notes"]
    if "lost" in case:
        assert list(structure.lost) == case["lost"]
