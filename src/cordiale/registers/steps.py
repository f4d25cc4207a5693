"""How rows are completed before values are chosen: variants united, dates joined, gaps found."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from cordiale.model import Assertion, Proof
from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import STEPS, enlist
from cordiale.registers.periods import read_period
from cordiale.resolve.entities import name_key

_WIDE = 62
"""Days: a date wider than two months is a year or a half of one, and may mean several things."""


@enlist(STEPS, "unite", takes=("same",), needs=("same",))
def unite(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Drafts alike in all columns of ``same``, each of them filled, are one."""
    found: dict[tuple[Any, ...], Draft] = {}
    apart: list[Draft] = []
    for draft in drafts:
        values = tuple(_plain(bench.value(draft, name)) for name in parameters["same"])
        if None in values or () in values:
            apart.append(draft)
        elif values in found:
            found[values].absorb(draft)
        else:
            found[values] = draft
    return [*found.values(), *apart]


def _plain(value: Any) -> Any:
    return name_key(value) if isinstance(value, str) else value


@enlist(STEPS, "part", takes=("column",), needs=("column",))
def part(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """What one sentence tells as several values of ``column`` is of several things: each gets a row.

    A sentence does not contradict itself; it tells the figures of goods, firms or parts whose names were
    not read. Values of other sentences stay with the row.
    """
    column = parameters["column"]
    found: list[Draft] = []
    for draft in drafts:
        values: dict[tuple[int, int, int], dict[Any, None]] = {}
        for assertion in draft.told.get(column, ()):
            place = _sentence_of(assertion, bench)
            if place is not None:
                values.setdefault(place, {})[assertion.value, assertion.status] = None
        several = {place for place, told in values.items() if len(told) > 1}
        if not several:
            found.append(draft)
            continue
        rest, parts = _parted(draft, several, bench)
        found += [rest, *parts] if rest.placed or rest.entries else parts
    return found


def _sentence_of(assertion: Assertion, bench: Bench) -> tuple[int, int, int] | None:
    proof = assertion.proof
    item = None if proof is None or proof.statement is None else bench.holdings.by_id.get(proof.statement)
    if item is None or item.setting is None or item.at is None:
        return None
    return item.volume, item.setting.ordinal, item.setting.sentence_at(item.at.start)


def _parted(draft: Draft, several: set[tuple[int, int, int]], bench: Bench) -> tuple[Draft, list[Draft]]:
    """What is left of a draft, and a draft for each statement of the sentences that tell several values."""
    rest = Draft(dict(draft.key), draft.seed, entries=draft.entries, flags=set(draft.flags), id=draft.id)
    parts: dict[str, Draft] = {}
    for name, assertions in draft.told.items():
        for assertion in assertions:
            own = _sentence_of(assertion, bench) in several and assertion.proof is not None
            identity = str(assertion.proof.statement) if own and assertion.proof is not None else ""
            target = parts.setdefault(identity, Draft(dict(draft.key), identity)) if own else rest
            target.tell(name, assertion)
    for item in draft.placed:
        parts.get(item.id, rest).placed.append(item)
    return rest, list(parts.values())


@enlist(STEPS, "join", takes=("same", "date", "days", "distinct"), needs=("same", "date"))
def join(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Drafts that are one thing under several dates become one.

    Those alike in the columns of ``same`` are one where their dates are at most ``days`` apart (0: one must
    be the other told less exactly) and no column of ``distinct`` tells them apart. A date told as a year
    alone joins only where one thing of that year is there.
    """
    groups: dict[tuple[Any, ...], list[tuple[date, date, Draft]]] = {}
    found: list[Draft] = []
    for draft in drafts:
        told = bench.value(draft, parameters["date"])
        span = None if told is None else read_period(str(told))
        if span is None:
            found.append(draft)
            continue
        same = tuple(_plain(bench.value(draft, name)) for name in parameters["same"])
        groups.setdefault(same, []).append((*span, draft))
    distinct = parameters.get("distinct", ())
    for dated in groups.values():
        found += _join_dated(dated, parameters.get("days", 0), distinct, bench)
    return found


def _join_dated(
    dated: list[tuple[date, date, Draft]], days: int, distinct: Iterable[str], bench: Bench
) -> list[Draft]:
    def told_apart(one: Draft, other: Draft) -> bool:
        pairs = ((bench.value(one, name), bench.value(other, name)) for name in distinct)
        return any(left is not None and right is not None and left != right for left, right in pairs)

    clusters: list[tuple[date, date, Draft]] = []
    exact = [item for item in dated if (item[1] - item[0]).days <= _WIDE]
    for since, until, draft in sorted(exact, key=lambda item: (item[0], item[1])):
        last = clusters[-1] if clusters else None
        if last is not None and (since - last[1]).days <= days and not told_apart(last[2], draft):
            last[2].absorb(draft)
            clusters[-1] = (last[0], max(last[1], until), last[2])
        else:
            clusters.append((since, until, draft))
    by_year: dict[int, list[Draft]] = {}
    for since, _, draft in clusters:
        by_year.setdefault(since.year, []).append(draft)
    found = [draft for _, _, draft in clusters]
    for since, until, draft in dated:
        if (until - since).days <= _WIDE:
            continue
        there = by_year.get(since.year, [])
        if len(there) == 1 and not told_apart(there[0], draft):
            there[0].absorb(draft)
        else:
            found.append(draft)
    return found


@enlist(STEPS, "gaps", takes=("series", "ordinal", "date", "most"), needs=("series", "ordinal", "date"))
def gaps(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Numbers missing between two known ones of a series become rows of their own, marked ``unreported``.

    At most ``most`` in a row (default 5): where more are missing, the numbers rather belong to two series,
    and so they do where the later number has the earlier date.
    """
    ordinal = parameters["ordinal"]
    series: dict[tuple[Any, ...], dict[int, Draft]] = {}
    for draft in drafts:
        number = bench.value(draft, ordinal)
        names = tuple(_plain(bench.value(draft, name)) for name in parameters["series"])
        if isinstance(number, int) and None not in names:
            series.setdefault(names, {}).setdefault(number, draft)
    found = list(drafts)
    for known in series.values():
        numbers = sorted(known)
        for before, after in pairwise(numbers):
            dates = [bench.value(known[number], parameters["date"]) for number in (before, after)]
            backwards = None not in dates and str(dates[0]) > str(dates[1])
            if after - before - 1 <= parameters.get("most", 5) and not backwards:
                between = range(before + 1, after)
                found += [
                    _missing(number, known[before], known[after], parameters, bench) for number in between
                ]
    return found


def _missing(number: int, before: Draft, after: Draft, parameters: Mapping[str, Any], bench: Bench) -> Draft:
    ordinal = parameters["ordinal"]
    ends = f"{bench.value(before, ordinal)} < {number} < {bench.value(after, ordinal)}"
    draft = Draft({**before.key, ordinal: number})
    draft.flags.add("unreported")
    draft.placed = [*before.placed[:1], *after.placed[:1]]
    proof = bench.proof(before.placed[0]) if before.placed else None
    for name in (*parameters["series"], ordinal):
        value = number if name == ordinal else bench.value(before, name)
        for one in value if isinstance(value, tuple) else (value,):
            draft.tell(name, computed(one, ends, proof))
    return draft


def computed(value: Any, derivation: str, proof: Proof | None = None, *, status: str = "actual") -> Assertion:
    """An assertion of the program's own, with what it was computed from."""
    return Assertion(
        value=value,
        standing="derived",
        source="",
        status=status,
        proof=proof,
        origin="derived",
        derivation=derivation,
    )


@enlist(STEPS, "tally", takes=("column",), needs=("column",))
def tally(drafts: list[Draft], parameters: Mapping[str, Any], _bench: Bench) -> list[Draft]:
    """The number of statements behind each row."""
    for draft in drafts:
        if draft.placed:
            draft.tell(
                parameters["column"], computed(len(draft.placed), str(len(draft.placed)), status=draft.status)
            )
    return drafts
