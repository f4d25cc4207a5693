"""The kinds of statements and their fields: what a person may write in each (``data/kinds.yml``)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cordiale.vocabulary import load_yaml

STATUSES = ("actual", "planned", "target", "proposed")

_NUMBER = re.compile(r"-?\d{1,18}(?:[.,]\d{1,12})?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PLACE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}|:.{1,60})?|[A-Z][A-Z-]{2,14}")
_LONGEST = 500


class FieldError(ValueError):
    """A field that cannot be read as what it should be; ``name`` is the field, ``told`` what was written."""

    def __init__(self, name: str, told: str) -> None:
        super().__init__(f"{name}: {told!r}")
        self.name, self.told = name, told


def kinds() -> tuple[str, ...]:
    """The names of all kinds of statements.

    >>> kinds()
    ('observation', 'document', 'event', 'relation')
    """
    return tuple(load_yaml("kinds.yml"))


def fields_of(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The fields of a kind, each with its type; raises ``KeyError`` for no such kind."""
    held: Mapping[str, Mapping[str, Any]] = load_yaml("kinds.yml")[kind]
    return held


def read_fields(kind: str, told: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a statement from what a person typed; what is left empty is None.

    >>> read_fields("relation", {"relation": "twinning", "date": "2008"})
    {'relation': 'twinning', 'date': '2008'}

    Raises ``FieldError`` for the first field that cannot be read.
    """
    return {name: _read(name, told.get(name, "").strip(), rule) for name, rule in fields_of(kind).items()}


def read_places(told: str) -> list[str]:
    """Party codes parted by commas or spaces; raises ``FieldError`` for what is none.

    >>> read_places("BY, KZ-KUS  BY:Minsk")
    ['BY', 'BY:Minsk', 'KZ-KUS']
    """
    codes = [part.strip() for part in re.split(r",|\s(?=[A-Z]{2})", told) if part.strip()]
    for code in codes:
        if not _PLACE.fullmatch(code):
            raise FieldError("parties", code)
    return sorted(set(codes))


def write_value(value: Any) -> str:
    """A field's value as a person would type it; the reverse of ``read_fields``."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(write_value(part) for part in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read(name: str, told: str, rule: Mapping[str, Any]) -> Any:
    if not told:
        if rule.get("needed"):
            raise FieldError(name, told)
        return None
    kind = rule["type"]
    if kind == "choice" and told in rule["of"]:
        return told
    if kind == "text" and len(told) <= _LONGEST:
        return " ".join(told.split())
    if kind == "integer" and told.isdecimal() and len(told) < 10:
        return int(told)
    if kind == "place" and _PLACE.fullmatch(told):
        return told
    if kind in ("date", "day"):
        return _read_date(name, told, whole=kind == "day")
    parts = [part.strip() for part in told.split(";")]
    if kind == "number" and 1 <= len(parts) <= 2 and all(_NUMBER.fullmatch(part) for part in parts):
        ends = [float(part.replace(",", ".")) for part in parts]
        if ends == sorted(ends):
            return ends[0] if len(ends) == 1 else ends
    if kind == "years" and len(parts) == 2 and all(len(part) == 4 and part.isdecimal() for part in parts):
        years = [int(part) for part in parts]
        if years == sorted(years):
            return years
    raise FieldError(name, told)


def _read_date(name: str, told: str, *, whole: bool) -> str:
    match = _DATE.fullmatch(told)
    if match is None or (whole and match[3] is None):
        raise FieldError(name, told)
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise FieldError(name, told) from None
    return told
