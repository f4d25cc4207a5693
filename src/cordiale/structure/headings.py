"""Headings: from the table of contents where there is one, from chapter lines, or from their shape."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from cordiale.structure.lines import Layout, Line
from cordiale.structure.notelines import starts_page
from cordiale.structure.words import Words

TITLE_LINES = 6
"""No title takes more printed lines."""
SECTION = 1500
"""Characters on average from which on the sections below one title are articles."""
LONGEST_TITLE = 160
"""Characters of one printed line of a title."""

_LETTERS = re.compile(r"[\W\d_]+")
_MARK = re.compile(r"^(?:\d{1,4}|[⁰¹²³⁴-⁹]{1,4})(?=[^\W\d_]|[\"«“])")
_ENTRY = re.compile(r"^(?P<title>.*?)(?:[ .\t…_]*[.\t…_]{2,}[ \t]*| {2,}|\t| )(?P<page>\d{1,4})$")
_NO_CHAPTER = "0123456789\"'«(-–—•"
_HASH = re.compile(r"^(#{1,6}) +(.+?)#*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its lines (first to last), its words, and whether an article starts with it."""

    first: int
    last: int
    title: str
    opens: bool


def letters(text: str) -> str:
    """Only the letters of a folded text: what two prints of one title share."""
    return _LETTERS.sub("", text)


def find_contents(lines: list[Line], words: Words) -> tuple[tuple[int, int] | None, list[str]]:
    """The lines of the table of contents (first, last) and the titles it lists.

    >>> from cordiale.structure.lines import split_lines
    >>> from cordiale.structure.words import load_words
    >>> find_contents(split_lines("Contents\\nOne.....5\\nTwo.....9"), load_words())
    ((0, 2), ['One', 'Two'])
    """
    for index, line in enumerate(lines):
        if line.length > 40 or line.folded.strip(" #*.:") not in words.contents:
            continue
        titles: list[str] = []
        waiting: list[str] = []
        last = index
        for following in range(index + 1, min(index + 400, len(lines))):
            entry = lines[following]
            if entry.kind == "furniture" and not entry.text[0].isdigit():
                if last > index and not waiting:
                    break
                continue
            match = _ENTRY.match(entry.text) if entry.length <= LONGEST_TITLE * 2 else None
            if match:
                titles.append(" ".join([*waiting, match["title"].strip(" .…_")]).strip())
                waiting, last = [], following
            elif len(waiting) >= 3 or entry.length > LONGEST_TITLE:
                break
            else:
                waiting.append(entry.text)
        if len(titles) >= 2:
            return (index, last), titles
    return None, []


def find_headings(
    lines: list[Line], layout: Layout, words: Words, titles: list[str], start: int
) -> list[Heading]:
    """All headings from line ``start`` on, ascending; those that open an article say so."""
    shaped = _by_shape(lines, layout, start)
    opening = _from_contents(lines, titles, start) if titles else []
    if len(opening) * 2 < len(titles) or not opening:
        opening = _chapters(lines, layout, words, start) or _hashes(lines, start) or opening
    if not opening:
        return shaped
    taken = {index for heading in opening for index in range(heading.first, heading.last + 1)}
    inner = [
        Heading(heading.first, heading.last, heading.title, False)
        for heading in shaped
        if not any(index in taken for index in range(heading.first, heading.last + 1))
    ]
    return sorted([*opening, *inner], key=lambda heading: heading.first)


def _from_contents(lines: list[Line], titles: list[str], start: int) -> list[Heading]:
    places: dict[str, list[int]] = {}
    for index in range(start, len(lines)):
        line = lines[index]
        if line.kind == "body" and line.length <= LONGEST_TITLE:
            key = letters(line.folded)[:5]
            if len(key) >= 4:
                places.setdefault(key, []).append(index)
    found: list[Heading] = []
    after = start - 1
    for title in titles:
        wanted = letters(_fold(title))
        for index in places.get(wanted[:5], []):
            if index <= after:
                continue
            last, joined = index, letters(lines[index].folded)
            while len(joined) < len(wanted) - 2 and last + 1 < len(lines) and last - index < TITLE_LINES:
                if lines[last + 1].length > LONGEST_TITLE or lines[last + 1].kind != "body":
                    break
                last += 1
                joined += letters(lines[last].folded)
            if SequenceMatcher(None, joined, wanted, autojunk=False).ratio() >= 0.75:
                found.append(Heading(index, last, _join(lines, index, last), True))
                after = last
                break
    return found


def _fold(text: str) -> str:
    return Line(0, len(text), text, 0, 1, False).folded


def _join(lines: list[Line], first: int, last: int) -> str:
    return " ".join(
        lines[index].text.strip("#* ") for index in range(first, last + 1) if lines[index].kind == "body"
    )


