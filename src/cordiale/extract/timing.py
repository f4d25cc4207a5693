"""Which period a figure, document or event is for: named beside it, else carried by the paragraph.

Only what flows (trade, deals, output) takes the paragraph's period where its own sentence names none;
counts of what stands take it only where the paragraph speaks of today.
"""

import re
from dataclasses import replace
from functools import cache

from cordiale.extract.clauses import distance
from cordiale.extract.figures import Figure
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.status import has_past
from cordiale.language import resolve
from cordiale.model import Mention
from cordiale.vocabulary import load_yaml

_NOT_ITS_OWN = ("base", "recurrent", "validity", "duration")
_BEHIND = 1.6
"""A period named after the figure must be this much nearer than one named before it."""
_BEYOND = 80
"""What it costs a period to stand behind the figure and beyond a comma."""
_ANOTHERS = 200
"""What it costs a period that another figure stands nearer to."""
_BESIDE = 4
"""A period at most this many characters behind a figure is its own (" en ")."""
_APART = ",;:."
_TIED, _TAKEN = 4, 30
"""A period that directly follows a figure ("1,8 fois en 2022") is that figure's: what another pays for it."""
_SINCE = 60
"""What a starting point ("depuis 2015") costs beside a plain period of the same sentence."""
_MARKS = (", ", ";", ":", "(", ")")
_TODAY = ("today", "now")
FLOWS = frozenset(
    (
        "exports",
        "imports",
        "turnover",
        "balance",
        "trade_deals",
        "rank",
        "production",
        "participants",
        "revenue",
        "traffic",
        "deliveries",
    )
)
_DONE = frozenset(("projects", "agreements", "education", "participants"))
TOLD_AFTER = FLOWS - {"deliveries", "production"}
"""Flows that nobody plans for a time that is over: told of it in the future, they have happened."""
_TIMELESS = frozenset(("distance", "area", "duration", "credit"))


