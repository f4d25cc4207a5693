"""So many of a thing, and their names: whether the list that follows a count has as many items."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cordiale.analysis.figuring import day_of, number
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding

RULE = "count_and_list"

_FEWEST, _MOST = 3, 40
"""Counts whose items a text names."""
_REACH = 110
"""Characters from a count to the mark that opens its list."""
_OPENS = re.compile(r" ?:(?= )| [-–—](?= )| \(")
_ENDS = re.compile(r"[.;:()\[\]]|[»”] ")
_COMMA = re.compile(r",(?!\d)")
_ITEM = 90
"""Characters of the longest item of a list of names."""
_OFF = 4
"""A list short of its count by more than one in so many is a list of some."""


@cache
def _words(language: str) -> dict[str, re.Pattern[str]]:
    words = reckoning(language)
    return {
        "open": re.compile(rf"\b(?:{alternation([*words['parts']['open'], *words['parts']['some']])})\b"),
        "joining": re.compile(rf" (?:{alternation(words['parts']['joining'])}) "),
        "verb": re.compile(rf"\b(?:{alternation(words['listings']['verbs'])})\b"),
    }


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            amounts = paragraph.amounts(sentence)
            for index, amount in enumerate(amounts):
                found = (
                    _judge(paragraph, amount, amounts[index + 1 :]) if _is_count(paragraph, amount) else None
                )
                if found is not None:
                    yield found


def _is_count(paragraph: Paragraph, amount: Amount) -> bool:
    plain = (
        amount.transform == "level" and amount.unit == "count" and amount.bound == "=" and not amount.ranged
    )
    return plain and _FEWEST <= amount.value <= _MOST and paragraph.noun(amount)[0] is not None


def _judge(paragraph: Paragraph, amount: Amount, later: Sequence[Amount]) -> Finding | None:
    end = paragraph.setting.sentences[amount.sentence].end
    opening = _OPENS.search(paragraph.text, amount.end, min(amount.end + _REACH, end))
    if opening is None or (later and later[0].start < opening.start()):
        return None
    closing = _ENDS.search(paragraph.text, opening.end(), end)
    until = closing.start() if closing is not None else end
    if any(opening.end() <= a.start < until for a in later):
        return None  # parts that are counted themselves
    words, listed = _words(paragraph.language), paragraph.folded[opening.end() : until]
    if words["open"].search(paragraph.folded, amount.end, until) or words["verb"].search(listed):
        return None
    items = [item.strip(" \"«»“”'") for item in _COMMA.split(paragraph.text[opening.end() : until])]
    if len(items) + 1 < _FEWEST or any(not item or len(item) > _ITEM for item in items):
        return None
    least, most = len(items), len(items) + len(words["joining"].findall(listed))
    # "A, B and C" are three; an "and" inside of a name joins none.
    count = int(amount.value)
    if least <= count <= most:
        return _finding(paragraph, amount, (opening.end(), until), count)
    named = all(item[:1].isupper() for item in items[1:])
    off = least - count if least > count else count - most
    if not named or _OFF * off > count:
        return None
    return _finding(paragraph, amount, (opening.end(), until), most if most < count else least)


def _finding(paragraph: Paragraph, amount: Amount, place: tuple[int, int], items: int) -> Finding:
    start = place[0] + len(paragraph.text[slice(*place)]) - len(paragraph.text[slice(*place)].lstrip())
    holds = items == amount.value
    return Finding(
        kind="derived" if holds else "tension",
        rule=RULE,
        state="holds" if holds else "differs",
        proofs=(paragraph.proof(amount, "total"), paragraph.words(start, place[1], "list")),
        values={"count": number(amount.value), "items": items},
        weight=0.0 if holds else abs(1 - items / amount.value),
        subject=paragraph.noun_text(amount),
        parties=paragraph.parties(amount),
        at=day_of(amount),
    )
