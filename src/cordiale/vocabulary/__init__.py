"""Loads and checks the data of ``data/`` once, into objects that nobody changes."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_yaml(relative_path: str) -> Any:
    """The content of ``data/<relative_path>``, read once; treat it as frozen.

    >>> load_yaml("languages/fr/language.yml")["code"]
    'fr'

    Raises ``FileNotFoundError`` when there is no such data file.
    """
    text = files("cordiale").joinpath("data").joinpath(relative_path).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - it is the safe loader, written in C
