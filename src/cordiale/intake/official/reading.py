"""Reading one official table, whatever its format."""

import hashlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from cordiale.intake.encodings import UndecodableError, decode
from cordiale.intake.errors import IntakeError
from cordiale.intake.files import read_bytes
from cordiale.intake.official import mapping
from cordiale.intake.official.records import NoTableError, Record, csv_records, json_records
from cordiale.model import OfficialTable
from cordiale.vocabulary import load_yaml

LIMIT_BYTES = 256 * 1024 * 1024
"""A table larger than this is not read: it would not fit beside the ledger in a small machine."""


def read_table(path: str | Path, *, columns: str | Path | None = None, publisher: str = "") -> OfficialTable:
    """The official table in the file at ``path``: UN Comtrade or SDMX, CSV or JSON, or a plain CSV.

    The format is recognised by the columns; ``columns`` is the mapping file of a plain CSV.
    Raises ``IntakeError`` where it cannot be read, is no such table, or has no usable row.

    >>> read_table("comtrade.csv").points[0].measure  # doctest: +SKIP
    'exports'
    """
    path = Path(path)
    shown = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if path.is_dir():
        raise IntakeError(shown, "this is a folder", "name a file in it")
    data = read_bytes(path, shown, LIMIT_BYTES)
    text = _decoded(data, shown)
    try:
        name, records = _records(text)
        first = next(records, None)
        if first is None:
            raise NoTableError("it has no rows")
        told, chosen = _columns(name, first, columns)
        points, left_out = mapping.points_of(chain([first], records), chosen, table=path.name)
    except NoTableError as error:
        advice = "give a UN Comtrade or SDMX file, or a mapping with --mapping"
        raise IntakeError(shown, str(error), advice) from None
    if not points:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in left_out.most_common())
        raise IntakeError(shown, f"none of its rows can be used ({reasons})", "check its columns")
    dialects = load_yaml("official/dialects.yml")
    return OfficialTable(
        id=hashlib.sha256(data).hexdigest(),
        name=path.name,
        format=told,
        publisher=publisher or dialects[told].get("publisher", path.name),
        points=tuple(points),
        left_out=dict(left_out),
    )


def _decoded(data: bytes, shown: str) -> str:
    try:
        return decode(data)[0]
    except UndecodableError as error:
        raise IntakeError(shown, error.reason, error.advice) from None


def _records(text: str) -> tuple[str | None, Iterator[Record]]:
    if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "["):
        return json_records(text)
    return None, csv_records(text)


def _columns(name: str | None, first: Record, own: str | Path | None) -> tuple[str, mapping.Columns]:
    """The dialect and its columns; a mapping of the user's own goes before recognition."""
    if own is not None:
        own = Path(own)
        shown = str(own).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        columns = mapping.user_columns(_decoded(read_bytes(own, shown, LIMIT_BYTES), shown))
        absent = sorted(place for place in columns.places.values() if place not in first[1])
        if absent:
            raise NoTableError(f"it has no column {', '.join(absent)}")
        return "plain", columns
    found = name or mapping.recognise(first[1])
    if found is None:
        raise NoTableError("its columns are those of no known table")
    return found, mapping.dialect_columns(found, first[1])
