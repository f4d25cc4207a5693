"""A person's word on who is who: ``same``, ``different``, and ``review`` of what is to be judged or was.

What is asserted needs a reason; taking it back needs none, here as in ``enter --retire``.
"""

from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.asking import opened
from cordiale.cli.entering import login
from cordiale.cli.entities import (
    Held,
    judgement_line,
    judgement_object,
    likeness_object,
    mentions_of,
    reasons_told,
)
from cordiale.cli.frame import (
    Failure,
    WrongUsage,
    command,
    format_option,
    ledger_option,
    plain,
    print_json,
    typed,
)
from cordiale.cli.words import count, counted, entry, say

if TYPE_CHECKING:
    from cordiale.model import Entity


def _judge(ledger: str, verdict: Any, sides: tuple[str, str], options: dict[str, Any]) -> None:
    from cordiale.ledger import Ledger
    from cordiale.resolve.lookup import are_two_countries, as_printed
    from cordiale.resolve.naming import name_key

    held = Held(ledger)
    why = _reason(options)
    left, right = (held.find_one(typed(side)) for side in sides)
    if left.kind != right.kind:
        kinds = [say(f"entities.kinds.{side.kind}") for side in (left, right)]
        raise Failure("other_kinds", left=plain(left.name), right=plain(right.name), kinds=", ".join(kinds))
    if verdict == "same" and are_two_countries(left, right):
        raise Failure("two_countries", left=plain(left.name), right=plain(right.name))
    told = tuple(as_printed(held.entities, typed(side)) for side in sides)
    if name_key(told[0]) == name_key(told[1]):
        raise Failure("one_name", name=plain(told[0]))
    if verdict == "different" and left.id == right.id and not _parted(left, told):
        raise Failure("one_name", name=plain(f"{told[0]}, {told[1]}"))
    with Ledger.open(ledger) as writer:
        made = writer.judge(verdict, *told, by=options["by"] or login(), why=why)
    after = Held(ledger)
    click.echo(plain(judgement_line(made, after.entities)))
    for entity in {found.id: found for side in told for found in after.entities.named(side)}.values():
        names = ", ".join(f"{name} ({count(number)})" for name, number in entity.names.items())
        click.echo(plain(f"  {entity.id}{entry('colon')} {names}"))


def _reason(options: dict[str, Any]) -> str:
    """Why names are judged so; a judgement without a reason could not be weighed against the next one."""
    why = typed(options["why"] or "").strip()
    if not why:
        raise WrongUsage("no_reason")
    return why


def _parted(entity: "Entity", sides: tuple[str, ...]) -> bool:
    """Whether two sides inside one entity are two of its names, or one of them and its id."""
    return sides[0] != sides[1] and any(side != entity.id for side in sides)


def _judging(name: str) -> click.Command:
    @command(name)
    @click.argument("left", metavar="A")
    @click.argument("right", metavar="B")
    @click.option("--why", required=True, metavar="TEXT")
    @click.option("--by", envvar="CORDIALE_BY", metavar="NAME")
    @ledger_option()
    def run(left: str, right: str, ledger: str, **options: Any) -> None:
        _judge(ledger, name, (left, right), options)

    return run


same_command = _judging("same")
different_command = _judging("different")


@command("review")
@click.option("--judged", is_flag=True)
@click.option("--withdraw", type=click.IntRange(min=1), metavar="NUMBER")
@click.option("--why", metavar="TEXT")
@click.option("--by", envvar="CORDIALE_BY", metavar="NAME")
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@format_option("text", "json")
@ledger_option()
def review_command(ledger: str, *, judged: bool, **options: Any) -> None:
    if options["withdraw"] is not None:
        _withdraw(ledger, options)
        return
    held = Held(ledger)
    if judged:
        for item in held.judgements[: options["limit"]]:
            if options["format"] == "json":
                print_json(judgement_object(item, held.entities))
            else:
                click.echo(plain(judgement_line(item, held.entities)))
        click.echo(counted("judgements", len(held.judgements)), err=True)
        return
    found = held.likenesses()
    for like in found[: options["limit"]]:
        if options["format"] == "json":
            print_json(likeness_object(like))
            continue
        click.echo(click.style(plain(f"{like.score:.2f}  {like.left.name} | {like.right.name}"), bold=True))
        for entity in (like.left, like.right):
            click.echo(plain(f"      {entity.id} ({count(mentions_of(entity))})"))
        click.echo(plain(f"      {reasons_told(like.reasons)}"))
    click.echo(counted("candidates", len(found)), err=True)


def _withdraw(ledger: str, options: dict[str, Any]) -> None:
    from cordiale.ledger import Ledger

    with opened(ledger):
        pass  # says in one line where there is no ledger
    with Ledger.open(ledger) as writer:
        why = typed(options["why"] or "").strip()
        taken = writer.withdraw(options["withdraw"], by=options["by"] or login(), why=why)
    click.echo(plain(judgement_line(taken, Held(ledger).entities)))
