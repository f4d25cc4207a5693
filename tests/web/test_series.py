"""The series explorer: what is drawn, tabled, chosen and downloaded, in both languages."""

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from cordiale import pipeline
from cordiale.ledger import Ledger
from cordiale.vocabulary import load_yaml
from cordiale.web.app import create_app

REPORT = """Commerce entre le Portugal et le Ghana

En 2019, les exportations du Portugal vers le Ghana ont atteint 41 millions de dollars. En 2020, les exportations du Portugal vers le Ghana ont atteint 45,5 millions de dollars. En 2021, les exportations du Portugal vers le Ghana se sont élevées à 52 millions de dollars. Pendant les neuf premiers mois de 2022, les exportations du Portugal vers le Ghana ont atteint 40 millions de dollars. D'ici 2025, les exportations du Portugal vers le Ghana doivent atteindre 80 millions de dollars.

En 2022, les importations du Portugal depuis le Togo ont atteint 9 millions de dollars.
"""
OTHER = """Bilan du Portugal

En 2020, les exportations du Portugal vers le Ghana ont atteint 61 millions de dollars.
"""
ONE = "/series?reporter=PT&partner=GH"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("series")
    for name, text in (("a.txt", REPORT), ("b.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    with Ledger.open(folder / "a.cordiale", create=True) as ledger:
        pipeline.read([folder / "a.txt", folder / "b.txt"], ledger)
    return TestClient(create_app(str(folder / "a.cordiale"), by="reader"), base_url="http://127.0.0.1:8765")


def page(client: TestClient, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_every_value_is_drawn_and_tabled_with_its_passage(client: TestClient) -> None:
    html = page(client, ONE)
    figure = html[html.index("<figure") : html.index("</figure>")]
    table = html[html.index('<table class="values">') :]
    assert "Exports: Portugal → Ghana" in html
    marks = set(
        re.findall(
            r'<a href="(/statements/[0-9a-f]{24})" aria-label="[^"]*stated otherwise, in conflict', figure
        )
    )
    assert len(marks) == 1
    drawn = set(re.findall(r"/statements/[0-9a-f]{24}", figure))
    assert drawn == set(re.findall(r"/statements/[0-9a-f]{24}", table))
    assert len(drawn) == 6
    for address in drawn:
        assert client.get(address).status_code in (200, 303)
    for nature in (
        "stated for the year",
        "stated for another period",
        "target",
        "stated otherwise, in conflict",
    ):
        assert f"</i> {nature}" in table, nature
    assert "2022-01 – 2022-09" in table
    assert "45,500,000 USD" in table
    record = re.search(r'href="(/registers/trade-series/[^"]+)"', table)
    assert record is not None and client.get(record[1]).status_code == 200


def test_both_languages_have_the_same_words(client: TestClient) -> None:
    html = page(client, ONE, "fr")
    assert "Exportations\u00a0: Portugal → Ghana" in html
    assert "45\u202f500\u202f000 USD" in html
    assert "dit autrement, contredit" in html
    words = load_yaml("interface/web/series.yml")
    assert _shape(words["fr"]) == _shape(words["en"])


def _shape(words: object) -> object:
    if isinstance(words, dict):
        return {key: _shape(value) for key, value in words.items() if key != "singular"}
    return sorted(re.findall(r"\{\w+\}", str(words)))


def test_choices_narrow_what_is_shown(client: TestClient) -> None:
    html = page(client, "/series")
    assert "The fullest series is drawn." in html
    assert re.search(r'<option value="GH">Ghana \(1\)</option>', html)
    assert "Imports: Portugal → Togo" in html[html.index("All series") :]
    narrowed = page(client, "/series?measure=imports")
    assert "Imports: Portugal → Togo" in narrowed and "Portugal → Ghana" not in narrowed
    assert '<option value="imports" selected>' in narrowed
    several = page(client, "/series?reporter=PT")
    assert several.count("<figure") == 2
    assert "/series?register=trade-series&amp;reporter=PT" in several


def test_years_cut_chart_and_table(client: TestClient) -> None:
    html = page(client, f"{ONE}&since=2021&until=2022")
    assert "52,000,000 USD" in html and "41,000,000 USD" not in html and "80,000,000 USD" not in html
    assert "61,000,000" not in html
    wrong = client.get(f"{ONE}&since=nonsense", headers={"accept-language": "en"})
    assert wrong.status_code == 400 and "“nonsense”: this is no date" in wrong.text


@pytest.mark.parametrize("form", ["svg", "png", "csv", "xlsx", "parquet", "json"])
def test_downloads(client: TestClient, form: str) -> None:
    answer = client.get(f"{ONE}&format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="series.{form}"'
    starts = {
        "svg": b"<svg ",
        "png": b"\x89PNG",
        "csv": b"register,",
        "xlsx": b"PK",
        "parquet": b"PAR1",
        "json": b'{"register"',
    }
    assert answer.content.startswith(starts[form])


def test_the_file_has_what_the_page_shows(client: TestClient) -> None:
    lines = list(csv.DictReader(io.StringIO(client.get(f"{ONE}&format=csv").text)))
    assert [(line["period"], float(line["value"]), line["nature"]) for line in lines] == [
        ("2019", 41e6, "stated"),
        ("2020", 45.5e6, "stated"),
        ("2020", 61e6, "rival"),
        ("2021", 52e6, "stated"),
        ("2022-01-01/P9M", 40e6, "part"),
        ("2025", 80e6, "target"),
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/series?partner=XX", 200),
        ("/series?register=nothing", 400),
        (f"{ONE}&format=exe", 404),
        ("/series?partner=XX&format=svg", 404),
        ("/series?offset=99999", 200),
        ("/series?offset=x", 422),
        ("/series?reporter=%3Cscript%3Ealert(1)%3C/script%3E", 200),
    ],
)
def test_what_is_not_there(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "<script>" not in answer.text


def test_nothing_is_inline(client: TestClient) -> None:
    html = page(client, ONE)
    assert "<script" not in html
    assert not re.search(r"\s(?:style|on\w+)=", html)


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    place = tmp_path / "empty.cordiale"
    with Ledger.open(place, create=True):
        pass
    empty = TestClient(create_app(str(place), by="reader"), base_url="http://127.0.0.1:8765")
    for address in ("/series", "/network", "/map"):
        html = page(empty, address, "fr")
        assert 'class="empty"' in html and 'href="/intake"' in html, address
    assert empty.get("/series?format=svg").status_code == 404
    assert empty.get("/network?format=png").status_code == 404
    assert empty.get("/map?format=svg").status_code == 200
