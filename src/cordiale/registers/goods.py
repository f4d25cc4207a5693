"""Which goods a figure of trade is for, as its clause names them: HS chapters where clear, else words."""

import re
from functools import cache

from cordiale.registers.lexicon import entries_of, find_word
from cordiale.registers.mechanisms import FILLS, enlist
from cordiale.registers.told import Told
from cordiale.vocabulary import load_yaml

_BREAK = re.compile(r"[;:.!?()]|, (?:et|mais|dont|tandis|alors|ainsi)\b")
_REACH = 160
"""Characters before a figure in which its goods are named."""


@enlist(FILLS, "goods")
def goods(told: Told, _argument: None) -> str | None:
    """The goods that a sum, quantity, growth or share of trade is for; None where the clause names none.

    The HS chapter (``04`` dairy) or the group of chapters where a known word names it, else the words
    behind the noun of trade, folded.
    """
    folded, at = told.words("sentence"), told.place_of("sentence")
    start, end = _clause(folded, at, len(told.item.statement.evidence.quote))
    code = find_word("goods", folded[start:at], at - start) or find_word("goods", folded[at:end], 0)
    if code is not None:
        return code
    printed = told.item.sentence or told.item.statement.evidence.quote
    named = [
        match
        for match in _trade_of("fr").finditer(folded, start, end)
        if not _is_no_good(match[1]) and not printed[match.start(1)].isupper()  # a place, a firm
    ]
    if named:
        return min(named, key=lambda match: abs(match.start() - at))[1]
    return told.topic.head


def _clause(folded: str, at: int, length: int) -> tuple[int, int]:
    """From the last break before the figure to the first one behind it."""
    first = max(at - _REACH, 0)
    starts = [match.end() for match in _BREAK.finditer(folded, first, at)]
    closing = _BREAK.search(folded, at + length)
    return (starts[-1] if starts else first), (len(folded) if closing is None else closing.start())


@cache
def _trade_of(language: str) -> re.Pattern[str]:
    """The nouns of trade with "of" and the word behind it."""
    nouns = "|".join(sorted(load_yaml(f"languages/{language}/registers.yml")["trade_nouns"]["of"]))
    return re.compile(rf"\b(?:{nouns})\s(?:\w+\s)?(?:de |d'|des )([a-z-]{{3,}})\b")


@cache
def _no_goods() -> frozenset[str]:
    return frozenset(entries_of("no_goods"))


def _is_no_good(word: str) -> bool:
    return word in _no_goods() or word in load_yaml("languages/fr/registers.yml")["trade_nouns"]["of"]
