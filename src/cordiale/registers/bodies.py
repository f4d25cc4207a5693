"""Bodies that meet in sessions: which sessions are of one body, their numbers and dates.

A body is the same where the kind named is the same, the places are, and what it deals with does not differ.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from cordiale.model import Placed
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.phrasing import Phrases, phrases
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

NUMBERED = frozenset(("commission", "forum"))
"""Types of events that are sessions of a body."""
_ONE_SESSION = 45
"""Days within which two tellings are of one session."""
_STATES = "intergovernmental"
"""How the names of kinds of bodies begin that belong to two states."""
_BEFORE = 140
"""Characters before it in which the body of a session may have been named."""
_MARKS = re.compile(r"[:;\"()]| - l[ae] | - une? ")
"""Marks at which the name of a body ends; a dash between two countries is in it."""
_NAME = 170
"""Characters after the word for a session in which the name of its body stands."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session as one statement tells of it; ``day`` the last day it may have been on, or None.

    ``held`` tells that it is said to have taken place; ``name`` is how the text names it.
    """

    item: Placed
    kind: str
    fields: frozenset[str]
    parties: tuple[str, ...]
    ordinal: int | None
    day: date | None
    held: bool
    name: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body and all tellings of its sessions, in time order; those without a date last."""

    kind: str
    fields: frozenset[str]
    parties: tuple[str, ...]
    sessions: tuple[Session, ...]

    @property
    def held(self) -> tuple[Session, ...]:
        """The tellings of sessions that took place."""
        return tuple(session for session in self.sessions if session.held)

    @property
    def ordinals(self) -> Mapping[int, Session]:
        """The numbers of sessions that took place, each with its first telling that has a date."""
        found: dict[int, Session] = {}
        for session in self.held:
            if session.ordinal is not None:
                known = found.get(session.ordinal)
                if known is None or (known.day is None and session.day is not None):
                    found[session.ordinal] = session
        return dict(sorted(found.items()))

    @property
    def name(self) -> str:
        """How a text names it, at most length."""
        return max((session.name for session in self.sessions), key=lambda name: (len(name), name))

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its sessions, each once (two tellings of one month are one session)."""
        days = sorted({session.day for session in self.held if session.day is not None})
        return tuple(
            day for at, day in enumerate(days) if at == 0 or (day - days[at - 1]).days > _ONE_SESSION
        )


def read_bodies(holdings: Holdings, language: str = "fr") -> tuple[Body, ...]:
    """All bodies of the holdings with their sessions, those with most sessions first."""
    groups: dict[tuple[str, ...], list[Session]] = {}
    for item in holdings.of_kind("event"):
        session = _session(item, language)
        if session is not None:
            groups.setdefault(session.parties, []).append(session)
    bodies = [body for sessions in groups.values() for body in _bodies(sessions, language)]
    return tuple(sorted(bodies, key=lambda body: (-len(body.sessions), body.parties, body.kind)))


def _session(item: Placed, language: str) -> Session | None:
    fields = item.fields
    if fields.get("eventtype") not in NUMBERED:
        return None
    name, before = _name(item, language)
    held = load_yaml(f"languages/{language}/bodies.yml")
    forums = held["gatherings"]
    kind = _kind(fold(name), language) or _kind_before(before, forums, language)
    if kind is None or (kind in forums) != (fields["eventtype"] == "forum"):
        return None
    parties = _parties(item, name, kind, forum=kind in forums)
    if kind in held["of_named_places"] and len(_named(name)) < 2:
        return None
    if len(parties) < 2:
        return None
    told = fields.get("date")
    return Session(
        item=item,
        kind=kind,
        fields=_fields(fold(name), language),
        parties=parties,
        ordinal=fields.get("ordinal"),
        day=last_day(told) if told else None,
        held=item.statement.status == "actual",
        name=" ".join(name.split()).rstrip(" .,"),
    )


def _name(item: Placed, language: str) -> tuple[str, str]:
    """The words from the anchor on, as far as the body is named; and those before it in its sentence."""
    setting, at = item.setting, item.at
    if setting is None or at is None or (index := setting.sentence_at(at.start)) < 0:
        return item.statement.evidence.quote, ""
    span = setting.sentences[index]
    text = setting.text[at.start : min(span.end, at.start + _NAME)]
    folded = fold(text)
    stop = phrases("bodies", "ends", language).first(folded)
    mark = _MARKS.search(folded)
    end = min(len(folded) if stop is None else stop.start, len(folded) if mark is None else mark.start())
    fields = _stems(language)
    comma = folded.find(",", 0, end)
    while comma >= 0:
        # Fields are listed with commas; what else follows one is no part of the name.
        if not folded[comma + 1 :].lstrip().startswith(fields):
            end = comma
            break
        comma = folded.find(",", comma + 1, end)
    return text[:end].rstrip(), fold(setting.text[max(span.start, at.start - _BEFORE) : at.start])


@cache
def _stems(language: str) -> tuple[str, ...]:
    held: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/bodies.yml")["fields"]
    return tuple(sorted({stem for stems in held.values() for stem in stems}))


@cache
def _kinds(language: str) -> Mapping[str, Phrases]:
    held = load_yaml(f"languages/{language}/bodies.yml")["kinds"]
    return {kind: Phrases(patterns, language) for kind, patterns in held.items()}


def _kind(folded: str, language: str) -> str | None:
    """The kind of the first body named, the longest name of those that begin there."""
    found = [
        (span.start, -span.end, kind)
        for kind, listed in _kinds(language).items()
        if (span := listed.first(folded)) is not None
    ]
    return min(found)[2] if found else None


def _kind_before(before: str, forums: Sequence[str], language: str) -> str | None:
    """The kind of the last body named before the word for its session ("the council, whose first one")."""
    found = [
        (span.start, span.end, kind)
        for kind, listed in _kinds(language).items()
        if kind not in forums and (span := listed.last(before)) is not None
    ]
    return max(found)[2] if found else None


def _fields(name: str, language: str) -> frozenset[str]:
    held: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/bodies.yml")["fields"]
    words = name.replace("-", " ").replace("'", " ").split()
    return frozenset(
        field
        for field, stems in held.items()
        if any(word.startswith(stem) for word in words for stem in stems if " " not in stem)
        or any(stem in name for stem in stems if " " in stem)
    )


def _parties(item: Placed, name: str, kind: str, *, forum: bool) -> tuple[str, ...]:
    """The places whose body it is: those in its name where there are two, else the statement's; no towns."""
    own = {code for code in item.statement.parties if ":" not in code} or set(item.statement.parties)
    codes = _named(name)
    if len(_countries(codes)) < 2 or (len(own) == 2 and _countries(codes) == _countries(own)):
        codes = own
    if forum or kind.startswith(_STATES) or len(codes) > 2:
        codes = _countries(codes)
    return tuple(sorted(codes))


