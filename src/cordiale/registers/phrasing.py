"""Phrases of a data file, looked for in folded sentences."""

from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from cordiale.model import Span
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand_all


class Phrases:
    """Where any of some phrases stand in a folded text, as whole words; of two that overlap, the first.

    >>> text = "le niveau record d'avant la crise"
    >>> [span.of(text) for span in phrases("goals", "record").find(text)]
    ['niveau record', "d'avant la crise"]
    """

    def __init__(self, patterns: Sequence[str], language: str = "fr") -> None:
        forms = sorted({form.strip() for form, _ in expand_all(patterns, language)} - {""})
        self._automaton = AhoCorasick(forms, matchkind=MatchKind.Standard)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """The phrases in ``folded[start:end]``, in order, none overlapping."""
        start = max(start, 0)
        stretch = folded[start:end]
        found = self._automaton.find_matches_as_indexes(stretch, overlapping=True)
        until = 0
        for low, high in sorted(
            ((low, high) for _, low, high in found), key=lambda pair: (pair[0], -pair[1])
        ):
            if low >= until and _is_whole(stretch, low, high):
                yield Span(low + start, high + start)
                until = high

    def first(self, folded: str, start: int = 0, end: int | None = None) -> Span | None:
        """The first of them, or None."""
        return next(self.find(folded, start, end), None)

    def last(self, folded: str, start: int = 0, end: int | None = None) -> Span | None:
        """The last of them, or None."""
        found = None
        for span in self.find(folded, start, end):
            found = span
        return found


def _is_whole(text: str, low: int, high: int) -> bool:
    before = low == 0 or not text[low - 1].isalnum()
    # A phrase that ends in an apostrophe runs on into the next word.
    return before and (high == len(text) or text[high - 1] == "'" or not text[high].isalnum())


@cache
def phrases(name: str, part: str, language: str = "fr") -> Phrases:
    """The phrases under ``part`` of ``data/languages/<language>/<name>.yml``."""
    return Phrases(load_yaml(f"languages/{language}/{name}.yml")[part], language)
