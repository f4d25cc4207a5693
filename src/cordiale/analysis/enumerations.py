"""Lists of parts in a sentence: the whole, the parts, and whether the text says that these are all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning

Cue = Literal["all", "some", "out_of"]
"""What the words before a list say of it: these are all parts, these are some, or so many out of so many."""

_REACH = 220
"""Characters between a whole and the words that open the list of its parts."""
_LIST = 700
"""Characters of the longest list read."""
_PREFIX = 40
"""Characters between the mark that opens an item and its number."""
_MOST_PARTS = 30
_FEWEST_ONES = 3
"""A list of articles alone is one of so many and more: fewer may be anything."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Parts of a whole. ``wholes`` are the figures that may be the whole, the likeliest first.

    ``complete`` tells that nothing in the list says that it is only examples; ``loose`` that some of
    its items may have no number; ``ones`` how many of the parts are articles read as the number one.
    """

    wholes: tuple[Amount, ...]
    parts: tuple[Amount, ...]
    cue: Cue
    complete: bool
    loose: bool
    ones: int
    sentence: int


@dataclass(frozen=True)
class _Words:
    cue: re.Pattern[str]
    all: frozenset[str]
    out_of: re.Pattern[str]
    open: re.Pattern[str]
    prefix: re.Pattern[str]
    one: re.Pattern[str]
    attribute: re.Pattern[str]
    separators: re.Pattern[str]
    semicolons: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)["parts"]
    inner = alternation(data["before_number"])
    joining = alternation(data["joining"])
    return _Words(
        separators=re.compile(rf", ?(?:{joining})\b|,|;|\b(?:{joining})\b"),
        semicolons=re.compile(";"),
        cue=re.compile(
            rf"\b(?:{alternation(data['some'] + data['all'])})\b[ :]*|:[ \"]*|(?<= )- |\((?=[^()]*\d)"
        ),
        all=frozenset(data["all"]),
        out_of=re.compile(rf"(?:^|[ \"(])(?:{alternation(data['out_of'])}) $"),
        open=re.compile(rf"\b(?:{alternation(data['open'])})\b|\.\.\."),
        prefix=re.compile(rf"(?:[,;:(]|(?:^| )-|\b(?:{joining}) |^)[ \"(-]*(?:(?:{inner})[ '-]+)*$"),
        one=re.compile(
            rf"(?:[,;:(] ?|\b(?:{joining}) |^ ?)(?:- )?({alternation(data['one'])})\b(?= (?:- )?\w)"
        ),
        attribute=re.compile(
            rf" [^,;:()]{{2,60}}?\b(?:{alternation(data['attribute'])})[ '](?:[a-z']+ ){{0,3}}$"
        ),
    )


def enumerations_of(paragraph: Paragraph, sentence: int) -> Iterator[Enumeration]:
    """The lists of parts in a sentence; ``wholes`` is empty where the sentence names no whole."""
    words = _words(paragraph.language)
    span = paragraph.setting.sentences[sentence]
    folded = paragraph.folded[span.start : span.end]
    cues = list(words.cue.finditer(folded))
    amounts = paragraph.amounts(sentence)
    if len(amounts) < 2:
        return
    taken: set[int] = set()
    for cue in cues:
        start, end = span.start + cue.start(), span.start + cue.end()
        said = cue.group().strip(' :"')
        found = _parts(paragraph, sentence, end, _stop(folded, cue, span.start), words)
        if found is None or found[0][0].start in taken:
            continue
        parts, complete, loose, ones = found
        kind: Cue = "all" if said in words.all or said in ("", "-", "(") else "some"
        if kind == "all" and len(parts) < 2:
            continue
        wholes = _wholes(paragraph, amounts, start, parts, words)
        taken.update(part.start for part in parts)
        yield Enumeration(wholes, parts, kind, complete, loose, ones, sentence)
    yield from _out_of(paragraph, sentence, amounts, words)


def _stop(folded: str, cue: re.Match[str], offset: int) -> int:
    """Where the list that a cue opens must end: the closing bracket or dash, else the sentence's end."""
    end = min(len(folded), cue.end() + _LIST)
    mark = cue.group().strip()
    if mark == "(":
        closing = folded.find(")", cue.end(), end)
        end = closing if closing >= 0 else end
    elif mark == "-":
        closing = folded.find(" - ", cue.end(), end)
        # In "33 - from China; 15 - from Europe" the dash stands in each item and closes nothing.
        end = closing if closing >= 0 and ";" not in folded[cue.end() : end] else end
    return offset + end


