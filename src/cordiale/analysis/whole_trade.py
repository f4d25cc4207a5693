"""A place's trade with everybody: whether it is as great as its trade with one partner makes it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cordiale.analysis.figuring import day_of, number, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding
from cordiale.vocabulary.places import find_places

WHOLE = "trade_with_everybody"

_PART = 0.2
"""A partner that is not among the main ones has no such part of a place's trade."""
_TRUE_PART = 0.05
"""And at most this part once the misprint is put right."""
_APART = 6
"""Years between a place's whole trade and that with one partner, at most."""


@cache
def _everybody(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = reckoning(language)["slips"]
    return (
        re.compile(rf"\b(?:{alternation(data['everybody'])})\b"),
        re.compile(rf"\b(?:{alternation(data['main_partners'])})\b"),
    )


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    trades = [
        (paragraph, amount)
        for paragraph in article
        for sentence in _trading(paragraph)
        for amount in paragraph.amounts(sentence)
        if amount.measure == "turnover" and amount.transform == "level" and amount.statement is not None
    ]
    for paragraph, whole in trades:
        partners = _main_partners(paragraph, whole)
        if not partners:
            continue
        for other, part in trades:
            if part.value < whole.value and _is_absurd(whole, part, partners):
                yield _too_small(paragraph, whole, other, part)
                break


def _trading(paragraph: Paragraph) -> list[int]:
    found = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.fields.get("measure") == "turnover"
    }
    return sorted(found)


def _main_partners(paragraph: Paragraph, whole: Amount) -> frozenset[str]:
    """The countries named as main partners right before a place's whole trade; empty for other figures."""
    everybody, main = _everybody(paragraph.language)
    span = paragraph.setting.sentences[whole.sentence]
    if not everybody.search(paragraph.folded, span.start, whole.start):
        return frozenset()
    start = paragraph.setting.sentences[max(whole.sentence - 1, 0)].start
    cue = main.search(paragraph.folded, start, whole.start)
    if cue is None:
        return frozenset()
    end = span.start if cue.end() < span.start else whole.start
    named = find_places(
        paragraph.text[cue.end() : end], paragraph.folded[cue.end() : end], paragraph.language
    )
    return frozenset(mention.code for mention in named if "-" not in mention.code and ":" not in mention.code)


def _is_absurd(whole: Amount, part: Amount, partners: frozenset[str]) -> bool:
    """Whether a partner that is not a main one would have a part of the whole that only such a one has."""
    assert whole.statement is not None and part.statement is not None
    own, both = whole.statement.statement.parties, part.statement.statement.parties
    place = [code for code in own if "-" in code or ":" in code] or list(own[:1])
    outside = [code for code in both if code not in place and code.split("-")[0] not in partners]
    if len(place) != 1 or place[0] not in both or len(outside) != 1 or whole.unit != part.unit:
        return False
    years = [item.period[0].year for item in (whole.statement, part.statement) if item.period is not None]
    near = len(years) == 2 and abs(years[0] - years[1]) <= _APART
    share = part.value / whole.value if whole.value else 0.0
    return near and part.status == "actual" and share >= _PART and share / 1000 <= _TRUE_PART


def _too_small(paragraph: Paragraph, whole: Amount, other: Paragraph, part: Amount) -> Finding:
    return Finding(
        kind="slip",
        rule=WHOLE,
        state="too_small",
        proofs=(paragraph.proof(whole, "total"), other.proof(part, "part")),
        values={
            "total": number(whole.value),
            "part": number(part.value),
            "share": number(round(100 * part.value / whole.value)),
            "fits": number(whole.value * 1000),
            "unit": whole.unit,
            "of": unit_mark(whole.unit),
        },
        weight=part.value / whole.value,
        parties=paragraph.parties(whole, part),
        at=day_of(whole),
    )
