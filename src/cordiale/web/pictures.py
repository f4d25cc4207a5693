"""Charts and maps of the state that pages are made from: small functions that any page may include."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from cordiale.model import Row
from cordiale.publish.charts import sparkline
from cordiale.publish.courses import CourseTeller
from cordiale.publish.drawing import Picture
from cordiale.publish.maps import map_classes, partner_map
from cordiale.publish.timelines import bars_of, timeline
from cordiale.registers import Query, open_register, open_registers
from cordiale.registers.courses import ABSENT, ROLES, Course, CourseKey, Courses, Reading, courses, sources
from cordiale.registers.places import country_of
from cordiale.registers.strength import Strength, strengths
from cordiale.web.state import State
from cordiale.web.templating import Page

WIDE, NARROW = 860, 330
"""Pixels of a chart on a screen and on a telephone."""
_PAST = ("stated", "official", "part", "derived")


def rows_of(page: Page, name: str) -> tuple[Row, ...]:
    """All rows of a register, made once for each state of the ledger."""
    return _rows(page.state, name)


def _rows(state: State, name: str) -> tuple[Row, ...]:
    register = open_register(name)
    rows: tuple[Row, ...] = state.keep(f"rows {name}", lambda: register.rows(state.holdings))
    return rows


def courses_of(page: Page) -> Courses:
    """All courses of the ledger, made once for each state."""
    return _courses(page.state)


def _courses(state: State) -> Courses:
    made: Courses = state.keep("courses", lambda: courses({name: _rows(state, name) for name in sources()}))
    return made


def prepare(state: State) -> None:
    """Works out what most pages ask for, before anybody does."""
    for register in open_registers():
        _rows(state, register.name)
    _courses(state)


def strengths_of(page: Page) -> Mapping[str, Strength]:
    """The strength of the record by country, worked out once for each state."""
    made: Mapping[str, Strength] = page.state.keep("strengths", lambda: strengths(page.state.holdings))
    return made


@dataclass(frozen=True)
class Legended:
    """A map without a legend of its own, and its classes in words, the emptiest first."""

    picture: Picture
    classes: Sequence[str]


def map_of_partners(page: Page) -> Legended:
    """The world of partners with the strength of the record, each country leading to its dossier."""

    def make() -> Legended:
        held = strengths_of(page)
        classes = map_classes({code: one.facts for code, one in held.items()}, page.wording)
        return Legended(partner_map(held, page.wording, legend=False), classes)

    made: Legended = page.state.keep(f"partners {page.language}", make)
    return made


@dataclass(frozen=True)
class KeyFigure:
    """One course of a place as its dossier shows it: what it is of, its last value, a small chart."""

    title: str
    period: str
    amount: str
    picture: Picture | None
    address: str


def key_figures(page: Page, code: str, *, most: int = 6) -> list[KeyFigure]:
    """The fullest courses of a place, its regions and towns included, with small charts."""

    def index() -> dict[str, list[Course]]:
        places: dict[str, list[Course]] = {}
        for course in courses_of(page).all:
            named = {course.key.reporter, course.key.partner} - {None}
            for place in {wide for one in named if one for wide in (one, country_of(one))}:
                places.setdefault(place, []).append(course)
        return places

    held: dict[str, list[Course]] = page.state.keep("courses by place", index)
    teller = CourseTeller(page.wording)
    found: list[KeyFigure] = []
    for course in held.get(code, [])[: 4 * most]:
        last = last_of(course)
        if last is not None and len(found) < most:
            picture = sparkline(course, page.wording)
            told = (teller.title(course.key), teller.period(last), teller.amount(course.key, last))
            found.append(KeyFigure(*told, picture, course_address(course.key)))
    return found


def last_of(course: Course) -> Reading | None:
    """The latest value of the past that is shown; None where there is none."""
    past = [r for r in course.readings if r.nature in _PAST and r.until is not None]
    return max(past, key=lambda r: (r.until, r.since, r.row), default=None)


def course_address(key: CourseKey) -> str:
    """The page of one course."""
    held = ((role, ABSENT if value is None else value) for role, value in zip(ROLES, key, strict=True))
    return f"/series?{urlencode(list(held))}"


def agreement_timeline(page: Page, code: str) -> tuple[Picture, Picture] | None:
    """The agreements of a place on a timeline, wide and narrow; None where none has a date."""
    register = open_register("agreements")
    rows = register.select(rows_of(page, "agreements"), Query(party=code))
    bars = bars_of(rows, page.wording, as_of=page.state.holdings.as_of, party=code)
    made = [timeline(bars, page.wording, width=width) for width in (WIDE, NARROW)]
    return None if made[0] is None or made[1] is None else (made[0], made[1])
