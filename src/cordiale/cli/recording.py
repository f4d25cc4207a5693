"""Commands that write a ledger: ``read``, and ``demo`` with the sample articles."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cordiale.cli.frame import PATH, Failure, command, ledger_option, plain
from cordiale.cli.words import count, counted, say, used_language

if TYPE_CHECKING:
    from cordiale.ledger import Ledger
    from cordiale.pipeline import Progress, ReadReport
    from cordiale.publish.pages import PageEntry

_MOST_WORKERS = 1024
"""More processes than any machine has use for."""
DEMO_LEDGER = "demo.cordiale"
DEMO_PAGES = "demo-pages"

Report = Callable[["Progress"], None]


@command("read")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--workers", type=click.IntRange(1, _MOST_WORKERS), metavar="N", default=1, show_default=True)
@click.option("--quiet", is_flag=True)
@ledger_option()
@click.pass_context
def read_command(
    context: click.Context, paths: tuple[Path, ...], workers: int, quiet: bool, ledger: str
) -> None:
    from cordiale.ledger import Ledger
    from cordiale.pipeline import read

    with Ledger.open(ledger, create=True) as held, watched(quiet=quiet) as report:
        done = read(paths, held, progress=report, workers=workers)
        held_now = held.stats().statements
    print_summary(done, ledger, held_now)
    if done.set_aside:
        context.exit(1)


@contextmanager
def watched(*, quiet: bool) -> Iterator[Report | None]:
    """Tells how far a reading is: a bar where a terminal watches, else a line for each file."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        yield from _bar()
    else:
        yield _line


def _line(progress: "Progress") -> None:
    statements = counted("read_statements", progress.statements)
    told = say("report.read_one", name=plain(progress.name), statements=statements)
    click.echo(f"[{progress.done}/{progress.total}] {told}", err=True)


def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("report.documents")),
        TextColumn("{task.fields[statements]} " + say("report.statements")),
        TextColumn("{task.fields[aside]} " + say("report.aside_count")),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, statements="0", aside="0", name="")

        def report(progress: "Progress") -> None:
            bar.update(
                task,
                total=progress.total,
                completed=progress.done,
                statements=count(progress.statements),
                aside=count(progress.set_aside),
                name=plain(progress.name),
            )

        yield report


def print_summary(done: "ReadReport", ledger: str, held: int) -> None:
    """Prints what a reading did: what was set aside and noted, a line each, and the counts.

    ``held`` are the statements that the ledger holds now.
    """
    from cordiale.cli.telling import tell_trouble

    for item in done.set_aside:
        trouble = tell_trouble(item.path, item.reason, item.advice)
        click.echo(plain(say("report.aside", item=trouble)), err=True)
    for name, remark in done.notes:
        click.echo(plain(tell_trouble(name, remark)), err=True)
    added = counted("new_statements", done.added)
    if done.retired:
        added += ", " + counted("retired", done.retired)
    summary = say(
        "report.summary",
        read=counted("read", len(done.read)),
        unchanged=counted("unchanged", len(done.unchanged)),
        aside=counted("aside", len(done.set_aside)),
        added=added,
        held=count(held),
        ledger=ledger,
    )
    click.echo(plain(summary))


@command("demo")
@click.option("--pages", type=PATH, default=DEMO_PAGES, show_default=True)
@ledger_option(DEMO_LEDGER)
@click.pass_context
def demo_command(context: click.Context, pages: Path, ledger: str) -> None:
    from cordiale.cli.asking import print_stats
    from cordiale.ledger import Ledger
    from cordiale.pipeline import read
    from cordiale.publish.pages import write_pages

    samples = find_samples()
    with Ledger.open(ledger, create=True) as held:
        with watched(quiet=False) as report:
            done = read([samples], held, progress=report)
        written = write_pages(_entries(held), pages, language=used_language())
        stats = held.stats()
    print_summary(done, ledger, stats.statements)
    click.echo()
    print_stats(stats)
    click.echo()
    click.echo(say("report.demo_pages", page=written[0]))
    click.echo(say("report.demo_next", ledger=ledger))
    if done.set_aside:
        context.exit(1)


def find_samples() -> Path:
    """The folder of the sample articles; raises ``Failure`` where the installation lacks them."""
    from importlib.resources import files

    folder = Path(str(files("cordiale").joinpath("data").joinpath("samples")))
    if not folder.is_dir():
        raise Failure("samples_missing")
    return folder


def _entries(held: "Ledger") -> "Iterator[PageEntry]":
    from cordiale.publish import pages

    for record in held.documents():
        if not record.superseded:
            statements = [recorded.statement for recorded in held.statements(doc=record.id)]
            yield pages.PageEntry(held.document(record.id), held.structure(record.id), statements)
