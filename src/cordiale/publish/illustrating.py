"""Pictures of a report: the charts, the timeline and the network of its page, as files beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cordiale.model import Row
from cordiale.publish.charts import MOST_PANELS, series_chart
from cordiale.publish.drawing import Picture
from cordiale.publish.ties import TieTeller, tie_network
from cordiale.publish.timelines import bars_of, timeline
from cordiale.publish.wording import Wording
from cordiale.registers import Query, Register, open_register
from cordiale.registers.courses import Course, courses, sources
from cordiale.registers.places import country_of

_AGREEMENTS, _TIES = "agreements", "regional-ties"
_FEWEST = 2
"""Values with a period that a course needs to be drawn."""
_WIDTH = 720
"""Pixels of a picture: the width of a printed page."""

Rows = Callable[[Register], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of a report: ``name`` is its file's without the ending, ``section`` its register's."""

    section: str
    name: str
    picture: Picture


def illustrations(
    rows: Rows,
    parties: Sequence[str],
    wording: Wording,
    *,
    as_of: date,
    years: tuple[int | None, int | None] = (None, None),
) -> list[Illustration]:
    """The pictures of one party's dossier, or of the chronicle between several.

    The fullest courses between ``years`` (both inclusive, None for no bound), the agreements in time, the
    regional ties; what there is nothing to draw of is left out. ``rows`` gives a register's rows.
    """
    held: list[tuple[str, str, Picture | None]] = []
    drawn = _fullest(rows, parties, years)
    held.append((sources()[0], "series", series_chart(drawn, wording, width=_WIDTH)))
    bars = bars_of(_between(rows, _AGREEMENTS, parties), wording, as_of=as_of, party=parties[0])
    kept = [bar for bar in bars if _within([day.year for day in bar.days], years)]
    held.append((_AGREEMENTS, "agreements", timeline(kept, wording, width=_WIDTH)))
    held.append((_TIES, "ties", _network(_between(rows, _TIES, parties), wording)))
    return [Illustration(*one) for one in held if one[2] is not None]  # type: ignore[arg-type]


def once(rows: Rows) -> Rows:
    """The same rows, each register's made for the first who asks."""
    held: dict[str, Sequence[Row]] = {}

    def made(register: Register) -> Sequence[Row]:
        if register.name not in held:
            held[register.name] = rows(register)
        return held[register.name]

    return made


def places_of(course: Course) -> frozenset[str]:
    """The places that a course is of, and the countries they lie in."""
    named = [code for code in (course.key.reporter, course.key.partner) if code]
    return frozenset(wide for code in named for wide in (code, country_of(code)))


def _fullest(rows: Rows, parties: Sequence[str], years: tuple[int | None, int | None]) -> list[Course]:
    everything = courses({name: rows(open_register(name)) for name in sources()})
    wanted = frozenset(parties)
    about = (course.between(*years) for course in everything.all if wanted <= places_of(course))
    dated = [course for course in about if sum(r.since is not None for r in course.readings) >= _FEWEST]
    return sorted(dated, key=lambda course: [-one for one in course.weight])[:MOST_PANELS]


def _between(rows: Rows, name: str, parties: Sequence[str]) -> Sequence[Row]:
    """A register's rows about all the parties."""
    register = open_register(name)
    found: Sequence[Row] = rows(register)
    for party in parties:
        found = register.select(tuple(found), Query(party=party))
    return found


def _within(told: Sequence[int], years: tuple[int | None, int | None]) -> bool:
    first, last = years
    return max(told) >= (first or min(told)) and min(told) <= (last or max(told))


def _network(found: Sequence[Row], wording: Wording) -> Picture | None:
    teller = TieTeller(wording, open_register(_TIES).schema)
    ties = sorted((teller.tie(row) for row in found), key=lambda tie: (-tie.activity, tie.one, tie.other))
    countries = dict.fromkeys(country_of(code) for tie in ties for code in (tie.one, tie.other))
    return tie_network(ties, tuple(countries), teller, width=_WIDTH)
