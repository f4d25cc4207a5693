"""The series explorer: what is asserted of one measure over time, as a chart and as a table."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import Response

from cordiale.publish.charts import MOST_PANELS, natures_of, series_chart, series_panels
from cordiale.publish.courses import CourseTeller
from cordiale.publish.drawing import Picture
from cordiale.publish.labelling import labelled_courses
from cordiale.publish.plotting import record_path
from cordiale.publish.tables import FORMATS, write_table
from cordiale.publish.telling import excerpt
from cordiale.registers import open_register
from cordiale.registers.courses import ROLES, Course, Reading
from cordiale.registers.filtering import read_span
from cordiale.web.pictures import NARROW, WIDE, course_address, courses_of, last_of
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/x-ndjson",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_LISTED = 50
_CHOICES = 300
"""Values of a choice that are offered; an address may ask for any."""
_READINGS = 60
"""Values of one course in its table; a file has all of them."""
_PASSAGE = 130
"""Characters of a passage beside its value."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: a value a role (``-`` for what is not told), and years."""

    register: str = ""
    reporter: str = ""
    partner: str = ""
    measure: str = ""
    transform: str = ""
    goods: str = ""
    through: str = ""
    unit: str = ""

    @property
    def wishes(self) -> Mapping[str, str]:
        """The roles that are asked for."""
        return {role: value for role in ROLES if (value := str(getattr(self, role)))}


@dataclass(frozen=True)
class _Choice:
    role: str
    chosen: str
    options: Sequence[tuple[str, str, int]]


@dataclass(frozen=True)
class _Shown:
    """One course with its values in words."""

    course: Course
    title: str
    address: str
    lines: Sequence[tuple[Reading, str, str, str]]
    left: int
    passages: Mapping[str, str]


@router.get("/series")
@once
def series(
    page: Annotated[Page, Depends(page_of)],
    asked: Annotated[Asked, Depends()],
    since: str = "",
    until: str = "",
    offset: int = 0,
    format: str = "",  # noqa: A002
) -> Response:
    """The courses asked for: the fullest drawn and tabled, the others listed; or a file of them."""
    held, teller = courses_of(page), CourseTeller(page.wording)
    first, last = read_span(since.strip(), until.strip())
    years = (None if first is None else first.year, None if last is None else last.year)
    matching = held.matching(asked.wishes)
    drawn = matching[: MOST_PANELS if asked.wishes else 1]
    if years != (None, None):
        drawn = [course.between(*years) for course in drawn]
    drawn = [course for course in drawn if course.readings]
    if format in FORMATS:
        whole = [course.between(*years) for course in matching]
        stream = io.BytesIO()
        write_table(labelled_courses(whole, page.wording), format, stream)
        return download(stream.getvalue(), "series", format)
    if format:
        return picture_file(series_chart(drawn, page.wording, width=WIDE), "series", format)
    alone = drawn[:1] if len(drawn) == 1 else []
    offset = max(0, min(offset, len(matching)))
    listed = matching[offset : offset + _LISTED]
    return render(
        page,
        "series.html",
        told=page_words(page, "series"),
        asked=asked,
        since=since,
        until=until,
        choices=[choice for role in ROLES if (choice := _choice(page, asked, role, teller)) is not None],
        wide=series_chart(alone, page.wording, width=WIDE),
        narrow=series_chart(alone, page.wording, width=NARROW),
        panels=[] if alone else series_panels(drawn, page.wording),
        natures=[(name, teller.words["natures"][name]) for name in natures_of(drawn)],
        shown=[_show(page, course, teller) for course in drawn],
        listed=[
            (course, teller.title(course.key), course_address(course.key), _last(course, teller))
            for course in listed
        ],
        total=len(matching),
        everything=len(held.all),
        offset=offset,
        step=_LISTED,
        tables=FORMATS,
        record_path=record_path,
    )


def download(content: bytes | str, name: str, form: str) -> Response:
    """A file that the browser keeps."""
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=MEDIA[form], headers=headers)


def picture_file(picture: Picture | None, name: str, form: str) -> Response:
    """A picture as SVG or PNG; 404 where there is nothing to draw, or for another form."""
    if picture is None or form not in ("svg", "png"):
        raise HTTPException(404)
    return download(picture.svg if form == "svg" else picture.png(), name, form)


def _choice(page: Page, asked: Asked, role: str, teller: CourseTeller) -> _Choice | None:
    """What a role may be beside the other choices; None where there is nothing to choose."""
    chosen = asked.wishes.get(role, "")
    counted = courses_of(page).choices(asked.wishes, role)[:_CHOICES]
    if chosen and chosen not in dict(counted):
        counted.append((chosen, 0))
    if len(counted) < 2 and not chosen:
        return None
    options = [(value, _named(page, role, value, teller), count) for value, count in counted]
    return _Choice(role, chosen, options)


def _named(page: Page, role: str, value: str, teller: CourseTeller) -> str:
    if value == "-":
        words: str = page_words(page, "series")["absent"][role]
        return words
    if role == "register":
        return open_register(value).schema.label[page.language]
    if role == "transform":
        told: str = page_words(page, "series")["transforms"].get(value, value)
        return told
    return teller.name(role, value)


def _show(page: Page, course: Course, teller: CourseTeller) -> _Shown:
    natures = teller.words["natures"]
    lines = [
        (reading, teller.period(reading), teller.amount(course.key, reading), natures[reading.nature])
        for reading in course.readings[:_READINGS]
    ]
    left = max(len(course.readings) - _READINGS, 0)
    held, passages = page.state.holdings.by_id, {}
    for proof in (a.proof for reading, *_ in lines for a in reading.assertions if a.proof is not None):
        item = held.get(proof.statement or "")
        if item is not None:
            passages[item.id] = excerpt(item, longest=_PASSAGE)
    return _Shown(course, teller.title(course.key), course_address(course.key), lines, left, passages)


def _last(course: Course, teller: CourseTeller) -> tuple[str, str, int, int]:
    """The latest value with its period, and the numbers of values and of those in conflict."""
    last = last_of(course)
    told = ("", "") if last is None else (teller.period(last), teller.amount(course.key, last))
    return *told, len(course.readings), sum(reading.nature == "rival" for reading in course.readings)
