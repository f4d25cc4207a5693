"""The matrix of two countries' regions: which pairs have a tie, since when, and which have none."""

from typing import TYPE_CHECKING

import click

from cordiale.cli.frame import WrongUsage, plain, print_json
from cordiale.cli.places import asked_place
from cordiale.cli.words import counted, say

if TYPE_CHECKING:
    from cordiale.model import Row
    from cordiale.registers import Register
    from cordiale.registers.holdings import Holdings

_NONE = "-"
_DORMANT = "°"
_COUNTRY = 2
"""Letters of a country's code; those of regions, towns and blocs are longer."""


def show_matrix(register: "Register", holdings: "Holdings", countries: tuple[str, str], form: str) -> None:
    """Prints the matrix of ``countries``, as codes or names.

    Raises ``WrongUsage`` for a register without pairs of regions, and for what are not two countries.
    """
    from cordiale.registers.ties import matrix

    if any(register.schema.column(name) is None for name in ("REGION_A", "REGION_B")):
        raise WrongUsage("no_matrix", name=register.name)
    square = matrix(register.rows(holdings), *_two_countries(holdings, countries))
    if form != "table":
        ties = [
            {
                "pair": pair,
                "stage": row.value("STAGE"),
                "years": row.value("YEARS"),
                "flags": row.flags,
                "row": row.id,
            }
            for pair, row in sorted(square.ties.items())
        ]
        dormant = square.with_flag("dormant")
        print_json(
            {
                "rows": square.rows,
                "columns": square.columns,
                "ties": ties,
                "missing": square.missing,
                "dormant": dormant,
            }
        )
        return
    if not square.ties:
        click.echo(say("report.nothing"), err=True)
        return
    lines = [["", *square.columns]]
    for one in square.rows:
        cells = (square.ties.get((one, other)) for other in square.columns)
        lines.append([one, *(_NONE if row is None else _cell(row) for row in cells)])
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    click.echo(counted("ties", len(square.ties), missing=len(square.missing)), err=True)
    click.echo(say("registers.matrix", dormant=_DORMANT, none=_NONE), err=True)


def _two_countries(holdings: "Holdings", told: tuple[str, str]) -> tuple[str, str]:
    one, other = (asked_place(name, holdings.parties) for name in told)
    for code, name in zip((one, other), told, strict=True):
        if len(code) != _COUNTRY:
            raise WrongUsage("no_country", name=plain(name))
    if one == other:
        raise WrongUsage("no_country", name=plain(told[1]))
    return one, other


def _cell(row: "Row") -> str:
    """The year of the twinning, else of the first dated tie, with a sign where nothing was dated for long."""
    since = row.value("TWINNED") or row.value("SINCE")
    told = str(since)[:4] if since is not None else "?"
    return told + (_DORMANT if "dormant" in row.flags else "")
