"""Maps: the world of partners, the matrix of two countries' regions, and the network of regional ties.

Each returns a :class:`~cordiale.publish.drawing.Picture`; its ``inline`` is safe to put in a page as it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cordiale.publish.cleaning import PLACE, palette
from cordiale.publish.courses import CourseTeller
from cordiale.publish.drawing import Picture, draw
from cordiale.publish.plotting import config, layer, party_path
from cordiale.publish.wording import Wording
from cordiale.registers.strength import Strength

_CLASSES = 4
_NAMED = 3
"""Countries that a map's summary names."""


@dataclass(frozen=True, slots=True)
class Region:
    """One country on a map: its number, and the words that say it."""

    code: str
    number: int
    told: str


def partner_map(
    strength: Mapping[str, Strength], wording: Wording, *, width: int = 760, legend: bool = True
) -> Picture:
    """The world with the strength of the record of each country: its number of facts, in four classes.

    Each country leads to its dossier. Without ``legend`` the classes stand beside it: :func:`map_classes`.
    """
    teller = CourseTeller(wording)
    regions = []
    for code, held in strength.items():
        counts = {
            "facts": teller.plural("facts", held.facts),
            "origins": teller.plural("origins", held.origins),
            "documents": teller.plural("documents", held.documents),
        }
        regions.append(Region(code, held.facts, teller.words["map_facts_of"].format(**counts)))
    return world_map(regions, wording, title=teller.words["map_title"], width=width, legend=legend)


def row_map(
    counts: Mapping[str, int], wording: Wording, *, title: str, width: int = 760, legend: bool = True
) -> Picture:
    """The world with a number of rows by country, as ``registers.strength.rows_by_country`` counts them."""
    teller = CourseTeller(wording)
    regions = [Region(code, number, teller.plural("rows", number)) for code, number in counts.items()]
    return world_map(regions, wording, title=title, width=width, legend=legend)


def world_map(
    regions: Sequence[Region], wording: Wording, *, title: str, width: int = 760, legend: bool = True
) -> Picture:
    """The world with a number by country; blocs and what is no country are left out."""
    teller = CourseTeller(wording)
    words, atlas = teller.words, _atlas()
    held = [region for region in regions if region.number > 0 and region.code in _drawn()]
    bounds = breaks(max((region.number for region in held), default=0))
    domain = map_classes({region.code: region.number for region in held}, wording)
    told: dict[str, dict[str, Any]] = {}
    for region in held:
        name = wording.place(region.code)
        told[region.code] = {
            "class": domain[class_of(region.number, bounds)],
            "told": words["map_country"].format(name=name, amount=region.told),
            "link": PLACE + party_path(region.code),
        }
    spec = _world(atlas, told, domain, width=width, legend=legend)
    most = sorted(held, key=lambda region: (-region.number, region.code))[:_NAMED]
    named = ", ".join(told[region.code]["told"] for region in most)
    summary = teller.plural("map_summary", len(held), most=named) if held else words["map_classes"][0]
    return draw(spec, title=title, summary=summary, numbers=wording.words["numbers"])


def _world(
    atlas: Mapping[str, Any],
    told: Mapping[str, Mapping[str, Any]],
    domain: Sequence[str],
    *,
    width: int,
    legend: bool,
) -> dict[str, Any]:
    colours = palette()
    outlines = dict(atlas["outlines"])
    shapes = [
        {**shape, "properties": {**shape["properties"], **told.get(shape["properties"]["code"], {})}}
        for shape in outlines["objects"]["countries"]["geometries"]
    ]
    outlines["objects"] = {"countries": {"type": "GeometryCollection", "geometries": shapes}}
    world = {"name": "world", "format": {"type": "topojson", "feature": "countries"}}
    scale = {"domain": list(domain), "range": [colours[f"map-{at}"] for at in range(_CLASSES + 1)]}
    colour = {"type": "nominal", "scale": scale, "legend": {"title": None} if legend else None}
    edge = {"stroke": colours["paper"], "strokeWidth": 0.6}
    small = [
        {"longitude": at[0], "latitude": at[1], **told[code]}
        for code, at in atlas["points"].items()
        if code in told
    ]
    speaking = {"href": {"field": "link"}, "description": {"field": "told"}}
    layers: list[dict[str, Any]] = [
        {
            "data": world,
            "transform": [{"filter": "!datum.properties.told"}],
            "mark": {"type": "geoshape", "aria": False, "fill": colours["map-0"], **edge},
        },
        {
            "data": world,
            "transform": [
                {"filter": "datum.properties.told"},
                *(
                    {"calculate": f"datum.properties.{name}", "as": name}
                    for name in ("class", "told", "link")
                ),
            ],
            "mark": {"type": "geoshape", **edge},
            "encoding": {"color": {"field": "class", **colour}, **speaking},
        },
    ]
    if small:
        at = {"longitude": {"field": "longitude"}, "latitude": {"field": "latitude"}}
        point = layer("circle", small, {**at, "color": {"field": "class", **colour}, **speaking}, aria=True)
        point["mark"] |= {"size": 42, "opacity": 1, "stroke": colours["ink"], "strokeWidth": 0.5}
        layers.append(point)
    return {
        "width": width,
        "height": round(width * 0.47),
        "datasets": {"world": outlines},
        # A few degrees to the west: the Far East of Russia stays in one piece.
        "projection": {"type": "equalEarth", "rotate": [-11, 0, 0]},
        "layer": layers,
        "config": config(columns=max(1, width // 150)),
    }


def breaks(most: int) -> tuple[int, ...]:
    """The lowest numbers of the four classes: a geometric row up to ``most``, in round figures.

    >>> breaks(1500), breaks(90), breaks(3), breaks(0)
    ((1, 6, 38, 240), (1, 3, 9, 29), (1, 2, 3, 4), (1, 2, 3, 4))
    """
    found = [1]
    for step in range(1, _CLASSES):
        exact = max(most, 1) ** (step / _CLASSES)
        digits = 10 ** max(len(str(int(exact))) - 2, 0)
        found.append(max(int(exact / digits) * digits, found[-1] + 1))
    return tuple(found)


def class_of(number: int, bounds: Sequence[int]) -> int:
    """The class of a number: 0 for nothing, 4 for the most.

    >>> [class_of(number, (1, 6, 38, 240)) for number in (0, 5, 6, 9000)]
    [0, 1, 2, 4]
    """
    return sum(number >= bound for bound in bounds)


def map_classes(numbers: Mapping[str, int], wording: Wording) -> list[str]:
    """Each class of a map of these numbers in words and figures, the emptiest first."""
    words = CourseTeller(wording).words
    most = max((number for code, number in numbers.items() if code in _drawn()), default=0)
    bounds = breaks(most)
    ends = [*(bound - 1 for bound in bounds[1:]), max(most, bounds[-1])]
    told = [str(words["map_classes"][0])]
    for low, high, word in zip(bounds, ends, words["map_classes"][1:], strict=True):
        form = words["map_one" if low == high else "map_class"]
        told.append(form.format(word=word, low=wording.number(low), high=wording.number(high)))
    return told


@cache
def _drawn() -> frozenset[str]:
    """The codes of the countries that have an outline or a point."""
    shapes = _atlas()["outlines"]["objects"]["countries"]["geometries"]
    return frozenset(_atlas()["points"]) | {shape["properties"]["code"] for shape in shapes} - {None}


@cache
def _atlas() -> Mapping[str, Any]:
    """Outlines of the countries by their codes (TopoJSON), and points for those too small for one."""
    place = files("cordiale").joinpath("data", "maps", "countries.json")
    atlas: Mapping[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return atlas
