"""The places of the world by name: countries, first-level regions, towns.

Read from the compact generated tables in ``data/places/generated/``. Names stay in one sorted list of
lines, looked up by bisection and parsed on demand: loading costs milliseconds, not a large dictionary.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.transliteration import plain_name, sound_keys


@dataclass(frozen=True, slots=True)
class Place:
    """A region or a town that a name may mean; ``population`` in thousands (of a region: nominal)."""

    code: str
    kind: str  # region | city
    country: str
    population: int
    region: str | None  # of a town: the region that is named after it
    small: bool  # counts only beside a type word
    exact: bool  # the printed spelling is listed, not only its sound
    within: str | None  # of a town: the region it lies in, where the tables tell
    main: bool  # it is the place's own present name, not an old or foreign one


@dataclass(frozen=True, slots=True)
class Found:
    """What the names index knows of one spelling, and whether longer names begin with it."""

    places: tuple[Place, ...]
    longer: bool


# A region of the first level is as well known as a town of half a million.
_REGION_POPULATION = 500


def _lines(name: str) -> list[str]:
    table = files("cordiale").joinpath("data", "places", "generated", name)
    return table.read_text(encoding="utf-8").splitlines()


@cache
def country_table() -> tuple[tuple[str, str, str], ...]:
    """``(pattern, kind, code)`` of every country and bloc (``scripts/build_gazetteer.py``)."""
    rows = (line.split("\t") for line in _lines("countries.tsv"))
    return tuple((pattern, kind, code) for pattern, kind, code in rows)


@cache
def group_members() -> dict[str, tuple[str, ...]]:
    """The countries of each group that is named as one (``BALTIC``), as alpha-2 codes."""
    return {code: tuple(pattern.split()) for pattern, kind, code in country_table() if kind == "members"}


@cache
def _names() -> list[str]:
    return _lines("names.tsv")


@cache
def _cities() -> list[str]:
    return _lines("cities.tsv")


@cache
def _regions() -> dict[str, tuple[str, bool]]:
    rows = (line.split("\t") for line in _lines("regions.tsv"))
    return {code: (label, small == "1") for code, label, small in rows}


@cache
def town_regions() -> dict[str, str]:
    """Party code of each town that is a region of its own: ``BY:Minsk`` -> ``BY-HM``."""
    return {city: region for region, city in load_yaml("places/fr_regions.yml")["town_regions"].items()}


@lru_cache(maxsize=65536)
def look_up(name: str) -> Found:
    """The regions and towns that ``name`` may mean in any usual spelling, best known first.

    >>> look_up("Karatchi").places[0].code
    'PK:Karachi'
    """
    plain = ""
    places: dict[str, Place] = {}
    longer = False
    for key in sound_keys(name):
        if len(key) < 2:
            continue
        names = _names()
        at = bisect_left(names, key + "\t")
        if at < len(names) and names[at].startswith(key + "\t"):
            plain = plain or plain_name(name)
            for item in names[at][len(key) + 1 :].split(";"):
                entry, _, spellings = item.partition("=")
                place = _read_place(entry, exact=plain in spellings.split("|"))
                known = places.get(place.code)
                if known is None or (place.exact, place.population) > (known.exact, known.population):
                    places[place.code] = place
        before = bisect_left(names, key)
        longer = longer or any(
            line.startswith(key) and not line.startswith(key + "\t") for line in names[before : before + 2]
        )
    ranked = sorted(places.values(), key=lambda place: (-place.exact, -place.population, place.code))
    return Found(tuple(ranked[:12]), longer)


def _read_place(entry: str, *, exact: bool) -> Place:
    main = entry.endswith("!")
    if not main and not entry.isdigit():
        return Place(
            entry, "region", entry[:2], _REGION_POPULATION, None, _regions()[entry][1], exact, entry, exact
        )
    country, name, population, region, within = _cities()[int(entry.rstrip("!"))].split("\t")
    return Place(
        f"{country}:{name}",
        "city",
        country,
        int(population),
        region or None,
        int(population) < 15,
        exact,
        within or None,
        main,
    )


@cache
def capital(country: str) -> Place | None:
    """The capital of a country, given as alpha-2; ``None`` where the tables have none."""
    names = {code: pattern for pattern, kind, code in country_table() if kind == "capital"}
    if country not in names:
        return None
    towns = [
        place for place in look_up(names[country]).places if place.kind == "city" and place.country == country
    ]
    return towns[0] if towns else None


def label(code: str, language: str = "fr") -> str:
    """The name shown for a code: in French of a country, region or bloc, the usual English one of a town.

    An unknown code is shown as it is.

    >>> label("BY-HO"), label("KZ:Astana")
    ('Gomel', 'Astana')
    """
    if ":" in code:
        return code.partition(":")[2]
    return _labels().get(code) or _regions().get(code, (code, False))[0]


@cache
def _labels() -> dict[str, str]:
    return {code: pattern for pattern, kind, code in country_table() if kind == "label"}
