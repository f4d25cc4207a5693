"""Partnerships: the dated steps between two places, or of an institution with a country, in time order.

Agreements, twinnings, plans, visits and plants of one pair are one story: what began it, what followed,
and when it was last told of. Two states with many steps have a chronicle instead.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain as flatten
from typing import Any

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding, proof_of
from cordiale.model.fact import Fact
from cordiale.registers.activity import Pair, country_of, finest
from cordiale.registers.acts import Act
from cordiale.registers.holdings import Holdings, last_day

_FOUNDING = frozenset(
    ("agreement", "memorandum", "plan", "declaration", "twinning", "joint_venture", "assembly", "contract")
)
"""Sorts of steps of which a partnership has one at least: visits alone are none."""
_FEWEST = 2
"""Days on which something happened between two that make a story."""
_MOST = 16
"""Steps beyond which a pair of states, or an institution, has too many partners or fields for one story."""
_LONGEST = 40
"""Steps that are followed of a pair below the states: the latest ones."""
_CROWD = 4
"""Pairs named together beyond which a step is a list."""
_TELLINGS = 3
"""Tellings of one step that are shown."""
_FIGURES = 6
"""Figures of trade that are shown with a partnership: the latest ones."""
_TRADE = frozenset(("turnover", "exports", "imports", "trade_deals", "deliveries"))
_QUIET = 3
"""Years after which a partnership of which nothing is told is quiet."""

Partners = tuple[str, str]
"""Two places, or an institution's id and a country."""


