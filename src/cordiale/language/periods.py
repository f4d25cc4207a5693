"""Dates and periods of a text: found with what they hang on, resolved later.

>>> found = find_periods("au premier semestre de 2021", "au premier semestre de 2021")
>>> [(m.quote, m.since, m.until) for m in found]
[('premier semestre de 2021', '2021-01-01', '2021-06-30')]

The words and forms are those of ``data/languages/<language>/periods.yml``; an automaton over its
triggers picks the stretches worth reading, so ordinary prose costs next to nothing.
"""

import re
from dataclasses import replace
from datetime import date
from operator import itemgetter

from cordiale.language.calendar import Dates
from cordiale.language.period_capture import Capture, Reading, part
from cordiale.language.period_context import Context
from cordiale.language.period_forms import Form, Starting, beginnings, forms
from cordiale.language.period_lexicon import Stretch, lexicon
from cordiale.language.period_readings import READERS, read_decade
from cordiale.language.period_resolution import resolve_code
from cordiale.model import Mention

_YEARLY = ("year", "year_range")
_YEAR_TELLING = (*_YEARLY, "month", "decade")
_ORDER = itemgetter(0, 1)  # the longest first, then the first in the data
_DATED = ("month_of_year:", "day_of_year:")


def find_periods(text: str, folded: str, language: str = "fr") -> list[Mention]:
    """Every date and period of ``text``, in order, without overlaps.

    ``folded`` is ``cordiale.vocabulary.folding.fold(text)``. Absolute periods carry ``since`` and
    ``until`` (ISO, both inclusive); relative ones carry the code ``relative`` for ``resolve_period``.
    Raises ``ValueError`` when the two texts differ in length.
    """
    if len(text) != len(folded):
        raise ValueError("the folded view must have the length of the text")
    words = lexicon(language)
    starts, table = beginnings(language), forms(language)
    mentions: list[Mention] = []
    for low, high in words.stretches(folded):
        stretch = words.read(folded, low, high)
        _read_stretch(Context(words, stretch, text, folded), starts, table, mentions)
    return mentions


def _read_stretch(
    context: Context, starts: re.Pattern[str], table: dict[str, Starting], mentions: list[Mention]
) -> None:
    codes = context.stretch.codes
    done, year_end, decades = 0, -1, False
    for candidate in starts.finditer(codes):
        position = candidate.start()
        starting = table[candidate[0]]
        if position < done or not starting.gate.match(codes, position):
            continue
        found = [
            (match.end(), -form.rank, form, match)
            for form in starting.forms
            if (match := form.pattern.match(codes, position))
        ]
        if len(found) > 1:
            found.sort(key=_ORDER, reverse=True)
        role = context.role(position)
        known = 0 <= position - year_end <= 1
        for end, _, form, match in found:
            capture = Capture(match, context.stretch, context.data, deadline=role == "deadline")
            if (form.needs_year and not capture.years) or not _holds(context, form, capture, known=known):
                continue
            reading = READERS[form.reads](capture)
            if reading is None:
                continue
            done = end
            if form.reads == "day" and context.is_street(position):
                break
            if known and decades and form.reads == "year" and (wider := read_decade(capture)):
                reading = wider
            mentions.append(_mention(context, reading, position, end, role))
            if len(mentions) > 1 and reading.grain in ("month", "day"):
                _share_year(context, mentions, capture)
            if form.reads in _YEAR_TELLING and capture.years:
                year_end = end
                decades = reading.grain == "decade"
            break


