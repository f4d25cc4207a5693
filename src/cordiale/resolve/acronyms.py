"""Acronyms that a text itself explains: a name with its letters in brackets behind it, or the other way."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cordiale.model import Placed
from cordiale.resolve.mentions import article_scope, document_scope
from cordiale.resolve.naming import OrgName, name_key, read_name
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import label

_BRACKET = re.compile(r"\(\s?([^()\n]{2,110}?)\s?\)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 16
"""Words of a name looked for before a bracket."""
_REACH = 190
_GAP = 5
"""Words that may stand between a name read too short and the bracket, less one."""
_ALIKE = 0.5
"""Share of an acronym's letters that begin words of the name, from which once is enough."""


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym explained: both keys, the scopes of its document and article, and where it stands."""

    short: str
    long: str
    document: str
    article: str
    where: str


def definitions(placed: Iterable[Placed], keys: Collection[str]) -> list[Definition]:
    """The acronyms explained in the passages of the statements, among the names whose keys are given."""
    found: list[Definition] = []
    seen: set[tuple[int, int]] = set()
    for item in placed:
        setting = item.setting
        if setting is None or (item.volume, setting.ordinal) in seen:
            continue
        seen.add((item.volume, setting.ordinal))
        if "(" not in setting.text:
            continue
        for short, long, at in _pairs(setting.text, keys):
            where = f"{item.document}:{_offset(setting.pieces, at)}"
            found.append(Definition(short, long, document_scope(item), article_scope(item), where))
    return found


def _offset(pieces: tuple[tuple[int, int, int], ...], at: int) -> int:
    for reading, document, length in pieces:
        if reading <= at < reading + length:
            return document + at - reading
    return at


def _pairs(text: str, keys: Collection[str]) -> Iterator[tuple[str, str, int]]:
    for match in _BRACKET.finditer(text):
        inside = name_key(match[1])
        if inside not in keys:
            continue
        window = text[max(0, match.start() - _REACH) : match.start()]
        before = _WORD.findall(fold(window))[-_LONGEST_NAME:]
        if " " in inside:
            if before and before[-1] in keys and read_name(inside).acronym is None:
                yield before[-1], inside, match.start()
            continue
        for end in _ends(window, len(before)):
            long = next((key for at in range(end - 1) if (key := " ".join(before[at:end])) in keys), None)
            if long is not None:
                yield inside, long, match.start()
                break


def _ends(window: str, count: int) -> Iterator[int]:
    """Where a name may end before a bracket: at it, or some small words before, if it was read too short."""
    yield count
    printed = _WORD.findall(window.rpartition(".")[2])
    for gap in range(1, min(_GAP, len(printed), count)):
        if not printed[-gap].islower():
            return
        yield count - gap


def spelled_out(short: OrgName, long: OrgName) -> float:
    """The share of an acronym's letters that begin words of a name, in its own words or in English.

    >>> from cordiale.resolve.naming import read_name
    >>> spelled_out(read_name("UNT"), read_name("université nationale de Tirana"))
    1.0
    """
    letters = Counter(short.acronym or "")
    first = Counter(word[0] for word in long.key.split() if len(word) > 1)
    meant = Counter(_initial(part) for part in long.parts)
    begun = sum(min(count, max(first[letter], meant[letter])) for letter, count in letters.items())
    return begun / max(letters.total(), 1)


def _initial(part: str) -> str:
    name = fold(label(part[1:])) if part[0] == "@" else part[1:]
    return name[:1]


def is_sure(short: OrgName, long: OrgName, times: int) -> bool:
    """Whether so many explanations of an acronym by a name tell that both are one."""
    if short.acronym is None or long.acronym is not None or short.is_place or long.is_place:
        return False
    if short.type and long.type and short.type != long.type:
        return False
    return times > 1 or spelled_out(short, long) >= _ALIKE
