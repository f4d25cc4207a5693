"""Paragraphs: lines rejoined over page breaks and notes, and their reading text."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from cordiale.model.layout import PassageRole
from cordiale.structure.headings import Heading
from cordiale.structure.lines import Layout, Line
from cordiale.structure.notelines import starts_page

_TERMINAL = re.compile(
    r"[.!?…:;][\"»”’)\]* ]*(?:\d{1,4}|[⁰¹²³⁴-⁹]{1,4}|<sup>\d+</sup>|\^\{?\d+\}?\^?|\\?\[\^?\d+\\?\]|"
    r"\[\^[^\s\[\]^]{1,30}\])?[ .,]*$"
    r"|[\"»”] ?(?:\d{1,4}|[⁰¹²³⁴-⁹]{1,4}) ?[.,]?$"
)
_BULLET = re.compile(r"(?:[-–—•*▪●·]|\d{1,3}[.)]|\(?[a-z]\)) +\S")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u2011]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
MAX_WORD = 40
"""Characters of the longest word that is put together from two lines."""
MAX_BROKEN = 2000
"""Words looked up in one document; a text that breaks more is not worth a search each."""
_CELLS = re.compile(r" {3,}|\t|\|")


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its lines, its role, the article it stands in."""

    lines: list[Line]
    role: PassageRole
    article: int | None


@dataclass(slots=True)
class Reading:
    """The reading text of all body paragraphs in a row, parted by line breaks, before marks are cut.

    ``pieces`` are as in ``Passage.pieces`` for the whole; ``bounds`` one ``(start, end)`` a paragraph.
    """

    text: str
    pieces: list[tuple[int, int, int]]
    bounds: list[tuple[int, int]]
    starts: list[int] = field(default_factory=list)

    def document_offset(self, position: int) -> int:
        """The document offset of the character at ``position``."""
        index = max(bisect_right(self.starts, position) - 1, 0)
        reading, document, _ = self.pieces[index]
        return document + position - reading


def gather_paragraphs(lines: list[Line], layout: Layout, headings: list[Heading]) -> list[Paragraph]:
    """The body lines as paragraphs in reading order; titles are paragraphs of their own."""
    starts = {heading.first: heading for heading in headings}
    paragraphs: list[Paragraph] = []
    article: int | None = None if any(heading.opens for heading in headings) else 0
    opened = -1
    before: Line | None = None
    crossed = False
    index = 0
    while index < len(lines):
        line = lines[index]
        heading = starts.get(index)
        if heading is not None:
            if heading.opens:
                opened += 1
                article = opened
            own = [entry for entry in lines[index : heading.last + 1] if entry.kind == "body"]
            if own:
                paragraphs.append(Paragraph(own, "title" if heading.opens else "heading", article))
            index, before, crossed = heading.last + 1, None, False
            continue
        index += 1
        if line.kind != "body":
            crossed = crossed or line.kind != "labelled"
            continue
        role: PassageRole = "body"
        if ("\t" in line.text or "|" in line.text or "   " in line.text) and _is_row(line):
            role = "table"
        elif (
            not line.text[0].isupper()
            and _BULLET.match(line.text)
            and (before is None or before.text[-1] in ".;:!?" or line.gap > layout.step)
        ):
            role = "list"
        if before is None or not paragraphs or role == "table" or paragraphs[-1].role == "table":
            fresh = True
        else:
            fresh = role == "list" or _parts(before, line, layout, crossed=crossed)
        if fresh:
            paragraphs.append(Paragraph([line], role, article))
        else:
            paragraphs[-1].lines.append(line)
        before, crossed = line, False
    return paragraphs


def _is_row(line: Line) -> bool:
    text = line.text
    if text.count("|") >= 2 and text.startswith("|"):
        return True
    return line.length < 1000 and ("\t" in text or "   " in text) and len(_CELLS.findall(text)) >= 2


def _parts(before: Line, line: Line, layout: Layout, *, crossed: bool) -> bool:
    """Whether a new paragraph starts with ``line``; ``crossed`` tells that a note or page end parts them."""
    final = before.text[-1]
    ended = not (final.isalpha() or final in "-,") and _TERMINAL.search(before.text[-40:]) is not None
    crossed = crossed or starts_page(line, layout)
    if layout.style == "paragraphs":
        if line.gap == 1 and not crossed:
            return False
        return ended or not (crossed or line.text[0].islower())
    blank = line.gap > layout.step and not crossed
    if not ended:
        return blank and not line.text[0].islower() and before.length < 0.6 * layout.width
    if blank:
        return True
    space = line.text.find(" ")
    first = space if space >= 0 else line.length
    return before.length + 1 + min(first, 20) <= 0.88 * layout.width


def read_paragraphs(text: str, paragraphs: list[Paragraph]) -> Reading:
    """Joins the lines of each paragraph by one space, or by none after a hyphen inside a word.

    A hyphen that only breaks a word is dropped where the document prints the word without it and
    never with it.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    bounds: list[tuple[int, int]] = []
    whole: dict[str, bool] = {}
    at = 0
    for paragraph in paragraphs:
        begin = at
        last = len(paragraph.lines) - 1
        for index, line in enumerate(paragraph.lines):
            content, start = line.text, line.start
            if index == 0 and paragraph.role in ("title", "heading"):
                content = _strip_head(content, [entry.text for entry in paragraph.lines[1:]])
                start += line.length - len(content)
            if index < last:
                if not _closes_up(line, paragraph.lines[index + 1]):
                    content += " "
                elif _is_broken(text, line.text, paragraph.lines[index + 1].text, whole):
                    content = content[:-1]
            if content:
                parts.append(content)
                pieces.append((at, start, len(content)))
                at += len(content)
        bounds.append((begin, at))
        parts.append("\n")
        at += 1
    return Reading("".join(parts), pieces, bounds, [piece[0] for piece in pieces])


def _strip_head(content: str, further: list[str]) -> str:
    """The first line of a heading without its signs; stars that are closed in it are cut as a pair later.

    >>> _strip_head("## Le port", []), _strip_head("* Le port", []), _strip_head("*Le port*", [])
    ('Le port', 'Le port', '*Le port*')
    """
    stripped, starred = content.lstrip("#* "), content.lstrip("# ")
    emphasised = starred.startswith("*") and starred.lstrip("*")[:1] != " "
    if emphasised and any("*" in text for text in (stripped, *further)):
        return starred
    return stripped


def _closes_up(line: Line, after: Line) -> bool:
    text = line.text
    return (
        len(text) > 1 and text[-1] in "-\u2010\u2011\u00ad" and text[-2].isalnum() and after.text[0].isalpha()
    )


def _is_broken(text: str, line: str, after: str, known: dict[str, bool]) -> bool:
    """Whether the hyphen at the end of ``line`` breaks one word; ``known`` remembers the answers."""
    head = _LAST_WORD.search(line[-MAX_WORD:])
    tail = _FIRST_WORD.match(after[:MAX_WORD])
    if line[-1] == "\u00ad":
        return True
    if head is None or tail is None or not tail.group()[0].islower() or len(known) > MAX_BROKEN:
        return False
    first, second = head[1], tail.group()
    word = first + second
    if word not in known:
        known[word] = f" {word}" in text and f"{first}-{second}" not in text
    return known[word]
