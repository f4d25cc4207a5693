"""Whether what is told took place: what is to come, possible, put off or denied is never told as done."""

import re
from dataclasses import replace
from functools import cache

from cordiale.extract.act_patterns import act_words, any_word
from cordiale.extract.cues import Cue
from cordiale.extract.making import Draft
from cordiale.extract.sentence import Sentence
from cordiale.extract.status import has_past, status_at, tense_of
from cordiale.vocabulary import load_yaml

_AFTER = 110
_BEFORE = 50
_LEAD = 70
_STATES = {
    "coming": "planned",
    "hosting": "planned",
    "put_off": "planned",
    "might": "proposed",
    "held": "actual",
    "modal": "planned",
}


@cache
def _words(language: str) -> dict[str, re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/coming.yml")
    adverbs = any_word(load_yaml(f"languages/{language}/acts.yml")["adverbs"])
    negations, excepted = any_word(data["negations"]), any_word(data["not_denied"])
    adverb = rf"(?: (?:{adverbs}))?"
    return {
        "negated": re.compile(
            rf"\b(?:n'|ne )(?:s'|se |l'|les |le |la |y )?[a-z]+(?: [a-z]+)? "
            rf"(?:{negations})(?! (?:{excepted})\b)"
            rf"(?: (?:a|[a-z']{{2,}})){{0,3}}[ ']$"
        ),
        "opened": re.compile(r"(?:^|[ ,])(?:n'|ne )$"),
        "closed": re.compile(rf" (?:{negations})\b(?! (?:{excepted})\b)"),
        "awaited": re.compile(rf"\b(?:{any_word(data['awaited'])})\b"),
        "failed": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['failed'])})(?: etre)? ?$"),
        "undone": re.compile(rf"[^;.,]* (?:{any_word(data['undone'])})\b"),
        "put_off": re.compile(rf"[^;.,]* (?:{any_word(data['put_off'])})\b"),
        "done": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['done'])})(?: ?etre)?{adverb} ?$"),
        "possible": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['possible'])}){adverb}(?: (?:etre|ete))?{adverb} ?$"
        ),
        "to_come": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['future_auxiliaries'])}){adverb}(?: ete)?{adverb} $"
        ),
        "announced": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['announced'])}) ?$"),
        "apart": re.compile(r"[,;:]"),
        "done_at": re.compile(
            "".join(rf"(?<!{word} )" for word in data["not_done"])
            + rf"\b\w+[éu]e?s? (?:{any_word(data['done_at'])})\b"
        ),
        "was_at": re.compile(
            "".join(rf"(?<!{word} )" for word in data["not_done"])
            + rf"\b\w+[éu]e?s? (?:{any_word(data['done_at'])})\b[^,;:.()]{{0,60}}$"
        ),
        "future_at": re.compile(
            rf"\b(?:{any_word(data['will'])}) [a-z]+{adverb} (?:{any_word(data['at_event'])})\b[^,;:.]*$"
        ),
        "infinitive": re.compile(r"(?:ouvrir|mettre\b.*|[a-z]+er)(?: .*)?"),
        "own_verb": re.compile(rf"(?:^|[ ,])(?:{any_word(data['relatives'])})(?: |(?<='))"),
        "aside": re.compile(rf", (?:{any_word(data['relatives'])})(?: |(?<='))[^,]*$"),
        "never_made": re.compile(
            rf"[^,;.]{{0,40}}? (?:n'|ne )[a-z]+(?: [a-z]+)? (?:{negations})(?: ete)? "
            rf"(?:{any_word(data['never_made'])})\b"
        ),
        "next": re.compile(
            rf"(?:^|[ ,;(])(?P<noun>{any_word(data['next'])}) (?:{any_word(data['next_verbs'])})\b"
        ),
    }


