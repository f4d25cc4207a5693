"""Commands that load official tables."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from cordiale.cli.frame import PATH, command, ledger_option, plain
from cordiale.cli.words import count, counted, say, translated

if TYPE_CHECKING:
    from cordiale.model import OfficialTable


def person(by: str | None) -> str:
    """Who acts: the name given, else the system's name of the user."""
    from getpass import getuser

    if by:
        return by
    try:
        return getuser()
    except (OSError, KeyError):  # no entry for this user: containers
        return say("report.unnamed")


@command("import-series")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--mapping", type=PATH, metavar="FILE")
@click.option("--publisher", metavar="NAME", default="")
@click.option("--by", metavar="NAME")
@ledger_option()
@click.pass_context
def import_series_command(
    context: click.Context,
    paths: tuple[object, ...],
    mapping: object,
    publisher: str,
    by: str | None,
    ledger: str,
) -> None:
    from cordiale.cli.telling import tell_trouble
    from cordiale.intake import IntakeError
    from cordiale.intake.official import read_table
    from cordiale.ledger import Ledger

    failed = False
    with ExitStack() as open_ledger:
        held: Ledger | None = None  # made only for a table that can be read
        for path in paths:
            try:
                table = read_table(
                    str(path), columns=None if mapping is None else str(mapping), publisher=publisher
                )
            except IntakeError as error:
                trouble = tell_trouble(error.path, error.reason, error.advice)
                click.echo(plain(say("report.aside", item=trouble)), err=True)
                failed = True
                continue
            held = held or open_ledger.enter_context(Ledger.open(ledger, create=True))
            _tell(table, new=held.import_table(table, by=person(by)))
    if failed:
        context.exit(1)


def _tell(table: "OfficialTable", *, new: bool) -> None:
    told = counted("points", len(table.points)) if new else say("report.table_known")
    click.echo(plain(say("report.table", name=table.name, publisher=table.publisher, told=told)))
    for reason, number in sorted(table.left_out.items()):
        click.echo(plain(say("report.left_out", reason=translated(reason), n=count(number))), err=True)
