"""Which period a figure is for: named beside it, else carried by the paragraph where its measure lets it.

Only what flows (trade, deals, output) takes the paragraph's period where its own sentence names none;
counts of what stands take it only where the paragraph speaks of today.
"""

import re
from dataclasses import dataclass

from cordiale.extract.figures import Figure
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.status import has_past
from cordiale.extract.timing import NOT_ITS_OWN, TODAY, nearest_period, own_periods, timing_rules
from cordiale.model import Mention

Dates = tuple[str | None, str | None]
_NONE: Dates = (None, None)
_BEFORE = 60
FLOWS = frozenset(
    (
        "exports", "imports", "turnover", "balance", "trade_deals", "rank", "production", "participants",
        "revenue", "traffic", "deliveries",
    )
)  # fmt: skip
"""Measures that flow: a figure of theirs takes the paragraph's period."""
TOLD_AFTER = FLOWS - {"deliveries", "production"}
"""Flows that nobody plans for a time that is over: told of it in the future, they have happened."""
_DONE = frozenset(("projects", "agreements", "education", "participants"))
_TIMELESS = frozenset(("distance", "area", "duration", "credit"))
_BESIDE = 4
"""A period at most this many characters behind a figure is its own (" en ")."""
_APART = ",;:."


@dataclass(frozen=True, slots=True)
class _Case:
    """A figure whose period is asked for: what it measures, how firmly it is said, the rules."""

    figure: Figure
    sentence: Sentence
    context: Context
    measure: str
    status: str
    rules: dict[str, re.Pattern[str]]


def figure_period(
    figure: Figure, sentence: Sentence, context: Context, *, measure: str, status: str, language: str = "fr"
) -> Dates:
    """``(from, to)`` of a figure: the period named beside it, else the paragraph's where that carries."""
    case = _Case(figure, sentence, context, measure, status, timing_rules(language))
    before = sentence.folded[max(sentence.start, figure.start - _BEFORE) : figure.start]
    compared = case.rules["from_value"].search(before) is not None
    own = _right_behind(figure, sentence, compared=compared)
    if own is None and (compared or case.rules["with"].search(before)):
        return _NONE
    period = own or nearest_period(sentence, figure.start, figure.end)
    return _carried(case) if period is None else _named(case, period)


def _named(case: _Case, period: Mention) -> Dates:
    """The dates of a figure beside which ``period`` is named."""
    sentence, context = case.sentence, case.context
    if period.role == "since" and case.figure.transform == "growth":
        later = [other for other in own_periods(sentence) if other.role != "since"]
        period = later[-1] if later else period  # grown since then, up to the time named
    if case.figure.transform == "growth":
        period = _arrival(case, period)
    if case.status == "planned" and period.role == "since":
        return _NONE
    if case.status != "actual" and _is_over_or_now(case, period):
        return _NONE
    if case.measure in _TIMELESS or _stands(case.figure, period, sentence, case.rules):
        return _NONE
    context.paragraph_period, context.figured = period, sentence.start
    context.period_sentence = sentence.index
    ends_year = case.rules["year_end"].search(sentence.folded[sentence.start : period.end])
    if case.measure in FLOWS and ends_year and period.since:
        return f"{period.since[:4]}-01-01", f"{period.since[:4]}-12-31"
    return period.since, period.until


def _arrival(case: _Case, period: Mention) -> Mention:
    """The period of the value that a growth leads to, where ``period`` is that of the one it starts from.

    "Multiplie par 2, passant de 30 tonnes en 2022 a 60 tonnes en 2023" is a growth of 2023.
    """
    sentence, figure = case.sentence, case.figure
    values = [other for other in sentence.figures if other.start >= figure.end and other.unit is not None]
    later = [other for other in own_periods(sentence) if other.start >= period.end]
    if period.start < figure.end or len(values) < 2 or not later:
        return period
    first, second = values[:2]
    starts = case.rules["leaves"].search(sentence.folded[figure.end : first.start]) is not None
    ends = case.rules["arrives"].search(sentence.folded[period.end : second.start]) is not None
    if not (starts and ends and first.end <= period.start <= period.end <= second.start < later[0].start):
        return period
    return later[0] if later[0].start - second.end <= _BESIDE else period


