"""Is a noun phrase one thing, an echo of one named before, or only a kind of thing?"""

import re
from functools import cache
from typing import Any

from cordiale.extract.sentence import Sentence
from cordiale.model import Mention
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_DIGITS = re.compile(r"(?:^|[ '(\"])(\d{1,3}) ?\^?(e|eme|er|ere|nd|nde)\b(?: [a-z-]+)? ?$")
_ROMAN = re.compile(r"(?:^|[ '(\"])(?!le? )([ivxl]{1,6})\^?(?:e|eme|er)?(?: [a-z]+)? $")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@cache
def _data(language: str) -> dict[str, Any]:
    raw = load_yaml(f"languages/{language}/instances.yml")
    words = {word: number for number, group in raw["ordinals"].items() for word in group}
    alternatives = "|".join(sorted(words, key=len, reverse=True))
    return {
        "anaphora": re.compile(rf"(?:^|[ '\"(])(?:{'|'.join(raw['anaphora'])})(?: [a-z'-]+)? ?$"),
        "vague": re.compile(rf"(?:^|[ '\"(])(?:{'|'.join(fold(word) for word in raw['vague'])}) ?$"),
        "between": re.compile(
            rf"(?: (?!(?:{'|'.join(raw['no_ordinal_of'])})\b)[a-z-]+)? (?:(?:{'|'.join(raw['editions'])}) ?)?"
        ),
        "ordinals": words,
        "for_the": re.compile(rf"\b(?:{'|'.join(raw['for_the'])}) $"),
        "time": re.compile(rf" (?:{'|'.join(raw['time'])})\b"),
        "ordinal": re.compile(
            rf"(?:^|[ '(\"])({alternatives})(?: (?!(?:{'|'.join(raw['no_ordinal_of'])})\b)[a-z-]+)? ?$"
        ),
    }


def is_anaphora(sentence: Sentence, start: int, language: str = "fr") -> bool:
    """Whether the phrase at ``start`` only points back ("cet accord")."""
    before = sentence.folded[max(sentence.start, start - 30) : start]
    return _data(language)["anaphora"].search(before) is not None


def is_vague(sentence: Sentence, start: int, language: str = "fr") -> bool:
    """Whether the phrase names no single thing ("de nombreux accords")."""
    before = sentence.folded[max(sentence.start, start - 30) : start]
    return _data(language)["vague"].search(before) is not None


def ordinal_before(sentence: Sentence, start: int, language: str = "fr") -> int | None:
    """The ordinal number that introduces the phrase at ``start``, as an integer; None where none does."""
    for mention in sentence.figures:
        if mention.kind == "ordinal" and mention.end <= start and isinstance(mention.value, float):
            if _data(language)["between"].fullmatch(sentence.folded, mention.end, start):
                return int(mention.value)
    before = sentence.folded[max(sentence.start, start - 34) : start]
    match = _DIGITS.search(before)
    if match:
        return int(match.group(1))
    match = _data(language)["ordinal"].search(before)
    if match:
        return int(_data(language)["ordinals"][match.group(1)])
    match = _ROMAN.search(before)
    if (
        match is None
        or not sentence.text[
            start - len(before) + match.start(1) : start - len(before) + match.end(1)
        ].isupper()
    ):
        return None
    return _roman(match.group(1))


def which_time(sentence: Sentence, after: int, language: str = "fr") -> int | None:
    """For which time a body meets, told behind ``after`` ("pour la douzieme fois"): its session's number."""
    data = _data(language)
    for mention in sentence.figures:
        if mention.kind == "ordinal" and mention.start >= after and isinstance(mention.value, float):
            before = sentence.folded[after : mention.start]
            if data["for_the"].search(before) and data["time"].match(sentence.folded, mention.end):
                return int(mention.value)
    return None


def _roman(text: str) -> int:
    total = 0
    for letter, following in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if _ROMAN_VALUES.get(following, 0) > value else value
    return total


def printed_date(period: Mention | None) -> str | None:
    """A period as the date of an act: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as exactly as it is known.

    A span longer than its year's months gives the year where both ends share it, else None.
    """
    if period is None or period.since is None or period.until is None:
        return None
    if period.since == period.until:
        return period.since
    if period.since[:7] == period.until[:7]:
        return period.since[:7]
    return period.since[:4] if period.since[:4] == period.until[:4] else None
