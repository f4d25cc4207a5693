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
    speaking,
    spread,
    year_axis,
)
from cordiale.publish.safety import printable
from cordiale.publish.wording import Wording
from cordiale.registers.courses import Course, Nature, Reading

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
_AXIS = 62
"""Pixels that the axis of values takes."""


def series_chart(courses: Sequence[Course], wording: Wording, *, width: int = 720) -> Picture | None:
    """Courses over time, one panel each, at most six; None where no value has a period.

    Every value asserted is a mark that leads to its passage: full years are circles, other periods diamonds
    with a line as long as they are, values in conflict crosses, computed ones hollow, what is planned,
    aimed at or proposed open triangles. Shown values of consecutive years are joined.
    """
    teller = CourseTeller(wording)
    drawn = [(c, [r for r in c.readings if r.since is not None][:_MOST_MARKS]) for c in courses]
    panels = [(course, readings) for course, readings in drawn if readings][:MOST_PANELS]
    if not panels:
        return None
    held = [reading for _, readings in panels for reading in readings]
    years = _years(held)
    inner = width - _AXIS - 8
    single = len(panels) == 1
    height = (280 if width > 500 else 220) if single else 130
    natures = [name for name in NATURES if any(r.nature == name for r in held)]
    made = [
        _panel(_Panel(course, readings, years, inner, height, single), natures, teller)
        for course, readings in panels
    ]
    spec = {
        "vconcat": made,
        "spacing": 26,
        "resolve": {"scale": {"shape": "shared", "fill": "shared", "stroke": "shared"}},
        "config": config(columns=max(1, width // 260)),
    }
    words = teller.words
    title = teller.title(panels[0][0].key) if single else words["series_many"].format(n=len(panels))
    span = {"since": str(years[0]), "until": str(years[-1])}
    summary = teller.plural("series_summary", len(held), **span)
    if not single:
        summary = f"{'; '.join(teller.title(course.key) for course, _ in panels)}. {summary}"
    return draw(spec, title=title, summary=summary, numbers=wording.words["numbers"])


@dataclass(frozen=True, slots=True)
class _Panel:
    course: Course
    readings: Sequence[Reading]
    years: Sequence[int]
    width: int
    height: int
    single: bool


def _panel(panel: _Panel, natures: Sequence[Nature], teller: CourseTeller) -> dict[str, Any]:
    """One course: the periods as lines, the marks, consecutive years joined, and the values as words."""
    key = panel.course.key
    factor, axis = _axis(panel.course, panel.readings, teller)
    words = teller.words["natures"]
    marks = []
    for reading in panel.readings:
        low, high = reading.value if isinstance(reading.value, tuple) else (reading.value, reading.value)
        assert reading.since is not None and reading.until is not None
        start, end = place_in_time(reading.since), place_in_time(reading.until, end=True)
        mark = {"x": (start + end) / 2, "x1": start, "x2": end, "y": factor(reading.middle)}
        mark |= {"low": factor(low), "high": factor(high), "nature": words[reading.nature]}
        mark |= {"broken": NATURES[reading.nature][3], "link": _passage(reading)}
        marks.append({**mark, "told": teller.reading(key, reading)})
    values = [float(value) for mark in marks for value in (mark["low"], mark["high"])]
    low, high = min(0.0, *values), max(0.0, *values)
    reach = (high - low) * 0.1 or 1.0
    domain = [low - (reach if low < 0 else 0), high + reach]
    labels = _labels(panel, marks, domain, teller)
    ends = [panel.years[0], panel.years[-1] + 1]
    ticks = {"tickCount": 5 if panel.height > 200 else 3, "minExtent": _AXIS - 16, "maxExtent": _AXIS}
    x = quantity("x", ends, axis=year_axis(panel.years, panel.width))
    y = quantity("y", domain, axis=ticks, title=axis)
    roles = {role: _role(natures, words, role) for role in ("stroke", "fill", "shape")}
    span = {"x": {**x, "field": "x1"}, "x2": {"field": "x2"}, "y": y, "stroke": roles["stroke"]}
    span["strokeDash"] = {"condition": {"test": "datum.broken", "value": [3, 3]}, "value": [1, 0]}
    joined = _joined(panel.readings, factor)
    range_ = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "stroke": roles["stroke"]}
    layers = [
        layer("line", joined, {"x": x, "y": y, "detail": {"field": "run"}}, width=1.2),
        layer("rule", marks, span, width=1.4, opacity=0.75),
        layer("rule", [mark for mark in marks if mark["low"] != mark["high"]], range_, width=1.4),
        *(_words(side, [lab for lab in labels if lab.below is side], x, y) for side in (False, True)),
        layer("point", marks, {"x": x, "y": y, **roles, **speaking()}, size=62, aria=True),
    ]
    spec: dict[str, Any] = {"width": panel.width, "height": panel.height}
    spec["layer"] = [one for one in layers if one["data"]["values"]]
    if not panel.single:
        spec["title"] = {
            "text": printable(teller.title(key)),
            "limit": panel.width + _AXIS,
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


def _labels(
    panel: _Panel, marks: Sequence[Mapping[str, Any]], domain: Sequence[float], teller: CourseTeller
) -> list[Label]:
    """The values as words beside their marks, as far as there is room for them."""
    first, last = panel.years[0], panel.years[-1] + 1
    found = []
    signs = {"=": ""}
    sign = "%" if panel.course.key.transform in ("growth", "share") else ""
    for reading, mark in zip(panel.readings, marks, strict=True):
        text = signs.get(reading.bound, f"{reading.bound} ") + teller.wording.number(
            float(f"{mark['y']:.3g}") if abs(mark["y"]) < 1000 else round(mark["y"])
        )
        at = (mark["x"] - first) / (last - first) * panel.width
        down = (domain[1] - mark["y"]) / (domain[1] - domain[0]) * panel.height
        rank = list(NATURES).index(reading.nature)
        found.append(Label(mark["x"], mark["y"], text + (f"\u202f{sign}" if sign else ""), at, down, rank))
    return spread(found, panel.width, panel.height)


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


def _passage(reading: Reading) -> str | None:
    """The page of the first passage that gives a value, else the record of its row."""
    proof = next((a.proof for a in reading.assertions if a.proof is not None and a.proof.statement), None)
    if proof is not None:
        return f"{PLACE}/statements/{proof.statement}"
    register = reading.row.partition(":")[0]
    return f"{PLACE}/registers/{register}/{reading.row}"


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
