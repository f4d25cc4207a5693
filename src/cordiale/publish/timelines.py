"""Agreements on a timeline: when each was signed or is to be, and for how long it is valid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cordiale.model import Row
from cordiale.publish.cleaning import PLACE, palette
from cordiale.publish.courses import CourseTeller, chart_words
from cordiale.publish.drawing import Picture, draw
from cordiale.publish.plotting import (
    config,
    kind,
    layer,
    place_in_time,
    quantity,
    record_path,
    speaking,
    year_axis,
)
from cordiale.publish.safety import printable
from cordiale.publish.wording import Wording
from cordiale.registers.filtering import holds
from cordiale.registers.periods import read_period

MOST_BARS = 30
_NAMED = 3
"""Parties that a line names."""
_BAR = 30
"""Pixels of one agreement: its name, and the bar below."""
_SIGNS: Mapping[str, tuple[str, str, bool]] = {
    "signed": ("diamond", "accent", True),
    "past": ("diamond", "quiet", False),
    "planned": ("triangle-right", "warn", False),
}
"""How a signing is drawn: shape, colour, filled or hollow."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One agreement: its name, first and last day of validity, the day of signing, all None where not told.

    ``sign`` is ``signed``, ``past`` (signed, and nobody has spoken of it for years) or ``planned``;
    ``lapsed`` tells that its validity is over.
    """

    row: str
    name: str
    since: date | None
    until: date | None
    signed: date | None
    sign: str
    lapsed: bool

    @property
    def days(self) -> tuple[date, ...]:
        """All its days that are told."""
        return tuple(day for day in (self.since, self.until, self.signed) if day is not None)


def bars_of(rows: Iterable[Row], wording: Wording, *, as_of: date, party: str | None = None) -> list[Bar]:
    """Rows of the register of agreements as bars, the earliest first; rows without any date are left out.

    ``party`` is whose agreements they are: it is not named again in each.
    """
    found = []
    for row in rows:
        since, until = _day(row, "VALID_FROM", 0), _day(row, "VALID_TO", 1)
        signed, planned = _day(row, "DATE", 0), _day(row, "PLANNED_DATE", 0)
        sign = "planned" if signed is None else "past" if "dormant" in row.flags else "signed"
        lapsed = until is not None and until < as_of
        bar = Bar(row.id, _name(row, wording, party), since, until, signed or planned, sign, lapsed)
        if bar.days:
            found.append(bar)
    return sorted(found, key=lambda bar: (min(bar.days), bar.name, bar.row))


def _day(row: Row, column: str, end: int) -> date | None:
    told = row.value(column)
    span = None if told is None else read_period(str(told))
    return None if span is None else span[end]


def _name(row: Row, wording: Wording, party: str | None) -> str:
    places = [code for code in row.value("PARTIES") or () if party is None or not holds(party, code)]
    named = [wording.place(code) for code in places[:_NAMED]] + ["…"] * (len(places) > _NAMED)
    told = [wording.code(str(row.value("DOCTYPE") or "")), ", ".join(named)]
    told += row.value("ORGANISATIONS")[:1] if row.value("ORGANISATIONS") else ()
    day = row.value("DATE") or row.value("PLANNED_DATE")
    return printable(", ".join(part for part in told if part) + (f" · {day}" if day else ""))


def timeline(bars: Sequence[Bar], wording: Wording, *, width: int = 720) -> Picture | None:
    """The last thirty agreements, the earliest at the top; None where there are none.

    Validity is a bar, grey where it is over; signing a point, hollow where nobody has spoken of the
    agreement for years, an open triangle where it is only planned. A name leads to the agreement's record.
    """
    shown = bars[-MOST_BARS:]
    if not shown:
        return None
    words, colours = chart_words(wording), palette()
    days = [day for bar in shown for day in bar.days]
    years = range(min(day.year for day in days), max(day.year for day in days) + 1)
    lines: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for at, bar in enumerate(shown):
        told = words["timeline"].format(name=bar.name, when=_when(bar, words))
        names.append({"x": years[0], "y": at, "name": bar.name, "told": told})
        names[-1]["link"] = PLACE + record_path(bar.row)
        if bar.since is not None or bar.until is not None:
            start, end = _ends(bar)
            state = words["bars"]["lapsed" if bar.lapsed else "valid"]
            lines.append({"x": start, "x2": end, "y": at + 0.55, "bar": state})
        if bar.signed is not None:
            points.append({"x": place_in_time(bar.signed), "y": at + 0.55, "sign": words["signs"][bar.sign]})
    x = quantity("x", [years[0], years[-1] + 1], axis=year_axis(years, width))
    y = quantity("y", [len(shown), 0])
    kinds = [words["bars"][name] for name in ("valid", "lapsed")]
    shade = kind("bar", kinds, [colours["map-3"], colours["line"]])
    shade["legend"] |= {"symbolType": "stroke", "symbolStrokeWidth": 7}
    text = {"x": x, "y": y, "text": {"field": "name"}, **speaking()}
    layers = [
        layer("rule", lines, {"x": x, "x2": {"field": "x2"}, "y": y, "color": shade}, width=7),
        layer("point", points, {"x": x, "y": y, **_sign_roles(points, words)}, size=62),
        layer("text", names, text, aria=True, align="left", dx=2, dy=3, limit=width, fontSize=11),
    ]
    layers[-1]["mark"] |= {"color": colours["ink"], "baseline": "middle"}
    spec: dict[str, Any] = {
        "width": width,
        "height": len(shown) * _BAR,
        "config": config(columns=max(1, width // 200)),
    }
    spec["layer"] = [one for one in layers if one["data"]["values"]]
    span = {"since": str(years[0]), "until": str(years[-1])}
    summary = CourseTeller(wording).plural("timeline_summary", len(shown), **span)
    return draw(spec, title=words["timeline_title"], summary=summary, numbers=wording.words["numbers"])


def _ends(bar: Bar) -> tuple[float, float]:
    """Where its validity begins and ends; an end that nobody tells is half a year away."""
    start = None if bar.since is None else place_in_time(bar.since)
    end = None if bar.until is None else place_in_time(bar.until, end=True)
    if start is None:
        return (end or 0) - 0.5, end or 0
    return start, start + 0.5 if end is None else end


def _sign_roles(points: Sequence[Mapping[str, Any]], words: Mapping[str, Any]) -> dict[str, Any]:
    colours, present = palette(), {point["sign"] for point in points}
    signs = [(words["signs"][name], look) for name, look in _SIGNS.items() if words["signs"][name] in present]
    ranges = {
        "shape": [look[0] for _, look in signs],
        "stroke": [colours[look[1]] for _, look in signs],
        "fill": [colours[look[1] if look[2] else "paper"] for _, look in signs],
    }
    return {role: kind("sign", [sign for sign, _ in signs], looks) for role, looks in ranges.items()}


def _when(bar: Bar, words: Mapping[str, Any]) -> str:
    told = []
    if bar.signed is not None:
        told.append(words["signed_on"].format(sign=words["signs"][bar.sign], day=bar.signed.isoformat()))
    if bar.since is not None or bar.until is not None:
        ends = [str(day.year) if day else "…" for day in (bar.since, bar.until)]
        state = words["bars"]["lapsed" if bar.lapsed else "valid"]
        told.append(words["valid_for"].format(bar=state, since=ends[0], until=ends[1]))
    return ", ".join(told)
