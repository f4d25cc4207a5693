"""Deadlines: by when a figure is to be reached, told apart from the day on which that was agreed."""

from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from cordiale.language.periods import find_periods, resolve_period
from cordiale.model import Mention, Placed
from cordiale.registers.phrasing import phrases
from cordiale.vocabulary.folding import fold

_QUARTER = 92
"""Days of the longest quarter: what is longer and no whole year is a stretch, not a deadline."""
_BEARER = 60
"""Characters in which a document's noun before a year makes it the document's year."""
_APART = 90
"""Characters between a figure and "in the next years" that are still about it."""
_DAYS = ("period", "date", "since")
"""Roles of mentions that may tell when something was agreed."""
_COMING = "coming_"
"""How codes of relative periods to come begin ("in the next three years")."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The calendar unit by whose end (``by``) or in which a figure is to be reached, both ends inclusive."""

    since: date
    until: date
    by: bool

    @property
    def year(self) -> int:
        """The year whose flow decides: that of its end, the one before where that is the year's start."""
        return self.until.year if self.until.month > 3 else self.until.year - 1


@dataclass(frozen=True, slots=True)
class Timing:
    """What a sentence says of the time of a target: its deadline, and the year in which it was set.

    ``elapsed`` tells that the figure is one of some months that were over when it was said.
    """

    deadline: Deadline | None = None
    set_in: int | None = None
    elapsed: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    item: Placed
    folded: str
    mentions: tuple[Mention, ...]
    start: int
    end: int
    verb: int | None


def timing_of(item: Placed, verb: int | None) -> Timing:
    """When the figure of ``item`` is to be reached; ``verb`` is where its verb of reaching begins.

    The period that the statement has is its deadline unless the words show that it is something else:
    the day of the meeting (before the verb, with a past tense between), a year gone by, a part of a
    year that was counted, the year of a document.
    """
    sentence = _read(item, verb)
    own = item.period
    if sentence is None:
        return Timing()
    named = None if own is None else _named(sentence, own)
    if own is not None and _accepted(sentence, own, named):
        by = named is not None and named.role == "deadline"
        term = Deadline(own[0], own[1], by or own[0].year < own[1].year)
        return Timing(term, _set_in(sentence, None, named))
    set_in = _set_in(sentence, own, named)
    elapsed = own is not None and not _is_whole(own) and _days(own) > _QUARTER
    elapsed = elapsed and item.said is not None and own is not None and own[1].year <= item.said
    return Timing(_other(sentence, set_in), set_in, elapsed)


def _is_whole(period: tuple[date, date]) -> bool:
    """Whether it is of whole years."""
    return (period[0].month, period[0].day, period[1].month, period[1].day) == (1, 1, 12, 31)


def _days(period: tuple[date, date]) -> int:
    return (period[1] - period[0]).days


def _read(item: Placed, verb: int | None) -> _Sentence | None:
    setting, at = item.setting, item.at
    if setting is None or at is None or (index := setting.sentence_at(at.start)) < 0:
        return None
    span = setting.sentences[index]
    text = span.of(setting.text)
    folded = fold(text)
    reference = None if item.said is None else date(item.said, 12, 31)
    mentions = tuple(
        resolve_period(mention, reference=reference, anchor=None) for mention in find_periods(text, folded)
    )
    return _Sentence(item, folded, mentions, at.start - span.start, at.end - span.start, verb)


def _named(sentence: _Sentence, own: tuple[date, date]) -> Mention | None:
    """The mention in the sentence that names the period, the nearest to the figure; None where none does."""
    since, until = own[0].isoformat(), own[1].isoformat()
    alike = [m for m in sentence.mentions if m.since == since and m.until == until]
    return min(alike, key=lambda m: _distance(sentence, m), default=None)


def _distance(sentence: _Sentence, mention: Mention) -> int:
    return max(mention.start - sentence.end, sentence.start - mention.end)


def _accepted(sentence: _Sentence, own: tuple[date, date], named: Mention | None) -> bool:
    said = sentence.item.said
    whole = _is_whole(own)
    if named is None:
        return whole and said is not None and own[1].year >= said
    if named.role == "deadline":
        return not _is_borne(sentence, named)
    if not whole and _days(own) > _QUARTER:
        return False
    if whole and _is_for(sentence, named):
        return True
    if not whole and named.start >= sentence.end and _is_elsewhere(sentence, named):
        return False
    after = named.start >= sentence.end or (sentence.verb is not None and named.start > sentence.verb)
    if said is not None and own[1].year < said:
        return after and not _is_then(sentence, named)
    if after:
        return True
    if not whole and phrases("goals", "year_end").first(fold(named.quote)) is None:
        return False
    return phrases("goals", "agreed").first(sentence.folded, named.end, sentence.start) is None


