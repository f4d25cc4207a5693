"""When a place was last named in a passage, whether or not a statement about it was read there."""

from collections.abc import Iterable, Mapping
from datetime import date

from ahocorasick_rs import AhoCorasick, MatchKind

from cordiale.model import Placed, Setting
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

_SAMPLES = 20
"""Sentences from which the printed names of a place are learned."""


def printed_names(party: str, items: Iterable[Placed]) -> frozenset[str]:
    """The folded names by which the sentences of some statements call a place."""
    found: set[str] = set()
    for item, _ in zip(items, range(_SAMPLES), strict=False):
        sentence = item.sentence
        for mention in find_places(sentence, fold(sentence)):
            if party in (mention.code, mention.city, *mention.others):
                found.add(fold(sentence[mention.name[0] : mention.name[1]]))
    return frozenset(name for name in found if len(name) > 2)


def last_named(holdings: Holdings, names: Mapping[str, frozenset[str]]) -> Mapping[str, Placed]:
    """For each key, a statement of the passage said last that has one of its names."""
    keys: dict[str, list[str]] = {}
    for key in sorted(names):
        for name in names[key]:
            keys.setdefault(name, []).append(key)
    if not keys:
        return {}
    forms = sorted(keys)
    automaton = AhoCorasick(forms, matchkind=MatchKind.Standard)
    found: dict[str, Placed] = {}
    for setting, item in _passages(holdings):
        folded = fold(setting.text)
        for number, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _is_word(folded, start, end):
                continue
            for key in keys[forms[number]]:
                if key not in found or (found[key].said or 0) < (item.said or 0):
                    found[key] = item
    return found


def _passages(holdings: Holdings) -> Iterable[tuple[Setting, Placed]]:
    """Every passage with that of its statements that was said last, by the holdings' day."""
    last: dict[tuple[int, int], tuple[Setting, Placed]] = {}
    for item in holdings.placed:
        if item.setting is None or item.said is None or date(item.said, 1, 1) > holdings.as_of:
            continue
        place = item.volume, item.setting.ordinal
        known = last.get(place)
        if known is None or (known[1].said or 0) < item.said:
            last[place] = item.setting, item
    return last.values()


def _is_word(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
