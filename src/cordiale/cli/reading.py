"""Commands that print statements and structure, of the ledger or straight from files."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.frame import PATH, Failure, command, format_option, ledger_option, print_json, print_table
from cordiale.cli.places import asked_party
from cordiale.cli.words import count, entry, say, worded

if TYPE_CHECKING:
    from cordiale.ledger import Recorded
    from cordiale.model import Statement

KINDS = ("observation", "document", "event", "relation")
STATUSES = ("actual", "planned", "target", "proposed")
MEASURES = (
    *("turnover", "exports", "imports", "balance", "trade_deals", "investment", "credit", "revenue", "price"),
    *("production", "capacity", "deliveries", "stock", "jobs", "entities", "agreements", "projects"),
    *("participants", "partners", "area", "distance", "duration", "traffic", "education", "rank", "other"),
)
"""What a figure may measure, in the order of docs/statement-lines.md."""


@command("statements")
@click.argument("files", nargs=-1, type=PATH)
@format_option("statements", "table", "json")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--party", metavar="CODE")
@click.option("--measure", type=click.Choice(MEASURES), metavar="NAME")
@click.option("--status", type=click.Choice(STATUSES))
@ledger_option()
def statements_command(files: tuple[Path, ...], format: str, ledger: str, **wanted: str | None) -> None:  # noqa: A002
    from cordiale.cli.asking import as_object

    found: Iterable[Recorded] = _of_files(files, wanted) if files else _of_ledger(ledger, wanted)
    if format == "table":
        print_statements(found)
        return
    recorded = None
    for recorded in found:
        print_json(recorded.line() if format == "statements" else as_object(recorded))
    if recorded is None:
        click.echo(say("report.no_statement"), err=True)


def print_statements(found: "Iterable[Recorded]") -> None:
    """Prints statements as a table: short id, kind, status, what, period, parties, quote, place."""
    from cordiale.cli.telling import cut, tell_period, tell_what

    rows = []
    for recorded in found:
        statement = recorded.statement
        place = f"{recorded.document}:{statement.evidence.spans[0].start}"
        told = (cut(tell_what(statement)), tell_period(statement.fields), cut(" ".join(statement.parties)))
        quote = cut(statement.evidence.quote)
        kinds = worded(statement.kind), say(f"registers.statuses.{statement.status}")
        rows.append((recorded.id[:8], *kinds, *told, quote, place))
    if rows:
        print_table(("id", "kind", "status", "what", "period", "parties", "quote", "document"), rows)
    else:
        click.echo(say("report.no_statement"), err=True)


def _of_ledger(ledger: str, wanted: dict[str, str | None]) -> "Iterator[Recorded]":
    from cordiale.cli.asking import opened, require_filled

    with opened(ledger) as held:
        require_filled(held)
        party = asked_party(wanted, held.parties())
        found = held.statements(
            wanted["kind"], party=party, measure=wanted["measure"], status=wanted["status"]
        )
        yield from held.reviewed(found)


def _of_files(files: tuple[Path, ...], wanted: dict[str, str | None]) -> "Iterator[Recorded]":
    wanted = {**wanted, "party": asked_party(wanted, ())}
    for path in files:
        _check(path)
    from cordiale.ledger import Recorded
    from cordiale.pipeline import read_document

    for path in files:
        document, _, statements = read_document(path)
        for statement in statements:
            if _fits(statement, wanted):
                yield Recorded(statement, document.name)


def _fits(statement: "Statement", wanted: dict[str, str | None]) -> bool:
    """Whether a statement is one of those asked for; a country takes in its regions and cities."""
    party = wanted["party"]
    return (
        wanted["kind"] in (None, statement.kind)
        and wanted["status"] in (None, statement.status)
        and wanted["measure"] in (None, statement.fields.get("measure"))
        and (
            party is None
            or any(p == party or p.startswith((f"{party}-", f"{party}:")) for p in statement.parties)
        )
    )


def _check(path: Path) -> None:
    if not os.path.exists(path):  # unlike Path.exists, never an error
        raise Failure("no_file", path=path)
    if os.path.isdir(path):
        raise Failure("is_folder", path=path)


@command("structure")
@click.argument("file", type=PATH)
@format_option("json", "table")
def structure_command(file: Path, format: str) -> None:  # noqa: A002
    _check(file)
    from cordiale.intake import read_file
    from cordiale.structure import analyse
    from cordiale.structure.report import as_json

    document = read_file(file)
    structure = analyse(document)
    if format == "json":
        print_json(as_json(document, structure), indent=1)
        return
    rows: list[tuple[Any, ...]] = []
    for index, article in enumerate(structure.articles):
        notes = [note for note in structure.notes if note.article == index]
        marks = sum(len(note.marks) for note in notes)
        title = " ".join(article.title.split())
        rows.append(
            (article.start, article.end, len(notes), marks, article.written and str(article.written), title)
        )
    print_table(("start", "end", "notes", "marks", "written", "title"), rows)
    totals = {"notes": structure.notes, "sources": structure.sources, "repeats": structure.repeats}
    told = {name: count(len(held)) for name, held in totals.items()}
    told["missing"] = " ".join(structure.lost) or "-"
    colon = str(entry("colon"))
    parts = (f"{say('columns.' + name)}{colon} {value}" for name, value in told.items())
    click.echo(f"{colon.replace(':', ';')} ".join(parts))