def _holds(context: Context, form: Form, capture: Capture, *, known: bool) -> bool:
    """Whether what stands around the form lets it be a date."""
    first, last = capture.match.span()
    stretch: Stretch = context.stretch
    reads = form.reads
    start, end = stretch.start(first), stretch.ends[last - 1]
    figures = stretch.words[first][0].isdigit() or reads in ("day", *_YEARLY)
    if figures and context.is_named(first, start, end):
        return False
    if reads == "year" and last - first == 1:
        return context.is_year(first, last, known=known)
    if reads == "year_range":
        return context.is_range(first, last) and (form.spaced or " " not in context.folded[start:end])
    if reads == "month" and not capture.years:
        return context.is_month(first, last, capture.found["m"])
    if reads == "bare_day":
        return context.is_bare_day(first, last)
    if reads in ("bare_season", "season"):
        return context.is_season(first, dated=bool(capture.years))
    if reads == "short_date":
        return " " not in context.folded[start:end] and context.is_short_date(first)
    if reads in ("day_after", "day_before", "last_before", "next_before"):
        return not context.is_part_of(last)
    if reads == "first_months" and "o" in capture:
        return capture.number("o") == 1
    return True


def _mention(context: Context, reading: Reading, first: int, last: int, cue: str) -> Mention:
    while first < last - 1 and "the" in context.stretch.values[first]:  # an article in front is no part of it
        first += 1
    start, end = context.stretch.start(first), context.stretch.ends[last - 1]
    if cue == "deadline" and reading.relative in ("now", "today"):  # "until now" sets no term
        cue = ""
    role = cue if cue and reading.role in ("", "base", "period", "duration") else reading.role
    if role == "validity" and not (reading.grain == "year" and reading.dates and _years(reading.dates) > 1):
        role = reading.role if reading.role != "base" else ""
    dates = reading.dates
    return Mention(
        kind="period",
        start=start,
        end=end,
        quote=context.text[start:end],
        since=dates[0].isoformat() if dates else None,
        until=dates[1].isoformat() if dates else None,
        role=role or ("date" if reading.grain == "day" else "period"),
        relative=reading.relative,
        grain=reading.grain,
    )


def _share_year(context: Context, mentions: list[Mention], capture: Capture) -> None:
    """Gives the year of the last date to those before it in one list: "in March and in June 2021"."""
    year = capture.year() if len(capture.years) == 1 else None
    if year is None or "m" not in capture.found:
        return
    later = capture.month()
    for place in range(len(mentions) - 2, -1, -1):
        earlier, following = mentions[place], mentions[place + 1]
        shape = earlier.relative or ""
        if not shape.startswith(_DATED) or "@" in shape or not context.is_list(earlier.end, following.start):
            return
        month = int(shape.partition(":")[2].partition("-")[0])
        shared = part(shape, year, earlier.grain or "month") if month <= later else None
        if shared is None:
            return
        dates = shared.dates
        mentions[place] = replace(
            earlier,
            since=dates[0].isoformat() if dates else None,
            until=dates[1].isoformat() if dates else None,
            relative=shared.relative,
        )
        later = month


def _years(dates: Dates) -> int:
    return dates[1].year - dates[0].year + 1


def resolve_period(mention: Mention, *, reference: date | None, anchor: Mention | None) -> Mention:
    """The mention with its dates where they can be known, else the mention as it is.

    ``reference`` is the date of writing, ``anchor`` the last period of the context that has dates.
    ``relative`` is kept, so that a reader sees what the dates hang on. "Aujourd'hui" becomes the day
    and "actuellement" the year of writing. The rules are those of ``period_resolution``.

    >>> [found] = find_periods("il y a trois ans", "il y a trois ans")
    >>> resolve_period(found, reference=date(2022, 11, 22), anchor=None).since
    '2019-01-01'
    """
    if mention.relative is None or mention.since is not None:
        return mention
    known: Dates | None = None
    if anchor is not None and anchor.since and anchor.until:
        known = date.fromisoformat(anchor.since), date.fromisoformat(anchor.until)
    deadline = mention.role == "deadline"
    dates = resolve_code(mention.relative, reference=reference, anchor=known, deadline=deadline)
    if dates is None:
        return mention
    return replace(mention, since=dates[0].isoformat(), until=dates[1].isoformat())
