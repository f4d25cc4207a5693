"""What persons know, entered in registers: ``enter``, by hand or from a table; and taken back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.frame import PATH, Failure, WrongUsage, command, ledger_option, typed
from cordiale.cli.registers import STATUSES, folders_of
from cordiale.cli.words import counted, say

if TYPE_CHECKING:
    from cordiale.registers import Register


@command("enter")
@click.argument("name", metavar="REGISTER")
@click.argument("cells", nargs=-1, metavar="[COLUMN=VALUE]...")
@click.option("--source", metavar="TEXT")
@click.option("--by", envvar="CORDIALE_BY", metavar="NAME")
@click.option("--status", type=click.Choice(STATUSES), default="actual", show_default=True)
@click.option("--row", "row_id", metavar="ID")
@click.option("--reviewed", is_flag=True)
@click.option("--file", "file", type=PATH, metavar="FILE")
@click.option("--retire", type=click.IntRange(min=1), metavar="NUMBER")
@click.option("--registers", "folder", type=PATH, metavar="DIR")
@ledger_option()
def enter_command(name: str, cells: tuple[str, ...], ledger: str, **options: Any) -> None:
    from dataclasses import replace

    from cordiale.ledger import Ledger
    from cordiale.registers import open_register

    register = open_register(name, folders_of(options))
    by = options["by"] or login()
    if options["retire"] is not None:
        with Ledger.open(ledger) as held:
            held.retire_entry(options["retire"], by=by)
        click.echo(say("registers.retired", number=options["retire"]))
        return
    new = (
        _from_file(register, options["file"])
        if options["file"] is not None
        else [_typed(register, cells, options)]
    )
    if options["reviewed"]:
        new = [replace(item, standing="reviewed") for item in new]
    with Ledger.open(ledger, create=True) as held:
        if options["row_id"] is not None:
            new = [_for_row(register, held, item, options["row_id"]) for item in new]
        made = held.enter(new, by=by)
    for item in made[:1] if len(made) == 1 else ():
        click.echo(say("registers.entered", number=item.number))
    if len(made) != 1:
        click.echo(counted("entries", len(made), register=name))


def login() -> str:
    """The name of the person at this machine; fails where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise Failure("no_name") from None


def _from_file(register: "Register", path: Path) -> list[Any]:
    from cordiale.publish.tables import read_table
    from cordiale.registers.exchange import to_entries

    return to_entries(register.schema, read_table(path), path.name)


def _typed(register: "Register", cells: Sequence[str], options: Mapping[str, Any]) -> Any:
    from cordiale.registers.errors import RegisterError
    from cordiale.registers.exchange import new_entry, read_cells

    if not cells:
        raise WrongUsage("no_cells")
    if not options["source"]:
        raise WrongUsage("no_source")
    told: dict[str, str] = {}
    for cell in cells:
        column, sign, value = typed(cell).partition("=")
        if not sign or register.schema.column(column) is None:
            known = ", ".join(c.name for c in register.schema.columns)
            raise RegisterError(
                column, "there is no such column", f"write COLUMN=VALUE; columns are: {known}"
            )
        told[column] = value
    values = read_cells(register.schema, told, register.name)
    source, row = typed(options["source"]), options["row_id"]
    return new_entry(register.schema, values, source=source, status=options["status"], row=row)


def _for_row(register: "Register", held: Any, item: Any, row_id: str) -> Any:
    """The entry with the key of the row that it is for."""
    from dataclasses import replace

    from cordiale.registers.holdings import load
    from cordiale.registers.record import find_row

    row = find_row(register.rows(load(held)), row_id)
    key = {name: list(v) if isinstance(v, tuple) else v for name, v in row.key.items() if v is not None}
    return replace(item, key={**key, "row": row.id})
