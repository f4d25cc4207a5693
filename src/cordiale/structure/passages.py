"""Passages: paragraphs without their marks, with sentences, quotations and citations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cordiale.structure.marks import Found
from cordiale.structure.paragraphs import Paragraph, Reading

_STAR = "*"
_STARS = "**"
_STAR_RUN = re.compile(r"\*+")
_OPENING = " \n([{\"'«“‘—–-/"
_CLOSING = " \n)]}\"'»”’—–-/.,;:!?…"


@dataclass(slots=True)
class Placed:
    """A mark and the place in the passage's text where it was cut out."""

    found: Found
    place: int


@dataclass(slots=True)
class Cut:
    """A paragraph after the marks are cut out: text, pieces and where the marks stood."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    marks: list[Placed]
    paragraph: Paragraph


def cut_marks(reading: Reading, paragraphs: list[Paragraph], marks: list[Found]) -> list[Cut]:
    """Cuts the marks (and the white space that belonged to them) out of every paragraph."""
    cuts: list[Cut] = []
    at = piece = 0
    for paragraph, (begin, end) in zip(paragraphs, reading.bounds, strict=True):
        own: list[Found] = []
        while at < len(marks) and marks[at].start < end:
            own.append(marks[at])
            at += 1
        first = piece
        while piece < len(reading.pieces) and reading.pieces[piece][0] < end:
            piece += 1
        pieces = reading.pieces[first:piece]
        emphasis = list(_emphasis(reading.text, begin, end))
        if not own and not emphasis:
            moved = tuple((start - begin, document, length) for start, document, length in pieces)
            cuts.append(Cut(reading.text[begin:end], moved, [], paragraph))
        else:
            holes: list[Found | _Emphasis] = [*own, *emphasis]
            holes.sort(key=lambda hole: hole.start)
            cuts.append(_cut(reading.text, paragraph, (begin, end), pieces, holes))
    return cuts


@dataclass(frozen=True, slots=True)
class _Emphasis:
    """The stars around words that Markdown prints in bold or in italics."""

    start: int
    end: int


def _emphasis(text: str, begin: int, end: int) -> Iterator[_Emphasis]:
    """The pairs of stars of a paragraph; what nothing closes is left as printed."""
    if text.find(_STAR, begin, end) < 0:
        return
    yield from _italics(text, begin, end)
    stars: list[int] = []
    at = text.find(_STARS, begin, end)
    while at >= 0:
        stars.append(at)
        at = text.find(_STARS, at + len(_STARS), end)
    for star in stars[: len(stars) // 2 * 2]:
        yield _Emphasis(star, star + len(_STARS))


def _italics(text: str, begin: int, end: int) -> Iterator[_Emphasis]:
    """The single stars around words, which open before a word and close after one.

    Stars for a product, a note, a bullet or a pattern of file names stand otherwise and are kept.
    """
    opened = -1
    for run in _STAR_RUN.finditer(text, begin, end):
        if len(run.group()) not in (1, 3):
            continue
        low, high = run.span()
        before = text[low - 1] if low > begin else " "
        after = text[high] if high < end else " "
        if opened >= 0 and not before.isspace() and after in _CLOSING:
            yield _Emphasis(opened, opened + 1)
            yield _Emphasis(high - 1, high)
            opened = -1
        elif before in _OPENING and not after.isspace():
            opened = high - 1


def _cut(
    text: str,
    paragraph: Paragraph,
    bounds: tuple[int, int],
    pieces: list[tuple[int, int, int]],
    holes: Sequence[Found | _Emphasis],
) -> Cut:
    begin, end = bounds
    kept: list[tuple[int, int]] = []
    placed: list[Placed] = []
    at, total = begin, 0
    for hole in holes:
        mark = hole if isinstance(hole, Found) else None
        low, high = _widen(text, mark, begin, end) if mark else (hole.start, hole.end)
        low = max(low, at)
        high = max(high, low)
        if low > at:
            kept.append((at, low))
            total += low - at
        if mark:
            placed.append(Placed(mark, total))
        at = high
    if end > at:
        kept.append((at, end))
    moved: list[tuple[int, int, int]] = []
    parts: list[str] = []
    total = index = 0
    for low, high in kept:
        parts.append(text[low:high])
        while index < len(pieces) and pieces[index][0] + pieces[index][2] <= low:
            index += 1
        inner = index
        while inner < len(pieces) and pieces[inner][0] < high:
            start, document, length = pieces[inner]
            first, last = max(start, low), min(start + length, high)
            moved.append((total + first - low, document + first - start, last - first))
            inner += 1
        total += high - low
    return Cut("".join(parts), tuple(moved), placed, paragraph)


def _widen(text: str, found: Found, begin: int, end: int) -> tuple[int, int]:
    """The mark with the white space that only it brought into the text."""
    low, high = found.start, found.end
    after = text[high] if high < end else ""
    before = text[low - 1] if low > begin else ""
    if after == " " and high + 1 < end and text[high + 1] in ".,":
        if before in ".,":
            high += 2
        else:
            high += 1
        after = text[high] if high < end else ""
    elif before in ".," and before and after == before:
        high += 1
        after = text[high] if high < end else ""
    if before == " " and (not after or after in " .,"):
        low -= 1
    elif not before and after == " ":
        high += 1
    return low, high
