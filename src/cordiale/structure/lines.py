"""Printed lines of a document and what the page layout tells about them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from cordiale.vocabulary.folding import fold

Style = Literal["wrapped", "double", "paragraphs"]
"""``wrapped``: one printed line a line; ``double``: the same with a blank line between any two;
``paragraphs``: one paragraph a line (markdown, exported text)."""

LONG_LINE = 200
"""Characters: no printed page sets lines this long, so such a line is a whole paragraph."""

NARROWEST = 50
"""Characters: where all lines are shorter, they say nothing of the page's width."""

_RULE = " " * 20
_STROKES = re.compile(r"[-_–—=*~·. ]{5,}$")
_STROKE_SIGNS = "-_–—=*~·."
_PLAIN_BREAKS = ("\n", " \n")
_LINE = re.compile("[^\\s][^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]*")


@dataclass(slots=True)
class Line:
    """One line that is not blank: ``text == document.text[start:end]``, no white space at its ends.

    ``indent`` counts the spaces before it, ``gap`` the line breaks since the line before (1: next
    line, 2: one blank line between); ``feed`` tells of a form feed between, ``rule`` of a printed rule
    (a line of spaces or of strokes, as stands above the notes of a page). ``plain`` says that a number
    at its head has proved to be text.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    feed: bool
    rule: bool = False
    kind: str = "body"
    plain: bool = False
    reference: bool | None = None
    _folded: str | None = field(default=None, repr=False)

    @property
    def folded(self) -> str:
        """The folded view of ``text``, made when first asked for."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def length(self) -> int:
        """Printed width in characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """How the pages of a document are set.

    ``width`` is the usual full width in characters, ``step`` the gap between two lines of one
    paragraph, ``spaced_pages`` tells that the first line of a page is indented by a space or two.
    """

    style: Style
    width: int
    step: int
    spaced_pages: bool = False


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order; linear in the length.

    >>> [(line.text, line.gap) for line in split_lines("a \\n\\n b")]
    [('a', 1), ('b', 2)]
    """
    lines: list[Line] = []
    before = 0
    strokes = False
    for match in _LINE.finditer(text):
        start = match.start()
        content = match.group().rstrip()
        between = text[before:start]
        end = start + len(content)
        if not strokes and between in _PLAIN_BREAKS and content[0] not in _STROKE_SIGNS:
            lines.append(Line(start, end, content, 0, 1, False))
            before = end
            continue
        breaks = between.count("\n") or between.count("\r")
        feed = "\f" in between
        indent = len(between) - 1 - max(between.rfind("\n"), between.rfind("\f"), between.rfind("\r"))
        rule = strokes or (_RULE in between and breaks > 1 and indent < 20)
        strokes = _STROKES.match(content) is not None
        lines.append(
            Line(start, end, content, indent, max(breaks, 1), feed, rule, "furniture" if strokes else "body")
        )
        before = end
    return lines


def measure_layout(lines: list[Line]) -> Layout:
    """The layout that most of the lines follow."""
    total = sum(line.length for line in lines)
    in_long = sum(line.length for line in lines if line.length > LONG_LINE)
    lengths = sorted(line.length for line in lines if line.length <= LONG_LINE)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 80
    if not lines or in_long * 2 > total:
        return Layout("paragraphs", LONG_LINE, 1)
    steps = Counter(
        min(after.gap, 3)
        for line, after in pairwise(lines)
        if line.length >= 0.75 * width and line.text[-1] not in ".:;"
    )
    style: Style = "double" if steps[2] > steps[1] and width >= 30 else "wrapped"
    indented = sum(1 for line in lines if 1 <= line.indent <= 3)
    spaced = 3 <= indented <= 0.2 * len(lines)
    return Layout(style, max(width, NARROWEST), 2 if style == "double" else 1, spaced)
