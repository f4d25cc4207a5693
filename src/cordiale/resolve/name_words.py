"""What names of organisations are made of: the words of ``data/organisations/words.yml``, and countries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import country_table

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Lexicon:
    """What names are made of, ready to be asked.

    ``phrases`` maps a folded phrase without small words to its sign (``.`` noun of an institution,
    ``-`` field or quality, ``+`` legal form, ``@`` country) and id; ``openers`` are the first words of
    those of several words. ``types`` gives the type of each noun. The rest is as in the data file.
    """

    phrases: Mapping[str, tuple[str, str]]
    openers: frozenset[str]
    types: Mapping[str, str]
    weak: frozenset[str]
    together: tuple[tuple[str, frozenset[str]], ...]
    whole: frozenset[str]
    whole_in_town: frozenset[str]
    worldwide: frozenset[str]
    small: frozenset[str]
    complements: frozenset[str]
    places_of: frozenset[str]
    before_places: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words, read once.

    >>> lexicon().phrases["tractor"], lexicon().types["plant"]
    (('-', 'tractor'), 'firm')
    """
    data = load_yaml("organisations/words.yml")
    small = frozenset(fold(word) for word in data["small"])
    phrases: dict[str, tuple[str, str]] = {}

    def put(phrase: str, sign: str, identity: str) -> None:
        words = [word for word in _WORD.findall(fold(phrase)) if word not in small]
        if words:
            phrases.setdefault(" ".join(words), (sign, identity))
            # As readers of print take "rn" for "m".
            phrases.setdefault(" ".join(words).replace("rn", "m"), (sign, identity))

    for pattern, kind, code in country_table():
        if kind in ("noun", "adjective", "bloc"):
            put(pattern, "@", code)
        elif kind == "prefix":
            put(pattern.rstrip("-"), "@", code)
    types: dict[str, str] = {}
    for kind, heads in data["heads"].items():
        for identity, words in heads.items():
            types[identity] = kind
            for word in words:
                put(word, ".", identity)
    for table, sign in (
        (data["weak"], "-"),
        (data["qualities"], "-"),
        (data["forms"], "+"),
        (data["countries"], "@"),
    ):
        for identity, words in table.items():
            for word in words:
                put(word, sign, identity)
    return Lexicon(
        phrases=phrases,
        openers=frozenset(phrase.partition(" ")[0] for phrase in phrases if " " in phrase),
        types=types,
        weak=frozenset(f"-{identity}" for identity in data["weak"]),
        together=tuple(
            (identity, frozenset(words)) for identity, sets in data["together"].items() for words in sets
        ),
        whole=frozenset(data["whole"]),
        whole_in_town=frozenset(data["whole_in_town"]),
        worldwide=frozenset(f"-{identity}" for identity in data["worldwide"]),
        small=small,
        complements=frozenset(data["complements"]),
        places_of=frozenset(fold(word) for word in data["places_of"]),
        before_places=frozenset(data["before_places"]),
    )
