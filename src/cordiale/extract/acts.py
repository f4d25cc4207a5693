"""What a sentence says became of an instrument: which verb or noun goes with it, and how far it got."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.sentence import Sentence
from cordiale.vocabulary import load_yaml

_FARTHEST_BEHIND = 210
_FARTHEST_BEFORE = 110
_NEAR = 34
_OWN = 3
"""A participle that follows so closely is the instrument's own."""
_LONGEST_CUE = 40
_LIST_REACH = 12
"""Instruments that one verb may share."""
_WEAK = 70
"""What a mere "in the frame of" costs beside a signing."""
_DONE = ("signed", "ended")


@dataclass(frozen=True, slots=True)
class Act:
    """An act found for an instrument: its cue, the stage it means, and how it stands (active, noun...)."""

    cue: Cue
    stage: str
    form: str


def any_word(words: Iterable[str]) -> str:
    """An alternation of words for a pattern, the longest first.

    >>> any_word(["a", "a nouveau"])
    'a\\\\ nouveau|a'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def act_words(language: str) -> dict[str, Any]:
    """The patterns and tables of ``acts.yml``."""
    data = load_yaml(f"languages/{language}/acts.yml")
    adverbs = rf"(?:(?:{any_word(data['adverbs'])}) |,? ?[^,;.]{{0,60}}, ){{0,2}}"
    adverb, article = any_word(data["adverbs"]), any_word(data["articles"])
    been, negation = any_word(data["been"]), any_word(data["negation"])
    subject = rf"(?:{any_word(data['subjects'])})"
    unlike = "".join(rf"(?<!{word} )" for word in data["not_relative"])
    return {
        "active": re.compile(rf"(?:^|[ '\"(])(?P<have>{any_word(data['active'])}) {adverbs}$"),
        "passive": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['passive'])}) (?:(?:{any_word(data['adverbs'])}) )?$"
        ),
        "to_come": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['to_come'])}) (?:(?:{any_word(data['adverbs'])}) )?$"
        ),
        "after_having": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['after_having'])}) $"),
        "still": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['still'])})(?: {article})? ?(?:{adverb})? ?(?:{been} )?$"
        ),
        "blocked": re.compile(
            rf"(?:[ \"(,]){unlike}(?:{any_word(data['relatives'])})(?= |')|[;:]|\.(?=[ \"])"
        ),
        "finite": re.compile(rf" (?:{any_word(data['finite'])}) "),
        "bound": re.compile(
            rf",? ?{subject}? ?(?:{negation})?(?:{any_word([*data['passive'], *data['active']])}) "
            rf"(?:(?:{adverb}) )?(?:(?:{any_word(data['before_act'])}) )?$|,? ?{subject} $"
        ),
        "predicate": re.compile(rf"(?:^|[ ,\"'])(?:{any_word(data['predicates'])})\b"),
        "listing": re.compile(
            rf"(?:,|(?:^| )(?:{any_word(data['listing'])}))[ \"]*(?:[a-z0-9']+[ \"]*){{0,6}}$"
        ),
        "few": re.compile(rf"(?:^|[ '\"])(?:{any_word(data['few'])}) (?:[a-z]+ )?$"),
        "definite": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['definite'])}) ?$"),
        "complement": re.compile(
            rf" ?\"? ?(?:[a-z-]+ ){{0,4}}(?:{any_word(data['complements'])})\b| ?[\"«]"
            rf"| [a-z-]*(?:{any_word(data['adjectives'])})\b"
        ),
        "lasting": data["lasting"],
        "year_before": data["year_before"],
        "covering": re.compile(rf"(?:^| )(?:{any_word(data['covering'])}) $"),
        "same_time": re.compile(rf"\b(?:{any_word(data['same_time'])})\b"),
        "measured": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['measured'])}) (?:des|de|d'|de ces|de tous les) ?$"
        ),
        "sales": re.compile(
            rf"(?:s|) (?:\w+ ){{0,3}}?(?:{any_word(data['about'])}) ?(?:(?:{article}) ?)?"
            rf"(?:{any_word(data['sales'])})\b"
        ),
        "named": re.compile(
            rf"(?:{any_word(data['predicates'])})(?: [a-z']+){{0,3}} (?:{article}) ?(?:[a-z]+ )?\"?$"
        ),
        "or": re.compile(rf"(?:^| )(?:{any_word(data['or'])})(?: [a-z]+)? $"),
        "joined": re.compile(
            rf"(?: [a-z']+){{0,2}}(?:,| (?:{any_word(data['listing'])}))(?: (?:de |d'|des )?(?:[a-z]+ )?)?"
        ),
        "bare": re.compile(r"(?:^|[ '\"(])d(?:e |')$"),
        "dated": re.compile(
            rf"^(?:[^,;.()]{{0,12}}?| d(?:e |')[^,;.()]{{2,30}}?) ?(?:{any_word(data['of_date'])}) ?$"
        ),
        "pronoun": re.compile(rf"[ \"(]*(?:{any_word(data['pronouns'])}) "),
        "consequence": re.compile(rf"[ \"(0-9]*(?:{any_word(data['consequence'])})\b"),
        "that": re.compile(
            rf"[ \"(0-9]*(?:{any_word(data['that'])}) [a-z]+ (?:{any_word(data['took_place'])})\b"
        ),
        "background": re.compile(rf"\b(?:{any_word(data['background'])})\b|\b(?:19|20)\d\d\b"),
        "accented": frozenset(data["accented"]),
        "infinitive": frozenset(data["infinitive"]),
        "future": frozenset(data["future"]),
        "count": re.compile(
            rf"(?:\d|\b(?:{any_word(data['counts'])}))(?: (?:{any_word(data['after_count'])})|) ?$"
        ),
        "since_in_force": re.compile(rf"(?:{any_word(data['since_in_force'])})\b"),
        "again": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['definite'])}) ?(?:(?:{any_word(data['new'])}) )?$"
        ),
        "held": re.compile(rf"[ ,]*(?:{any_word(data['held'])})\b"),
        "purpose": re.compile(rf"\b(?:{any_word(data['purpose'])})\b[^,;:]*$"),
        "carried_out": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['carried_out'])}) (?:des|d'|de) ?$"),
        "since": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['since'])}) ?$"),
        "some": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['some'])}) ?$"),
        "one_year": re.compile(rf"(?:^| )(?:{any_word(data['one_year'])}) $"),
        "additive": re.compile(rf"\b(?:{any_word(data['additive'])})\b"),
        "years_span": re.compile(
            rf"(?:(?:{any_word([*data['for_years'], *data['covering']])}) |^ ?\(?)"
            r"((?:19|20)\d\d)(?: ?(?:-|/|a) ?((?:19|20)?\d\d))?(?!\d| ?%)"
        ),
    }


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
    words = act_words("fr")
    lead = folded[max(sentence.start, cue.start - 70) : cue.start]
    form = form_of(sentence, cue, lead)
    if cue.end <= head.start:
        gap = folded[cue.end : head.start]
        if len(gap) > _FARTHEST_BEFORE or any(cue.end <= other.start < head.start for other in heads):
            return None
        if form in ("passive", "participle", "to_come") and cue.name not in ("in_force", "carried"):
            if words["predicate"].search(gap) is None and not (form == "passive" and len(gap) < _NEAR):
                return None
            form = "predicate"
        elif words["blocked"].search(gap):
            return None
        if cue.name not in _DONE and (len(gap) > _NEAR or "," in gap):
            return None
        if cue.name in _DONE and words["purpose"].search(gap):
            return None
        cost = float(distance(folded, cue.end, head.start))
    elif cue.start >= head.end:
        gap = folded[head.end : cue.start]
        if cue.name == "drafted" or len(gap) > _FARTHEST_BEHIND or form in ("active", "noun", "infinitive"):
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
        cost = float(len(gap)) / 2
    else:
        return None
    stage = _stage(cue, form, lead)
    return cost + (_WEAK if cue.name in ("in_force", "carried") else 0), Act(cue, stage, form)


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
        return {"drafted": "proposed", "carried": "in_force"}.get(cue.name, cue.name)
    if form in ("future", "to_come") or words["still"].search(lead):
        return "proposed"
    if form == "infinitive" and not words["after_having"].search(lead):
        return "proposed"
    return cue.name
