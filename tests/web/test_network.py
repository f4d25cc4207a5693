"""The network of regional ties and the map: matrix, picture, list, files, and what other pages include."""

import re

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from cordiale import pipeline
from cordiale.ledger import Ledger
from cordiale.vocabulary import load_yaml
from cordiale.web.app import create_app
from cordiale.web.pictures import agreement_timeline, key_figures, map_of_partners
from cordiale.web.templating import Page, page_of

TEXT = """Jumelages

En 2004, la Bavière et le Shandong ont signé un accord de jumelage. En 2021, la Bavière et le Guangdong ont signé un accord de coopération. En 2022, les villes de Leipzig et de Nankin ont signé un mémorandum.

En 2020, la Bretagne et la province du Hubei ont signé un accord de coopération.

Commerce

En 2019, les exportations singapouriennes vers la Chine ont atteint 41 millions de dollars. En 2020, les exportations singapouriennes vers la Chine ont atteint 45 millions de dollars.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("network")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with Ledger.open(folder / "a.cordiale", create=True) as ledger:
        pipeline.read([folder / "a.txt"], ledger)
    return TestClient(create_app(str(folder / "a.cordiale"), by="reader"), base_url="http://127.0.0.1:8765")


def page(client: TestClient, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_matrix_has_years_dormant_and_missing_pairs(client: TestClient) -> None:
    html = page(client, "/network?one=CN&other=DE")
    matrix = html[html.index('<table class="matrix">') : html.index("</table>")]
    assert re.search(
        r'class="tie dormant"><a href="/registers/regional-ties/[0-9a-f]+" title="[^"]+">2004', matrix
    )
    assert '<span class="hidden"> (dormant)</span>' in matrix
    assert re.search(r'class="tie c\d"><a [^>]+>2021', matrix)
    assert "Leipzig" not in matrix  # a town: it is in the list
    assert "Leipzig" in html[html.index("The ties") :]
    record = re.search(r"/registers/regional-ties/[0-9a-f]+", matrix)
    assert record is not None and client.get(record[0]).status_code == 200


def test_a_pair_without_a_tie_is_marked(client: TestClient) -> None:
    html = page(client, "/network?one=-")
    assert "All countries" in html and "matrix" not in html[html.index("<main") : html.index("<section")]
    assert "<figure" in html
    listed = re.findall(r'<a href="\?one=(\w+)&amp;other=(\w+)"', html)
    assert listed == [("CN", "DE"), ("CN", "FR")]


def test_the_first_pair_is_the_one_with_most_ties(client: TestClient) -> None:
    assert re.search(r'aria-current="true">China – Germany', page(client, "/network"))
    assert re.search(r'aria-current="true">Chine – France', page(client, "/network?one=CN&other=FR", "fr"))


def test_the_picture_leads_to_records_and_dossiers(client: TestClient) -> None:
    html = page(client, "/network?one=CN&other=DE")
    figure = html[html.index("<figure") : html.index("</figure>")]
    for address in set(re.findall(r'<a href="([^"]+)"', figure)):
        assert client.get(address).status_code == 200, address
    assert "/parties/DE-BY" in figure and "/registers/regional-ties/" in figure
    assert "<script" not in html and not re.search(r"\s(?:style|on\w+)=", html)


@pytest.mark.parametrize("picture", ["matrix", "network"])
@pytest.mark.parametrize("form", ["svg", "png"])
def test_pictures_are_files_too(client: TestClient, picture: str, form: str) -> None:
    answer = client.get(f"/network?one=CN&other=DE&picture={picture}&format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{picture}.{form}"'
    assert answer.content.startswith(b"<svg " if form == "svg" else b"\x89PNG")


def test_the_map_and_its_table_say_the_same(client: TestClient) -> None:
    html = page(client, "/map")
    drawn = re.findall(r'<a href="(/parties/\w+)" aria-label="([^"]+)"', html)
    assert {address for address, _ in drawn} == {"/parties/CN", "/parties/DE", "/parties/FR", "/parties/SG"}
    table = html[html.index("The same numbers") :]
    for address, label in drawn:
        facts = re.search(r": (\d+) facts?", label)
        assert facts is not None
        assert re.search(rf'href="{address}">[^<]+</a></th><td class="figure">{facts[1]}</td>', table), label
        assert client.get(address).status_code == 200
    assert html.count('class="swatch') == 5


def test_the_map_shows_any_register_with_places(client: TestClient) -> None:
    html = page(client, "/map?what=regional-ties", "fr")
    assert "Liens régionaux" in html
    assert "3 lignes" in html  # China and Germany have three each
    assert client.get("/map?what=nothing").status_code == 404


@pytest.mark.parametrize("form", ["svg", "png", "csv", "json"])
def test_the_map_is_a_file_too(client: TestClient, form: str) -> None:
    answer = client.get(f"/map?format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="map.{form}"'


def test_words_are_whole() -> None:
    words = load_yaml("interface/web/network.yml")
    assert _shape(words["fr"]) == _shape(words["en"])


def _shape(words: object) -> object:
    if isinstance(words, dict):
        return {key: _shape(value) for key, value in words.items()}
    return sorted(re.findall(r"\{\w+\}", str(words)))


@pytest.fixture
def inside(client: TestClient) -> Page:
    """The surroundings that a page has, for what pages include."""
    scope = {"type": "http", "headers": [(b"accept-language", b"en")], "query_string": b"", "app": client.app}
    return page_of(Request(scope))


def test_other_pages_may_include_pictures(inside: Page) -> None:
    world = map_of_partners(inside)
    assert 'href="/parties/SG"' in world.picture.inline and len(world.classes) == 5
    figures = key_figures(inside, "SG")
    assert [(one.title, one.period, one.amount) for one in figures] == [
        ("Exports: Singapore → China", "2020", "45,000,000 USD")
    ]
    assert figures[0].picture is not None and figures[0].address.startswith(
        "/series?register=trade-series&reporter=SG"
    )
    assert key_figures(inside, "FR") == []
    lines = agreement_timeline(inside, "DE")
    assert lines is not None and lines[0].width > lines[1].width
    assert agreement_timeline(inside, "SG") is None
