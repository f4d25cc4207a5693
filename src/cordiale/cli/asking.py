"""Commands that ask a ledger and change nothing (``version`` asks nobody)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.frame import (
    PATH,
    Failure,
    command,
    format_option,
    iso_date,
    ledger_option,
    plain,
    print_json,
    print_table,
    typed,
)
from cordiale.cli.words import count, counted, entry, say, translated, worded

if TYPE_CHECKING:
    from cordiale.ledger import Ledger, Recorded, Shown, Stats
    from cordiale.model import Act, Statement


@contextmanager
def opened(path: str) -> "Iterator[Ledger]":
    """The ledger at ``path``, read-only; raises ``Failure`` with what to do where there is none."""
    if "://" not in path and not Path(path).exists():
        raise Failure("no_ledger", path=path)
    from cordiale.ledger import Ledger
    from cordiale.ledger.errors import OutdatedLedgerError

    try:
        ledger = Ledger.open(path, read_only=True)
    except OutdatedLedgerError:
        Ledger.open(path).close()  # brings it up to date
        ledger = Ledger.open(path, read_only=True)
    with ledger:
        yield ledger


def require_filled(held: "Ledger") -> None:
    """Raises ``Failure`` for a ledger into which nothing was read."""
    if not held.documents():
        raise Failure("empty_ledger", path=held.place)


def as_object(recorded: "Recorded") -> dict[str, Any]:
    """A statement with all that the ledger knows of it: the contract's fields, then id, rule and spans."""
    statement = recorded.statement
    return {
        **recorded.line(),
        "id": recorded.id,
        "rule": statement.rule,
        "spans": [[span.start, span.end] for span in statement.evidence.spans],
        "scope": [statement.scope.start, statement.scope.end] if statement.scope is not None else None,
        "repeats": statement.repeats,
        "recorded_at": statement.recorded_at,
        "retired_at": recorded.retired_at,
        "replaced_by": recorded.replaced_by,
    }


@command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", default=20, show_default=True)
@click.option("--full", is_flag=True)
@format_option("text", "json")
@ledger_option()
def search_command(words: tuple[str, ...], limit: int, *, full: bool, format: str, ledger: str) -> None:  # noqa: A002
    from cordiale.cli.telling import excerpt

    with opened(ledger) as held:
        require_filled(held)
        hits = held.search(typed(" ".join(words)), limit + 1)
    for hit in hits[:limit]:
        if format == "json":
            print_json(asdict(hit))
            continue
        place = f"{hit.document}:{hit.start}" + (f"  {' '.join(hit.article.split())}" if hit.article else "")
        click.echo(click.style(plain(place), bold=True))
        text, matches = (hit.text, hit.matches) if full else excerpt(hit.text, hit.matches)
        click.echo(f"  {replace(hit, text=plain(text), matches=matches).marked()}\n")
    if not hits:
        click.echo(say("report.nothing"), err=True)
    elif len(hits) > limit:
        click.echo(say("report.more"), err=True)


@command("show")
@click.argument("id")
@format_option("text", "json")
@ledger_option()
def show_command(id: str, format: str, ledger: str) -> None:  # noqa: A002
    with opened(ledger) as held:
        shown = held.show(id)
        acts = held.acts(shown.recorded.id)
        after = held.reviewed([shown.recorded])
    if format == "json":
        context = {"article": shown.article, "sentence": shown.sentence, "note": shown.note}
        source = asdict(shown.source) if shown.source is not None else None
        review = {"acts": [asdict(act) for act in acts]}
        print_json({**as_object(shown.recorded), **context, "source": source, **review})
        return
    for name, value in [*_lines(shown), *_review_lines(acts, after)]:
        click.echo(f"{say('columns.' + name) + entry('colon'):14}{plain(value)}")


def _review_lines(acts: "list[Act]", after: "list[Recorded]") -> Iterator[tuple[str, str]]:
    """What persons did with a statement, and how it reads since."""
    from cordiale.cli.telling import tell_what

    for act in acts:
        told = say(f"review.acts.{act.kind}", by=act.by, at=act.at[:10], why=act.why or "-")
        yield "review", told if act.stands else f"{told} ({say('review.undone', by=act.undone_by)})"
    if any(act.stands and act.kind == "correct" for act in acts) and after:
        yield "corrected", f"{tell_what(after[0].statement)} ({_status(after[0].statement)})"


def _status(statement: "Statement") -> str:
    return say(f"registers.statuses.{statement.status}")


def _lines(shown: "Shown") -> Iterator[tuple[str, str]]:
    from cordiale.cli.telling import tell_period, tell_what

    statement = shown.recorded.statement
    yield "id", shown.recorded.id
    yield "kind", f"{worded(statement.kind)}, {_status(statement)}"
    yield "what", tell_what(statement)
    yield "quote", " ".join(statement.evidence.quote.split())
    if tell_period(statement.fields):
        yield "period", tell_period(statement.fields)
    if statement.parties:
        yield "parties", ", ".join(statement.parties)
    if statement.orgs:
        yield "orgs", ", ".join(statement.orgs)
    place = f"{shown.recorded.document}:{statement.evidence.spans[0].start}"
    yield "document", place + (f"  {' '.join(shown.article.split())}" if shown.article else "")
    yield "context", _context(shown)
    if statement.cite is not None:
        yield "note", f"{statement.cite}  {' '.join((shown.note or '?').split())}"
    if shown.source is not None:
        source = shown.source
        parts = (source.author, source.title, source.container, source.year, source.url, source.pages)
        yield "source", ". ".join(str(part) for part in parts if part is not None)
    yield "rule", statement.rule
    if shown.recorded.retired_at is not None:
        yield "retired", f"{shown.recorded.retired_at} {shown.recorded.replaced_by or ''}".rstrip()


