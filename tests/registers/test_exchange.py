"""Tables out and in: what is exported reads back as it was, and no cell becomes a formula."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cordiale.ledger import Ledger
from cordiale.model import Entry, Row
from cordiale.publish.safety import printable
from cordiale.publish.tables import FORMATS, UnreadableTableError, defuse, read_table, restore, write_table
from cordiale.registers import RegisterError
from cordiale.registers.exchange import to_entries, to_table
from cordiale.registers.holdings import holdings
from cordiale.registers.loading import parse_schema
from cordiale.registers.rows import make_rows

LABEL = {"en": "a", "fr": "b"}
SCHEMA = parse_schema(
    "own",
    {
        "number": 93,
        "label": LABEL,
        "row": LABEL,
        "key": ["NAME", "PLACES"],
        "may_lack": ["PLACES"],
        "sources": [],
        "columns": {
            "NAME": {"type": "text", "label": LABEL},
            "PLACES": {"type": "place", "many": True, "label": LABEL},
            "WORDS": {"type": "text", "many": True, "label": LABEL},
            "VALUE": {"type": "number", "label": LABEL},
            "DATE": {"type": "date", "label": LABEL},
            "PERIOD": {"type": "period", "label": LABEL},
        },
    },
    "own.yml",
)
READ = tuple(form for form in FORMATS if form != "json")


def make(*entries: Entry) -> tuple[Row, ...]:
    return make_rows(SCHEMA, replace(holdings([]), entries=entries))


def enter(number: int, cells: dict[str, Any], **told: Any) -> Entry:
    key = {name: cells[name] for name in ("NAME", "PLACES") if cells.get(name)}
    given: dict[str, Any] = {
        "status": "actual",
        "standing": "entry",
        "source": "s",
        "by": "me",
        "at": "2020-01-01T00:00:00Z",
    }
    return Entry(number=number, register="own", key=key, cells=cells, **{**given, **told})


def written(rows: tuple[Row, ...], form: str, folder: Path) -> Path:
    path = folder / f"table.{form}"
    with path.open("wb") as stream:
        write_table(to_table(SCHEMA, rows), form, stream)
    return path


def back(path: Path) -> tuple[Row, ...]:
    new = to_entries(SCHEMA, read_table(path), path.name)
    return make(
        *(
            Entry(n, i.register, i.key, i.cells, i.status, i.standing, i.source, "me", "2020-01-01T00:00:00Z")
            for n, i in enumerate(new, 1)
        )
    )


def shown(rows: tuple[Row, ...]) -> list[Any]:
    """All that a table tells of rows."""

    def bound(cell: Any) -> str:
        return (
            next(a.bound for a in cell.assertions if a.value == cell.value)
            if not isinstance(cell.value, tuple)
            else ""
        )

    return [
        (
            row.id,
            row.status,
            {name: (cell.value, cell.status, bound(cell)) for name, cell in row.cells.items()},
        )
        for row in rows
    ]


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co"]),
    min_size=1,
    max_size=12,
).map(printable)
HOSTILE = st.sampled_from(
    [
        "=1+1",
        "+33 1",
        "-5 %",
        "@SUM(A1)",
        "'=x",
        "''",
        "a;b",
        "a\\;b",
        "\\",
        ";",
        '"',
        "a,b",
        "0012",
        "1e5",
        "TRUE",
    ]
)
WORDS = st.one_of(TEXT, HOSTILE)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32).filter(
        lambda x: x == 0 or 1e-9 < abs(x) < 1e14
    ),
)
PLACES = st.lists(
    st.sampled_from(["FR", "KZ-KUS", "KZ:Astana", "EAEU", "FR:L'Haÿ-les-Roses"]), max_size=3, unique=True
)
STATUS = st.sampled_from(["actual", "planned", "target", "proposed"])


@st.composite
def some_entries(draw: st.DrawFn) -> list[Entry]:
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique_by=lambda word: word.casefold()))
    found = []
    for number, name in enumerate(names, 1):
        cells: dict[str, Any] = {"NAME": name, "PLACES": draw(PLACES)}
        if draw(st.booleans()):
            cells["VALUE"] = {
                "value": draw(NUMBERS),
                "bound": draw(st.sampled_from("=~><")),
                "status": draw(STATUS),
            }
        elif draw(st.booleans()):
            cells["VALUE"] = sorted([draw(st.integers(0, 9)), draw(st.integers(10, 99))])
        if draw(st.booleans()):
            cells["WORDS"] = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
        cells["DATE"] = draw(st.sampled_from([None, "2021", "2021-06", "2021-06-03"]))
        cells["PERIOD"] = draw(
            st.sampled_from([None, "2021", "2021-Q3", "2021-01-01/P9M", "2020-02-03/2021-03-01"])
        )
        found.append(
            enter(number, {k: v for k, v in cells.items() if v not in (None, [])}, status=draw(STATUS))
        )
    return found


@pytest.mark.parametrize("form", READ)
@given(entries=some_entries())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_exported_reads_back_as_it_was(form: str, entries: list[Entry], tmp_path: Path) -> None:
    rows = make(*entries)
    path = written(rows, form, tmp_path)
    assert shown(back(path)) == shown(rows)


def test_every_format_has_the_same_rows(tmp_path: Path) -> None:
    rows = make(
        enter(1, {"NAME": "=cmd", "VALUE": 4.5e9, "WORDS": ["x", "y;z"]}),
        enter(2, {"NAME": "b", "VALUE": {"value": 3, "bound": ">"}}, status="planned"),
    )
    tables = {form: [line for _, line in read_table(written(rows, form, tmp_path))] for form in READ}
    lines = written(rows, "json", tmp_path).read_text(encoding="utf-8").splitlines()
    objects = [json.loads(line) for line in lines]

    def plain(line: dict[str, Any]) -> dict[str, Any]:
        return {
            name: str(float(v)) if name in ("VALUE", "origins") and v else v or "" for name, v in line.items()
        }

    for form, table in tables.items():
        assert [plain(line) for line in table] == [plain(line) for line in objects], form


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", '=HYPERLINK("http://example.org")', "'=x", "'@"]
)
def test_a_cell_never_is_a_formula(text: str, tmp_path: Path) -> None:
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t"))
    assert restore(defuse(text)) == text
    rows = make(enter(1, {"NAME": text, "WORDS": [text]}))
    path = written(rows, "csv", tmp_path)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        for cell in line.split(","):
            assert not cell.strip('"').startswith(("=", "+", "-", "@", "\t"))
    xlsx = written(rows, "xlsx", tmp_path)
    sheet = zipfile.ZipFile(xlsx).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<f " not in sheet


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("value", [4 / 3, 0.019999999552965164, 1e-7, -2.5e13, 4_500_000_000, 0])
def test_numbers_read_back_to_their_last_digit(form: str, value: float, tmp_path: Path) -> None:
    path = written(make(enter(1, {"NAME": "a", "VALUE": value})), form, tmp_path)
    assert back(path)[0].value("VALUE") == value


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    rows = make(enter(1, {"NAME": "a", "VALUE": -5.25}))
    assert ",-5.25," in written(rows, "csv", tmp_path).read_text(encoding="utf-8")
    assert back(written(rows, "csv", tmp_path))[0].value("VALUE") == -5.25


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_commands_a_terminal_or_turns_its_text_round_is_shown(form: str, tmp_path: Path) -> None:
    rows = make(enter(1, {"NAME": "é\u202eb\x1b[31m"}))
    assert back(written(rows, form, tmp_path))[0].value("NAME") == "é\ufffdb␛[31m"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("NAME,COLOUR\na,red\n", "t.csv, line 2: there is no column COLOUR; its columns are: NAME, "),
        ("NAME,VALUE\na,1\nb,many\n", "t.csv, line 3, VALUE: many is no number"),
        ("NAME,VALUE\na,nan\n", "t.csv, line 2, VALUE: nan is no number"),
        ("NAME,DATE\na,03/06/2021\n", "t.csv, line 2, DATE: 03/06/2021 is no date"),
        ("NAME,PERIOD\na,2021-Q7\n", "t.csv, line 2, PERIOD: 2021-Q7 is no period"),
        ("NAME,PLACES\na,FR; Atlantide\n", "t.csv, line 2, PLACES: Atlantide is no place"),
        ("NAME,status\na,done\n", "t.csv, line 2: done is no status"),
        ("NAME,id\na,sites:0123\n", "t.csv, line 2: sites:0123 is no row of own"),
        ("VALUE\n3\n", "t.csv, line 2: it has no key; give at least one of: NAME, PLACES"),
    ],
)
def test_what_a_table_cannot_hold_is_told_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        to_entries(SCHEMA, read_table(tmp_path / "t.csv"), "t.csv")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.ods", b"", "this is no table"),
        ("t.csv", b"NAME\n\xff\xfe\n", "this is not UTF-8 text"),
        ("t.csv", b"NAME\na,b\n", "there are more cells than the header has columns"),
        ("t.xlsx", b"PK\x03\x04broken", "this is no XLSX spreadsheet"),
        ("t.parquet", b"PAR1", "this is no Parquet file"),
    ],
)
def test_what_is_no_table_is_told(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableTableError, match=message):
        list(read_table(tmp_path / name))


def test_tables_of_other_programs_are_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("\ufeffNAME;VALUE\r\nété;1 234,5\r\n".encode())
    with pytest.raises(RegisterError, match=r"1 234,5 is no number; write it as 1234\.5"):
        to_entries(SCHEMA, read_table(tmp_path / "t.csv"), "t.csv")
    (tmp_path / "t.csv").write_bytes("\ufeffNAME;VALUE;\r\nété;1234.5;\r\n\r\n".encode())
    (entry,) = to_entries(SCHEMA, read_table(tmp_path / "t.csv"), "t.csv")
    assert entry.cells == {"NAME": "été", "VALUE": 1234.5}
    assert entry.source == "t.csv, line 2"


def test_dates_of_a_spreadsheet_are_dates(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["NAME", "DATE", "VALUE"])
    book.active.append(["a", date(2021, 6, 3), 7])
    book.save(tmp_path / "t.xlsx")
    (entry,) = to_entries(SCHEMA, read_table(tmp_path / "t.xlsx"), "t.xlsx")
    assert entry.cells == {"NAME": "a", "DATE": "2021-06-03", "VALUE": 7}


def test_entries_are_appended_and_retired(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "e.cordiale", create=True) as ledger:
        (tmp_path / "t.csv").write_text("NAME,VALUE\na,1\nb,2\n", encoding="utf-8")
        new = to_entries(SCHEMA, read_table(tmp_path / "t.csv"), "t.csv")
        made = ledger.enter(new, by="me")
        assert [(entry.number, entry.source, entry.by) for entry in made] == [
            (1, "t.csv, line 2", "me"),
            (2, "t.csv, line 3", "me"),
        ]
        retired = ledger.retire_entry(1, by="you")
        assert not retired.stands
        assert retired.retired_by == "you"
        assert ledger.entries("own") == [retired, made[1]]
        assert ledger.entries("other") == []
        assert len(make(*ledger.entries())) == 1


def test_a_stream_stays_open_after_writing() -> None:
    stream = io.BytesIO()
    write_table(to_table(SCHEMA, make(enter(1, {"NAME": "a"}))), "csv", stream)
    assert stream.getvalue().startswith(b"NAME,")
