"""Charts and maps: what is drawn for which value, that every mark leads to its passage, and that hostile text stays text."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

import cordiale
from cordiale.model import Assertion, Cell, Proof, Row
from cordiale.publish import drawing
from cordiale.publish.charts import MOST_PANELS, series_chart, series_panels, sparkline
from cordiale.publish.cleaning import UnsafePictureError, clean, palette
from cordiale.publish.courses import CourseTeller, course_table
from cordiale.publish.maps import Region, map_classes, partner_map, world_map
from cordiale.publish.plotting import Label, spread
from cordiale.publish.ties import TieTeller, tie_matrix, tie_network
from cordiale.publish.timelines import MOST_BARS, bars_of, timeline
from cordiale.publish.wording import Wording
from cordiale.registers import open_register
from cordiale.registers.courses import Course, courses
from cordiale.registers.strength import Strength
from cordiale.registers.ties import matrix

FRENCH, ENGLISH = Wording("fr"), Wording("en")
DATA = Path(cordiale.__file__).parent / "data"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><script>alert(1)</script>",
    "javascript:alert(1)",
    "' style='position:fixed' onmouseover='x()",
    "]]><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "a\x00b\x1b[31m\ud800\u202e",
    "{{ 7 * 7 }} {% raw %} datum.x signal",
)


def assertion(value: Any, number: int, **given: Any) -> Assertion:
    proof = Proof("a.txt", number, number + 2, "23", statement=f"{number:024x}")
    return Assertion(value, given.pop("standing", "statement"), "a.txt", proof=proof, **given)


def row(period: str | None, *assertions: Assertion, shown: Any = None, **key: Any) -> Row:
    told = {
        "REF_AREA": "FR", "COUNTERPART_AREA": "MA", "INDICATOR": "exports", "TRANSFORMATION": "level", "UNIT_MEASURE": "EUR",
        "TIME_PERIOD": period, **key,
    }  # fmt: skip
    cells = {name: Cell(value, "only", ()) for name, value in told.items() if value is not None}
    columns = {
        "actual": "OBS_VALUE",
        "planned": "PLANNED_VALUE",
        "target": "TARGET_VALUE",
        "proposed": "PROPOSED_VALUE",
    }
    for status, column in columns.items():
        own = tuple(a for a in assertions if a.status == status)
        if own:
            cells[column] = Cell(own[0].value if shown is None else shown, "only", own, status=status)
    return Row("trade-series", f"trade-series:{period}", told, cells)


def course(*rows: Row) -> Course:
    found = courses({"trade-series": rows}).all
    assert len(found) == 1
    return found[0]


def shapes(svg: str) -> dict[str, str]:
    """What each mark says, and how it is drawn."""
    found = {}
    for told in re.finditer(r'<a href="([^"]+)" aria-label="([^"]+)"><path ([^>]+)>', svg):
        found[told[2]] = told[1] + " " + told[3]
    return found


EVERYTHING = course(
    row("2019", assertion(1e9, 1)),
    row("2020", assertion(2e9, 2), assertion(4e9, 3), assertion(2.04e9, 4, bound="~"), shown=2e9),
    row("2021-01-01/P9M", assertion(1.5e9, 5)),
    row("2021", assertion(3e9, 6, standing="derived", derivation="1 + 2")),
    row("2022", assertion(3.1e9, 7, standing="official")),
    row("2023", assertion(3.5e9, 8, status="planned")),
    row("2024", assertion(4e9, 9, status="target"), assertion((4e9, 5e9), 10, status="proposed")),
    row(None, assertion(9e9, 11)),
)


def test_each_kind_of_value_has_its_own_mark() -> None:
    drawn = series_chart([EVERYTHING], FRENCH)
    assert drawn is not None
    marks = shapes(drawn.inline)
    assert len(marks) == 10  # all values but the undated one
    by_link = {told.split()[0]: (label, told) for label, told in marks.items()}
    for number, nature in enumerate(
        [
            "",
            "stated",
            "stated",
            "rival",
            "also",
            "part",
            "derived",
            "official",
            "planned",
            "target",
            "proposed",
        ]
    ):
        if number:
            label, told = by_link[f"/statements/{number:024x}"]
            word = yaml.safe_load((DATA / "interface/charts.yml").read_text(encoding="utf-8"))["fr"][
                "natures"
            ][nature]
            assert word in label
            assert ('fill="var(--paper)"' in told) == (nature in ("derived", "planned", "target", "proposed"))
            assert ('stroke="var(--bad)"' in told) == (nature == "rival")
    forms = {told.split(' d="')[1].split('"')[0] for told in marks.values()}
    assert len(forms) == 7  # circle, cross, diamond, square, three triangles
    assert (
        drawn.inline.count('stroke-dasharray="3,3"') == 3
    )  # the periods of what is planned, aimed at, proposed


def test_values_are_told_in_the_reader_s_language() -> None:
    french, english = series_chart([EVERYTHING], FRENCH), series_chart([EVERYTHING], ENGLISH)
    assert french is not None and english is not None
    assert "milliards EUR" in french.inline and "billion EUR" in english.inline
    assert "3,1" in french.inline and "3.1" in english.inline
    assert "2021-01 – 2021-09" in french.inline
    assert "France → Maroc" in french.title and "France → Morocco" in english.title


def test_goods_have_names() -> None:
    for code in yaml.safe_load((DATA / "languages/fr/registers.yml").read_text(encoding="utf-8"))["goods"]:
        for wording in (FRENCH, ENGLISH):
            assert CourseTeller(wording).name("goods", code) != code, code
    assert CourseTeller(ENGLISH).name("goods", "+ resident") == "resident (added)"
    assert CourseTeller(FRENCH).name("goods", "betteraves") == "betteraves"


def test_growth_is_drawn_as_change() -> None:
    growth = course(row("2020", assertion(1.25, 1), TRANSFORMATION="growth", UNIT_MEASURE="ratio"))
    drawn = series_chart([growth], ENGLISH)
    assert drawn is not None
    assert ">25%<" in drawn.inline and "change in %" in drawn.inline


def test_a_year_with_several_values_is_not_joined() -> None:
    years = [row(str(year), assertion(year, year)) for year in (2019, 2020, 2022)]
    joined = series_chart([course(*years)], ENGLISH)
    years[1] = row("2020", assertion(2020, 2020), assertion(5000, 1), shown=2020)
    parted = series_chart([course(*years)], ENGLISH)
    assert joined is not None and parted is not None
    line = re.compile(r'<path [^>]*d="M[\d.,-]+L[\d.,-]+"')
    assert len(line.findall(joined.svg)) == 1  # 2019 to 2020, not across the gap
    assert not line.findall(parted.svg)


def test_nothing_dated_draws_nothing() -> None:
    undated = course(row(None, assertion(5, 1)))
    assert series_chart([undated], FRENCH) is None
    assert series_chart([], FRENCH) is None
    assert series_panels([undated], FRENCH) == []
    assert sparkline(undated, FRENCH) is None


def test_panels_are_bounded_and_share_their_years() -> None:
    rows = [
        row("2020", assertion(5, n), COUNTERPART_AREA=code)
        for n, code in enumerate(["DE", "ES", "IT", "PT", "BE", "NL", "AT"])
    ]
    rows.append(row("2001", assertion(5, 90), COUNTERPART_AREA="DE"))
    held = courses({"trade-series": rows}).all
    drawn, panels = series_chart(held, ENGLISH), series_panels(held, ENGLISH)
    assert drawn is not None
    assert drawn.title == f"{MOST_PANELS} series"
    assert len(panels) == MOST_PANELS
    assert all("2001" in picture.inline for _, picture in panels)


def test_a_sparkline_says_its_ends() -> None:
    drawn = sparkline(course(row("2019", assertion(5, 1)), row("2021", assertion(7, 2))), ENGLISH)
    assert drawn is not None
    assert drawn.summary == "From 5 EUR (2019) to 7 EUR (2021)."
    assert drawn.width < 160 and "<a " not in drawn.inline
    assert sparkline(course(row("2019", assertion(5, 1))), ENGLISH) is None


# -- hostile text ----------------------------------------------------------------------------------


def unsafe(svg: str) -> list[str]:
    """What a browser would run or fetch: read by a parser that is not ours."""
    found = []
    for element in ElementTree.fromstring(svg).iter():
        tag = element.tag.rpartition("}")[2]
        if tag not in ("svg", "g", "path", "rect", "line", "circle", "text", "tspan", "a", "title", "desc"):
            found.append(tag)
        for name, value in element.attrib.items():
            own = name.rpartition("}")[2]
            if own.startswith("on") or own in ("style", "src", "class") and (tag, own) != ("svg", "class"):
                found.append(f"{tag} {own}")
            if own == "href" and not re.fullmatch(r"/[a-z-]+/.*", value):
                found.append(value)
    return found


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_labels_stay_labels(text: str) -> None:
    bad = course(
        row("2020", assertion(5, 1), REF_AREA=text, COMMODITY=text),
        row("2021", assertion(7, 2), REF_AREA=text, COMMODITY=text),
    )
    schema = open_register("regional-ties").schema
    cells = {
        "REGION_A": Cell("FR-NAQ", "only", ()),
        "REGION_B": Cell(f"MA:{text}", "only", ()),
        "ACTIVITY": Cell(1.0, "only", ()),
    }
    tie = TieTeller(FRENCH, schema).tie(Row("regional-ties", f"regional-ties:{text}", {}, cells))
    kept = {
        "DATE": Cell("2020", "only", ()),
        "ORGANISATIONS": Cell((text,), "all", ()),
        "PARTIES": Cell((f"MA:{text}",), "all", ()),
    }
    bars = bars_of([Row("agreements", f"agreements:{text}", {}, kept)], FRENCH, as_of=date(2022, 1, 1))
    pictures = [
        series_chart([bad], FRENCH),
        sparkline(bad, FRENCH),
        timeline(bars, FRENCH),
        tie_network([tie], ("FR", "MA"), TieTeller(FRENCH, schema)),
        world_map([Region("MA", 5, text)], FRENCH, title=text),
    ]
    for picture in pictures:
        assert picture is not None
        for svg in (picture.inline, picture.svg):
            assert unsafe(svg) == []
            assert "<script" not in svg and "<img" not in svg and "\x00" not in svg
        assert "alert(1)" not in text or "alert(1)" in picture.inline  # it is shown, not dropped


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<foreignObject/>",
        "<image href='https://example.org/a.png'/>",
        "<style>*{}</style>",
        "<path style='fill:red'/>",
        "<path onclick='x()'/>",
        "<path fill='url(https://example.org/)'/>",
        "<path d='M0,0' filter='url(#a)'/>",
        "<a href='javascript:x()'><path/></a>",
        "<a href='https://example.org/'><path/></a>",
        "<a href='https://cordiale.invalid@example.org/'><path/></a>",
        "<a href='https://cordiale.invalid//example.org'><path/></a>",
        "<a xlink:href='data:text/html,x'><path/></a>",
        "<use href='#a'/>",
        "<svg/>",
        "<?xml-stylesheet href='a.css'?>",
        "<text>&unknown;</text>",
        "<g><path></g>",
    ],
)
def test_what_charts_are_not_made_of_is_refused(inside: str) -> None:
    start = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    assert clean(f"{start}<g><path d='M0,0'/></g></svg>")
    with pytest.raises(UnsafePictureError):
        clean(f"{start}{inside}</svg>")


def test_entities_of_a_document_type_are_refused() -> None:
    with pytest.raises(UnsafePictureError):
        clean(
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>&a;</svg>"
        )


def test_files_have_no_links_and_pages_no_fixed_colours() -> None:
    drawn = series_chart([EVERYTHING], FRENCH)
    assert drawn is not None
    assert "<a " not in drawn.svg and "var(--" not in drawn.svg
    assert not [colour for colour in palette().values() if f'"{colour}"' in drawn.inline]
    assert drawn.png().startswith(b"\x89PNG")
    for svg in (drawn.inline, drawn.svg):
        root = ElementTree.fromstring(svg)
        assert root[0].tag.endswith("title") and root[0].text == drawn.title
        assert root[1].tag.endswith("desc") and root[1].text == drawn.summary


def test_a_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = series_chart([EVERYTHING], FRENCH, width=500)
    monkeypatch.setattr(drawing, "_draw", lambda *_, **__: pytest.fail("drawn again"))
    assert series_chart([EVERYTHING], FRENCH, width=500) is first
    monkeypatch.undo()
    monkeypatch.setattr(drawing, "_KEPT", 1)
    series_chart([EVERYTHING], ENGLISH, width=500)
    assert len(drawing._drawn) == 1


def test_colours_and_words_are_whole() -> None:
    style = (DATA.parent / "web/static/cordiale.css").read_text(encoding="utf-8")
    by_day = re.sub(r"@media[^{]+dark[^{]*\{(?:[^{}]|\{[^}]*\})*\}", "", style)
    for name, value in palette().items():
        assert f"--{name}: {value};" in by_day, name
        assert style.count(f"--{name}: ") == 2, f"{name} has no colour by night"
    words = yaml.safe_load((DATA / "interface/charts.yml").read_text(encoding="utf-8"))
    plurals = [words[language].pop("singular") for language in ("fr", "en")]
    assert plurals == [[0, 1], [1]]
    assert _keys(words["fr"]) == _keys(words["en"])


def _keys(words: Any) -> Any:
    if isinstance(words, dict):
        return {key: _keys(value) for key, value in words.items()}
    if isinstance(words, list):
        return len(words)
    return sorted(re.findall(r"\{\w+\}", str(words)))


def test_the_table_has_a_line_an_assertion() -> None:
    table = course_table([EVERYTHING])
    lines = list(table.objects())
    assert len(lines) == 11
    assert {line["nature"] for line in lines} >= {"rival", "undated", "proposed"}
    ranged = next(line for line in lines if line["high"] is not None)
    assert (ranged["value"], ranged["high"]) == (4e9, 5e9)
    assert all(len(line["statement"]) == 24 for line in lines)


# -- maps, ties, timeline --------------------------------------------------------------------------


def test_the_map_leads_to_dossiers_and_knows_small_countries() -> None:
    strength = {
        code: Strength(code, n, n, 1, 2020) for code, n in (("CN", 300), ("SG", 40), ("MT", 5), ("EAEU", 9))
    }
    drawn = partner_map(strength, ENGLISH)
    links = re.findall(r'<a href="([^"]+)"', drawn.inline)
    assert sorted(links) == ["/parties/CN", "/parties/MT", "/parties/SG"]  # a bloc is no country
    assert "China: 300 facts (300 origins, 1 document)" in drawn.inline
    assert "well documented (" in drawn.inline
    assert "well documented" not in partner_map(strength, ENGLISH, legend=False).inline
    assert map_classes({"CN": 300, "SG": 40}, ENGLISH)[0] == "nothing"
    assert len(map_classes({}, FRENCH)) == 5


def tie(one: str, other: str, *, flags: tuple[str, ...] = (), **cells: Any) -> Row:
    told = {"REGION_A": one, "REGION_B": other, "STAGE": "twinning", "ACTIVITY": 2.0, **cells}
    return Row(
        "regional-ties",
        f"regional-ties:{one}{other}",
        {},
        {n: Cell(v, "only", ()) for n, v in told.items()},
        flags=flags,
    )


def test_the_matrix_marks_ties_dormant_and_missing_pairs() -> None:
    rows = [
        tie("FR-NAQ", "MA-06", SINCE="2001", LAST="2019"),
        tie("FR-BRE", "MA-01", flags=("dormant",), SINCE="1998", LAST="1998"),
    ]
    teller = TieTeller(ENGLISH, open_register("regional-ties").schema)
    drawn = tie_matrix(matrix(rows, "FR", "MA"), ("FR", "MA"), teller)
    assert drawn is not None
    assert drawn.summary.startswith("2 of 4 pairs have a tie; 1 dormant; 2 without")
    assert ">2001–19<" in drawn.inline and ">1998<" in drawn.inline
    assert drawn.inline.count("<a ") == 2
    assert drawn.inline.count(">·<") == 2
    assert tie_matrix(matrix([], "FR", "MA"), ("FR", "MA"), teller) is None


def test_places_of_one_name_are_told_apart() -> None:
    teller = TieTeller(ENGLISH, open_register("regional-ties").schema)
    names = teller.names(["BY-BR", "BY:Brest", "CN-HB"])
    assert names["CN-HB"] == "Hubei"
    assert names["BY-BR"] == "Brest (region)" and names["BY:Brest"] == "Brest (town)"
    capital = teller.names(["BY-HM", "BY-MI"])
    assert len(set(capital.values())) == 2


def test_the_network_is_bounded_and_the_same_each_time() -> None:
    teller = TieTeller(ENGLISH, open_register("regional-ties").schema)
    ties = [teller.tie(tie("FR-NAQ", f"MA:T{n}", ACTIVITY=float(n))) for n in range(100)]
    drawn = tie_network(ties, ("FR", "MA"), teller)
    assert drawn is not None
    assert drawn.summary.startswith("60 regions and towns, 59 ties")
    assert "T99" in drawn.inline and ">T3<" not in drawn.inline
    drawing._drawn.clear()
    again = tie_network(list(reversed(ties)), ("FR", "MA"), teller)
    assert again is not None and again.inline == drawn.inline
    round_one = tie_network(ties, ("FR", "MA", "ES"), teller)
    assert round_one is not None and abs(round_one.width - round_one.height) < 20
    assert tie_network([], ("FR", "MA"), teller) is None


def agreement(number: int, **cells: Any) -> Row:
    told = {"DOCTYPE": "agreement", "PARTIES": ("FR", "MA"), **cells}
    return Row("agreements", f"agreements:{number}", {}, {n: Cell(v, "only", ()) for n, v in told.items()})


def test_the_timeline_shows_validity_and_signing() -> None:
    rows = [
        agreement(1, DATE="2018-05", VALID_FROM="2018", VALID_TO="2020"),
        agreement(2, PLANNED_DATE="2023", VALID_FROM="2021"),
        agreement(3),
    ]
    bars = bars_of(rows, ENGLISH, as_of=date(2022, 1, 1), party="MA")
    assert [(bar.sign, bar.lapsed) for bar in bars] == [("signed", True), ("planned", False)]
    assert bars[0].name == "agreement, France · 2018-05"
    drawn = timeline(bars, ENGLISH)
    assert drawn is not None
    assert 'href="/registers/agreements/1"' in drawn.inline
    assert "signed 2018-05-01, validity over 2018–2020" in drawn.inline
    assert timeline([], ENGLISH) is None
    many = bars_of([agreement(n, DATE=str(1950 + n)) for n in range(60)], ENGLISH, as_of=date(2022, 1, 1))
    long = timeline(many, ENGLISH)
    assert long is not None and long.inline.count("<a ") == MOST_BARS


def test_labels_without_room_are_left_out() -> None:
    labels = [Label(1, 1, "1234", 50, 50, rank) for rank in (2, 1, 0)]
    placed = spread(labels, 100, 100)
    assert [(label.rank, label.below) for label in placed] == [(0, False), (1, True)]
