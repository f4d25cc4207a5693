"""From what the ledger holds to a register's rows, with every assertion behind each cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from cordiale.ledger.collecting import uncollected
from cordiale.model import Assertion, Entry, Row
from cordiale.registers.drafts import Bench, Draft, finish, row_id
from cordiale.registers.holdings import Holdings
from cordiale.registers.mechanisms import CHECKS, SPLITS, STEPS
from cordiale.registers.schema import ALWAYS, Column, FeedingSource, Schema
from cordiale.registers.told import Told
from cordiale.resolve.entities import name_key

_YEAR = 4


def make_rows(schema: Schema, holdings: Holdings) -> tuple[Row, ...]:
    """The rows of a register, in its own order.

    Statements are grouped by the register's key, entries join the row that has their key; the steps
    complete the rows, then each cell's value is chosen and the checks are asked. The cost grows as
    n log n in the number of statements.
    """
    bench = Bench(schema, holdings)
    with uncollected():
        drafts = _group(schema, holdings, bench)
        drafts = _enter(schema, drafts, holdings.entries)
        for step in schema.steps:
            drafts = STEPS[step.name].run(drafts, step.parameters, bench)
        rows = [finish(draft, bench) for draft in drafts]
        return _sorted(schema, _check(schema, rows, bench))


def _group(schema: Schema, holdings: Holdings, bench: Bench) -> list[Draft]:
    drafts: dict[tuple[Any, ...], Draft] = {}
    keyed = [(name, schema.column(name)) for name in schema.key]
    others = [column for column in schema.columns if column.name not in schema.key]
    for told in _feed(schema, holdings):
        key = {name: _value(told, column) for name, column in keyed if column is not None}
        identity, seed = _identity(told, key, schema, bench)
        draft = drafts.setdefault(identity, Draft(key, seed))
        if not draft.placed or draft.placed[-1].id != told.item.id:
            draft.placed.append(told.item)
        stage = _stage(schema, told)
        for column in schema.columns if others else ():
            for assertion in _assertions(told, column, stage, bench):
                draft.tell(column.name, assertion)
    return list(drafts.values())


def _identity(told: Told, key: dict[str, Any], schema: Schema, bench: Bench) -> tuple[Any, str]:
    """What is equal for statements of one row, and what the row's id needs beside the key."""
    act = bench.ground.acts.get(told.item.id)
    if schema.identity == "act" and act is not None:
        return (act, _comparable(told.part)), act
    values = tuple(_comparable(value) for value in key.values())
    if not any(value in (None, ()) and name not in schema.may_lack for name, value in key.items()):
        return values, ""
    fact = bench.ground.facts.of(told.item.id)
    apart = told.item.id if fact is None else fact.id
    return (*values, apart), apart


def _comparable(value: Any) -> Any:
    return name_key(value) if isinstance(value, str) and " " in value else value


def _feed(schema: Schema, holdings: Holdings) -> Iterator[Told]:
    """The statements that feed the register, each as often as it goes to a row; the first source takes it."""
    by_kind: dict[str, list[FeedingSource]] = {}
    for item in holdings.placed:
        kind = item.statement.kind
        if kind not in by_kind:
            by_kind[kind] = [source for source in schema.sources if _takes(source, kind)]
        if not by_kind[kind]:
            continue
        told = Told(item, holdings, schema.terms)
        for source in by_kind[kind]:
            if not told.meets(source.when):
                continue
            if source.split is None:
                yield told
            else:
                yield from (told.with_part(part) for part in SPLITS[source.split].run(told))
            break


def _takes(source: FeedingSource, kind: str) -> bool:
    """Whether statements of a kind may feed a register through a source, as far as the kind tells."""
    return all(kind in allowed for name, allowed in source.when.wanted if name == "kind")


def _value(told: Told, column: Column) -> Any:
    if column.when is not ALWAYS and not told.meets(column.when):
        return None
    for fill in column.fills:
        value = told.value(fill)
        if value is not None and value != ():
            return value
    return None


