"""Chooses what a printed name means: which of its namesakes, region or town, or nothing at all."""

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import Place, look_up, town_regions
from cordiale.vocabulary.place_print import Printed

_WELL_KNOWN = 100  # thousands of people: a town known without its country
_METROPOLIS = 1000
_SMALL_TOWN = 15
_SEAT = 300  # a town so large is better known than the region that it gives its name to
_WORD = re.compile(r"[^\W\d_]{3,30}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A code with its kind, the place it rests on, and the codes of its namesakes."""

    code: str
    kind: str  # region | city | district
    place: Place
    others: tuple[str, ...] = ()
    typed: bool = True


@cache
def ordinary_words() -> frozenset[str]:
    """Names that are ordinary words, or mean a firm or a person more often than the place."""
    table = files("cordiale").joinpath("data", "places", "fr_ordinary_words.txt")
    return frozenset(table.read_text(encoding="utf-8").split()) | frozenset(
        load_yaml("places/fr_cities.yml")["weak"]
    )


@cache
def _preferred_regions() -> frozenset[str]:
    return frozenset(load_yaml("places/fr_regions.yml")["prefer_region"])


@cache
def _town_codes() -> frozenset[str]:
    return frozenset(town_regions().values())


def _weight(place: Place, printed: Printed, *, main: float = 10.0) -> float:
    """How likely a namesake is: its size, the spelling, and much the countries and regions of the text."""
    country = place.country
    near = 10.0 if country in printed.named else 2.0 if country in printed.home else 1.0
    if place.within in printed.home:
        near *= 5.0
    known = math.sqrt(place.population + 1)
    return known * near * (3.0 if place.exact else 0.3) * (main if place.main else 1.0)


def rank(places: tuple[Place, ...], printed: Printed) -> list[Place]:
    """Namesakes, the likeliest first."""
    if len(places) < 2:
        return list(places)
    return sorted(places, key=lambda place: -_weight(place, printed))


def _choice(places: list[Place]) -> Choice:
    best = places[0]
    return Choice(
        best.code,
        best.kind,
        best,
        tuple(place.code for place in places[1:] if place.kind == best.kind),
        typed=False,
    )


def choose_region(printed: Printed, places: tuple[Place, ...], *, strict: bool) -> Choice | None:
    """A name beside a type word of regions: the region itself, or the one named after the town."""
    regions: list[tuple[str, Place]] = []
    ordinary = printed.plain in ordinary_words() or _is_compass(printed)
    for place in rank(places, printed):
        at_home = place.country in printed.home
        if (strict and not (place.exact and (place.kind == "region" or at_home))) or (
            ordinary and not at_home
        ):
            continue
        if not at_home and not place.main:
            continue
        if place.kind == "region" and place.code not in _town_codes():
            regions.append((place.code, place))
        elif place.kind == "city" and place.region:
            regions.append((place.region, place))
    if not regions:
        bare = choose_bare(printed, places)
        return bare and Choice(bare.code, bare.kind, bare.place, bare.others, typed=not strict)
    code, place = regions[0]
    return Choice(
        code, "region", place, tuple(dict.fromkeys(other for other, _ in regions[1:] if other != code))
    )


def choose_town(printed: Printed, places: tuple[Place, ...], *, strict: bool) -> Choice | None:
    """A name beside a type word of towns, small towns included."""
    towns = [place for place in rank(places, printed) if place.kind == "city"]
    towns = [place for place in towns if place.exact or (not strict and place.country in printed.home)]
    if not towns and not strict:
        towns = _adjectival_towns(printed)
    if not towns:
        return choose_bare(printed, places)
    chosen = _choice(towns)
    return Choice(chosen.code, chosen.kind, chosen.place, chosen.others)


def _adjectival_towns(printed: Printed) -> list[Place]:
    """The towns at home that a Slavic adjective may be made from."""
    options: dict[str, Place] = {}
    for base in district_bases(printed.name):
        for place in look_up(base).places:
            if place.kind == "city" and (place.exact or len(base) > 5) and place.country in printed.home:
                options.setdefault(place.code, place)
    # The adjective hides which of its spellings a town was printed in: that one is its own tells nothing.
    return sorted(options.values(), key=lambda place: -_weight(place, printed, main=1.0))


def choose_bare(printed: Printed, places: tuple[Place, ...]) -> Choice | None:
    """A name without a type word must be well known, or lie in a country that the text speaks of."""
    toponymic = printed.is_toponymic()
    if (printed.plain in ordinary_words() or len(printed.plain) < 4) and not toponymic:
        return None
    if _is_compass(printed) or printed.is_person():
        return None
    lone = not printed.is_in_proper_name()
    kept = [
        place
        for place in rank(places, printed)
        if _is_plausible(place, printed, toponymic=toponymic, lone=lone)
    ]
    if not kept:
        return None
    regions = [place for place in kept if place.kind == "region" and place.code not in _town_codes()]
    towns = [place for place in kept if place.kind == "city"]
    if regions and towns and regions[0].country == towns[0].country:
        town = towns[0]
        own = (town.main and town.exact) or not regions[0].exact
        seat = town.region == regions[0].code and town.population >= _SEAT
        known = seat or (own and town.population >= _WELL_KNOWN)
        return _choice(regions if regions[0].code in _preferred_regions() or not known else towns)
    return _choice([place for place in kept if place.code not in _town_codes()] or kept)


def pair_off(choice: Choice, other: Choice, home: frozenset[str]) -> Choice:
    """In a list of pairs across a border: the reading of ``choice`` in another country than ``other``."""
    if choice.code[:2] != other.code[:2]:
        return choice
    for code in choice.others:
        if code[:2] != other.code[:2] and code[:2] in home:
            return Choice(code, choice.kind, choice.place, (choice.code,), choice.typed)
    return choice


def _is_plausible(place: Place, printed: Printed, *, toponymic: bool, lone: bool) -> bool:
    at_home = place.country in printed.home
    long = len(printed.plain) > 5
    if place.kind == "region":
        return place.exact and not place.small and (at_home or lone)
    if not place.exact:
        return (
            long
            and lone
            and (place.population >= _METROPOLIS or (at_home and place.population >= _WELL_KNOWN))
        )
    if not lone:
        told = place.main or (
            place.country in printed.named
            and (long or place.region is not None or place.population >= _METROPOLIS)
        )
        return at_home and place.population >= _WELL_KNOWN and told
    if place.country in printed.named:
        return place.main or place.population >= _SMALL_TOWN
    if at_home and place.main:
        return True
    known = place.population >= (_WELL_KNOWN if place.main else _METROPOLIS / 2)
    return known or (toponymic and (place.main or at_home) and place.population >= _SMALL_TOWN)


def _is_compass(printed: Printed) -> bool:
    return all(word in printed.words["compass"] for word in re.split("[ -]", printed.plain))


def choose_district(printed: Printed, places: tuple[Place, ...], *, direct: bool) -> Choice | None:
    """``district de Kopyl``, ``district Volosovsky``: the town's name, or the adjective where usage keeps it.

    In a list of districts (not ``direct``) a name that is no adjective means the town itself.
    """
    bases = district_bases(printed.name)
    if bases and _is_inside_town(printed):
        return None
    if not direct and not bases:
        return choose_town(printed, places, strict=False)
    own = tuple(
        place
        for place in places
        if place.kind == "city" and (place.country in printed.home or (place.exact and not bases))
    )
    at_home = tuple(place for place in own if place.country in printed.home) or own
    adjectival = (place for place in _adjectival_towns(printed) if place not in at_home)
    towns = rank((*at_home, *adjectival), printed)
    if not towns:
        return None
    if towns[0].code in town_regions() and not bases:  # "a district of Shanghai" names the town
        return Choice(towns[0].code, "city", towns[0])
    keeps = load_yaml("places/fr_regions.yml")["adjectival_districts"]
    names = [
        printed.name if bases and place.country in keeps else place.code.partition(":")[2] for place in towns
    ]
    codes = list(
        dict.fromkeys(f"{place.country}:{name} District" for place, name in zip(towns, names, strict=True))
    )
    return Choice(codes[0], "district", towns[0], tuple(codes[1:]))


def _is_inside_town(printed: Printed) -> bool:
    """Whether the district is one of a large town's own: ``district Oktiabrsky de Minsk``."""
    for link in printed.words["links"]:
        start = printed.end + 1 + len(link)
        if (
            link
            and printed.folded.startswith(" " + link, printed.end)
            and printed.text[start : start + 1].isupper()
        ):
            word = _WORD.match(printed.text, start)
            places = look_up(word[0]).places if word else ()
            return any(place.kind == "city" and place.population >= _SEAT for place in places[:1])
    return False


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load_yaml("places/fr_regions.yml")["district_endings"], key=len, reverse=True))


def is_adjectival(name: str) -> bool:
    """Whether a name has the form of a Slavic adjective: ``Volosovsky``."""
    return name.endswith(_endings()) and len(name) > 6


def district_bases(name: str) -> list[str]:
    """The names of towns that a Slavic adjective may be made from: ``Gatchinsky`` -> ``Gatchina``..."""
    if not is_adjectival(name):
        return []
    stem = name[: -len(next(ending for ending in _endings() if name.endswith(ending)))]
    bases = [stem + base for base in load_yaml("places/fr_regions.yml")["district_bases"]]
    for changed, origins in load_yaml("places/fr_regions.yml")["stem_changes"].items():
        if stem.endswith(changed):
            bases += [stem[: -len(changed)] + origin for origin in origins]
    return bases
