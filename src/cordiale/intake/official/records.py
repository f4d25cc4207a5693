"""The rows of a table file as plain records, whatever its format: column name -> text.

SDMX-CSV and SDMX-JSON data messages are read here and not through a library;
docs/decisions/official-tables.md has what was tried and which values came out wrong.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Record = tuple[int, dict[str, str]]
"""The place in the file, from 1, and the row."""

LONGEST_FIELD = 100_000
"""Characters in one field of a CSV; more than that is no table."""


class NoTableError(ValueError):
    """A file that is no table of the format it claims to be; the message says why."""


def csv_records(text: str) -> Iterator[Record]:
    r"""The rows of a CSV with a header row; the separator is the one the header has most of.

    >>> list(csv_records("a;b\n1;2\n"))
    [(2, {'a': '1', 'b': '2'})]
    """
    first = text.lstrip("\ufeff").partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    if separator not in first:
        raise NoTableError("its first line has no columns")
    previous = csv.field_size_limit(LONGEST_FIELD)
    try:
        reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
        header = next(reader)
        names = [name.strip() for name in header]
        again = sorted({name for name in names if name and names.count(name) > 1})
        if again:
            raise NoTableError(f"columns stand there twice: {', '.join(again)}")
        for row in reader:
            # Downloads put together in one file have the header again and again.
            if any(cell.strip() for cell in row) and row != header:
                if len(row) > len(names):
                    raise NoTableError(f"line {reader.line_num} has more columns than the first line")
                yield reader.line_num, dict(zip(names, (cell.strip() for cell in row), strict=False))
    except csv.Error as error:
        raise NoTableError(str(error)) from error
    finally:
        csv.field_size_limit(previous)


def json_records(text: str) -> tuple[str, Iterator[Record]]:
    """The format (``comtrade`` or ``sdmx``) and the rows of a JSON table."""
    try:
        tree = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise NoTableError("it is no JSON") from error
    if isinstance(tree, dict) and isinstance(tree.get("data"), list):
        return "comtrade", _objects(tree["data"])
    if isinstance(tree, list):
        return "comtrade", _objects(tree)
    if isinstance(tree, dict):
        return "sdmx", sdmx_records(tree)
    raise NoTableError("it is neither a Comtrade answer nor an SDMX message")


def _objects(items: Sequence[Any]) -> Iterator[Record]:
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise NoTableError(f"its item {number} is no object")
        yield number, {str(name): "" if value is None else str(value) for name, value in item.items()}


def sdmx_records(tree: Mapping[str, Any]) -> Iterator[Record]:
    """The observations of an SDMX-JSON data message, versions 1.0 and 2.0, with all their attributes.

    Dimensions and attributes of the data set and of the series hold for each of their observations.
    Source: SDMX-JSON data message, sdmx-json field guide of the SDMX technical working group.
    """
    body = tree.get("data") if isinstance(tree.get("data"), dict) else tree
    assert isinstance(body, Mapping)
    structures = body.get("structures") or [body.get("structure")]
    number = 0
    try:
        for data_set in body["dataSets"]:
            structure = structures[int(data_set.get("structure", 0))]
            for row in _data_set(data_set, structure):
                number += 1
                yield number, row
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise NoTableError("its data message is not built as SDMX-JSON says") from error


def _data_set(data_set: Mapping[str, Any], structure: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    common = _pick(dimensions.get("dataSet", ()), [0] * len(dimensions.get("dataSet", ())))
    common |= _pick(attributes.get("dataSet", ()), data_set.get("attributes", ()))
    measures = [item["id"] for item in structure.get("measures", {}).get("observation", ())] or ["OBS_VALUE"]
    series = data_set.get("series") or {"": data_set}
    for key, held in series.items():
        row = common | _pick(dimensions.get("series", ()), _indexes(key))
        if held is not data_set:
            row |= _pick(attributes.get("series", ()), held.get("attributes", ()))
        for place, values in held.get("observations", {}).items():
            point = row | _pick(dimensions["observation"], _indexes(place))
            point |= {
                name: "" if value is None else str(value)
                for name, value in zip(measures, values, strict=False)
            }
            yield point | _pick(attributes.get("observation", ()), values[len(measures) :])


def _indexes(key: str) -> list[int]:
    return [int(part) for part in key.split(":")] if key else []


def _pick(components: Sequence[Mapping[str, Any]], places: Sequence[Any]) -> dict[str, str]:
    """Component id -> the value that its place means; a place of None means none is given."""
    picked = {}
    for component, place in zip(components, places, strict=False):
        values = component.get("values", ())
        if place is None:
            continue
        if isinstance(place, list | dict):
            raise TypeError(place)
        value = values[int(place)] if values else {"id": str(place)}
        picked[str(component["id"])] = str(value.get("id", value.get("value", value.get("name", ""))))
    return picked
