"""Which language a document is written in, told by its function words; None where that is unclear.

Function words make up a third of any running text and survive bad print; see
``data/languages/recognition.yml`` and ``docs/decisions/encodings.md``.
"""

import re
from functools import cache

from cordiale.vocabulary import load_yaml

SAMPLE = 20_000
"""Characters looked at, at the beginning, in the middle and at the end of a longer text."""

LEAST_SHARE = 0.12
"""Share of function words below which a text is no running text of the language (French has 0.4)."""

LEAST_LEAD = 1.25
"""By how much the best language must beat the next: related ones share words (``de``, ``la``)."""

LEAST_WORDS = 2
"""Function words below which nothing is told."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _languages_of_words(table: str = "recognition") -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in load_yaml(f"languages/{table}.yml").items():
        for word in dict.fromkeys(words):
            found[word] = (*found.get(word, ()), language)
    return found


def recognise(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None.

    >>> recognise("Le solde est positif et les exportations ont augmenté.")
    'fr'
    >>> recognise("33,6 %") is None
    True
    """
    if len(text) > 3 * SAMPLE:
        middle = len(text) // 2 - SAMPLE // 2
        text = " ".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))
    words, counts = _count(text)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    language, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    if count < max(LEAST_WORDS, LEAST_SHARE * words) or count < LEAST_LEAD * second:
        return None
    return language


def leans(text: str, language: str) -> bool:
    """Whether a text too short or too bare to recognise speaks for ``language`` at all.

    At least one function word of it stands there, or a word of headings and tables
    (``data/languages/bare.yml``), and no other language has as many. Figures and names alone speak for
    none: read in the wrong language, an English billion would be a thousand times too much.

    >>> leans("Maroc : 120 millions de dollars", "fr"), leans("Trade: 5 billion dollars", "fr")
    (True, False)
    """
    told = [_count(text, table)[1] for table in ("recognition", "bare")]
    counts = {code: sum(counts.get(code, 0) for counts in told) for counts in told for code in counts}
    own = counts.pop(language, 0)
    return own > max(counts.values(), default=0)


def _count(text: str, table: str = "recognition") -> tuple[int, dict[str, int]]:
    """How many words a text has, and how many of those in the table each language has."""
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    known = _languages_of_words(table)
    counts: dict[str, int] = {}
    for word in words:
        for language in known.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    return len(words), counts


def count_function_words(text: str) -> int:
    """How many function words with letters beyond ASCII stand in ``text``, in any language.

    They only read as such in the encoding that the text was written in. Those of one letter are
    not counted: one byte reads as a word by chance.

    >>> count_function_words("été à Paris"), count_function_words("Øtø Ó Paris")
    (1, 0)
    """
    known = _languages_of_words()
    words = _WORD.findall(text.lower())
    return sum(len(word) > 1 and not word.isascii() and word in known for word in words)