def _is_then(sentence: _Sentence, named: Mention) -> bool:
    """Whether a year gone by is the one in which the value was reached before."""
    between = sentence.end, named.start
    return between[0] <= between[1] and phrases("goals", "then").first(sentence.folded, *between) is not None


def _is_for(sentence: _Sentence, named: Mention) -> bool:
    """Whether the words before the year say that something is meant for it."""
    start = max(named.start - 25, 0)
    found = phrases("goals", "for_year").last(sentence.folded, start, named.start)
    return found is not None and not sentence.folded[found.end : named.start].strip()


def _is_elsewhere(sentence: _Sentence, named: Mention) -> bool:
    """Whether the month is that of another clause, which has a verb of its own."""
    return phrases("goals", "clause").first(sentence.folded, sentence.end, named.start) is not None


def _is_borne(sentence: _Sentence, mention: Mention) -> bool:
    """Whether the year is a document's: its noun stands before it and nothing parts them."""
    start = max(mention.start - _BEARER, 0)
    bearer = phrases("goals", "bearers").last(sentence.folded, start, mention.start)
    if bearer is None:
        return False
    between = sentence.folded[bearer.end : mention.start]
    return not any(mark in between for mark in ',;"') and not any(c.isdigit() for c in between)


def _set_in(sentence: _Sentence, own: tuple[date, date] | None, named: Mention | None) -> int | None:
    """The year in which the target was set, where the sentence says so before the figure.

    ``own`` is the statement's period where that is not its deadline, ``named`` what names it.
    """
    said = sentence.item.said
    before = sentence.start if sentence.verb is None else sentence.verb
    if (
        own is not None
        and named is not None
        and named.end <= before
        and (said is None or own[1].year <= said)
    ):
        return own[1].year
    years = {
        int(m.until[:4])
        for m in sentence.mentions
        if m.until and m is not named and m.end <= before and m.role in _DAYS and not _is_for(sentence, m)
    }
    if (
        phrases("goals", "agreed").first(sentence.folded, 0, before) is None
        or ";" in sentence.folded[:before]
    ):
        return None
    return years.pop() if len(years) == 1 and (said is None or min(years, default=0) <= said) else None


def _other(sentence: _Sentence, set_in: int | None) -> Deadline | None:
    """A deadline named in the sentence that the statement does not have."""
    found = [
        (_distance(sentence, mention), later)
        for mention in sentence.mentions
        if (later := _deadline_in(sentence, mention, set_in)) is not None
    ]
    if not found:
        return None
    nearest = min(found, key=itemgetter(0))[1]
    if nearest.since is None or nearest.until is None:
        return None
    return Deadline(date.fromisoformat(nearest.since), date.fromisoformat(nearest.until), by=True)


def _deadline_in(sentence: _Sentence, mention: Mention, set_in: int | None) -> Mention | None:
    """The mention with its dates, where it says by when the figure is to be reached."""
    told = set_in or sentence.item.said
    if mention.relative and mention.relative.startswith(_COMING):
        if told is None or not _is_near(sentence, mention):
            return None
        bare = replace(mention, since=None, until=None)
        return resolve_period(bare, reference=date(told, 12, 31), anchor=None)
    if mention.since is None or mention.until is None:
        return None
    if mention.role == "deadline":
        return None if _is_borne(sentence, mention) or _is_apart(sentence, mention) else mention
    # A programme for some years says by when what it provides for is to be done.
    runs = mention.role == "validity" and mention.since[:4] < mention.until[:4]
    later = told is not None and int(mention.until[:4]) >= told
    return mention if runs and later and mention.end <= sentence.start else None


def _is_apart(sentence: _Sentence, mention: Mention) -> bool:
    """Whether a deadline is that of another clause."""
    if mention.start >= sentence.end:
        return ";" in sentence.folded[sentence.end : mention.start] or _is_elsewhere(sentence, mention)
    return ";" in sentence.folded[mention.end : sentence.start]


def _is_near(sentence: _Sentence, mention: Mention) -> bool:
    """Whether nothing but its own clause parts a stretch of years from the figure."""
    if _distance(sentence, mention) > _APART:
        return False
    return mention.end <= sentence.start or "," not in sentence.folded[sentence.end : mention.start]
