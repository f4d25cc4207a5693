"""Names read with their country known, as in a list of links across a border."""

from dataclasses import dataclass

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import Place, look_up, town_regions
from cordiale.vocabulary.place_choice import district_bases, is_adjectival

_TOWN_ALONE = 100
"""Thousands of people from which a bare name means the town, not the region named after it."""
_KNOWN, _SOUND, _ADJECTIVE, _GUESS = 3, 1, 2, 0


@dataclass(frozen=True, slots=True)
class SideName:
    """A party code and how sure it is: 3 listed, 2 an adjective of a listed town, 1 by sound, 0 a guess."""

    code: str
    certainty: int


def read_name(name: str, country: str, kind: str | None) -> SideName:
    """What ``name`` means in ``country``; ``kind`` is region, city or district where a type word says so.

    A name that no table knows stands as printed, ``CC:Name``, or ``CC:Name District``.

    >>> read_name("Volosovsky", "RU", None).code, read_name("Hubei", "CN", "region").code
    ('RU:Volosovsky District', 'CN-HB')
    """
    places = [place for place in look_up(name).places if place.country == country]
    exact = [place for place in places if place.exact]
    if is_adjectival(name) and not exact and kind == "city":
        places = [
            town
            for base in district_bases(name)
            for town in look_up(base).places
            if town.country == country and town.exact
        ]
    elif kind == "district" or (not exact and is_adjectival(name)):
        return _district(name, country, places)
    for known, certainty in ((exact, _KNOWN), (places, _SOUND)):
        code = _pick(known, kind)
        if code is not None:
            return SideName(code, certainty)
    return SideName(f"{country}:{name}", _GUESS)


def _pick(places: list[Place], kind: str | None) -> str | None:
    """The region where one is meant, or where the name is a region's alone; else the town."""
    own_regions = town_regions().values()
    regions = sorted(
        (place.code for place in places if place.kind == "region"), key=lambda code: code in own_regions
    )
    towns = [place for place in places if place.kind == "city"]
    if kind == "city" and towns:
        return town_regions().get(towns[0].code, towns[0].code)
    if kind == "region":
        regions = regions or [place.region for place in towns if place.region]
    if towns and towns[0].code in town_regions() and kind != "region":
        return town_regions()[towns[0].code]
    if regions and (kind == "region" or not towns or not _names_region(towns[0], regions[0])):
        return regions[0]
    return town_regions().get(towns[0].code, towns[0].code) if towns else None


def _names_region(town: Place, region: str) -> bool:
    """Whether a region bears the town's own name, so that the bare name is the town's."""
    return town.main and town.region == region and town.population >= _TOWN_ALONE


def _district(name: str, country: str, places: list[Place]) -> SideName:
    keeps = country in load_yaml("places/fr_regions.yml")["adjectival_districts"]
    bases = district_bases(name)
    for base in bases:
        towns = [
            place
            for place in look_up(base).places
            if place.kind == "city" and place.country == country and (place.exact or len(base) > 5)
        ]
        if towns:
            label = name if keeps else towns[0].code.partition(":")[2]
            return SideName(f"{country}:{label} District", _ADJECTIVE)
    towns = [place for place in places if place.kind == "city"]
    if towns and not bases:
        return SideName(f"{towns[0].code} District", _KNOWN if towns[0].exact else _SOUND)
    return SideName(f"{country}:{name} District", _GUESS)
