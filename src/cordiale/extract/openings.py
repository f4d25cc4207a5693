"""Openings of plants, offices, shops and parks: a verb of opening with the thing opened."""

import re
from collections.abc import Iterator
from functools import cache

from cordiale.extract.act_patterns import act_words, any_word
from cordiale.extract.cues import Cue
from cordiale.extract.dating import carried, date_beside
from cordiale.extract.instances import is_vague
from cordiale.extract.making import Draft
from cordiale.extract.party_choice import parties_at
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.standing import opening_state
from cordiale.extract.timing import own_periods
from cordiale.extract.venues import venue
from cordiale.vocabulary import load_yaml

RULE = "opening@1"
_SUBJECT = 170
_OBJECT = 70
_FAR = 170
_DATED = 40
_ADVERBIALS = 3


@cache
def _words(language: str) -> dict[str, re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/openings.yml")
    thing = any_word(data["places_opened"])
    leading = rf"(?:[ \"]*(?:{any_word(data['object_words'])})[ \"]?){{0,5}}"
    return {
        "auxiliary": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['auxiliaries'])}) (?:[a-z]+ )?(?:{data['been']} )?(?:[a-z]+ )?$"
        ),
        "adverbial": re.compile(
            rf",? (?:{any_word(data['adverbials'])})(?: |(?<='))[^,;:.]{{2,40}}?"
            rf"(?:,|(?= (?:{any_word(data['articles'])}) ))"
        ),
        "aside": re.compile(r", [^,;:]{2,70},(?= )"),
        "apposed": re.compile(r"(?: [^,;:]{0,60}?)?, (?:[a-z]+ )?$"),
        "object": re.compile(rf"{leading}\s*(?P<thing>{thing})\b"),
        "subject": re.compile(rf"(?:^|[ '\"(])(?P<thing>{thing})\b"),
        "second": re.compile(
            rf"[^,;.:]{{0,60}}? (?:{any_word(data['joined'])}) (?:{any_word(data['one'])}) "
            rf"(?P<thing>{thing})\b"
        ),
        "service": re.compile(rf"{data['commissioning']}\b"),
        "governed": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['governed'])})(?: |(?<='))(?:[a-z]+ )?$"),
        "with_object": re.compile(rf" (?:{any_word(data['object_words'])})[ ']"),
        "counted": re.compile(rf"\d[ )]*(?:(?!(?:{any_word(data['articles'])}) )[a-z]+ )?$"),
        "broken": re.compile(r"[;:]|, (?!qui |\")"),
    }


def openings(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The openings of one sentence, anchored at the thing opened."""
    taken = -1
    for cue in sentence.found("events"):
        if cue.group == "open":
            span = _opened(sentence, cue)
        elif cue.group == "head" and cue.name == "opening":
            match = _words("fr")["object"].match(
                sentence.folded, cue.end, min(sentence.end, cue.end + _OBJECT)
            )
            span = (cue.start, match.end()) if match else None
        else:
            continue
        if span is None or span[0] < taken or is_vague(sentence, span[0]):
            continue
        if _words("fr")["counted"].search(sentence.folded[max(sentence.start, span[0] - 24) : span[0]]):
            continue
        if _words("fr")["service"].match(sentence.folded, cue.start) and date_beside(sentence, *span) is None:
            continue
        taken = span[1]
        yield from _opening(sentence, context, span, cue)
        if span[0] >= cue.end and (second := _second(sentence, span[1])) is not None:
            taken = second[1]
            yield from _opening(sentence, context, second, cue)


def _opened(sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """The thing that the verb opens: its object after an active form, its subject before a passive one."""
    words = _words("fr")
    folded = sentence.folded
    start = _after_adverbials(sentence, cue.end)
    match = words["object"].match(folded, start, min(sentence.end, start + _OBJECT))
    if match is not None:
        return match.start("thing"), match.end("thing")
    own = " " in folded[cue.start : cue.end]
    passive = (
        act_words("fr")["passive"].search(folded[max(sentence.start, cue.start - 34) : cue.start]) is not None
    )
    if not own and not passive and words["with_object"].match(folded, cue.end):
        return _apposed(sentence, cue)
    if not own and words["auxiliary"].search(folded[max(sentence.start, cue.start - 34) : cue.start]) is None:
        return _apposed(sentence, cue)
    if cue.tense == "infinitive" or folded.endswith("rir", cue.start, cue.end):
        return None
    low = max(sentence.start, cue.start - _SUBJECT)
    found = list(words["subject"].finditer(folded, low, cue.start))
    blocked = act_words("fr")["blocked"]
    stretch = [
        match
        for match in found
        if words["broken"].search(plain := words["aside"].sub("", folded[match.end() : cue.start])) is None
        and all(stop.group() == "." for stop in blocked.finditer(plain))
        and words["governed"].search(folded[max(low, match.start("thing") - 24) : match.start("thing")])
        is None
    ]
    return (stretch[0].start("thing"), stretch[0].end("thing")) if stretch else None


def _second(sentence: Sentence, position: int) -> tuple[int, int] | None:
    """The next thing that the same verb opens ("a ouvert une usine et un bureau")."""
    match = _words("fr")["second"].match(sentence.folded, position, min(sentence.end, position + _FAR))
    return match.span("thing") if match else None


def _after_adverbials(sentence: Sentence, position: int) -> int:
    """Past the times and places between a verb and its object ("a ouvert en mai a Lyon une usine")."""
    for _ in range(_ADVERBIALS):
        limit = min(sentence.end, position + _OBJECT)
        match = _words("fr")["adverbial"].match(sentence.folded, position, limit)
        if match is None:
            break
        position = match.end()
    return position


def _apposed(sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """The thing that a participle in apposition was said of, where it is dated (", ouverte en mai 2016,")."""
    folded = sentence.folded
    low = max(sentence.start, cue.start - _SUBJECT)
    found = list(_words("fr")["subject"].finditer(folded, low, cue.start))
    if not found or _words("fr")["apposed"].fullmatch(folded, found[-1].end("thing"), cue.start) is None:
        return None
    after = [period for period in own_periods(sentence) if 0 <= period.start - cue.end <= _DATED]
    return found[-1].span("thing") if after else None


def _opening(sentence: Sentence, context: Context, span: tuple[int, int], cue: Cue) -> Iterator[Draft]:
    low, high = min(span[0], cue.start), max(span[1], cue.end)
    state = opening_state(sentence, low, high, cue)
    if state is None:
        return
    date = date_beside(sentence, low, high, own=True) or carried(sentence, context, stately=False)
    fields = {"eventtype": "opening", "ordinal": None, "date": date, "place": venue(sentence, low, high)}
    parties = parties_at(sentence, context, span[0], span[1])
    yield Draft("event", span[0], span[1], fields, state, parties, RULE)
