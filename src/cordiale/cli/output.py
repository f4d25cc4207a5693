"""Files that commands write: whole or not at all, and never over a ledger."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from cordiale.cli.frame import Failure
from cordiale.cli.words import translated


def check_output(output: Path | None) -> None:
    """Refuses to write over a ledger (or any SQLite file): what is in it would be lost."""
    if output is None or not output.is_file():
        return
    with output.open("rb") as file:
        head = file.read(16)
    if head == b"SQLite format 3\0" or output.name.endswith(("-wal", "-shm")):
        raise Failure("output_is_ledger", path=output)


def write_file(output: Path, write: Callable[[BinaryIO], None]) -> None:
    """Lets ``write`` fill a file that takes the name ``output`` only once it is whole.

    Devices and pipes are written as they are. Raises ``Failure`` where that cannot be done; what was at
    ``output`` is then still there.
    """
    check_output(output)
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as stream:  # a folder says so itself
                write(stream)
            return
        place = output.resolve()  # a link stays one
        part = place.with_name(f"{place.name}.part")
        try:
            with part.open("wb") as stream:
                write(stream)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = translated(error.strerror or type(error).__name__)
        raise Failure("no_output", reason=f"{output}: {reason}") from error
