"""Numbers that cannot be as printed: years beyond their text, years and groups with digits too many."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cordiale.analysis.paragraphs import Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, Placed
from cordiale.vocabulary import load_yaml

YEAR = "impossible_year"
GROUPS = "note_in_groups"
RANGE = "reversed_range"

_PERIOD = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)( ?[-–] ?| a | et )((?:19|20)\d{3})(?![\w/-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-]|[.,]\d)")
_FAR = re.compile(r"(?<![\w/.,-])2(?:0[7-9]|[1-9]\d)\d(?![\w/-]|[.,]\d)")
_GROUPED = re.compile(r"(?<![\w.,/°-])(?<!\d )(\d{1,3}(?: \d{3})*) (\d{3})([1-9]\d{0,2})(?= [a-z])")
_LONGEST = 30
"""Years of the longest period of a plan."""
_AHEAD = 60
"""Years after those of its text that a year is no plan's any more."""
_SOON = 15
"""Years after its text that a misprinted year may have meant."""
_OLDEST = 1900
_BEFORE = 12
"""Characters before a year in which its month stands."""


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    notes = sorted(
        (item.start, int(item.statement.cite))
        for paragraph in article
        for item in paragraph.items
        if item.statement.cite is not None and item.statement.cite.isdecimal()
    )
    said = _said(article)
    for paragraph in article:
        yield from _periods(paragraph)
        if said is not None:
            yield from _years(paragraph, said)
        yield from _grouped(paragraph, notes)
        yield from _ranges(paragraph)


def _periods(paragraph: Paragraph) -> Iterator[Finding]:
    """A period whose second year has a digit too many."""
    for match in _PERIOD.finditer(paragraph.folded):
        first = int(match[1])
        fits = [int(match[3][:at] + match[3][at + 1 :]) for at in range(len(match[3]) - 1, -1, -1)]
        likely = next((year for year in fits if 0 < year - first <= _LONGEST), None)
        if likely is not None:
            values = {"told": match[1] + match[2] + match[3], "fits": f"{first}-{likely}"}
            yield _slip(paragraph, (YEAR, "period"), match.span(), values)


def _said(article: Sequence[Paragraph]) -> int | None:
    """The year of an article; where its last year is itself far ahead of all others, that of the others."""
    told = sorted({int(year) for paragraph in article for year in _YEAR.findall(paragraph.folded)})
    while len(told) > 1 and told[-1] - told[-2] > _AHEAD // 2:
        told.pop()
    written = article[0].first.said if article else None
    latest = told[-1] if told else None
    return written if written is not None and (latest is None or written <= latest + _SOON) else latest


def _years(paragraph: Paragraph, said: int) -> Iterator[Finding]:
    """A year far beyond its text, which is a likely one with two neighbouring digits put right."""
    for match in _FAR.finditer(paragraph.folded):
        if int(match[0]) <= said + _AHEAD or match[0].endswith("0"):
            continue
        before = paragraph.folded[max(match.start() - _BEFORE, 0) : match.start()]
        dated = _dating(paragraph.language).search(before) is not None
        if not dated and not any(_is_dated(item, match[0]) for item in paragraph.items):
            continue
        likely = [year for year in _turned(match[0]) if _OLDEST < year <= said + _SOON]
        if likely:
            fits = min(likely, key=lambda year: (abs(year - said), year))
            yield _slip(
                paragraph,
                (YEAR, "beyond"),
                match.span(),
                {"told": match[0], "fits": str(fits), "said": str(said)},
            )


@cache
def _dating(language: str) -> re.Pattern[str]:
    """A month right before a number makes it a year."""
    months = load_yaml(f"languages/{language}/periods.yml")["classes"]["month"]
    return re.compile(rf"\b(?:{alternation(list(months))}) $")


def _is_dated(item: Placed, year: str) -> bool:
    """Whether a statement was read as of that year: the number is no other quantity."""
    return any(str(item.fields.get(name) or "")[:4] == year for name in ("date", "from", "to"))


def _turned(year: str) -> Iterator[int]:
    for at in range(len(year) - 1):
        yield int(year[:at] + year[at + 1] + year[at] + year[at + 2 :])


@cache
def _spread(language: str) -> re.Pattern[str]:
    words = reckoning(language)["ranges"]
    verbs, between = alternation(words["verbs"]), alternation(words["between"])
    low, high = alternation(words["from"]), alternation(words["to"])
    number = r"(\d{1,3}(?:,\d+)?)"
    spread = rf"(?:{verbs}) (?:{low}) {number} (?:{high}) {number}"
    bounds = rf"(?:{between}) {number} (?:{words['and']}) {number}"
    return re.compile(rf"\b(?:{spread}|{bounds})(?![\d,.]\d| ?%)(?= [a-z])")


def _ranges(paragraph: Paragraph) -> Iterator[Finding]:
    """A spread whose lower bound is the greater one: it takes from 30 to 12 days."""
    for match in _spread(paragraph.language).finditer(paragraph.folded):
        low, high = [held for held in match.groups() if held is not None]
        if float(low.replace(",", ".")) > float(high.replace(",", ".")):
            start = match.start(1) if match[1] is not None else match.start(3)
            values = {"told": f"{low} – {high}", "fits": f"{high} – {low}"}
            yield _slip(paragraph, (RANGE, "reversed"), (start, match.end()), values)


def _grouped(paragraph: Paragraph, notes: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """A figure in groups of three digits whose last group has more, which may be the number of a note."""
    for match in _GROUPED.finditer(paragraph.folded):
        place = paragraph.words(*match.span(), "text").start
        at, note = bisect_left(notes, (place, 0)), int(match[3])
        before = notes[at - 1][1] if at else 0
        after = next((number for _, number in notes[at:] if number > before), None)
        if before < note and (after is None or note < after):
            values = {"told": match[0], "note": match[3], "fits": f"{match[1]} {match[2]}"}
            yield _slip(paragraph, (GROUPS, "fused"), match.span(), values)


def _slip(
    paragraph: Paragraph, rule: tuple[str, str], place: tuple[int, int], values: Mapping[str, object]
) -> Finding:
    return Finding(
        kind="slip",
        rule=rule[0],
        state=rule[1],
        proofs=(paragraph.words(*place, "text"),),
        values=values,
        weight=1.0,
        subject=paragraph.text[slice(*place)],
        parties=paragraph.first.statement.parties,
    )
