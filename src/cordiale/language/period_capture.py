"""The groups of a matched form as values, and the reading that they add up to."""

import re
from dataclasses import dataclass
from typing import Any

from cordiale.language import calendar
from cordiale.language.period_lexicon import Stretch

YearOf = int | str | None
_YEAR_MARKS = {
    "y_this": "this_year",
    "y_last": "last_year",
    "y_next": "next_year",
    "y_same": "same_year",
    "y_following": "following_year",
    "y_preceding": "preceding_year",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Dates where they are known, else the ``relative`` code; ``role`` where the words settle it."""

    grain: str
    dates: calendar.Dates | None = None
    relative: str | None = None
    role: str = ""


class Capture:
    """The groups of one match as values of the lexicon."""

    def __init__(
        self, match: re.Match[str], stretch: Stretch, data: dict[str, Any], *, deadline: bool
    ) -> None:
        self.match = match
        self.stretch = stretch
        self.data = data
        self.deadline = deadline
        self.found: dict[str, int] = {}
        self.years: list[tuple[int, YearOf]] = []
        for group, token in match.groupdict().items():
            if token is not None:
                self._note(group.partition("__")[0], match.start(group))

    def _note(self, name: str, token: int) -> None:
        if name in ("y", "yb"):
            year = self._value(token, "year")
            assert isinstance(year, int)
            if name == "yb" and self.years:  # the editor's bracket wins over what it explains
                self.years.pop()
            self.years.append((token, year))
        elif name in _YEAR_MARKS:
            self.years.append((token, _YEAR_MARKS[name]))
        elif name not in self.found:
            self.found[name] = token

    def _value(self, token: int, *classes: str) -> Any:
        values = self.stretch.values[token]
        for name in classes:
            if name in values:
                return values[name]
        return next(iter(values.values()), None)

    def __contains__(self, name: str) -> bool:
        return name in self.found

    def is_listed(self) -> bool:
        """Whether the parts are joined by "and" without a "between" in front."""
        words, classes = self.stretch.words[slice(*self.match.span())], self.data["classes"]
        return words[0] not in classes["between"] and any(word in classes["and"] for word in words)

    def count(self, *classes: str) -> int:
        """How many of the tokens are of one of the classes."""
        tokens = range(*self.match.span())
        return sum(any(name in self.stretch.values[token] for name in classes) for token in tokens)

    def word(self, name: str) -> str:
        """The word a group matched."""
        return self.stretch.words[self.found[name]]

    def month(self, name: str = "m") -> int:
        """The month a group names, 1 to 12."""
        return int(self._value(self.found[name], "month", "month_short"))

    def number(self, name: str) -> int:
        """The number a group names, as a word, an ordinal or figures."""
        order = ("number_word", "first_word", "ordinal_word", "roman", "day_number")
        return int(self._value(self.found[name], *order))

    def value(self, name: str, kind: str) -> Any:
        """What the lexicon says of the group's word as a member of class ``kind``."""
        return self._value(self.found[name], kind)

    def unit(self) -> str:
        """The unit of time that group ``u`` names."""
        values = self.stretch.values[self.found["u"]]
        names: dict[str, str] = self.data["unit_names"]
        return next(names[name] for name in values if name in names)

    def year(self, *, before: str | None = None, after: str | None = None) -> YearOf:
        """The year that belongs to the match, or to its part on one side of a group."""
        for token, year in self.years:
            if before and token > self.found[before]:
                continue
            if after and token < self.found[after]:
                continue
            return year
        return None


def part(shape: str, year: YearOf, grain: str, *, role: str = "") -> Reading | None:
    """A part of a year: dates where the year is known, else a code."""
    if isinstance(year, int):
        dates = calendar.part_of_year(shape, year)
        return Reading(grain, dates, role=role) if dates else None
    # A leap year takes every day there is: what the calendar never has is refused here already.
    if calendar.part_of_year(shape, 2020) is None:
        return None
    if year is None:
        return Reading(grain, relative=shape, role=role)
    return Reading(grain, relative=year if shape == "year" else f"{shape}@{year}", role=role)