def next_ones(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the next session is named by its place in the row alone ("la prochaine est prevue a X")."""
    found = _words("fr")["next"].finditer(sentence.folded, sentence.start, sentence.end)
    return [(match.start("noun") + 3, match.end("noun")) for match in found]


def denial(sentence: Sentence, cue: Cue) -> str | None:
    """``denied`` where the act is said not to have been done, ``awaited`` where not yet, else None."""
    words = _words("fr")
    lead = sentence.folded[max(sentence.start, cue.start - _LEAD) : cue.start]
    match = words["negated"].search(lead)
    if match is not None:
        return "awaited" if words["awaited"].search(match.group()) else "denied"
    if words["opened"].search(lead) and words["closed"].match(sentence.folded, cue.end, sentence.end):
        return "denied"
    return "denied" if words["failed"].search(lead) else None


def denial_behind(sentence: Sentence, position: int) -> str | None:
    """The same of the noun of an act whose object ends at ``position`` ("la signature de ... a echoue")."""
    limit = min(sentence.end, position + _AFTER)
    words = _words("fr")
    if words["undone"].match(sentence.folded, position, limit):
        return "denied"
    return "awaited" if words["put_off"].match(sentence.folded, position, limit) else None


def never_was(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the link at ``start..end`` is denied ("n'est pas jumelee", "n'a jamais vu le jour")."""
    words = _words("fr")
    lead = sentence.folded[max(sentence.start, start - _LEAD) : start]
    if words["negated"].search(lead) is not None:
        return True
    return words["never_made"].match(sentence.folded, end, sentence.end) is not None


def link_state(sentence: Sentence, start: int, end: int, behind: int) -> str:
    """The state of the link at ``start..end``: its own tense, else that of the clause (as at ``behind``)."""
    return tense_of(sentence, start, end) or status_at(sentence, start, behind)


def is_to_come(sentence: Sentence, start: int) -> bool:
    """Whether the participle at ``start`` stands behind a future auxiliary ("sera", "devrait etre")."""
    lead = sentence.folded[max(sentence.start, start - _LEAD) : start]
    return _words("fr")["to_come"].search(lead) is not None


def event_state(sentence: Sentence, start: int, end: int) -> str | None:
    """``actual``, ``planned`` or ``proposed`` for the event at ``start..end``, None where it never was.

    The first finite verb behind it decides, then what stands before, then a participle ("prevue a X").
    """
    words = _words("fr")
    folded = sentence.folded
    cues = [cue for cue in sentence.found("events") if cue.group in ("coming", "modal")]
    after = [cue for cue in cues if cue.start >= end and cue.start - end <= _AFTER]
    after = [cue for cue in after if cue.group == "coming" and ";" not in folded[end : cue.start]]
    arranged = any(
        cue.name == "arranged" and act_words("fr")["finite"].search(folded, end, cue.start) is None
        for cue in after
    )
    heads = [cue.start for cue in sentence.found("events") if cue.group in ("head", "meeting")]
    finite = [
        cue
        for cue in after
        if cue.name != "arranged"
        and not (cue.name == "hosting" and any(0 <= head - cue.end <= _BEFORE for head in heads))
    ]
    if finite and _was_there(sentence, start, end, finite[0].start):
        finite = []  # the verb is that of what was signed there
    if finite:
        verb = finite[0]
        held = [cue for cue in finite if cue.name in ("held", "void")]
        aside = folded[verb.start] == "," or words["aside"].search(folded, end, verb.start)
        if held and aside:  # what an aside tells gives way
            verb = held[0]
        state = _STATES.get(verb.name)
        return "planned" if state is None and arranged else state
    before = [cue for cue in cues if cue.end <= start and start - cue.end <= _BEFORE and cue.name != "held"]
    for cue in reversed(before):
        if cue.name == "void":
            return None
        gap = sentence.text[cue.end : start]
        if cue.group == "coming" or not (words["apart"].search(gap) or words["done_at"].search(gap)):
            return _STATES.get(cue.name, "planned")
    if words["future_at"].search(folded[max(sentence.start, start - _LEAD) : start]):
        return "planned"
    if any(
        cue.group == "travel" and tense_of(sentence, cue.start, cue.end) == "planned"
        for cue in sentence.found("events")
        if 0 <= cue.start - end <= _BEFORE or 0 <= start - cue.end <= _BEFORE
    ):
        return "planned"
    return "planned" if arranged else "actual"


def _was_there(sentence: Sentence, start: int, end: int, verb: int) -> bool:
    """Whether something was done at the event, and the verb behind it is not the event's own.

    "Le plan signé lors de la réunion prévoit ...": the meeting was, the plan foresees.
    """
    words = _words("fr")
    low = max(sentence.start, start - _LEAD)
    if words["future_at"].search(sentence.folded[low:start]) or words["own_verb"].search(
        sentence.folded[end:verb]
    ):
        return False
    return words["was_at"].search(sentence.text[low:start].replace("\n", " ")) is not None


def opening_state(sentence: Sentence, start: int, end: int, cue: Cue) -> str | None:
    """The same for an opening, whose own verb or noun is ``cue``."""
    words = _words("fr")
    folded = sentence.folded
    written = folded[cue.start : cue.end]
    lead = folded[max(sentence.start, cue.start - _LEAD) : cue.start]
    denied = denial(sentence, cue)
    if denied is not None:
        return "planned" if denied == "awaited" else None
    tense = tense_of(sentence, cue.start, cue.end)
    if cue.tense == "conditional" or tense == "proposed":
        return "proposed"
    if cue.tense == "future" or tense == "planned":
        return "planned"
    if words["done"].search(lead):
        return "actual"
    if words["possible"].search(lead):
        return "proposed"
    if cue.tense == "infinitive" or words["infinitive"].fullmatch(written) or words["to_come"].search(lead):
        return "planned"
    if cue.group == "head":
        behind = denial_behind(sentence, end)
        if behind is not None:
            return "planned" if behind == "awaited" else None
        if words["announced"].search(lead):
            return "planned"
    if act_words("fr")["passive"].search(lead) or act_words("fr")["active"].search(lead):
        return "actual"
    return event_state(sentence, start, end)


def settled(draft: Draft, sentence: Sentence) -> Draft:
    """The draft as it may be told: what is dated after the time of writing has not taken place.

    The year of writing is inferred, and may be one too early: in the year after it a past tense still holds,
    as it does where the date is reckoned from another ("deux ans plus tard").
    """
    date = draft.fields.get("date")
    if draft.kind == "observation" or draft.status != "actual" or not date or sentence.reference is None:
        return draft
    if date[:4] not in sentence.text[sentence.start : sentence.end]:
        return draft
    late = int(date[:4]) - sentence.reference.year
    if late < 1 or (
        late == 1 and (draft.kind != "event" or has_past(sentence, sentence.start, sentence.end))
    ):
        return draft
    fields = {**draft.fields, "stage": "proposed"} if "stage" in draft.fields else draft.fields
    return replace(draft, fields=fields, status="planned")
