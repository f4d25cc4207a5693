"""Charts: courses over time, small ones for key figures, and agreements on a timeline.

Each returns a :class:`~cordiale.publish.drawing.Picture`; its ``inline`` is safe to put in a page as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.publish.cleaning import PLACE, palette
from cordiale.publish.courses import CourseTeller, chart_words
from cordiale.publish.drawing import Picture, draw
from cordiale.publish.plotting import (
    Label,
    config,
    kind,
    layer,
    place_in_time,
    quantity,
    record_path,
    speaking,
    spread,
    year_axis,
)
from cordiale.publish.safety import printable
from cordiale.publish.wording import Wording
from cordiale.registers.courses import Course, CourseKey, Nature, Reading

_CROSS = "M-.9,-.5L-.5,-.9L0,-.4L.5,-.9L.9,-.5L.4,0L.9,.5L.5,.9L0,.4L-.5,.9L-.9,.5L-.4,0Z"
NATURES: Mapping[Nature, tuple[str, str, bool, bool]] = {
    "stated": ("circle", "accent", True, False),
    "part": ("diamond", "accent", True, False),
    "official": ("square", "good", True, False),
    "also": ("circle", "quiet", True, False),
    "rival": (_CROSS, "bad", True, False),
    "derived": ("circle", "accent", False, False),
    "planned": ("triangle-right", "warn", False, True),
    "target": ("triangle-up", "warn", False, True),
    "proposed": ("triangle-down", "warn", False, True),
}
"""How each kind of value is drawn: shape, colour, filled or hollow, its period as a broken line."""
MOST_PANELS = 6
_MOST_MARKS = 400
"""Values of one panel beyond which nothing is read any more; the table has them all."""
_TWO, _BETWEEN = 640, 30
"""From this width on several courses stand in two columns, so many pixels apart."""
_LOW = 140
"""Pixels of a panel among others."""
_THREE_FIGURES = 1000
_AXIS = 62
"""Pixels that the axis of values takes."""


def series_chart(courses: Sequence[Course], wording: Wording, *, width: int = 860) -> Picture | None:
    """Courses over time, one panel each, at most six; None where no value has a period.

    Every value asserted is a mark that leads to its passage: full years are circles, other periods diamonds
    with a line as long as they are, values in conflict crosses, computed ones hollow, what is planned,
    aimed at or proposed open triangles. Shown values of consecutive years are joined.
    """
    panels = _dated(courses)
    if not panels:
        return None
    single = len(panels) == 1
    columns = 1 if single or width < _TWO else 2
    inner = (width - (columns - 1) * _BETWEEN) // columns - _AXIS - 8
    height = (300 if width >= _TWO else 220) if single else _LOW
    made = _drawn(panels, wording, (inner, height), titled=not single)
    spec = {
        "concat": made,
        "columns": columns,
        "spacing": {"row": 26, "column": _BETWEEN - 8},
        "resolve": {"scale": {"shape": "shared", "fill": "shared", "stroke": "shared"}},
        "config": config(columns=max(1, width // 260)),
    }
    teller = CourseTeller(wording)
    title = teller.title(panels[0][0].key) if single else teller.plural("series_many", len(panels))
    summary = _summary([reading for _, readings in panels for reading in readings], teller)
    if not single:
        summary = f"{'; '.join(teller.title(course.key) for course, _ in panels)}. {summary}"
    return draw(spec, title=title, summary=summary, numbers=wording.words["numbers"])


def series_panels(
    courses: Sequence[Course], wording: Wording, *, width: int = 400
) -> list[tuple[Course, Picture]]:
    """The panels of :func:`series_chart`, each a picture of its own, for a page that sets them out itself.

    All have the same years. What the marks mean stands beside them: :func:`natures_of`.
    """
    panels, teller = _dated(courses), CourseTeller(wording)
    made = _drawn(panels, wording, (width - _AXIS - 8, _LOW), titled=False, legend=False) if panels else []
    found = []
    for (course, readings), panel in zip(panels, made, strict=True):
        spec = {**panel, "config": config()}
        told = {"title": teller.title(course.key), "summary": _summary(readings, teller)}
        found.append((course, draw(spec, **told, numbers=wording.words["numbers"])))
    return found


def natures_of(courses: Sequence[Course]) -> list[Nature]:
    """The kinds of values that a chart of these courses shows, in the order of its legend."""
    present = {reading.nature for _, readings in _dated(courses) for reading in readings}
    return [name for name in NATURES if name in present]


Panels = Sequence[tuple[Course, Sequence[Reading]]]


def _dated(courses: Sequence[Course]) -> Panels:
    """The courses that have values with a period, at most six, with these values."""
    drawn = [(c, [r for r in c.readings if r.since is not None][:_MOST_MARKS]) for c in courses]
    return [(course, readings) for course, readings in drawn if readings][:MOST_PANELS]


def _drawn(
    panels: Panels, wording: Wording, size: tuple[int, int], *, titled: bool, legend: bool = True
) -> list[dict[str, Any]]:
    """The specifications of panels that have their years in common."""
    years = _years(reading for _, readings in panels for reading in readings)
    natures = natures_of([course for course, _ in panels])
    look = _Look(years, *size, titled, legend)
    return [_panel(course, readings, look, natures, CourseTeller(wording)) for course, readings in panels]


def _summary(readings: Sequence[Reading], teller: CourseTeller) -> str:
    years = _years(readings)
    return teller.plural("series_summary", len(readings), since=str(years[0]), until=str(years[-1]))


@dataclass(frozen=True, slots=True)
class _Look:
    """What panels have in common: their years, pixels, and what stands in them beside the marks."""

    years: Sequence[int]
    width: int
    height: int
    titled: bool
    legend: bool


def _panel(
    course: Course, readings: Sequence[Reading], look: _Look, natures: Sequence[Nature], teller: CourseTeller
) -> dict[str, Any]:
    """One course: the periods as lines, the marks, consecutive years joined, and the values as words."""
    key = course.key
    factor, axis = _axis(course, readings, teller)
    words, order = teller.words["natures"], list(NATURES)
    marks: list[dict[str, Any]] = []
    for reading in readings:
        low, high = reading.value if isinstance(reading.value, tuple) else (reading.value, reading.value)
        assert reading.since is not None and reading.until is not None
        start, end = place_in_time(reading.since), place_in_time(reading.until, end=True)
        mark = {"x": (start + end) / 2, "x1": start, "x2": end, "y": factor(reading.middle)}
        mark |= {"low": factor(low), "high": factor(high), "nature": words[reading.nature]}
        mark |= {"broken": NATURES[reading.nature][3], "link": _passage(reading)}
        mark |= {"text": _short(reading, mark["y"], key, teller.wording), "rank": order.index(reading.nature)}
        marks.append({**mark, "told": teller.reading(key, reading)})
    values = [float(value) for mark in marks for value in (mark["low"], mark["high"])]
    low, high = min(0.0, *values), max(0.0, *values)
    reach = (high - low) * 0.1 or 1.0
    domain = [low - (reach if low < 0 else 0), high + reach]
    labels = _labels(marks, look, domain)
    ends = [look.years[0], look.years[-1] + 1]
    ticks = {"tickCount": 5 if look.height > 200 else 3, "minExtent": _AXIS - 16, "maxExtent": _AXIS}
    x = quantity("x", ends, axis=year_axis(look.years, look.width))
    y = quantity("y", domain, axis=ticks, title=axis)
    roles = {role: _role(natures, words, role, legend=look.legend) for role in ("stroke", "fill", "shape")}
    span = {"x": {**x, "field": "x1"}, "x2": {"field": "x2"}, "y": y, "stroke": roles["stroke"]}
    span["strokeDash"] = {"condition": {"test": "datum.broken", "value": [3, 3]}, "value": [1, 0]}
    joined = _joined(readings, factor)
    range_ = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "stroke": roles["stroke"]}
    layers = [
        layer("line", joined, {"x": x, "y": y, "detail": {"field": "run"}}, width=1.2),
        layer("rule", marks, span, width=1.4, opacity=0.75),
        layer("rule", [mark for mark in marks if mark["low"] != mark["high"]], range_, width=1.4),
        *(_words(side, [lab for lab in labels if lab.below is side], x, y) for side in (False, True)),
        layer("point", marks, {"x": x, "y": y, **roles, **speaking()}, size=62, aria=True),
    ]
    spec: dict[str, Any] = {"width": look.width, "height": look.height}
    spec["layer"] = [one for one in layers if one["data"]["values"]]
    if look.titled:
        spec["title"] = {
            "text": printable(teller.title(key)),
            "limit": look.width + _AXIS,
            "frame": "bounds",
        }
    return spec


def _role(
    natures: Sequence[Nature], words: Mapping[str, str], role: str, *, legend: bool = True
) -> dict[str, Any]:
    """Shape, colour or filling by kind of value, in one legend of the kinds that occur."""
    colours, looks = palette(), [NATURES[name] for name in natures]
    ranges = {
        "shape": [look[0] for look in looks],
        "stroke": [colours[look[1]] for look in looks],
        "fill": [colours[look[1] if look[2] else "paper"] for look in looks],
    }
    return kind("nature", [words[name] for name in natures], ranges[role], legend=legend)


def _axis(course: Course, readings: Sequence[Reading], teller: CourseTeller) -> tuple[Any, str]:
    """What values are multiplied by on the axis of values, and the axis's title."""
    words, key = teller.words, course.key
    if key.transform == "growth":
        return (lambda value: round((value - 1) * 100, 4)), str(words["growth"])
    if key.transform == "share":
        return (lambda value: round(value * 100, 4)), str(words["share"])
    most = max((abs(reading.middle) for reading in readings), default=0)
    power = next((power for power in words["scales"] if most >= 10**power), 0)
    unit = "" if key.unit in (None, "count") else teller.name("unit", key.unit)
    kind = "bare" if not unit else "currency" if unit.isupper() else "other"
    title = words["of_unit"][kind].format(scale=words["scales"][power], unit=unit) if power else unit
    if key.transform == "rank":
        title = words["rank"]
    return (lambda value: value / 10**power), str(title)


