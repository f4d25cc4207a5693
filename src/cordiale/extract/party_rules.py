"""The words of ``parties.yml`` as compiled patterns, and what a party code is."""

import re
from functools import cache
from typing import Any

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand_all


def country_of(code: str) -> str:
    """The country that a party code belongs to; a bloc stands for itself.

    >>> country_of("RU-PSK"), country_of("BY:Lida"), country_of("EAEU")
    ('RU', 'BY', 'EAEU')
    """
    return code if code.isalpha() else code[:2]


@cache
def party_rules(language: str) -> dict[str, Any]:
    """The patterns of ``parties.yml`` by name, compiled once."""
    data = load_yaml(f"languages/{language}/parties.yml")
    return {
        "institution": re.compile(
            rf"\b(?:{'|'.join(data['institutions'])})\b(?: [a-z'-]+){{0,6}} (?:de la |de l'|de |du |des |d')$"
        ),
        "firm": re.compile(rf"\b(?:{'|'.join(data['institutions'])}) $"),
        "park": re.compile(rf"\b(?:{'|'.join(data['parks'])}) (?:[a-z]+-)?$"),
        "compared": re.compile(rf"\b(?:{'|'.join(data['compared'])}) (?:de |la |le |l'|les |d')*$"),
        "currency": re.compile(rf"\b(?:{'|'.join(data['currencies'])}) $"),
        "same_region": re.compile(rf"\b(?:{'|'.join(data['same_region'])})(?: |(?<='))(?:la |l')?$"),
        "own_side": re.compile(rf"(?:{'|'.join(data['own_side'])}) $"),
        "home": re.compile(rf"\b(?:{'|'.join(data['home_words'])})\b"),
        "own_region": re.compile(rf"\b(?:{'|'.join(data['own_region'])})\b"),
        "ground": re.compile(rf"^[\"' ]*(?:{'|'.join(data['ground'])}) $"),
        "both": re.compile(rf"\b(?:{'|'.join(data['both'])})\b"),
        "beside": re.compile(rf"\b(?<!ce )(?:{'|'.join(data['beside'])})\b"),
        "peopled": re.compile(rf"^ *(?:{'|'.join(data['peopled'])})\b"),
        "region_of": re.compile(rf"\b(?:{'|'.join(data['own_region'])}) $"),
        "seats": re.compile(rf"\b(?:{'|'.join(data['seats'])})\b"),
        "world": re.compile(
            rf"\b(?:{'|'.join(data['world'])})\b|\b[1-9]\d\d (?:{'|'.join(data['counted_countries'])})\b"
        ),
        "living": re.compile(rf"\b(?:{'|'.join(data['living'])})"),
        "listed": re.compile(rf"\b(?:{'|'.join(data['listed'])})\b"),
        "blocs": data["blocs"],
        "town": tuple(data["towns"]),
        "at": re.compile(rf" (?:{'|'.join(data['at'])}) $"),
        "countries": re.compile(rf"\b\d+ (?:{'|'.join(data['counted_countries'])})\b"),
        "wide": re.compile(rf"\b(?:{'|'.join(form for form, _ in expand_all(data['wide'], language))})\b"),
        # "la region" alone points back; "la region de X" names one
        "anaphora": re.compile(rf"\b(?:{'|'.join(data['anaphora'])})\b(?! (?:de |du |des |d'))"),
    }
