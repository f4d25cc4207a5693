"""Events: meetings, visits, forums and exhibitions that a sentence dates, numbers or announces."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from cordiale.extract.act_patterns import act_words, any_word
from cordiale.extract.cues import Cue
from cordiale.extract.dating import carried, date_beside
from cordiale.extract.instances import is_anaphora, is_vague, ordinal_before, printed_date, which_time
from cordiale.extract.making import Draft
from cordiale.extract.openings import openings
from cordiale.extract.party_choice import parties_at
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.signatories import phrase_sides
from cordiale.extract.standing import event_state, next_ones
from cordiale.extract.status import tense_of
from cordiale.extract.timing import own_periods
from cordiale.extract.venues import venue, without_host

RULE = "event@2"
_BODY = 48
_LEAD = 40
_TITLE = 150


@cache
def event_words(language: str) -> dict[str, Any]:
    """The patterns and tables of ``gatherings.yml``."""
    from cordiale.vocabulary import load_yaml

    data = load_yaml(f"languages/{language}/gatherings.yml")
    return {
        "bodies": re.compile(rf"[^,;.]{{0,{_BODY}}}?\b(?:{any_word(data['bodies'])})\b"),
        "body": re.compile(rf"(?:^|[ '\"(])(?P<body>(?:{any_word(data['bodies'])}))\b[^,;:.]*$"),
        "activity": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['activity'])}) ?(?:(?!une? )[a-z]+ )?$"),
        "modifier": re.compile(rf"(?:{any_word(data['modifier'])}) ?$"),
        "anniversary": re.compile(rf"\b(?:{any_word(data['anniversary'])}) ?(?:la )?$"),
        "first_of": dict(data["first_of"]),
        "plural_by_nature": frozenset(data["plural_by_nature"]),
        "stately": re.compile(rf"\b(?:{any_word(data['stately'])})\b"),
        "indefinite": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['indefinite'])}) ?(?:[a-z]+ )?$"),
        "delegation": re.compile(rf"^(?:{any_word(data['delegation'])})"),
        "inside_visit": re.compile(rf"(?:{any_word(data['inside_visit'])}) (?:[a-z']+ ){{0,3}}$"),
        "talks": re.compile(rf"(?:{any_word(data['talks'])})\b"),
        "gathering": re.compile(
            rf" (?:{any_word(data['gathering_of'])})\b|[^;.]{{0,40}}?(?:{any_word(data['gathered'])})\b"
        ),
        "talks_of": re.compile(rf" (?:d(?:e |u |'))?[^,;.]{{0,30}}?(?:{any_word(data['talks_of'])})\b"),
        "held_talks": re.compile(rf"(?:{any_word(data['held_talks'])}) d(?:es|e) $"),
        "the_one": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['the_one'])}) ?$"),
        "sessions": re.compile(rf"(?:{any_word(data['sessions'])})\b"),
        "thing": re.compile(rf" ?(?:{any_word(data['thing'])})\b"),
    }


def events(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The events of one sentence that it dates, numbers or announces, in order; openings after them."""
    if sentence.passage.role != "heading":
        yield from _told(sentence, context)
        yield from _next(sentence, context)
        yield from _sat(sentence, context)
        yield from openings(sentence, context)
    context.recall.focus = context.focus


def _told(sentence: Sentence, context: Context) -> Iterator[Draft]:
    heads = _heads(sentence)
    titled: Cue | None = None
    sides: tuple[str, ...] = ()
    for position, head in enumerate(heads):
        following = heads[position + 1] if position + 1 < len(heads) else None
        if following is not None and _is_title_of(sentence, head, following):
            titled = head
            continue
        for draft in _events_at(sentence, context, head, titled.name if titled else None):
            own = phrase_sides(sentence, context, head)
            yield replace(draft, parties=sides) if sides and not own else draft
            sides = own or sides
        titled = None


