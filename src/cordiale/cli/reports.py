"""Commands that write reports: the chronicle of two parties, the dossier of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cordiale.cli.asking import opened
from cordiale.cli.frame import PATH, Failure, WrongUsage, check_output, command, iso_date, ledger_option
from cordiale.cli.words import used_language

if TYPE_CHECKING:
    from cordiale.registers.holdings import Holdings


@contextmanager
def _held(ledger: str, as_of: str | None) -> "Iterator[Holdings]":
    from cordiale.registers.holdings import load

    day = iso_date("--as-of", as_of)
    with opened(ledger) as held:
        yield load(held, as_of=day)


def _place(holdings: "Holdings", code: str) -> str:
    """The party code that was given, where a statement knows it; raises ``WrongUsage`` for what is none."""
    from cordiale.vocabulary.folding import fold
    from cordiale.vocabulary.places import find_places

    known = {party for item in holdings.placed for party in item.statement.parties}
    if any(party == code or party.startswith((f"{code}-", f"{code}:")) for party in known):
        return code
    entity = holdings.entities.get(code)
    if entity is not None and entity.id in known:
        return entity.id
    named = [mention.code for mention in find_places(code, fold(code))]
    if len(named) == 1 and named[0] != code:
        return _place(holdings, named[0])
    raise WrongUsage("no_party", code=code)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    check_output(output)
    try:
        part = output.with_name(output.name + ".part")
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(output)
    except OSError as error:
        raise Failure("no_output", reason=error.strerror or error) from error


@command("chronicle")
@click.argument("parties", metavar="CODE...", nargs=-1, required=True)
@click.option("--from", "since", metavar="YYYY-MM-DD")
@click.option("--to", "until", metavar="YYYY-MM-DD")
@click.option("--output", type=PATH, metavar="FILE")
@ledger_option()
def chronicle_command(
    parties: tuple[str, ...], since: str | None, until: str | None, output: Path | None, ledger: str
) -> None:
    from cordiale.publish.chronicle import write_chronicle

    with _held(ledger, None) as holdings:
        codes = [_place(holdings, code) for code in parties]
        first, last = iso_date("--from", _day(since, "-01-01")), iso_date("--to", _day(until, "-12-31"))
        _write(write_chronicle(holdings, codes, language=used_language(), since=first, until=last), output)


def _day(told: str | None, rest: str) -> str | None:
    """A year alone stands for its first or its last day."""
    return f"{told}{rest}" if told is not None and len(told) == 4 and told.isdigit() else told


@command("dossier")
@click.argument("party", metavar="CODE")
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD")
@click.option("--output", type=PATH, metavar="FILE")
@ledger_option()
def dossier_command(party: str, as_of: str | None, output: Path | None, ledger: str) -> None:
    from cordiale.publish.dossier import write_dossier

    with _held(ledger, as_of) as holdings:
        _write(write_dossier(holdings, _place(holdings, party), language=used_language()), output)
