"""Note definitions: where the page ends, at the end of an article, or between paragraphs."""

from dataclasses import dataclass, field

from cordiale.model import Span
from cordiale.structure.lines import LONG_LINE, Layout, Line
from cordiale.structure.notelines import (
    find_extent,
    is_complete,
    is_reference,
    is_stray,
    is_tail,
    read_number,
    starts_page,
)
from cordiale.structure.words import Words

MAX_MISSING = 30
"""So many definitions in a row may be lost and the numbers still count as one series."""
APART = 160
"""Characters of text between two definitions from which on they belong to different pages."""
REACH = 6
"""Lines from the number within which a reference shows itself (label of an online source, URL, "//")."""

_OPENING = "\"«“„<[('"


@dataclass(slots=True)
class Definition:
    """A printed note: its number, the lines it takes, and the series (numbering from 1) it is of.

    ``block`` counts the groups of notes with text between; ``last`` is the last line of the first
    piece of a note that runs over a page; ``numbered`` is False where the number is not
    printed, ``referenced`` where nothing in it is of the kind that only references print. ``label`` is
    the word that calls a Markdown note which has no number.
    """

    number: int
    lines: list[int]
    series: int = 0
    block: int = 0
    last: int = 0
    spans: tuple[Span, ...] = ()
    text: str = ""
    numbered: bool = True
    referenced: bool = True
    label: str = ""


@dataclass(slots=True)
class _Candidate:
    line: int
    number: int
    last: int
    score: float
    chain: float = 0.0
    referenced: bool = False
    previous: "_Candidate | None" = field(default=None, repr=False)
    series: int = 0


def find_definitions(lines: list[Line], layout: Layout, words: Words) -> list[Definition]:
    """The note definitions among the body lines, in order; their lines get the kind ``note``.

    A number at the head of a line may as well be text ("60 residents"), so candidates are scored
    by what only references print and by their place, and the best ascending chain is taken.
    """
    definitions: list[Definition] = []
    for candidate in _best_chain(_candidates(lines, layout, words)):
        taken = list(range(candidate.line, candidate.last + 1))
        for index in taken:
            lines[index].kind = "note"
        definitions.append(
            Definition(candidate.number, taken, candidate.series, referenced=candidate.referenced)
        )
    _attach_strays(lines, layout, words, definitions)
    definitions = _number_unnumbered(lines, definitions)
    previous_end, blocks, number, series = -1, 0, 0, 0
    for definition in definitions:
        between = [line for line in lines[previous_end + 1 : definition.lines[0]] if line.kind == "body"]
        follows = definition.number == number + 1 and definition.series == series
        if not blocks or (between and not (follows and sum(line.length for line in between) < APART)):
            blocks += 1
        number, series = definition.number, definition.series
        definition.block = blocks
        definition.last = _first_run(definition)
        previous_end = definition.last
        first = lines[definition.lines[0]]
        definition.spans = _join_spans(
            [Span(lines[index].start, lines[index].end) for index in definition.lines]
        )
        read = read_number(first.text) if definition.numbered else None
        skip = read.length if read else 0
        definition.text = " ".join(lines[index].text for index in definition.lines)[skip:].strip()
    return definitions


def _first_run(definition: Definition) -> int:
    last = definition.lines[0]
    for index in definition.lines[1:]:
        if index != last + 1:
            break
        last = index
    return last


