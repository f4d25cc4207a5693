"""Records to points: which column says what, by dialect or by the user's own mapping."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from cordiale.intake.official.codes import read_area, read_period, read_value
from cordiale.intake.official.records import NoTableError, Record
from cordiale.model import OfficialPoint
from cordiale.vocabulary import load_yaml

MEASURES = ("exports", "imports", "turnover", "balance")
"""What an official table may give, of the reporter's trade with the partner."""
VALUATIONS = ("FOB", "CIF")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table says each thing: a column's name, or a constant for all rows (``constants``).

    ``flows`` gives what a flow code means (measure, valuation, unit), ``only`` the values that columns
    must have for a row to count, ``power`` tells that the multiplier is a power of ten.
    """

    places: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    flows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    power: bool = False

    def get(self, row: Mapping[str, str], name: str) -> str:
        """What the row, or the constant, says of ``name``; empty where nothing."""
        place = self.places.get(name)
        return self.constants.get(name, "") if place is None else row.get(place, "")


def recognise(columns: Iterable[str]) -> str | None:
    """The dialect whose columns these are: ``comtrade``, ``sdmx``, or None."""
    present = set(columns)
    dialects = load_yaml("official/dialects.yml")
    for name in ("comtrade", "sdmx"):
        if any(present.issuperset(dialects[name].get(key, ("",))) for key in ("needs", "or_needs")):
            return name
    return None


def dialect_columns(name: str, columns: Iterable[str]) -> Columns:
    """The columns of a dialect as this file names them. Raises ``NoTableError`` where one is missing."""
    dialect = load_yaml("official/dialects.yml")[name]
    present = set(columns)
    places = {}
    for wanted in ("reporter", "partner", "period", "value", "goods", "flow", "currency", "multiplier"):
        found = next((column for column in dialect.get(wanted, ()) if column in present), None)
        if found is not None:
            places[wanted] = found
        elif wanted in ("reporter", "partner", "period", "value", "flow"):
            listed = ", ".join(dialect[wanted])
            raise NoTableError(f"it has no column for the {wanted} ({listed})")
    return Columns(
        places=places,
        constants={"unit": dialect["unit"]} if "unit" in dialect else {},
        flows=dialect["flows"],
        currencies=dialect.get("currencies", {}),
        only=dialect.get("only", {}),
        power=True,
    )


def user_columns(text: str) -> Columns:
    r"""The columns of a mapping file: ``field: column``, or ``field: "= value"`` for all rows.

    >>> mapping = user_columns("reporter: '= BY'\npartner: Partner\nmeasure: '= exports'\n"
    ...                        "period: Year\nvalue: Value\nunit: '= USD'\n")
    >>> mapping.places["partner"], mapping.constants["reporter"]
    ('Partner', 'BY')

    Raises ``NoTableError`` with what is missing or unknown.
    """
    rules = load_yaml("official/dialects.yml")["plain"]
    try:
        told: Any = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise NoTableError("the mapping is no YAML") from error
    if not isinstance(told, dict) or not all(isinstance(value, str | int) for value in told.values()):
        raise NoTableError("the mapping is not a list of 'field: column'")
    unknown = sorted(str(name) for name in told if name not in rules["fields"])
    missing = [name for name in rules["required"] if name not in told]
    if unknown:
        raise NoTableError(
            f"the mapping has unknown fields ({', '.join(unknown)}; known: {', '.join(rules['fields'])})"
        )
    if missing:
        raise NoTableError(f"the mapping lacks {', '.join(missing)}")
    named = {str(name): str(value) for name, value in told.items()}
    constants = {name: value[1:].strip() for name, value in named.items() if value.startswith("=")}
    places = {name: value for name, value in named.items() if name not in constants}
    for name, value in sorted(constants.items()):
        if not _may_be(name, value):
            raise NoTableError(f"the mapping gives a {name} that is none ({value})")
    return Columns(places=places, constants=constants)


def _may_be(name: str, value: str) -> bool:
    """Whether a value given for all rows can be one of its field."""
    if name in ("reporter", "partner"):
        return read_area(value) is not None
    if name == "measure":
        return value in MEASURES
    if name == "period":
        return read_period(value) is not None
    if name in ("value", "multiplier"):
        return read_value(value) is not None
    if name == "unit":
        return value in _currencies()
    return value in VALUATIONS if name == "valuation" else True


@cache
def _currencies() -> frozenset[str]:
    return frozenset(str(item["code"]) for item in load_yaml("currencies.yml"))


def points_of(
    records: Iterable[Record], columns: Columns, *, table: str
) -> tuple[list[OfficialPoint], Counter[str]]:
    """The points of a table, and the rows left out counted by reason."""
    points: list[OfficialPoint] = []
    left_out: Counter[str] = Counter()
    for line, row in records:
        point = _point(line, row, columns, table)
        if isinstance(point, str):
            left_out[point] += 1
        else:
            points.append(point)
    return points, left_out


def _point(line: int, row: Mapping[str, str], columns: Columns, table: str) -> OfficialPoint | str:
    """The point of a row, or why it is left out."""
    if any(row.get(name, allowed[-1]) not in allowed for name, allowed in columns.only.items()):
        return "part of another row"
    flow = columns.flows.get(columns.get(row, "flow"), {})
    measure = flow.get("measure") or columns.get(row, "measure")
    if measure not in MEASURES:
        return "another flow"
    reporter, partner = (read_area(columns.get(row, name)) for name in ("reporter", "partner"))
    if reporter is None or partner is None:
        return "not a country"
    period = read_period(columns.get(row, "period"))
    if period is None:
        return "no period"
    value = read_value(columns.get(row, "value"))
    multiplier = read_value(columns.get(row, "multiplier") or ("0" if columns.power else "1"))
    if value is None or multiplier is None or (columns.power and not -12 <= multiplier <= 15):
        return "no value"
    told = columns.get(row, "currency") or columns.get(row, "unit")
    unit = flow.get("unit") or columns.currencies.get(told, told) or columns.constants.get("unit", "")
    if unit not in _currencies():
        return "no currency"
    goods = columns.get(row, "goods")
    valuation = flow.get("valuation") or columns.get(row, "valuation") or None
    return OfficialPoint(
        line=line,
        reporter=reporter,
        partner=partner,
        measure=measure,
        goods="TOTAL" if goods in load_yaml("official/dialects.yml")["goods"]["total"] else goods,
        since=period[0],
        until=period[1],
        value=value.scaleb(int(multiplier)) if columns.power else value * multiplier,
        unit=unit,
        valuation=valuation if valuation in VALUATIONS else None,
        table=table,
    )
