"""Where an event is held."""

import re
from functools import cache

from cordiale.extract.act_patterns import any_word
from cordiale.extract.sentence import Sentence
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.places import PlaceMention

_NEAR = 150


@cache
def _words(language: str) -> dict[str, re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/gatherings.yml")
    return {
        "at": re.compile(rf"(?:^|[ (\"])(?:{any_word(data['at'])}) ?(?:[a-z]+ de )?$"),
        "hosts": re.compile(rf"^[^,;.]{{0,12}}? ?(?:{any_word(data['hosts'])})"),
    }


def venue(sentence: Sentence, start: int, end: int) -> str | None:
    """The town that the event at ``start..end`` is held in, else the region or country, else None."""
    words = _words("fr")
    best: tuple[int, str] | None = None
    for place in sentence.places:
        if place.form != "noun" or place.start - end > _NEAR or start - place.end > _NEAR:
            continue
        if ";" in sentence.folded[min(place.end, end) : max(place.start, start)]:
            continue  # told of something else
        hosts = place.end <= start and is_host(sentence, place, start)
        if not hosts and not words["at"].search(
            sentence.folded[max(sentence.start, place.start - 14) : place.start]
        ):
            continue
        code = place.city or place.code
        cost = (
            (0 if hosts else 20)
            + (place.start - end if place.start >= end else start - place.end)
            + (0 if place.city else 30)
            + (0 if hosts or place.start >= end else 50)
        )
        if best is None or cost < best[0]:
            best = (cost, code)
    return best[1] if best else None


def is_host(sentence: Sentence, place: PlaceMention, start: int) -> bool:
    """Whether the place is the host of what stands at ``start`` ("Minsk a accueilli le forum")."""
    return _words("fr")["hosts"].match(sentence.folded[place.end : start]) is not None


def without_host(
    sentence: Sentence, parties: tuple[str, ...], *, focus: tuple[str, ...], wide: bool
) -> tuple[str, ...]:
    """The parties less what is named only as the place of the event.

    A town or region gives way to its country's code in ``focus``; of a ``wide`` event (a world
    conference) the host country goes too, where another party is left.
    """
    words = _words("fr")
    only: dict[str, bool] = {}
    for place in sentence.places:
        at = (
            place.form == "noun"
            and not place.typed
            and words["at"].search(sentence.folded[max(sentence.start, place.start - 14) : place.start])
            is not None
        )
        for code in {place.code, place.country or place.code}:
            only[code] = only.get(code, True) and at
    left: list[str] = []
    for code in parties:
        known = [other for other in focus if other[:2] == code[:2]]
        if (
            only.get(code, False)
            and not (wide and code.isalpha())
            and known
            and code not in known
            and not code.isalpha()
        ):
            left += known
        elif not (wide and only.get(code, False)):
            left.append(code)
    return tuple(sorted(set(left))) or parties
