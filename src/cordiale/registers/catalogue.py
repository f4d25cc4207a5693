"""Which registers there are: those of ``data/registers``, and those of the folders of the search path."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from cordiale.model import Row
from cordiale.registers import (  # noqa: F401 - they enlist their mechanisms
    assortment,
    checks,
    fills,
    goods,
    ladders,
    outlets,
    plans,
    series,
    sides,
    sittings,
    splits,
    steps,
    target_rows,
    ties,
)
from cordiale.registers.errors import RegisterError
from cordiale.registers.filtering import Query, select
from cordiale.registers.holdings import Holdings
from cordiale.registers.loading import read_schema
from cordiale.registers.rows import make_rows
from cordiale.registers.schema import Schema

VARIABLE = "CORDIALE_REGISTERS"
"""The environment's list of folders with registers of one's own, parted as in PATH."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its description, and its rows from what a ledger holds.

    >>> register = open_register("sessions")
    >>> register.schema.label["en"]
    'Bodies and sessions'
    >>> register.rows(holdings)  # doctest: +SKIP
    """

    schema: Schema

    @property
    def name(self) -> str:
        """The name by which it is opened."""
        return self.schema.name

    def rows(self, holdings: Holdings) -> tuple[Row, ...]:
        """All its rows, in its own order."""
        return make_rows(self.schema, holdings)

    def select(self, rows: Sequence[Row], query: Query) -> list[Row]:
        """The rows asked for; see ``filtering.Query``."""
        return select(self.schema, rows, query)


def names(folders: Iterable[str | Path] = ()) -> tuple[str, ...]:
    """The names of all registers, by number."""
    return tuple(register.name for register in open_registers(folders))


def open_registers(folders: Iterable[str | Path] = ()) -> tuple[Register, ...]:
    """All registers, by number. ``folders`` are searched before the environment's, and these before ours."""
    found: dict[str, Path] = {}
    for folder in _search_path(folders):
        for path in sorted(folder.glob("*.yml")):
            found.setdefault(path.stem, path)
    schemas = [_read(str(path), path.stat().st_mtime_ns) for path in found.values()]
    return tuple(Register(schema) for schema in sorted(schemas, key=lambda s: (s.number, s.name)))


def open_register(name: str, folders: Iterable[str | Path] = ()) -> Register:
    """The register of this name. Raises ``RegisterError`` where there is none, or where it is ill described.

    >>> open_register("agreement")
    Traceback (most recent call last):
    ...
    cordiale.registers.errors.RegisterError: agreement: there is no such register; perhaps: agreements
    """
    for folder in _search_path(folders):
        for path in folder.glob("*.yml"):  # the name may be anything: it never becomes part of a path
            if path.stem == name:
                return Register(_read(str(path), path.stat().st_mtime_ns))
    known = names(folders)
    near = get_close_matches(name, known) or known
    raise RegisterError(name, "there is no such register", f"perhaps: {', '.join(near)}")


def _search_path(folders: Iterable[str | Path]) -> list[Path]:
    path = [Path(folder) for folder in folders]
    path += [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    for folder in path:
        if not folder.is_dir():
            raise RegisterError(str(folder), "there is no such folder", f"check {VARIABLE}")
    return [*path, Path(str(files("cordiale").joinpath("data", "registers")))]


@lru_cache(maxsize=256)
def _read(path: str, _changed: int) -> Schema:
    """A schema is read again only where its file changed."""
    return read_schema(Path(path))
