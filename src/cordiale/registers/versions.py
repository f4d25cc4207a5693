"""Plans, programmes and roadmaps told once each: their years, their places and the field they are for.

A plan "for 2018-2020" and one "for 2021-2023" between the same places for the same field are two versions of
one thing: a chain.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cordiale.model import Placed
from cordiale.registers.acts import Act
from cordiale.registers.echoes import ArticleKey, SentenceKey
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_STEM = 6
_LATEST = 16
"""Chains between the same places that a plan is compared with: the latest ones."""
_NEAR = 3
"""Passages between a plan and the agreement that it carries out."""


@dataclass(frozen=True)
class Version:
    """One plan, or one agreement that plans carry out, with all its tellings in reading order.

    ``places`` are its parties, told as exactly as its context allows; ``field`` the stems that narrow what
    it is for: none where it is cooperation at large.
    """

    acts: tuple[Act, ...]
    places: frozenset[str]
    field: frozenset[str]

    @property
    def valid(self) -> tuple[int, int] | None:
        """The first and last year it covers."""
        return next((act.valid for act in self.acts if act.valid is not None), None)

    @property
    def date(self) -> str | None:
        """When it was adopted, as exactly as anybody tells."""
        return max((act.date for act in self.acts if act.date is not None), key=len, default=None)

    @property
    def span(self) -> tuple[int, int] | None:
        """The years it covers, else the year in which it was adopted."""
        if self.valid is None and self.date is not None:
            return int(self.date[:4]), int(self.date[:4])
        return self.valid

    @property
    def stages(self) -> frozenset[str]:
        """The stages it is told at."""
        return frozenset(act.stage for act in self.acts)

    @property
    def first(self) -> Placed:
        """The statement that tells most of it; of several, the earliest."""
        return min(
            (act.item for act in self.acts),
            key=lambda item: -sum(len(str(value)) for value in item.fields.values() if value is not None),
        )

    @property
    def prepared(self) -> bool:
        """Whether nobody tells more than that it is being prepared, and its years had not begun."""
        if not self.stages <= {"proposed", "planned"}:
            return False
        said = self.first.said
        return self.valid is None or said is None or self.valid[0] >= said

    @property
    def names(self) -> frozenset[str]:
        """The telling words of the organisations that it is between."""
        return frozenset().union(*(act.names for act in self.acts))

    @property
    def renewed(self) -> bool:
        """Whether somebody calls it a new one."""
        return any(act.renewed for act in self.acts)

    @property
    def local(self) -> bool:
        """Whether a region or city is party to it."""
        return any(_is_local(place) for place in self.places)


@dataclass(frozen=True)
class Chain:
    """Versions of one plan in time order, and the agreement that they carry out where one is told.

    The last one may be in preparation only.
    """

    versions: tuple[Version, ...]
    basis: Version | None

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """The years between two versions that neither covers, first and last."""
        spans = [span for version in self.versions if not version.prepared and (span := version.span)]
        return tuple(
            (before[1] + 1, after[0] - 1) for before, after in pairwise(spans) if after[0] > before[1] + 1
        )


@dataclass(frozen=True)
class _Words:
    general: frozenset[str]
    local: frozenset[str]
    carries_out: re.Pattern[str]
    founding: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/threads.yml")
    general = frozenset(word[:_STEM] for word in data["general_field"])
    return _Words(
        general=general,
        local=general | frozenset(word[:_STEM] for word in data["local_field"]),
        carries_out=re.compile("|".join(data["carries_out"])),
        founding=re.compile("|".join(data["founding"])),
    )


def read_versions(holdings: Holdings, sort: str = "plan") -> list[Version]:
    """The plans of a ledger, or its instruments of another ``sort``, in the order of their first telling."""
    return [_version(acts) for acts in holdings.acts if acts[0].sort == sort]


def _version(acts: Sequence[Act], language: str = "fr") -> Version:
    places = max(
        (act.places for act in acts), key=lambda told: (sum(len(place) > 2 for place in told), len(told))
    )
    words = _words(language)
    local = any(place[2:3] in ("-", ":") for place in places)
    title = min((act.title for act in acts), key=len)
    return Version(tuple(acts), places, title - (words.local if local else words.general))


def read_chains(holdings: Holdings) -> list[Chain]:
    """The chains of plans that follow one another, and plans with the agreement that they carry out."""
    versions = read_versions(holdings)
    chains: list[list[Version]] = []
    by_places: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for key, version in sorted(_placed_alike(versions), key=lambda pair: _time(pair[1])):
        home = next(
            (
                number
                for number in reversed(by_places[key][-_LATEST:])
                if _follows(chains[number][-1], version)
            ),
            None,
        )
        if home is None:
            home = len(chains)
            chains.append([])
            by_places[key].append(home)
        chains[home].append(version)
    basis = _Bases(read_versions(holdings, "agreement"))
    return [Chain(tuple(chain), basis.of(chain)) for chain in chains]


def _placed_alike(versions: Sequence[Version]) -> list[tuple[frozenset[str], Version]]:
    """Each version with the places it is compared by: those of its one fuller telling, if there is one."""
    fuller: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for version in versions:
        if sum(_is_local(place) for place in version.places) > 1:
            for place in version.places:
                fuller[place].add(version.places)
    placed = []
    before: dict[ArticleKey, list[Version]] = defaultdict(list)
    for version in versions:
        key = version.places
        local = [place for place in key if _is_local(place)]
        if len(local) == 1 and not version.field:
            full = [places for places in fuller[local[0]] if _covers(key, places)]
            key = full[0] if len(full) == 1 else key
        elif not local and version.renewed:
            key = _renewing(version, before[version.acts[0].article])
        placed.append((key, version))
        before[version.acts[0].article].append(version)
    return placed


def _renewing(version: Version, before: Sequence[Version]) -> frozenset[str]:
    """The places of the plan that the same article named before and that "the new plan" follows."""
    for other in reversed(before):
        if other.valid and version.valid and other.valid[1] + 1 == version.valid[0]:
            if _covers(version.places, other.places):
                return other.places
    return version.places


def _covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    return all(any(code == place or code[:2] == place for code in narrow) for place in wide)


def _is_local(place: str) -> bool:
    return place[2:3] in ("-", ":")


def _time(version: Version) -> tuple[object, ...]:
    """When a plan begins or is adopted; one in preparation, when that was said."""
    item = version.first
    year = version.valid[0] if version.valid is not None else None
    if year is None and version.date is not None:
        year = int(version.date[:4])
    told = year if year is not None else item.said
    return (told is None, told or 0, version.prepared is False, version.date or "", item.volume, item.start)


def _follows(before: Version, after: Version) -> bool:
    """Whether one may be the next version of the other: of one field, its years after the other's."""
    if not _of_one_field(before, after):
        return False
    if before.prepared and not after.prepared and before.valid == after.valid and after.valid is not None:
        return True
    if before.valid is not None and after.valid is not None:
        return after.valid[0] > before.valid[1] or after.valid[0] == before.valid[1] > before.valid[0]
    if before.valid is None and after.valid is None and before.prepared == after.prepared:
        return False
    if before.valid is None and after.valid is not None and not before.prepared:
        return False  # nobody tells for how long the one without years was
    if not after.local and not (after.prepared and before.acts[0].article == after.acts[0].article):
        return False
    first = before.valid[0] if before.valid else _year(before)
    following = _year(after)
    return first is not None and following is not None and following >= first


