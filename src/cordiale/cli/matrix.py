"""The matrix of two countries' regions: which pairs have a tie, since when, and which have none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cordiale.cli.frame import WrongUsage, print_json
from cordiale.cli.words import counted, say

if TYPE_CHECKING:
    from cordiale.model import Row
    from cordiale.registers import Register

_NONE = "-"
_DORMANT = "°"


def show_matrix(register: "Register", rows: Sequence["Row"], countries: tuple[str, str], form: str) -> None:
    """Prints the matrix of ``countries``; raises ``WrongUsage`` for a register without pairs of regions."""
    from cordiale.registers.ties import matrix

    if any(register.schema.column(name) is None for name in ("REGION_A", "REGION_B")):
        raise WrongUsage("no_matrix", name=register.name)
    square = matrix(rows, *countries)
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
    lines = [["", *square.columns]]
    for one in square.rows:
        cells = (square.ties.get((one, other)) for other in square.columns)
        lines.append([one, *(_NONE if row is None else _cell(row) for row in cells)])
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    click.echo(counted("ties", len(square.ties), missing=len(square.missing)), err=True)
    click.echo(say("registers.matrix", dormant=_DORMANT, none=_NONE), err=True)


def _cell(row: "Row") -> str:
    """The year of the twinning, else of the first dated tie, with a sign where nothing was dated for long."""
    since = row.value("TWINNED") or row.value("SINCE")
    told = str(since)[:4] if since is not None else "?"
    return told + (_DORMANT if "dormant" in row.flags else "")
