"""Descriptions of registers: what is wrong with one is said in one line, and every key is known."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cordiale.registers import RegisterError, names, open_register, open_registers
from cordiale.registers.loading import parse_schema, read_schema

LABEL = {"en": "a", "fr": "b"}
PLAIN: dict[str, Any] = {
    "number": 90,
    "label": LABEL,
    "row": LABEL,
    "key": ["NAME"],
    "sources": [{"when": {"kind": "document", "not": {"doctype": "decree"}}}],
    "life": [{"name": "signed", "label": LABEL, "when": {"stage": "signed"}}],
    "columns": {
        "NAME": {"type": "text", "label": LABEL, "from": "quote"},
        "STAGE": {"type": "status", "label": LABEL},
        "DATE": {"type": "date", "label": LABEL, "from": ["date", "year"], "choose": "earliest"},
    },
    "steps": [{"step": "unite", "with": {"same": ["NAME"]}}],
    "checks": [{"check": "past", "flag": "over", "label": LABEL, "with": {"column": "DATE"}}],
    "facets": ["STAGE"],
}

REGISTERS = [
    "trade-series",
    "agreements",
    "sessions",
    "measures",
    "targets",
    "regional-ties",
    "sites",
    "parks",
    "exchange",
    "market-access",
    "projects",
    "events",
    "science",
    "programmes",
    "corridors",
    "export-range",
    "coverage",
]


def put(path: str, value: Any) -> dict[str, Any]:
    """The plain description with one thing changed; None takes it away."""
    content = json.loads(json.dumps(PLAIN))
    *parents, last = path.split(".")
    held: Any = content
    for name in parents:
        held = held[int(name)] if isinstance(held, list) else held[name]
    if value is None:
        del held[last]
    elif isinstance(held, list):
        held[int(last)] = value
    else:
        held[last] = value
    return content


def test_the_plain_description_is_understood() -> None:
    schema = parse_schema("plain", PLAIN, "plain.yml")
    assert schema.name == "plain"
    assert schema.stages == ("signed",)
    assert schema.column("DATE") is not None


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("label", None, "plain.yml: the key label is missing"),
        ("label.fr", None, "plain.yml: label.fr: this must be words"),
        ("number", "two", "plain.yml: number: this must be a whole number"),
        ("number", True, "plain.yml: number: this must be a whole number"),
        ("colour", 1, "plain.yml: there is no key colour; known keys are: "),
        ("key", ["PLACE"], "plain.yml: key: PLACE is unknown here; known are: NAME, STAGE, DATE"),
        ("key", [], "plain.yml: key: this must name at least one column"),
        ("facets", "STAGE", "plain.yml: facets: this must be a list"),
        (
            "columns.NAME.type",
            "word",
            "plain.yml: columns.NAME.type: word is unknown here; known are: text, ",
        ),
        ("columns.NAME.type", None, "plain.yml: columns.NAME: the key type is missing"),
        ("columns.NAME.from", "quotation", "columns.NAME.from: there is no mechanism quotation; known are: "),
        ("columns.NAME.from", {"word": {"in": "quote"}}, "from.word: its parameter list is missing"),
        ("columns.NAME.from", {"word": {"list": "sectors", "on": "quote"}}, "word: it knows no parameter on"),
        ("columns.NAME.from", {"quote": 1}, "columns.NAME.from.quote: it takes no argument"),
        ("columns.NAME.many", "yes", "columns.NAME.many: this must be true or false"),
        ("columns.NAME.status", "done", "columns.NAME.status: done is unknown here; known are: actual, "),
        ("columns.NAME.stage", "begun", "columns.NAME.stage: begun is unknown here; known are: signed"),
        ("columns.DATE.choose", "best", "columns.DATE.choose: best is unknown here; known are: reviewed, "),
        ("columns.NAME.when", {"doctyp": "x"}, "columns.NAME.when: there is no mechanism doctyp"),
        ("columns.NAME.when", {"value": {"most": 3}}, "columns.NAME.when.value: there is no key most"),
        (
            "columns.NAME.when",
            {"value": {"least": "x"}},
            "columns.NAME.when.value.least: this must be a number",
        ),
        ("life", None, "plain.yml: columns.STAGE: a status needs a life cycle"),
        ("sources.0.split", "halves", "sources.0.split: there is no mechanism halves"),
        ("steps.0.step", "merge", "steps.0: there is no mechanism merge; known are: activity, "),
        ("steps.0.with", {}, "steps.0.unite: its parameter same is missing"),
        ("checks.0.check", "late", "checks.0: there is no mechanism late"),
        ("checks.0.flag", "", "checks.0.flag: this must be words"),
        ("checks.0.with", {"column": "DAY"}, "checks.0.with.column: DAY is unknown here"),
        ("columns", ["NAME"], "plain.yml: columns: this must be a mapping of names to values"),
    ],
)
def test_each_mistake_is_told_in_one_line(path: str, value: Any, told: str) -> None:
    with pytest.raises(RegisterError) as caught:
        parse_schema("plain", put(path, value), "plain.yml")
    line = str(caught.value)
    assert told in line
    assert "\n" not in line


def mappings(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where mappings with known keys stand; those whose keys are names of one's own are left out."""
    if isinstance(content, dict):
        if path[-1:] not in (("columns",), ("when",), ("not",), ("terms",)) and "word" not in path:
            yield path
        for key, value in content.items():
            yield from mappings(value, (*path, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from mappings(value, (*path, number))


@given(place=st.sampled_from(list(mappings(PLAIN))), key=st.from_regex(r"x[a-z]{1,6}", fullmatch=True))
@settings(max_examples=100, deadline=None)
def test_an_unknown_key_is_an_error_wherever_it_stands(place: tuple[Any, ...], key: str) -> None:
    content = json.loads(json.dumps(PLAIN))
    held: Any = content
    for step in place:
        held = held[step]
    held[key] = 1
    with pytest.raises(RegisterError, match=key):
        parse_schema("plain", content, "plain.yml")


def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text("number: 1\nlabel: {en: a\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"broken\.yml line \d: this is no YAML"):
        read_schema(tmp_path / "broken.yml")
    (tmp_path / "empty.yml").write_text("", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"empty\.yml: this must be a mapping"):
        read_schema(tmp_path / "empty.yml")


def test_all_seventeen_are_there_in_their_order() -> None:
    assert list(names()) == REGISTERS
    assert [register.schema.number for register in open_registers()] == list(range(1, 18))


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_says_everything_in_both_languages(name: str) -> None:
    schema = open_register(name).schema
    labels = [schema.label, schema.row, *(c.label for c in schema.columns), *(s.label for s in schema.life)]
    for label in (*labels, *(check.label for check in schema.checks)):
        assert set(label) == {"en", "fr"}
    flags = [check.flag for check in schema.checks]
    assert len(flags) == len(set(flags))
    assert all(column.name.isupper() for column in schema.columns)


@pytest.mark.parametrize("name", REGISTERS)
def test_planned_and_done_never_share_a_date(name: str) -> None:
    """A date of what happened takes actual statements only, or stands beside one that takes the others."""
    schema = open_register(name).schema
    for column in schema.columns:
        if column.name.endswith("_SINCE"):
            assert column.status == ("actual",), column.name


def test_the_register_of_the_how_to_is_one() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(number: .*?)```", page, re.DOTALL)
    schema = parse_schema("visits", yaml.safe_load(block), "how-to.md")
    assert schema.key == ("PARTIES", "DATE")
    assert len(schema.steps) == len(schema.checks) == 1


def test_an_own_folder_comes_before_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sites.yml").write_text(yaml.safe_dump({**PLAIN, "number": 7}), encoding="utf-8")
    assert open_register("sites", [tmp_path]).schema.key == ("NAME",)
    monkeypatch.setenv("CORDIALE_REGISTERS", str(tmp_path))
    assert open_register("sites").schema.key == ("NAME",)
    monkeypatch.setenv("CORDIALE_REGISTERS", str(tmp_path / "nowhere"))
    with pytest.raises(RegisterError, match="there is no such folder"):
        names()


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(yaml.safe_dump(PLAIN), encoding="utf-8")
    assert open_register("own", [tmp_path]).schema.number == 90
    path.write_text(yaml.safe_dump({**PLAIN, "number": 91}), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert open_register("own", [tmp_path]).schema.number == 91
