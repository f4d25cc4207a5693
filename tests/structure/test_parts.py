"""The parts of the layer, each against its own table."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.structure.quotations import find_quotations
from cordiale.structure.repeats import find_repeats
from cordiale.structure.sentences import split_sentences
from cordiale.structure.sources import read_reference
from cordiale.structure.speakers import find_speaker
from cordiale.structure.words import load_words
from cordiale.vocabulary.folding import fold

TABLES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "fr" / "structure_parts.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("text", "sentences"), TABLES["sentences"])
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text, load_words())] == sentences


@pytest.mark.parametrize(("text", "marks", "quotations"), TABLES["quotations"])
def test_quotations(text: str, marks: list[int], quotations: list[str]) -> None:
    assert [text[entry.start : entry.end] for entry in find_quotations(text, marks)] == quotations


@pytest.mark.parametrize("case", TABLES["references"], ids=lambda case: case["text"][:40])
def test_references(case: dict[str, Any]) -> None:
    reference = read_reference(case["text"])
    if case.get("none"):
        assert reference is None
        return
    assert reference is not None
    for name, value in case.items():
        if name != "text":
            assert getattr(reference, name) == value, name


@pytest.mark.parametrize(("before", "quotation", "after", "speaker"), TABLES["speakers"])
def test_speakers(before: str, quotation: str, after: str, speaker: str | None) -> None:
    text = before + quotation + after
    assert find_speaker(text, fold(text), len(before), len(before) + len(quotation), sentence=0) == speaker


@pytest.mark.parametrize(("first", "second", "same"), TABLES["repeats"])
def test_repeats(first: str, second: str, same: bool) -> None:
    text = f"{first} {second}"
    spans = [(0, len(first) + 1), (len(first) + 1, len(text))]
    assert find_repeats(text, spans) == ([1] if same else [])


@pytest.mark.parametrize("line", TABLES["chapters"])
def test_chapter_lines(line: str) -> None:
    assert load_words().chapter.match(fold(line)) is not None


@pytest.mark.parametrize("line", TABLES["no_chapters"])
def test_no_chapter_lines(line: str) -> None:
    assert load_words().chapter.match(fold(line)) is None
