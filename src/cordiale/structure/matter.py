"""Front and back matter: contents, imprint, bibliography, the publisher's pages."""

from itertools import pairwise

from cordiale.model import Segment, Span
from cordiale.structure.lines import Line
from cordiale.structure.notelines import is_reference, read_number
from cordiale.structure.words import Words

AHEAD = 10
"""Lines without a reference after which a bibliography is over."""


def mark_matter(lines: list[Line], words: Words, contents: tuple[int, int] | None) -> list[Segment]:
    """Takes contents, bibliography and the publisher's last pages out of the body."""
    segments: list[Segment] = []
    if contents is not None:
        segments.append(_take(lines, contents[0], contents[1], "contents"))
    index = contents[1] + 1 if contents else 0
    while index < len(lines):
        line = lines[index]
        if (
            line.kind == "body"
            and line.length <= 60
            and line.text[-1] not in ".,;"
            and line.folded.strip(" #*.:") in words.bibliography
        ):
            last = _last_entry(lines, index, words)
            if last > index:
                line.kind = "bibliography heading"
                _take(lines, index + 1, last, "bibliography")
                if last >= len(lines) * 0.8:
                    publisher = _take(lines, last + 1, len(lines) - 1, "publisher")
                    segments += [publisher] if publisher.spans else []
                    break
                index = last
        index += 1
    return segments


def _last_entry(lines: list[Line], index: int, words: Words) -> int:
    last = index
    following = index + 1
    while following < len(lines) and following - last <= AHEAD:
        numbered = following - last <= 2 and read_number(lines[following].text[:40]) is not None
        if numbered or is_reference(lines[following], words):
            last = following
        following += 1
    return last


def _take(lines: list[Line], first: int, last: int, layer: str) -> Segment:
    spans = []
    for line in lines[first : last + 1]:
        if line.kind == "body":
            line.kind = layer
            spans.append(Span(line.start, line.end))
    return Segment(layer, tuple(spans))


MAX_FRONT = 9000
"""Characters before the first article that still are blurb and imprint, not an untitled text."""


def mark_front(lines: list[Line], first: int, words: Words) -> list[Segment]:
    """Takes what stands before the first article (line ``first``) out of the body.

    Only a book has front matter: one with a table of contents or an imprint. Without an imprint in it,
    a long text before the first heading is text like any other.
    """
    body = [line for line in lines[:first] if line.kind == "body"]
    listed = any(line.kind == "contents" for line in lines[:first])
    imprint = [line for line in body if line.length <= 400 and words.imprint.search(line.folded)]
    if not body or not (listed or imprint):
        return []
    if sum(line.length for line in body) > MAX_FRONT and not imprint:
        return []
    for line in body:
        line.kind = "front"
    kept = {id(line) for line in imprint}
    others = [line for line in body if id(line) not in kept]
    segments = [Segment("blurb", tuple(Span(line.start, line.end) for line in others))]
    if imprint:
        segments.append(Segment("imprint", tuple(Span(line.start, line.end) for line in imprint)))
    return segments


def mark_notes_headings(lines: list[Line], words: Words) -> None:
    """Takes the heading above the notes at the end of an article out of the body."""
    for line, after in pairwise(lines):
        if after.kind in ("note", "labelled") and line.kind == "body" and line.length <= 60:
            title = line.folded.strip(" #*.:")
            if title in words.notes_heading or title in words.bibliography:
                line.kind = "notes heading"


def collect_bibliography(lines: list[Line]) -> list[Segment]:
    """The bibliography as it stands once the notes are settled."""
    spans = tuple(
        Span(line.start, line.end) for line in lines if line.kind in ("bibliography", "bibliography heading")
    )
    return [Segment("bibliography", spans)] if spans else []
