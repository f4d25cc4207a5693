"""What the words around a figure say of its scope: two figures are compared where nothing tells them apart.

A figure's scope are the words of its clause that say what it covers: not the verbs of being so much, not
the words of time and telling, not the measure itself, not the places it is about. Two figures of one measure,
period and pair of places whose scopes are the same are figures of one thing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cordiale.analysis.cues import Cue, cues
from cordiale.model import Placed
from cordiale.resolve.topics import singular
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import PlaceMention, find_places

_WORD = re.compile(r"[^\W\d_]{3,}")
_ACRONYM = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-ÞЀ-Я]{2,}(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_YEAR_REACH = 30
"""Characters behind a figure in which the year it is of stands."""
_STEM = 7
"""Letters kept of a word: endings differ with the sentence, and between translations."""
_NOUN_REACH = 60
"""Characters from a figure on in which the noun of its measure stands: "3 milliards of dollars of trade"."""
_TELLER_REACH = 40
"""Characters between "according to" and the one that tells."""
_CLOSES = re.compile(r"[,;:.!?()\"«»“”–]|\s-\s|\d")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the clause of a figure says beside the figure.

    ``words`` are the beginnings of its words that carry meaning, ``places`` the codes of places named
    there that the statement is not about, ``named`` those it is about; ``dimensions`` what is told of
    its kind (``services``, ``estimated``...), ``hazards`` what makes it a part, a base, a mean...,
    ``extremes`` that it is claimed to be the ``highest`` or ``lowest`` ever;
    ``years`` are the years printed in its sentence, ``dated`` tells that its own year is printed there
    or in the sentence before, or hangs on one that is. ``around`` are the places that the nearest
    sentence of the paragraph names which names any, this one or one before.
    """

    words: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    dimensions: frozenset[str]
    hazards: frozenset[str]
    extremes: frozenset[str]
    years: frozenset[int]
    dated: bool
    around: frozenset[str]


def scope_of(item: Placed, language: str = "fr") -> Scope | None:
    """The scope of an observation; None where its sentence is not held."""
    if item.setting is None or item.at is None:
        return None
    index = item.setting.sentence_at(item.at.start)
    if index < 0:
        return None
    span = item.setting.sentences[index]
    text = span.of(item.setting.text)
    folded = fold(text)
    start, end = item.at.start - span.start, min(item.at.end - span.start, len(text))
    left, right = _clause(folded, start, end, language)
    core = _core(folded, left, start, language)
    stretches = _stretches(folded, (core, start, end, right), language)
    parties = frozenset(item.statement.parties)
    known = parties | {country_of(party) for party in parties}
    mentions = [m for m in _places(text, known) if core <= m.start < right]
    codes = frozenset(mention.code for mention in mentions)
    dimensions = list(cues("scopes", "dimensions", language).find(folded, left, right))
    hazards = {
        cue.name
        for cue in cues("scopes", "hazards", language).find(_DIGIT.sub("0", folded), left, right)
        if not any(m.start <= cue.start < m.end for m in mentions)
    }
    if _is_dated_behind(item, folded, end):
        hazards.discard("base")
    extremes = list(cues("scopes", "extremes", language).find(folded, left, right))
    told = folded.rfind(": ", 0, core) + 1  # what tells the figure has years of its own
    years = frozenset(int(year) for year in _YEAR.findall(folded, told))
    words = _words(item, folded, stretches, [*mentions, *dimensions, *extremes], language)
    words |= _acronyms(text, stretches, mentions)
    return Scope(
        words=frozenset() if words <= _alone(language) else words,
        places=codes - known,
        named=codes & known,
        dimensions=frozenset(cue.name for cue in dimensions),
        hazards=frozenset(hazards),
        extremes=frozenset(cue.name for cue in extremes),
        years=years,
        dated=_is_dated(item, index, folded, language),
        around=_around(item, index, known),
    )


def _is_dated(item: Placed, index: int, folded: str, language: str) -> bool:
    """Whether the year of a figure is printed near it, or hangs by a phrase on one that is."""
    if item.period is None or item.setting is None:
        return False
    own = item.period[0].year
    before = fold(item.setting.sentences[index - 1].of(item.setting.text)) if index else ""
    printed = {int(year) for year in _YEAR.findall(before + " " + folded)}
    if own in printed:
        return True
    return bool(printed & {own - 1, own + 1}) and cues("scopes", "relative", language).has("relative", folded)


def _is_dated_behind(item: Placed, folded: str, end: int) -> bool:
    """Whether the first number behind a figure is its own year: then it is told of that year, base or not."""
    if item.period is None:
        return False
    number = _NUMBER.search(folded, end, end + _YEAR_REACH)
    return number is not None and number[0] == str(item.period[0].year)


def _around(item: Placed, index: int, known: frozenset[str]) -> frozenset[str]:
    assert item.setting is not None
    for span in reversed(item.setting.sentences[: index + 1]):
        named = frozenset(mention.code for mention in _places(span.of(item.setting.text), known))
        if named:
            return named
    return frozenset()


