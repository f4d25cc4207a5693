"""Documents: agreements, plans and other instruments that a sentence says something about."""

from collections.abc import Iterator

from cordiale.extract.act_patterns import act_words
from cordiale.extract.acts import Act, acts_of, continues
from cordiale.extract.cues import Cue
from cordiale.extract.dating import date_of_signing, told_before, until_next, validity
from cordiale.extract.instances import is_anaphora, is_vague, printed_date
from cordiale.extract.making import Draft
from cordiale.extract.recall import Signing
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.signatories import pairs_between, signatories
from cordiale.extract.timing import own_periods

RULE = "document@2"
_COUNTED_GAP = 12
_IN_FORCE = 60
_DATE_IN_PHRASE = 44
_LISTED = 3
"""Sentences over which a signing of several documents goes on to be listed."""
_LOOSE = frozenset(("programme", "decree"))
"""Types whose noun is common: they count where signed, dated or covering years, not where they only exist."""


def documents(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The instruments of one sentence that something is asserted of, in order."""
    cues = [cue for cue in sentence.found("documents") if cue.group in ("head", "papers")]
    if cues and sentence.passage.role != "heading":
        heads = [cue for cue in cues if cue.group == "head"]
        acts = acts_of(sentence, heads)
        counted: Cue | None = None
        named: Cue | None = None
        for head in heads:
            act = acts.get(head)
            if act is not None and act.stage == "denied":
                continue
            if act is None or act.stage == "in_force":
                act = _dated(sentence, head) or _named(sentence, context, head, named) or act
            if act is not None and act.form == "named":
                named = head
            if _is_counted(sentence, head, counted):
                counted = head
                if act is None or not _is_few(sentence, head, act):
                    continue
            if act is not None and _is_one(sentence, head, act):
                yield from _document(sentence, context, head, act, until_next(sentence, head, heads))
        papers = [cue for cue in cues if cue.group == "papers"]
        for head, act in acts_of(sentence, papers).items():
            _remember(sentence, context, head, act)


def _remember(sentence: Sentence, context: Context, head: Cue, act: Act) -> None:
    """Keep the date of a signing of documents that the next sentences name one by one."""
    if act.stage == "signed" and (date := date_of_signing(sentence, context, head, act.cue)) is not None:
        parties = signatories(sentence, context, head, act.cue, stop=sentence.end)
        context.recall.latest = Signing(context.paragraph, sentence.index, date, None, parties)


def _dated(sentence: Sentence, head: Cue) -> Act | None:
    """The signing that a date in the phrase itself stands for ("la declaration de mai 2019")."""
    for period in own_periods(sentence):
        gap = (
            sentence.folded[head.end : period.start]
            if 0 <= period.start - head.end <= _DATE_IN_PHRASE
            else ""
        )
        if gap and period.grain in ("month", "day") and act_words("fr")["dated"].search(gap):
            return Act(Cue(head.start, head.start, "act", "signed"), "signed", "dated")
    return None


def _named(sentence: Sentence, context: Context, head: Cue, before: Cue | None) -> Act | None:
    """The signing told of just before, where the phrase names what was signed ("il s'agit d'un accord")."""
    latest = context.recall.latest
    if latest is None or latest.paragraph != context.paragraph or sentence.index - latest.sentence > _LISTED:
        return None
    listed = before is not None and continues(sentence, before, head)
    if (
        not listed
        and act_words("fr")["named"].search(
            sentence.folded[max(sentence.start, head.start - 60) : head.start]
        )
        is None
    ):
        return None
    return Act(Cue(head.start, head.start, "act", "signed"), "signed", "named")


def _is_counted(sentence: Sentence, head: Cue, counted: Cue | None) -> bool:
    """Whether a number counts the instruments, or the ones named right before in the same breath."""
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    for mention in sentence.figures:
        if (
            mention.start < head.start <= mention.end + _COUNTED_GAP
            and isinstance(mention.value, float)
            and mention.value > 1
        ):
            if (
                mention.kind in ("number", "quantity")
                and sentence.folded[mention.end : head.start].strip("abcdefghijklmnopqrstuvwxyz' ") == ""
            ):
                return True
    if act_words("fr")["count"].search(before) or act_words("fr")["few"].search(before):
        return True
    return (
        counted is not None
        and act_words("fr")["joined"].fullmatch(sentence.folded, counted.end, head.start) is not None
    )


def _is_few(sentence: Sentence, head: Cue, act: Act) -> bool:
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    return act.stage == "signed" and act_words("fr")["few"].search(before) is not None


def _is_one(sentence: Sentence, head: Cue, act: Act) -> bool:
    """Whether the phrase is an instrument that the sentence tells of: no echo, no mere kind of them."""
    if is_anaphora(sentence, head.start) or is_vague(sentence, head.start):
        return False
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    words = act_words("fr")
    if words["measured"].search(before) or _is_second_name(sentence, head, before):
        return False
    if _is_misread(sentence, head) or _is_some(sentence, head, act):
        return False
    if act.form == "noun" and words["since"].search(
        sentence.folded[max(sentence.start, act.cue.start - 14) : act.cue.start]
    ):
        return False
    if (
        words["bare"].search(before)
        and act.form not in ("noun", "infinitive")
        and act.cue.name != "drafted"
        and not _is_plural(sentence, head)
    ):
        return False
    if act.form == "noun" and words["bare"].search(before) and _is_plural(sentence, head):
        return False
    named = (
        words["complement"].match(sentence.folded, head.end) is not None
        or " " in sentence.folded[head.start : head.end]
    )
    return named or act.stage == "signed" or words["definite"].search(before) is None


def _is_second_name(sentence: Sentence, head: Cue, before: str) -> bool:
    """Whether "or" stands before (the word for "where" has its accent)."""
    match = act_words("fr")["or"].search(before)
    if match is None:
        return False
    at = head.start - len(before) + match.start()
    return sentence.text[at : head.start].isascii()


def _is_misread(sentence: Sentence, head: Cue) -> bool:
    """Whether the noun folds into a verb that has no accent ("le texte traite de")."""
    written = sentence.text[head.start : head.end]
    return written.isascii() and written in act_words("fr")["accented"]


def _is_some(sentence: Sentence, head: Cue, act: Act) -> bool:
    """Whether a plural names instruments at large: in force, or signed at no time that is told."""
    if not _is_plural(sentence, head) or act.form not in ("other", "participle"):
        return False
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    if act.stage == "in_force":
        return act_words("fr")["some"].search(before) is not None
    carried_out = before[-2:] == ", " or act_words("fr")["carried_out"].search(before) is not None
    met = any(event.group == "head" and event.start >= head.end for event in sentence.found("events"))
    return act.form == "participle" and carried_out and not met and not own_periods(sentence)


def _is_carried_out(sentence: Sentence, head: Cue, act: Act) -> bool:
    """Whether a single plan, well named, is said to be put into practice."""
    named = (
        " " in sentence.folded[head.start : head.end] or sentence.text[head.end : head.end + 2][1:].isupper()
    )
    return act.cue.name == "carried" and named and not _is_plural(sentence, head)


def _is_plural(sentence: Sentence, head: Cue) -> bool:
    return sentence.folded[head.start : head.end].partition(" ")[0].endswith("s")


def _document(sentence: Sentence, context: Context, head: Cue, act: Act, stop: int) -> Iterator[Draft]:
    stage, date = act.stage, None
    valid = validity(sentence, head, stop, None)
    parties = signatories(sentence, context, head, act.cue, stop=stop)
    if stage in ("signed", "ended"):
        date = date_of_signing(sentence, context, head, act.cue)
        if stage == "ended":  # the period is that of its end
            date = None
        if date is None and act.form == "named" and context.recall.latest is not None:
            date = context.recall.latest.date
        if date is None and act_words("fr")["named"].search(
            sentence.folded[max(sentence.start, head.start - 60) : head.start]
        ):
            date = printed_date(context.paragraph_period)
        told = told_before(sentence, context, head, act, date=date, parties=parties)
        if told is not None:
            date, valid, parties = told.date, valid or told.valid, told.parties
        valid = valid or validity(sentence, head, stop, date)
        if stage == "signed" and act_words("fr")["since_in_force"].search(
            sentence.folded, act.cue.end, min(stop, act.cue.end + _IN_FORCE)
        ):
            stage = "in_force"
    elif (
        head.name in _LOOSE
        and valid is None
        and not _is_carried_out(sentence, head, act)
        and (stage == "in_force" or " " not in sentence.folded[head.start : head.end])
    ):
        return
    doctype = head.name
    if doctype == "agreement" and act_words("fr")["sales"].match(sentence.folded, head.end) is not None:
        doctype = "contract"
    if stage in ("signed", "in_force") and date is not None:
        context.recall.sign(doctype, Signing(context.paragraph, sentence.index, date, valid, parties))
    fields = {"doctype": doctype, "stage": stage, "date": date, "valid": valid}
    status = "planned" if stage == "proposed" else "actual"
    for sides in pairs_between(sentence, head.end, stop) or [parties]:
        yield Draft("document", head.start, head.end, fields, status, sides, RULE)
