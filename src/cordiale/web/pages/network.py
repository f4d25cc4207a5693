"""The network of regional ties as a matrix, a picture and a list; and the map of the world of partners."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import Response

from cordiale.model import Row
from cordiale.publish.drawing import Picture
from cordiale.publish.labelling import with_labels
from cordiale.publish.maps import map_classes, partner_map, row_map
from cordiale.publish.tables import FORMATS, write_table
from cordiale.publish.ties import Tie, TieTeller, tie_matrix, tie_network
from cordiale.registers import Register, open_register, open_registers
from cordiale.registers.exchange import Table
from cordiale.registers.places import country_of
from cordiale.registers.strength import Strength, rows_by_country
from cordiale.registers.ties import Matrix, matrix
from cordiale.web.pages.series import download, picture_file
from cordiale.web.pictures import NARROW, WIDE, Legended, rows_of, strengths_of
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
TIES = "regional-ties"
FACTS = "facts"
_LISTED = 50
_PAIRS = 24
"""Pairs of countries that are offered; an address may ask for any."""
_LARGEST = 60
"""Regions of one side of a matrix that is shown; a larger one is only a file."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Square:
    """One cell of the matrix: its tie, None where nothing is known, and its shade."""

    tie: Tie | None
    told: str
    shade: int


@dataclass(frozen=True)
class _Ties:
    """The rows of the register by the countries of their pairs, those with most ties first."""

    by_pair: Mapping[Pair, Sequence[Row]]

    def of(self, pair: Pair | None) -> Sequence[Row]:
        if pair is None:
            return [row for rows in self.by_pair.values() for row in rows]
        return self.by_pair.get(pair) or self.by_pair.get((pair[1], pair[0])) or ()


@router.get("/network")
@once
def network(
    page: Annotated[Page, Depends(page_of)],
    one: str = "",
    other: str = "",
    offset: int = 0,
    format: str = "",  # noqa: A002
    picture: str = "network",
) -> Response:
    """The ties between the regions of two countries, or of all: matrix, picture, list, and files of them."""
    ties = _ties_of(page)
    pair = _pair(ties, one, other)
    teller = TieTeller(page.wording, open_register(TIES).schema)
    squares = None if pair is None else matrix(ties.of(pair), *pair)
    if pair is not None and squares is not None and len(squares.columns) > len(squares.rows):
        pair = pair[1], pair[0]  # the longer side goes down the page
        squares = matrix(ties.of(pair), *pair)
    names = pair or tuple(dict.fromkeys(code for key in ties.by_pair for code in key))
    listed = _listed(page, ties, pair, teller)
    if format:
        if picture == "matrix":
            made = None if squares is None or pair is None else tie_matrix(squares, pair, teller)
        else:
            made = tie_network(listed, names, teller, width=WIDE)
        return picture_file(made, picture if picture == "matrix" else "network", format)
    offset = max(0, min(offset, len(listed)))
    shown = listed[offset : offset + _LISTED]
    codes = {code for tie in shown for code in (tie.one, tie.other)}
    return render(
        page,
        "network.html",
        told=page_words(page, "network"),
        pairs=[(key, len(held)) for key, held in list(ties.by_pair.items())[:_PAIRS]],
        pair=pair,
        teller=teller,
        matrix=squares,
        squares=None if squares is None or not _fits(squares) else _squares(squares, teller),
        names={} if squares is None else teller.names((*squares.rows, *squares.columns)),
        wide=tie_network(listed, names, teller, width=WIDE),
        narrow=tie_network(listed, names, teller, width=NARROW),
        dormant=sum(tie.dormant for tie in listed),
        ties=shown,
        listed=teller.names(codes) if pair else {code: page.wording.place(code) for code in codes},
        total=len(listed),
        offset=offset,
        step=_LISTED,
    )


def _ties_of(page: Page) -> _Ties:
    def index() -> _Ties:
        held: dict[Pair, list[Row]] = {}
        for row in rows_of(page, TIES):
            told = sorted(country_of(str(row.value(name))) for name in ("REGION_A", "REGION_B"))
            held.setdefault((told[0], told[1]), []).append(row)
        return _Ties(dict(sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))))

    made: _Ties = page.state.keep("ties by pair", index)
    return made


