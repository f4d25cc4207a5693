"""Dates of one thing told differently: twinnings of one pair, sessions of one number, plans of one period."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cordiale.analysis.cues import cues
from cordiale.analysis.links import DatedStep, sentence_at, steps_of
from cordiale.analysis.scopes import country_of
from cordiale.model import Finding, FindingKind, Placed
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.resolve.topics import singular
from cordiale.vocabulary.places import label

_CLOSE = 2
"""Years apart within which two dates of a tie are one step misdated, not two steps."""
_MOST_PROOFS = 3
_BODY_REACH = 90
"""Characters from a session's noun in which its body is named."""
_ALIKE = 0.5
"""Part of the words of the shorter sentence that two tellings of one document or opening share."""
_SAME_BODY = 0.5
"""Part of the words of the longer name that two names of one body share."""
_MARK = re.compile(r"[,;.:()\"«»]")
_HIGH = 10
"""Sessions of such a number are few enough that two of one document are of one body."""
_PLANS = frozenset(("roadmap", "programme"))


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions and tensions between dates."""
    yield from _ties(holdings)
    yield from _sessions(holdings)
    yield from _documents(holdings)


def contains(left: str, right: str) -> bool:
    """Whether one of two dates is the other told less exactly.

    >>> contains("2019", "2019-05"), contains("2019-05", "2019-06")
    (True, False)
    """
    return left.startswith(right) or right.startswith(left)


# -- ties of two places ---------------------------------------------------------------------------


def _ties(holdings: Holdings) -> Iterator[Finding]:
    pairs: defaultdict[tuple[str, str], list[DatedStep]] = defaultdict(list)
    for step in steps_of(holdings):
        pairs[step.pair].append(step)
    for pair in sorted(pairs):
        yield from _pair_conflicts(pair, pairs[pair])


def _pair_conflicts(pair: tuple[str, str], steps: Sequence[DatedStep]) -> Iterator[Finding]:
    twinnings = _by_year(step for step in steps if step.step == "twinning")
    other = _by_year(step for step in steps if step.step != "twinning")
    years = sorted(twinnings)
    for early, late in pairwise(years):
        explained = bool(other.get(early))
        kind, state = _judge_twinnings(twinnings[early], twinnings[late], explained=explained)
        yield _tie(kind, state, pair, twinnings[early], twinnings[late])
    if not years:
        return
    friendships = {year: [s for s in held if s.step == "friendship"] for year, held in other.items()}
    for year, held in sorted(friendships.items()):
        if held and year not in twinnings:
            nearest = min(years, key=lambda known: (abs(int(known) - int(year)), known))
            loose = all(step.loose for step in twinnings[nearest])
            apart = int(year) - int(nearest)
            first, second = (held, twinnings[nearest]) if apart < 0 else (twinnings[nearest], held)
            if loose and (apart < 0 or apart <= _CLOSE):
                yield _tie("contradiction", "first_tie", pair, first, second)
            else:
                yield _tie("tension", "another_step", pair, first, second)


def _judge_twinnings(
    early: Sequence[DatedStep], late: Sequence[DatedStep], *, explained: bool
) -> tuple[FindingKind, str]:
    """Two years of one twinning: a contradiction, unless they may be two steps.

    A list of partners may tell the year of an earlier tie than the agreement on twinning does; where
    such a tie is known, it explains the difference.
    """
    if explained:
        return "tension", "another_step"
    told = {step.item.statement.kind for step in (*early, *late)}
    mixed = all(s.item.statement.kind == "relation" for s in early) and all(
        s.item.statement.kind == "document" for s in late
    )
    if "document" in told and mixed and all(step.loose for step in early):
        if int(late[0].date[:4]) - int(early[0].date[:4]) > _CLOSE:
            return "tension", "another_step"
    return "contradiction", "two_years"


def _by_year(steps: Iterable[DatedStep]) -> dict[str, list[DatedStep]]:
    years: defaultdict[str, list[DatedStep]] = defaultdict(list)
    for step in steps:
        years[step.date[:4]].append(step)
    return years


def _tie(
    kind: FindingKind,
    state: str,
    pair: tuple[str, str],
    early: Sequence[DatedStep],
    late: Sequence[DatedStep],
) -> Finding:
    proofs = [proof_of(step.item, _role(step)) for step in (*early[:_MOST_PROOFS], *late[:_MOST_PROOFS])]
    first, second = early[0].date, late[0].date
    return Finding(
        kind=kind,
        rule="tie_dates",
        state=state,
        proofs=tuple(proofs),
        values={
            "pair": list(pair),
            "pair_names": " – ".join(label(code) for code in pair),
            "first": first,
            "second": second,
            "steps": [early[0].step, late[0].step],
        },
        weight=float(int(second[:4]) - int(first[:4])),
        subject=early[0].step,
        parties=pair,
        at=second,
    )


def _role(step: DatedStep) -> str:
    return "list" if step.listed else "text"


# -- sessions -------------------------------------------------------------------------------------


def _sessions(holdings: Holdings) -> Iterator[Finding]:
    bodies: defaultdict[tuple[tuple[str, ...], str], list[Placed]] = defaultdict(list)
    numbered: defaultdict[tuple[int, int], list[Placed]] = defaultdict(list)
    for item in holdings.of_kind("event"):
        fields = item.fields
        if fields["eventtype"] == "commission" and item.statement.status == "actual" and fields["ordinal"]:
            if item.setting is not None and item.at is not None and fields["date"] is not None:
                body = _body(item)
                if fields["date"][:4] in sentence_at(item)[0]:
                    numbered[item.volume, fields["ordinal"]].append(item)
                    if body is not None:
                        bodies[item.statement.parties, body].append(item)
    told: set[str | None] = set()
    for key in sorted(bodies):
        for finding in _session_dates(bodies[key]):
            told.update(proof.statement for proof in finding.proofs)
            yield finding
    for _, held in sorted(numbered.items()):
        clash = _clash_of_one_body(held)
        if clash is not None and told.isdisjoint(item.id for item in clash):
            number = clash[0].fields["ordinal"]
            yield _dated("contradiction", ("session_dates", "two_dates"), clash, {"ordinal": number})


def _clash_of_one_body(items: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Two sessions of one high number in one document whose body one of them tells less exactly.

    "The 44th session" of a committee and of two countries' committee, a few months apart, are one.
    """
    ordered = sorted(items, key=lambda item: (item.fields["date"], item.start))
    for one, other in pairwise(ordered):
        if one.fields["ordinal"] < _HIGH or contains(one.fields["date"], other.fields["date"]):
            continue
        left, right = (frozenset(country_of(p) for p in item.statement.parties) for item in (one, other))
        kinds = _body(one), _body(other)
        same = None in kinds or kinds[0] == kinds[1]
        near = int(other.fields["date"][:4]) - int(one.fields["date"][:4]) <= 1
        if same and near and left & right and (left <= right or right <= left) and _is_one_body(one, other):
            return one, other
    return None


