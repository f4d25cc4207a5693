"""Commands that ask a ledger and change nothing (version asks nobody)."""

import click

from cordiale.cli.frame import command
from cordiale.cli.words import say


@command("version")
def version_command() -> None:
    import platform

    from cordiale import __version__

    click.echo(say("report.version", version=__version__, python=platform.python_version()))
