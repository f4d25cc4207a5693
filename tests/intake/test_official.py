"""Official tables: every format to the same points, and what is refused or left out."""

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordiale.intake import IntakeError
from cordiale.intake.official import read_table
from cordiale.intake.official.codes import read_area, read_period, read_value
from cordiale.intake.official.records import NoTableError, csv_records, json_records

COMTRADE = (
    "typeCode,freqCode,period,reporterISO,flowCode,partnerISO,partner2Code,cmdCode,primaryValue\n"
    "C,A,2021,FRA,X,EGY,0,TOTAL,1800.50\n"
    "C,A,2021,FRA,M,EGY,0,01,7\n"
    "C,A,2021,FRA,X,EGY,392,TOTAL,5\n"  # by way of a second partner
    "C,A,2021,FRA,RX,EGY,0,TOTAL,5\n"  # re-exports
    "C,A,2021,FRA,X,A79,0,TOTAL,5\n"  # areas not elsewhere specified
    "C,A,2021,FRA,X,EGY,0,TOTAL,-\n"
)
SDMX_CSV = (
    "DATAFLOW,FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
    "IMF:DOT(1.0),Q,FR,TXG_FOB_USD,EG,2021-Q2,1.50,6\n"
)


def dimension(name, *values):
    return {"id": name, "values": [{"id": value} for value in values]}


def sdmx_json(*, version: int) -> str:
    structure = {
        "dimensions": {
            "series": [
                dimension("REF_AREA", "FR"),
                dimension("INDICATOR", "TXG_FOB_USD", "TMG_CIF_USD"),
                dimension("COUNTERPART_AREA", "EG"),
            ],
            "observation": [dimension("TIME_PERIOD", "2020", "2021")],
        },
        "attributes": {"dataSet": [], "series": [dimension("UNIT_MULT", "6")], "observation": []},
    }
    series = {
        "0:0:0": {"attributes": [0], "observations": {"0": [1.5], "1": [2]}},
        "0:1:0": {"attributes": [0], "observations": {"1": [None]}},
    }
    data = {"dataSets": [{"series": series}]}
    if version == 2:
        return json.dumps({"meta": {}, "data": data | {"structures": [structure]}})
    return json.dumps(
        {"header": {}} | data | {"structure": structure}
        if version == 0
        else {"data": data | {"structure": structure}}
    )


def read(tmp_path, text, name="t.csv", **options):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_table(path, **options)


def test_comtrade_csv(tmp_path):
    table = read(tmp_path, COMTRADE)
    told = [(p.line, p.reporter, p.partner, p.measure, p.goods, p.value, p.valuation) for p in table.points]
    assert told == [
        (2, "FR", "EG", "exports", "TOTAL", Decimal("1800.50"), "FOB"),
        (3, "FR", "EG", "imports", "01", Decimal(7), "CIF"),
    ]
    assert table.left_out == {"part of another row": 1, "another flow": 1, "not a country": 1, "no value": 1}


def test_comtrade_json_is_the_same(tmp_path):
    rows = [row for _, row in csv_records(COMTRADE)]
    table = read(tmp_path, json.dumps({"data": rows}), "t.json")
    assert [p.value for p in table.points] == [p.value for p in read(tmp_path, COMTRADE).points]


def test_sdmx_csv(tmp_path):
    (point,) = read(tmp_path, SDMX_CSV).points
    assert (point.value, point.unit, point.valuation) == (Decimal("1500000"), "USD", "FOB")
    assert (point.since.isoformat(), point.until.isoformat()) == ("2021-04-01", "2021-06-30")


@pytest.mark.parametrize("version", [0, 1, 2])
def test_sdmx_json_keeps_the_multiplier_of_the_series(tmp_path, version):
    table = read(tmp_path, sdmx_json(version=version), "t.json")
    assert [(p.measure, p.value) for p in table.points] == [
        ("exports", Decimal(1_500_000)),
        ("exports", Decimal(2_000_000)),
    ]
    assert table.left_out == {"no value": 1}


MAPPING = "reporter: '= BY'\npartner: Pays\nmeasure: '= exports'\nperiod: An\nvalue: Val\nmultiplier: '= 1000'\nunit: '= EUR'\n"


def test_plain_csv_with_a_mapping(tmp_path):
    (tmp_path / "m.yml").write_text(MAPPING)
    (point,) = read(tmp_path, "Pays;An;Val\nCHN;2020;12.5\n", columns=tmp_path / "m.yml").points
    assert (point.partner, point.value, point.unit, point.valuation) == (
        "CN",
        Decimal("12500.0"),
        "EUR",
        None,
    )


