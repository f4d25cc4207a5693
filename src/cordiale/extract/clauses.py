"""Clauses: how far two places of a sentence are from each other, in the way a reader joins them."""

# What parts two clauses, with the price of reading across it (in characters of distance).
_BREAKS = ((",", 12), (")", 8), (";", 60), (":", 60), (" - ", 60), (". ", 90))


def distance(folded: str, start: int, end: int) -> int:
    """The reading distance between two offsets of a sentence: characters plus the price of each break.

    >>> distance("en 2020, les ventes", 0, 7), distance("en 2020, les ventes", 0, 13)
    (7, 25)
    """
    return end - start + sum([price * folded.count(mark, start, end) for mark, price in _BREAKS])
