"""Likely misprints that a passage gives away: years out of order, days that are none, notes in figures."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cordiale.analysis.figuring import number
from cordiale.analysis.paragraphs import Paragraph
from cordiale.analysis.reckoning import alternation
from cordiale.model import Finding, Placed, proof_of
from cordiale.vocabulary import load_yaml

YEARS = "years_out_of_order"
DAY = "day_of_no_month"
NOTE = "note_in_figure"

_ORDER = re.compile(r"(?<![\w/.-])((?:19|20)\d\d) ?- ?((?:19|20)\d\d)(?![\w/.-]*[\w/-])")
_FUSED = re.compile(r"(?<![\w/.-])(20[0-4]\d)(20[0-4]\d)(?![\w/-])")
_LONGEST = 30
"""Years of the longest period of a plan; what would be longer turned round is a code."""
_LEAP = 2024
_FEW = 15
"""Notes missing between two that are found, at most, for one of them to stand in a figure between."""


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        yield from _years(paragraph)
        yield from _days(paragraph)
    yield from _notes(article)


def _slip(
    paragraph: Paragraph, rule: str, state: str, place: tuple[int, int], values: Mapping[str, object]
) -> Finding:
    return Finding(
        kind="slip",
        rule=rule,
        state=state,
        proofs=(paragraph.words(*place, "text"),),
        values=values,
        weight=1.0,
        subject=paragraph.text[slice(*place)],
        parties=paragraph.first.statement.parties,
    )


def _years(paragraph: Paragraph) -> Iterator[Finding]:
    """Periods that end before they begin, and periods whose dash is lost."""
    for match in _ORDER.finditer(paragraph.folded):
        first, last = int(match[1]), int(match[2])
        if first > last and first - last <= _LONGEST:
            values = {"told": f"{first}-{last}", "fits": f"{last}-{first}"}
            yield _slip(paragraph, YEARS, "reversed", match.span(), values)
    for match in _FUSED.finditer(paragraph.folded):
        first, last = int(match[1]), int(match[2])
        if 0 < last - first <= _LONGEST:
            yield _slip(
                paragraph, YEARS, "fused", match.span(), {"told": match[0], "fits": f"{first}-{last}"}
            )


@cache
def _dates(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    months = load_yaml(f"languages/{language}/periods.yml")["classes"]["month"]
    return re.compile(rf"(?<![\w,.-])(\d\d) ({alternation(list(months))})\b"), months


def _days(paragraph: Paragraph) -> Iterator[Finding]:
    """A day that its month does not have."""
    pattern, months = _dates(paragraph.language)
    for match in pattern.finditer(paragraph.folded):
        last = monthrange(_LEAP, months[match[2]])[1]
        if last < int(match[1]) <= max(31, last):
            yield _slip(
                paragraph, DAY, "no_day", match.span(), {"told": match[0], "fits": f"{last} {match[2]}"}
            )


def _notes(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """A figure that ends in the number of the note missing there, and without it is told elsewhere."""
    items = [
        item for paragraph in article for item in paragraph.items if item.statement.kind == "observation"
    ]
    told: dict[tuple[object, ...], Placed] = {}
    for item in items:
        if not isinstance(item.fields["value"], list):
            told.setdefault((*_about(item), number(item.fields["value"])), item)
    for item, low, high in _between_notes(items):
        for missing in range(low + 1, high):
            found = _without(item, str(missing))
            if found is None:
                continue
            like = told.get((*_about(item), number(found)))
            if like is not None and like.id != item.id:
                yield Finding(
                    kind="slip",
                    rule=NOTE,
                    state="fused",
                    proofs=(proof_of(item, "text"), proof_of(like, "second")),
                    values={
                        "told": number(item.fields["value"]),
                        "note": str(missing),
                        "fits": number(found),
                    },
                    weight=item.fields["value"] / found,
                    subject=str(item.fields.get("item") or ""),
                    parties=item.statement.parties,
                    at=item.fields.get("to"),
                )
                break


def _about(item: Placed) -> tuple[object, ...]:
    fields = item.fields
    return fields["measure"], fields["transform"], fields["unit"], item.statement.parties


def _between_notes(items: Sequence[Placed]) -> Iterator[tuple[Placed, int, int]]:
    """Each figure without a note of its own, with the numbers of the notes found before and after it."""
    numbers = [
        (i.start, int(i.statement.cite)) for i in items if i.statement.cite and i.statement.cite.isdecimal()
    ]
    numbers.sort()
    at = 0
    for item in sorted(items, key=lambda i: i.start):
        while at < len(numbers) and numbers[at][0] < item.start:
            at += 1
        if (
            item.statement.cite is not None
            or isinstance(item.fields["value"], list)
            or not 0 < at < len(numbers)
        ):
            continue
        low, high = numbers[at - 1][1], numbers[at][1]
        if 1 < high - low <= _FEW:
            yield item, low, high


def _without(item: Placed, note: str) -> float | None:
    """The value of a figure whose last digits were a note's number; None where they are not."""
    printed = re.search(r"\d[\d\s.,]*", item.statement.evidence.quote)
    if printed is None:
        return None
    digits = re.sub(r"\s", "", printed[0]).rstrip(".,").replace(",", ".")
    rest = digits[: -len(note)].rstrip(".")
    if (
        not digits.endswith(note)
        or not rest
        or digits.count(".") > 1
        or float(digits) == 0
        or float(rest) == 0
    ):
        return None
    return float(float(rest) * item.fields["value"] / float(digits))
