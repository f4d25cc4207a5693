"""Notes of Markdown texts that a word calls, not a number: ``[^a]``, printed as ``[^a]: Voir la loi``.

The syntax is that of pandoc and GitHub: a label has no white space and no brackets. A note goes on over the
lines right below it, and after a blank line where the next one is indented by four spaces or a tab. Labels
of digits alone are left to the numbered notes, which scans and books print as well.
"""

import re
from bisect import bisect_right

from cordiale.model import Span
from cordiale.structure.definitions import Definition
from cordiale.structure.lines import Line
from cordiale.structure.marks import Expected, Found
from cordiale.structure.paragraphs import Reading

KIND = "labelled"
"""The kind of the lines of these notes: unlike ``note`` it says nothing of where a page ends."""

INDENT = 4
"""Spaces before a line that still belongs to the note above the blank line before it."""

_SIGN = "[^"
_LABEL = re.compile(r"\[\^(?!\d+\])(?P<label>[^\s\[\]^]{1,60})\]")
_HEAD = re.compile(_LABEL.pattern + r":")
_ANY_HEAD = re.compile(r"\[\^[^\s\[\]^]{1,60}\]:")


def take_labelled(text: str, lines: list[Line]) -> list[Definition]:
    """The notes with a word as label, in printed order; their lines are no body lines afterwards.

    >>> from cordiale.structure.lines import split_lines
    >>> text = "Vrai[^a].\\n\\n[^a]: Voir la loi,\\ndeux fois."
    >>> [(note.label, note.text) for note in take_labelled(text, split_lines(text))]
    [('a', 'Voir la loi, deux fois.')]
    """
    definitions: list[Definition] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        head = _HEAD.match(line.text) if line.kind == "body" and line.text.startswith(_SIGN) else None
        if head is None or line.indent >= INDENT:
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and _goes_on(text, lines[last + 1]):
            last += 1
        own = lines[index : last + 1]
        for entry in own:
            entry.kind = KIND
        definition = Definition(0, list(range(index, last + 1)), last=last, label=head["label"])
        definition.spans = (Span(line.start, own[-1].end),)
        definition.text = " ".join(entry.text for entry in own)[head.end() :].strip()
        definitions.append(definition)
        index = last + 1
    return definitions


def _goes_on(text: str, line: Line) -> bool:
    """Whether the line after one of a note belongs to it too."""
    if line.kind != "body" or line.rule or line.feed:
        return False
    before = text[max(0, line.start - line.indent) : line.start]
    if line.gap > 1:
        return line.indent >= INDENT or "\t" in before
    return not (_ANY_HEAD.match(line.text) or line.text.startswith("#"))


def expect_labelled(definitions: list[Definition], length: int) -> list[Expected]:
    """What ``find_labelled`` looks for: a label may be called from anywhere in the text."""
    return [Expected(0, 0, length, definition, 0, label=definition.label) for definition in definitions]


def find_labelled(reading: Reading, expected: list[Expected], first: int) -> list[Found]:
    """The marks that call ``expected`` notes, the first of which has the index ``first``, ascending.

    Where a text prints a label twice, as one put together from several does, the mark calls the next
    note below it. A mark without its note stays in the text: square brackets are text as well.
    """
    if not expected:
        return []
    notes: dict[str, list[tuple[int, int]]] = {}
    for index, note in enumerate(expected):
        if note.definition is not None:
            notes.setdefault(note.label, []).append((note.definition.spans[0].start, index))
    found = []
    for match in _LABEL.finditer(reading.text):
        printed = notes.get(match["label"])
        if printed is None:
            continue
        at = bisect_right(printed, (reading.document_offset(match.start()), -1))
        index = printed[min(at, len(printed) - 1)][1]
        found.append(Found(match.start(), match.end(), 0, "bracket", first + index, match["label"]))
    return found


def strip_labels(title: str, definitions: list[Definition]) -> str:
    """A title without the marks in it that call one of the notes.

    >>> strip_labels("Le port[^a] [^b]", [Definition(0, [], label="a")])
    'Le port [^b]'
    """
    if _SIGN not in title:
        return title
    labels = {definition.label for definition in definitions}
    return _LABEL.sub(lambda match: "" if match["label"] in labels else match.group(), title).strip()