def _named(name: str) -> set[str]:
    """The countries and regions in the name of a body."""
    return {mention.code for mention in find_places(name, fold(name)) if ":" not in mention.code}


def _countries(codes: Iterable[str]) -> set[str]:
    return {code[:2] if code[2:3] in ("-", ":") else code for code in codes}


def _bodies(sessions: Sequence[Session], language: str) -> Iterable[Body]:
    """The sessions of one set of places, by body."""
    generic: Mapping[str, Sequence[str]] = load_yaml(f"languages/{language}/bodies.yml")["generic"]
    kinds = {session.kind for session in sessions}
    fuller = {kind: _only([one for one in generic.get(kind, ()) if one in kinds], kind) for kind in kinds}
    by_kind: dict[str, list[Session]] = {}
    for session in sessions:
        by_kind.setdefault(fuller[session.kind], []).append(session)
    for kind, alike in by_kind.items():
        for fields, own in _by_fields(alike).items():
            ordered = sorted(own, key=_order)
            yield Body(kind, fields, ordered[0].parties, tuple(replace(one, kind=kind) for one in ordered))


def _only(known: Sequence[str], kind: str) -> str:
    return known[0] if len(known) == 1 else kind


def _by_fields(sessions: Sequence[Session]) -> dict[frozenset[str], list[Session]]:
    """Those whose fields are named in short go to the only body with these and more, if the numbers fit."""
    groups: dict[frozenset[str], list[Session]] = {}
    for session in sessions:
        groups.setdefault(session.fields, []).append(session)
    for fields in sorted(groups, key=lambda held: (len(held), sorted(held))):
        wider = [other for other in groups if fields < other]
        if len(wider) == 1 and _fit([*groups[fields], *groups[wider[0]]]):
            groups[wider[0]].extend(groups.pop(fields))
    return groups


def _fit(sessions: Iterable[Session]) -> bool:
    """Whether numbers rise with dates, as those of one body do."""
    numbered = sorted({(s.day, s.ordinal) for s in sessions if s.ordinal is not None and s.day is not None})
    return all(
        before[1] <= after[1] and (before[1] != after[1] or (after[0] - before[0]).days < _ONE_SESSION)
        for before, after in pairwise(numbered)
    )


def _order(session: Session) -> tuple[object, ...]:
    day = session.day or date.max
    return day, session.ordinal or 0, session.item.document, session.item.start


def body_kinds(text: str, language: str = "fr") -> list[tuple[str, int]]:
    """The kinds of bodies that a text names, each with the offset of its name; the fullest names only.

    >>> body_kinds("la 15e session de la commission mixte")
    [('joint_commission', 21)]
    """
    folded = fold(text)
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
