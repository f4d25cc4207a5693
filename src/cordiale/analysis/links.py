"""The dated steps by which two places tie themselves: twinnings told or listed, and agreements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cordiale.analysis.cues import cues
from cordiale.analysis.scopes import country_of
from cordiale.model import Placed
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

Step = Literal["twinning", "friendship", "cooperation"]

_FOUNDING = frozenset(("agreement", "memorandum", "protocol", "declaration"))
"""Documents by which a tie begins; plans and contracts follow one."""
_LIST_REACH = 25
"""Characters between a name of a list and its year."""
_WORD_REACH = 110
"""Characters behind a document's noun in which it is said what it founds."""
_AT_ONCE = 12
"""Characters between a document's noun and the tie that is part of its name ("accord de jumelage")."""
_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step of a pair of places below the country: what was founded, when, and how it is told.

    ``listed`` tells that the year stands in brackets behind a name of a list; ``loose`` that the list is
    one of partners as well as twins.
    """

    item: Placed
    pair: tuple[str, str]
    step: Step
    date: str
    listed: bool = False
    loose: bool = False


def steps_of(holdings: Holdings, language: str = "fr") -> Iterator[DatedStep]:
    """The steps whose year is printed with them, in reading order."""
    for item in holdings.placed:
        if item.statement.status != "actual" or item.setting is None or item.at is None:
            continue
        told = item.fields.get("date")
        if told is None:
            continue
        if item.statement.kind == "relation" and item.fields["relation"] == "twinning":
            found = _relation_step(item, told, language)
        elif item.statement.kind == "document" and item.fields["stage"] == "signed":
            found = _document_step(item, told, language)
        else:
            continue
        if found is not None:
            yield found


def _relation_step(item: Placed, told: str, language: str) -> DatedStep | None:
    sentence, start, end = sentence_at(item)
    pair = _pair(item.statement.parties)
    if pair is None:
        return None
    listed = _is_listed(sentence, end, told[:4])
    if not listed:
        if not _began(sentence, start, end, told[:4], language):
            return None
        if not frozenset(pair) <= _named(item.statement.parties, item.sentence, sentence):
            return None
    context = sentence if not listed else _with_before(item, sentence)
    loose = listed and cues("dating", "loose", language).has("loose", context)
    return DatedStep(item, pair, "twinning", told, listed, loose)


def _document_step(item: Placed, told: str, language: str) -> DatedStep | None:
    if item.fields["doctype"] not in _FOUNDING:
        return None
    sentence, start, end = sentence_at(item)
    named = _named(item.statement.parties, item.sentence, sentence)
    pair = _pair(_refined(item.statement.parties, named))
    if pair is None or told[:4] not in _DIGITS.findall(sentence):
        return None
    if any(True for _ in cues("dating", "renewed", language).find(sentence)):
        return None
    step = _founded(sentence, start, end, language)
    if step != "cooperation" and not frozenset(pair) <= named:
        return None
    return DatedStep(item, pair, step, told)


def _founded(sentence: str, start: int, end: int, language: str) -> Step:
    """What a document founds: a tie named right behind its noun, or behind a word of founding."""
    behind = next(cues("dating", "links", language).find(sentence, start, end + _WORD_REACH), None)
    if behind is not None:
        between = sentence[end : behind.start]
        founds = next(cues("dating", "founding", language).find(between), None)
        if founds is not None or len(between) <= _AT_ONCE:
            return "twinning" if behind.name == "twinning" else "friendship"
    return "cooperation"


def sentence_at(item: Placed) -> tuple[str, int, int]:
    """The folded sentence of a statement, and where its anchor stands there."""
    assert item.setting is not None and item.at is not None
    index = item.setting.sentence_at(item.at.start)
    if index < 0:
        return fold(item.setting.text), item.at.start, item.at.end
    span = item.setting.sentences[index]
    return fold(span.of(item.setting.text)), item.at.start - span.start, item.at.end - span.start


def _with_before(item: Placed, sentence: str) -> str:
    """A list's sentence with those before it in the paragraph: the head of the list is in one of them."""
    assert item.setting is not None and item.at is not None
    return fold(item.setting.text[: item.at.start]) + sentence


def _is_listed(sentence: str, end: int, year: str) -> bool:
    behind = _DIGITS.search(sentence, end, end + _LIST_REACH)
    if behind is None or behind[0] != year:
        return False
    between = sentence[end : behind.start()]
    return "(" in between and len(_LETTERS.findall(between)) <= len("depuis")


def _began(sentence: str, start: int, end: int, year: str, language: str) -> bool:
    """Whether a sentence says that the link began in the year printed in it."""
    if not any(True for _ in cues("dating", "began", language).find(sentence)):
        return False
    for match in _DIGITS.finditer(sentence):
        if match[0] == year:
            low, high = (match.end(), start) if match.end() <= start else (end, match.start())
            if (
                low <= high
                and next(cues("dating", "breaks", language).find(sentence, low, high), None) is None
            ):
                return True
    return False


def _pair(parties: tuple[str, ...]) -> tuple[str, str] | None:
    """Two places below the country, of two countries."""
    if len(parties) != 2 or any(len(party) == 2 or party.isalpha() for party in parties):
        return None
    return (parties[0], parties[1]) if country_of(parties[0]) != country_of(parties[1]) else None


def _named(parties: tuple[str, ...], printed: str, sentence: str) -> frozenset[str]:
    """The codes of the places that a sentence names; a town of the parties also by its bare name."""
    mentions = find_places(printed, sentence, home=frozenset(country_of(party) for party in parties))
    towns = (party for party in parties if ":" in party)
    return frozenset(mention.code for mention in mentions) | {
        town for town in towns if fold(town.split(":", 1)[1]) in sentence
    }


def _refined(parties: tuple[str, ...], named: frozenset[str]) -> tuple[str, ...]:
    """The parties with a country told more exactly by the one place of it that the sentence names."""
    below = {
        party: [code for code in sorted(named) if code != party and country_of(code) == party]
        for party in parties
        if len(party) == 2
    }
    return tuple(sorted(below[party][0] if len(below.get(party, ())) == 1 else party for party in parties))
