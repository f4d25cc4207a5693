"""Persons, where the sentence of a statement names one with an office."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed
from cordiale.resolve.mentions import Node, slug
from cordiale.resolve.name_words import lexicon
from cordiale.resolve.naming import name_key
from cordiale.resolve.unions import Tie
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.transliteration import sound_keys

PREFIX = "person:"
_CAPITAL = r"[A-ZÀ-Þ](?:[\w’'-]*[\w]|\.)"
_APPOSITION = 80
"""Characters between an office and the name set beside it behind a comma."""


@dataclass(frozen=True)
class _Words:
    offices: re.Pattern[str]
    name: re.Pattern[str]
    not_names: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/persons.yml")
    offices = "|".join(re.escape(word) for word in sorted(data["offices"], key=len, reverse=True))
    particles = "|".join(data["particles"])
    return _Words(
        offices=re.compile(rf"(?<!\w)(?:{offices})(?!\w)"),
        name=re.compile(rf"{_CAPITAL}(?:\s(?:(?:{particles})\s)?{_CAPITAL}){{1,3}}"),
        not_names=frozenset(data["not_names"]),
    )


def persons_in(sentence: str, language: str = "fr") -> Iterator[str]:
    """The persons that a sentence names beside their office.

    >>> list(persons_in("Le ministre serbe Ivo Tomic a reçu le maire de Lyon, Anne Petit, à Belgrade."))
    ['Ivo Tomic', 'Anne Petit']
    """
    words, folded = _words(language), fold(sentence)
    for office in words.offices.finditer(folded):
        at = office.end()
        adjective = re.compile(r"\s[^\W\d_A-ZÀ-Þ][\w’'-]*").match(sentence, at)
        near = [at + 1] + ([adjective.end() + 1] if adjective is not None else [])
        comma = sentence.find(", ", at, at + _APPOSITION)
        found = next((match for start in near if (match := words.name.match(sentence, start))), None)
        if found is None and comma >= 0:
            found = words.name.match(sentence, comma + 2)
            if found is not None and sentence[found.end() : found.end() + 1] not in (",", ".", ""):
                found = None
        if found is not None and _is_person(found[0], words):
            yield found[0]


def _is_person(name: str, words: _Words) -> bool:
    known = lexicon().phrases
    parts = name_key(name).split()
    return not any(part in words.not_names or part in known for part in parts)


def person_nodes(placed: Sequence[Placed], language: str = "fr") -> tuple[list[Node], list[Tie]]:
    """The persons named in the sentences of the statements, and the ties of their spellings."""
    nodes: dict[str, Node] = {}
    read: dict[tuple[int, int, str], tuple[str, ...]] = {}
    offices = _words(language).offices
    for row, item in enumerate(placed):
        if item.setting is None or item.at is None:
            continue
        place = item.volume, item.setting.ordinal
        if (*place, "") not in read:
            read[(*place, "")] = () if offices.search(fold(item.setting.text)) else ("",)
        if read[(*place, "")]:
            continue
        sentence = item.sentence
        if (*place, sentence) not in read:
            read[(*place, sentence)] = tuple(persons_in(sentence, language))
        for name in read[(*place, sentence)]:
            key = name_key(name)
            nodes.setdefault(key, Node(key, id=f"{PREFIX}{slug(key)}")).add(name, row)
    keys = sorted(nodes)
    sounds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        sounds[tuple(sound_keys(word)[0] if len(word) > 1 else word for word in key.split())].append(index)
    ties = [Tie(group[0], other, 0.9, "sound") for group in sounds.values() for other in group[1:]]
    return [nodes[key] for key in keys], ties
