"""When an instrument was signed and what years it covers; when an event was held."""

import re

from cordiale.extract.act_patterns import act_words
from cordiale.extract.acts import Act
from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.instances import is_anaphora, ordinal_before, printed_date
from cordiale.extract.recall import Signing
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.timing import own_periods
from cordiale.language import resolve
from cordiale.model import Mention

_FARTHEST = 230
_OPENING = 60
"""A period that opens the sentence reads no farther than this."""
_MANY = frozenset(("agreement", "contract", "memorandum", "protocol"))
"""Types that a text tells of many: "the agreement signed by X" is no echo of the last one."""
_LIST_DATE = 16
_EARLY = 24
_AT_EVENT = 44
_COUNTED = 8
"""Where the number of years of an anniversary begins, before it."""
_SAID_AGAIN = 8
_ASIDE = 80
"""What a period in an aside costs."""
_CARRIES = 3
"""Sentences that a signing's date carries on over in its paragraph."""
_VALIDITY = 190


def date_beside(sentence: Sentence, low: int, high: int, *, own: bool = False) -> str | None:
    """The date named for what stands at ``low..high``: nearest period, not reached across a relative clause.

    ``own`` leaves out spans that the thing itself covers (``plan pour 2021-2023``).
    """
    best: tuple[float, str] | None = None
    periods = own_periods(sentence)
    for period in periods:
        date = printed_date(period)
        if any(0 < other.start - period.end <= _SAID_AGAIN for other in periods) and _is_loose(period):
            continue
        if (
            date is None
            or period.role == "deadline"
            or period.relative in ("today", "now")
            or (own and _is_validity(sentence, period))
        ):
            continue
        cost = _cost(sentence, period, low, high)
        if cost is None:
            continue
        if period.role == "since":
            cost += _OPENING
        if best is None or cost < best[0]:
            best = (cost, date)
    return best[1] if best else None


def _is_loose(period: Mention) -> bool:
    """Whether the period hangs on another one ("un mois plus tard"), which may follow in so many words."""
    return period.relative is not None and "_after:" in period.relative


def _cost(sentence: Sentence, period: Mention, low: int, high: int) -> float | None:
    folded = sentence.folded
    blocked = act_words("fr")["blocked"]
    opens = period.start - sentence.start <= _EARLY
    if low - period.end > _FARTHEST:
        return _OPENING if opens else None
    if period.start - high > _FARTHEST:
        return None
    if period.end <= low:
        cost = float(distance(folded, period.end, low))
        if ";" in folded[period.end : low]:
            cost += _ASIDE  # another clause's
        if opens:
            cost = min(cost, _OPENING)
        elif _is_aside(folded, sentence.start, period, low):
            cost += _ASIDE
        return cost if cost <= _FARTHEST else None
    if period.start >= high:
        gap = folded[high : period.start]
        if any(not _is_held(gap[match.start() :]) for match in blocked.finditer(gap)):
            return None
        return float(distance(folded, high, period.start))
    return 0.0


def _is_aside(folded: str, start: int, period: Mention, low: int) -> bool:
    """Whether the period stands in a relative clause that is closed before ``low``."""
    comma = folded.rfind(",", start, period.start)
    return (
        comma >= 0
        and "," in folded[period.end : low]
        and act_words("fr")["blocked"].match(folded, comma + 1) is not None
    )


def _is_held(tail: str) -> bool:
    """Whether a relative clause only says that the thing took place ("qui s'est tenu en mars")."""
    return act_words("fr")["held"].match(tail) is not None


def _is_validity(sentence: Sentence, period: Mention) -> bool:
    before = sentence.folded[max(sentence.start, period.start - 24) : period.start]
    return period.grain == "year" and act_words("fr")["covering"].search(before) is not None


def date_of_signing(sentence: Sentence, context: Context, head: Cue, act: Cue) -> str | None:
    """When the act was done: named beside it, known of the event it was done at, or carried from before."""
    low, high = min(act.start, head.start), max(act.end, head.end)
    feast = act_words("fr")["anniversary"].search(
        sentence.folded, max(sentence.start, act.start - 40), act.start
    )
    if feast is not None:
        return _years_before(sentence, feast.start(), date_beside(sentence, low, high, own=True))
    for period in own_periods(sentence):
        if (
            act.end <= period.start
            and 0 <= head.start - period.end <= _LIST_DATE
            and printed_date(period) is not None
        ):
            return printed_date(period)
    date = _at_event(sentence, act.end) or date_beside(sentence, low, high, own=True)
    if date is not None:
        return date
    for event in sentence.found("events"):
        if event.group == "head" and event.start >= head.start:
            date = context.recall.events.get((event.name, _ordinal(sentence, event)))
            if date is not None and _ordinal(sentence, event) is not None:
                return date
    date = later(sentence, context)
    if date is not None:
        return date
    folded = sentence.folded
    words = act_words("fr")
    told = context.recall.told
    if (
        told is not None
        and told[:2] == (context.paragraph, sentence.index - 1)
        and any(words[name].match(folded, sentence.start) for name in ("pronoun", "consequence"))
    ):
        return told[2]
    if words["same_time"].search(folded, sentence.start, sentence.end):
        latest = context.recall.latest
        if latest is not None and (latest.paragraph, latest.sentence) == (
            context.paragraph,
            sentence.index - 1,
        ):
            return latest.date
        return printed_date(context.anchor) or (latest.date if latest else None)
    latest = context.recall.latest
    if (
        latest is not None
        and latest.paragraph == context.paragraph
        and sentence.index - latest.sentence <= _CARRIES
    ):
        if words["additive"].search(folded, sentence.start, high) or sentence.index == latest.sentence:
            return latest.date
    return _frame(sentence, context)


