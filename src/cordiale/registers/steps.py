"""How rows are completed before values are chosen: variants joined, gaps found, values derived."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import STEPS, enlist
from cordiale.registers.periods import read_period
from cordiale.resolve.entities import name_key


@enlist(STEPS, "join", takes=("same", "date", "days", "also"), needs=("same", "date"))
def join(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Drafts that are one thing under several dates become one.

    Those alike in the columns of ``same`` are one where the columns of ``also`` are alike and filled, or
    where their dates are at most ``days`` apart (0: one must be the other told less exactly). A date told
    as a year alone joins only where one thing of that year is there; an undated one only where there
    is but one.
    """
    groups: dict[tuple[Any, ...], list[Draft]] = {}
    for draft in drafts:
        same = tuple(_plain(bench.value(draft, name)) for name in parameters["same"])
        groups.setdefault(same, []).append(draft)
    joined: list[Draft] = []
    for group in groups.values():
        joined += _join_group(group, parameters, bench) if len(group) > 1 else group
    return joined


def _plain(value: Any) -> Any:
    return name_key(value) if isinstance(value, str) else value


def _join_group(group: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    also = parameters.get("also", ())
    by_also: dict[tuple[Any, ...], Draft] = {}
    rest: list[Draft] = []
    for draft in group:
        values = tuple(bench.value(draft, name) for name in also)
        if not also or None in values:
            rest.append(draft)
        elif values in by_also:
            by_also[values].absorb(draft)
        else:
            by_also[values] = draft
    dated: list[tuple[date, date, Draft]] = []
    undated: list[Draft] = []
    for draft in [*by_also.values(), *rest]:
        told = bench.value(draft, parameters["date"])
        span = None if told is None else read_period(str(told))
        if span is None:
            undated.append(draft)
        else:
            dated.append((*span, draft))
    found = _join_dated(dated, parameters.get("days", 0))
    if len(found) == 1 and not also:
        for draft in undated:
            found[0].absorb(draft)
        return found
    return found + undated


_WIDE = 62
"""Days: a date wider than two months is a year or a half of one, and may mean several things."""


def _join_dated(dated: list[tuple[date, date, Draft]], days: int) -> list[Draft]:
    clusters: list[tuple[date, date, Draft]] = []
    exact = [item for item in dated if (item[1] - item[0]).days <= _WIDE]
    for since, until, draft in sorted(exact, key=lambda item: (item[0], item[1])):
        if clusters and (since - clusters[-1][1]).days <= days:
            clusters[-1][2].absorb(draft)
            clusters[-1] = (clusters[-1][0], max(clusters[-1][1], until), clusters[-1][2])
        else:
            clusters.append((since, until, draft))
    by_year: dict[int, list[Draft]] = {}
    for since, _, draft in clusters:
        by_year.setdefault(since.year, []).append(draft)
    found = [draft for _, _, draft in clusters]
    wide = [item for item in dated if (item[1] - item[0]).days > _WIDE]
    years: dict[tuple[date, date], Draft] = {}
    for since, until, draft in wide:
        there = by_year.get(since.year, [])
        if len(there) == 1:
            there[0].absorb(draft)
        elif (since, until) in years:
            years[since, until].absorb(draft)
        else:
            years[since, until] = draft
            found.append(draft)
    return found
