"""Flows of one passage whose periods stand in one another: a part of a year has no more than the year."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from cordiale.analysis.figuring import number, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.trade import scope_of
from cordiale.model import Finding
from cordiale.registers.intervals import compare
from cordiale.resolve.topics import item_words

RULE = "passage_period"

_FLOWS = frozenset(
    ("turnover", "exports", "imports", "production", "revenue", "deliveries", "trade_deals", "investment")
)
_WORD = re.compile(r"[a-z]{6,}")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        yield from _nested(paragraph)


def _flows(paragraph: Paragraph) -> Iterator[Amount]:
    sentences = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.fields.get("measure") in _FLOWS
    }
    for sentence in sorted(sentences):
        for amount in paragraph.amounts(sentence):
            if amount.transform == "level" and amount.measure in _FLOWS and not amount.ranged:
                if amount.role != "level_change" and amount.status in ("actual", "planned"):
                    yield amount


def _alike(paragraph: Paragraph, first: Amount, second: Amount) -> bool | None:
    """Whether two flows are told in the same words, and so of the same goods; None where hardly."""
    one, other = (_told(paragraph, amount) for amount in (first, second))
    same = 2 * len(one & other)
    return None if same < min(len(one), len(other)) else same >= max(len(one), len(other))


def _told(paragraph: Paragraph, amount: Amount) -> frozenset[str]:
    begin = paragraph.setting.sentences[amount.sentence].start
    return frozenset(_WORD.findall(paragraph.folded, begin, amount.start))


def _nested(paragraph: Paragraph) -> Iterator[Finding]:
    """A flow of a part of a period that is greater than the flow of the whole period."""
    groups: dict[tuple[object, ...], list[tuple[date, date, Amount]]] = defaultdict(list)
    for amount in _flows(paragraph):
        assert amount.statement is not None
        statement, period = amount.statement.statement, amount.statement.period
        if period is not None and amount.unit != "count":
            head = item_words(amount.statement.fields.get("item"))[0]
            key = (statement.parties, amount.unit, amount.measure, head, statement.orgs)
            groups[key].append((*period, amount))
    for held in groups.values():
        held.sort(key=lambda entry: (entry[0], -entry[1].toordinal(), entry[2].start))
        for (since, until, whole), (low, high, part) in pairwise(held):
            inside = since <= low and high <= until and (since, until) != (low, high)
            if not inside or part.value <= whole.value or compare(whole.printed, part.printed) != "conflict":
                continue
            if scope_of(paragraph, whole) != scope_of(paragraph, part) or whole.bound == "~":
                continue
            alike = _alike(paragraph, whole, part)
            if alike is None:
                continue
            sure = whole.status == part.status == "actual" and alike
            yield Finding(
                kind="contradiction" if sure else "tension",
                rule=RULE,
                state="exceeds",
                proofs=(paragraph.proof(whole, "total"), paragraph.proof(part, "part")),
                values={
                    "whole": number(whole.value),
                    "part": number(part.value),
                    "unit": whole.unit,
                    "of": unit_mark(whole.unit),
                    "whole_period": f"{since}/{until}",
                    "part_period": f"{low}/{high}",
                },
                weight=float(part.value / whole.value - 1) if whole.value else 0.0,
                parties=paragraph.parties(whole),
                at=until.isoformat(),
            )
