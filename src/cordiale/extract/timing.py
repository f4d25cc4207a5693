"""Which period a figure, document or event is for: named beside it, else carried by the paragraph."""

from cordiale.extract.clauses import distance
from cordiale.extract.figures import Figure
from cordiale.extract.scene import Context, Sentence
from cordiale.language import resolve
from cordiale.model import Mention

_NOT_ITS_OWN = ("base", "duration", "recurrent", "validity")
_BEHIND = 1.6
"""A period named after the figure must be this much nearer than one named before it."""


def resolve_periods(sentence: Sentence, context: Context) -> None:
    """Resolve the sentence's periods in order, each against the last absolute one before it."""
    resolved = []
    for period in sentence.periods:
        period = resolve(period, reference=sentence.reference, anchor=context.anchor)
        resolved.append(period)
        if period.since is not None and period.role not in _NOT_ITS_OWN:
            context.anchor = period
    sentence.periods = resolved


def own_periods(sentence: Sentence) -> list[Mention]:
    """The periods that a figure of the sentence may be for."""
    return [p for p in sentence.periods if p.since is not None and p.role not in _NOT_ITS_OWN]


def nearest_period(sentence: Sentence, start: int, end: int) -> Mention | None:
    """The period of the sentence that reads closest to ``start..end``; None where none is named."""
    best: tuple[float, Mention] | None = None
    for period in own_periods(sentence):
        if period.end <= start:
            cost = float(distance(sentence.folded, period.end, start))
        elif period.start >= end:
            cost = distance(sentence.folded, end, period.start) * _BEHIND
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, period)
    return best[1] if best else None


def figure_period(
    figure: Figure, measure: str, status: str, sentence: Sentence, context: Context
) -> tuple[str | None, str | None]:
    """``(from, to)`` of a figure: the period named beside it, else the paragraph's where that carries."""
    period = nearest_period(sentence, figure.start, figure.end)
    if period is not None:
        context.paragraph_period = period
        return period.since, period.until
    if measure in ("distance", "area", "duration") or status in ("proposed", "target", "planned"):
        return None, None
    carried = context.paragraph_period
    return (carried.since, carried.until) if carried is not None else (None, None)
