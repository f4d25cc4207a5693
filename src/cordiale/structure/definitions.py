"""Note definitions: where the page ends, at the end of an article, or between paragraphs."""

import re
from dataclasses import dataclass, field

from cordiale.model import Span
from cordiale.structure.lines import LONG_LINE, Layout, Line
from cordiale.structure.words import Words

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MAX_MISSING = 30
"""So many definitions in a row may be lost and the numbers still count as one series."""
MAX_NOTE_LINES = 14
"""A note longer than this is not one: the longest printed has nine lines (encoded URLs)."""
REACH = 6
"""Lines from the number within which a reference shows itself (label of an online source, URL, "//")."""

_NUMBER = re.compile(
    r"\\?\[\^?(?P<bracket>\d{1,4})\\?\]:? *|<sup> *(?P<html>\d{1,4}) *</sup> *|"
    r"\$?\^\{?(?P<caret>\d{1,4})\}?\^?\$? *|(?P<sup>[⁰¹²³⁴-⁹]{1,4}) *|"
    r"(?P<plain>\d{1,4})(?P<after>[.)_:]*[ \t_]*)"
)
_SLUG = re.compile(r"^(?:<?h ?t ?t ?p|<?www|URL ?:|- ?URL|- ?\d{4} ?\.|\d{4}\. ?- |\[)|^\S*[-/_%=]\S*[-/_%=]\S*|^\S+/>?\.?$|-\d{4} ?/?>?\.?$")
_COMPLETE = re.compile(r"(?:[^\s/]/|\.s?html?|\.pdf|\d{5,6} ?- ?\d{4}|>)\.?$|https?:\S{12,}$|[CСSPcсp] ?\. ?\d[\d -]*\.?$|\.shop$")
_OPEN = re.compile(r"(?:URL ?:?|[-–/:,]|\[\w*|\w)$")


@dataclass(slots=True)
class Definition:
    """A printed note: its number, the lines it takes, and the series (numbering from 1) it is of."""

    number: int
    lines: list[int]
    series: int = 0
    block: int = 0
    spans: tuple[Span, ...] = ()
    text: str = ""


@dataclass(slots=True)
class _Candidate:
    line: int
    number: int
    last: int
    score: float
    chain: float = 0.0
    previous: "_Candidate | None" = field(default=None, repr=False)
    series: int = 0


def read_number(text: str) -> tuple[int, int, bool] | None:
    """The note number a line starts with: ``(number, length of its mark, glued to the text)``.

    >>> read_number("140_Smith, J."), read_number("31These"), read_number("1985 was")
    ((140, 4, False), (31, 2, True), None)
    """
    match = _NUMBER.match(text)
    if match is None or match.end() >= len(text):
        return None
    digits = match["bracket"] or match["html"] or match["caret"] or match["sup"] or match["plain"]
    number = int(digits.translate(SUPERSCRIPTS))
    plain = match["plain"] is not None
    if not number or (plain and (number > 1500 or digits.startswith("0"))):
        return None
    rest = text[match.end()]
    if plain and rest.isdigit() or rest in "%,;/)":
        return None
    return number, match.end(), plain and not match["after"]


def starts_page(line: Line, layout: Layout) -> bool:
    """Whether the line is printed as the first of a page."""
    return line.feed or (layout.spaced_pages and 1 <= line.indent <= 3)


