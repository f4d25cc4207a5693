"""Registers: their rows, filtered, sorted and paged, as JSON or CSV; and a row's full record."""

import io
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from cordiale.api.answers import READ, READ_ONE
from cordiale.api.asking import Nothing, RowsAsked
from cordiale.api.calls import Call, Reading, Route
from cordiale.api.kept_shapes import RecordShape, RegisterShape, RowShape, RowsShape
from cordiale.api.shapes import PageOf
from cordiale.model import Row
from cordiale.publish.tables import write_table
from cordiale.registers import Query as Wanted
from cordiale.registers import Register, RegisterError, names, open_register, open_registers, read_wish
from cordiale.registers.exchange import to_table
from cordiale.registers.filtering import matching
from cordiale.registers.record import find_row, record

router = APIRouter(route_class=Route, tags=["registers"])
_LISTED = 50
_MOST = 500


def rows_of(call: Call, register: Register) -> tuple[Row, ...]:
    """All rows of a register, made once for each state of the ledger (under the name that pages use)."""
    holdings = call.state.holdings
    rows: tuple[Row, ...] = call.state.keep(f"rows {register.name}", lambda: register.rows(holdings))
    return rows


def find_register(name: str) -> Register:
    """The register of this name; 404 where there is none."""
    if name not in names():
        raise HTTPException(404, "there is no such register")
    return open_register(name)


def row_named(call: Call, register: Register, name: str) -> Row:
    """The row with this id or a unique beginning of its hash; 404 where there is none."""
    try:
        return find_row(rows_of(call, register), name)
    except RegisterError as error:
        raise HTTPException(404, error.reason) from None


@router.get("/registers", responses=READ)
def list_registers(call: Reading, asked: Annotated[Nothing, Query()]) -> PageOf[RegisterShape]:
    """All registers with their numbers of rows, and of rows whose sources disagree."""

    def make() -> list[RegisterShape]:
        return [_shape(register, rows_of(call, register)) for register in open_registers()]

    return PageOf(items=call.state.keep("api registers", make), next=None)


def _shape(register: Register, rows: tuple[Row, ...]) -> RegisterShape:
    schema = register.schema
    return RegisterShape(
        name=schema.name,
        number=schema.number,
        label=dict(schema.label),
        columns=[column.name for column in schema.columns],
        rows=len(rows),
        conflicts=sum("conflict" in row.flags for row in rows),
    )


@router.get(
    "/registers/{register}",
    response_model=RowsShape,
    responses={**READ_ONE, 200: {**READ_ONE[200], "content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def list_rows(register: str, call: Reading, asked: Annotated[RowsAsked, Query()]) -> RowsShape | Response:
    """The rows of a register; ``format=csv`` gives exactly the same rows as a table."""
    held = find_register(register)
    wanted = Wanted(
        party=asked.partner,
        since=asked.since,
        until=asked.until,
        status=asked.status,
        where=tuple(read_wish(told) for told in asked.where),
        text=asked.text,
        sort=asked.sort,
    )
    found = matching(held.schema, rows_of(call, held), wanted)
    if asked.format == "csv":
        end = None if asked.limit is None else asked.offset + asked.limit
        return _table(held, found[asked.offset : end])
    end = asked.offset + min(asked.limit or _LISTED, _MOST)
    return RowsShape(
        items=[RowShape.of(row) for row in found[asked.offset : end]],
        total=len(found),
        next=end if end < len(found) else None,
    )


def _table(register: Register, rows: list[Row]) -> Response:
    stream = io.BytesIO()
    write_table(to_table(register.schema, rows), "csv", stream)
    headers = {"content-disposition": f'attachment; filename="{register.name}.csv"'}
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/registers/{register}/rows/{row}", responses=READ_ONE)
def read_row(register: str, row: str, call: Reading, asked: Annotated[Nothing, Query()]) -> RecordShape:
    """One row with every assertion behind each cell, and its history."""
    held = find_register(register)
    found = row_named(call, held, row)
    entries = call.ledger.entries(held.name)
    return RecordShape.whole(record(found, changes=call.ledger.changes(), entries=entries))
