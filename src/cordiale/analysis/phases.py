"""Phases of a plan: what there is, what is added in each phase, and the totals that this makes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from cordiale.analysis.figuring import add, number
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding
from cordiale.registers.intervals import compare

RULE = "phases_of_plan"
DEADLINES = "targets_for_one_moment"

_REACH = 2
"""Sentences between the total of one phase and what the next ones add."""
_MOST = 20
"""Plans for one year that are compared with one for the end of the year before."""
_BEHIND, _AHEAD = 25, 30
"""Characters around a number in which the words stand by which it is added."""


@cache
def _added(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(reckoning(language)['flows']['added'])})\b")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    plans: list[tuple[Paragraph, Amount]] = []
    for paragraph in article:
        counts = list(_dated(paragraph))
        for index, first in enumerate(counts):
            if _is_added(paragraph, first) or first.status not in ("planned", "target"):
                continue
            plans.append((paragraph, first))
            steps = _steps(paragraph, first, counts[index + 1 :])
            if steps:
                yield _phases(paragraph, _base(paragraph, first, counts[:index]), first, steps)
    yield from _clashes(plans)


def _dated(paragraph: Paragraph) -> Iterator[Amount]:
    """The counts of a paragraph that have a period."""
    sentences = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.statement.kind == "observation" and item.fields["unit"] == "count"
    }
    for sentence in sorted(sentences):
        for amount in paragraph.amounts(sentence):
            item = amount.statement
            if item is not None and item.period is not None and amount.unit == "count" and not amount.ranged:
                if amount.transform == "level":
                    yield amount


def _period(amount: Amount) -> tuple[date, date]:
    assert amount.statement is not None and amount.statement.period is not None
    return amount.statement.period


def _is_added(paragraph: Paragraph, amount: Amount) -> bool:
    span = paragraph.setting.sentences[amount.sentence]
    behind = paragraph.folded[max(span.start, amount.start - _BEHIND) : amount.start]
    ahead = paragraph.folded[amount.end : min(span.end, amount.end + _AHEAD)].split(",")[0]
    added = _added(paragraph.language)
    return added.search(ahead) is not None or added.search(behind.rpartition(",")[2]) is not None


def _same(first: Amount, second: Amount) -> bool:
    assert first.statement is not None and second.statement is not None
    return (
        first.measure == second.measure
        and first.statement.statement.parties == second.statement.statement.parties
    )


def _steps(paragraph: Paragraph, first: Amount, after: Sequence[Amount]) -> list[Amount]:
    """What later phases add, each to begin after the one before."""
    steps: list[Amount] = []
    last = first
    for amount in after:
        if amount.sentence - last.sentence > _REACH or not _same(first, amount):
            break
        if not _is_added(paragraph, amount) or _period(amount)[0] <= _period(last)[1]:
            break
        steps.append(amount)
        last = amount
    return steps


def _base(paragraph: Paragraph, first: Amount, before: Sequence[Amount]) -> Amount | None:
    """What there was when the plan was told: the count right before, said to be so and smaller."""
    if not before:
        return None
    last = before[-1]
    near = first.sentence - last.sentence <= 1 and _same(last, first) and last.status == "actual"
    return last if near and last.value < first.value and not _is_added(paragraph, last) else None


def _phases(paragraph: Paragraph, base: Amount | None, first: Amount, steps: Sequence[Amount]) -> Finding:
    told = [first, *steps]
    totals = [add([a.printed for a in told[:end]]) for end in range(1, len(told) + 1)]
    proofs = [paragraph.proof(first, "first"), *(paragraph.proof(step, "part") for step in steps)]
    if base is not None:
        proofs.insert(0, paragraph.proof(base, "base"))
    return Finding(
        kind="derived",
        rule=RULE,
        state="cumulated",
        proofs=tuple(proofs),
        values={
            "base": None if base is None else number(base.value),
            "first": number(first.value),
            "added": [number(step.value) for step in steps],
            "totals": [number(float(total.value)) for total in totals],
            "ends": [_period(amount)[1].isoformat()[:4] for amount in told],
            "last": number(float(totals[-1].value)),
        },
        subject=paragraph.noun_text(first),
        parties=paragraph.parties(*told),
        at=_period(steps[-1])[1].isoformat(),
    )


def _clashes(plans: Sequence[tuple[Paragraph, Amount]]) -> Iterator[Finding]:
    """Two totals planned for what may be one moment: the end of a year, and "by" the year after."""
    by_year: dict[tuple[object, ...], list[tuple[Paragraph, Amount]]] = {}
    for paragraph, amount in plans:
        by_year.setdefault(_moment(amount, _period(amount)[0].year), []).append((paragraph, amount))
    for one, first in plans:
        for other, second in by_year.get(_moment(first, _period(first)[1].year + 1), ())[:_MOST]:
            if not _adjoin(first, second) or not _may_be_one(one, first, other, second):
                continue
            if compare(first.printed, second.printed) != "conflict" or first.value > second.value:
                continue
            yield Finding(
                kind="tension",
                rule=DEADLINES,
                state="differ",
                proofs=(one.proof(first, "first"), other.proof(second, "second")),
                values={
                    "first": number(first.value),
                    "second": number(second.value),
                    "first_date": _period(first)[1].isoformat(),
                    "second_date": _period(second)[0].isoformat()[:4],
                    "difference": number(second.value - first.value),
                },
                weight=abs(second.value / first.value - 1) if first.value else 0.0,
                subject=other.noun_text(second),
                parties=one.parties(first),
                at=_period(first)[1].isoformat(),
            )


def _moment(amount: Amount, year: int) -> tuple[object, ...]:
    assert amount.statement is not None
    return amount.measure, amount.statement.statement.parties, year


def _adjoin(first: Amount, second: Amount) -> bool:
    """Whether one is for the end of a year and the other for the next year as a whole."""
    (low, high), (since, until) = _period(first), _period(second)
    ends = (high.month, high.day) == (12, 31) and (high - low).days < 32
    year = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year
    return ends and year and since.year == high.year + 1


def _may_be_one(one: Paragraph, first: Amount, other: Paragraph, second: Amount) -> bool:
    """Whether both may count one thing: one noun, or one that is left out or abbreviated."""
    heads = {paragraph.noun(amount)[0] for paragraph, amount in ((one, first), (other, second))}
    return (
        None in heads or len(heads) == 1 or any(_is_short(p, a) for p, a in ((one, first), (other, second)))
    )


def _is_short(paragraph: Paragraph, amount: Amount) -> bool:
    words = paragraph.noun_text(amount).split()
    return bool(words) and words[0].isupper() and len(words[0]) > 1