def _join_spans(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end <= 4:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _candidates(lines: list[Line], layout: Layout, words: Words) -> list[_Candidate]:
    heads = {}
    for index, line in enumerate(lines):
        if line.kind != "body" or line.plain or line.text[0] not in _NUMERIC:
            continue
        if (read := read_number(line.text[:40])) is not None:
            heads[index] = read
    candidates = []
    last_end, last_good, last_number = -2, False, 0
    for index, read in heads.items():
        line = lines[index]
        number, skip, glued, shaped = read
        last = find_extent(lines, index, layout, words, heads)
        window = lines[index : min(last, index + REACH) + 1]
        referenced = any(is_reference(entry, words) for entry in window)
        before = lines[index - 1] if index else None
        follows = last_end == index - 1 and last_good
        score = 3.0 if referenced else -0.5
        if follows:
            score += 1.5
        elif (
            before is None or line.gap > layout.step or line.feed or line.rule or layout.style == "paragraphs"
        ):
            score += 1.0
        elif before.kind == "body" and before.length > 0.6 * layout.width:
            score -= 2.5 if before.text[-1] not in '.!?"»' else 1.0
        if glued:
            score -= 2.0
        elif shaped:
            score += 2.0
        head = line.text[skip]
        if not (head.isupper() or head in _OPENING):
            score -= 0.5 if referenced else 1.5
        next_one = follows and number == last_number + 1 and line.gap == 1 and not glued and head.isupper()
        if score > 0 or next_one:
            candidates.append(_Candidate(index, number, last, max(score, 0.5), referenced=referenced))
            last_end, last_good, last_number = last, referenced or shaped or follows, number
    return candidates


_NUMERIC = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[(<^$\\")


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """The heaviest chain of ascending numbers; a series may start again at 1 or 2."""
    ending: dict[int, _Candidate] = {}
    heaviest: _Candidate | None = None
    for candidate in candidates:
        best: _Candidate | None = None
        gain = 0.0
        for missing in range(MAX_MISSING):
            previous = ending.get(candidate.number - 1 - missing)
            if previous is None:
                continue
            value = previous.chain + (1.0 if missing == 0 else -0.2 * missing)
            if value > gain:
                best, gain = previous, value
        series = best.series if best else 0
        if candidate.number <= 2 and heaviest is not None and heaviest.chain - 1.5 > gain:
            best, gain, series = heaviest, heaviest.chain - 1.5, heaviest.series + 1
        candidate.chain = gain + candidate.score
        candidate.previous, candidate.series = best, series
        rival = ending.get(candidate.number)
        if rival is None or candidate.chain > rival.chain:
            ending[candidate.number] = candidate
        if heaviest is None or candidate.chain > heaviest.chain:
            heaviest = candidate
    chain: list[_Candidate] = []
    at = heaviest
    while at is not None:
        chain.append(at)
        at = at.previous
    chain.reverse()
    return chain


def _attach_strays(lines: list[Line], layout: Layout, words: Words, definitions: list[Definition]) -> None:
    """Gives lines that only a reference prints to the open note before them, else marks them stray."""
    owner: Definition | None = None
    queue = iter(definitions)
    upcoming = next(queue, None)
    index = 0
    footing = False
    while index < len(lines):
        line = lines[index]
        if upcoming is not None and index >= upcoming.lines[0]:
            owner, index = upcoming, _first_run(upcoming) + 1
            upcoming, footing = next(queue, None), False
            continue
        if line.kind == "body":
            near = upcoming is not None and upcoming.lines[0] - index <= 4
            footing = line.rule or (footing and not starts_page(line, layout) and line.gap == 1)
            if line.length <= LONG_LINE * 2 and (
                footing
                or ("[" in line.text or "http" in line.text or "www." in line.text)
                and is_stray(line, lines[index + 1] if index + 1 < len(lines) else None, words)
                or (lines[index - 1].kind in ("note", "stray") or near)
                and line.length < LONG_LINE
                and is_tail(line.text)
            ):
                open_note = owner is not None and not is_complete(lines[owner.lines[-1]].text)
                open_note = open_note and not (_heads_reference(line) and lines[index - 1].kind != "note")
                line.kind = "note" if open_note else "stray"
                if owner is not None and open_note:
                    owner.lines.append(index)
        index += 1


def _heads_reference(line: Line) -> bool:
    """Whether a stray line looks like the first of a reference, not like its inside."""
    head = line.text[0]
    return (head.isupper() or head in _OPENING[:4]) and not is_tail(line.text[:60])


def _number_unnumbered(lines: list[Line], definitions: list[Definition]) -> list[Definition]:
    """Numbers stray references that stand where exactly so many definitions are missing."""
    completed: list[Definition] = []
    number, series, after = 0, 0, 0
    for definition in definitions:
        if definition.series != series:
            number, series = 0, definition.series
        missing = definition.number - number - 1
        if 0 < missing <= 3 and number:
            runs = _stray_runs(lines, after, definition.lines[0])
            if len(runs) == missing and all(len(run) > 1 or _heads_reference(lines[run[0]]) for run in runs):
                for run in runs:
                    number += 1
                    for index in run:
                        lines[index].kind = "note"
                    completed.append(Definition(number, run, series, numbered=False))
        completed.append(definition)
        number, after = definition.number, _first_run(definition) + 1
    return completed


def _stray_runs(lines: list[Line], first: int, last: int) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in range(first, last):
        if lines[index].kind != "stray":
            continue
        if runs and runs[-1][-1] == index - 1 and not _heads_reference(lines[index]):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