def _next(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The session to come that its place in the row alone names ("la prochaine est prevue a Lima")."""
    for start, end in next_ones(sentence):
        dates = (printed_date(period) for period in own_periods(sentence) if period.start >= end)
        date = next(dates, None) or date_beside(sentence, start, end, own=True)
        names = [head.name for head in _heads(sentence) if head.end <= start]
        told = list(context.recall.events)
        name = names[-1] if names else told[-1][0] if told else None
        if date is not None and name is not None:
            name = "commission" if name == "meeting" else name
            yield _event(sentence, context, Cue(start, end, "head", name), (name, None, date), "planned")


def _sat(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The sessions that a body's meeting stands for ("la commission mixte s'est reunie a Rome")."""
    for cue in sentence.found("events"):
        if cue.group != "sits":
            continue
        low = max(sentence.start, cue.start - _TITLE)
        subject = event_words("fr")["body"].search(sentence.folded, low, cue.start)
        if subject is None or any(low <= head.start < cue.start for head in _heads(sentence)):
            continue
        date = date_beside(sentence, cue.start, cue.end, own=True)
        ordinal = which_time(sentence, cue.end)
        if date is not None or ordinal is not None:
            head = Cue(subject.start("body"), subject.end("body"), "head", "commission")
            tense = tense_of(sentence, cue.start, cue.end)
            state = tense or event_state(sentence, cue.start, cue.end)
            if state is not None:
                yield _event(sentence, context, head, ("commission", ordinal, date), state)


def _heads(sentence: Sentence) -> list[Cue]:
    return [
        cue for cue in sentence.found("events") if cue.group in ("head", "meeting") and cue.name != "opening"
    ]


def _is_title_of(sentence: Sentence, head: Cue, following: Cue) -> bool:
    """Whether the next head begins the quoted title of this one (``exposition ... "Journees de ..."``)."""
    quoted = sentence.text[following.start - 1 : following.start] in ('"', "«", "“") and following.start > 0
    return (
        quoted
        and following.start - head.end < _TITLE
        and "," not in sentence.folded[head.end : following.start - 60]
    )


def _events_at(sentence: Sentence, context: Context, head: Cue, kind: str | None) -> Iterator[Draft]:
    words = event_words("fr")
    folded = sentence.folded
    before = folded[max(sentence.start, head.start - _LEAD) : head.start]
    for phrase, count in words["first_of"].items():
        if before.endswith(f"{phrase} "):
            yield from _numbered(sentence, context, head, count)
            return
    ordinal = ordinal_before(sentence, head.start)
    name = kind or _kind(sentence, head, ordinal)
    if (
        name is None
        or is_vague(sentence, head.start)
        or (ordinal is None and is_anaphora(sentence, head.start))
    ):
        return
    state = event_state(sentence, head.start, head.end)
    if state is None:
        return
    coming = state != "actual"
    if (
        ordinal is None
        and _is_kind_only(sentence, head, before)
        and not (coming and _is_next(sentence, head))
    ):
        return
    date = date_beside(sentence, head.start, _phrase_end(sentence, head), own=True)
    if words["anniversary"].search(before) and date is not None:
        years = ordinal_before(sentence, head.start - len(words["anniversary"].search(before).group()))
        date, ordinal = _earlier(date, years), None
    if date is None and act_words("fr")["same_time"].search(folded, sentence.start, head.start):
        date = carried(sentence, context, stately=False)
    if date is None:
        date = (
            context.recall.events.get((name, ordinal))
            if ordinal is not None or _is_stately(sentence, head)
            else None
        )
    if date is None:
        date = carried(sentence, context, stately=_is_stately(sentence, head))
    if date is None and ordinal is None and not coming and kind is None:
        return
    if ordinal is not None and _is_bare(sentence, head) and (name, ordinal) in context.recall.events:
        return
    if date is not None:
        context.recall.events[(name, ordinal)] = date
        context.recall.told = (context.paragraph, sentence.index, date)
    yield _event(sentence, context, head, (name, ordinal, date), state)


def _kind(sentence: Sentence, head: Cue, ordinal: int | None) -> str | None:
    """The type of event; a bare session is that of the body named after it or a numbered one, else talks."""
    words = event_words("fr")
    if head.group == "head":
        written = sentence.folded[head.start : head.end]
        if sentence.text[head.end - 1] not in "eEsS" and written[-1] in "es" and " " not in written:
            return None
        if words["delegation"].match(sentence.folded[head.start : head.end]):
            before = sentence.folded[max(sentence.start, head.start - _LEAD) : head.start]
            travels = any(cue.group == "travel" for cue in sentence.found("events"))
            if not travels or words["inside_visit"].search(before):
                return None
        return head.name
    if words["thing"].match(sentence.folded, head.end):
        return None
    body = words["bodies"].match(sentence.folded, head.end, min(sentence.end, head.end + _BODY + 20))
    if body is None and words["gathering"].match(sentence.folded, head.end, sentence.end):
        return "forum"
    if ordinal is not None or body is not None:
        return "commission"
    if words["sessions"].match(sentence.folded, head.start) and _is_next(sentence, head):
        if event_state(sentence, head.start, head.end) != "actual":
            return "commission"
    if words["talks_of"].match(sentence.folded, head.end, sentence.end):
        return "visit"
    before = sentence.folded[max(sentence.start, head.start - 12) : head.start]
    return (
        "visit"
        if words["indefinite"].search(before) and words["talks"].match(sentence.folded, head.start)
        else None
    )


def _is_kind_only(sentence: Sentence, head: Cue, before: str) -> bool:
    """Whether the phrase names a kind of event, or an event that was named before, not one of its own."""
    words = event_words("fr")
    noun = sentence.folded[head.start : head.end]
    plural = noun.partition(" ")[0].endswith("s") and noun.partition(" ")[0] not in words["plural_by_nature"]
    if words["modifier"].search(before):
        return True
    if noun.partition(" ")[0] in words["plural_by_nature"] and words["held_talks"].search(before):
        return False
    if words["activity"].search(before):
        return plural or _is_bare(sentence, head)
    if plural:
        return True
    return act_words("fr")["definite"].search(before) is not None and _is_bare(sentence, head)


def _is_next(sentence: Sentence, head: Cue) -> bool:
    """Whether a bare "the session" or "the forum" that is to come is dated by its sentence."""
    before = sentence.folded[max(sentence.start, head.start - 24) : head.start]
    dated = date_beside(sentence, head.start, head.end, own=True) is not None
    return dated and event_words("fr")["the_one"].search(before) is not None


def _is_bare(sentence: Sentence, head: Cue) -> bool:
    """Whether nothing after the noun tells which one is meant."""
    noun = sentence.folded[head.start : head.end]
    if act_words("fr")["held"].match(sentence.folded, head.end):
        return False
    if sentence.folded[head.end : head.end + 1] == "-":
        return False
    return (
        " " not in noun
        and act_words("fr")["complement"].match(sentence.folded, head.end) is None
        and sentence.text[head.end : head.end + 2].strip()[:1] not in '"«('
    )


def _is_stately(sentence: Sentence, head: Cue) -> bool:
    return event_words("fr")["stately"].search(sentence.folded, head.start, head.end) is not None


def _phrase_end(sentence: Sentence, head: Cue) -> int:
    return head.end


def _earlier(date: str, years: int | None) -> str:
    return f"{int(date[:4]) - years}{date[4:]}" if years else date


def _event(
    sentence: Sentence, context: Context, head: Cue, what: tuple[str, int | None, str | None], state: str
) -> Draft:
    name, ordinal, date = what
    fields = {
        "eventtype": name,
        "ordinal": ordinal,
        "date": date,
        "place": venue(sentence, head.start, head.end),
    }
    parties = phrase_sides(sentence, context, head)
    if not parties:
        parties = parties_at(sentence, context, head.start, head.end)
        wide = name == "forum" and " " not in sentence.folded[head.start : head.end]
        parties = without_host(sentence, parties, focus=context.recall.focus, wide=wide)
    return Draft("event", head.start, head.end, fields, state, parties, RULE)


def _numbered(sentence: Sentence, context: Context, head: Cue, count: int) -> Iterator[Draft]:
    """One event each for "the first three meetings ... in August 2015, March 2016 and 2017"."""
    name = "commission" if head.group == "meeting" else head.name
    dates = [printed_date(period) for period in own_periods(sentence) if period.start >= head.end]
    for number in range(1, count + 1):
        date = dates[number - 1] if len(dates) == count else None
        if date is not None:
            context.recall.events[(name, number)] = date
        yield _event(sentence, context, head, (name, number, date), "actual")
