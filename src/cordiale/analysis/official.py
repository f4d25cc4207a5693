"""Statements against official tables: agreed, or different and why (mirror data, valuation, revision).

A statement about two countries' trade does not always say whose exports are meant, so both readings are
tried, in the reporter's own figures and in the partner's (mirror data). Only where none fits is it a
contradiction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from cordiale.model import Finding, FindingKind, OfficialPoint, Placed, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, figure_of

REVISION = Fraction(5, 100)
"""Official figures are revised by a few per cent after they are first told; the house's own bound."""
MIRROR = Fraction(15, 100)
"""Imports are valued CIF and exports FOB; the statistical offices' customary margin is 6 to 10 %, and
goods in transit or with another country of origin add to it (UN, International Merchandise Trade
Statistics: Compilers Manual, chapter on mirror statistics). The house's own bound."""
_OPEN = Fraction(5, 4)
"""A value told with an open end ("more than") agrees with one that is not far beyond it."""
_SLIPS = (Fraction(1000), Fraction(1, 1000), Fraction(1_000_000), Fraction(1, 1_000_000))
_WORLD = "WORLD"
_FLOWS = {"exports": "imports", "imports": "exports"}

Series = Mapping[tuple[str, str, str, str], list[OfficialPoint]]


@dataclass(frozen=True, slots=True)
class Official:
    """What official tables give for a statement: ``mirror`` is the partner's record of the same flow."""

    reporter: str
    partner: str
    measure: str
    value: Fraction
    valuation: str | None
    table: str
    lines: tuple[int, ...]
    mirror: bool


def find(holdings: Holdings) -> Iterator[Finding]:
    """The findings of every statement on two countries' trade that a loaded table speaks of."""
    series = _series(holdings.official)
    if not series:
        return
    for item in holdings.of_kind("observation"):
        figure = figure_of(item) if _comparable(item, holdings) else None
        if figure is not None:
            finding = _judge(item, figure, series)
            if finding is not None:
                yield finding


def _series(points: Iterable[OfficialPoint]) -> Series:
    found: dict[tuple[str, str, str, str], list[OfficialPoint]] = defaultdict(list)
    for point in points:
        if point.goods == "TOTAL":
            found[point.reporter, point.partner, point.measure, point.unit].append(point)
    for held in found.values():
        held.sort(key=lambda point: (point.table, point.since, point.until, point.line))
    return found


def _comparable(item: Placed, holdings: Holdings) -> bool:
    """A level of trade as a whole, told as a fact, of whole countries, for a period that is said."""
    topic, fields = holdings.topic(item), item.fields
    return (
        item.statement.status == "actual"
        and fields.get("transform") == "level"
        and fields.get("measure") in ("exports", "imports", "turnover", "balance")
        and topic.head is None
        and topic.subject is None
        and not topic.increment
        and item.period is not None
        and 1 <= len(topic.parties) <= 2
        and all(len(party) == 2 for party in topic.parties)
    )


def _judge(item: Placed, figure: Printed, series: Series) -> Finding | None:
    period = item.period
    assert period is not None
    held = [list(_officials(item, side, period, series)) for side in _sides(item)]
    found = [official for officials in held for official in officials]
    if not found:
        return None
    best = min(
        found, key=lambda official: (_apart(figure, official.value), official.mirror, official.reporter)
    )
    apart = _apart(figure, best.value)
    if apart == 0:
        if not figure.value / _OPEN <= best.value <= figure.value * _OPEN:
            return None  # "more than" is true of anything greater, and no agreement
        return _finding(item, best, ("derived", "mirror" if best.mirror else "agrees"), figure)
    if item.fields["measure"] in _FLOWS and not all(held):
        return None  # whose flow is told is not known: it may be the one that no table holds
    for factor in _SLIPS:
        if any(_apart(figure, official.value * factor) <= REVISION for official in found):
            fits = min(found, key=lambda official: _apart(figure, official.value * factor))
            return _finding(item, fits, ("slip", "magnitude"), figure)
    if apart <= REVISION and not best.mirror:
        return _finding(item, best, ("tension", "revised"), figure)
    if apart <= MIRROR:
        return _finding(item, best, ("tension", "valuation" if best.mirror else "scope"), figure)
    other = _other_period(item, figure, period, series)
    if other is not None:
        return _finding(item, other, ("tension", "period"), figure)
    return _finding(item, best, ("contradiction", "differs"), figure)


