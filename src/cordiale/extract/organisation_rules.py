"""What the names of organisations are made of: the words and rules that the finder and the document share."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from cordiale.extract.name_lists import any_of
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import country_table
from cordiale.vocabulary.place_scan import place_words

UPPER = "A-ZÀ-ÖØ-ÞĀČĆĐĒĞĪŁŃŌŐŒŘŚŞŠŢŪŮŹŻŽȘȚİ"
TOKEN = re.compile(
    r"[dDlLsSnNjJcCmMtT]['’]|[qQ]u['’]|[^\W_][\w’'&-]*(?:(?=\.\w)(?:\.\w+)*|)\.?|[\"«»“”„()&,;:!?]"
)
_PARTS = re.compile(f"({TOKEN.pattern})")
QUOTES = '"«»“”„'
ROMAN = re.compile(r"[IVXLC]+e?$")
SHORTEST = 3


class Token(NamedTuple):
    """One word or mark of a sentence, as printed and folded."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What organisations.yml says of names, ready to be asked."""

    forms: frozenset[str]
    name_words: frozenset[str]
    endings: tuple[str, ...]
    institutions: frozenset[str]
    labels: frozenset[str]
    links: frozenset[str]
    glue: frozenset[str]
    of: frozenset[str]
    purposes: frozenset[str]
    stops: frozenset[str]
    capital_only: frozenset[str]
    governments: frozenset[str]
    hollow: frozenset[str]
    places: frozenset[str]
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    not_names: frozenset[str]
    echo: re.Pattern[str]


@cache
def rules_of(language: str) -> Rules:
    """The rules of a language, read once."""
    data = load_yaml(f"languages/{language}/organisations.yml")
    sets = (
        "forms",
        "name_words",
        "institutions",
        "links",
        "of",
        "purposes",
        "capital_only",
        "governments",
        "hollow",
        "glue",
        "stops",
        "adjectives",
        "not_names",
    )
    return Rules(
        **{field: frozenset(data[field]) for field in sets},
        labels=frozenset(fold(label) for label in data["labels"]),
        places=frozenset(form for forms in place_words(language)["types"].values() for form in forms),
        endings=tuple(data["endings"]),
        adjective_endings=tuple(data["adjective_endings"]),
        echo=re.compile(rf"(?:^|[ '\"(])(?:{any_of(data['echoes'])})\b"),
    )


def tokens_of(text: str, folded: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``; ``folded`` is ``fold(text)``."""
    # Gaps and tokens in turn: splitting and summing lengths costs half of iterating matches.
    parts = _PARTS.split(text[start:end])
    borders = list(accumulate(map(len, parts), initial=start))
    words, starts, ends = parts[1::2], borders[1:-1:2], borders[2::2]
    views = [folded[low:high] for low, high in zip(starts, ends, strict=True)]
    return list(map(Token, starts, ends, words, views, [word[0].isupper() for word in words]))


@cache
def country_names() -> frozenset[str]:
    """Names and adjectives of countries and blocs, folded."""
    return frozenset(
        pattern for pattern, kind, _ in country_table() if kind in ("noun", "adjective", "short", "bloc")
    )
