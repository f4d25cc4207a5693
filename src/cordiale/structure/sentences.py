"""Sentences of a reading text."""

import re
from collections.abc import Iterator

from cordiale.model import Span
from cordiale.structure.words import Words
from cordiale.vocabulary.folding import fold

# A run of stops is tried once, from its first: a row of leaders costs no more than a line of prose.
_STOP = re.compile(r"(?<![.!?…])[.!?…]+(?:[\"»”’)\]]| [»”](?=[ .]))*[.]?\s+(?=\S)")
_INITIAL = re.compile(r"(?:[^\W\d_a-zà-ÿа-я]\w?\.-?){0,2}[^\W\d_a-zà-ÿа-я][a-zà-ÿа-я]?$")
_OPENERS = "\"«“„'‘’([<–—- "
NEAR = 240
"""Characters within which the next item of a running list is printed."""
LONGEST = 1500
"""Characters after which a sentence is parted where it pauses. The longest of three books has 900: what
is longer is a list or litter, and whoever weighs all figures of a sentence against one another must not
be given a chapter of them."""
_PAUSES = tuple(re.compile(before + r"\s+(?=\S)") for before in ("[;:]", ",", r"(?<=[^\W\d])", ""))
"""Where a sentence pauses, the strongest first; a white space between digits may stand inside a figure."""
_TOKEN = 24
"""Characters looked back for the word before a full stop; no abbreviation is longer."""


def split_sentences(text: str, words: Words) -> tuple[Span, ...]:
    """The sentences of ``text``: spans that follow one another and cover it wholly.

    >>> from cordiale.structure.words import load_words
    >>> text = 'Selon A. Petrov, "tout va bien". En 2020, 3,5 % (p. 12).'
    >>> [span.of(text) for span in split_sentences(text, load_words())]
    ['Selon A. Petrov, "tout va bien". ', 'En 2020, 3,5 % (p. 12).']
    """
    if not text:
        return ()
    spans: list[Span] = []
    begin = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if _ends_sentence(text, match.start(), end, begin, words):
            spans += _part(text, begin, end)
            begin = end
    if begin < len(text):
        spans += _part(text, begin, len(text))
    return tuple(spans)


def _part(text: str, begin: int, end: int) -> Iterator[Span]:
    """The sentence, in parts of at most ``LONGEST`` characters, each ending at its last strong pause."""
    while end - begin > LONGEST:
        limit = begin + LONGEST
        for pause in _PAUSES:
            stops = [match.end() for match in pause.finditer(text, begin + LONGEST // 2, limit + 1)]
            stops = [stop for stop in stops if stop <= limit]
            if stops:
                limit = stops[-1]
                break
        yield Span(begin, limit)
        begin = limit
    yield Span(begin, end)


def _ends_sentence(text: str, stop: int, end: int, begin: int, words: Words) -> bool:
    at = end
    while at < len(text) and at < end + 4 and text[at] in _OPENERS:
        at += 1
    following = text[at : at + 1]
    if not following or following.islower() or following in ",;:.!?)»”%":
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    if text[stop + 1] not in " \t\n\u00a0\u202f":
        return True
    low = max(begin, stop - _TOKEN)
    token = text[max(text.rfind(" ", low, stop) + 1, low) : stop].lstrip("\"«“„'’([<")
    token = token.rpartition("’")[2].rpartition("'")[2]
    if token.isdecimal() and len(token) <= 2:
        head = text[begin : stop - len(token)].rstrip(' "«“(')
        return bool(head) and head[-1] not in ";:." and not _enumerates(text, int(token), stop, end)
    if _INITIAL.match(token) and following.isupper():
        return False
    folded = fold(token)
    if folded in words.abbreviations:
        return False
    return not (folded in words.abbreviations_number and (following.isdigit() or len(folded) == 1))


def _enumerates(text: str, number: int, stop: int, end: int) -> bool:
    """Whether a number with a full stop is an item of a running list: its neighbour stands near."""
    return (
        f" {number + 1}. " in text[end : end + NEAR] or f" {number - 1}. " in text[max(0, stop - NEAR) : stop]
    )
