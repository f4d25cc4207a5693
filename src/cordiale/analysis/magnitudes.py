"""A figure in millions in a row of milliards: one level that is a thousand times off its neighbours."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cordiale.analysis.figuring import number, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding

RULE = "magnitude_in_row"

_SCALES = (1000.0, 0.001)
_NEAR = 2
"""The true value is within this factor of both its neighbours."""
_ALIKE = 5
"""The other figures of the row lie within this factor of each other."""
_FEWEST = 3
"""Figures that make a row, without the one that is off."""
_CODE = re.compile("[A-Z]{3}")


@cache
def _parting(language: str) -> re.Pattern[str]:
    words = reckoning(language)
    parting = [*words["parts"]["some"], *words["changes"]["yearly"], *words["rows"]["other"]]
    return re.compile(rf"\b(?:{alternation(parting)})\b")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        row = list(_row(paragraph))
        for index in range(1, len(row) - 1):
            found = _judge(paragraph, row, index)
            if found is not None:
                yield found


def _row(paragraph: Paragraph) -> Iterator[Amount]:
    """The levels of money of a paragraph, all of one measure; none where there are several measures."""
    wanted = sorted(
        {
            paragraph.setting.sentence_at(item.at.start)
            for item in paragraph.items
            if item.at is not None and item.statement.kind == "observation"
        }
    )
    levels = [
        amount
        for sentence in wanted
        for amount in paragraph.amounts(sentence)
        if amount.transform == "level" and _CODE.fullmatch(amount.unit) and not amount.ranged
    ]
    if len({(amount.unit, amount.measure) for amount in levels}) == 1:
        yield from levels


def _judge(paragraph: Paragraph, row: Sequence[Amount], index: int) -> Finding | None:
    told = row[index]
    others = [amount for at, amount in enumerate(row) if at != index]
    least, most = min(a.value for a in others), max(a.value for a in others)
    if len(others) < _FEWEST or least <= 0 or most > _ALIKE * least or told.value <= 0:
        return None
    before, after = row[index - 1], row[index + 1]
    if _parting(paragraph.language).search(paragraph.folded[before.end : after.start]):
        return None
    for scale in _SCALES:
        fits = told.value * scale
        if all(1 / _NEAR <= fits / beside.value <= _NEAR for beside in (before, after)):
            return Finding(
                kind="slip",
                rule=RULE,
                state="magnitude",
                proofs=(
                    paragraph.proof(told, "text"),
                    paragraph.proof(before, "before"),
                    paragraph.proof(after, "after"),
                ),
                values={
                    "told": number(told.value),
                    "before": number(before.value),
                    "after": number(after.value),
                    "fits": number(fits),
                    "of": unit_mark(told.unit),
                },
                weight=1.0,
                parties=paragraph.parties(told, before, after),
            )
    return None
