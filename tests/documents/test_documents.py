"""The project's own annotated articles: exact quotes, and the same text as the bundled samples."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLD = sorted(HERE.glob("*.jsonl"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_quote_is_the_text_at_its_offsets(path):
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = path.with_suffix(".txt").read_bytes().decode("utf-8-sig")
    (extent,) = [line["range"] for line in lines if "range" in line]
    for line in lines:
        if "range" not in line:
            assert line["doc"] == path.with_suffix(".txt").name
            assert text[line["start"] : line["end"]] == line["quote"]
            assert extent["start"] <= line["start"] < extent["end"]
            assert line["parties"] == sorted(set(line["parties"]))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_annotated_copy_is_the_bundled_sample(path):
    name = path.with_suffix(".txt").name
    sample = files("cordiale") / "data" / "samples" / name
    assert sample.read_bytes() == (HERE / name).read_bytes()


def test_the_samples_are_many_and_vary():
    samples = [one for one in (files("cordiale") / "data" / "samples").iterdir() if one.name[:2].isdigit()]
    assert len(samples) >= 12
    read = {one.name: one.read_bytes() for one in samples}
    assert any(data.startswith(b"\xef\xbb\xbf") for data in read.values())
    assert any(b"\r\n" in data for data in read.values())
    for data in read.values():
        assert 220 <= len(data.decode("utf-8-sig").split()) <= 450
