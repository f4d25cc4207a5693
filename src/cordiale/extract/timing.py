"""Which period a figure, document or event is for: named beside it, else carried by the paragraph.

Only what flows (trade, deals, output) takes the paragraph's period where its own sentence names none;
counts of what stands take it only where the paragraph speaks of today.
"""

import re
from dataclasses import replace
from functools import cache

from cordiale.extract.clauses import distance
from cordiale.extract.sentence import Context, Sentence
from cordiale.language import resolve
from cordiale.model import Mention
from cordiale.vocabulary import load_yaml

NOT_ITS_OWN = ("base", "recurrent", "validity", "duration")
_BEHIND = 1.6
"""A period named after the figure must be this much nearer than one named before it."""
_BEYOND = 80
"""What it costs a period to stand behind the figure and beyond a comma."""
_ANOTHERS = 200
"""What it costs a period that another figure stands nearer to."""
_TIED, _TAKEN = 4, 30
"""A period that directly follows a figure ("1,8 fois en 2022") is that figure's: what another pays for it."""
_SINCE = 60
"""What a starting point ("depuis 2015") costs beside a plain period of the same sentence."""
_MARKS = (", ", ";", ":", "(", ")")
TODAY = ("today", "now")


@cache
def timing_rules(language: str) -> dict[str, re.Pattern[str]]:
    """The patterns of ``timing.yml`` by name, compiled once."""
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
        "aim_for": re.compile(rf"\b(?:{words['aim_for']}) ?(?:[a-z']+ ){{0,2}}$"),
        "aim_set": re.compile(rf"\b(?:{words['aim_set']})\b"),
        "aimed_then": re.compile(rf"\b(?:{words['aimed_then']})\b"),
        "described": re.compile(rf"\b(?:{words['described']}) ?(?:l[ea]? ?'?|les )?$"),
        "leaves": re.compile(rf"^[^;.:]{{0,40}}\b(?:{words['leaves']}) ?$"),
        "arrives": re.compile(rf"^,? ?(?:{words['arrives']}) ?$"),
        "from_value": re.compile(rf"\b(?:{words['from_value']})(?: [a-z']+){{0,2}} ?$"),
    }


def resolve_periods(sentence: Sentence, context: Context, language: str = "fr") -> None:
    """Resolve the sentence's periods in order, each against the last absolute one before it.

    A period that only the note's year can place ("au premier semestre") takes it from the cited
    source, unless the sentence itself has named a year before.
    """
    rules = timing_rules(language)
    resolved = []
    inside: Mention | None = None
    for period in sentence.periods:
        near = sentence.folded[max(sentence.start, period.start - 70) : period.start]
        if period.relative in TODAY and period.role == "base":
            period = replace(period, role="period")  # "contre 70 aujourd'hui" tells the figure of today
        if period.role == "base" and rules["not_base"].search(near):
            period = replace(period, role="period")
        elif period.role not in NOT_ITS_OWN and (_is_base(near, rules) or _is_described(period, near, rules)):
            period = replace(period, role="base")
        anchor = inside or context.anchor
        after = "_after:" in (period.relative or "")  # hangs on what was told, however long ago
        if (
            inside is None
            and not after
            and sentence.cited_year is not None
            and _is_stale(anchor, sentence.cited_year)
        ):
            anchor = None
        period = resolve(period, reference=sentence.reference, anchor=anchor)
        if period.relative in TODAY and period.since is not None and sentence.reference is not None:
            year = sentence.reference.year
            period = replace(period, since=f"{year}-01-01", until=f"{year}-12-31", grain="year")
        period = _since_then(period, sentence, context)
        resolved.append(period)
        if period.role == "since" and period.since is not None:
            context.since, context.before_since = period, context.anchor
            context.since_reach = tuple((context.paragraph, sentence.index + step) for step in (0, 1))
        if period.since is not None and period.role not in NOT_ITS_OWN and period.relative not in TODAY:
            context.anchor = inside = period
    sentence.periods = resolved


def _since_then(period: Mention, sentence: Sentence, context: Context) -> Mention:
    """After a starting point ("depuis mars 2022"), "cette periode": from it to the time last spoken of."""
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


def _is_described(period: Mention, near: str, rules: dict[str, re.Pattern[str]]) -> bool:
    """Whether a part of a year is only spoken of ("2022, dont l'hiver fut rude")."""
    return period.grain != "year" and rules["described"].search(near) is not None


def _is_stale(anchor: Mention | None, year: int) -> bool:
    return anchor is not None and anchor.until is not None and int(anchor.until[:4]) < year


def own_periods(sentence: Sentence) -> list[Mention]:
    """The periods that a figure of the sentence may be for."""
    return [p for p in sentence.periods if p.since is not None and p.role not in NOT_ITS_OWN]


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
        elif period.start >= end and ";" not in sentence.folded[end : period.start]:
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