def _apart(figure: Printed, value: Fraction) -> Fraction:
    """How far the official value lies outside what the figure may stand for, a fraction of it; 0 inside."""
    if figure.usual.holds(value):
        return Fraction(0)
    ends = [end for end in (figure.usual.low, figure.usual.high) if end is not None]
    return min(abs(value - end) for end in ends) / abs(value) if value else Fraction(1)


def _sides(item: Placed) -> Sequence[tuple[str, str]]:
    """Reporter and partner, either way round: a statement does not say whose trade it tells."""
    parties = item.statement.parties
    if len(parties) == 1:
        return [(parties[0], _WORLD)]
    return [(parties[0], parties[1]), (parties[1], parties[0])]


def _officials(
    item: Placed, side: tuple[str, str], period: tuple[date, date], series: Series
) -> Iterator[Official]:
    reporter, partner = side
    measure, unit = item.fields["measure"], item.fields["unit"]
    yield from _flow((reporter, partner, measure, unit), period, series, mirror=False)
    if measure in _FLOWS:
        if partner != _WORLD:
            yield from _flow((partner, reporter, _FLOWS[measure], unit), period, series, mirror=True)
        return
    pairs = [
        list(_flow((reporter, partner, flow, unit), period, series, mirror=False))
        for flow in ("exports", "imports")
    ]
    for out in pairs[0]:
        for back in (held for held in pairs[1] if held.table == out.table):
            value = out.value + back.value if measure == "turnover" else out.value - back.value
            lines = tuple(sorted((*out.lines, *back.lines)))
            yield Official(reporter, partner, measure, value, None, out.table, lines, mirror=False)


def _flow(
    key: tuple[str, str, str, str], period: tuple[date, date], series: Series, *, mirror: bool
) -> Iterator[Official]:
    by_table: dict[str, list[OfficialPoint]] = defaultdict(list)
    for point in series.get(key, ()):
        by_table[point.table].append(point)
    for table, points in by_table.items():
        chosen = _cover(points, period)
        if chosen:
            yield Official(
                reporter=key[0],
                partner=key[1],
                measure=key[2],
                value=sum((Fraction(point.value) for point in chosen), Fraction(0)),
                valuation=chosen[0].valuation,
                table=table,
                lines=tuple(point.line for point in chosen),
                mirror=mirror,
            )


def _cover(points: list[OfficialPoint], period: tuple[date, date]) -> list[OfficialPoint]:
    """The point of exactly this period, else the shorter ones that fill it without gap or overlap."""
    for point in points:
        if (point.since, point.until) == period:
            return [point]
    chosen: list[OfficialPoint] = []
    day = period[0]
    for point in points:
        if point.since == day and point.until <= period[1]:
            chosen.append(point)
            day = point.until + timedelta(days=1)
    return chosen if chosen and day == period[1] + timedelta(days=1) else []


def _other_period(
    item: Placed, figure: Printed, period: tuple[date, date], series: Series
) -> Official | None:
    """The official value of the year before or after that the figure fits: it was told of another year."""
    if (period[0].month, period[0].day, period[1].month, period[1].day) != (1, 1, 12, 31):
        return None
    for years in (-1, 1):
        if not 1 <= period[0].year + years <= 9998:
            continue
        moved = (
            period[0].replace(year=period[0].year + years),
            period[1].replace(year=period[1].year + years),
        )
        for side in _sides(item):
            for official in _officials(item, side, moved, series):
                if _apart(figure, official.value) == 0:
                    return official
    return None


def _finding(item: Placed, official: Official, outcome: tuple[FindingKind, str], figure: Printed) -> Finding:
    apart = _apart(figure, official.value)
    return Finding(
        kind=outcome[0],
        rule="official_table",
        state=outcome[1],
        proofs=(proof_of(item, "first"),),
        values={
            "told": float(figure.value),
            "official": float(official.value),
            "unit": item.fields["unit"],
            "reporter": official.reporter,
            "partner": official.partner,
            "flow": official.measure,
            "valuation": official.valuation or "",
            "table": official.table,
            "lines": list(official.lines),
            "since": item.fields["from"],
            "until": item.fields["to"],
            "apart_percent": round(float(apart * 100), 1),
        },
        weight=float(apart),
        parties=item.statement.parties,
        at=item.fields["to"],
    )
