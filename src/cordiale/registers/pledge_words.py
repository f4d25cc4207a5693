"""The words that announce a thing to come, the noun for it, and the date by which it is to be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from cordiale.model import Mention, Span
from cordiale.registers.deadlines import Deadline
from cordiale.registers.phrasing import Phrases, phrases
from cordiale.vocabulary import load_yaml

_BEFORE = 130
"""Characters before what brings a thing about in which it is said that it is to come."""
_AFTER = 34
"""Characters between what brings a thing about and the noun for it."""
_BY = 30
"""Characters before what brings a thing about in which it is said that it has come about."""
_SUBJECT = 120
"""Characters before a verb to come in which its subject stands."""
_LONGEST = 12
"""Years ahead beyond which a date is that of a vision, not of a thing."""
_HINDSIGHT = 3
"""Years after a term in which it is still told as one."""
_TO_COME = ("coming", "next", "season", "this_year", "year_of")
"""How codes of relative periods begin that may lie ahead."""


@cache
def _ends(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a clause ends, and where the words for a thing do."""
    words = load_yaml(f"languages/{language}/pledges.yml")
    relative, told = "|".join(words["relatives"]), "|".join(words["phrase_ends"])
    return (
        re.compile(rf"[;:]|\. |\b(?:{relative})\b"),
        re.compile(rf"[,;:()<]|\"(?=\W|$)|\. |\b(?:{relative}|{told})\b"),
    )


# -- the thing and what says that it is to come -------------------------------------------------------------