def _parts(
    paragraph: Paragraph, sentence: int, start: int, stop: int, words: _Words
) -> tuple[tuple[Amount, ...], bool, bool, int] | None:
    """The figures that open the items of a list from ``start``; None where the list has no number first."""
    region = paragraph.folded[start:stop]
    held = [a for a in paragraph.amounts(sentence) if start <= a.start and a.end <= stop]
    listed = [
        a
        for a in held
        if a.transform == "level"
        and _opens(region, a.start - start, words)
        and not region[: a.start - start].rstrip().endswith("(")
    ]
    ones = [
        paragraph.one(start + match.start(1), start + match.end(1), sentence)
        for match in words.one.finditer(region)
        if not any(a.start <= start + match.start(1) < a.end for a in held)
    ]
    parts = sorted([*listed, *ones], key=lambda a: a.start)
    if not parts or not _opens_region(region, parts[0].start - start, words):
        return None
    if any(_after_semicolon(region, part.start - start) for part in parts[1:]):
        parts = [part for part in parts if part is parts[0] or _after_semicolon(region, part.start - start)]
    unit = next((part.unit for part in parts if part not in ones), "count")
    parts = _alike([part for part in parts if unit == "count" or part not in ones], unit)
    counted = sum(part in ones for part in parts)
    if not parts or (counted == len(parts) and counted < _FEWEST_ONES):
        return None
    last = parts[-1].end - start
    complete = not (words.open.search(region[:last]) or words.open.search(region[last:]))
    return tuple(parts[:_MOST_PARTS]), complete, _is_loose(region, parts, start, words), counted


def _is_loose(region: str, parts: Sequence[Amount], start: int, words: _Words) -> bool:
    """Whether something without a number may stand among the items, or behind them."""
    ends = [part.end - start for part in parts]
    starts = [part.start - start for part in parts[1:]]
    marks = words.semicolons if any(_after_semicolon(region, at) for at in starts) else words.separators
    between = (region[low:high] for low, high in zip(ends, starts, strict=False))
    return any(len(marks.findall(gap)) > 1 for gap in between) or bool(marks.search(region[ends[-1] :]))


def _alike(parts: list[Amount], unit: str) -> list[Amount]:
    """The parts up to the first that is in another unit."""
    kept: list[Amount] = []
    for part in parts:
        if part.unit != unit:
            break
        kept.append(part)
    return kept


def _opens(region: str, at: int, words: _Words) -> bool:
    """Whether the number at ``at`` stands first in an item of the list."""
    return words.prefix.search(region[max(0, at - _PREFIX) : at]) is not None


def _opens_region(region: str, at: int, words: _Words) -> bool:
    """Whether nothing but small words stands before the first number of the list."""
    return (
        at <= _PREFIX and words.prefix.fullmatch(region[:at]) is not None or region[:at].strip(" \"'-") == ""
    )


def _after_semicolon(region: str, at: int) -> bool:
    return region[:at].rstrip(' "-').endswith(";")


def _wholes(
    paragraph: Paragraph, amounts: Sequence[Amount], before: int, parts: Sequence[Amount], words: _Words
) -> tuple[Amount, ...]:
    """The figures before a list that may be its whole: the last in its unit, what it is an attribute of."""
    unit = parts[0].unit
    held = [
        a
        for a in amounts
        if a.end <= before and a.transform == "level" and a.unit == unit and before - a.end <= _REACH
    ]
    if not held or held[-1].ranged:
        return ()
    last = held[-1]
    if paragraph.folded.find(";", last.end, before) >= 0:
        return ()
    if len(held) > 1:
        between = paragraph.folded[held[-2].end : last.start]
        if words.attribute.fullmatch(between):
            return held[-2], last
    return (last,)


def _out_of(
    paragraph: Paragraph, sentence: int, amounts: Sequence[Amount], words: _Words
) -> Iterator[Enumeration]:
    """Lists whose whole stands first, as in: of 600 firms, 280 come from Asia, 190 from Europe."""
    end = paragraph.setting.sentences[sentence].end
    begin = paragraph.setting.sentences[sentence].start
    for whole in amounts[:-2]:
        if whole.transform != "level" or not words.out_of.search(
            paragraph.folded[max(begin, whole.start - 20) : whole.start]
        ):
            continue
        comma = paragraph.folded.find(",", whole.end, min(end, whole.end + _REACH))
        if comma < 0 or any(whole.end <= a.start < comma for a in amounts):
            continue
        found = _parts(paragraph, sentence, comma + 1, min(end, comma + _LIST), words)
        if found is not None and len(found[0]) > 1:
            parts, complete, loose, ones = found
            if parts[0].unit == whole.unit:
                yield Enumeration((whole,), parts, "out_of", complete, loose, ones, sentence)
