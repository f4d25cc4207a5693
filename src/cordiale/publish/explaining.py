"""Findings in words: what was compared, by which rule, and how it came out."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from babel import Locale

from cordiale.model import Finding
from cordiale.publish.spans import say_periods
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

    Numbers, periods, places and codes are said as the language does; ``{years:year|years}`` is a number
    with its word. What stands in square brackets is left out where one of its values is missing; a value
    that is missing elsewhere is said to be so. Raises ``KeyError`` where the rule has no words, or its words
    name a value that the finding does not have.
    """
    told = _catalogue()[finding.rule]["states"]
    words = told.get(finding.state, told.get("any"))[language]
    wording = Wording(language)
    values = {name: _said(name, value, wording) for name, value in finding.values.items()}
    missing = {name for name, value in finding.values.items() if _is_missing(value)}
    whole = _OPTIONAL.sub(lambda match: "" if missing & _named(match[1]) else match[1], words)
    whole = _SPAN.sub(lambda match: match[1] if _alike(values, match[2], match[3]) else match[0], whole)
    return _NO_SPACE.sub("", _SPACES.sub(" ", whole.format(**values))).strip()


def say_state(state: str, language: str) -> str | None:
    """The state of a finding in words; None where it has none, since the explanation says it all.

    >>> say_state("behind", "fr"), say_state("two_years", "fr")
    ('en retard', None)
    """
    told = load_yaml("interface/codes.yml")[language].get(state)
    return None if told is None else str(told)


def _alike(values: Mapping[str, Any], first: str, last: str) -> bool:
    return first in values and values[first] == values.get(last)


_SPAN = re.compile(r"(\{(\w+)\})[–-]\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SPACES = re.compile(r" {2,}")
_NO_SPACE = re.compile(r"(?<=\() | (?=[,.)](?!\d))")
"""What is left around a value that is said by nothing, as the unit of things that are counted."""

UNDATED = date.min.isoformat()
"""The day to judge from where nothing that was read tells a date."""
_NOTHING = ("", "–", "-")
"""How analyses write that a value is missing, beside None."""


def _is_missing(value: Any) -> bool:
    return value is None or value in ([], ()) or (isinstance(value, str) and value in _NOTHING)


def _named(words: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name)


class _Number(str):
    """A number as it is said; ``{years:year|years}`` says it with the word for one or for more."""

    one: bool

    def __new__(cls, value: float, wording: Wording) -> "_Number":
        made = super().__new__(cls, wording.number(value))
        made.one = Locale(wording.language).plural_form(abs(value)) == "one"
        return made

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        one, _, more = spec.partition("|")
        return f"{self} {one if self.one else more}"


def _said(name: str, value: Any, wording: Wording) -> Any:
    if isinstance(value, bool):
        return value
    if value == "":
        return value
    if _is_missing(value):
        return str(wording.words["not_told"])
    if value == UNDATED:
        return str(wording.words["unknown_day"])
    if isinstance(value, int | float):
        return _Number(value, wording)
    if isinstance(value, list | tuple):
        return ", ".join(str(_said(name, item, wording)) for item in value)
    if not isinstance(value, str):
        return value
    if name in _PLACES:
        return ", ".join(wording.place(code) for code in value.split(", "))
    if name == "bound":
        return str(wording.words["bounds"].get(value, "")).strip()
    if name == "unit":
        return wording.words["units"].get(value, value)
    if name in _CODES:
        return wording.code(value)
    measures = wording.words["values"]["measure"]
    told = measures.get(value, value).replace(_UNDATED, "")
    told = _IN_BRACKETS.sub(lambda match: measures.get(match[0], match[0]), told)
    return say_periods(told, wording)


_IN_BRACKETS = re.compile(r"(?:(?<=\()|^)[a-z_]+(?=[,)])")
"""What analyses write behind a figure, or before a name, to say what is measured."""
_UNDATED = " (–)"
"""What analyses write behind a thing whose date is not told."""
_PLACES = ("parties", "pair", "place", "reporter", "partner")
_CODES = ("transform", "status", "missing", "flow", "measure")
"""Values that are codes of places, and those that are codes of other things."""
