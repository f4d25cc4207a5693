"""Tables as files: CSV, XLSX, Parquet, JSON Lines; and the first three read back, line by line.

What stands in a document is text and never a formula: a spreadsheet would run what begins with ``=``,
``+``, ``-`` or ``@``. In CSV such a cell gets a leading apostrophe, which reading takes off again; in XLSX
it is stored as text. What a terminal would obey is shown by other signs in CSV and XLSX, as on pages; JSON
writes it as escapes. The libraries load when they are used.
"""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from cordiale.publish.safety import UNPRINTABLE, printable

FORMATS = ("csv", "xlsx", "parquet", "json")
"""The formats that are written; all but the last are read as well."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_DEFUSED = re.compile(r"'['=+\-@\t\r]")
_LONGEST_CELL = 32767
"""Characters that a cell of a spreadsheet holds."""
_PARQUET = b"PAR1"
"""What a Parquet file begins and ends with."""
_LARGEST = 512 * 1024 * 1024
"""Bytes of an unpacked spreadsheet: what is larger is not opened."""


class UnreadableTableError(Exception):
    """A file that is not the table it should be; ``path`` and ``reason`` say which and why."""

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason, self.advice = path, reason, advice


class Written(Protocol):
    """What can be written: names of columns, which of them hold numbers, and lines of cells."""

    @property
    def columns(self) -> Sequence[str]:
        """The names, in order."""

    @property
    def numbers(self) -> frozenset[str]:
        """The names of the columns that hold numbers."""

    @property
    def lines(self) -> Sequence[Sequence[Any]]:
        """The cells: text, a number, or None."""


def write_table(table: Written, form: str, stream: BinaryIO) -> None:
    """Writes a table in one of ``FORMATS``; the same lines and values in each.

    Raises ``KeyError`` for another format.
    """
    _WRITERS[form](table, stream)


def read_table(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of a CSV, XLSX or Parquet file with a header row: line number in the file, values by column.

    Raises ``UnreadableTableError`` where it is none of them, or damaged.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableTableError(str(path), "this is no table", "give a .csv, .xlsx or .parquet file")
    yield from reader(path)


def defuse(text: str) -> str:
    """Text that no spreadsheet takes for a formula; ``restore`` gives it back as it was.

    >>> defuse("=1+1"), defuse("'=1+1"), defuse("plain"), restore(defuse("-5 %"))
    ("'=1+1", "''=1+1", 'plain', '-5 %')
    """
    return f"'{text}" if _FORMULA.match(text) or _DEFUSED.match(text) else text


def restore(text: str) -> str:
    """What ``defuse`` was given."""
    return text[1:] if _DEFUSED.match(text) else text


def _write_csv(table: Written, stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for line in table.lines:
        writer.writerow([_csv_cell(cell) for cell in line])
    text.detach()


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    return defuse(printable(value)) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return repr(value)


def _write_json(table: Written, stream: BinaryIO) -> None:
    for line in table.lines:
        printed = json.dumps(dict(zip(table.columns, line, strict=True)), ensure_ascii=False)
        safe = UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", printed)
        stream.write(safe.encode() + b"\n")


def _write_xlsx(table: Written, stream: BinaryIO) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("register")
    sheet.freeze_panes = "A2"

    def cell(value: Any, *, bold: bool = False) -> Any:
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", printable(value))[:_LONGEST_CELL]
        if isinstance(value, float):
            # The library would round to 16 digits; the format holds the 17 that tell every number.
            made = WriteOnlyCell(sheet, repr(value))
            made.data_type = "n"
            return made
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            made.data_type = "s"  # text, whatever it begins with
            made.quotePrefix = _FORMULA.match(value) is not None
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(name, bold=True) for name in table.columns])
    for line in table.lines:
        sheet.append([cell(value) for value in line])
    packed = io.BytesIO()  # where the reader goes away meanwhile, the library could not end its work
    book.save(packed)
    stream.write(packed.getvalue())


def _write_parquet(table: Written, stream: BinaryIO) -> None:
    from arro3.core import Array, DataType
    from arro3.core import Table as Arrow
    from arro3.io import write_parquet

    columns: dict[str, Any] = {}
    for at, name in enumerate(table.columns):
        cells = [line[at] for line in table.lines]
        if name in table.numbers:
            values = [None if value is None else float(value) for value in cells]
            columns[name] = Array(values, DataType.float64())
        else:
            texts = [None if value is None else _encodable(str(value)) for value in cells]
            columns[name] = Array(texts, DataType.utf8())
    packed = io.BytesIO()  # where it cannot be written, the library would end in a panic of its own
    write_parquet(Arrow.from_pydict(columns), packed)
    stream.write(packed.getvalue())


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _read_csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.read(8192)
            file.seek(0)
            first = head.partition("\n")[0]
            reader = csv.reader(file, delimiter=max(",;\t", key=first.count), strict=True)
            names = next(reader, [])
            _require_distinct(path, names)
            for line in reader:
                if line and line != names:  # tables put together have their header again and again
                    cells = [restore(value) for value in line]
                    yield reader.line_num, _named(path, names, cells, reader.line_num)
    except UnicodeDecodeError as error:
        raise UnreadableTableError(str(path), "this is not UTF-8 text", "save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise UnreadableTableError(str(path), "this is no CSV table", str(error)) from error


def _read_xlsx(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from zipfile import BadZipFile, ZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as packed:
            size = sum(item.file_size for item in packed.infolist())
        if size > _LARGEST:
            raise UnreadableTableError(str(path), "this spreadsheet is too large unpacked")
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(values_only=True)
        names = [str(name) if name is not None else "" for name in next(lines, ())]
        _require_distinct(path, names)
        for number, line in enumerate(lines, start=2):
            if any(value is not None for value in line):
                yield number, _named(path, names, [_cell(value) for value in line], number)
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise UnreadableTableError(str(path), "this is no XLSX spreadsheet") from error


def _cell(value: Any) -> Any:
    isoformat = getattr(value, "isoformat", None)
    return isoformat()[:10] if isoformat is not None else value


def _read_parquet(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from arro3.io import read_parquet

    with path.open("rb") as file:
        head = file.read(len(_PARQUET))
        file.seek(max(0, path.stat().st_size - len(_PARQUET)))
        if head != _PARQUET or file.read() != _PARQUET:
            raise UnreadableTableError(str(path), "this is no Parquet file")
    try:
        with _silence():
            table = read_parquet(str(path)).read_all()
        columns = {name: table.column(at).to_pylist() for at, name in enumerate(table.column_names)}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise UnreadableTableError(str(path), "this is no Parquet file") from error
    for number, line in enumerate(zip(*columns.values(), strict=True), start=1):
        yield number, dict(zip(columns, line, strict=True))


def _require_distinct(path: Path, names: Sequence[str]) -> None:
    """Raises ``UnreadableTableError`` where two columns have one name: one of them would be lost."""
    again = sorted({name for name in names if name and names.count(name) > 1})
    if again:
        reason = f"columns stand there twice: {', '.join(again)}"
        raise UnreadableTableError(str(path), reason, "give each column a name of its own")


@contextmanager
def _silence() -> Iterator[None]:
    """Takes what a library writes past Python on the standard error, as of a file that is damaged."""
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _named(path: Path, names: Sequence[str], cells: Sequence[Any], number: int) -> dict[str, Any]:
    if len(cells) > len(names) and any(value not in (None, "") for value in cells[len(names) :]):
        raise UnreadableTableError(
            f"{path}, line {number}", "there are more cells than the header has columns"
        )
    return {name: value for name, value in zip(names, cells, strict=False) if name}


_WRITERS: Mapping[str, Callable[[Written, BinaryIO], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "parquet": _write_parquet,
    "json": _write_json,
}
_READERS: Mapping[str, Callable[[Path], Iterable[tuple[int, dict[str, Any]]]]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".parquet": _read_parquet,
}