@cache
def _rules(language: str) -> dict[str, re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/timing.yml")
    words = {
        name: "|".join(re.escape(word) for word in sorted(group, key=len, reverse=True))
        for name, group in data.items()
    }
    linking = rf"(?: ?(?:{words['linking']}|[a-z]{{1,2}}')){{0,6}} ?$"
    return {
        "base": re.compile(rf"\b(?:{words['base']}){linking}"),
        "more_than": re.compile(rf"\b(?:{words['more_than']})\b[^.;]{{0,34}} (?:{words['that']}){linking}"),
        "with": re.compile(rf"\b(?:{words['with']})[^,;.]{{0,24}}$"),
        "since_years": re.compile(rf"\b(?:{words['since_years']}) $"),
        "standing": re.compile(rf"\b(?<!ce )(?:{words['standing']})"),
        "not_base": re.compile(rf"\b(?:{words['not_base']})[' a-z]{{0,12}}$"),
        "year_end": re.compile(rf"\b(?:{words['year_end']}) +(?:19|20)\d\d$"),
        "then": re.compile(rf"\b(?:{words['then']})\b"),
        "from_value": re.compile(rf"\b(?:{words['from_value']})(?: [a-z']+){{0,2}} ?$"),
    }


def resolve_periods(sentence: Sentence, context: Context, language: str = "fr") -> None:
    """Resolve the sentence's periods in order, each against the last absolute one before it.

    A period that only the note's year can place ("au premier semestre") takes it from the cited
    source, unless the sentence itself has named a year before.
    """
    rules = _rules(language)
    resolved = []
    inside: Mention | None = None
    for period in sentence.periods:
        near = sentence.folded[max(sentence.start, period.start - 70) : period.start]
        if period.relative in _TODAY and period.role == "base":
            period = replace(period, role="period")  # "contre 70 aujourd'hui" tells the figure of today
        if period.role == "base" and rules["not_base"].search(near):
            period = replace(period, role="period")
        elif period.role not in _NOT_ITS_OWN and _is_base(near, rules):
            period = replace(period, role="base")
        anchor = inside or context.anchor
        if inside is None and sentence.cited_year is not None and _is_stale(anchor, sentence.cited_year):
            anchor = None
        period = resolve(period, reference=sentence.reference, anchor=anchor)
        if period.relative in _TODAY and period.since is not None and sentence.reference is not None:
            year = sentence.reference.year
            period = replace(period, since=f"{year}-01-01", until=f"{year}-12-31", grain="year")
        period = _since_then(period, sentence, context)
        resolved.append(period)
        if period.role == "since" and period.since is not None:
            context.since, context.before_since = period, context.anchor
            context.since_reach = tuple((context.paragraph, sentence.index + step) for step in (0, 1))
        if period.since is not None and period.role not in _NOT_ITS_OWN and period.relative not in _TODAY:
            context.anchor = inside = period
    sentence.periods = resolved


def _since_then(period: Mention, sentence: Sentence, context: Context) -> Mention:
    """ "Cette periode" after a starting point ("depuis mars 2022"): from it to the time last spoken of."""
    since, anchor = context.since, context.before_since
    if (
        period.relative != "same_period"
        or since is None
        or since.since is None
        or (context.paragraph, sentence.index) not in context.since_reach
    ):
        return period
    until = anchor.until if anchor is not None and anchor.until and anchor.until > since.since else None
    return replace(period, since=since.since, until=until or period.until)


def _is_base(near: str, rules: dict[str, re.Pattern[str]]) -> bool:
    if rules["not_base"].search(near):
        return False
    return rules["base"].search(near) is not None or rules["more_than"].search(near) is not None


def _is_stale(anchor: Mention | None, year: int) -> bool:
    return anchor is not None and anchor.until is not None and int(anchor.until[:4]) < year


def own_periods(sentence: Sentence) -> list[Mention]:
    """The periods that a figure of the sentence may be for."""
    return [p for p in sentence.periods if p.since is not None and p.role not in _NOT_ITS_OWN]


def nearest_period(sentence: Sentence, start: int, end: int) -> Mention | None:
    """The period of the sentence that reads closest to ``start..end``; None where none is named.

    A period between the same commas as the anchor goes before all others.
    """
    periods = own_periods(sentence)
    if len(periods) > 1:
        low, high = _segment(sentence.folded, sentence.start, sentence.end, start, end)
        inside = [p for p in periods if low <= p.start and p.end <= high and p.role != "since"]
        periods = inside or periods
    best: tuple[float, Mention] | None = None
    for period in periods:
        if period.end <= start:
            cost = float(distance(sentence.folded, period.end, start))
            if any(0 <= period.start - other.end <= _TIED for other in sentence.figures):
                cost += _TAKEN
        elif period.start >= end:
            cost = _cost_behind(sentence, end, period)
        else:
            continue
        if period.role == "since":
            cost += _SINCE
        if best is None or cost < best[0]:
            best = (cost, period)
    return best[1] if best else None


def _cost_behind(sentence: Sentence, end: int, period: Mention) -> float:
    """What it costs a figure that ends at ``end`` to take a period named behind it."""
    cost = distance(sentence.folded, end, period.start) * _BEHIND
    if "," in sentence.folded[end : period.start]:
        cost += _BEYOND
        if any(end < other.start < period.start for other in sentence.figures):
            cost += _ANOTHERS  # it is rather the other figure's
    return cost


def _segment(folded: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The stretch between the commas (or stronger marks) around ``start..end``."""
    left = max(folded.rfind(mark, low, start) for mark in _MARKS)
    rights = [at for mark in _MARKS if (at := folded.find(mark, end, high)) >= 0]
    return max(left, low), min(rights, default=high)


def close_sentence(sentence: Sentence, context: Context) -> None:
    """After a sentence: what it was about in time is what the next one goes on about."""
    if context.figured == sentence.start:
        return
    periods = [period for period in own_periods(sentence) if period.role != "since"]
    if periods:
        context.paragraph_period, context.period_sentence = periods[-1], sentence.index


def is_past(until: str | None, sentence: Sentence) -> bool:
    """Whether a period that ends on ``until`` was over in the year when the sentence was written."""
    return until is not None and sentence.reference is not None and int(until[:4]) < sentence.reference.year


def figure_period(
    figure: Figure, sentence: Sentence, context: Context, *, measure: str, status: str, language: str = "fr"
) -> tuple[str | None, str | None]:
    """``(from, to)`` of a figure: the period named beside it, else the paragraph's where that carries."""
    rules = _rules(language)
    before = sentence.folded[max(sentence.start, figure.start - 60) : figure.start]
    compared = rules["from_value"].search(before) is not None
    own = _right_behind(figure, sentence, compared=compared)
    period = own or nearest_period(sentence, figure.start, figure.end)
    if own is None and (compared or rules["with"].search(before)):
        return None, None
    if period is not None:
        if status == "planned" and period.role == "since":
            return None, None
        if measure in _TIMELESS or _stands(figure, period, sentence, rules):
            return None, None
        context.paragraph_period, context.figured = period, sentence.start
        context.period_sentence = sentence.index
        if (
            measure in FLOWS
            and rules["year_end"].search(sentence.folded[sentence.start : period.end])
            and period.since
        ):
            return f"{period.since[:4]}-01-01", f"{period.since[:4]}-12-31"
        return period.since, period.until
    if figure.transform == "growth":
        following = _year_after_base(sentence)
        if following is not None:
            return following
    years = _years_up_to_now(sentence, rules) if figure.unit == "count" else None
    if years is not None:
        return years
    if status != "actual" and not (status == "target" and figure.transform == "growth"):
        return None, None
    then = rules["then"].search(sentence.folded, sentence.start, sentence.end) is not None
    if then and context.anchor is not None:
        context.paragraph_period = context.anchor
    if figure.transform == "share":
        return None, None  # a share told in the present is nobody's year
    carried = context.paragraph_period
    if carried is not None and then:
        return carried.since, carried.until
    if carried is not None and measure in _DONE and _just_done(figure, sentence, context):
        return carried.since, carried.until
    if carried is None or not (measure in FLOWS or (carried.relative in _TODAY and measure not in _TIMELESS)):
        return None, None
    return carried.since, carried.until


def _right_behind(figure: Figure, sentence: Sentence, *, compared: bool) -> Mention | None:
    """The period that follows the figure at once ("50 tonnes en 2016"), its own whatever else is named.

    ``compared`` tells that the figure is what others are compared with: then so is its period.
    """
    for period in sentence.periods:
        between = sentence.folded[figure.end : period.start]
        if period.start < figure.end or len(between) > _BESIDE or any(mark in between for mark in _APART):
            continue
        if period.since is not None and (
            period.role not in _NOT_ITS_OWN or (compared and period.role == "base")
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
