"""Regional ties drawn: the matrix of two countries' regions, and the network of all that are tied."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from cordiale.model import Row
from cordiale.publish.cleaning import PLACE, palette
from cordiale.publish.courses import CourseTeller
from cordiale.publish.drawing import Picture, draw
from cordiale.publish.plotting import config, kind, layer, party_path, quantity, record_path, speaking
from cordiale.publish.wording import Wording
from cordiale.registers.places import country_of, level_of
from cordiale.registers.schema import Schema
from cordiale.registers.ties import Matrix

MOST_NODES = 60
"""Regions and towns of one network: beyond these nobody follows a line. The matrix has them all."""
DORMANT = "dormant"
_LINE = 19
"""Pixels of a name's line."""
_ROUNDS = 6
"""How often each side is put in the order of the middles of the other: then little changes."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie as it is shown: places, its strongest kind, years, score, and whether it is dormant."""

    row: str
    one: str
    other: str
    stage: str
    years: str
    activity: float
    dormant: bool

    @property
    def address(self) -> str:
        """The path of its record."""
        return record_path(self.row)


@dataclass(frozen=True, slots=True)
class TieTeller:
    """Tells rows of the register of regional ties in one language."""

    wording: Wording
    schema: Schema

    def tie(self, row: Row) -> Tie:
        """A row as a tie."""
        stage = next((s.label for s in self.schema.life if s.name == row.value("STAGE")), None)
        return Tie(
            row=row.id,
            one=str(row.value("REGION_A")),
            other=str(row.value("REGION_B")),
            stage="" if stage is None else stage[self.wording.language],
            years=years_of(row),
            activity=float(row.value("ACTIVITY") or 0),
            dormant=DORMANT in row.flags,
        )

    def told(self, tie: Tie) -> str:
        """A tie in one phrase."""
        words = CourseTeller(self.wording).words
        years = words["tie_years"].format(years=tie.years) if tie.years else ""
        if tie.dormant:
            years += words["tie_years"].format(years=words["matrix_marks"][DORMANT])
        names = {"a": self.short(tie.one), "b": self.short(tie.other)}
        return str(words["tie"].format(stage=tie.stage, years=years, **names))

    def short(self, code: str) -> str:
        """The name of a region or town without its country.

        >>> from cordiale.registers import open_register
        >>> TieTeller(Wording("en"), open_register("regional-ties").schema).short("CA-QC")
        'Québec'
        """
        name = self.wording.place(code)
        return name.rpartition(" (")[0] or name

    def names(self, codes: Iterable[str]) -> Mapping[str, str]:
        """The short names of places, told apart by their level, else by their codes, where two are alike."""
        levels = CourseTeller(self.wording).words["levels"]
        held = sorted(set(codes))
        names = {code: self.short(code) for code in held}
        told = {code: levels[level_of(code)].format(name=names[code]) for code in held}
        for form in (told, {code: f"{names[code]} [{code}]" for code in held}):
            counts = Counter(names.values())
            names = {code: form[code] if counts[name] > 1 else name for code, name in names.items()}
        return names


def years_of(row: Row) -> str:
    """The first and the last year of a tie with activity, as short as they can be said: ``2016–23``."""
    told = [str(value)[:4] for value in (row.value("SINCE"), row.value("LAST")) if value is not None]
    years = sorted({*told, *(str(year) for year in row.value("YEARS") or ())})
    if not years or years[0] == years[-1]:
        return years[0] if years else ""
    same = years[0][:2] == years[-1][:2]
    return f"{years[0]}–{years[-1][2:] if same else years[-1]}"