def _stage(schema: Schema, told: Told) -> str | None:
    """The last stage of the life cycle that the statement speaks of."""
    return next((stage.name for stage in reversed(schema.life) if told.meets(stage.when)), None)


def _assertions(told: Told, column: Column, stage: str | None, bench: Bench) -> Iterator[Assertion]:
    item = told.item
    if item.statement.status not in column.status or (column.stage is not None and column.stage != stage):
        return
    value = stage if column.type == "status" else _value(told, column)
    if value is None:
        return
    values = value if column.many and isinstance(value, tuple) else (value,)
    for one in values:
        yield bench.told_by(item, one, bounded=column.type == "number")


def _enter(schema: Schema, drafts: list[Draft], entries: Iterable[Entry]) -> list[Draft]:
    """Each entry joins the row it was entered for, or the one that has its key; else it is a new row."""
    standing = [entry for entry in entries if entry.stands and entry.register == schema.name]
    if not standing:
        return drafts
    by_id = {draft.name_in(schema): draft for draft in drafts}
    by_key: dict[tuple[Any, ...], Draft] = {}
    for draft in drafts:
        by_key.setdefault(tuple(_comparable(value) for value in draft.key.values()), draft)
    for entry in standing:
        key = {name: _held(entry.key.get(name, entry.cells.get(name))) for name in schema.key}
        identity = tuple(_comparable(value) for value in key.values())
        lacks = any(value in (None, ()) and name not in schema.may_lack for name, value in key.items())
        named = str(entry.key.get("row", ""))
        found = by_id.get(named)
        if found is None and not named and not lacks:
            found = by_key.get(identity)
        if found is None:
            # A row that is no longer there is not taken for a like one: what was entered stands by itself.
            found = Draft(key, f"entry {entry.number}" if lacks else "", id=named or None)
            drafts.append(found)
            by_id.setdefault(named or row_id(schema.name, key, found.seed), found)
            if not lacks and not named:
                by_key[identity] = found
        found.entries.append(entry)
        for column in schema.columns:
            for assertion in entered(entry, column):
                found.tell(column.name, assertion)
    return drafts


def _held(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def entered(entry: Entry, column: Column) -> Iterator[Assertion]:
    """What an entry asserts for a column; a cell may be ``{value, status, bound}`` where these differ."""
    told = entry.cells.get(column.name, entry.key.get(column.name))
    if told is None:
        return
    marks = told if isinstance(told, dict) else {"value": told}
    status = marks.get("status") or (entry.status if entry.status in column.status else column.status[0])
    value = _held(marks["value"])
    for one in value if column.many and isinstance(value, tuple) else (value,):
        yield Assertion(
            value=one,
            standing=entry.standing,
            source=entry.source,
            status=status,
            bound=marks.get("bound", "="),
            origin=f"entry {entry.source}",
            said=int(entry.at[:_YEAR]),
        )


def _check(schema: Schema, rows: Sequence[Row], bench: Bench) -> list[Row]:
    flags: dict[str, set[str]] = {}
    for check in schema.checks:
        for marked in CHECKS[check.name].run(rows, check.parameters, bench):
            flags.setdefault(marked, set()).add(check.flag)
    return [
        replace(row, flags=tuple(sorted({*row.flags, *flags[row.id]}))) if row.id in flags else row
        for row in rows
    ]


def _sorted(schema: Schema, rows: list[Row]) -> tuple[Row, ...]:
    names = schema.sort or schema.key
    return tuple(sorted(rows, key=lambda row: (*(rank(row.value(name)) for name in names), row.id)))


def rank(value: Any) -> tuple[int, Any]:
    """By what a cell's value is sorted: numbers before words, what is missing last."""
    if value is None or value == ():
        return 3, ""
    if isinstance(value, tuple):
        return (2, tuple(map(str, value))) if isinstance(value[0], str) else (1, value)
    return (0, value) if isinstance(value, int | float) else (2, (str(value),))
