"""What a sentence says became of an instrument: which verb or noun goes with it, and how far it got."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from cordiale.extract.act_patterns import act_words
from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.sentence import Sentence
from cordiale.extract.standing import denial, denial_behind

_FARTHEST_BEHIND = 210
_FARTHEST_BEFORE = 110
_NEAR = 34
_OWN = 3
_OPENS = 2
"""A participle that opens its sentence stands no farther in it than this (a quotation mark)."""
"""A participle that follows so closely is the instrument's own."""
_LONGEST_CUE = 40
_LIST_REACH = 12
"""Instruments that one verb may share."""
_WEAK = 70
"""What a mere "in the frame of" costs beside a signing."""
_DONE = ("signed", "ended")
_STAGES = {"drafted": "proposed", "carried": "in_force", "happened": "signed"}


@dataclass(frozen=True, slots=True)
class Act:
    """An act found for an instrument: its cue, the stage it means, and how it stands (active, noun...)."""

    cue: Cue
    stage: str
    form: str


def acts_of(sentence: Sentence, heads: list[Cue]) -> dict[Cue, Act]:
    """The act of each head that has one; a list of instruments after one verb shares it."""
    cues = [cue for cue in sentence.found("documents") if cue.group == "act"]
    starts = [cue.start for cue in cues]
    found: dict[Cue, Act] = {}
    before: Cue | None = None
    for position, head in enumerate(heads):
        best: tuple[float, Act] | None = None
        near = heads[max(position - _LIST_REACH, 0) : position + _LIST_REACH]
        first = bisect_left(starts, head.start - _FARTHEST_BEFORE - _LONGEST_CUE)
        last = bisect_right(starts, head.end + _FARTHEST_BEHIND)
        for cue in cues[first:last]:
            judged = _judge(sentence, head, cue, near)
            if judged is not None and (best is None or judged[0] < best[0]):
                best = judged
        if best is None and before is not None and before in found and continues(sentence, before, head):
            found[head] = found[before]
        elif best is not None:
            found[head] = best[1]
        before = head
    return found


def continues(sentence: Sentence, before: Cue, head: Cue) -> bool:
    """Whether ``head`` stands in a list of instruments that ``before`` belongs to."""
    gap = sentence.folded[before.end : head.start]
    words = act_words("fr")
    return words["blocked"].search(gap) is None and words["listing"].search(gap[-_NEAR * 2 :]) is not None


def _judge(sentence: Sentence, head: Cue, cue: Cue, heads: list[Cue]) -> tuple[float, Act] | None:
    """The cost of reading ``cue`` as the act of ``head``, and the act; None where it cannot be."""
    folded = sentence.folded
    lead = folded[max(sentence.start, cue.start - 70) : cue.start]
    form = form_of(sentence, cue, lead)
    if cue.end <= head.start:
        form, cost = _judge_before(sentence, head, cue, form, heads)
    elif cue.start >= head.end and _may_follow(cue, form):
        cost = _judge_behind(sentence, head, cue, form, heads)
    elif cue.start >= head.end and form == "active" and cue.name in _DONE:
        cost = _judge_relative(sentence, head, cue)
    else:
        return None
    if cost is None:
        return None
    denied = denial(sentence, cue) or (denial_behind(sentence, head.end) if form == "noun" else None)
    if denied is not None and cue.name in ("in_force", "carried"):
        return None
    stage = _stage(cue, form, lead)
    if denied is not None and cue.name in (*_DONE, "happened"):
        stage = "denied" if denied == "denied" else "proposed"
    limit = min(sentence.end, head.end + _FARTHEST_BEFORE)
    if form == "noun" and act_words("fr")["awaited"].match(folded, head.end, limit):
        stage = "proposed"
    return cost + (_WEAK if cue.name in ("in_force", "carried") else 0), Act(cue, stage, form)


def _judge_before(
    sentence: Sentence, head: Cue, cue: Cue, form: str, heads: list[Cue]
) -> tuple[str, float | None]:
    """How an act stands before its instrument, and its cost, None where it is not that one's."""
    words = act_words("fr")
    gap = sentence.folded[cue.end : head.start]
    if len(gap) > _FARTHEST_BEFORE or any(cue.end <= other.start < head.start for other in heads):
        return form, None
    if form == "participle" and cue.start - sentence.start <= _OPENS and words["apposed"].search(gap):
        return form, float(distance(sentence.folded, cue.end, head.start))  # "Signe en 2009, l'accord ..."
    if form in ("passive", "participle", "to_come") and cue.name not in ("in_force", "carried"):
        if words["predicate"].search(gap) is None and not (form == "passive" and len(gap) < _NEAR):
            return form, None
        form = "predicate"
    elif words["blocked"].search(gap):
        return form, None
    if cue.name not in _DONE and (len(gap) > _NEAR or "," in gap):
        return form, None
    if cue.name in _DONE and words["purpose"].search(gap):
        return form, None
    return form, float(distance(sentence.folded, cue.end, head.start))


