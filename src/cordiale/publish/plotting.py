"""What all charts share: how they look, layers of marks, and words placed where there is room."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from cordiale.publish.cleaning import palette

_LETTER = 6.2
"""Pixels of an average letter of a label."""
_LINE = 13


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a mark: its values ``x`` and ``y``, its place in pixels, its rank (the lowest goes first)."""

    x: float
    y: float
    text: str
    at: float
    down: float
    rank: int
    below: bool = False


def spread(labels: Iterable[Label], width: int, height: int) -> list[Label]:
    """The labels for which there is room above their marks, or below; the others are left out."""
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for label in sorted(labels, key=lambda one: (one.rank, one.at, one.down, one.text)):
        for below in (False, True):
            half = len(label.text) * _LETTER / 2
            top = label.down + (5 if below else -5 - _LINE)
            box = (label.at - half, top, label.at + half, top + _LINE)
            inside = (
                box[0] >= -half / 2 and box[2] <= width + half / 2 and box[1] >= -_LINE and box[3] <= height
            )
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(replace(label, below=below))
                break
    return found


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def quantity(field: str, domain: Sequence[float], **more: Any) -> dict[str, Any]:
    """A channel of numbers on a scale from the first to the second of ``domain``; without axis unless given.

    >>> quantity("x", [0, 5])["scale"]
    {'domain': [0, 5], 'nice': False, 'zero': False}
    """
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale, **more}


def kind(field: str, domain: Sequence[str], looks: Sequence[Any], *, legend: bool = True) -> dict[str, Any]:
    """A channel of kinds, each with its look (a colour, a shape), told in a legend unless not wanted."""
    scale = {"domain": list(domain), "range": list(looks)}
    return {"field": field, "type": "nominal", "scale": scale, "legend": {"title": None} if legend else None}


def speaking() -> dict[str, Any]:
    """The channels of marks that say what they are and lead to their page."""
    return {"href": {"field": "link"}, "description": {"field": "told"}}


def record_path(row: str) -> str:
    """The page of a register's row.

    >>> record_path("agreements:0f3a")
    '/registers/agreements/0f3a'
    """
    register, _, number = row.partition(":")
    return f"/registers/{quote(register)}/{quote(number or row, errors='replace')}"


def party_path(code: str) -> str:
    """The page of a place.

    >>> party_path("FR:Aix en Provence")
    '/parties/FR%3AAix%20en%20Provence'
    """
    return f"/parties/{quote(code, safe='', errors='replace')}"


def layer(
    mark: str, values: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], **look: Any
) -> dict[str, Any]:
    """One layer of a chart: marks of one type with their values.

    ``width`` is the stroke's; ``aria`` says that the marks speak for themselves (they are silent otherwise).
    """
    drawn: dict[str, Any] = {"type": mark, "aria": look.pop("aria", False), "clip": False}
    if "width" in look:
        drawn["strokeWidth"] = look.pop("width")
    if mark == "point":
        drawn["opacity"] = 1
    if mark in ("line", "rule"):
        drawn["stroke" if mark == "line" else "color"] = palette()["accent"]
    return {"mark": {**drawn, **look}, "data": {"values": list(values)}, "encoding": dict(encoding)}


def year_axis(years: Sequence[int], width: int) -> dict[str, Any]:
    """An axis with each year's name in the middle of it, as many as there is room for."""
    step = width / len(years)
    every = max(1, -(-38 // max(int(step), 1)))
    axis = {"values": [year for year in years if (year - years[0]) % every == 0], "format": "d"}
    return {
        **axis,
        "labelOffset": step / 2 if every == 1 else 0,
        "grid": True,
        "title": None,
        "labelFlush": False,
    }


def place_in_time(day: date, *, end: bool = False) -> float:
    """A day on the scale of years: its beginning, or its ``end``.

    >>> place_in_time(date(2021, 1, 1)), place_in_time(date(2021, 12, 31), end=True)
    (2021.0, 2022.0)
    """
    first = date(day.year, 1, 1).toordinal()
    days = date(day.year, 12, 31).toordinal() - first + 1
    return round(day.year + (day.toordinal() - first + (1 if end else 0)) / days, 4)


def config(*, columns: int = 3) -> dict[str, Any]:
    """The look of all charts; ``columns`` of the legend."""
    colours = palette()
    quiet = {"labelColor": colours["quiet"], "titleColor": colours["quiet"], "labelFontSize": 11}
    quiet |= {"titleFontSize": 11, "titleFontWeight": "normal", "aria": False}
    axis = {
        **quiet,
        "gridColor": colours["line"],
        "domainColor": colours["quiet"],
        "tickColor": colours["quiet"],
    }
    legend = {**quiet, "labelColor": colours["ink"], "orient": "bottom", "direction": "horizontal"}
    legend |= {"columns": columns, "labelLimit": 320, "symbolSize": 70, "columnPadding": 18, "offset": 14}
    title = {"anchor": "start", "fontSize": 12, "fontWeight": 600, "color": colours["ink"], "aria": False}
    return {
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"ticks": True},
        "axisY": {
            "domain": False,
            "ticks": False,
            "titleAlign": "left",
            "titleAngle": 0,
            "titleAnchor": "end",
            "titleY": -10,
            "titleX": -44,
        },
        "legend": legend,
        "title": title,
    }
