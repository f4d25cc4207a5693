"""Stocks and what is added to them: a count, the new ones, and the count after; the n-th of what is counted."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.parts import number
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, Placed, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, compare, figure_of
from cordiale.resolve.topics import Topic, singular

BROUGHT = "new_and_total"
FLOW = "stock_and_flow"
ORDINAL = "ordinal_and_count"

_NEAR = timedelta(days=31)
"""A stock is one of the beginning or end of a period where its day is at most so far from it."""
_REACH = 2
"""Sentences between what was added and an undated count of all there were."""
_EXACT = 45
"""Days of the longest period that is the day of a stock."""
_COUNTED = frozenset(("entities", "stock", "participants", "jobs"))
_GAP = 130
"""Characters between what was added and the total that this made."""
_ORDINAL = re.compile(r"(?<![\w.,])(\d{2,5}) ?(?:e|eme|ieme|er|ere)s? ([a-z-]{4,})")
_FAR = 2
"""A sum off by more than this factor is not of the same things."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A count as of a day."""

    day: date
    item: Placed
    printed: Printed


class Stocks:
    """The dated counts of a ledger by what they are of: measure, institution, places."""

    def __init__(self, holdings: Holdings) -> None:
        self._topics = holdings.topics
        held: dict[tuple[object, ...], list[Stock]] = defaultdict(list)
        for item in holdings.of_kind("observation"):
            topic = holdings.topic(item)
            stock = _stock(item, topic)
            if stock is not None and topic.subject is not None:
                held[_key(topic)].append(stock)
        self._held = {key: sorted(stocks, key=lambda s: (s.day, s.item.id)) for key, stocks in held.items()}

    def topic(self, item: Placed) -> Topic:
        """What a statement is about."""
        return self._topics[item.id]

    def near(self, topic: Topic, day: date) -> Stock | None:
        """The count of the same things as of about ``day``; None where there is none, or several that differ."""
        stocks = [
            s for s in self._held.get(_key(topic), ()) if _heads_agree(self.topic(s.item).head, topic.head)
        ]
        days = [stock.day for stock in stocks]
        low, high = bisect_left(days, day - _NEAR), bisect_right(days, day + _NEAR)
        if low == high:
            return None
        nearest = min(abs(stock.day - day) for stock in stocks[low:high])
        alike = [stock for stock in stocks[low:high] if abs(stock.day - day) == nearest]
        best = min(alike, key=lambda s: (s.item.fields["bound"] != "=", s.item.document, s.item.start))
        before = max((stock.printed.value for stock in stocks[:low]), default=Fraction(0))
        if best.printed.value * _FAR < before:  # so great a fall is a count of something else
            return None
        return None if any(compare(best.printed, s.printed) == "conflict" for s in alike) else best


def _key(topic: Topic) -> tuple[object, ...]:
    return topic.subject, topic.measure, topic.parties


def _heads_agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _stock(item: Placed, topic: Topic) -> Stock | None:
    """The statement as a count of a day: actual, of things counted, no addition, its time exact."""
    fields = item.fields
    if fields.get("unit") != "count" or fields.get("transform") != "level" or topic.increment:
        return None
    if item.statement.status != "actual" or topic.measure not in _COUNTED or item.period is None:
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
        yield from _ordinals(paragraph, article)


def _is_flow(item: Placed, topic: Topic) -> bool:
    fields = item.fields
    counted = fields["unit"] == "count" and fields["transform"] == "level" and topic.measure in _COUNTED
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
    """The undated count that the paragraph itself gives right before or after what was added, as of ``day``."""
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
def _bringing(language: str) -> re.Pattern[str]:
    words = reckoning(language)
    small = alternation(words["parts"]["before_number"])
    flows = words["flows"]
    return re.compile(
        rf"[^;]*\b(?:{alternation(flows['bringing'])})\b[^.;:]*\b(?:{alternation(flows['total'])})\b"
        rf"[^.;:\d]{{0,40}}(?:(?:{small})[ ']+)*"
    )


def _brought(paragraph: Paragraph, sentence: int) -> Iterator[Finding]:
    """ "300 new firms, bringing the total to 5,218": how many there were."""
    if not _bringing(paragraph.language).search(paragraph.setting.sentences[sentence].of(paragraph.folded)):
        return
    counts = [
        a
        for a in paragraph.amounts(sentence)
        if a.transform == "level" and a.unit == "count" and not a.ranged and a.bound == "="
    ]
    for added, total in zip(counts, counts[1:], strict=False):
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


def _ordinals(paragraph: Paragraph, article: Sequence[Paragraph]) -> Iterator[Finding]:
    """ "The 99th resident" between the counts of residents that the article gives."""
    for match in _ORDINAL.finditer(paragraph.folded):
        place, noun = int(match[1]), singular(match[2])
        counts = list(_counts_of(article, noun))
        if not counts:
            continue
        below = max((c for c in counts if c[1].value < place), key=lambda c: c[1].value, default=None)
        above = min((c for c in counts if c[1].value >= place), key=lambda c: c[1].value, default=None)
        if below is None and above is None:
            continue
        proofs = [paragraph.words(match.start(), match.end(), "ordinal")]
        proofs += [held.proof(amount, role) for role, (held, amount) in _sides(below, above)]
        state = "holds" if below and above else "within" if above else "beyond"
        if state != "holds" and not _close(place, below, above):
            continue
        yield Finding(
            kind="derived",
            rule=ORDINAL,
            state=state,
            proofs=tuple(proofs),
            values={
                "ordinal": place,
                "below": None if below is None else number(below[1].value),
                "above": None if above is None else number(above[1].value),
                "noun": match[2],
            },
            subject=paragraph.text[match.start() : match.end()],
            parties=paragraph.first.statement.parties,
        )


def _sides(
    below: tuple[Paragraph, Amount] | None, above: tuple[Paragraph, Amount] | None
) -> Iterator[tuple[str, tuple[Paragraph, Amount]]]:
    if below is not None:
        yield "before", below
    if above is not None:
        yield "after", above


def _close(
    place: int, below: tuple[Paragraph, Amount] | None, above: tuple[Paragraph, Amount] | None
) -> bool:
    """Whether the one count there is may be of the same things: within a factor of two."""
    told = below or above
    return told is not None and 1 / _FAR < told[1].value / place < _FAR


def _counts_of(article: Sequence[Paragraph], noun: str) -> Iterator[tuple[Paragraph, Amount]]:
    """The counts of a noun in an article that are of all there were, not of new ones."""
    for paragraph in article:
        sentences = {
            paragraph.setting.sentence_at(item.at.start)
            for item in paragraph.items
            if item.at is not None and item.fields.get("measure") in _COUNTED
        }
        for sentence in sorted(sentences):
            text = paragraph.setting.sentences[sentence].of(paragraph.folded)
            for amount in paragraph.amounts(sentence):
                if (
                    amount.transform != "level"
                    or amount.unit != "count"
                    or amount.status != "actual"
                    or amount.ranged
                ):
                    continue
                if amount.measure not in _COUNTED:
                    continue
                head, _, increment = paragraph.noun(amount)
                named = head == noun or (
                    head is None and re.search(rf"\b{re.escape(noun)}s?\b", text) is not None
                )
                if named and not increment:
                    yield paragraph, amount