def _labels(marks: Sequence[Mapping[str, Any]], look: _Look, domain: Sequence[float]) -> list[Label]:
    """The values as words beside their marks, as far as there is room for them."""
    first, last = look.years[0], look.years[-1] + 1
    found = []
    for mark in marks:
        at = (mark["x"] - first) / (last - first) * look.width
        down = (domain[1] - mark["y"]) / (domain[1] - domain[0]) * look.height
        found.append(Label(mark["x"], mark["y"], mark["text"], at, down, mark["rank"]))
    return spread(found, look.width, look.height)


def _short(reading: Reading, shown: float, key: CourseKey, wording: Wording) -> str:
    """A value as short as a label must be: three figures, its bound, a sign of percentage."""
    number = wording.number(float(f"{shown:.3g}") if abs(shown) < _THREE_FIGURES else round(shown))
    sign = str(wording.words["numbers"]["percent"]) if key.transform in ("growth", "share") else ""
    return ("" if reading.bound == "=" else f"{reading.bound} ") + number + sign


def _words(below: bool, labels: Sequence[Label], x: Any, y: Any) -> dict[str, Any]:
    values = [{"x": label.x, "y": label.y, "text": label.text} for label in labels]
    made = layer("text", values, {"x": x, "y": y, "text": {"field": "text"}})
    made["mark"] |= {"dy": 13 if below else -11, "fontSize": 11, "color": palette()["ink"]}
    return made


