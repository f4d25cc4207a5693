"""Figures reported as reached, by the thing they are figures of and in time order."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cordiale.model import Placed
from cordiale.registers.aims import FLOWS
from cordiale.registers.holdings import Holdings
from cordiale.registers.phrasing import phrases
from cordiale.registers.things import Thing, Things, values_of
from cordiale.vocabulary.folding import fold

_HOPED = 45
"""Characters before a figure in which a word of hope makes it no report."""
_PART = 0.5
"""A count below this part of what was reached before counts a part of it, not the whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """A figure reported as reached.

    ``low`` and ``high`` are its value in base units; ``since`` and ``until`` the earliest and latest day it
    may be of; ``added`` tells that it comes on top of what there was; ``near`` that it was said to be almost
    reached; ``dated`` that the text gives its day or period.
    """

    placed: Placed
    thing: Thing
    low: float
    high: float
    since: date
    until: date
    added: bool
    near: bool
    dated: bool

    @property
    def year(self) -> int | None:
        """The one whole year that it covers, or None."""
        whole = (self.since.month, self.since.day, self.until.month, self.until.day) == (1, 1, 12, 31)
        return self.since.year if whole and self.since.year == self.until.year else None

    @property
    def at_most(self) -> bool:
        """Whether it only says what was not exceeded."""
        return bool(self.placed.fields.get("bound") == "<")

    def reaches(self, wanted: float) -> bool:
        """Whether it is as much as ``wanted``."""
        return not self.at_most and self.high >= wanted and not (self.near and self.high <= wanted)

    @property
    def order(self) -> tuple[object, ...]:
        """In time, by the middle of the days it may be of; of one day the one said last is last."""
        middle = self.since.toordinal() + self.until.toordinal()
        return middle, self.until, self.placed.said or 0, self.placed.document, self.placed.start


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years and the last report of each, and the longest part of a year reported."""

    whole: dict[int, Report]
    parts: dict[int, Report]

    def last(self, before: int) -> Report | None:
        """The report of the last whole year up to ``before``."""
        years = sorted(self.whole)
        index = bisect_right(years, before)
        return self.whole[years[index - 1]] if index else None


def by_year(listed: Sequence[Report]) -> Years:
    """The dated reports of amounts, by the year they are of: the last one said for each."""
    whole: dict[int, Report] = {}
    parts: dict[int, Report] = {}
    for report in listed:
        if not report.dated or report.added:
            continue
        if report.year is not None:
            if report.placed.said is None or report.placed.said > report.year or report.year not in whole:
                whole[report.year] = report
        elif report.since.year == report.until.year and (report.since.month, report.since.day) == (1, 1):
            parts[report.until.year] = report
    return Years(whole, parts)


class Reports:
    """All figures reported as reached; what is a target itself is none."""

    def __init__(self, holdings: Holdings, things: Things, goals: Collection[str]) -> None:
        self._levels: dict[tuple[object, ...], list[Report]] = {}
        self._rates: dict[tuple[object, ...], list[Report]] = {}
        self._units: dict[tuple[object, ...], Counter[str | None]] = {}
        self._series: dict[tuple[object, ...], tuple[Report, ...]] = {}
        self._years: dict[tuple[object, ...], Years] = {}
        for item in holdings.of_kind("observation"):
            if item.statement.status != "actual" or item.id in goals:
                continue
            report = report_of(item, things, holdings.as_of)
            if report is None:
                continue
            thing, transform = report.thing, str(item.fields.get("transform"))
            if transform == "level":
                self._levels.setdefault((thing.unit, *thing.key), []).append(report)
                self._units.setdefault(thing.key, Counter())[thing.unit] += 1
            else:
                self._rates.setdefault((transform, *thing.key), []).append(report)
        for held in (self._levels, self._rates):
            for listed in held.values():
                listed.sort(key=lambda report: report.order)

    def levels(self, thing: Thing) -> tuple[Report, ...]:
        """The amounts and counts of a thing in time order, increments included."""
        return self._whole((thing.unit, *thing.key), counts=thing.measure not in FLOWS)

    def amounts(self, thing: Thing) -> tuple[Report, ...]:
        """The same for a rate, which has no unit: in the unit in which most of them are."""
        units = self._units.get(thing.key)
        if not units:
            return ()
        unit = min(units, key=lambda unit: (-units[unit], unit or ""))
        return self._whole((unit, *thing.key), counts=thing.measure not in FLOWS)

    def rates(self, thing: Thing, transform: str) -> tuple[Report, ...]:
        """The growth rates or shares of a thing, in time order."""
        return tuple(self._rates.get((transform, *thing.key), ()))

    def years(self, thing: Thing) -> Years:
        """The amounts of a thing by year; those of a rate, which has no unit, in the unit most are in."""
        key = (thing.unit, *thing.key)
        if key not in self._years:
            self._years[key] = by_year(self.levels(thing) if thing.unit else self.amounts(thing))
        return self._years[key]

    def _whole(self, key: tuple[object, ...], *, counts: bool) -> tuple[Report, ...]:
        """Without the counts that fall to a part of those before them: they count something narrower."""
        if key not in self._series:
            self._series[key] = tuple(self._kept(key, counts=counts))
        return self._series[key]

    def _kept(self, key: tuple[object, ...], *, counts: bool) -> list[Report]:
        listed = self._levels.get(key, [])
        if not counts:
            return listed
        kept: list[Report] = []
        most = 0.0
        for report in listed:
            if report.added:
                kept.append(report)
            elif report.high >= most * _PART:
                kept.append(report)
                most = max(most, report.high)
        return kept


def report_of(item: Placed, things: Things, as_of: date) -> Report | None:
    """An observation as a report; None where it has no value or day, is to come, or is only hoped for."""
    values, said = values_of(item), item.said
    if values is None or (said is not None and date(said, 1, 1) > as_of) or _is_hoped(item):
        return None
    period = item.period
    if period is None:
        if said is None:
            return None
        since, until = date(said, 1, 1), date(said, 12, 31)
    else:
        since, until = _fiscal(item, *period)
    if since > as_of or (said is not None and since.year > said):
        return None
    thing = things.of(item)
    if thing.measure not in FLOWS and said is not None and until.year < said:
        since = max(since, date(until.year, 12, 31)) if _is_year(since, until) else since
    return Report(
        placed=item,
        thing=thing,
        low=values[0],
        high=values[1],
        since=since,
        until=until if thing.measure in FLOWS else min(until, as_of),
        added=things.topic(item).increment,
        near=_is_near(item),
        dated=period is not None,
    )


def _fiscal(item: Placed, since: date, until: date) -> tuple[date, date]:
    """A year of account over two calendar years counts for the one in which it ends."""
    if until.year - since.year != 1 or not _is_year(date(until.year, since.month, since.day), until):
        return since, until
    if phrases("goals", "fiscal").first(fold(item.sentence)) is None:
        return since, until
    return date(until.year, 1, 1), until


def _is_year(since: date, until: date) -> bool:
    return (since.month, since.day, until.month, until.day, until.year) == (1, 1, 12, 31, since.year)


def _before(item: Placed) -> str:
    """The folded words of the sentence right before the figure."""
    setting, at = item.setting, item.at
    if setting is None or at is None or (index := setting.sentence_at(at.start)) < 0:
        return ""
    low = max(setting.sentences[index].start, at.start - _HOPED)
    return fold(setting.text[low : at.start])


def _is_hoped(item: Placed) -> bool:
    """Whether words before the figure make it a plan or wish that was read as a fact."""
    return phrases("goals", "hopes").first(_before(item)) is not None


def _is_near(item: Placed) -> bool:
    """Whether the figure was almost reached."""
    if item.fields.get("bound") != "~":
        return False
    return phrases("goals", "below").last(_before(item)[-20:]) is not None
