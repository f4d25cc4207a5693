"""Rows found by a place or by words without going through all of them: for registers of many rows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from cordiale.model import Row
from cordiale.registers.filtering import places_of, words_of_row
from cordiale.registers.places import country_of
from cordiale.registers.schema import Schema
from cordiale.vocabulary.folding import fold


def rows_by_place(schema: Schema, rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The rows by every place that is asserted of them, and by the countries that these lie in."""
    held: dict[str, list[Row]] = {}
    for row in rows:
        codes = places_of(schema, row)
        for code in codes | {country_of(code) for code in codes}:
            held.setdefault(code, []).append(row)
    return held


class LongLine:
    """Many short texts as one long line, in which words are found many times faster than one by one.

    >>> list(LongLine(["oak wood", "pine"]).find(["woo", "oak"]))
    [0]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        held = [text.replace("\n", " ") for text in texts]
        self._line = "\n".join(held)
        self._starts = list(accumulate((len(text) + 1 for text in held), initial=0))

    def find(self, words: Sequence[str]) -> Iterator[int]:
        """The numbers of the texts that all the words are parts of, ascending."""
        longest, at = max(words, key=len), 0
        while (found := self._line.find(longest, at)) >= 0:
            number = bisect_right(self._starts, found) - 1
            start, at = self._starts[number], self._starts[number + 1]
            if all(self._line.find(word, start, at) >= 0 for word in words):
                yield number


class RowWords:
    """The rows of a register by the words that they hold."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._words = LongLine(words_of_row(row) for row in rows)

    def find(self, text: str) -> list[Row]:
        """The rows that hold all words of a text, in their order; all where it has none."""
        words = fold(text).split()
        return [self._rows[number] for number in self._words.find(words)] if words else list(self._rows)
