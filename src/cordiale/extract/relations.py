"""Relations: the standing links between places and of firms that a sentence states."""

from collections.abc import Iterator
from dataclasses import replace

from cordiale.extract.links import firm_links
from cordiale.extract.making import Draft
from cordiale.extract.pairs import single_twinnings
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.standing import is_to_come
from cordiale.extract.twinnings import listed_twinnings

_LONGEST = 20_000
"""A stretch longer than this is no sentence but a table or noise: no links are read in it."""


def relations(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The links of one sentence: lists of twinnings pair by pair, then single ones, then those of firms."""
    if sentence.end - sentence.start > _LONGEST:
        return
    cues = sentence.found("relations")
    listed = list(listed_twinnings(sentence, context))
    if any(is_to_come(sentence, cue.start) for cue in cues if cue.name == "twinning"):
        listed = [replace(draft, status="planned") for draft in listed]
    yield from listed
    if not listed and cues:
        yield from single_twinnings(sentence, context)
    if cues or any(place.form == "adjective" for place in sentence.places):
        yield from firm_links(sentence, context)
