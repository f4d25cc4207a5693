"""Stocks and what is added to them: a count, the new ones, and the count after."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise

from cordiale.analysis.figuring import number
from cordiale.analysis.ordinals import COUNTED
from cordiale.analysis.paragraphs import Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, Placed, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, compare, figure_of
from cordiale.resolve.topics import Topic

BROUGHT = "new_and_total"
FLOW = "stock_and_flow"

_NEAR = timedelta(days=31)
"""A stock is one of the beginning or end of a period where its day is at most so far from it."""
_REACH = 2
"""Sentences between what was added and an undated count of all there were."""
_EXACT = 45
"""Days of the longest period that is the day of a stock."""
_GAP = 130
"""Characters between what was added and the total that this made."""
_MOST = 50
"""Counts of one thing about one day that are looked at."""
_FAR = 2
"""A sum off by more than this factor is not of the same things."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A count as of a day."""

    day: date
    item: Placed
    printed: Printed


class Stocks:
    """The dated counts of a ledger by what they are of: measure, institution, places, noun."""

    def __init__(self, holdings: Holdings) -> None:
        self._topics = holdings.topics
        held: dict[Key, list[Stock]] = defaultdict(list)
        for item in holdings.of_kind("observation"):
            topic = holdings.topic(item)
            stock = _stock(item, topic)
            if stock is not None and topic.subject is not None:
                held[_key(topic, topic.head)].append(stock)
        self._held: dict[Key, tuple[list[Stock], list[date], list[Fraction]]] = {}
        for key, stocks in held.items():
            stocks.sort(key=lambda s: (s.day, s.item.document, s.item.start))
            greatest = list(accumulate((stock.printed.value for stock in stocks), max))
            self._held[key] = stocks, [stock.day for stock in stocks], greatest

    def topic(self, item: Placed) -> Topic:
        """What a statement is about."""
        return self._topics[item.id]

    def near(self, topic: Topic, day: date) -> Stock | None:
        """The count of the same things as of about ``day``; None where none is told, or several differ."""
        found: list[Stock] = []
        before = Fraction(0)
        for head in dict.fromkeys((topic.head, None)):
            stocks, days, greatest = self._held.get(_key(topic, head), ([], [], []))
            low, high = bisect_left(days, day - _NEAR), bisect_right(days, day + _NEAR)
            found += stocks[low : min(high, low + _MOST)]
            before = max(before, greatest[low - 1] if low else Fraction(0))
        if not found:
            return None
        nearest = min(abs(stock.day - day) for stock in found)
        alike = [stock for stock in found if abs(stock.day - day) == nearest]
        best = min(alike, key=lambda s: (s.item.fields["bound"] != "=", s.item.document, s.item.start))
        if best.printed.value * _FAR < before:  # so great a fall is a count of something else
            return None
        return None if any(compare(best.printed, s.printed) == "conflict" for s in alike) else best


Key = tuple[str | None, str | None, tuple[str, ...], str | None]


def _key(topic: Topic, head: str | None) -> Key:
    return topic.subject, topic.measure, topic.parties, head


def _stock(item: Placed, topic: Topic) -> Stock | None:
    """The statement as a count of a day: actual, of things counted, no addition, its time exact."""
    fields = item.fields
    if fields.get("unit") != "count" or fields.get("transform") != "level" or topic.increment:
        return None
    if item.statement.status != "actual" or topic.measure not in COUNTED or item.period is None:
        return None
    since, until = item.period
    figure = figure_of(item)
    if figure is None or (until - since).days > _EXACT or isinstance(fields["value"], list):
        return None
    return Stock(until, item, figure)


def find_in(article: Sequence[Paragraph], stocks: Stocks) -> Iterator[Finding]:
    """The findings of one article; ``stocks`` are the counts of the whole ledger."""
    for paragraph in article:
        for item in paragraph.items:
            if item.statement.kind == "observation" and _is_flow(item, stocks.topic(item)):
                yield from _flow(paragraph, item, stocks)
        for sentence in range(len(paragraph.setting.sentences)):
            yield from _brought(paragraph, sentence)


def _is_flow(item: Placed, topic: Topic) -> bool:
    fields = item.fields
    counted = fields["unit"] == "count" and fields["transform"] == "level" and topic.measure in COUNTED
    return counted and topic.increment and topic.subject is not None and item.period is not None