@dataclass(frozen=True, slots=True)
class Step:
    """One agreement, visit, plant: all its tellings, the day it is dated to, and its places."""

    acts: tuple[Act, ...]
    day: str
    places: frozenset[str]

    @property
    def told(self) -> str:
        """Its words and its date."""
        return f"{' '.join(self.acts[0].item.statement.evidence.quote.split())} ({self.day})"


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each partnership of two steps in different years, or more."""
    stories = _stories(_steps(holdings), holdings)
    figures = _figures(holdings, stories)
    seen: set[frozenset[str]] = set()
    for partners in sorted(stories, key=lambda pair: (pair[0].startswith(_INSTITUTION), pair)):
        steps = sorted(stories[partners], key=_when)[-_LONGEST:]
        # An institution's story is told with its region's where they are one.
        told = frozenset(step.acts[0].item.id for step in steps)
        if told not in seen and _is_story(steps):
            seen.add(told)
            yield _finding(partners, steps, figures.get(partners, ()), holdings)


_INSTITUTION = "org:"


def _when(step: Step) -> tuple[str, int, int]:
    first = step.acts[0].item
    return step.day, first.volume, first.start


def _steps(holdings: Holdings) -> list[Step]:
    """What happened, or was agreed, on a day that is told by its year at least."""
    found = []
    for acts in holdings.acts:
        done = [act for act in acts if act.item.statement.status == "actual" and act.stage != "mentioned"]
        days = [act.date for act in done if act.date is not None and _is_past(act, holdings.as_of)]
        if days:
            places = max((act.places for act in done), key=lambda told: (_exactness(told), sorted(told)))
            found.append(Step(tuple(done), max(days, key=lambda day: (len(day), day)), places))
    return found


def _is_past(act: Act, as_of: date) -> bool:
    day = last_day(act.date) if act.date else None
    said = act.item.said
    return day is not None and day.year <= as_of.year and (said is None or day.year <= said)


def _exactness(places: frozenset[str]) -> tuple[int, int]:
    return sum(place != country_of(place) for place in places), -len(places)


def _stories(steps: Sequence[Step], holdings: Holdings) -> Mapping[Partners, list[Step]]:
    """The steps of each two partners; those of towns also with the regions that their passage is about."""
    found: defaultdict[Partners, list[Step]] = defaultdict(list)
    regional = _regional(steps)
    for step in steps:
        pairs = finest(step.places)
        if not 0 < len(pairs) <= _CROWD:
            continue
        wider = regional.get(_passage(step), set()) - set(pairs)
        meant = {pair for pair in wider if all(_may_be_of(pair, own) for own in pairs)}
        for pair in sorted({*pairs, *(meant if len(meant) == 1 else ())}):
            found[pair].append(step)
        for partners in sorted(_institutions(step, pairs, holdings)):
            found[partners].append(step)
    return {
        partners: told
        for partners, told in found.items()
        if len(told) <= _MOST or any(_is_below(place) for place in partners)
    }


def _is_below(place: str) -> bool:
    """Whether it is a place below a country."""
    return not place.startswith(_INSTITUTION) and place != country_of(place)


def _passage(step: Step) -> tuple[int, int]:
    return step.acts[0].item.volume, step.acts[0].passage


def _regional(steps: Sequence[Step]) -> Mapping[tuple[int, int], set[Pair]]:
    """The pairs of two regions that a passage tells steps of."""
    found: defaultdict[tuple[int, int], set[Pair]] = defaultdict(set)
    for step in steps:
        for pair in finest(step.places):
            if all("-" in place[:3] for place in pair):
                found[_passage(step)].add(pair)
    return found


def _may_be_of(regions: Pair, own: Pair) -> bool:
    """Whether a pair of towns, or of a country and a region, may be that of two regions: same countries."""
    if tuple(map(country_of, regions)) != tuple(map(country_of, own)):
        return False
    same = [place == region or place == country_of(place) for place, region in zip(own, regions, strict=True)]
    towns = [":" in place for place in own]
    return all(one or town for one, town in zip(same, towns, strict=True)) and own != tuple(
        map(country_of, own)
    )


def _institutions(step: Step, pairs: Sequence[Pair], holdings: Holdings) -> Iterator[Partners]:
    """An institution that a step names, with the only two countries concerned."""
    countries = {frozenset(map(country_of, pair)) for pair in pairs}
    if len(countries) == 1:
        for entity in holdings.entities.of(step.acts[0].item.id):
            if entity.kind == "organisation":
                yield entity.id, "+".join(sorted(next(iter(countries))))


def _is_story(steps: Sequence[Step]) -> bool:
    """Whether something was founded and something else followed in another year.

    Twinnings alone are the dates of one thing.
    """
    days = {step.day[:7] for step in steps}
    years = {step.day[:4] for step in steps}
    sorts = {step.acts[0].sort for step in steps}
    return len(days) >= _FEWEST and len(years) > 1 and bool(sorts & _FOUNDING) and sorts != {"twinning"}


def _figures(holdings: Holdings, stories: Collection[Partners]) -> Mapping[Partners, Sequence[Fact]]:
    """The latest amounts of trade told of each two places below the states, in time order."""
    found: defaultdict[Partners, list[Fact]] = defaultdict(list)
    for fact in holdings.facts.all:
        shown = fact.shown
        if shown.statement.kind != "observation" or shown.statement.status != "actual":
            continue
        if fact.fields["measure"] in _TRADE and fact.fields["transform"] == "level" and fact.fields["to"]:
            pairs = finest(shown.statement.parties)
            if len(pairs) == 1 and pairs[0] in stories and any(map(_is_below, pairs[0])):
                found[pairs[0]].append(fact)
    return {
        pair: sorted(told, key=lambda fact: (fact.fields["to"], fact.shown.start))[-_FIGURES:]
        for pair, told in found.items()
    }


def _finding(
    partners: Partners, steps: Sequence[Step], figures: Sequence[Fact], holdings: Holdings
) -> Finding:
    last = steps[-1].day
    told = [act.item for act in flatten.from_iterable(step.acts for step in steps)]
    institution = holdings.entities.get(partners[0]) if partners[0].startswith(_INSTITUTION) else None
    places = tuple(partners[1].split("+")) if institution is not None else partners
    quiet = holdings.as_of.year - int(last[:4]) >= _QUIET
    values: dict[str, Any] = {
        "who": None if institution is None else institution.name,
        "parties": list(places),
        "steps": " → ".join(step.told for step in steps),
        "count": len(steps),
        "figures": [_told(fact) for fact in figures],
        "first_at": steps[0].day,
        "last_at": last,
        "quiet_years": _QUIET,
        "origins": holdings.genealogy.count(told),
        "as_of": holdings.as_of.isoformat(),
    }
    return Finding(
        kind="thread",
        rule="partnership",
        state="quiet" if quiet else "active",
        proofs=tuple(
            proof
            for step in steps
            for proof in mentions_of((act.item for act in step.acts[:_TELLINGS]), "mention", holdings)
        )
        + tuple(proof_of(fact.shown, "report") for fact in figures),
        values=values,
        weight=round(0.25 + min(len(steps), 40) / 400, 4),
        subject=" – ".join(places) if institution is None else institution.name,
        parties=places,
        at=last,
    )


def _told(fact: Fact) -> str:
    """A figure of trade as printed, its measure and its last day."""
    quote = " ".join(fact.shown.statement.evidence.quote.split())
    return f"{quote} ({fact.fields['measure']}, {fact.fields['to'][:7]})"
