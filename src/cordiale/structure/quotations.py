"""Quotations of a passage: paired quotation marks, nested, unclosed or unopened ones survived."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_QUOTE = re.compile('["«»“”„]')
LONGEST = 3000
"""Characters after which an open quotation is taken as never closed."""
RUN_ON = 1000
"""Characters over which a quotation runs on past a first closing sign."""
_BEFORE_OPENING = " \n\t\u00a0\u202f([<'’-–—/"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch, quotation marks included; ``closed`` is False where only a note mark ends it."""

    start: int
    end: int
    closed: bool = True


def find_quotations(text: str, marks: list[int]) -> list[Quoted]:
    """The outermost quotations of ``text``, ascending; ``marks`` are the places of note marks.

    A quotation that is never closed runs to the first note mark that follows the end of a sentence
    or a word with none of its own quotation marks between; without one it is dropped.

    >>> find_quotations('He said "yes "and" no" twice', [])
    [Quoted(start=8, end=22, closed=True)]
    """
    stack: list[int] = []
    found: list[Quoted] = []
    for match in _QUOTE.finditer(text):
        place = match.start()
        if stack and place - stack[-1] > LONGEST:
            stack.clear()
        if stack and (mark := _ending_mark(text, marks, stack[-1], place)) is not None:
            found.append(Quoted(stack[0], mark, False))
            stack.clear()
        if _opens(text, place, match.group(), bool(stack)):
            if len(stack) < 4:
                stack.append(place)
        elif stack:
            start = stack.pop()
            while found and found[-1].start > start:
                found.pop()
            found.append(Quoted(start, place + 1))
        elif (
            found
            and place - found[-1].end <= RUN_ON
            and _ends(text, found[-1])
            and not _between(marks, found[-1].end, place)
        ):
            # Closed once too early or too often: the quotation visibly runs on to this sign.
            found[-1] = Quoted(found[-1].start, place + 1)
    for start in stack:
        found.extend(_close_by_mark(text, start, marks, found))
    found.sort(key=lambda quoted: (quoted.start, -quoted.end))
    outer: list[Quoted] = []
    for quoted in found:
        if not outer or quoted.start >= outer[-1].end:
            outer.append(quoted)
    return outer


def _ending_mark(text: str, marks: list[int], low: int, high: int) -> int | None:
    """A note mark at the end of a sentence inside an open quotation, which print has not closed."""
    at = bisect_right(marks, low)
    if at == len(marks) or marks[at] >= high:
        return None
    mark = marks[at]
    return mark if text[mark - 1] in ".!?…" or text[mark] in ".!?…" else None


def _ends(text: str, quoted: Quoted) -> bool:
    """Whether a quotation is whole words that end a sentence, not a name in passing."""
    last = text[quoted.end - 2]
    return quoted.end - quoted.start >= 24 and (
        last in ".!?…," or text[quoted.end : quoted.end + 2].strip()[:1] in (".", "!", "?")
    )


def _between(marks: list[int], low: int, high: int) -> bool:
    at = bisect_left(marks, low)
    return at < len(marks) and marks[at] <= high


def _opens(text: str, place: int, sign: str, inside: bool) -> bool:
    if sign in "«„":
        return True
    if sign == "»":
        return False
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    left = before in _BEFORE_OPENING or (before == '"' and (place < 2 or text[place - 2] in _BEFORE_OPENING))
    right = not after.isspace() and after not in ".,;:!?)]"
    if left and right:
        return True
    if not left:
        return right and before in ",.;:" and not inside
    if after in ".,;:!?)]":
        return False
    return not inside


def _close_by_mark(text: str, start: int, marks: list[int], found: list[Quoted]) -> list[Quoted]:
    following = min((quoted.start for quoted in found if quoted.start > start), default=len(text))
    for mark in marks:
        if mark > start:
            if mark <= following and mark - start <= LONGEST // 2:
                return [Quoted(start, mark, False)]
            break
    return []
