"""Footnote marks in the reading text, in every printed shape, told from figures by the evidence.

A mark competes with a real number, so all candidates are weighed by their shape, by whether the
note of that number is printed at the foot of the very page, and the heaviest ascending chain wins.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cordiale.structure.definitions import Definition
from cordiale.structure.lines import Line
from cordiale.structure.notelines import SUPERSCRIPTS
from cordiale.structure.paragraphs import Reading
from cordiale.structure.recovery import recover_mark
from cordiale.structure.shapes import closes_prose, is_power, weigh_shape

GAP_NOTES = 30
"""Inside one series at most so many notes in a row are taken as lost."""
TAIL_NOTES = 6
"""Notes after the last printed definition that marks alone may show."""
HABIT = 3
"""So many marks after a full stop, and most of all, show that the text prints them there."""


FARTHEST = -2.5
"""The least that a raised or bracketed mark loses by standing on another page than its note."""

_SHAPED = re.compile(
    r"<sup>[ *]*(?P<html>\d{1,4})[ *]*</sup>|"
    r"\$?\^\{?\[?(?P<caret>\d{1,4})\]?(?:\}\$?|\^|(?![\w^}]))|"
    r"(?P<superscript>[⁰¹²³⁴-⁹]{1,4})|\\?\[\^?(?P<bracket>\d{1,4})(?:, ?[^\]\[\n]{1,20})?\\?\]|"
    r"\((?P<paren>\d{1,3})\)"
)
_SIGN = re.compile(r"[<$^\\\[(⁰¹²³⁴-⁹]")
_DIGITS = re.compile(r"\d+")
_STOPS = ".!?…"
_RAISED = ("superscript", "caret", "html")


@dataclass(slots=True)
class Expected:
    """A note that a mark should call: printed or lost, and the document range where the mark may be.

    ``trailing`` notes follow the last printed one: they exist only if a mark calls them.
    """

    number: int
    low: int
    high: int
    definition: Definition | None
    series: int
    trailing: bool = False
    label: str = ""

    @property
    def printed(self) -> str:
        """The number or the label that calls it."""
        return self.label or str(self.number)


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in the reading text: ``start`` to ``end`` are the characters to cut."""

    start: int
    end: int
    number: int
    shape: str
    note: int
    label: str = ""

    @property
    def printed(self) -> str:
        """The number or the label that it prints."""
        return self.label or str(self.number)


@dataclass(slots=True)
class _Candidate:
    start: int
    end: int
    number: int
    shape: str
    score: float
    note: int


def expect_notes(definitions: list[Definition], lines: list[Line], length: int) -> list[Expected]:
    """The notes in printed order, with those that the series shows to be lost."""
    expected: list[Expected] = []
    low = 0
    block = previous_low = block_low = block_end = 0
    number, series = 0, 0
    for definition in definitions:
        start, end = lines[definition.lines[0]].start, lines[definition.last].end
        if definition.block != block:
            previous_low, low, block = low, block_end, definition.block
            block_low = low
        if definition.series != series:
            number, series = 0, definition.series
        missing = definition.number - number - 1
        if not number:  # a text may be cut from a longer one: what comes before must be called to count
            missing = min(missing, TAIL_NOTES)
        if 0 < missing <= GAP_NOTES:
            expected.extend(
                Expected(lost, previous_low, start, None, series, trailing=not number)
                for lost in range(definition.number - missing, definition.number)
            )
        expected.append(Expected(definition.number, block_low, start, definition, series))
        number, block_end = definition.number, end
    if definitions:
        expected.extend(
            Expected(number + more, block_low, length, None, series, True)
            for more in range(1, TAIL_NOTES + 1)
        )
    return expected


def find_marks(reading: Reading, expected: list[Expected], labelled: Sequence[Found] = ()) -> list[Found]:
    """The numbered marks, ascending by place; no digit inside a mark that is ``labelled`` is one."""
    notes: dict[int, list[int]] = {}
    for index, note in enumerate(expected):
        notes.setdefault(note.number, []).append(index)
    candidates = _shaped(reading, expected, notes)
    if not expected:
        return _without_definitions(candidates)
    candidates += _plain(reading, expected, notes)
    if labelled:
        taken = {place for mark in labelled for place in range(mark.start, mark.end)}
        candidates = [candidate for candidate in candidates if candidate.start not in taken]
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.end))
    chosen = _best_chain(candidates)
    chosen += _again(reading.text, candidates, chosen, expected)
    chosen += _recovered(reading, expected, chosen)
    chosen.sort(key=lambda candidate: candidate.start)
    return [Found(entry.start, entry.end, entry.number, entry.shape, entry.note) for entry in chosen]