def _flow(paragraph: Paragraph, item: Placed, stocks: Stocks) -> Iterator[Finding]:
    """The count before and what came on top of it make the count after."""
    topic, figure = stocks.topic(item), figure_of(item)
    assert item.period is not None
    since, until = item.period
    if figure is None or isinstance(item.fields["value"], list):
        return
    start = since - timedelta(days=1)
    before = _beside(paragraph, item, stocks, start, back=True) or stocks.near(topic, start)
    after = stocks.near(topic, until) or _beside(paragraph, item, stocks, until, back=False)
    told = [stock.item.id for stock in (before, after) if stock is not None]
    if not told or item.id in told or len(told) > len(set(told)):
        return
    if before is not None and after is not None:
        expected = before.printed + figure
        if not 1 / _FAR < float(expected.value / after.printed.value) < _FAR:
            return
    yield _finding(item, figure, before, after)


def _beside(paragraph: Paragraph, item: Placed, stocks: Stocks, day: date, *, back: bool) -> Stock | None:
    """The undated count that the paragraph gives right before or after what was added, as of ``day``."""
    topic = stocks.topic(item)
    assert item.period is not None and item.at is not None
    mine = paragraph.setting.sentence_at(item.at.start)
    for other in reversed(paragraph.items) if back else paragraph.items:
        if other.at is None or other.statement.kind != "observation" or other.id == item.id:
            continue
        if (other.at.start < item.at.start) is not back:
            continue
        its = stocks.topic(other)
        same = its.subject == topic.subject and its.measure == topic.measure and its.head == topic.head
        plain = other.fields["unit"] == "count" and other.fields["transform"] == "level" and not its.increment
        if not (same and plain and other.statement.status == "actual" and other.period is None):
            continue
        figure, near = figure_of(other), abs(paragraph.setting.sentence_at(other.at.start) - mine) <= _REACH
        if figure is None or not near or other.said != item.period[0].year:
            return None
        return Stock(day, other, figure)
    return None


def _finding(item: Placed, added: Printed, before: Stock | None, after: Stock | None) -> Finding:
    proofs = [proof_of(item, "added")]
    if before is not None:
        proofs.insert(0, proof_of(before.item, "before"))
    if after is not None:
        proofs.append(proof_of(after.item, "after"))
    values = {
        "before": None if before is None else before.printed,
        "added": added,
        "expected": None if before is None else before.printed + added,
        "after": None if after is None else after.printed,
    }
    state, gap = "expected" if item.statement.status == "actual" else "planned", 0.0
    if after is not None and values["expected"] is None:
        state, values["before"] = "before", after.printed - added
    elif after is not None and values["expected"] is not None:
        agrees = compare(values["expected"], after.printed) != "conflict"
        state, gap = (
            ("holds", 0.0) if agrees else ("differs", float(after.printed.value - values["expected"].value))
        )
    return Finding(
        kind="tension" if state == "differs" else "derived",
        rule=FLOW,
        state=state,
        proofs=tuple(proofs),
        values={
            **{name: None if told is None else number(float(told.value)) for name, told in values.items()},
            "difference": number(abs(gap)),
        },
        weight=abs(gap) / float(added.value) if gap else 0.0,
        subject=str(item.fields.get("item") or ""),
        parties=item.statement.parties,
        at=item.fields.get("to"),
    )


@cache
def _brings(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(reckoning(language)['flows']['bringing'])})\b")


@cache
def _bringing(language: str) -> re.Pattern[str]:
    words = reckoning(language)
    small = alternation(words["parts"]["before_number"])
    flows = words["flows"]
    return re.compile(
        rf"[^;]*?\b(?:{alternation(flows['bringing'])})\b[^.;:]*?\b(?:{alternation(flows['total'])})\b"
        rf"[^.;:\d]{{0,40}}(?:(?:{small})[ ']+)*"
    )


def _brought(paragraph: Paragraph, sentence: int) -> Iterator[Finding]:
    """How many there were, as in: 300 new firms, bringing the total to 5,218."""
    span = paragraph.setting.sentences[sentence]
    if _brings(paragraph.language).search(paragraph.folded, span.start, span.end) is None:
        return
    counts = [
        a
        for a in paragraph.amounts(sentence)
        if a.transform == "level" and a.unit == "count" and not a.ranged and a.bound == "="
    ]
    for added, total in pairwise(counts):
        between = paragraph.folded[added.end : total.start]
        if len(between) > _GAP or not _bringing(paragraph.language).fullmatch(between):
            continue
        if not paragraph.noun(added)[2] or added.value >= total.value:
            continue
        yield Finding(
            kind="derived",
            rule=BROUGHT,
            state="before",
            proofs=(paragraph.proof(added, "added"), paragraph.proof(total, "total")),
            values={
                "added": number(added.value),
                "total": number(total.value),
                "before": number(total.value - added.value),
            },
            subject=paragraph.noun_text(added),
            parties=paragraph.parties(added, total),
            at=None if total.statement is None else total.statement.fields.get("to"),
        )