def _context(shown: "Shown") -> str:
    """The paragraph with its quote in brackets, or the printed sentence where there is no paragraph."""
    if shown.passage is None or shown.quote is None:
        return " ".join(shown.sentence.split())
    text, quote = shown.passage.text, shown.quote
    return f"{text[: quote.start]}[{quote.of(text)}]{text[quote.end :]}"


@command("stats")
@format_option("table", "json")
@ledger_option()
def stats_command(format: str, ledger: str) -> None:  # noqa: A002
    from cordiale.cli.telling import tell_trouble

    with opened(ledger) as held:
        stats, aside = held.stats(), held.files_set_aside()
    if format == "json":
        print_json({**asdict(stats), "set_aside": [asdict(item) for item in aside]})
        return
    print_stats(stats)
    for item in aside:
        trouble = tell_trouble(item.path, item.reason, item.advice)
        click.echo(plain(say("report.aside", item=trouble)))


def print_stats(stats: "Stats") -> None:
    """Prints a ledger's counts, then its notes document by document with the numbers missing."""
    names = ("documents", "characters", "articles", "passages", "sources", "statements", "retired")
    for name in names:
        _count_line(say(f"columns.{name}"), getattr(stats, name))
    for title, counts in (("kind", stats.kinds), ("status", stats.statuses), ("measure", stats.measures)):
        _print_counts(title, counts)
    _print_counts("language", stats.languages)
    if any(note.defined or note.missing for note in stats.notes):
        click.echo()
        columns = ("document", "defined", "tied", "missing", "unmarked")
        rows = [(n.document, n.defined, n.tied, _listed(n.missing), _listed(n.unmarked)) for n in stats.notes]
        print_table(columns, rows)


def _print_counts(title: str, counts: Mapping[str, int]) -> None:
    if counts:
        click.echo(f"\n{say('columns.' + title)}")
    for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        _count_line("  " + worded(name), number)


def _count_line(name: str, number: int) -> None:
    click.echo(f"{name:24}{count(number):>12}")


def _listed(numbers: tuple[str, ...]) -> str:
    """Note numbers, three or more in a row as one stretch: ``3 7-9``; ``-`` where there are none."""
    stretches: list[list[str]] = []
    for number in numbers:
        last = stretches[-1][-1] if stretches else ""
        if last.isdecimal() and number.isdecimal() and int(number) == int(last) + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    told = (f"{s[0]}-{s[-1]}" if len(s) > 2 else " ".join(s) for s in stretches)
    return " ".join(told) or "-"


@command("verify")
@click.argument("paths", nargs=-1, type=PATH)
@ledger_option()
@click.pass_context
def verify_command(context: click.Context, paths: tuple[Path, ...], ledger: str) -> None:
    from cordiale.cli.telling import tell_trouble

    with opened(ledger) as held:
        problems = held.verify(paths or None)
        stats = held.stats()
    if not problems:
        documents = counted("documents", stats.documents)
        click.echo(counted("verified", stats.statements, documents=documents))
        return
    click.echo(counted("not_verified", len(problems)), err=True)
    for problem in problems:
        where = problem.where if problem.kind in ("missing", "changed") else translated(problem.where)
        told = tell_trouble(where, problem.message)
        click.echo(plain(f"{translated(problem.kind)}{entry('colon')} {told}"))
    context.exit(1)


@command("changes")
@click.option("--since", metavar="YYYY-MM-DD")
@format_option("text", "json")
@ledger_option()
def changes_command(since: str | None, format: str, ledger: str) -> None:  # noqa: A002
    iso_date("--since", since)
    with opened(ledger) as held:
        changes = held.changes(since=since)
    retired = sum(change.retired is not None for change in changes)
    added = sum(change.added is not None for change in changes)
    for change in changes:
        if format == "json":
            sides = {"retired": change.retired, "added": change.added}
            objects = {name: as_object(side) if side is not None else None for name, side in sides.items()}
            print_json({"at": change.at, "rules": change.rules, "document": change.document, **objects})
            continue
        click.echo(plain(f"{change.at}  {change.document}  {change.rules}"))
        for sign, recorded in (("-", change.retired), ("+", change.added)):
            if recorded is not None:
                click.echo(plain(f"  {sign} {_one_line(recorded)}"))
    if format == "text":
        summary = say("report.changed", retired=counted("retired", retired), added=counted("added", added))
        click.echo(summary if changes else say("report.no_changes"))


def _one_line(recorded: "Recorded") -> str:
    from cordiale.cli.telling import cut, tell_period, tell_what

    statement = recorded.statement
    parts = (
        tell_what(statement),
        tell_period(statement.fields),
        " ".join(statement.parties),
        cut(statement.evidence.quote),
    )
    return f"{recorded.id[:8]} {worded(statement.kind)}{entry('colon')} " + ", ".join(
        part for part in parts if part
    )


@command("version")
def version_command() -> None:
    import platform

    from cordiale import __version__

    click.echo(say("report.version", version=__version__, python=platform.python_version()))
