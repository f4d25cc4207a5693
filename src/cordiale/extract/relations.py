"""Relations: standing links (twinnings, joint ventures, dealers, accreditations...) that a sentence states."""

import re
from collections.abc import Iterator

from cordiale.extract.cues import Cue
from cordiale.extract.instances import is_anaphora, is_vague, printed_date
from cordiale.extract.making import Draft
from cordiale.extract.parties import country_of, parties_at, settle
from cordiale.extract.scene import Context, Sentence
from cordiale.extract.status import status_at
from cordiale.extract.timing import nearest_period
from cordiale.vocabulary.places import PlaceMention

RULE = "relation@1"
_FIRMS = ("joint_venture", "assembly", "dealer", "accreditation", "residency", "membership")
_LEVELS = ("region", "city", "district")
_YEAR_AFTER = re.compile(r" ?\((?:depuis |en )?((?:19|20)\d\d)\)?")
_COUNT = re.compile(r"(?:\d|\b(?:cent|centaine|dizaine|vingtaine|trentaine|cinquantaine|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)s?)(?: [a-z]+)?(?: de| d'|) ?$")


def relations(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The links of one sentence, in order: lists of twinnings pair by pair, others at their noun."""
    listed = list(_listed(sentence, context))
    yield from listed
    for cue in sentence.found("relations"):
        if cue.group != "head" or is_anaphora(sentence, cue.start) or is_vague(sentence, cue.start):
            continue
        if cue.name == "twinning":
            if not listed:
                yield from _twinning(sentence, context, cue)
        elif cue.name in _FIRMS and _is_one_link(sentence, cue):
            yield _link(sentence, context, cue)


def _is_one_link(sentence: Sentence, cue: Cue) -> bool:
    before = sentence.folded[max(sentence.start, cue.start - 30) : cue.start]
    return _COUNT.search(before) is None


def _link(sentence: Sentence, context: Context, cue: Cue) -> Draft:
    period = nearest_period(sentence, cue.start, cue.end)
    return Draft(
        "relation", cue.start, cue.end,
        {"relation": cue.name, "date": printed_date(period)},
        status_at(sentence, cue.start, cue.end),
        parties_at(sentence, context, cue.start, cue.end), RULE,
    )  # fmt: skip


def _twinning(sentence: Sentence, context: Context, cue: Cue) -> Iterator[Draft]:
    places = [place for place in sentence.places if place.kind in _LEVELS]
    parties = settle(places)
    if len({country_of(code) for code in parties}) < 2:
        return
    period = nearest_period(sentence, cue.start, cue.end)
    yield Draft(
        "relation", cue.start, cue.end, {"relation": "twinning", "date": printed_date(period)},
        status_at(sentence, cue.start, cue.end), tuple(parties), RULE,
    )  # fmt: skip


def _listed(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """Pairs of a list: ``A - B (2010), C - D`` and ``A : B (2004), C (2011) ; E : F``."""
    places = [place for place in sentence.places if place.kind in _LEVELS and place.form == "noun"]
    if len(places) < 3:
        return
    if not any(cue.name == "twinning" for cue in sentence.found("relations")) and not any(
        _YEAR_AFTER.match(sentence.folded, place.end) for place in places
    ):
        return
    own: PlaceMention | None = None
    for index, place in enumerate(places):
        if context.home is not None and place.country == context.home:
            own = place
            continue
        if own is None or own.country == place.country:
            continue
        year = _YEAR_AFTER.match(sentence.folded, place.end)
        between = sentence.folded[own.end : place.start].strip()
        paired = between in ("-", "et") and index and places[index - 1] is own
        start = own.name[0] if paired else place.name[0]
        yield Draft(
            "relation", start, place.name[1], {"relation": "twinning", "date": year.group(1) if year else None},
            "actual", tuple(sorted((own.code, place.code))), RULE,
        )  # fmt: skip
