"""Facts listed, and one fact with every assertion behind it."""

from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.frame import (
    Failure,
    command,
    format_option,
    ledger_option,
    plain,
    print_json,
    print_table,
)
from cordiale.cli.holding import asked_span, held_in
from cordiale.cli.places import asked_party
from cordiale.cli.reading import MEASURES
from cordiale.cli.words import counted, say, worded

if TYPE_CHECKING:
    from cordiale.model import Placed
    from cordiale.model.fact import Fact
    from cordiale.registers.holdings import Holdings

_KINDS = ("observation", "document", "event", "relation")
_SHORT_ID = 8
_WIDEST = 48


@command("facts")
@click.option("--party", metavar="CODE")
@click.option("--kind", type=click.Choice(_KINDS))
@click.option("--measure", type=click.Choice(MEASURES), metavar="NAME")
@click.option("--from", "since", metavar="YYYY[-MM[-DD]]")
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@format_option("table", "json")
@ledger_option()
def facts_command(ledger: str, **options: Any) -> None:
    since, _ = asked_span(options["since"])
    holdings = held_in(ledger)
    options["party"] = asked_party(options, holdings.parties)
    first = None if since is None else since.isoformat()
    found = [fact for fact in holdings.facts.all if _wanted(fact, options, first)]
    shown = found if options["limit"] is None else found[: options["limit"]]
    if options["format"] == "json":
        for fact in shown:
            print_json(_line(fact))
        return
    print_table(
        ("id", "quote", "subject", "period", "status", "parties", "sources", "origins"),
        [_row(fact) for fact in shown],
    )
    click.echo(counted("facts", len(found)), err=True)


@command("fact")
@click.argument("identifier", metavar="ID")
@format_option("text", "json")
@ledger_option()
def fact_command(identifier: str, ledger: str, **options: Any) -> None:
    holdings = held_in(ledger)
    found = holdings.facts.find(identifier)
    if len(found) != 1:
        raise Failure("no_fact" if not found else "many_facts", id=plain(identifier))
    if options["format"] == "json":
        print_json(
            {**_line(found[0]), "assertions": [_assertion(m, h, holdings) for m, h in found[0].members]}
        )
    else:
        _tell(found[0], holdings)


def _wanted(fact: "Fact", options: dict[str, Any], since: str | None) -> bool:
    party, statement = options["party"], fact.shown.statement
    if options["kind"] not in (None, statement.kind):
        return False
    if options["measure"] not in (None, fact.fields.get("measure")):
        return False
    if since is not None:
        day = fact.fields.get("to") or fact.fields.get("date")
        # A date told as a year or a month is kept where any day of it is late enough.
        if day is None or day < since[: len(day)]:
            return False
    return party is None or any(
        code == party or code.startswith((f"{party}-", f"{party}:")) for code in statement.parties
    )


def _sources(fact: "Fact") -> int:
    """The number of places that assert it: articles, and what they cite."""
    return len({(item.document, item.article and item.article.ordinal) for item, _ in fact.members})


def _line(fact: "Fact") -> dict[str, Any]:
    shown = fact.shown.statement
    return {
        "id": fact.id,
        "kind": shown.kind,
        "status": shown.status,
        "parties": list(shown.parties),
        "orgs": list(shown.orgs),
        **shown.fields,
        "rule": fact.rule,
        "assertions": len(fact.members),
        "sources": _sources(fact),
        "origins": fact.origins,
        "statements": [item.id for item, _ in fact.members],
    }


def _row(fact: "Fact") -> tuple[object, ...]:
    fields, shown = fact.fields, fact.shown.statement
    subject = fields.get("item") or worded(fields.get("measure") or shown.kind)
    return (
        fact.id[:_SHORT_ID],
        " ".join(shown.evidence.quote.split())[:_WIDEST],
        str(subject)[:_WIDEST],
        _period(fact),
        say(f"facts.statuses.{shown.status}"),
        " ".join(shown.parties),
        _sources(fact),
        fact.origins,
    )


def _period(fact: "Fact") -> str:
    from cordiale.cli.telling import tell_period

    return tell_period(fact.fields)


def _assertion(item: "Placed", how: str, holdings: "Holdings") -> dict[str, Any]:
    evidence = item.statement.evidence
    first = evidence.spans[0]
    return {
        "statement": item.id,
        "agrees": how,
        "doc": item.document,
        "start": first.start,
        "end": first.end,
        "quote": evidence.quote,
        "cite": item.statement.cite,
        "said": item.said,
        "origin": holdings.genealogy.origin(item),
    }


def _tell(fact: "Fact", holdings: "Holdings") -> None:
    shown = fact.shown.statement
    quote = " ".join(shown.evidence.quote.split())
    click.echo(click.style(plain(quote), bold=True) + f"  {fact.id[:_SHORT_ID]}")
    told = [_period(fact), say(f"facts.statuses.{shown.status}"), " ".join(shown.parties)]
    click.echo("  " + plain(" · ".join(part for part in told if part)))
    click.echo("  " + say(f"facts.rules.{fact.rule}"))
    click.echo("  " + counted("origins", fact.origins))
    numbers: dict[str, int] = {}
    for item, how in fact.members:
        origin = holdings.genealogy.origin(item)
        number = numbers.setdefault(origin, len(numbers) + 1)
        note = f" [{item.statement.cite}]" if item.statement.cite is not None else ""
        words = " ".join(item.statement.evidence.quote.split())
        said = "" if item.said is None else f", {item.said}"
        click.echo(plain(f"    {item.document}:{item.start}  “{words}”{note}{said}"))
        click.echo(f"      {say(f'facts.agreement.{how}')}; {say('facts.origin', number=number)}")
