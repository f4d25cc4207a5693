"""Documents: agreements, plans and other instruments that a sentence says something about."""

import re
from collections.abc import Iterator

from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.instances import is_anaphora, is_vague, printed_date
from cordiale.extract.making import Draft
from cordiale.extract.parties import parties_at
from cordiale.extract.scene import Context, Sentence
from cordiale.extract.timing import own_periods

RULE = "document@1"
_FARTHEST_ACT = 170
_YEARS = re.compile(r"\b((?:19|20)\d\d) ?(?:-|a) ?((?:19|20)\d\d)\b")
_COUNT = re.compile(r"(?:\d|\b(?:cent|cents|mille|centaine|dizaine|vingtaine|trentaine|cinquantaine)s?)(?: autres| de| d'|) ?$")


def documents(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The instruments of one sentence that something is asserted of, in order."""
    cues = sentence.found("documents")
    acts = [cue for cue in cues if cue.group == "act"]
    if not acts:
        return
    for head in cues:
        if head.group != "head" or is_anaphora(sentence, head.start) or is_vague(sentence, head.start):
            continue
        if _COUNT.search(sentence.folded[max(sentence.start, head.start - 24) : head.start]):
            continue
        act = _act_of(sentence, head, acts)
        if act is None:
            continue
        yield _document(sentence, context, head, act)


def _act_of(sentence: Sentence, head: Cue, acts: list[Cue]) -> Cue | None:
    best: tuple[float, Cue] | None = None
    for act in acts:
        if act.end <= head.start:
            cost = distance(sentence.folded, act.end, head.start)
        elif act.start >= head.end:
            cost = distance(sentence.folded, head.end, act.start)
        else:
            continue
        if cost <= _FARTHEST_ACT and (best is None or cost < best[0]):
            best = (cost, act)
    return best[1] if best else None


def _document(sentence: Sentence, context: Context, head: Cue, act: Cue) -> Draft:
    stage = act.name
    if stage == "signed" and act.tense in ("future", "conditional", "infinitive"):
        stage = "proposed"
    low, high = min(head.start, act.start), max(head.end, act.end)
    fields = {
        "doctype": head.name,
        "stage": stage,
        "date": _date(sentence, low, high) if stage in ("signed", "ended") else None,
        "valid": _validity(sentence, head),
    }
    status = "planned" if stage == "proposed" else "actual"
    parties = parties_at(sentence, context, head.start, head.end)
    return Draft("document", head.start, head.end, fields, status, parties, RULE)


def _date(sentence: Sentence, low: int, high: int) -> str | None:
    best: tuple[float, str] | None = None
    for period in own_periods(sentence):
        date = printed_date(period)
        if date is None:
            continue
        if period.end <= low:
            cost = distance(sentence.folded, period.end, low)
        elif period.start >= high:
            cost = distance(sentence.folded, high, period.start)
        else:
            cost = 0
        if best is None or cost < best[0]:
            best = (cost, date)
    return best[1] if best else None


def _validity(sentence: Sentence, head: Cue) -> list[int] | None:
    match = _YEARS.search(sentence.folded, head.end, min(sentence.end, head.end + 160))
    return [int(match.group(1)), int(match.group(2))] if match else None
