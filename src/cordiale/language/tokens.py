"""A text cut into tokens, over its folded view: words, runs of digits and single marks."""

import re
from itertools import accumulate

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\w\s])")
_PAD = 12
_FAR = 1 << 60


class Tokens:
    """The tokens of a text: ``words[i]`` is the folded token ``text[starts[i]:ends[i]]``.

    Both ends are padded with empty words, so that a parser may look a few tokens ahead or behind
    (``words[-1]`` included) without minding the border.

    >>> Tokens("5 km", "5 km").words[:2]
    ['5', 'km']
    """

    __slots__ = ("count", "ends", "folded", "starts", "text", "words")

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        # Gaps and tokens in turn: splitting and summing lengths costs a third of iterating matches.
        parts = _TOKEN.split(folded)
        borders = list(accumulate(map(len, parts)))
        self.words = parts[1::2] + [""] * _PAD
        self.count = len(self.words) - _PAD
        self.starts = borders[:-1:2] + [_FAR] * _PAD
        self.ends = borders[1::2] + [-_FAR] * _PAD

    def glued(self, index: int) -> bool:
        """Whether token ``index`` touches the token before it."""
        return self.ends[index - 1] == self.starts[index]

    def near(self, index: int, limit: int = 4) -> bool:
        """Whether at most ``limit`` white-space characters part token ``index`` from the one before."""
        return 0 <= self.starts[index] - self.ends[index - 1] <= limit

    def printed(self, index: int) -> str:
        """Token ``index`` as printed, not folded."""
        return self.text[self.starts[index] : self.ends[index]]
