"""A count, those who joined, and the count after, as an article tells them one after the other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from cordiale.analysis.cues import cues
from cordiale.analysis.figuring import number
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import compare

RULE = "count_joined"

_REACH = 2
"""Paragraphs from a count on in which those who joined and the next count are told."""
_FAR = 2
"""A count so many times another is of something else."""
_FEWEST = 10
"""A count below this is of a handful, named one by one."""


@cache
def _joining(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(reckoning(language)['flows']['joining'])})\b")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    counts = [(paragraph, amount) for paragraph in article for amount in _counts(paragraph)]
    before: dict[str, tuple[Paragraph, Amount]] = {}
    joined: defaultdict[str, list[tuple[Paragraph, Amount]]] = defaultdict(list)
    for paragraph, amount in counts:
        head, _, new = paragraph.noun(amount)
        if new or _is_joining(paragraph, amount):
            # Only counts told just before can have been joined.
            near = paragraph.setting.ordinal - _REACH
            before = {noun: held for noun, held in before.items() if held[0].setting.ordinal >= near}
            for noun in before:
                joined[noun].append((paragraph, amount))
        elif head is not None and amount.value >= _FEWEST:
            if head in before and joined[head]:
                yield from _judge(before[head], joined[head], (paragraph, amount))
            before[head], joined[head] = (paragraph, amount), []


def _counts(paragraph: Paragraph) -> Iterator[Amount]:
    """The dated counts of a paragraph that statements hold."""
    sentences = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.fields.get("unit") == "count"
    }
    for sentence in sorted(sentences):
        for amount in paragraph.amounts(sentence):
            if amount.transform == "level" and amount.unit == "count" and not amount.ranged:
                if amount.bound == "=" and amount.status == "actual" and _period(amount) is not None:
                    yield amount


def _period(amount: Amount) -> tuple[date, date] | None:
    return None if amount.statement is None else amount.statement.period


def _is_joining(paragraph: Paragraph, amount: Amount) -> bool:
    """Whether the noun right behind a number is that of joining: 350 recruitments."""
    return _joining(paragraph.language).match(paragraph.folded, amount.end + 1) is not None


def _judge(
    first: tuple[Paragraph, Amount],
    joined: Sequence[tuple[Paragraph, Amount]],
    last: tuple[Paragraph, Amount],
) -> Iterator[Finding]:
    """The count before, with all who joined between the days of the two counts, against the count after."""
    (one, base), (other, after) = first, last
    low, high = _period(base), _period(after)
    if low is None or high is None or not low[1] < high[1]:
        return
    if other.setting.ordinal - one.setting.ordinal > _REACH:
        return
    at_end = (low[1].month, low[1].day) == (12, 31) and high[1].month == low[1].month
    if high[1].year - low[1].year > 1 or not at_end:
        return
    added = [held for held in joined if _is_between(held, low[1], high[1]) and _is_like(held, first)]
    if len(added) != 1 or (one is not other and not _is_one_noun(one.noun(base)[1], other.noun(after)[1])):
        return
    (beside, new) = added[0]
    made = base.printed + new.printed
    if after.value < base.value / _FAR or made.value > after.printed.value * _FAR or new.value > base.value:
        return
    outcome = compare(made, after.printed)
    text = _between(first, last)
    leaving = _leaving(text, one.language)
    kind: FindingKind = "derived"
    if outcome == "conflict":
        kind = "contradiction" if leaving == "nobody" else "tension"
        if leaving == "some":
            return
    yield _finding(kind, (first, (beside, new), last))


def _is_one_noun(left: frozenset[str], right: frozenset[str]) -> bool:
    return left <= right or right <= left


def _is_between(held: tuple[Paragraph, Amount], low: date, high: date) -> bool:
    period = _period(held[1])
    return period is not None and low < period[1] <= high and low < period[0]


def _is_like(held: tuple[Paragraph, Amount], counted: tuple[Paragraph, Amount]) -> bool:
    """Whether those who joined may be of the counted ones: told next to them, of the same measure or noun."""
    (paragraph, new), (one, base) = held, counted
    if paragraph is one:
        return True
    return paragraph.noun(new)[0] == one.noun(base)[0]


def _between(first: tuple[Paragraph, Amount], last: tuple[Paragraph, Amount]) -> str:
    (one, base), (other, after) = first, last
    end = other.setting.sentences[after.sentence].end
    start = one.setting.sentences[base.sentence].start
    return one.folded[start:end] if one is other else one.folded[start:] + " " + other.folded[:end]


def _leaving(text: str, language: str) -> str | None:
    """Whether ``some`` or ``nobody`` is said to have left; None where nothing is said."""
    denied = cues("stocks", "denied", language)
    found = [
        denied.has("denied", text, max(cue.start - _DENIED, 0), cue.start)
        for cue in cues("stocks", "exits", language).find(text)
    ]
    return None if not found else "nobody" if all(found) else "some"


_DENIED = 30
"""Characters before a word of leaving in which it is denied."""


def _finding(kind: FindingKind, told: Sequence[tuple[Paragraph, Amount]]) -> Finding:
    (one, base), (beside, new), (other, after) = told
    expected, period = base.value + new.value, _period(after)
    return Finding(
        kind=kind,
        rule=RULE,
        state="holds" if kind == "derived" else "fails",
        proofs=(one.proof(base, "before"), beside.proof(new, "added"), other.proof(after, "after")),
        values={
            "before": number(base.value),
            "added": number(new.value),
            "expected": number(expected),
            "after": number(after.value),
            "difference": number(abs(expected - after.value)),
        },
        weight=0.0 if kind == "derived" else round(abs(expected - after.value) / after.value, 4),
        subject=one.noun_text(base),
        parties=one.parties(base, new, after),
        at=None if period is None else period[1].isoformat(),
    )