def _listed(page: Page, ties: _Ties, pair: Pair | None, teller: TieTeller) -> Sequence[Tie]:
    """The ties of a pair of countries, or of all, the most active first."""

    def make() -> list[Tie]:
        told = [teller.tie(row) for row in ties.of(pair)]
        return sorted(told, key=lambda tie: (-tie.activity, tie.one, tie.other))

    held: list[Tie] = page.state.keep(f"ties {page.language} {pair}", make) if ties.of(pair) else []
    return held


def _pair(ties: _Ties, one: str, other: str) -> Pair | None:
    """The pair of countries asked for; the one with most ties where none is; None for all (``-``)."""
    if one == "-":
        return None
    if one and other:
        return one, other
    return next((key for key in ties.by_pair if not one or one in key), None)


def _fits(held: Matrix) -> bool:
    return 0 < len(held.rows) <= _LARGEST and 0 < len(held.columns) <= _LARGEST


def _squares(held: Matrix, teller: TieTeller) -> list[list[Square]]:
    """The matrix row by row; the shade of a tie grows with its activity."""
    most = max((float(row.value("ACTIVITY") or 0) for row in held.ties.values()), default=0)
    found = []
    for one in held.rows:
        line = []
        for other in held.columns:
            row = held.ties.get((one, other))
            tie = None if row is None else teller.tie(row)
            if tie is None:
                line.append(Square(None, "", 0))
                continue
            deep = 1 + (2 * tie.activity > most if most else 0)
            line.append(Square(tie, teller.told(tie), 0 if tie.dormant else deep))
        found.append(line)
    return found


@router.get("/map")
@once
def world(
    page: Annotated[Page, Depends(page_of)],
    what: str = FACTS,
    format: str = "",  # noqa: A002
) -> Response:
    """The world of partners by the number of facts, or of a register's rows; and the same as a table."""
    strength = strengths_of(page)
    counts = _counts(page, what, strength)
    if format in FORMATS:
        stream = io.BytesIO()
        table = _table(counts, strength, what)
        named = {"country": [page.wording.place(code) for code in counts]}
        write_table(with_labels(table, named), format, stream)
        return download(stream.getvalue(), "map", format)
    title = "" if what == FACTS else open_register(what).schema.label[page.language]
    if format:
        return picture_file(_draw(page, what, counts, title, legend=True), "map", format)
    return render(
        page,
        "map.html",
        told=page_words(page, "network"),
        what=what,
        title=title,
        kinds=[(register.name, register.schema.label[page.language]) for register in _placed()],
        map=Legended(_draw(page, what, counts, title, legend=False), map_classes(counts, page.wording)),
        lines=[(code, strength.get(code), count) for code, count in counts.items()],
        tables=FORMATS,
    )


def _placed() -> Sequence[Register]:
    """The registers whose rows have places."""
    return [r for r in open_registers() if any(column.type == "place" for column in r.schema.columns)]


def _counts(page: Page, what: str, strength: Mapping[str, Strength]) -> Mapping[str, int]:
    """The number by country of what the map shows: facts, or a register's rows."""
    if what == FACTS:
        return {code: held.facts for code, held in strength.items()}
    if what not in {register.name for register in _placed()}:
        raise HTTPException(404)
    schema = open_register(what).schema
    counted: Mapping[str, int] = page.state.keep(
        f"countries {what}", lambda: rows_by_country(schema, rows_of(page, what))
    )
    return counted


def _draw(page: Page, what: str, counts: Mapping[str, int], title: str, *, legend: bool) -> Picture:
    """The map, kept with the state: its outlines are long to compare with what was drawn before."""

    def make() -> Picture:
        if what == FACTS:
            return partner_map(strengths_of(page), page.wording, legend=legend)
        return row_map(counts, page.wording, title=title, legend=legend)

    made: Picture = page.state.keep(f"map {what} {page.language} {legend}", make)
    return made


def _table(counts: Mapping[str, int], strength: Mapping[str, Strength], what: str) -> Table:
    """The map as a table: the number shown, and the strength of the record."""
    columns = ("country", what, "origins", "documents", "last")
    lines = []
    for code, count in counts.items():
        held = strength.get(code)
        told = (None, None, None) if held is None else (held.origins, held.documents, held.last)
        lines.append((code, count, *told))
    return Table(columns, frozenset(columns[1:]), tuple(lines))