def _chapters(lines: list[Line], layout: Layout, words: Words, start: int) -> list[Heading]:
    found = []
    limit = 0.85 * layout.width if layout.style != "paragraphs" else LONGEST_TITLE
    for index in range(start, len(lines)):
        line = lines[index]
        if line.kind != "body" or line.length > limit or line.text[0] in _NO_CHAPTER:
            continue
        apart = index == 0 or line.gap > layout.step
        if not (line.length <= 16 or apart or starts_page(line, layout)):
            continue
        match = words.chapter.match(line.folded.strip("#* "))
        if match is None:
            continue
        rest = line.folded.strip("#* ")[match.end() :]
        if rest and (line.text[-1] in ".,;" or not apart):
            continue
        last = _title_end(lines, index, layout)
        title = _join(lines, index if rest or last == index else index + 1, last)
        found.append(Heading(index, last, title, True))
    return found


def _title_end(lines: list[Line], index: int, layout: Layout) -> int:
    """The last title line below a chapter line: titles are short, the text starts with a full line."""
    last = index
    limit = 0.8 * layout.width if layout.style != "paragraphs" else LONGEST_TITLE
    for following in range(index + 1, min(index + TITLE_LINES, len(lines))):
        line = lines[following]
        if line.kind != "body" or line.length > limit or line.text[-1] in ".;,!" or line.gap > 2:
            break
        if _MARK.match(line.text):
            break
        last = following
    return last


def _hashes(lines: list[Line], start: int) -> list[Heading]:
    found = [
        (len(match[1]), index, match[2].strip("* "))
        for index in range(start, len(lines))
        if lines[index].text.startswith("#")
        and not lines[index].kind.endswith(" heading")  # that of the notes or the bibliography is no part
        and (match := _HASH.match(lines[index].text[:300]))
    ]
    levels = [level for level, _, _ in found]
    opening = next(
        (level for level in sorted(set(levels)) if levels.count(level) >= 2), min(levels, default=0)
    )
    if levels and levels[0] < opening and levels.count(levels[0]) == 1:
        # One title over sections: articles of their own only where they are long.
        sections = levels.count(opening)
        if sum(line.length for line in lines[found[0][1] :]) < SECTION * sections:
            opening = levels[0]
    return [Heading(index, index, title, level == opening) for level, index, title in found]


def _by_shape(lines: list[Line], layout: Layout, start: int) -> list[Heading]:
    found: list[Heading] = []
    index = start
    ended = True
    while index < len(lines):
        line = lines[index]
        if line.kind != "body":
            index += 1
            continue
        if ended and (last := _shape_end(lines, index, layout)) is not None and lines[last].text[-1] != ":":
            # A line right below a title is its byline or date, no article of its own.
            opens = not (found and found[-1].opens and found[-1].last == index - 1)
            found.append(Heading(index, last, _join(lines, index, last), opens))
            index = last + 1
            continue
        ended = line.text[-1] in '.!?…"»”)' or line.text[-1].isdigit()
        index += 1
    return found


def _shape_end(lines: list[Line], index: int, layout: Layout) -> int | None:
    """The last line of the heading at ``index``, or None where the lines are no heading."""
    line = lines[index]
    wrapped = layout.style != "paragraphs"
    limit = 0.8 * layout.width if wrapped else LONGEST_TITLE
    after_notes = index > 0 and lines[index - 1].kind != "body"
    apart = index == 0 or line.gap > layout.step or after_notes or starts_page(line, layout)
    if not wrapped:
        apart = index == 0 or line.gap > 1
    if not apart or not _is_title_line(line, limit, first=True):
        return None
    last = index
    for following in range(index + 1, min(index + TITLE_LINES, len(lines))):
        after = lines[following]
        if after.kind != "body":
            return None
        close = after.gap == 1 or after.gap <= layout.step or not wrapped
        if wrapped and after.length > limit:
            return last if _starts_text(after) and (after.gap == 1 or after.gap > layout.step) else None
        if not wrapped and after.length > LONGEST_TITLE:
            return last if _starts_text(after) else None
        if not close or not _is_title_line(after, limit, first=False):
            isolated = after.gap > layout.step and _starts_text(after)
            near = lines[following : following + 3]
            return last if isolated and any(line.length > 0.6 * limit for line in near) else None
        last = following
    return None


def _is_title_line(line: Line, limit: float, *, first: bool) -> bool:
    text = line.text.strip("#* ")
    if line.length > limit and not (text.isupper() and line.length <= LONGEST_TITLE):
        return False
    if not text or text[-1] in ".,;!?…" or line.kind != "body" or len(text) < 3:
        return False
    if (
        text[0] in "-–—•*|"
        or "\t" in text
        or (first and not (text[0].isupper() or text[0] in '"«“' or text[0].isdigit()))
    ):
        return False
    return any(character.isalpha() for character in text)


def _starts_text(line: Line) -> bool:
    text = _MARK.sub("", line.text)
    return text[:1].isupper() or text[:1] in '"«“„' or text[:1].isdigit()
