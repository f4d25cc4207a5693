"""Events: meetings, visits, forums, exhibitions and openings that a sentence dates or numbers."""

from collections.abc import Iterator

from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.instances import is_anaphora, is_vague, ordinal_before, printed_date
from cordiale.extract.making import Draft
from cordiale.extract.parties import parties_at
from cordiale.extract.scene import Context, Sentence
from cordiale.extract.timing import own_periods

RULE = "event@1"


def events(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The events of one sentence that it dates, numbers or announces, in order."""
    cues = sentence.found("events")
    heads = [cue for cue in cues if cue.group == "head"]
    for head in heads:
        ordinal = ordinal_before(sentence, head.start)
        date = _date(sentence, head)
        if is_vague(sentence, head.start) or (date is None and ordinal is None):
            continue
        if is_anaphora(sentence, head.start) and ordinal is None:
            continue
        yield _event(sentence, context, head, ordinal, date)


def _event(sentence: Sentence, context: Context, head: Cue, ordinal: int | None, date: str | None) -> Draft:
    future = any(cue.tense in ("future",) for cue in sentence.found("events") if cue.group == "take_place")
    fields = {"eventtype": head.name, "ordinal": ordinal, "date": date, "place": _place(sentence, head)}
    parties = parties_at(sentence, context, head.start, head.end)
    return Draft("event", head.start, head.end, fields, "planned" if future else "actual", parties, RULE)


def _place(sentence: Sentence, head: Cue) -> str | None:
    for place in sentence.places:
        if place.city and sentence.folded[max(0, place.start - 3) : place.start] in (" a ", "'a "):
            return place.city
    return None


def _date(sentence: Sentence, head: Cue) -> str | None:
    best: tuple[float, str] | None = None
    for period in own_periods(sentence):
        date = printed_date(period)
        if date is None:
            continue
        cost = distance(sentence.folded, min(period.end, head.end), max(period.start, head.start))
        if best is None or cost < best[0]:
            best = (cost, date)
    return best[1] if best else None
