"""An order that a sentence tells, against its figures: who stands before another has no less."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from cordiale.analysis.figuring import day_of, number, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding
from cordiale.registers.intervals import compare

RULE = "order_and_values"

_GAP = 70
"""Characters between two figures of one order."""
_FAR = 20
"""A figure so many times another is of something else."""


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = reckoning(language)["orders"]
    return (
        re.compile(rf"\b(?:{alternation(data['before'])})\b"),
        re.compile(rf"\b(?:{alternation(data['apart'])})\b|\b(?:19|20)\d\d\b"),
    )


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            levels = [a for a in paragraph.amounts(sentence) if a.transform == "level" and not a.ranged]
            for first, second in pairwise(levels):
                if first.unit == second.unit and _is_ordered(paragraph, first, second):
                    found = _judge(paragraph, first, second)
                    if found is not None:
                        yield found


def _is_ordered(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    before, apart = _words(paragraph.language)
    between = paragraph.folded[first.end : second.start]
    told = len(between) <= _GAP and before.search(between) is not None
    return told and apart.search(between) is None and first.status == second.status


def _judge(paragraph: Paragraph, first: Amount, second: Amount) -> Finding | None:
    if not first.value > 0 or not second.value > 0 or max(first.value, second.value) > _FAR * first.value:
        return None
    fails = second.value > first.value and compare(first.printed, second.printed) == "conflict"
    if fails and (first.bound == ">" or second.bound == "<"):
        return None
    return Finding(
        kind="contradiction" if fails else "derived",
        rule=RULE,
        state="fails" if fails else "holds",
        proofs=(paragraph.proof(first, "first"), paragraph.proof(second, "second")),
        values={"first": number(first.value), "second": number(second.value), "of": unit_mark(first.unit)},
        weight=round(second.value / first.value - 1, 4) if fails else 0.0,
        subject=paragraph.noun_text(first),
        parties=paragraph.parties(first, second),
        at=day_of(first),
    )