def _is_over_or_now(case: _Case, period: Mention) -> bool:
    """Whether an aim that is still told as one is put into a time that is over, or into today.

    "Lancee en 2007, la ville doit accueillir 350 000 habitants": not in 2007. An aim told of in the past
    ("il etait prevu de livrer") may have had its time in the past.
    """
    if period.relative in TODAY:
        return True
    folded = case.sentence.folded
    named_for = case.rules["aim_for"].search(folded[max(0, period.start - _BEFORE) : period.start])
    set_then = case.rules["aim_set"].search(folded[period.end : case.figure.start])
    if case.status == "target" and set_then and not named_for:
        return True  # "En 2023, les parties ont decide de porter ...": when it was set, not what it is for
    told = case.rules["aimed_then"].search(case.sentence.folded, case.sentence.start, case.sentence.end)
    return told is None and case.measure not in TOLD_AFTER and is_past(period.until, case.sentence)


def _carried(case: _Case) -> Dates:
    """The dates of a figure whose sentence names no period of its own."""
    figure, sentence, context = case.figure, case.sentence, case.context
    following = _year_after_base(sentence) if figure.transform == "growth" else None
    spanned = following or (_years_up_to_now(sentence, case.rules) if figure.unit == "count" else None)
    if spanned is not None:
        return spanned
    if case.status != "actual" and not (case.status == "target" and figure.transform == "growth"):
        return _NONE
    then = case.rules["then"].search(sentence.folded, sentence.start, sentence.end) is not None
    if then and context.anchor is not None:
        context.paragraph_period = context.anchor
    period = context.paragraph_period
    if period is None or figure.transform == "share":  # a share told in the present is nobody's year
        return _NONE
    done = case.measure in _DONE and _just_done(figure, sentence, context)
    stands = period.relative in TODAY and case.measure not in _TIMELESS
    return (period.since, period.until) if then or done or stands or case.measure in FLOWS else _NONE


def is_past(until: str | None, sentence: Sentence) -> bool:
    """Whether a period that ends on ``until`` was over in the year when the sentence was written."""
    return until is not None and sentence.reference is not None and int(until[:4]) < sentence.reference.year


def _right_behind(figure: Figure, sentence: Sentence, *, compared: bool) -> Mention | None:
    """The period that follows the figure at once ("50 tonnes en 2016"), its own whatever else is named.

    ``compared`` tells that the figure is what others are compared with: then so is its period.
    """
    for period in sentence.periods:
        between = sentence.folded[figure.end : period.start]
        if period.start < figure.end or len(between) > _BESIDE or any(mark in between for mark in _APART):
            continue
        if period.since is not None and (
            period.role not in NOT_ITS_OWN or (compared and period.role == "base")
        ):
            return period
    return None


def _stands(figure: Figure, period: Mention, sentence: Sentence, rules: dict[str, re.Pattern[str]]) -> bool:
    """Whether a relative clause parts figure and period ("en mars, la firme, qui compte 60 points")."""
    low = period.end if period.end <= figure.start else sentence.start
    return rules["standing"].search(sentence.folded, low, figure.start) is not None


def _just_done(figure: Figure, sentence: Sentence, context: Context) -> bool:
    """Whether the sentence tells in a compound past what was done in the period named right before it."""
    if any(
        mention.unit in ("year", "month") and mention.start < figure.start for mention in sentence.figures
    ):
        return False  # "en moins de cinq ans" tells the time
    return sentence.index - context.period_sentence <= 1 and has_past(sentence, sentence.start, figure.start)


def _years_up_to_now(sentence: Sentence, rules: dict[str, re.Pattern[str]]) -> tuple[str, str] | None:
    """The span of "depuis cinq ans" or "les deux dernieres annees", the year of writing included."""
    if sentence.reference is None:
        return None
    counts = [
        int(period.relative.partition(":")[2])
        for period in sentence.periods
        if period.relative is not None and period.relative.startswith("past_years:")
    ]
    counts += [
        int(mention.value)
        for mention in sentence.figures
        if mention.unit == "year"
        and isinstance(mention.value, float)
        and rules["since_years"].search(
            sentence.folded[max(sentence.start, mention.start - 16) : mention.start]
        )
    ]
    if not counts or counts[0] < 1:
        return None
    year = sentence.reference.year
    return f"{year - counts[0] + 1:04}-01-01", f"{year:04}-12-31"


def _year_after_base(sentence: Sentence) -> tuple[str, str] | None:
    """The year after the one that a growth is told against ("137,2 % par rapport a 2020")."""
    bases = {period.since for period in sentence.periods if period.role == "base" and period.grain == "year"}
    since = bases.pop() if len(bases) == 1 else None
    if since is None:
        return None
    year = int(since[:4]) + 1
    return f"{year:04}-01-01", f"{year:04}-12-31"
