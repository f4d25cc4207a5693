"""Whole documents against the table of cases, and the layers beside the text."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.model import Document, Structure
from cordiale.structure import analyse
from cordiale.structure.report import as_json

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
    if "articles" in case:
        assert [article.title for article in structure.articles] == case["articles"]
    if "notes" in case:
        assert [note.number for note in structure.notes] == case["notes"]
    if "lost" in case:
        assert list(structure.lost) == case["lost"]


def test_report_is_what_the_command_prints() -> None:
    text = (
        "Le port de Brest\n\nLe port a vendu 20 bateaux[1].\n\n[1] Brun, P. Le port / P. Brun // "
        "Revue. - 2020. - URL : http://www.a.example/port-311111-2020/\n"
    )
    document = Document("0", "case.txt", "text/plain", text, "utf-8", len(text), "fr")
    report = as_json(document, analyse(document))
    assert report["articles"] == [
        {"title": "Le port de Brest", "start": 0, "end": len(text), "written": 2020}
    ]
    (note,) = report["notes"]
    start, end = note["definition"]
    assert text[start:end].startswith("[1] Brun")
    assert [text[low:high] for low, high in note["marks"]] == ["[1]"]
    (source,) = report["sources"]
    assert (source["author"], source["title"], source["container"]) == ("Brun, P.", "Le port", "Revue")
    assert (source["year"], source["pages"], source["notes"]) == (2020, None, ["1"])
    assert source["url"] == "http://www.a.example/port-311111-2020/"
    assert report["repeats"] == [] and report["lost"] == []


def test_one_source_in_notes_and_bibliography_is_one() -> None:
    text = (
        "Le port a vendu 20 bateaux.¹ Il en veut dix autres.²\n\n"
        "1 Le port vend [Ressource électronique]. - 2020. - URL : http://www.a.example/port-311111-2020/\n\n"
        "2 Ibid.\n\nBibliographie\n\n"
        "1. Un port a vendu [Ressource électronique]. - 2020. - URL : http://www.a.exarnple/p ort-311111-2020\n\n"
        "2. Brun, P. Le sel / P. Brun. - Lyon : Port, 2015. - 144 p.\n"
    )
    structure = structure_of(text)
    assert [source.notes for source in structure.sources] == [("1", "2"), ()]
    assert len(structure.sources[0].spans) == 3
    assert [note.source for note in structure.notes] == [0, 0]
