"""The names that a document itself shows to be organisations'."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from cordiale.extract.organisation_rules import ROMAN, SHORTEST, UPPER, Rules, country_names, rules_of
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import look_up

_DEFINED = re.compile(rf"\(([{UPPER}][\w-]{{1,9}})[,)]")
_CAPITALS = re.compile(rf"\b[{UPPER}]{{3,6}}\b")
_NAME = rf"[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+){{0,2}}"
_AFTER_FORM = re.compile(rf" [\"«“]?({_NAME})")
_AFTER_LABEL = re.compile(rf"(?: [a-zà-ÿ-]+){{0,2}} [\"«“„]?({_NAME})")
_BEFORE_FORM = re.compile(rf"({_NAME})[\"»”]? $")
_LONGEST_NAME = 60
_EXPLAINED = 110
_TIMES_NAMED = 2
"""An unexplained abbreviation in capitals that a document uses this often is taken for a name of its own."""


@cache
def _marks(language: str) -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """The automaton of legal forms and of nouns that introduce a name, as they are printed."""
    data = load_yaml(f"languages/{language}/organisations.yml")
    marks = [(form, "form") for form in data["forms"] if len(form) > 2] + [
        (label, "label") for label in data["labels"]
    ]
    return AhoCorasick([mark for mark, _ in marks], matchkind=MatchKind.LeftmostLongest), tuple(marks)


def known_names(texts: Iterable[str], language: str = "fr") -> frozenset[str]:
    """The names that a document shows to be organisations'.

    Abbreviations that it explains, and names beside a legal form or after a noun like "company".

    >>> sorted(known_names(["la Bourse des grains (BDG) et Agrosem LLC"]))
    ['Agrosem', 'BDG']
    """
    found: set[str] = set()
    often: Counter[str] = Counter()
    refused: set[str] = set()
    rules = rules_of(language)
    for text in texts:
        often.update(_CAPITALS.findall(text))
        found.update(_marked(text, language))
        for match in _DEFINED.finditer(text):
            before = fold(text[max(0, match.start() - _EXPLAINED) : match.start()]).replace("'", " ").split()
            explained = not rules.institutions.isdisjoint(before) or _after_name(text, match.start())
            (found if explained else refused).add(match[1])
    found |= {word for word, times in often.items() if times >= _TIMES_NAMED and word not in refused}
    return frozenset(name for name in found if _may_name(name, rules))


def _marked(text: str, language: str) -> Iterator[str]:
    """The names right after or before a legal form, and those that a noun like ``société`` introduces."""
    automaton, marks = _marks(language)
    for number, start, end in automaton.find_matches_as_indexes(text):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        name = (_AFTER_FORM if marks[number][1] == "form" else _AFTER_LABEL).match(text, end)
        if name is not None:
            yield name[1]
        if marks[number][1] == "form":
            before = _BEFORE_FORM.search(text, max(0, start - _LONGEST_NAME), start)
            if before is not None:
                yield before[1]


def _after_name(text: str, position: int) -> bool:
    """Whether the word before ``position`` is capitalised: brackets after it hold a name."""
    word = text[max(0, position - 30) : position].rstrip().rpartition(" ")[2]
    return len(word) > 2 and word[0].isupper()


def _may_name(name: str, rules: Rules) -> bool:
    """Whether a name may stand for a firm by itself: no place, no common abbreviation, no number."""
    if (
        name in rules.not_names
        or name in rules.forms
        or name in rules.name_words
        or len(name) < SHORTEST
        or ROMAN.match(name)
    ):
        return False
    words = re.split("[ -]", fold(name))
    if (
        words[0] in rules.links
        or words[0] in rules.stops
        or words[0] in rules.institutions
        or words[0] in rules.places
    ):
        return False
    if (
        words[0] in country_names()
        or words[-1] in country_names()
        or fold(name) in country_names()
        or all(word in rules.name_words for word in name.split())
    ):
        return False
    return not any(place.exact for place in look_up(name).places)