def tie_matrix(matrix: Matrix, names: tuple[str, str], teller: TieTeller) -> Picture | None:
    """All pairs of the regions of two countries (party codes); None where neither side has a region.

    A tie is a filled cell with its years, a dormant one is hollow, and a pair of which nothing is known has a
    point.
    """
    if not matrix.rows or not matrix.columns:
        return None
    wording, colours = teller.wording, palette()
    words = CourseTeller(wording).words
    marks = words["matrix_marks"]
    names_of = teller.names((*matrix.rows, *matrix.columns))
    cells: list[dict[str, Any]] = []
    for one in matrix.rows:
        for other in matrix.columns:
            row = matrix.ties.get((one, other))
            cell = {"one": names_of[one], "other": names_of[other], "state": marks["missing"]}
            if row is not None:
                tie = teller.tie(row)
                cell |= {"text": tie.years or "✓", "told": teller.told(tie), "link": PLACE + tie.address}
                cell["state"] = marks[DORMANT if tie.dormant else "tie"]
            cells.append(cell)
    sides = {"other": matrix.columns, "one": matrix.rows}
    axes = {
        "other": {"orient": "top", "labelAngle": -50, "domain": False, "ticks": False, "labelLimit": 150},
        "one": {"titleY": 0, "titleX": 0, "labelLimit": 170},
    }
    x, y = (
        {
            "field": side,
            "type": "nominal",
            "title": None,
            "axis": axes[side],
            "sort": [names_of[c] for c in codes],
        }
        for side, codes in sides.items()
    )
    domain = [marks["tie"], marks[DORMANT], marks["missing"]]
    looks = {
        "fill": kind("state", domain, [colours[name] for name in ("map-1", "paper", "map-0")]),
        "stroke": kind("state", domain, [colours[name] for name in ("accent", "quiet", "line")]),
    }
    held, free = ([c for c in cells if ("told" in c) is wanted] for wanted in (True, False))
    text = {"x": x, "y": y, "text": {"field": "text"}}
    layers = [
        layer("rect", free, {"x": x, "y": y, **looks}),
        layer("rect", held, {"x": x, "y": y, **looks, **speaking()}, aria=True),
        layer("text", held, text, fontSize=9.5, color=colours["ink"]),
        layer("text", [{**cell, "text": "·"} for cell in free], text, color=colours["quiet"]),
    ]
    spec: dict[str, Any] = {"width": {"step": 58}, "height": {"step": 24}, "config": config(columns=3)}
    spec["layer"] = [one for one in layers if one["data"]["values"]]
    counts = {
        "ties": len(matrix.ties),
        "pairs": len(matrix.rows) * len(matrix.columns),
        "dormant": len(matrix.with_flag(DORMANT)),
        "missing": len(matrix.missing),
    }
    told = {name: wording.number(count) for name, count in counts.items()}
    title = words["matrix_title"].format(one=wording.place(names[0]), other=wording.place(names[1]))
    return draw(
        spec, title=title, summary=words["matrix_summary"].format(**told), numbers=wording.words["numbers"]
    )


def tie_network(
    ties: Iterable[Tie], names: Sequence[str], teller: TieTeller, *, width: int = 720
) -> Picture | None:
    """Regions and towns with their ties, at most sixty of them, the most active; None where there are none.

    Those of two countries (``names`` are their codes) stand in two columns, those of several on a circle. A
    line leads to the tie's record, a name to the place's dossier.
    """
    held = _most_active(ties)
    if not held:
        return None
    wording, words = teller.wording, CourseTeller(teller.wording).words
    layout = _columns(held, names[0], width) if len(names) == 2 else _circle(held, width)
    spec = _network(held, layout, teller)
    title = words["network_title"].format(names=", ".join(wording.place(code) for code in names))
    counts = {"nodes": wording.number(len(layout.places)), "ties": wording.number(len(held))}
    summary = words["network_summary"].format(**counts)
    return draw(spec, title=title, summary=summary, numbers=wording.words["numbers"])


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each node stands: across and down in pixels, and the angle of its name in degrees."""

    places: Mapping[str, tuple[float, float, float]]
    width: int
    height: int
    bent: bool


def _network(ties: Sequence[Tie], layout: _Layout, teller: TieTeller) -> dict[str, Any]:
    colours, nodes = palette(), _nodes(ties, layout, teller)
    x, y = quantity("x", [0, layout.width]), quantity("y", [layout.height, 0])
    line = {"x": x, "y": y, "detail": {"field": "tie"}, "order": {"field": "order"}, **speaking()}
    line["strokeWidth"] = {"field": "weight", "type": "quantitative", "scale": None, "legend": None}
    line["strokeDash"] = {"condition": {"test": "datum.broken", "value": [4, 3]}, "value": [1, 0]}
    marks = {"x": x, "y": y, **speaking()}
    bend = "bundle" if layout.bent else "linear"
    names = []
    for align, shift in (("left", 7), ("right", -7)):
        held = [node for node in nodes if node["align"] == align]
        turned = {"field": "angle", "type": "quantitative", "scale": None}
        spoken = {"x": x, "y": y, "text": {"field": "name"}, "angle": turned}
        named = layer("text", held, spoken, align=align, dx=shift, fontSize=11, color=colours["ink"])
        names.append({**named, "mark": {**named["mark"], "limit": 150, "baseline": "middle"}})
    layers = [
        layer("line", _lines(ties, layout, teller), line, interpolate=bend, aria=True, opacity=0.6),
        layer("circle", nodes, marks, size=46, aria=True, opacity=1, color=colours["accent"]),
        *(one for one in names if one["data"]["values"]),
    ]
    return {"width": layout.width, "height": layout.height, "layer": layers, "config": config()}


def _lines(ties: Sequence[Tie], layout: _Layout, teller: TieTeller) -> list[dict[str, Any]]:
    """The points of each tie's line."""
    steps = []
    for tie in ties:
        (ax, ay, _), (bx, by, _) = layout.places[tie.one], layout.places[tie.other]
        look = {"tie": tie.row, "weight": min(1 + tie.activity / 3, 6), "broken": tie.dormant}
        look |= {"told": teller.told(tie), "link": PLACE + tie.address}
        middle = (ax + bx) / 2
        ends = [(ax, ay), (bx, by)]
        for order, (x, y) in enumerate(
            [ends[0], (middle, ay), (middle, by), ends[1]] if layout.bent else ends
        ):
            steps.append({**look, "x": round(x, 1), "y": round(y, 1), "order": order})
    return steps