def _joined(readings: Iterable[Reading], factor: Any) -> list[dict[str, Any]]:
    """The shown values of consecutive years, run by run; a year of which several are said joins none."""
    by_year: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.nature in ("stated", "official", "rival") and reading.whole_year:
            assert reading.since is not None
            by_year.setdefault(reading.since.year, []).append(reading)
    single = sorted((year, held[0].middle) for year, held in by_year.items() if len(held) == 1)
    runs = [(year - at, year, value) for at, (year, value) in enumerate(single)]
    return [{"run": run, "x": year + 0.5, "y": factor(value)} for run, year, value in runs]


def _years(readings: Iterable[Reading]) -> list[int]:
    held = [day.year for r in readings for day in (r.since, r.until) if day is not None]
    return list(range(min(held), max(held) + 1))


def _passage(reading: Reading) -> str:
    """The page of the first passage that gives a value, else the record of its row."""
    proof = next((a.proof for a in reading.assertions if a.proof is not None and a.proof.statement), None)
    if proof is not None:
        return f"{PLACE}/statements/{proof.statement}"
    return PLACE + record_path(reading.row)


def sparkline(course: Course, wording: Wording, *, width: int = 132, height: int = 34) -> Picture | None:
    """A course as small as a word, without axes; None with fewer than two values of the past."""
    held = [r for r in course.readings if r.since is not None and r.nature in NATURES][:_MOST_MARKS]
    past = [r for r in held if r.nature in ("stated", "part", "official", "derived")]
    if len({reading.period for reading in past}) < 2:
        return None
    teller = CourseTeller(wording)
    words = chart_words(wording)
    marks: list[dict[str, Any]] = []
    for reading in held:
        assert reading.since is not None and reading.until is not None
        middle = (place_in_time(reading.since) + place_in_time(reading.until, end=True)) / 2
        marks.append({"x": middle, "y": reading.middle, "nature": words["natures"][reading.nature]})
    natures = [name for name in NATURES if any(r.nature == name for r in held)]
    times, values = [mark["x"] for mark in marks], [mark["y"] for mark in marks]
    x, y = quantity("x", [min(times), max(times)]), quantity("y", [min(0, *values), max(0, *values)])
    roles = {r: _role(natures, words["natures"], r, legend=False) for r in ("stroke", "fill", "shape")}
    joined = _joined(held, lambda value: value)
    layers = [
        layer("line", joined, {"x": x, "y": y, "detail": {"field": "run"}}, width=1.2),
        layer("point", marks, {"x": x, "y": y, **roles}, size=18),
    ]
    spec: dict[str, Any] = {"width": width, "height": height, "padding": 4, "config": config()}
    spec["layer"] = [one for one in layers if one["data"]["values"]]
    first, last = past[0], past[-1]
    told = {"first": teller.amount(course.key, first), "last": teller.amount(course.key, last)}
    summary = words["spark_summary"].format(since=teller.period(first), until=teller.period(last), **told)
    return draw(spec, title=teller.title(course.key), summary=summary, numbers=wording.words["numbers"])
