"""Standing links of firms: joint ventures, assembly, dealers, accreditations, residents, memberships."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.instances import is_anaphora, is_vague, ordinal_before, printed_date
from cordiale.extract.making import Draft
from cordiale.extract.name_lists import any_of
from cordiale.extract.party_choice import parties_at
from cordiale.extract.party_rules import country_of
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.standing import link_state, never_was
from cordiale.extract.timing import nearest_period
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.places import PlaceMention

RULE = "link@1"
_NAME = re.compile(r" ?[\"«„“(]? ?[^\W\d_a-zß-öø-ÿ]")
_FARTHEST_NAME = 40
_BESIDE = 12
_SEATED = ("dealer", "assembly", "joint_venture")


@dataclass(frozen=True, slots=True)
class _Rules:
    kind: re.Pattern[str]
    naming: re.Pattern[str]
    binational: re.Pattern[str]
    counted: re.Pattern[str]
    seat: tuple[str, ...]
    institutions: tuple[str, ...]
    registered: re.Pattern[str]
    named_after: re.Pattern[str]


@cache
def _rules(language: str) -> _Rules:
    data = load_yaml(f"languages/{language}/links.yml")
    return _Rules(
        kind=re.compile(rf"(?:{any_of(data['kinds'])})$"),
        naming=re.compile(rf"(?: [a-z'-]+){{0,4}} ?(?:{any_of(data['naming'])}) ?"),
        binational=re.compile(rf"\b(?:{any_of(data['binational'])}) $"),
        seat=tuple(data["seat"]),
        institutions=tuple(data["institutions"]),
        named_after=re.compile(r"(?: (?:d'|de )?[a-z]+){0,2} ?[-:] "),
        registered=re.compile(rf"(?: (?!ont )[a-z-]+){{0,2}}? (?:{any_of(data['registered'])})\b"),
        counted=re.compile(rf"(?:\d|\b(?:{any_of(data['numbers'])})) (?:[a-z]+ )?(?:d'|de )?$"),
    )


def firm_links(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The links of firms that a sentence states, in order: of one firm, or clearly a single one."""
    taken: list[tuple[int, int]] = []
    told: list[str] = []
    for cue in sentence.found("relations"):
        if (
            cue.name in ("twinning", "partners", "friendship")
            or cue.group not in ("head", "named", "registered")
            or not _is_one(sentence, cue)
            or never_was(sentence, cue.start, cue.end)
        ):
            continue
        if any(start < cue.end and cue.start < end for start, end in taken):
            continue
        if cue.group == "registered" and cue.name in told:
            continue
        told.append(cue.name)
        taken.append((cue.start, cue.end))
        yield _draft(sentence, context, cue.name, (cue.start, cue.end), whole=cue.group == "registered")
    for start, end in _binational(sentence):
        if not any(low < end and start < high for low, high in taken):
            yield _draft(sentence, context, "joint_venture", (start, end))


