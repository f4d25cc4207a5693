"""Commands that write reports: the chronicle of two parties, the dossier of one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from cordiale.cli.frame import (
    PATH,
    WrongUsage,
    command,
    ledger_option,
    plain,
)
from cordiale.cli.holding import asked_span, held_in
from cordiale.cli.output import write_file
from cordiale.cli.places import asked_place
from cordiale.cli.words import used_language

if TYPE_CHECKING:
    from cordiale.publish.illustrating import Illustration


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, lambda stream: _fill(stream, text))


def _fill(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode())


def _keeper(output: Path | None, wanted: bool) -> "Callable[[Illustration], str] | None":
    """What writes a picture beside the report and gives its name; None where no pictures are wanted."""
    if not wanted:
        return None
    if output is None:
        raise WrongUsage("pictures_need_output")
    beside = output

    def keep(one: "Illustration") -> str:
        file = beside.with_name(f"{beside.stem}-{one.name}.svg")
        _write(one.picture.svg, file)
        return file.name

    return keep


@command("chronicle")
@click.argument("parties", metavar="CODE...", nargs=-1, required=True)
@click.option("--from", "since", metavar="YYYY[-MM[-DD]]")
@click.option("--to", "until", metavar="YYYY[-MM[-DD]]")
@click.option("--output", type=PATH, metavar="FILE")
@click.option("--pictures", is_flag=True)
@ledger_option()
def chronicle_command(
    parties: tuple[str, ...],
    since: str | None,
    until: str | None,
    output: Path | None,
    pictures: bool,
    ledger: str,
) -> None:
    from cordiale.publish.chronicle import write_chronicle

    keep = _keeper(output, pictures)
    first, last = asked_span(since, until)
    holdings = held_in(ledger)
    codes = [asked_place(code, holdings.parties, spoken_of=True) for code in parties]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            raise WrongUsage("same_party", name=plain(parties[at]))
    language = used_language()
    told = write_chronicle(holdings, codes, language=language, since=first, until=last, pictures=keep)
    _write(told, output)


@command("dossier")
@click.argument("party", metavar="CODE")
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD")
@click.option("--output", type=PATH, metavar="FILE")
@click.option("--pictures", is_flag=True)
@ledger_option()
def dossier_command(party: str, as_of: str | None, output: Path | None, pictures: bool, ledger: str) -> None:
    from cordiale.publish.dossier import write_dossier

    keep = _keeper(output, pictures)
    holdings = held_in(ledger, as_of)
    place = asked_place(party, holdings.parties, spoken_of=True)
    _write(write_dossier(holdings, place, language=used_language(), pictures=keep), output)