@cache
def _nouns(language: str) -> Phrases:
    listed = load_yaml(f"languages/{language}/openings.yml")["places_opened"]
    return Phrases([*listed, *load_yaml(f"languages/{language}/pledges.yml")["things"]], language)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What ends right before a noun that is no subject; a noun phrase with its article; a past tense."""
    words = load_yaml(f"languages/{language}/pledges.yml")
    governed = load_yaml(f"languages/{language}/openings.yml")["governed"]
    listed = "|".join(sorted(map(re.escape, governed), key=len, reverse=True))
    articles = "|".join(words["articles"])
    return (
        re.compile(rf"(?:^|[\s\"(])(?:{listed})(?:(?<=')|\s)\"?(?:[a-z]+\s)?$"),
        re.compile(rf"(?:^|[\s\"(])(?P<noun>(?:{articles})(?:(?<=')|\s)\"?\w{{3,}})"),
        re.compile(rf"(?:^|[\s\"(,])(?:{'|'.join(words['past_auxiliaries'])})(?:(?<=')|\s)"),
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """The noun of a thing to come and the words that say so.

    ``how``: ``created`` after a noun or infinitive of making, ``will`` beside a verb to come, ``any`` the
    same where the noun is none of a thing, ``ahead`` where only a date says that it is to come.
    """

    noun: Span
    cue: Span
    how: Literal["created", "will", "any", "ahead"]


def things(folded: str, span: Span, language: str) -> Iterator[Thing]:
    """The nouns of things to come in a sentence, in order."""
    found: dict[int, Thing] = {}
    for thing in _made(folded, span, language):
        found.setdefault(thing.noun.start, thing)
    for cue in phrases("pledges", "papered", language).find(folded, span.start, span.end):
        noun = _noun_after(folded, span, cue, language, phrases("pledges", "papers", language))
        if noun is not None and _is_pending(folded, span, cue, language):
            found.setdefault(noun.start, Thing(noun, cue, "any"))
    for cue in phrases("pledges", "makes", language).find(folded, span.start, span.end):
        noun = _noun_after(folded, span, cue, language)
        if noun is not None:
            found[noun.start] = Thing(noun, cue, "will")
    making = {thing.cue.end for thing in found.values()}
    for cue in phrases("pledges", "will", language).find(folded, span.start, span.end):
        if cue.end in making:
            continue  # "was to open a quay": the object is the thing
        start = max(span.start, cue.start - _SUBJECT, folded.rfind(";", span.start, cue.start) + 1)
        subject = _subject(folded, start, cue.start, language)
        if subject is not None:
            found[subject.start] = Thing(subject, cue, "will")
        elif (noun := _any_subject(folded, start, cue.start, language)) is not None:
            found.setdefault(noun.start, Thing(noun, cue, "any"))
    yield from (found[start] for start in sorted(found))


def _made(folded: str, span: Span, language: str) -> Iterator[Thing]:
    """The things that stand behind a noun or infinitive of making."""
    for part in ("created", "create"):
        for cue in phrases("pledges", part, language).find(folded, span.start, span.end):
            noun = _noun_after(folded, span, cue, language)
            if _is_pending(folded, span, cue, language):
                if noun is not None:
                    yield Thing(noun, cue, "created")
            elif phrases("pledges", "bygone", language).last(folded, cue.start - _BY, cue.end + 1) is None:
                # "The completion of these works in 2025": a noun of making stands for the thing.
                ahead = cue if noun is None and part == "created" else noun
                if ahead is not None:
                    yield Thing(ahead, cue, "ahead")


def _noun_after(
    folded: str, span: Span, cue: Span, language: str, nouns: Phrases | None = None
) -> Span | None:
    end = min(span.end, cue.end + _AFTER)
    stop = _ends(language)[0].search(folded, cue.end, end)
    return (nouns or _nouns(language)).first(folded, cue.end, end if stop is None else stop.start())


def _subject(folded: str, start: int, end: int, language: str) -> Span | None:
    """The last noun of a thing before a verb that nothing makes an object or complement."""
    governed = _patterns(language)[0]
    found = [
        n for n in _nouns(language).find(folded, start, end) if not governed.search(folded, start, n.start)
    ]
    return found[-1] if found else None


def _any_subject(folded: str, start: int, end: int, language: str) -> Span | None:
    """The last noun with an article before a verb, whatever it is."""
    governed, nouns, _ = _patterns(language)
    found = [
        Span(match.start("noun"), match.end("noun"))
        for match in nouns.finditer(folded, max(start - 1, 0), end)
        if not governed.search(folded, start, match.start("noun"))
    ]
    return found[-1] if found and _ends(language)[0].search(folded, found[-1].end, end) is None else None


def _is_pending(folded: str, span: Span, cue: Span, language: str) -> bool:
    """Whether words before a creation say that it is to come, and none that it has come about."""
    start = max(span.start, cue.start - _BEFORE, folded.rfind(";", span.start, cue.start) + 1)
    said = phrases("pledges", "pending", language).last(folded, start, cue.start)
    if said is None:
        return False
    return phrases("pledges", "bygone", language).last(folded, said.end, cue.end + 1) is None


# -- when ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a sentence stands in a passage, its periods, and the year in which it was said."""

    folded: str
    span: Span
    periods: Sequence[Mention]
    said: int
    language: str

    def deadline(self, thing: Thing) -> Deadline | None:
        """The period to come that is told nearest to what brings a thing about."""
        best: tuple[int, Deadline] | None = None
        for mention in self.periods:
            if mention.since is None or mention.until is None or mention.role in ("base", "validity"):
                continue
            since, until = date.fromisoformat(mention.since), date.fromisoformat(mention.until)
            at = Span(self.span.start + mention.start, self.span.start + mention.end)
            # A term may be told in hindsight; a year gone by is none.
            earliest = self.said - _HINDSIGHT if mention.role == "deadline" else self.said
            if not earliest <= since.year <= until.year <= self.said + _LONGEST:
                continue
            gap = min(self._gap(at, thing.cue), self._gap(at, thing.noun))
            if gap < _BEFORE and (best is None or gap < best[0]) and self._is_term(mention, at, thing, until):
                best = gap, Deadline(since, until, mention.role == "deadline")
        return None if best is None else best[1]

    def _is_term(self, mention: Mention, at: Span, thing: Thing, until: date) -> bool:
        """Whether the period is when the thing is to be, and not when that was said or agreed."""
        past = _patterns(self.language)[2]
        if thing.how == "ahead" and past.search(self.folded, thing.cue.end, at.start) is not None:
            return False  # "the opening took place on"
        if mention.role == "deadline" or until.year > self.said:
            return True
        if thing.how == "ahead" or (mention.role == "since" and at.start < thing.cue.end):
            return False
        if mention.relative is not None and not mention.relative.startswith(_TO_COME):
            return False
        if at.start >= thing.cue.end:
            return True
        end = thing.cue.start
        if thing.how == "created":
            # The verb that tells when something was said may stand behind what is to be made.
            end = self.span.end
            if mention.since != f"{until.year}-01-01" or until != date(until.year, 12, 31):
                return False
        return past.search(self.folded, at.end, end) is None

    def _gap(self, period: Span, other: Span) -> int:
        """Characters between a period and something else; far where a clause ends between them."""
        low, high = (period.end, other.start) if period.end <= other.start else (other.end, period.start)
        return 1 << 20 if ";" in self.folded[low:high] else max(high - low, 0)


def phrase_of(folded: str, noun: Span, end: int, language: str = "fr") -> Span:
    """The words for a thing: from its noun up to the end of its clause, or to ``end``."""
    stop = _ends(language)[1].search(folded, noun.end, end)
    return Span(noun.start, end if stop is None else stop.start())
