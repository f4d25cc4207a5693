"""One session as a text tells of it: the kind of its body, its places, its number and whether it was held."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from cordiale.model import Placed
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.phrasing import Phrases, phrases
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

SITTINGS = frozenset(("commission", "forum"))
"""Types of events that are sessions of a body."""
_STATES = "intergovernmental"
"""How the names of kinds of bodies begin that belong to two states."""
_BEFORE = (140, 400)
"""Characters before a session in which its body may have been named: in its sentence, and in its passage
where the session has a number and no name."""
_MARKS = re.compile(r"[:;\"()]| - l[ae] | - une? ")
"""Marks at which the name of a body ends; a dash between two countries is in it."""
_NAME = 170
"""Characters after the word for a session in which the name of its body stands."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session as one statement tells of it.

    ``places`` are whose body it is: party codes, or an organisation's id; empty where only the article
    tells. ``own`` says that they stand in its own name, not only around it. ``day`` is the last day it may
    have been on, or None; ``held`` tells that it is said to have taken place; ``name`` is how it is named.
    """

    item: Placed
    kind: str
    fields: frozenset[str]
    places: tuple[str, ...]
    own: bool
    ordinal: int | None
    day: date | None
    held: bool
    name: str


def read_session(item: Placed, holdings: Holdings, language: str = "fr") -> Session | None:
    """The session that an event is, or None where no body is known that it could be of."""
    if item.fields.get("eventtype") not in SITTINGS:
        return None
    data = load_yaml(f"languages/{language}/bodies.yml")
    name = _name(item, language)
    kind = _kind_of(item, name, data["gatherings"], language)
    if kind is None or (kind in data["gatherings"]) != (item.fields["eventtype"] == "forum"):
        return None
    places, own = _places(item, name, kind, holdings)
    if kind in data["of_named_places"] and not own:
        if item.fields.get("ordinal") is None or not _is_bare(name, kind, language):
            return None
        places = ()
    elif len(places) < 2 and not own:
        return None
    told = item.fields.get("date")
    return Session(
        item=item,
        kind=kind,
        fields=_fields(fold(name), language),
        places=places,
        own=own,
        ordinal=item.fields.get("ordinal"),
        day=last_day(told) if told else None,
        held=_is_held(item, language),
        name=" ".join(name.split()).rstrip(" .,"),
    )


def _is_held(item: Placed, language: str) -> bool:
    """Whether it took place: said so, or dated before the article was written and not as one to come."""
    if item.statement.status == "actual":
        return True
    told, written = item.fields.get("date"), item.article.written if item.article else None
    if item.statement.status != "planned" or told is None or written is None or item.said is None:
        return False
    if not item.said < int(str(told)[:4]) <= written:
        return False
    return phrases("bodies", "coming", language).first(fold(item.sentence)) is None


# -- the name -----------------------------------------------------------------------------------------------


def _name(item: Placed, language: str) -> str:
    """The words from the anchor on, as far as the body is named."""
    setting, at = item.setting, item.at
    if setting is None or at is None or (index := setting.sentence_at(at.start)) < 0:
        return item.statement.evidence.quote
    text = setting.text[at.start : min(setting.sentences[index].end, at.start + _NAME)]
    folded = fold(text)
    stop = phrases("bodies", "ends", language).first(folded)
    mark = _MARKS.search(folded)
    end = min(len(folded) if stop is None else stop.start, len(folded) if mark is None else mark.start())
    comma = folded.find(",", 0, end)
    while comma >= 0:
        # Fields are listed with commas; what else follows one is no part of the name.
        if not folded[comma + 1 :].lstrip().startswith(_stems(language)):
            end = comma
            break
        comma = folded.find(",", comma + 1, end)
    return text[:end].rstrip()


@cache
def _stems(language: str) -> tuple[str, ...]:
    held: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/bodies.yml")["fields"]
    return tuple(sorted({stem for stems in held.values() for stem in stems}))


def _is_bare(name: str, kind: str, language: str) -> bool:
    """Whether nothing but the word for the gathering names it, and perhaps where it was held."""
    folded = fold(name)
    named = _kinds(language)[kind].first(folded)
    rest = folded[named.end :] if named is not None else folded
    return not rest.strip() or phrases("bodies", "where", language).first(rest, 0, 6) is not None


@cache
def _field_stems(language: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The stems of single words and those of several, each with its field."""
    held: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/bodies.yml")["fields"]
    stems = [(stem, field) for field, listed in held.items() for stem in listed]
    return tuple(one for one in stems if " " not in one[0]), tuple(one for one in stems if " " in one[0])