@lru_cache(maxsize=4096)
def _places(text: str, home: frozenset[str]) -> tuple[PlaceMention, ...]:
    """The places of a sentence, which several figures may stand in."""
    return tuple(find_places(text, fold(text), home=home))


def country_of(party: str) -> str:
    """The country or bloc of a party code.

    >>> country_of("KZ-KUS"), country_of("BY:Minsk"), country_of("EAEU")
    ('KZ', 'BY', 'EAEU')
    """
    return re.split("[-:]", party, maxsplit=1)[0]


def _clause(folded: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Where the words that belong to a figure begin and end in its sentence.

    They begin behind the last semicolon, for what is said first holds for all that follows a comma; they
    end at the next mark or number, or where another clause begins.
    """
    closing = _CLOSES.search(folded, end)
    until = closing.start() if closing is not None else len(folded)
    ends = next(cues("scopes", "ends", language).find(folded, end, until), None)
    return folded.rfind(";", 0, start) + 1, until if ends is None else ends.start


def _core(folded: str, left: int, start: int, language: str) -> int:
    """Where the words begin that say what a figure covers: what stands before its noun only tells it.

    "The table that the ministry draws up: trade ...", "it is said that the exports ...". What narrows all
    that follows ("in dairy products, the exports") counts.
    """
    nouns = [cue.start for cue in cues("scopes", "nouns", language).find(folded, left, start + _NOUN_REACH)]
    colon = folded.rfind(": ", left, start) + 1
    if any(place >= colon for place in nouns):
        left = max(left, colon)
    nouns = [place for place in nouns if place < start]
    core = max([left, *nouns[-1:]])
    return left if cues("scopes", "narrowing", language).has("narrowing", folded, left, core) else core


def _stretches(folded: str, ends: tuple[int, int, int, int], language: str) -> list[tuple[int, int]]:
    """The clause without its figure, and without phrases up to a comma that tell only when or why."""
    left, start, end, right = ends
    kept, low = [], left
    while (comma := folded.find(",", low, start)) >= 0:
        opening = next(cues("scopes", "openings", language).find(folded, low, comma), None)
        if opening is None or folded[low : opening.start].strip(" \"'«“(-–"):
            kept.append((low, comma))
        low = comma + 1
    return [*kept, (low, start), (end, right)]


def _words(
    item: Placed,
    folded: str,
    stretches: Iterable[tuple[int, int]],
    told: Sequence[PlaceMention | Cue],
    language: str,
) -> frozenset[str]:
    """The words before and behind the figure that are neither plain nor told otherwise."""
    plain = _plain(item.fields.get("measure"), language)
    return frozenset(
        singular(match[0])[:_STEM]
        for low, high in stretches
        for match in _WORD.finditer(folded, low, high)
        if not plain.match(match[0]) and not any(m.start <= match.start() < m.end for m in told)
    )


def _acronyms(
    text: str, stretches: Iterable[tuple[int, int]], mentions: Sequence[PlaceMention]
) -> frozenset[str]:
    """Names in capitals, however short, where the sentence is not all in capitals."""
    if text.isupper():
        return frozenset()
    return frozenset(
        fold(match[0])[:_STEM]
        for low, high in stretches
        for match in _ACRONYM.finditer(text, low, high)
        if not any(m.start <= match.start() < m.end for m in mentions)
    )


@cache
def _alone(language: str) -> frozenset[str]:
    return frozenset(load_yaml(f"languages/{language}/scopes.yml")["alone"])


@cache
def _plain(measure: str | None, language: str) -> re.Pattern[str]:
    data = load_yaml(f"languages/{language}/scopes.yml")
    words = sorted({*(word for held in data["plain"] for word in held), *data["measures"].get(measure, ())})
    beginnings = [word[:-1] for word in words if word.endswith("*")]
    whole = [word for word in words if not word.endswith("*")]
    return re.compile(rf"(?:{'|'.join(beginnings)})|(?:{'|'.join(whole)})$")


def scope_words(text: str) -> frozenset[str]:
    """The beginnings of all words of a text, as scopes hold them."""
    return frozenset(singular(word)[:_STEM] for word in _WORD.findall(fold(text)))


def plain_words(words: frozenset[str], measures: Iterable[str], language: str = "fr") -> frozenset[str]:
    """The words of a scope without those that any of ``measures`` says itself."""
    plains = [_plain(measure, language) for measure in measures]
    return frozenset(word for word in words if not any(plain.match(word) for plain in plains))


def owners(item: Placed, language: str = "fr") -> list[str]:
    """The organisations of a statement whose figure it may be, without those only said to tell it."""
    if not item.statement.orgs:
        return []
    sentence = fold(item.sentence)
    tellers = [cue.end for cue in cues("scopes", "tellers", language).find(sentence)]
    return [name for name in item.statement.orgs if not _is_told_by(fold(name), sentence, tellers)]


def _is_told_by(name: str, sentence: str, tellers: Iterable[int]) -> bool:
    at = sentence.find(name)
    return at >= 0 and any(0 <= at - end <= _TELLER_REACH and "," not in sentence[end:at] for end in tellers)
