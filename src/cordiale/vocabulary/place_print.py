"""A name as it stands in the text, with what its neighbours tell of it."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cordiale.vocabulary.place_scan import place_words

_INITIAL_BEFORE = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-Þ][^\W\d_]?\. ?$")
_INITIAL_AFTER = re.compile(r", [^\W\d_]\.")


@dataclass(slots=True)
class Printed:
    """A name as it stands in the text.

    ``home`` are the countries (and regions) that the text speaks of, ``named`` those of them that it
    names itself, and not only the document that it belongs to.
    """

    text: str
    folded: str
    start: int
    end: int
    language: str
    home: frozenset[str]
    named: frozenset[str]
    words: Any = field(init=False)

    def __post_init__(self) -> None:
        self.words = place_words(self.language)

    @property
    def name(self) -> str:
        """The name as printed."""
        return self.text[self.start : self.end]

    @property
    def plain(self) -> str:
        """The name folded."""
        return self.folded[self.start : self.end]

    def is_toponymic(self) -> bool:
        """Whether a preposition of place in lower case stands right before (``à Tours``)."""
        before = self.text[max(0, self.start - 18) : self.start]
        return (
            self.folded.endswith(_toponymic(self.language), 0, self.start)
            and before.split()[-1][-1:].islower()
        )

    def is_in_proper_name(self) -> bool:
        """Whether another capitalised word stands right beside: the name of a person or a firm."""
        after = self.text[self.end : self.end + 2]
        if len(after) == 2 and after[0] in " -" and after[1].isupper():
            return True
        before = self.text[max(0, self.start - 25) : self.start]
        if before.endswith(" "):
            word = before[:-1].rpartition(" ")[2]
            return (
                word[:1].isupper()
                and word.isalpha()
                and len(word) > 2
                and word.lower() not in self.words["articles_alone"]
            )
        return before.endswith("-") and before[-2:-1].isalpha()

    def is_person(self) -> bool:
        """Whether it is a given name before a family name, or has initials beside it."""
        if _INITIAL_BEFORE.search(self.text[max(0, self.start - 6) : self.start]) or _INITIAL_AFTER.match(
            self.text, self.end
        ):
            return True
        before = self.folded[max(0, self.start - 16) : self.start].split()
        if before and before[-1].strip(".") in self.words["titles"]:
            return True
        return (
            self.plain in self.words["given_names"]
            and self.text[self.end : self.end + 1] == " "
            and self.text[self.end + 1 : self.end + 2].isupper()
        )


@cache
def _toponymic(language: str) -> tuple[str, ...]:
    return tuple(" " + word for word in place_words(language)["toponymic"])
