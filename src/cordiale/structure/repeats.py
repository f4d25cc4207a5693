"""Repeats: a sentence and its second translation printed side by side."""

import re

from cordiale.model import Passage, Repeat
from cordiale.structure.citations import stems

SHARED = 0.45
"""Share of the shorter sentence's words, function words and all, below which no closer look is taken."""
ALIKE = 0.6
"""Share of the shorter sentence's long words that the other one must also have."""
ALIKE_BARE = 0.7
"""The same where neither sentence has a figure to confirm it."""
FEWEST = 5
"""Long words that two sentences must share at least."""

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def find_repeats(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """The indices of sentences (``spans`` of ``text``) that say again what the one before said."""
    bags = [set(text[start:end].split()) for start, end in spans]
    repeated = []
    for index in range(1, len(spans)):
        before, after = bags[index - 1], bags[index]
        fewest = min(len(before), len(after))
        if fewest < 8 or len(before & after) < SHARED * fewest:
            continue
        if _same(text[slice(*spans[index - 1])], text[slice(*spans[index])]):
            repeated.append(index)
    return repeated


def _same(first: str, second: str) -> bool:
    one, two = stems(first), stems(second)
    shared = len(one & two)
    least = min(len(one), len(two))
    if shared < FEWEST or shared < ALIKE * least:
        return False
    figures, others = set(_FIGURES.findall(first)), set(_FIGURES.findall(second))
    fewer, more = sorted((figures, others), key=len)
    if not fewer:
        return not more and shared >= ALIKE_BARE * least
    return len(fewer - more) <= len(fewer) // 4


def gather_repeats(passages: tuple[Passage, ...]) -> tuple[Repeat, ...]:
    """The repeats of all passages as pairs of document spans."""
    repeats = []
    for passage in passages:
        for index in passage.repeats:
            first, second = passage.sentences[index - 1], passage.sentences[index]
            one = passage.locate(first.start, first.end)
            two = passage.locate(second.start, second.end)
            if one and two:
                repeats.append(Repeat(one[0], two[0]))
    return tuple(repeats)
