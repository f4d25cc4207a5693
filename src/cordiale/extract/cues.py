"""Cues: the words that tell what a sentence asserts, found in one linear pass over folded text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick_rs

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: ``group`` and ``name`` as in the data file, the verb's tense where it has one."""

    start: int
    end: int
    group: str
    name: str
    tense: str | None = None


class Family:
    """The cues of one data file, ready to be found; the longest cue wins inside a family.

    >>> [cue.name for cue in Family("fr", "measures").find("les exportations ont augmente")]
    ['exports']
    """

    def __init__(self, language: str, name: str) -> None:
        self._confusions = tuple(load_yaml(f"languages/{language}/morphology.yml")["confusions"].items())
        groups: dict[str, Any] = load_yaml(f"languages/{language}/cues/{name}.yml")
        meanings: dict[str, list[tuple[str, str, str | None]]] = {}
        for group, names in groups.items():
            for cue, patterns in names.items():
                for pattern in patterns:
                    for literal, tense in expand(pattern, language):
                        literal = self._clear(literal)
                        meaning = (group, cue, tense)
                        found = meanings.setdefault(literal, [])
                        if not any(other[:2] == meaning[:2] for other in found):
                            found.append(meaning)
        self._literals = list(meanings)
        self._meanings = [tuple(meanings[literal]) for literal in self._literals]
        self._longest = max(map(len, self._literals), default=0)
        self._numbers = {literal: number for number, literal in enumerate(self._literals)}
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._literals, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def _clear(self, folded: str) -> str:
        for letter, misread in self._confusions:
            folded = folded.replace(letter, misread)
        return folded

    def _shorter(self, index: int) -> int | None:
        """The longest literal that a literal begins with, at a word ("accord" of "accord de paix")."""
        literal = self._literals[index]
        while " " in literal:
            literal = literal.rpartition(" ")[0]
            if literal in self._numbers:
                return self._numbers[literal]
        return None

    def find(self, folded: str, offset: int = 0) -> list[Cue]:
        """All cues of the family in ``folded``, in order, at whole words only, counted from ``offset``."""
        cues: list[Cue] = []
        position = 0
        clear = self._clear(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(clear):
            for number, low, high in self._whole(clear, index, start, end):
                if low >= position:
                    position = high
                    for group, name, tense in self._meanings[number]:
                        cues.append(Cue(low + offset, high + offset, group, name, tense))
        return cues

    def _whole(self, clear: str, index: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """A match where it ends with a word; else the shorter one in it, and what begins in its last word."""
        if start and clear[start - 1].isalnum() and clear[start].isalnum():
            return
        if end == len(clear) or not clear[end].isalnum() or not clear[end - 1].isalnum():
            yield index, start, end
            return
        shorter = self._shorter(index)
        if shorter is not None:
            yield shorter, start, start + len(self._literals[shorter])
        last = clear.rfind(" ", start, end) + 1
        if last <= start:
            return
        # "objectif devrait" holds "objectif de", which must not hide "devrait".
        for number, low, high in self._automaton.find_matches_as_indexes(clear[last : end + self._longest]):
            ends = last + high == len(clear) or not clear[last + high].isalnum()
            if low == 0 and (ends or not clear[last + high - 1].isalnum()):
                yield number, last, last + high
            return


@cache
def family(language: str, name: str) -> Family:
    """The family ``name`` of ``language``, loaded once."""
    return Family(language, name)