@pytest.mark.parametrize(
    ("text", "mapping", "reason"),
    [
        ("a;b\n1;2\n", None, "columns are those of no known table"),
        ("just words\n", None, "first line has no columns"),
        ("a,b\n1,2,3\n", None, "more columns"),
        ("a,b\n", None, "has no rows"),
        ("{", None, "no JSON"),
        ("[1]", None, "no object"),
        ("[" * 100_000, None, "no JSON"),
        ('{"data": {"dataSets": [{"series": {"7": {}}}], "structure": {"dimensions": {}}}}', None, ""),
        ('{"data": {"dataSets": 3}}', None, "not built as SDMX-JSON"),
        ("Pays;An;Val\nCHN;2020;1\n", "reporter: x\n", "lacks partner"),
        ("Pays;An;Val\nCHN;2020;1\n", MAPPING + "colour: red\n", "unknown fields"),
        ("Pays;An;Val\nCHN;2020;1\n", MAPPING.replace("Pays", "Land"), "no column Land"),
        ("Pays;An;Val\nCHN;2020;1\n", "- 1\n", "not a list of 'field: column'"),
        ("Pays;An;Val\nCHN;2020;1\n", "{: [", "no YAML"),
        ("Pays;An;Val\nCHN;soon;1\n", MAPPING, "none of its rows"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path, text, mapping, reason):
    if mapping is not None:
        (tmp_path / "m.yml").write_text(mapping)
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, text, columns=None if mapping is None else tmp_path / "m.yml")
    assert reason in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("202102", ("2021-02-01", "2021-02-28")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021M11", ("2021-11-01", "2021-11-30")),
        ("2021Q4", ("2021-10-01", "2021-12-31")),
        ("2021-S2", ("2021-07-01", "2021-12-31")),
        ("2021-Q5", None),
        ("2021-H3", None),
        ("0000", None),
        ("21", None),
        ("", None),
    ],
)
def test_periods(told, expected):
    found = read_period(told)
    assert (None if found is None else tuple(day.isoformat() for day in found)) == expected


@given(st.text(max_size=40))
def test_codes_never_fail(told):
    read_area(told)
    read_period(told)
    value = read_value(told)
    assert value is None or value.is_finite()


@given(st.text(max_size=300))
def test_any_text_is_a_table_or_is_refused(text):
    for rows in (csv_records, lambda told: json_records(told)[1]):
        with suppress(NoTableError):
            for _, row in rows(text):
                assert all(isinstance(cell, str) for cell in row.values())


GIVEN = {
    "reporter": "= FR", "partner": "Country", "measure": "= exports", "period": "Year", "value": "Value", "unit": "= EUR",
}  # fmt: skip


def mapped(tmp_path, text, **changed):
    path = tmp_path / "m.yml"
    path.write_text(
        "\n".join(f"{name}: '{value}'" for name, value in (GIVEN | changed).items()), encoding="utf-8"
    )
    return read(tmp_path, text, columns=path)


def test_a_header_that_comes_again_is_no_row(tmp_path):
    table = mapped(tmp_path, "Country,Year,Value\nEG,2020,1\nCountry,Year,Value\nEG,2021,2\n")
    assert [point.value for point in table.points] == [1, 2]
    assert table.left_out == {}


def test_columns_of_one_name_are_refused(tmp_path):
    with pytest.raises(IntakeError, match="columns stand there twice: Value"):
        mapped(tmp_path, "Country,Year,Value,Value\nEG,2020,1,2\n")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "= zorkmid"), ("unit", "= t"), ("reporter", "= Zutopia"), ("measure", "= exprots"), ("valuation", "= FAS"),
        ("multiplier", "= thousand"), ("period", "= 2021-13"), ("value", "= much"),
    ],
)  # fmt: skip
def test_a_value_for_all_rows_that_is_none_of_its_field(tmp_path, field, value):
    with pytest.raises(IntakeError, match=f"the mapping gives a {field} that is none"):
        mapped(tmp_path, "Country,Year,Value\nEG,2020,1\n", **{field: value})


def test_rows_in_an_unknown_unit_are_left_out_and_counted(tmp_path):
    table = mapped(tmp_path, "Country,Year,Value,Unit\nEG,2020,1,EUR\nEG,2021,2,zorkmid\n", unit="Unit")
    assert len(table.points) == 1
    assert table.left_out == {"no currency": 1}