def _body(item: Placed, language: str = "fr") -> str | None:
    """The kind of body that meets: by the name nearest behind or in the session's noun."""
    sentence, start, end = sentence_at(item)
    found = next(cues("dating", "bodies", language).find(sentence, start, end + _BODY_REACH), None)
    return None if found is None else found.name


def _title(item: Placed, language: str = "fr") -> frozenset[str]:
    """The words behind the kind of a body that tell which it is, up to its verb or the next mark."""
    sentence, start, end = sentence_at(item)
    body = next(cues("dating", "bodies", language).find(sentence, start, end + _BODY_REACH), None)
    first = end if body is None else body.end
    mark = _MARK.search(sentence, first, first + _BODY_REACH)
    until = mark.start() if mark is not None else min(len(sentence), first + _BODY_REACH)
    verb = next(cues("dating", "name_ends", language).find(sentence, first, until), None)
    return _content(sentence[first : until if verb is None else verb.start])


def _is_one_body(one: Placed, other: Placed) -> bool:
    """Whether the words that tell two bodies apart are the same, as far as both are told."""
    left, right = _title(one), _title(other)
    return not left or not right or len(left & right) >= _SAME_BODY * max(len(left), len(right))


def _session_dates(items: Sequence[Placed]) -> Iterator[Finding]:
    numbers: defaultdict[int, list[Placed]] = defaultdict(list)
    for item in items:
        numbers[item.fields["ordinal"]].append(item)
    for number, held in sorted(numbers.items()):
        clash = _clash(held)
        if clash is not None and _is_one_body(*clash):
            yield _dated("contradiction", ("session_dates", "two_dates"), clash, {"ordinal": number})
    for low, high in pairwise(sorted(numbers)):
        first, second = numbers[low][0], numbers[high][0]
        if first.fields["date"] > second.fields["date"] and _is_one_body(first, second):
            if not contains(first.fields["date"], second.fields["date"]):
                yield _dated(
                    "contradiction", ("session_dates", "order"), (first, second), {"ordinal": [low, high]}
                )


