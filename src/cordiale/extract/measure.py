"""What a figure measures: the counted noun or the governing noun nearest to it."""

from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.figures import Figure
from cordiale.extract.scene import Context, Sentence

_PHYSICAL = {
    "ha": "area", "m2": "area", "km2": "area", "km": "distance", "m": "distance",
    "day": "duration", "month": "duration", "year": "duration", "h": "duration", "week": "duration",
    "kW": "capacity", "MW": "capacity", "GW": "capacity", "hp": "capacity",
}  # fmt: skip
_GOODS_MEASURES = ("production", "capacity", "exports", "imports", "deliveries", "stock", "traffic")
_AFTER = 1.5


def counted_noun(sentence: Sentence, end: int) -> Cue | None:
    """The counted noun that follows a number ending at ``end``, a few words away at most."""
    for cue in sentence.found("counted"):
        if cue.start < end:
            continue
        between = sentence.folded[end : cue.start]
        if len(between) > 34 or any(mark in between for mark in ",;:.("):
            return None
        return cue
    return None


def governing(sentence: Sentence, start: int, end: int, *, names: tuple[str, ...] | None = None) -> str | None:
    """The measure whose noun or verb reads closest to ``start..end``; None where none is named."""
    best: tuple[float, str] | None = None
    for cue in sentence.found("measures"):
        if names is not None and cue.name not in names:
            continue
        if cue.end <= start:
            cost = float(distance(sentence.folded, cue.end, start))
        elif cue.start >= end:
            between = sentence.folded[end : cue.start].strip()
            cost = 0.0 if between in ("de", "d'", "en", "des") else distance(sentence.folded, end, cue.start) * _AFTER
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, cue.name)
    return best[1] if best else None


def measure_of(figure: Figure, sentence: Sentence, context: Context) -> str:
    """The measure of ``figure``, one of the list in statements.md."""
    if figure.transform == "rank":
        return "rank"
    if figure.transform == "level":
        if figure.unit == "count":
            return _count_measure(figure, sentence, context)
        physical = _PHYSICAL.get(figure.unit)
        if physical is not None:
            return physical
        if not (figure.unit.isupper() and len(figure.unit) == 3):
            return governing(sentence, figure.start, figure.end, names=_GOODS_MEASURES) or "deliveries"
    return governing(sentence, figure.start, figure.end) or context.measure or "other"


def _count_measure(figure: Figure, sentence: Sentence, context: Context) -> str:
    noun = counted_noun(sentence, figure.end)
    if noun is None:
        return context.measure or "other"
    if noun.name == "machines":
        return governing(sentence, figure.start, figure.end, names=_GOODS_MEASURES) or "deliveries"
    if noun.name == "transactions":
        return "trade_deals"
    if noun.name == "meetings":
        return "other"
    if noun.name == "entities" and "particip" in sentence.folded[sentence.start : sentence.end]:
        return "participants"
    return noun.name