def _judge_relative(sentence: Sentence, head: Cue, cue: Cue) -> float | None:
    """The cost of an act whose relative clause has its instrument for object ("l'accord, que X a signe")."""
    words = act_words("fr")
    gap = sentence.folded[head.end : cue.start]
    match = words["object_of"].fullmatch(gap) if len(gap) <= _FARTHEST_BEHIND else None
    if match is None or _has_verb(sentence, head.end, head.end + match.start("that")):
        return None
    if words["own_object"].match(sentence.folded, cue.end):
        return None  # "l'accord ... que X a signe un contrat": that is what was signed
    return float(len(gap)) / 2


def _may_follow(cue: Cue, form: str) -> bool:
    """Whether an act of this form may stand behind its instrument ("l'accord a expire" may)."""
    if form == "active":
        return cue.name == "ended" and cue.tense is not None
    return cue.name != "drafted" and form not in ("noun", "infinitive")


def _judge_behind(sentence: Sentence, head: Cue, cue: Cue, form: str, heads: list[Cue]) -> float | None:
    words = act_words("fr")
    gap = sentence.folded[head.end : cue.start]
    if len(gap) > _FARTHEST_BEHIND:
        return None
    bound = words["bound"].search(gap)
    inner = gap[: bound.start()] if bound else gap
    if words["blocked"].search(inner) or _has_verb(sentence, head.end, head.end + len(inner)):
        return None
    own = form == "participle" and len(gap) < _OWN
    if not own and any(other.end <= head.start and _is_purpose(sentence, other, head) for other in heads):
        return None
    inside = [other for other in heads if head.end <= other.start < cue.start]
    if inside and form == "participle" and cue.start - inside[-1].end < _OWN:
        return None
    between = [other for other in inside if not _is_purpose(sentence, head, other)]
    if between and not all(
        continues(sentence, a, b) for a, b in zip([head, *between], between, strict=False)
    ):
        return None
    return float(len(gap)) / 2


def _is_purpose(sentence: Sentence, before: Cue, head: Cue) -> bool:
    """Whether ``head`` is only what ``before`` is for ("le plan visant a mettre en oeuvre l'accord")."""
    gap = sentence.folded[before.end : head.start]
    return len(gap) < _FARTHEST_BEFORE and act_words("fr")["purpose"].search(gap) is not None


def _has_verb(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a finite verb stands in the stretch (a preposition that folds into one has its accent)."""
    for match in act_words("fr")["finite"].finditer(sentence.folded, low, high):
        word = sentence.text[match.start() + 1 : match.end() - 1]
        if len(word) > 1 or word.isascii():
            return True
    return False


def form_of(sentence: Sentence, cue: Cue, lead: str) -> str:
    """active, passive, participle, to_come, infinitive, future or noun: how the cue stands after ``lead``."""
    words = act_words("fr")
    written = sentence.folded[cue.start : cue.end]
    if cue.name == "happened":
        return "passive"
    if cue.tense == "infinitive" or (
        cue.tense is None and cue.name in _DONE and written in words["infinitive"]
    ):
        return "infinitive"
    if cue.tense in ("future", "conditional") or (
        cue.tense is None and cue.name in _DONE and written in words["future"]
    ):
        return "future"
    if words["to_come"].search(lead):
        return "to_come"
    if words["passive"].search(lead):
        return "passive"
    have = words["active"].search(lead)
    if have is not None and sentence.text[cue.start - len(lead) + have.start("have")].isascii():
        return "active"
    if cue.tense == "past":
        return "active"
    if cue.tense in ("participle", "present"):
        plain = written.rstrip("s")
        ending = sentence.text[cue.start : cue.end].rstrip("sS")[-1:]
        return (
            "participle"
            if plain.endswith("ee") or (plain.endswith("e") and not ending.isascii())
            else "active"
        )
    if (
        cue.tense is None
        and cue.name in _DONE
        and sentence.folded[cue.start : cue.end].endswith(("u", "ue", "us", "ues"))
    ):
        return "participle"
    return "noun" if cue.name in _DONE else "other"


def _stage(cue: Cue, form: str, lead: str) -> str:
    words = act_words("fr")
    if cue.name not in _DONE:
        return _STAGES.get(cue.name, cue.name)
    if form in ("future", "to_come") or words["still"].search(lead):
        return "proposed"
    if form == "infinitive" and not words["after_having"].search(lead):
        return "proposed"
    return cue.name