@lru_cache(maxsize=65536)
def _fields_of_word(word: str, language: str) -> frozenset[str]:
    return frozenset(field for stem, field in _field_stems(language)[0] if word.startswith(stem))


def _fields(name: str, language: str) -> frozenset[str]:
    words = name.replace("-", " ").replace("'", " ").split()
    several = {field for stem, field in _field_stems(language)[1] if stem in name}
    return frozenset(several.union(*(_fields_of_word(word, language) for word in words)))


# -- the kind -----------------------------------------------------------------------------------------------


@cache
def _kinds(language: str) -> Mapping[str, Phrases]:
    held = load_yaml(f"languages/{language}/bodies.yml")["kinds"]
    return {kind: Phrases(patterns, language) for kind, patterns in held.items()}


def _kind_of(item: Placed, name: str, forums: Sequence[str], language: str) -> str | None:
    """The kind of the body in the session's name; else of the last one named before it."""
    found = _first_kind(fold(name), language)
    setting, at = item.setting, item.at
    if found is not None or setting is None or at is None:
        return found
    start = setting.sentences[max(setting.sentence_at(at.start), 0)].start
    near = _last_kind(fold(setting.text[max(start, at.start - _BEFORE[0]) : at.start]), forums, language)
    if near is not None or item.fields.get("ordinal") is None:
        return near
    return _last_kind(fold(setting.text[max(0, at.start - _BEFORE[1]) : at.start]), forums, language)


def _first_kind(folded: str, language: str) -> str | None:
    found = body_kinds(folded, language)
    return found[0][0] if found else None


def _last_kind(before: str, forums: Sequence[str], language: str) -> str | None:
    found = [kind for kind, _ in body_kinds(before, language) if kind not in forums]
    return found[-1] if found else None


def body_kinds(text: str, language: str = "fr") -> list[tuple[str, int]]:
    """The kinds of bodies that a text names, each with the offset of its name; the fullest names only.

    >>> body_kinds("la 15e session de la commission mixte")
    [('joint_commission', 21)]
    """
    return list(_body_kinds(fold(text), language))


@lru_cache(maxsize=4096)
def _body_kinds(folded: str, language: str) -> list[tuple[str, int]]:
    found = sorted(
        (span.start, -span.end, kind)
        for kind, listed in _kinds(language).items()
        for span in listed.find(folded)
    )
    named: list[tuple[str, int]] = []
    until = 0
    for start, end, kind in found:
        if start >= until:
            named.append((kind, start))
            until = -end
    return named


# -- the places ---------------------------------------------------------------------------------------------


def _places(item: Placed, name: str, kind: str, holdings: Holdings) -> tuple[tuple[str, ...], bool]:
    """Whose body it is, and whether its name says so. Towns are where it meets, not whose it is."""
    told = {code[:2] if ":" in code else code for code in item.statement.parties}
    named = {mention.code for mention in find_places(name, fold(name)) if ":" not in mention.code}
    own = len(countries(named)) >= 2
    codes = named if own else told
    if own and len(told) == 2 and countries(named) == countries(told) and not kind.endswith("_forum"):
        codes = told  # as told around it: which region of the country
    if not own and (organisation := _organisation(item, name, holdings)) is not None:
        return (organisation,), True
    if kind.endswith("_forum") or kind.startswith(_STATES) or len(codes) > 2:
        codes = countries(codes)
    return tuple(sorted(codes)), own


def _organisation(item: Placed, name: str, holdings: Holdings) -> str | None:
    """The organisation whose gathering it is, where its name follows the word for it."""
    folded = fold(name)
    if item.fields["eventtype"] != "forum":
        return None
    for entity in holdings.entities.of(item.id):
        if entity.kind == "organisation" and any(fold(told) in folded for told in entity.names):
            return entity.id
    return None


def countries(codes: Iterable[str]) -> set[str]:
    """The countries of some places; a bloc is its own.

    >>> sorted(countries(["RU-TA", "KZ:Astana", "EAEU"]))
    ['EAEU', 'KZ', 'RU']
    """
    return {code[:2] if code[2:3] in ("-", ":") else code for code in codes}