def _is_one(sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue speaks of one link: no count of many, no kind of thing, no echo."""
    rules = _rules("fr")
    before = sentence.folded[max(sentence.start, cue.start - 30) : cue.start]
    if is_vague(sentence, cue.start) or rules.kind.search(before):
        return False
    if rules.counted.search(before):  # "deux usines d'assemblage - X et Y" names them
        return cue.name == "assembly" and rules.named_after.match(sentence.folded, cue.end) is not None
    if cue.group != "named":
        return not is_anaphora(sentence, cue.start)
    if ordinal_before(sentence, cue.start) is not None:
        return True
    if cue.name == "residency" and rules.registered.match(sentence.folded, cue.end, sentence.end):
        return True
    return _names_firm(sentence, cue.end)


def _names_firm(sentence: Sentence, position: int) -> bool:
    """Whether the name of a firm follows in apposition: ``- X LLC``, ``, X,``, ``"X"``."""
    match = _rules("fr").naming.match(sentence.folded, position, min(sentence.end, position + _FARTHEST_NAME))
    if match is None:
        return (
            _NAME.match(sentence.text, position, sentence.end) is not None
            and sentence.text[position : position + 3].strip()[:1] in '"«„“'
        )
    if not _NAME.match(sentence.text, match.end(), sentence.end):
        return False
    at = match.end() + (sentence.text[match.end() : match.end() + 1] in '"«„“ ')
    return not any(place.start <= at < place.end for place in sentence.places)


def _binational(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """``usine X-Y``: a firm named by the adjectives of two countries."""
    adjectives = [place for place in sentence.places if place.form == "adjective" and place.kind == "country"]
    for first, second in pairwise(adjectives):
        if (
            sentence.folded[first.end : second.start] not in ("-", " - ", " et ", "- ", " -")
            or first.code == second.code
        ):
            continue
        head = _rules("fr").binational.search(
            sentence.folded, max(sentence.start, first.start - 40), first.start
        )
        if head is not None and not is_vague(sentence, head.start()) and not _is_name(sentence, head.start()):
            yield head.start(), second.end


def _is_name(sentence: Sentence, start: int) -> bool:
    """Whether a capital makes the noun part of an institution's name ("la Banque ...")."""
    if not sentence.text[start].isupper():
        return False
    return start > sentence.start or sentence.folded.startswith(_rules("fr").institutions, start)


def _draft(
    sentence: Sentence, context: Context, relation: str, span: tuple[int, int], *, whole: bool = False
) -> Draft:
    start, end = span
    # What a resident is going to do says nothing of its being one: only what stands before counts.
    status = link_state(sentence, start, end, sentence.end if relation == "residency" else end)
    end = start + len(sentence.text[start:end].rstrip())
    if relation == "residency" and not whole:  # the noun alone: what stands before it may be a page away
        start = sentence.folded.rfind(" ", start, end) + 1 or start
    while not sentence.text[start].isalnum():
        start += 1
    period = nearest_period(sentence, start, end) if status == "actual" else None
    fields = {"relation": relation, "date": printed_date(period)}
    return Draft(
        "relation", start, end, fields, status, _parties(sentence, context, relation, start, end), RULE
    )


def _parties(sentence: Sentence, context: Context, relation: str, start: int, end: int) -> tuple[str, ...]:
    """The sentence's parties; of many countries the one (without a home side two) nearest."""
    parties = parties_at(sentence, context, start, end)
    if relation == "residency" and not is_anaphora(
        sentence, start + len(sentence.folded[start:end].split()[0]) + 1
    ):
        parties = _named(sentence, context, parties)
    if relation in _SEATED:
        parties = _seated(sentence, context, parties, end)
    partners = {country_of(code) for code in parties} - {context.home}
    sides = 1 if any(country_of(code) == context.home for code in parties) else 2
    if len(partners) <= sides:
        return parties
    places = [place for place in sentence.places if (place.country or place.code) in partners]
    if not places:
        return parties
    places.sort(key=lambda place: _apart(sentence, place, start, end))
    nearest = dict.fromkeys(place.country or place.code for place in places)
    kept = {context.home, *list(nearest)[:sides]}
    return tuple(code for code in parties if country_of(code) in kept)


def _apart(sentence: Sentence, place: PlaceMention, start: int, end: int) -> int:
    if place.end <= start:
        return distance(sentence.folded, place.end, start)
    return distance(sentence.folded, end, place.start) if place.start >= end else 0


def _named(sentence: Sentence, context: Context, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The home side, and what the sentence itself names: a new firm has no partner carried over."""
    named = {place.country or place.code for place in sentence.places}
    return tuple(code for code in parties if country_of(code) in named or country_of(code) == context.home)


def _seated(sentence: Sentence, context: Context, parties: tuple[str, ...], end: int) -> tuple[str, ...]:
    """The town that is named after a firm is where it stands: the party, instead of its country."""
    for place in sentence.places:
        if 0 <= place.start - end <= _BESIDE and place.kind == "country" and place.form == "noun":
            return parties
        if (
            place.start < end
            or place.city is None
            or place.country == context.home
            or place.country not in parties
        ):
            continue
        if sentence.folded.endswith(_rules("fr").seat, 0, place.start):
            return (*(code for code in parties if code != place.country), place.code)
    return parties
