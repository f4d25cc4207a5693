"""Registers shown: listed, filtered, exported, one row in full."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.asking import opened
from cordiale.cli.frame import (
    PATH,
    WrongUsage,
    command,
    format_option,
    iso_date,
    ledger_option,
    plain,
    print_json,
    typed,
)
from cordiale.cli.holding import holdings_of
from cordiale.cli.output import check_output, write_file
from cordiale.cli.places import asked_party
from cordiale.cli.words import count, counted, day, entry, say, used_language, worded

if TYPE_CHECKING:
    from cordiale.model import Row
    from cordiale.registers import Register
    from cordiale.registers.holdings import Holdings
    from cordiale.registers.schema import Column

_SHOWN = 9
"""Columns of a table in the terminal; all of them are in the other formats and in the record."""
_WIDEST = 32
_ID = 8
"""Characters of an id that are shown: enough to name a row by."""
STATUSES = ("actual", "planned", "target", "proposed")


@command("register")
@click.argument("name", required=False)
@click.option("--partner", "--party", "partner", metavar="CODE")
@click.option("--from", "since", metavar="YYYY[-MM[-DD]]")
@click.option("--to", "until", metavar="YYYY[-MM[-DD]]")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--where", multiple=True, metavar="COLUMN=VALUE")
@click.option("--text", metavar="WORDS")
@click.option("--sort", metavar="COLUMN")
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@click.option("--offset", type=click.IntRange(min=0), metavar="N", default=0)
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD")
@click.option("--row", "row_id", metavar="ID")
@click.option("--matrix", nargs=2, metavar="CODE CODE")
@click.option("--output", type=PATH, metavar="FILE")
@click.option("--registers", "folder", type=PATH, metavar="DIR")
@format_option("table", "csv", "xlsx", "parquet", "json")
@click.option("--labels", is_flag=True)
@ledger_option()
def register_command(name: str | None, ledger: str, **options: Any) -> None:
    from cordiale.registers import open_register, open_registers

    folders = folders_of(options)
    found = open_registers(folders) if name is None else (open_register(name, folders),)
    _check_output(options)
    iso_date("--as-of", options["as_of"])
    with opened(ledger) as held:
        holdings = holdings_of(held, options["as_of"])
        changes = held.changes() if options["row_id"] is not None else []
    if name is None:
        _list(found, holdings, options["format"])
    elif options["row_id"] is not None:
        _show(found[0], holdings, changes, options)
    elif options["matrix"] is not None:
        from cordiale.cli.matrix import show_matrix

        show_matrix(found[0], holdings, options["matrix"], options["format"])
    else:
        _print(found[0], holdings, options)


def folders_of(options: Mapping[str, Any]) -> list[Path]:
    """The folders with registers of one's own that ``--registers`` names."""
    return [] if options["folder"] is None else [options["folder"]]


def _check_output(options: Mapping[str, Any]) -> None:
    check_output(options["output"])
    binary = options["format"] in ("xlsx", "parquet")
    if binary and options["output"] is None and sys.stdout.isatty():
        raise WrongUsage("no_terminal", format=options["format"])


def _list(found: Sequence["Register"], holdings: "Holdings", form: str) -> None:
    """All registers with their numbers of rows."""
    language = used_language()
    lines = []
    for register in found:
        rows = register.rows(holdings)
        flagged = sum(bool(row.flags) for row in rows)
        conflicts = sum("conflict" in row.flags for row in rows)
        schema = register.schema
        told = {"number": schema.number, "name": schema.name, "label": schema.label[language]}
        lines.append({**told, "rows": len(rows), "flagged": flagged, "conflicts": conflicts})
    if form != "table":
        for line in lines:
            print_json(line)
        return
    heads = [say(f"registers.{name}") for name in lines[0]] if lines else []
    _align([heads, *([_text(value) for value in line.values()] for line in lines)])


def _text(value: Any) -> str:
    return count(value) if isinstance(value, int) else plain(value)