def _at_event(sentence: Sentence, position: int) -> str | None:
    """The date of the event that an act which ends at ``position`` was done at ("adopte lors du forum")."""
    for event in sentence.found("events"):
        if event.group == "head" and 0 < event.start - position <= _AT_EVENT:
            if act_words("fr")["at_event"].match(sentence.folded, position, event.start):
                return date_beside(sentence, event.start, event.end, own=True)
    return None


def _years_before(sentence: Sentence, position: int, date: str | None) -> str | None:
    """The date so many years before ``date`` as the words before ``position`` count, else None."""
    years = ordinal_before(sentence, position)
    for figure in sentence.figures:
        if 0 <= position - figure.start <= _COUNTED and isinstance(figure.value, float):
            years = int(figure.value)
    return f"{int(date[:4]) - years}{date[4:]}" if date is not None and years else None


def _frame(sentence: Sentence, context: Context) -> str | None:
    """The time of the meeting told last, no farther back than a paragraph: what is signed was signed there.

    A sentence that goes back to what was done before ("pour rappel", "deja") has no such frame.
    """
    told = context.recall.told
    if told is None or context.paragraph - told[0] > 1:
        return None
    if act_words("fr")["background"].search(sentence.folded, sentence.start, sentence.end):
        return None
    covering = act_words("fr")["covering"]
    for period in own_periods(sentence):
        if covering.search(sentence.folded[max(sentence.start, period.start - 24) : period.start]) is None:
            return None
    return told[2]


def _ordinal(sentence: Sentence, event: Cue) -> int | None:
    return ordinal_before(sentence, event.start)


def told_before(
    sentence: Sentence, context: Context, head: Cue, act: Act, *, date: str | None, parties: tuple[str, ...]
) -> Signing | None:
    """The dated signing that a phrase names again: by its date, else by its article and its sides."""
    known = context.recall.signings.get(head.name)
    if known is None or (date is not None and date != known.date):
        return None
    if date is None and act.form != "noun" and head.name in _MANY and known.paragraph != context.paragraph:
        return None
    if (
        date is None
        and len(parties) > 1
        and not {*parties} & {code for code in known.parties if code != context.home}
    ):
        return None
    if date is not None:
        return known
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    if act_words("fr")["again"].search(before) is None:
        return None
    return known


def validity(sentence: Sentence, head: Cue, stop: int, date: str | None) -> list[int] | None:
    """``[first year, last year]`` that the phrase of the instrument names, or its length and date give."""
    words = act_words("fr")
    folded = sentence.folded
    position = head.end
    limit = min(stop, head.end + _VALIDITY, sentence.end)
    tail = folded[position:limit]
    for match in words["years_span"].finditer(tail):
        if words["blocked"].search(tail, 0, match.start(1)):
            break
        first = int(match.group(1))
        last = match.group(2)
        if last is None:
            if words["one_year"].search(tail[max(0, match.start() - 12) : match.start(1)]):
                return [first, first]
            continue
        final = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first < final <= first + 40:
            return [first, final]
    for word, years in words["lasting"].items():
        at = folded.find(word, head.start, min(sentence.end, head.end + 40))
        if at >= 0 and date is not None:
            first = int(date[:4]) + (len(date) >= 7 and int(date[5:7]) >= words["year_before"])
            return [first, first + years - 1]
    return None


def until_next(sentence: Sentence, head: Cue, heads: list[Cue]) -> int:
    """Where the phrase of an instrument ends at the latest: before the next one, or at a strong break."""
    following = [other.start for other in heads if other.start >= head.end and not _is_same(sentence, other)]
    cut = re.compile(r"[;]|\.(?= )").search(sentence.folded, head.end, sentence.end)
    return min([*following, cut.start() if cut else sentence.end])


def _is_same(sentence: Sentence, other: Cue) -> bool:
    """Whether the next head only echoes an instrument or gives this one a second name ("ou programme")."""
    before = sentence.folded[max(sentence.start, other.start - 12) : other.start]
    return is_anaphora(sentence, other.start) or act_words("fr")["or"].search(before) is not None


def later(sentence: Sentence, context: Context) -> str | None:
    """The date that "un an plus tard" at the sentence's start gives after the last one told, else None."""
    for period in sentence.periods:
        if (
            period.since is None
            and period.relative is not None
            and "_after:" in period.relative
            and period.start - sentence.start < _EARLY
        ):
            return printed_date(resolve(period, reference=sentence.reference, anchor=context.anchor))
    return None


def carried(sentence: Sentence, context: Context, *, stately: bool) -> str | None:
    """The date of an event said to be at the time of what was told before, as a state visit always is."""
    date = later(sentence, context)
    if date is not None:
        return date
    if act_words("fr")["that"].match(sentence.folded, sentence.start):
        before = (context.paragraph, sentence.index - 1)
        latest, told = context.recall.latest, context.recall.told
        if latest is not None and (latest.paragraph, latest.sentence) == before:
            return latest.date
        if told is not None and told[:2] == before:
            return told[2]
    if stately or act_words("fr")["same_time"].search(sentence.folded, sentence.start, sentence.end):
        return printed_date(context.anchor)
    return None
