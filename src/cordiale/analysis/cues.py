"""Cues: phrases of a data file by name, found in one pass over a folded text."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand_all


class Cue(NamedTuple):
    """A phrase that was found: the name of its list, and where it stands."""

    name: str
    start: int
    end: int


class Cues:
    """Lists of phrases by name, found as whole words; where two overlap, the one that begins first.

    >>> [cue.name for cue in Cues({"part": ["dont"], "base": ["contre"]}).find("13, dont 2 contre 1")]
    ['part', 'base']
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], language: str = "fr") -> None:
        names: dict[str, str] = {}
        for name, patterns in lists.items():
            for form, _ in expand_all(patterns, language):
                names.setdefault(form.strip(), name)
        names.pop("", None)
        self._forms = sorted(names)
        self._names = [names[form] for form in self._forms]
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Cue]:
        """The cues in ``folded[start:end]``, in order."""
        stretch = folded[start:end]
        until = 0
        for number, low, high in sorted(
            self._automaton.find_matches_as_indexes(stretch, overlapping=True),
            key=lambda match: (match[1], -match[2]),
        ):
            if low >= until and _is_whole(stretch, low, high):
                yield Cue(self._names[number], low + start, high + start)
                until = high

    def has(self, name: str, folded: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase of the list ``name`` stands in ``folded[start:end]``."""
        return any(cue.name == name for cue in self.find(folded, start, end))


def _is_whole(text: str, low: int, high: int) -> bool:
    before = low == 0 or not text[low - 1].isalnum()
    # A phrase that ends in an apostrophe runs on into the next word.
    after = high == len(text) or text[high - 1] == "'" or not text[high].isalnum()
    return before and after


@cache
def cues(name: str, part: str, language: str = "fr") -> Cues:
    """The lists under ``part`` of ``data/languages/<language>/<name>.yml``; a bare list is named ``part``."""
    held = load_yaml(f"languages/{language}/{name}.yml")[part]
    return Cues(held if isinstance(held, Mapping) else {part: held}, language)