def _of_one_field(before: Version, after: Version) -> bool:
    if before.names and after.names and not before.names & after.names:
        return False
    if after.local:
        both, fewer = before.field & after.field, min(len(before.field), len(after.field))
        return fewer == 0 or 2 * len(both) >= fewer
    if len(after.places) < 2 and not after.field:
        return False
    return before.field == after.field and bool(before.names) == bool(after.names)


def _year(version: Version) -> int | None:
    if version.date is not None:
        return int(version.date[:4])
    return version.valid[0] if version.valid is not None else version.first.said


class _Bases:
    """Finds the agreement that plans carry out: named beside one of them, between the same places."""

    def __init__(self, agreements: Sequence[Version]) -> None:
        self._by_family: defaultdict[SentenceKey, list[Version]] = defaultdict(list)
        self._by_article: defaultdict[ArticleKey, list[tuple[int, Version]]] = defaultdict(list)
        for version in agreements:
            for act in version.acts:
                if act.family is not None:
                    self._by_family[act.family].append(version)
                self._by_article[act.article].append((act.passage, version))

    def of(self, chain: Sequence[Version], language: str = "fr") -> Version | None:
        """The agreement that the plans of ``chain`` carry out, or None where none says so."""
        for version in chain:
            for act in version.acts:
                if act.item.setting is None or not _words(language).carries_out.search(
                    fold(act.item.sentence)
                ):
                    continue
                found = self._beside(act, version) or self._near(act, version)
                if found is not None:
                    return found
        return None

    def _beside(self, act: Act, plan: Version) -> Version | None:
        told = () if act.family is None else self._by_family.get(act.family, ())
        return next((one for one in told if _before_plan(one, plan)), None)

    def _near(self, act: Act, plan: Version) -> Version | None:
        near = [
            (abs(passage - act.passage), number, one)
            for number, (passage, one) in enumerate(self._by_article[act.article])
            if abs(passage - act.passage) <= _NEAR and one.date is not None and one.places == plan.places
            if any(_founding(other.item) for other in one.acts)
        ]
        return next(
            (one for _, _, one in sorted(near, key=lambda entry: entry[:2]) if _before_plan(one, plan)), None
        )


def _founding(item: Placed, language: str = "fr") -> bool:
    """Whether an agreement is called one of cooperation, a framework or the base."""
    if item.setting is None or item.at is None:
        return False
    phrase = fold(item.setting.text[item.at.start : item.at.end + _FOUNDING_REACH])
    return _words(language).founding.search(phrase) is not None


_FOUNDING_REACH = 25


def _before_plan(agreement: Version, plan: Version) -> bool:
    started = plan.date or (str(plan.valid[0]) if plan.valid is not None else None)
    return agreement.date is None or started is None or agreement.date[:4] <= started[:4]