def _print(register: "Register", holdings: "Holdings", options: Mapping[str, Any]) -> None:
    from dataclasses import replace

    from cordiale.registers.exchange import to_table
    from cordiale.registers.filtering import matching, places_of

    schema, rows = register.schema, register.rows(holdings)
    known = holdings.parties.union(*(places_of(schema, row) for row in rows))
    query = _query({**options, "partner": asked_party(options, known, "partner")})
    found = matching(schema, rows, replace(query, limit=None, offset=0))
    end = None if query.limit is None else query.offset + query.limit
    page = found[query.offset : end]
    if options["format"] == "table" and options["output"] is None:
        _print_page(register, page)
        click.echo(counted("rows", len(found), as_of=day(holdings.as_of)), err=True)
        return
    form = _form(options)
    from cordiale.publish.labelling import labelled_rows
    from cordiale.publish.tables import write_table
    from cordiale.publish.wording import Wording

    table = (
        labelled_rows(schema, page, Wording(used_language())) if options["labels"] else to_table(schema, page)
    )
    if options["output"] is None:
        write_table(table, form, sys.stdout.buffer)
        return
    write_file(Path(options["output"]), lambda stream: write_table(table, form, stream))
    click.echo(counted("written", len(page), path=str(options["output"])), err=True)


def _form(options: Mapping[str, Any]) -> str:
    """The format asked for, else the one that the output file's name ends in."""
    if options["format"] != "table":
        return str(options["format"])
    ending = Path(options["output"]).suffix.lower().removeprefix(".")
    return ending if ending in ("csv", "xlsx", "parquet", "json") else "csv"


def _query(options: Mapping[str, Any]) -> Any:
    from cordiale.registers import Query, read_wish

    return Query(
        party=options["partner"],
        since=options["since"],
        until=options["until"],
        status=options["status"],
        where=tuple(read_wish(typed(told)) for told in options["where"]),
        text=None if options["text"] is None else typed(options["text"]),
        sort=options["sort"],
        limit=options["limit"],
        offset=options["offset"],
    )


def _print_page(register: "Register", rows: Sequence["Row"]) -> None:
    """The first columns that say something, then status, marks and id."""
    if not rows:
        click.echo(say("report.nothing"), err=True)
        return
    language = used_language()
    named = [column for column in register.schema.columns if any(column.name in row.cells for row in rows)]
    shown = named[:_SHOWN]
    heads = [say("columns.id"), *(column.label[language] for column in shown)]
    heads += [say("columns.status"), say("registers.flags")]
    lines = [heads]
    for row in rows:
        cells = [_short(register, column, row) for column in shown]
        flags = ", ".join(_flag(register, flag) for flag in row.flags)
        status = say(f"registers.statuses.{row.status}")
        lines.append([row.id.partition(":")[2][:_ID], *cells, status, flags])
    _align(lines)


def _flag(register: "Register", flag: str) -> str:
    """A mark of a row in words: a check's own, else one that all registers have."""
    own = next((check.label[used_language()] for check in register.schema.checks if check.flag == flag), None)
    return own or say(f"registers.marks.{flag}")


def _short(register: "Register", column: "Column", row: "Row") -> str:
    cell = row.cells.get(column.name)
    if cell is None:
        return ""
    told = _value_text(_worded(register, column, cell.value), cell.bound)
    mark = "" if cell.status == row.status else f" ({say('registers.statuses.' + cell.status)})"
    cut = told if len(told) <= _WIDEST else told[: _WIDEST - 1] + "…"
    return cut + mark + ("*" if cell.conflict else "")


def _worded(register: "Register", column: "Column", value: Any) -> Any:
    """A value with the words of the language for its codes; places keep theirs, to ask by."""
    from cordiale.publish.wording import Wording

    if isinstance(value, tuple) and column.many:
        return tuple(_worded(register, column, one) for one in value)
    if column.type == "status":
        labels = {stage.name: stage.label[used_language()] for stage in register.schema.life}
        return labels.get(value, value)
    if column.type == "period" and isinstance(value, str):
        from cordiale.publish.spans import say_periods

        return say_periods(value, Wording(used_language()))
    return worded(value) if column.type == "text" and isinstance(value, str) else value