def _clash(items: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """The first two in the order of their dates of which neither contains the other."""
    ordered = sorted(items, key=lambda item: (item.fields["date"], item.document, item.start))
    for one, other in pairwise(ordered):
        if not contains(one.fields["date"], other.fields["date"]):
            return one, other
    return None


def _dated(
    kind: FindingKind, rule: tuple[str, str], pair: tuple[Placed, Placed], values: dict[str, object]
) -> Finding:
    first, second = pair
    return Finding(
        kind=kind,
        rule=rule[0],
        state=rule[1],
        proofs=(proof_of(first, "first"), proof_of(second, "second")),
        values={"first": first.fields["date"], "second": second.fields["date"], **values},
        weight=abs(float(int(second.fields["date"][:4]) - int(first.fields["date"][:4]))),
        subject=first.statement.evidence.quote,
        parties=first.statement.parties,
        at=second.fields["date"],
    )


# -- documents and openings -----------------------------------------------------------------------


def _documents(holdings: Holdings) -> Iterator[Finding]:
    """Signed plans of one period and openings by one firm that are told with two dates."""
    groups: defaultdict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for item in (*holdings.of_kind("document"), *holdings.of_kind("event")):
        key = _identity(item)
        if key is not None:
            groups[key].append(item)
    for key in sorted(groups, key=str):
        clash = _clash(groups[key])
        if clash is not None and _are_alike(*clash):
            yield _dated("contradiction", (str(key[0]), "two_dates"), clash, {})


def _identity(item: Placed) -> tuple[object, ...] | None:
    fields, statement = item.fields, item.statement
    if fields["date"] is None or statement.status != "actual" or item.setting is None or item.at is None:
        return None
    if fields["date"][:4] not in sentence_at(item)[0]:
        return None
    if statement.kind == "document":
        if fields["stage"] != "signed" or fields["doctype"] not in _PLANS or not fields["valid"]:
            return None
        return "plan_dates", statement.parties, tuple(fields["valid"])
    if fields["eventtype"] != "opening" or not statement.orgs:
        return None
    noun = singular(sentence_at(item)[0][sentence_at(item)[1] :].split(" ")[0])
    return "opening_dates", statement.parties, statement.orgs, noun


def _are_alike(one: Placed, other: Placed) -> bool:
    """Whether two sentences, not of one paragraph, share most words of the shorter."""
    if one.setting is other.setting or (one.volume, one.setting) == (other.volume, other.setting):
        return False
    left, right = (_content(sentence_at(item)[0]) for item in (one, other))
    return len(left & right) >= _ALIKE * min(len(left), len(right))


def _content(sentence: str) -> frozenset[str]:
    return frozenset(word[:7] for word in sentence.split() if len(word) > 3 and word.isalpha())
