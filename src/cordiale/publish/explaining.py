"""Findings in words: what was compared, by which rule, and how it came out."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from cordiale.model import Finding
from cordiale.publish.wording import Wording
from cordiale.vocabulary import load_yaml


@cache
def _catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Rule -> its words. One file an analysis in ``data/interface/findings/``."""
    folder = files("cordiale").joinpath("data").joinpath("interface").joinpath("findings")
    rules: dict[str, Mapping[str, Any]] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yml"):
            rules.update(load_yaml(f"interface/findings/{entry.name}"))
    return rules


def rules() -> tuple[str, ...]:
    """The names of all rules that have words, sorted."""
    return tuple(sorted(_catalogue()))


def describe(rule: str, language: str) -> str:
    """What a rule compares, in one sentence."""
    return str(_catalogue()[rule]["rule"][language])


def explain(finding: Finding, language: str) -> str:
    """The explanation of a finding: the words of its rule and state, with its values filled in.

    Numbers are written as the language does. Raises ``KeyError`` where the rule has no words, or
    its words name a value that the finding does not have.
    """
    told = _catalogue()[finding.rule]["states"]
    words = told.get(finding.state, told.get("any"))[language]
    wording = Wording(language)
    return str(words.format(**{name: _said(value, wording) for name, value in finding.values.items()}))


def _said(value: Any, wording: Wording) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return wording.number(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(_said(item, wording)) for item in value)
    return wording.words["values"]["measure"].get(value, value) if isinstance(value, str) else value
