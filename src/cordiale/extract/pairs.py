"""A single twinning: the two places that a sentence says are linked, and what is said of the link."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.instances import is_anaphora, is_vague, printed_date
from cordiale.extract.making import Draft
from cordiale.extract.name_lists import any_of
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.standing import never_was
from cordiale.extract.status import status_at
from cordiale.extract.timing import nearest_period
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.places import PlaceMention

RULE = "twinning@1"
_LEVELS = ("region", "city", "district")
_FARTHEST_DOCUMENT = 110
_FARTHEST_ACT = 45
_FARTHEST_BETWEEN = 70
_FARTHEST_SUBJECT = 160


def single_twinnings(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The twinnings that a sentence states where it names both places or goes on about them.

    A twinning that only says what a document is about ("accord de jumelage") is none: that is the document's.
    """
    done: set[tuple[str, ...]] = set()
    for cue in sentence.found("relations"):
        if cue.name != "twinning" and not _is_friendship(sentence, cue):
            continue
        if cue.group not in ("head", "list"):
            continue
        if (
            is_anaphora(sentence, cue.start)
            or is_vague(sentence, cue.start)
            or is_subject_of_document(sentence, cue)
            or never_was(sentence, cue.start, cue.end)
        ):
            continue
        parties = _two_places(sentence, context, cue)
        if parties is None or parties in done:
            continue
        done.add(parties)
        period = nearest_period(sentence, cue.start, cue.end)
        fields = {"relation": "twinning", "date": printed_date(period) if _begins(sentence, cue) else None}
        yield Draft(
            "relation", cue.start, cue.end, fields, status_at(sentence, cue.start, cue.end), parties, RULE
        )


def _is_friendship(sentence: Sentence, cue: Cue) -> bool:
    """Whether friendly relations are said to have been begun, as two regions or towns begin them."""
    act = _act_before(sentence, cue)
    return cue.name == "friendship" and act is not None and act.name == "begin"


def is_subject_of_document(sentence: Sentence, cue: Cue) -> bool:
    """Whether an instrument or a meeting named shortly before has the link for its theme."""
    for name in ("documents", "events"):
        for head in sentence.found(name):
            if (
                head.group not in ("head", "meeting")
                or head.start > cue.start
                or cue.start - head.end > _FARTHEST_DOCUMENT
            ):
                continue
            between = sentence.folded[head.end : cue.start]
            if not any(mark in between for mark in (";", ":", ". ", ", ", '"')) or (
                name == "documents" and _stops(between) is None
            ):
                return True
    return False


def _stops(between: str) -> re.Match[str] | None:
    return re.search(r"[;:.]|,[^,]*$", between)


def _begins(sentence: Sentence, cue: Cue) -> bool:
    """Whether the sentence tells of the link's beginning rather than of what became of it."""
    act = _act_before(sentence, cue)
    return act is None or act.name == "begin"


def _act_before(sentence: Sentence, cue: Cue) -> Cue | None:
    acts = [
        act
        for act in sentence.found("relations")
        if act.group == "act" and act.end <= cue.start and cue.start - act.end <= _FARTHEST_ACT
    ]
    return acts[-1] if acts else None


def _two_places(sentence: Sentence, context: Context, cue: Cue) -> tuple[str, ...] | None:
    places = [
        place for place in sentence.places if place.kind in _LEVELS and (place.form == "noun" or place.typed)
    ]
    between = _rules("fr")[0].match(sentence.folded, cue.end, min(sentence.end, cue.end + _FARTHEST_BETWEEN))
    if between is not None:
        pair = _across([place for place in places if place.start >= between.end() - 1])
        return pair or _carried(sentence, context)
    following = [place for place in places if place.start >= cue.end]
    preceding = [
        place for place in places if place.end <= cue.start and cue.start - place.end <= _FARTHEST_SUBJECT
    ]
    if following and _rules("fr")[1].fullmatch(sentence.folded, cue.end, following[0].start):
        other = following[0]
        own = _nearest(sentence, cue, [place for place in preceding if place.country != other.country])
        return _codes(own, other) if own is not None else _with_focus(sentence, context, other)
    if _act_before(sentence, cue) is not None or _is_predicate(sentence, cue):
        return _across(preceding) or (None if places else _carried(sentence, context))
    return None


def _is_predicate(sentence: Sentence, cue: Cue) -> bool:
    return _rules("fr")[2].search(sentence.folded, sentence.start, cue.start) is not None


def _across(places: Sequence[PlaceMention]) -> tuple[str, ...] | None:
    """The first place and the first one after it that lies in another country."""
    for place in places[1:]:
        if place.country != places[0].country:
            return _codes(places[0], place)
    return None


def _codes(first: PlaceMention, second: PlaceMention) -> tuple[str, ...]:
    return tuple(sorted((first.code, second.code)))


def _nearest(sentence: Sentence, cue: Cue, places: Sequence[PlaceMention]) -> PlaceMention | None:
    return min(places, key=lambda place: distance(sentence.folded, place.end, cue.start), default=None)


def _carried(sentence: Sentence, context: Context) -> tuple[str, ...] | None:
    """The pair that the text goes on about, where both sides are below the country."""
    codes = [code for code in sentence.parties if not code.isalpha()]
    if len(codes) == 2 and len(sentence.parties) == 2 and codes[0][:2] != codes[1][:2]:
        return tuple(sorted(codes))
    return None


def _with_focus(sentence: Sentence, context: Context, other: PlaceMention) -> tuple[str, ...] | None:
    own = [
        code
        for code in (*sentence.parties, *context.focus)
        if not code.isalpha() and code[:2] != other.country
    ]
    return tuple(sorted({own[0], other.code})) if len(set(own)) == 1 else None


@cache
def _rules(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """``between`` after a link, the words between a link and the one place it is with, a verb before it."""
    data = load_yaml(f"languages/{language}/name_lists.yml")
    return (
        re.compile(rf"(?: [a-z'-]+){{0,6}} (?:{any_of(data['between'])}) "),
        re.compile(rf"(?: [a-z'-]+){{0,2}} ?(?:{any_of(data['towards'])}) ?[-\"*]* ?"),
        re.compile(rf"(?:{any_of(data['predicates'])}) ?$"),
    )
