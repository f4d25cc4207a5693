"""Documents: agreements, plans and other instruments that a sentence says something about."""

import re
from collections.abc import Iterator

from cordiale.extract.acts import Act, act_words, acts_of
from cordiale.extract.cues import Cue
from cordiale.extract.dating import date_of_signing, told_before, until_next, validity
from cordiale.extract.instances import is_anaphora, is_vague
from cordiale.extract.making import Draft
from cordiale.extract.recall import Signing
from cordiale.extract.scene import Context, Sentence
from cordiale.extract.signatories import signatories

RULE = "document@2"
_COUNT = re.compile(r"(?:\d|\b(?:cent|cents|mille|centaine|dizaine|vingtaine|trentaine|cinquantaine)s?)(?: autres| nouveaux| de| d'|) ?$")
_LOOSE = frozenset(("programme", "decree"))
"""Types whose noun is common: they count where they are signed, dated or cover years, not where they merely exist."""


def documents(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The instruments of one sentence that something is asserted of, in order."""
    if sentence.passage.role == "heading":
        return
    heads = [cue for cue in sentence.found("documents") if cue.group == "head"]
    if not heads:
        return
    acts = acts_of(sentence, heads)
    for head in heads:
        act = acts.get(head)
        if act is None or not _is_one(sentence, head, act):
            continue
        draft = _document(sentence, context, head, act, until_next(sentence, head, heads))
        if draft is not None:
            yield draft


def _is_one(sentence: Sentence, head: Cue, act: Act) -> bool:
    """Whether the phrase is an instrument that the sentence tells of: no echo, no mere kind or number of them."""
    if is_anaphora(sentence, head.start) or is_vague(sentence, head.start):
        return False
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    words = act_words("fr")
    if _COUNT.search(before) and not (words["few"].search(before) and act.stage == "signed"):
        return False
    named = words["complement"].match(sentence.folded, head.end) is not None or " " in sentence.folded[head.start : head.end]
    if words["definite"].search(before) and not named and act.stage != "signed":
        return False
    return True


def _document(sentence: Sentence, context: Context, head: Cue, act: Act, stop: int) -> Draft | None:
    stage, date = act.stage, None
    valid = validity(sentence, head, stop, None)
    if stage in ("signed", "ended"):
        date = date_of_signing(sentence, context, head, act.cue)
        told = told_before(sentence, context, head) if date is None else None
        if told is not None:
            date, valid = told.date, valid or told.valid
        valid = valid or validity(sentence, head, stop, date)
    elif head.name in _LOOSE and valid is None:
        return None
    parties = signatories(sentence, context, head, act.cue)
    if stage == "signed" and date is not None:
        context.recall.sign(head.name, Signing(context.paragraph, sentence.index, date, valid, parties))
    fields = {"doctype": head.name, "stage": stage, "date": date, "valid": valid}
    status = "planned" if stage == "proposed" else "actual"
    return Draft("document", head.start, head.end, fields, status, parties, RULE)