def _value_text(value: Any, bound: str = "=") -> str:
    if isinstance(value, tuple):
        numbers = all(isinstance(one, int | float) for one in value)
        told = (".." if numbers else " ").join(_value_text(one) for one in value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        whole, _, rest = f"{value:f}".partition(".")
        told = count(int(whole)) if int(whole) or not whole.startswith("-") else whole
        rest = rest.rstrip("0")
        told += entry("decimal") + rest if rest else ""
    else:
        told = plain(value)
    return told if bound == "=" else f"{bound} {told}"


def _align(lines: Sequence[Sequence[str]]) -> None:
    """Prints lines under one another, cut to the terminal's width where there is one."""
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    limit = os.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        told = "  ".join(padded).rstrip()
        click.echo(told if limit is None or len(told) <= limit else told[: limit - 1] + "…")


def _show(
    register: "Register", holdings: "Holdings", changes: Sequence[Any], options: Mapping[str, Any]
) -> None:
    """One row with every assertion and its history."""
    from dataclasses import asdict

    from cordiale.registers.record import find_row, record

    row = find_row(register.rows(holdings), options["row_id"])
    full = record(row, changes=changes, entries=[e for e in holdings.entries if e.register == register.name])
    if options["format"] != "table":
        assertions = {name: [asdict(a) for a in held] for name, held in full.assertions.items()}
        cells = {
            name: {"value": c.value, "rule": c.rule, "status": c.status} for name, c in row.cells.items()
        }
        told = {
            "id": row.id,
            "status": row.status,
            "flags": row.flags,
            "missing": row.missing,
            "cells": cells,
        }
        print_json({**told, "assertions": assertions, "history": [asdict(turn) for turn in full.history]})
        return
    _show_text(register, full)


def _show_text(register: "Register", full: Any) -> None:
    language, row = used_language(), full.row
    schema = register.schema
    click.echo(click.style(plain(f"{schema.label[language]}  {row.id}"), bold=True))
    state = [say(f"registers.statuses.{row.status}"), *(_flag(register, f) for f in row.flags)]
    click.echo("  " + plain(", ".join(state)))
    for column in schema.columns:
        cell = row.cells.get(column.name)
        if cell is None:
            continue
        rule = say(f"registers.rules.{cell.rule}")
        told = _value_text(_worded(register, column, cell.value), cell.bound)
        unit = f" {column.unit}" if column.unit else ""
        click.echo(f"\n{column.label[language]}{entry('colon')} {told}{unit}  ({rule})")
        for assertion in full.assertions[column.name]:
            _show_assertion(assertion, _worded(register, column, assertion.value))
    missing = [c.label[language] for c in schema.columns if c.name in row.missing]
    if missing:
        click.echo(f"\n{say('registers.missing')}{entry('colon')} {', '.join(missing)}")
    if full.history:
        click.echo(f"\n{say('registers.history')}{entry('colon')}")
    for turn in full.history:
        click.echo(plain(f"  {turn.at}  {say('registers.turns.' + turn.what)}  {turn.told}  [{turn.by}]"))


def _show_assertion(assertion: Any, value: Any) -> None:
    proof = assertion.proof
    said = str(assertion.said) if assertion.said is not None else "-"
    told = f"    {_value_text(value, assertion.bound)}"
    told += f"  {say('registers.statuses.' + assertion.status)}"
    told += f"  {said}  {say('registers.standings.' + assertion.standing)}"
    if assertion.derivation:
        told += f"  {assertion.derivation}"
    if proof is not None:
        cite = f" [{proof.cite}]" if proof.cite is not None else ""
        told += f"  {proof.doc}:{proof.start} “{' '.join(proof.quote.split())}”{cite}"
    click.echo(plain(f"{told}  {assertion.source}"))