def find_definitions(lines: list[Line], layout: Layout, words: Words) -> list[Definition]:
    """The note definitions among the body lines, in order; their lines get the kind ``note``.

    A number at the head of a line may as well be text ("60 residents"), so candidates are scored
    by what only references print and by their place, and the best ascending chain is taken.
    """
    candidates = _candidates(lines, layout, words)
    chain = _best_chain(candidates)
    blocks = 0
    definitions: list[Definition] = []
    previous_end = -2
    for candidate in chain:
        if candidate.line != previous_end + 1:
            blocks += 1
        taken = list(range(candidate.line, candidate.last + 1))
        previous_end = candidate.last
        for index in taken:
            lines[index].kind = "note"
        definitions.append(Definition(candidate.number, taken, candidate.series, blocks))
    _attach_strays(lines, layout, words, definitions)
    for definition in definitions:
        first = lines[definition.lines[0]]
        spans = [Span(lines[index].start, lines[index].end) for index in definition.lines]
        definition.spans = _join_spans(spans)
        read = read_number(first.text)
        skip = read[1] if read else 0
        definition.text = " ".join(lines[index].text for index in definition.lines)[skip:].strip()
    return definitions


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
        if line.kind == "body" and (read := read_number(line.text[:40])) is not None:
            heads[index] = read
    candidates = []
    last_end, last_referenced = -2, False
    for index, (number, _, glued) in heads.items():
        line = lines[index]
        last = _extent(lines, index, layout, words, heads)
        window = lines[index : min(last, index + REACH) + 1]
        referenced = any(words.reference.search(entry.folded) for entry in window)
        before = lines[index - 1] if index else None
        follows_note = last_end == index - 1 and last_referenced
        score = 3.0 if referenced else -0.5
        apart = before is None or line.gap > layout.step or line.feed or line.rule or layout.style == "paragraphs"
        if follows_note:
            score += 1.5
        elif apart:
            score += 1.0
        elif before is not None and before.kind == "body" and before.length > 0.6 * layout.width:
            score -= 2.5 if before.text[-1] not in ".!?\"»" else 1.0
        if glued:
            score -= 2.0
        head = line.text[read[1] :][:1] if (read := heads[index]) else ""
        if not (head.isupper() or head in "\"«“„<[('") and not referenced:
            score -= 1.5
        if referenced and not (head.isupper() or head in "\"«“„<[('"):
            score -= 0.5
        if score > 0:
            candidates.append(_Candidate(index, number, last, score))
            last_end, last_referenced = last, referenced
    return candidates


def _extent(
    lines: list[Line], index: int, layout: Layout, words: Words, heads: dict[int, tuple[int, int, bool]]
) -> int:
    """The last line of the definition that starts at ``index``."""
    last = index
    text = lines[index].text
    loose = layout.style != "paragraphs"
    for following in range(index + 1, min(index + MAX_NOTE_LINES, len(lines))):
        line = lines[following]
        slug = bool(_SLUG.search(line.text)) and " " not in line.text.strip()[4:-8]
        slug = slug or line.text.startswith(("http", "<http", "www", "URL", "- URL", "- 20", "- 19"))
        if line.kind != "body" or line.rule:
            break
        if starts_page(line, layout) and not slug:
            break
        complete = _COMPLETE.search(text) is not None
        if following in heads and not slug:
            number = heads[following][0]
            if complete or number == (heads[index][0] + 1) or words.reference.search(line.folded):
                break
        if line.gap > 1:
            waiting = _OPEN.search(text) is not None and not complete
            if not slug and not (loose and waiting and _continues(lines, following, layout, words)):
                break
        elif complete and not slug and _is_prose(line, layout):
            break
        last, text = following, line.text
    return last


def _continues(lines: list[Line], index: int, layout: Layout, words: Words) -> bool:
    """Whether the line after a blank one still belongs to an open note: a reference is near."""
    window = lines[index : index + 2]
    return any(words.reference.search(line.folded) for line in window) and not starts_page(window[0], layout)


def _is_prose(line: Line, layout: Layout) -> bool:
    spaces = line.text.count(" ")
    return spaces >= 4 and "http" not in line.text and line.length / (spaces + 1) < 12


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
            owner, index = upcoming, upcoming.lines[-1] + 1
            upcoming, footing = next(queue, None), False
            continue
        footing = line.rule or (footing and not starts_page(line, layout) and line.gap == 1)
        if line.kind == "body" and line.length <= LONG_LINE and (footing or _is_stray(line, words)):
            line.kind = "note"
            if owner is not None and not _COMPLETE.search(lines[owner.lines[-1]].text):
                owner.lines.append(index)
            else:
                line.kind = "stray"
        index += 1


def _is_stray(line: Line, words: Words) -> bool:
    text = line.text
    if "[" in text and words.resource.search(line.folded):
        return True
    if "http" not in text and "www." not in text:
        return False
    return text.count(" ") <= 3 or text.startswith(("http", "www", "URL"))