def _match_note(
    number: int, place: int, expected: list[Expected], notes: dict[int, list[int]]
) -> tuple[int, float]:
    """The note of that number nearest to a place, and how well the place fits its page."""
    best, fit = -1, -9.0
    same = notes.get(number, [])
    at = bisect_right(same, place, key=lambda index: expected[index].low)
    for index in same[max(at - 2, 0) : at + 1]:
        note = expected[index]
        if note.low <= place <= note.high:
            value = 3.0 if note.definition is not None else 2.0
        else:
            distance = min(abs(place - note.low), abs(place - note.high))
            value = -0.5 - distance / 2000
        if value > fit:
            best, fit = index, value
    return best, fit


def _shaped(reading: Reading, expected: list[Expected], notes: dict[int, list[int]]) -> list[_Candidate]:
    candidates = []
    text = reading.text
    end = 0
    for sign in _SIGN.finditer(text):
        match = _SHAPED.match(text, sign.start()) if sign.start() >= end else None
        if match is None:
            continue
        end = match.end()
        shape = match.lastgroup or "superscript"
        digits = match[shape].translate(SUPERSCRIPTS)
        if not int(digits) or (shape in _RAISED and is_power(text, match, digits)):
            continue
        number = int(digits)
        shape = "bracket" if shape == "paren" else shape
        if not expected:
            if match.group()[0] != "(":
                candidates.append(_Candidate(match.start(), match.end(), number, shape, 3.0, -1))
            continue
        note, fit = _match_note(number, reading.document_offset(match.start()), expected, notes)
        if note >= 0 and (score := (4.0 if shape != "bracket" else 2.0) + max(fit, FARTHEST)) > 0:
            candidates.append(_Candidate(match.start(), match.end(), number, shape, score, note))
    return candidates


def _plain(reading: Reading, expected: list[Expected], notes: dict[int, list[int]]) -> list[_Candidate]:
    candidates = []
    text = reading.text
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if end - start > 4 or int(match.group()) not in notes or text[start] == "0":
            continue
        shape, weight = weigh_shape(text, start, end)
        if weight <= -5:
            continue
        note, fit = _match_note(int(match.group()), reading.document_offset(start), expected, notes)
        if note < 0 or (score := weight + fit) <= 0.5:
            continue
        candidates.append(_Candidate(start, end, int(match.group()), shape, score, note))
    return candidates


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """The heaviest chain whose notes ascend, by prefix maxima (n log n)."""
    size = max((candidate.note for candidate in candidates), default=-1) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    previous: list[int] = []
    totals: list[float] = []
    for index, candidate in enumerate(candidates):
        total, best = 0.0, -1
        at = candidate.note
        while at > 0:
            if tree[at][0] > total:
                total, best = tree[at]
            at -= at & -at
        previous.append(best)
        totals.append(total + candidate.score)
        at = candidate.note + 1
        while at <= size:
            if totals[-1] > tree[at][0]:
                tree[at] = (totals[-1], index)
            at += at & -at
    if not totals:
        return []
    at = max(range(len(totals)), key=totals.__getitem__)
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = previous[at]
    chain.reverse()
    return chain


def _again(
    text: str, candidates: list[_Candidate], chosen: list[_Candidate], expected: list[Expected]
) -> list[_Candidate]:
    """Further marks of a note that was called before: only shapes that nothing else has.

    Where the text prints its marks after the full stop, one after a year counts as well.
    """
    called = {entry.note for entry in chosen}
    taken = {entry.start for entry in chosen}
    stopped = sum(1 for entry in chosen if text[max(entry.start - 1, 0)] in _STOPS)
    habitual = stopped >= HABIT and 2 * stopped > len(chosen)
    return [
        entry
        for entry in candidates
        if (
            entry.shape in ("html", "caret", "superscript", "bracket")
            or (habitual and entry.shape == "glued_end" and closes_prose(text, entry.start, entry.end))
        )
        and entry.start not in taken
        and entry.note in called
        and expected[entry.note].definition is not None
        and (entry.shape != "bracket" or entry.number < 1900)
    ]


def _recovered(reading: Reading, expected: list[Expected], chosen: list[_Candidate]) -> list[_Candidate]:
    """Marks of notes still without one, looked for between the marks of their neighbours."""
    found: list[_Candidate] = []
    place = {entry.note: entry.start for entry in chosen}
    known = sorted(place)
    for index, note in enumerate(expected):
        if index in place or note.definition is None:
            continue
        at = bisect_right(known, index)
        first = place[known[at - 1]] + 1 if at else 0
        last = place[known[at]] if at < len(known) else len(reading.text)
        hit = recover_mark(reading.text, str(note.number), first, last)
        if hit is not None and note.low <= reading.document_offset(hit[0]) <= note.high:
            found.append(_Candidate(hit[0], hit[1], note.number, hit[2], 0.0, index))
    return found


def _without_definitions(candidates: list[_Candidate]) -> list[Found]:
    """Marks of notes that are not printed at all: only a run that ascends from 1 or 2 counts."""
    kept: list[Found] = []
    number = 0
    for entry in candidates:
        if number < entry.number <= number + 2 or (entry.number == 1 and number):
            kept.append(Found(entry.start, entry.end, entry.number, entry.shape, -1))
            number = entry.number
    return kept if len(kept) >= 2 else []
