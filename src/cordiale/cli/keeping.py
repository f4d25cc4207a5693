"""Commands that keep a ledger safe: ``backup`` and ``restore``."""

from pathlib import Path

import click

from cordiale.cli.frame import PATH, command, ledger_option, plain
from cordiale.cli.words import count, say


@command("backup")
@click.argument("target", metavar="FILE", type=PATH)
@ledger_option()
def backup_command(target: Path, ledger: str) -> None:
    from cordiale.ledger.copying import backup

    size = backup(ledger, target)
    click.echo(plain(say("report.backup", ledger=ledger, target=target, size=count(size // 1024))))


@command("restore")
@click.argument("copy", metavar="FILE", type=PATH)
@click.option("--replace", is_flag=True)
@ledger_option()
def restore_command(copy: Path, ledger: str, *, replace: bool) -> None:
    from cordiale.ledger import Ledger
    from cordiale.ledger.copying import restore

    restore(copy, ledger, replace=replace)
    with Ledger.open(ledger) as held:
        held_now = held.stats().statements
    click.echo(plain(say("report.restored", ledger=ledger, n=count(held_now))))
