"""Which side of a trade a sum is: sold, bought, both, or the difference, by the words of its clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.vocabulary.places import find_places

_FIGURES = ("turnover", "exports", "imports", "balance")
_SIDES = ("exports", "imports")
_LOOSE = frozenset(("trade_deals", "deliveries", "revenue", "price", "other"))
"""Measures of sums that the words of a clause may tell better."""
_CODE = 3
"""Letters of a currency's code."""
_BEHIND = 60
"""Characters behind a sum in which it is said whose it is: "against 7 million for the sales of ..."."""
_STOP = re.compile(r"[;:.!?()]|,(?!\d)")


@dataclass(frozen=True)
class _Words:
    sides: re.Pattern[str]
    behind: re.Pattern[str]
    dealt: re.Pattern[str]
    sent: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)["identities"]
    small = alternation(data["in"])
    alongside = alternation(data["sold_behind"]), alternation(data["bought_behind"])
    sold, bought, dealt = (alternation(data[name]) for name in ("sold", "bought", "dealt"))
    return _Words(
        sides=re.compile(rf"\b(?:(?P<exports>{sold})|(?P<imports>{bought}))\b"),
        behind=re.compile(
            rf" (?:(?:{small})[ '])*"
            rf"(?:(?P<exports>{sold}|{alongside[0]})|(?P<imports>{bought}|{alongside[1]}))\b"
        ),
        dealt=re.compile(rf"\b(?:{dealt})\b[^.;:\d]{{0,60}}$"),
        sent=re.compile(rf"\b(?:{alternation(data['sent'])})\b"),
    )


def told_trade(paragraph: Paragraph) -> Iterator[tuple[Amount, str]]:
    """The sums of trade of a paragraph in order, each with its figure: ``turnover``, ``exports``..."""
    turnover: Amount | None = None
    for amount in _levels(paragraph):
        name = _name(paragraph, amount)
        if name is None and turnover is not None and turnover.sentence == amount.sentence:
            # Goods sent that are a part of a turnover just told are exports.
            between = paragraph.folded[turnover.end : amount.start]
            name = "exports" if _words(paragraph.language).sent.search(between) else None
        if name == "turnover":
            turnover = amount
        if name is not None:
            yield amount, name


def _levels(paragraph: Paragraph) -> Iterator[Amount]:
    wanted = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.fields.get("measure") in (*_FIGURES, *_LOOSE)
    }
    for sentence in sorted(wanted):
        for amount in paragraph.amounts(sentence):
            if amount.transform == "level" and not amount.ranged and amount.role != "level_change":
                if amount.status == "actual" and len(amount.unit) == _CODE and amount.unit.isupper():
                    yield amount


def _name(paragraph: Paragraph, amount: Amount) -> str | None:
    """What a sum is: as the ledger holds it, but sold or bought as the nearest words before it say."""
    assert amount.statement is not None
    before = _before(paragraph, amount)
    cues = [match.lastgroup for match in _words(paragraph.language).sides.finditer(before)]
    behind = _words(paragraph.language).behind.match(paragraph.folded, amount.end)
    if behind is not None and not cues:
        return behind.lastgroup
    read = amount.statement.fields["unit"] == amount.unit
    dealt = is_dealt(paragraph, amount)
    if amount.measure in ("turnover", "balance") and read:
        return amount.measure
    if amount.measure in _SIDES and (read or dealt):
        return cues[-1] if len(set(cues)) == 1 else amount.measure
    return cues[-1] if dealt and cues and amount.measure in _LOOSE else None


def is_dealt(paragraph: Paragraph, amount: Amount) -> bool:
    """Whether a verb says that the sum was paid for goods: "bought for 11 milliards of machines"."""
    return _words(paragraph.language).dealt.search(_before(paragraph, amount)) is not None


def _before(paragraph: Paragraph, amount: Amount) -> str:
    """The words of a sentence between the figure before a sum and the sum."""
    begin = paragraph.setting.sentences[amount.sentence].start
    ends = [other.end for other in paragraph.amounts(amount.sentence) if other.end <= amount.start]
    return paragraph.folded[max(begin, *ends) if ends else begin : amount.start]


def is_of_other_side(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether two sums sold are sold by two different places: the first place named with each is not one."""
    one, other = (_seller(paragraph, amount) for amount in (first, second))
    return one is not None and other is not None and one != other


def _seller(paragraph: Paragraph, amount: Amount) -> str | None:
    """The first place named before a sum, or where none is, right behind it; by its country."""
    start = amount.start - len(_before(paragraph, amount))
    stop = _STOP.search(paragraph.folded, amount.end, amount.end + _BEHIND)
    end = min(amount.end + _BEHIND, len(paragraph.text)) if stop is None else stop.start()
    for low, high in ((start, amount.start), (amount.end, end)):
        mentions = find_places(paragraph.text[low:high], paragraph.folded[low:high])
        if mentions:
            return mentions[0].code[:2]
    return None
