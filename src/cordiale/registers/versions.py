"""Plans, programmes and roadmaps told once each: their years, their places and the field they are for.

A plan "for 2018-2020" and one "for 2021-2023" between the same places for the same field are two versions of
one thing; see :mod:`cordiale.analysis.successions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed
from cordiale.registers.acts import Act
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml

_STEM = 6


@dataclass(frozen=True)
class Version:
    """One plan, or one agreement that plans carry out, with all its tellings in reading order.

    ``places`` are its parties, told as exactly as its context allows; ``title`` the stems that say what
    it is for, ``field`` those of them that narrow it: none where it is cooperation at large.
    """

    acts: tuple[Act, ...]
    places: frozenset[str]
    title: frozenset[str]
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
    def renewed(self) -> bool:
        """Whether somebody calls it a new one."""
        return any(act.renewed for act in self.acts)

    @property
    def local(self) -> bool:
        """Whether a region or city is party to it."""
        return any(place[2:3] in ("-", ":") for place in self.places)


@cache
def _general(language: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in load_yaml(f"languages/{language}/threads.yml")["general_field"])


def read_versions(holdings: Holdings, sort: str = "plan") -> list[Version]:
    """The plans of a ledger, or its instruments of another ``sort``, in the order of their first telling."""
    return [_version(acts) for acts in holdings.acts if acts[0].sort == sort]


def _version(acts: Sequence[Act], language: str = "fr") -> Version:
    title = min((act.title for act in acts), key=len)
    return Version(
        acts=tuple(acts),
        places=max(
            (act.places for act in acts), key=lambda told: (sum(len(place) > 2 for place in told), len(told))
        ),
        title=title,
        field=title - _general(language),
    )