def _nodes(ties: Sequence[Tie], layout: _Layout, teller: TieTeller) -> list[dict[str, Any]]:
    """The places with their names, and how many ties each has."""
    degree = Counter(code for tie in ties for code in (tie.one, tie.other))
    named, tell = teller.names(layout.places), CourseTeller(teller.wording)
    nodes = []
    for code, (x, y, angle) in sorted(layout.places.items()):
        back = 90 < angle < 270
        node = {"x": x, "y": y, "name": named[code], "angle": angle - 180 if back else angle}
        node |= {"align": "right" if back else "left", "link": PLACE + party_path(code)}
        told = tell.plural("node", degree[code], name=teller.wording.place(code))
        nodes.append({**node, "told": told})
    return nodes


def _most_active(ties: Iterable[Tie]) -> list[Tie]:
    """The ties between the most active places, as many as a picture holds."""
    held = sorted(ties, key=lambda tie: (-tie.activity, tie.one, tie.other))
    nodes: set[str] = set()
    found = []
    for tie in held:
        if len(nodes | {tie.one, tie.other}) <= MOST_NODES:
            nodes |= {tie.one, tie.other}
            found.append(tie)
    return found


def _columns(ties: Sequence[Tie], left: str, width: int) -> _Layout:
    """The places of one country to the left, the others to the right, so ordered that few lines cross."""
    pairs = [(t.one, t.other) if country_of(t.one) == left else (t.other, t.one) for t in ties]
    sides = [sorted({pair[side] for pair in pairs}) for side in (0, 1)]
    for number in range(_ROUNDS):
        side = (number + 1) % 2
        at = {code: place / max(len(sides[1 - side]) - 1, 1) for place, code in enumerate(sides[1 - side])}
        middles: dict[str, list[float]] = {}
        for pair in pairs:
            middles.setdefault(pair[side], []).append(at[pair[1 - side]])
        sides[side].sort(key=lambda code: (sum(middles[code]) / len(middles[code]), code))
    tallest = max(map(len, sides)) * _LINE
    places: dict[str, tuple[float, float, float]] = {}
    for side, held in enumerate(sides):
        step = tallest / len(held)
        across = width * (0.3 if side == 0 else 0.7)
        for place, code in enumerate(held):
            places[code] = (round(across, 1), round(step * (place + 0.5), 1), 180.0 if side == 0 else 0.0)
    return _Layout(places, width, round(tallest + _LINE), bent=True)


def _circle(ties: Sequence[Tie], width: int) -> _Layout:
    """All places on a circle, those of a country side by side."""
    codes = sorted({code for tie in ties for code in (tie.one, tie.other)}, key=lambda c: (country_of(c), c))
    radius, middle = width / 2 - min(130, width * 0.28), width / 2
    places: dict[str, tuple[float, float, float]] = {}
    for number, code in enumerate(codes):
        turn = 2 * pi * number / len(codes)
        at = (round(middle + radius * cos(turn), 1), round(middle + radius * sin(turn), 1))
        places[code] = (*at, round(360 * number / len(codes), 1))
    return _Layout(places, width, width, bent=False)
