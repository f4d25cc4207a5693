"""The words by which a text does sums, and patterns made of them."""

import re
from collections.abc import Sequence
from typing import Any

from cordiale.vocabulary import load_yaml


def alternation(words: Sequence[str]) -> str:
    """The words as alternatives of a pattern, the longest first.

    >>> alternation(["sur", "sur les"])
    'sur\\\\ les|sur'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def reckoning(language: str) -> Any:
    """The words of ``data/languages/<xx>/reckoning.yml``."""
    return load_yaml(f"languages/{language}/reckoning.yml")
