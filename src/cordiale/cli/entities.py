"""Who is who: ``entities`` lists it, ``entity`` shows one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import click

from cordiale.cli.asking import opened, require_filled
from cordiale.cli.frame import (
    Failure,
    WrongUsage,
    command,
    format_option,
    ledger_option,
    plain,
    print_json,
    print_table,
    typed,
)
from cordiale.cli.words import count, counted, entry, say, used_language, worded
from cordiale.model import EntityKind
from cordiale.publish.reasons import say_why

if TYPE_CHECKING:
    from cordiale.model import Entity, Judgement, Likeness, Placed
    from cordiale.resolve.entities import Entities

_KINDS = get_args(EntityKind)
_WIDEST = 60
_SHORT_ID = 8
_CANDIDATES = 5
_STATEMENTS = 10


class Held:
    """What the ledger says of who is who, read once."""

    def __init__(self, ledger: str) -> None:
        from cordiale.resolve.entities import cluster

        with opened(ledger) as held:
            require_filled(held)
            self.placed: list[Placed] = held.placed()
            self.judgements: list[Judgement] = held.judgements()
        self.entities: Entities = cluster(self.placed, self.judgements)

    def find(self, name: str) -> "tuple[Entity, ...]":
        """What a person typed; fails in one line, with what is nearly called so."""
        from cordiale.resolve.lookup import look_up, near_names

        found = look_up(self.entities, name)
        if not found:
            near = near_names(self.entities, name)
            hint = " " + say("errors.perhaps", options=", ".join(near)) if near else ""
            raise Failure("no_entity", name=plain(name), hint=plain(hint))
        return found

    def find_one(self, name: str) -> "Entity":
        """The one entity that a name means; fails where several have it."""
        found = self.find(name)
        if len(found) > 1:
            raise Failure("many_entities", name=plain(name), ids=plain(", ".join(e.id for e in found)))
        return found[0]

    def likenesses(self) -> "list[Likeness]":
        """The pairs that nobody has judged."""
        from cordiale.resolve.likeness import likenesses

        return likenesses(self.entities, self.judgements)


def mentions_of(entity: "Entity") -> int:
    """The number of its mentions."""
    return sum(entity.names.values())


def _line(entity: "Entity") -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "type": entity.type,
        "name": entity.name,
        "mentions": mentions_of(entity),
        "names": dict(entity.names),
        "codes": dict(entity.codes),
        "statements": list(entity.statements),
        "why": list(entity.why),
    }


@command("entities")
@click.option("--kind", type=click.Choice(_KINDS))
@click.option("--type", "type_", metavar="NAME")
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@format_option("table", "json")
@ledger_option()
def entities_command(ledger: str, **options: Any) -> None:
    held = Held(ledger)
    _check_type(held, options["type_"])
    found = [e for e in held.entities.all(options["kind"]) if options["type_"] in (None, e.type)]
    shown = found if options["limit"] is None else found[: options["limit"]]
    if options["format"] == "json":
        for entity in shown:
            print_json(_line(entity))
        return
    rows = [
        (
            e.name[:_WIDEST],
            say(f"entities.kinds.{e.kind}"),
            worded(e.type),
            mentions_of(e),
            len(e.names),
            e.id,
        )
        for e in shown
    ]
    print_table(("name", "kind", "type", "mentions", "names", "id"), rows)
    click.echo(counted("entities", len(found)), err=True)


def _counts(entity: "Entity") -> tuple[int, int]:
    return mentions_of(entity), len(entity.names)


def _check_type(held: Held, told: str | None) -> None:
    """Raises ``WrongUsage`` for a type that no entity has."""
    types = sorted({entity.type for entity in held.entities.all() if entity.type})
    if told is not None and types and told not in types:
        raise WrongUsage("no_type", name=plain(told), types=", ".join(types))


@command("entity")
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", default=_STATEMENTS, show_default=True)
@format_option("text", "json")
@ledger_option()
def entity_command(name: str, limit: int, ledger: str, **options: Any) -> None:
    from cordiale.resolve.lookup import printed_forms

    held = Held(ledger)
    found = held.find(typed(name))
    entity, others = found[0], found[1:]
    judged = [item for item in held.judgements if _concerns(held.entities, item, entity)]
    alike = [like for like in held.likenesses() if entity.id in (like.left.id, like.right.id)]
    printed = printed_forms(entity, held.placed) if entity.kind == "place" else {}
    if options["format"] == "json":
        print_json(
            {
                **_line(entity),
                "printed": printed or dict(entity.names),
                "judgements": [judgement_object(item, held.entities) for item in judged],
                "candidates": [likeness_object(like) for like in alike],
                "others": [other.id for other in others],
            }
        )
        return
    _tell(entity, printed or entity.names)
    by_id = {item.id: item for item in held.placed}
    _heading("statements", len(entity.statements))
    for identity in entity.statements[:limit]:
        item = by_id[identity]
        quote = " ".join(item.statement.evidence.quote.split())
        click.echo(plain(f"    {identity[:_SHORT_ID]}  {item.document}:{item.start}  “{quote}”"))
    for title, lines in (
        ("judgements", [judgement_line(item, held.entities) for item in judged]),
        ("candidates", [_likeness_line(like, entity) for like in alike[:_CANDIDATES]]),
        ("others", [f"{other.id}  {other.name}" for other in others]),
    ):
        if lines:
            _heading(title, len(lines))
        for line in lines:
            click.echo(plain(f"    {line}"))


def _heading(title: str, number: int) -> None:
    click.echo(f"  {say(f'entities.{title}')} ({count(number)}){entry('colon')}")


def _tell(entity: "Entity", names: Mapping[str, int]) -> None:
    click.echo(click.style(plain(entity.name), bold=True) + f"  {plain(entity.id)}")
    told = [say(f"entities.kinds.{entity.kind}"), worded(entity.type)]
    if entity.kind == "goods":
        from cordiale.resolve.goods import goods_label

        told.append(goods_label(entity.codes["hs"], used_language()))
    told += [f"{code} {value}" for code, value in sorted(entity.codes.items())]
    click.echo("  " + plain(" · ".join(part for part in told if part)))
    _heading("names", len(names))
    for name, number in names.items():
        click.echo(plain(f"    {count(number):>6}  {name}"))
    if entity.why:
        _heading("reasons", len(entity.why))
    for reason in entity.why:
        code, _, rest = reason.partition(": ")
        click.echo(plain(f"    {say(f'entities.why.{code}')}{entry('colon')} {rest}"))


def _concerns(entities: "Entities", item: "Judgement", entity: "Entity") -> bool:
    return any(found.id == entity.id for side in (item.left, item.right) for found in entities.named(side))


def _overruled_by(item: "Judgement", entities: "Entities") -> list[int]:
    return [n for over in entities.overruled if over.judgement.number == item.number for n in over.by]


def judgement_object(item: "Judgement", entities: "Entities") -> dict[str, Any]:
    """A judgement as a JSON object."""
    from dataclasses import asdict

    return {**asdict(item), "stands": item.stands, "overruled_by": _overruled_by(item, entities)}


def judgement_line(item: "Judgement", entities: "Entities") -> str:
    """A judgement in words, with what became of it."""
    told = say(
        f"entities.verdicts.{item.verdict}",
        number=item.number,
        left=item.left,
        right=item.right,
        by=item.by,
        at=item.at[:10],
        why=item.why,
    )
    if not item.stands:
        when = (item.withdrawn_at or "")[:10]
        told += say("entities.taken_back", by=item.withdrawn_by, at=when)
        told += f"{entry('colon')} {item.withdrawn_why}" if item.withdrawn_why else ""
    elif against := _overruled_by(item, entities):
        told += say("entities.overruled", numbers=", ".join(map(str, against)))
    return told


def likeness_object(like: "Likeness") -> dict[str, Any]:
    """A pair to judge as a JSON object."""
    return {
        "score": like.score,
        "left": like.left.id,
        "right": like.right.id,
        "left_name": like.left.name,
        "right_name": like.right.name,
        "left_mentions": mentions_of(like.left),
        "right_mentions": mentions_of(like.right),
        "reasons": list(like.reasons),
    }


def _likeness_line(like: "Likeness", entity: "Entity") -> str:
    other = like.right if like.left.id == entity.id else like.left
    return f"{like.score:.2f}  {other.name}  {other.id}  ({reasons_told(like.reasons)})"


def reasons_told(reasons: Sequence[str]) -> str:
    """The reasons of a likeness in words."""
    return "; ".join(say_why(reason, used_language()) for reason in reasons)
