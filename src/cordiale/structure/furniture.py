"""Furniture: page numbers, running heads, stamps and stray marks that a page prints beside its text."""

import re
from collections import Counter

from cordiale.structure.lines import Layout, Line

RUNNING_HEAD = 60
"""Characters: no running head is longer."""
REPEATED = 4
"""A short line printed so often is a running head or a stamp, not text."""

_PAGE_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}$")
_END = '.,;:!?"»”)'


def mark_furniture(lines: list[Line], layout: Layout) -> None:
    """Gives furniture lines the kind ``furniture``; the line after a page number starts a page.

    >>> from cordiale.structure.lines import measure_layout, split_lines
    >>> lines = split_lines("Text that\\n\\n12\\n\\ngoes on.")
    >>> mark_furniture(lines, measure_layout(lines)); [line.kind for line in lines]
    ['body', 'furniture', 'body']
    """
    short = [line for line in lines if line.length <= RUNNING_HEAD]
    counts = Counter(line.text for line in short)
    step = layout.step
    last = len(lines) - 1
    for index, line in enumerate(lines):
        if line.length > RUNNING_HEAD or line.kind != "body":
            continue
        after = lines[index + 1] if index < last else None
        apart = index == 0 or line.gap > step or line.feed or lines[index - 1].kind == "furniture"
        apart_after = after is None or after.gap > step or after.feed
        if apart and apart_after and (_PAGE_NUMBER.match(line.text) or _is_speck(line.text)):
            line.kind = "furniture"
            if after is not None and line.text[0].isdigit():
                after.feed = True
        elif counts[line.text] >= REPEATED and line.length >= 6 and line.text[-1] not in _END:
            if line.gap > 1 or apart_after or line.feed:
                line.kind = "furniture"


def _is_speck(text: str) -> bool:
    """Whether a line is a speck that OCR read as a letter or two."""
    return len(text) <= 3 and not any(character.isdigit() for character in text)
