"""Word patterns of the data files, expanded to the literal forms that an automaton looks for.

A pattern is folded text (lower case, no accents) with three marks:

- ``{a|b|}`` one of the alternatives (the empty one included where it is written);
- ``~`` at the end of a word: its regular feminine and plurals (``signe~`` -> signe, signee, signes, signees);
- ``word^er`` / ``word^ir`` / ``word^re``: all finite forms of a regular verb on that stem, each with its
  tense (``sign^er`` -> signe, signent, signait, signera, signerait, signer, signant, signe/e/s...).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from cordiale.vocabulary import load_yaml

_BRACES = re.compile(r"\{([^{}]*)\}")
_VERB = re.compile(r"(\w+)\^(\w+)")
_INFLECTED = re.compile(r"(\w+)~")
_MOST_FORMS = 4000


def expand(pattern: str, language: str = "fr") -> list[tuple[str, str | None]]:
    """All ``(literal, tense)`` pairs of ``pattern``; the tense is None where no verb is conjugated.

    >>> expand("accord{|s} signe~")[:2]
    [('accord signe', None), ('accord signee', None)]

    Raises ``ValueError`` when a pattern would have more than a few thousand forms.
    """
    forms: list[tuple[str, str | None]] = []
    for plain in _alternatives(pattern):
        for inflected in _inflections(plain, language):
            forms.extend(_conjugations(inflected, language))
            if len(forms) > _MOST_FORMS:
                raise ValueError(f"too many forms: {pattern}")
    return forms


def _alternatives(pattern: str) -> Iterator[str]:
    match = _BRACES.search(pattern)
    if match is None:
        yield pattern
        return
    for option in match.group(1).split("|"):
        yield from _alternatives(pattern[: match.start()] + option + pattern[match.end() :])


def _inflections(pattern: str, language: str) -> Iterator[str]:
    match = _INFLECTED.search(pattern)
    if match is None:
        yield pattern
        return
    for ending in _morphology(language)["adjective"]:
        inflected = pattern[: match.start()] + match.group(1) + ending + pattern[match.end() :]
        yield from _inflections(inflected, language)


def _conjugations(pattern: str, language: str) -> Iterator[tuple[str, str | None]]:
    match = _VERB.search(pattern)
    if match is None:
        yield pattern, None
        return
    endings = _morphology(language)["verbs"][match.group(2)]
    for tense, forms in endings.items():
        for ending in forms:
            yield pattern[: match.start()] + match.group(1) + ending + pattern[match.end() :], tense


@cache
def _morphology(language: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    data: dict[str, dict[str, dict[str, list[str]]]] = load_yaml(f"languages/{language}/morphology.yml")
    return data


def expand_all(patterns: Iterable[str], language: str = "fr") -> list[tuple[str, str | None]]:
    """The forms of several patterns, each once, in order."""
    return list(dict.fromkeys(form for pattern in patterns for form in expand(pattern, language)))
