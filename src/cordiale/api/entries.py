"""Entries: what persons know, entered in registers, and retired."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field

from cordiale.api.acts import Number, Sent
from cordiale.api.answers import READ_ONE, WRITE
from cordiale.api.asking import Identity, Nothing, Status
from cordiale.api.calls import Reading, Route, Writing, who
from cordiale.api.kept_shapes import EntryShape
from cordiale.api.registers import find_register, row_named
from cordiale.api.shapes import PageOf
from cordiale.ledger import LedgerError
from cordiale.model import Row
from cordiale.registers.exchange import new_entry, read_cells

router = APIRouter(route_class=Route, tags=["entries"])

CellValue = str | int | float | list[str | int | float]


class NewEntry(Sent):
    """Values by column as ``cordiale enter`` takes them; ``row`` names the row that they are for."""

    cells: dict[str, CellValue] = Field(min_length=1)
    source: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    status: Status = "actual"
    row: Identity | None = None
    reviewed: bool = False


@router.get("/registers/{register}/entries", responses=READ_ONE)
def list_entries(register: str, call: Reading, asked: Annotated[Nothing, Query()]) -> PageOf[EntryShape]:
    """All entries of a register, those retired included, oldest first."""
    held = call.ledger.entries(find_register(register).name)
    return PageOf(items=[EntryShape.of(one) for one in held], next=None)


@router.post("/registers/{register}/entries", status_code=201, responses=WRITE)
def enter(register: str, call: Writing, new: NewEntry, asked: Annotated[Nothing, Query()]) -> EntryShape:
    """Enter values in a register: in the row of their key, or in the row named."""
    by = who(call, new.by)
    held = find_register(register)
    unknown = [name for name in new.cells if held.schema.column(name) is None]
    if unknown:
        known = ", ".join(column.name for column in held.schema.columns)
        raise HTTPException(422, f"cells: there is no column {unknown[0][:100]}; its columns are: {known}")
    row = None if new.row is None else row_named(call, held, new.row)
    values = read_cells(held.schema, {name: _typed(value) for name, value in new.cells.items()}, held.name)
    made = new_entry(
        held.schema, values, source=new.source.strip(), status=new.status, row=None if row is None else row.id
    )
    if row is not None:
        made = replace(made, key=_key(row))
    if new.reviewed:
        made = replace(made, standing="reviewed")
    with call.desk.ledger(read_only=False) as ledger:
        return EntryShape.of(ledger.enter([made], by=by)[0])


def _typed(value: Any) -> Any:
    """A value as it would be typed: those of a list are parted by semicolons."""
    if not isinstance(value, list):
        return value
    return "; ".join(str(one).replace("\\", "\\\\").replace(";", "\\;") for one in value)


def _key(row: Row) -> Mapping[str, Any]:
    key = {name: list(v) if isinstance(v, tuple) else v for name, v in row.key.items() if v is not None}
    return {**key, "row": row.id}


@router.post("/registers/{register}/entries/{number}/retire", responses=WRITE)
def retire(
    register: str, number: Number, call: Writing, sent: Sent, asked: Annotated[Nothing, Query()]
) -> EntryShape:
    """Take an entry back; it stays, marked."""
    by = who(call, sent.by)
    if all(one.number != number for one in call.ledger.entries(find_register(register).name)):
        raise HTTPException(404, "no entry of this register has this number")
    try:
        with call.desk.ledger(read_only=False) as ledger:
            return EntryShape.of(ledger.retire_entry(number, by=by))
    except LedgerError as error:
        raise HTTPException(409, error.reason) from None
