"""Words of the languages that registers need, in named lists: sectors, rungs of sites, kinds of names."""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_FILE = "languages/{language}/registers.yml"


@cache
def _finder(name: str, language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """A pattern that finds all words of a list, the longest first, and the name of each."""
    lists = load_yaml(_FILE.format(language=language))
    if name not in lists:
        return None
    names = {fold(word): entry for entry, words in lists[name].items() for word in words}
    listed = sorted(names, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b"), names


def find_word(
    name: str, folded: str, at: int, language: str = "fr", *, among: Collection[str] | None = None
) -> str | None:
    """The entry of a list whose words stand nearest to ``at`` in a folded text; None where none does.

    Of two as near the first is taken. ``among`` limits the entries.

    >>> find_word("sectors", "matériel agricole et trains", 0)
    'agriculture'
    """
    found = _finder(name, language)
    if found is None:
        return None
    pattern, names = found
    matches = (m for m in pattern.finditer(folded) if among is None or names[m[0]] in among)
    nearest = min(matches, key=lambda match: abs(match.start() - at), default=None)
    return None if nearest is None else names[nearest[0]]


def groups_of(name: str, language: str = "fr") -> dict[str, tuple[str, ...]]:
    """The entries of a list, each with what is written for it."""
    lists = load_yaml(_FILE.format(language=language))
    return {entry: tuple(words) for entry, words in lists[name].items()}


def entries_of(name: str, language: str = "fr") -> tuple[str, ...]:
    """All words of a list, folded, whatever they name."""
    found = _finder(name, language)
    return () if found is None else tuple(found[1])


@lru_cache(maxsize=65536)
def kind_of_name(name: str, language: str = "fr") -> str | None:
    """Whether an organisation's name shows a firm or an institution; None where it shows neither.

    >>> kind_of_name("LLC Exemple"), kind_of_name("Institut de physique"), kind_of_name("Exemple")
    ('firm', 'institution', None)
    """
    return find_word("organisations", fold(name), 0, language)
