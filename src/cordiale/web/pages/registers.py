"""Registers: their list, one as a table with facets, its exports, and a row with all that is behind it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from cordiale.model import Row
from cordiale.publish.cells import filled, name_row, tell_cell, tell_flag, tell_value
from cordiale.publish.labelling import labelled_rows
from cordiale.publish.tables import FORMATS, write_table
from cordiale.registers import Query, Register, facets, names, open_register, open_registers, read_wish
from cordiale.registers.filtering import Wish, matching
from cordiale.registers.lookup import RowWords, rows_by_place
from cordiale.registers.record import find_row, record
from cordiale.web.pictures import rows_of
from cordiale.web.places import code_of
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
_LISTED = 50
_MANY = 5_000
"""Rows from which on an index is worth its making."""
_COLUMNS = 10
_TOLD_BY_OTHERS = frozenset(("FREQ",))
"""Columns that a page leaves out: the period says how long it is."""
_FACETS = 6
_FACET_VALUES = 12
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/x-ndjson",
}


def find_register(name: str) -> Register:
    """The register of this name; 404 where there is none."""
    if name not in names():
        raise HTTPException(404)
    return open_register(name)


@dataclass(frozen=True)
class Asked:
    """What a view of a register is narrowed to: the same as ``cordiale register`` takes."""

    partner: str = ""
    since: str = ""
    until: str = ""
    status: str = ""
    text: str = ""
    sort: str = ""

    def query(self, wishes: tuple[Wish, ...]) -> Query:
        """The question for the register's own engine."""
        return Query(
            party=self.partner or None,
            since=self.since or None,
            until=self.until or None,
            status=self.status or None,
            where=wishes,
            text=self.text or None,
            sort=self.sort or None,
        )


@dataclass(frozen=True)
class _Listing:
    register: Register
    rows: tuple[Row, ...]

    @cached_property
    def conflicts(self) -> int:
        return sum("conflict" in row.flags for row in self.rows)


def _listing(page: Page, register: Register) -> _Listing:
    held: _Listing = page.state.recall(
        ("listing", register.name), lambda: _Listing(register, rows_of(page, register.name))
    )
    return held


@router.get("/registers")
@once
def registers(page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """All registers with their numbers of rows and of rows whose sources disagree."""
    listed = [_listing(page, register) for register in open_registers()]
    return render(page, "registers.html", told=page_words(page, "registers"), listed=listed)


@router.get("/registers/{name}")
@once
def register_table(
    name: str,
    request: Request,
    page: Annotated[Page, Depends(page_of)],
    asked: Annotated[Asked, Depends()],
    offset: int = 0,
    format: str = "",  # noqa: A002
) -> Response:
    """One register as a table, or as a file of exactly the rows that the filters leave."""
    register = find_register(name)
    wishes = tuple(read_wish(told) for told in request.query_params.getlist("where")[:20])
    everything = rows_of(page, register.name)
    narrowed = replace(asked.query(wishes), party=code_of(page, asked.partner) or None)
    found = page.state.recall((name, narrowed), lambda: _matching(page, register, narrowed))
    if format:
        return _export(page, register, found, format)
    offset = max(0, min(offset, len(found)))
    rows = found[offset : offset + _LISTED]
    schema, wording = register.schema, page.wording
    columns = [c for c in filled(schema, rows, None, _COLUMNS + 1) if c.name not in _TOLD_BY_OTHERS][
        :_COLUMNS
    ]
    return render(
        page,
        "register.html",
        told=page_words(page, "registers"),
        schema=schema,
        asked=asked,
        wishes=wishes,
        columns=columns,
        lines=[
            (row, [tell_cell(row.cells.get(column.name), column, wording) for column in columns])
            for row in rows
        ],
        flags={row.id: [tell_flag(flag, schema, wording) for flag in row.flags] for row in rows},
        facets=page.state.recall((name, narrowed, page.language), lambda: _facets(page, register, found)),
        total=len(found),
        everything=len(everything),
        offset=offset,
        step=_LISTED,
        formats=FORMATS,
        statuses=("actual", "planned", "target", "proposed"),
    )


def _matching(page: Page, register: Register, asked: Query) -> Sequence[Row]:
    """The rows asked for; places and words are looked up where there are many rows."""
    rows: Sequence[Row] = rows_of(page, register.name)
    if len(rows) >= _MANY and asked.party is not None:
        by_place = page.state.keep(
            f"rows {register.name} by place", lambda: rows_by_place(register.schema, rows)
        )
        rows = by_place.get(asked.party, ())
    elif len(rows) >= _MANY and asked.text is not None:
        rows = page.state.keep(f"rows {register.name} by words", lambda: RowWords(rows)).find(asked.text)
    return matching(register.schema, rows, asked)


def _facets(
    page: Page, register: Register, rows: Sequence[Row]
) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Column name, its label, and its most frequent values: value, words, count."""
    counted: Mapping[str, Mapping[Any, int]] = facets(register.schema, rows)
    found = []
    for name, values in list(counted.items())[:_FACETS]:
        column = register.schema.column(name)
        if column is None or len(values) < 2:
            continue
        top = sorted(values.items(), key=lambda pair: (-pair[1], str(pair[0])))[:_FACET_VALUES]
        told = [(str(value), tell_value(value, column, page.wording), count) for value, count in top if value]
        found.append((name, column.label[page.language], told))
    return found


def _export(page: Page, register: Register, rows: Sequence[Row], form: str) -> Response:
    if form not in FORMATS:
        raise HTTPException(404)
    stream = io.BytesIO()
    write_table(labelled_rows(register.schema, rows, page.wording), form, stream)
    headers = {"content-disposition": f'attachment; filename="{register.name}.{form}"'}
    return Response(stream.getvalue(), media_type=_MEDIA[form], headers=headers)


@router.get("/registers/{name}/{row}")
@once
def row_record(name: str, row: str, page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """One row with every assertion behind each cell and its history."""
    register = find_register(name)
    found = find_row(rows_of(page, register.name), row)
    with page.desk.ledger() as ledger:
        held = record(found, changes=ledger.changes(), entries=ledger.entries(name))
    schema, wording = register.schema, page.wording
    named = [(column, found.cells[column.name]) for column in schema.columns if column.name in found.cells]
    told_rule = {column.name: wording.code(cell.rule) for column, cell in named}
    return render(
        page,
        "record.html",
        told=page_words(page, "registers"),
        schema=schema,
        row=found,
        title=name_row(found, schema, wording),
        cells=[
            (
                column,
                cell,
                tell_cell(cell, column, wording),
                [
                    (a, tell_cell(replace(cell, value=a.value, assertions=(a,)), column, wording))
                    for a in held.assertions[column.name]
                ],
            )
            for column, cell in named
        ],
        rules=told_rule,
        missing=[column.label[page.language] for column in schema.columns if column.name in found.missing],
        flags=[tell_flag(flag, schema, wording) for flag in found.flags],
        history=held.history,
    )
