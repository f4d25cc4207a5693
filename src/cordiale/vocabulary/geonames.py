"""GeoNames ids of countries and towns, from the generated tables."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_FAR = 5
"""Times a town is larger than its namesakes in the country, from which its code means it and no other."""


def _lines(name: str) -> list[str]:
    table = files("cordiale").joinpath("data", "places", "generated", name)
    return table.read_text(encoding="utf-8").splitlines()


@cache
def _ids() -> tuple[dict[str, str], list[str]]:
    lines = _lines("geonames.tsv")
    countries = dict(line.split("\t") for line in lines if "\t" in line)
    return countries, lines[len(countries) :]


def geonames(codes: Iterable[str]) -> dict[str, str]:
    """The ids of those of the party codes that are countries or towns of the tables.

    A town that has a namesake of like size in its country has none: its code does not say which is meant.

    >>> geonames(["BY", "BY:Minsk", "BY-HO"]) == {"BY": "630336", "BY:Minsk": "625144"}
    True
    """
    wanted = set(codes)
    countries, towns = _ids()
    found = {code: countries[code] for code in wanted if code in countries}
    sizes: dict[str, int] = {}
    if any(":" in code for code in wanted):
        for number, line in enumerate(_lines("cities.tsv")):
            country, name, population, _ = line.split("\t", 3)
            code = f"{country}:{name}"
            if code not in wanted:
                continue
            if code not in sizes:
                sizes[code], found[code] = int(population), towns[number]
            elif int(population) * _FAR > sizes[code]:
                found.pop(code, None)
    return found
