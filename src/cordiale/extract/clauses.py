"""Clauses: how far two places of a sentence are from each other, in the way a reader joins them."""

import re

# What parts two clauses, with the price of reading across it (in characters of distance).
_BREAKS = (
    (re.compile(r"[;:]| - "), 60),
    (re.compile(r"\.(?=\s)"), 90),
    (re.compile(r","), 12),
    (re.compile(r"\)"), 8),
)


def distance(folded: str, start: int, end: int) -> int:
    """The reading distance between two offsets of a sentence: characters plus the price of each break.

    >>> distance("en 2020, les ventes", 0, 7), distance("en 2020, les ventes", 0, 13)
    (7, 25)
    """
    between = folded[start:end]
    return len(between) + sum(price * len(pattern.findall(between)) for pattern, price in _BREAKS)
