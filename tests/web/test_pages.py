"""Every page, over a filled and an empty ledger; what changes something; what is refused."""

import io
import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from cordiale import pipeline
from cordiale.ledger import Ledger
from cordiale.publish.citations import bibtex, csl_json, footnote
from cordiale.publish.wording import Wording
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.kinds import FieldError, read_fields, read_places
from cordiale.web.app import create_app
from cordiale.web.intake import safe_name
from cordiale.web.pages.blind import agreement
from cordiale.web.security import token_hash

REPORT = """# Le Chili et le Pérou

En 2021, les exportations du Chili vers le Pérou ont atteint 41 millions de dollars [^1]. En 2021, les
exportations du Chili vers le Pérou se sont élevées à 58 millions de dollars. Les deux pays ont signé en mars 2022 un
accord de coopération dans le domaine des mines. La 3e réunion de la commission intergouvernementale s'est tenue à
Lima en mai 2021, la 5e à Santiago en mai 2023. Le parc d'Arica compte 50 firmes, dont 20 firmes chiliennes et 45 firmes
péruviennes.

[^1]: Douanes. Bulletin. 2022. URL: https://example.org/bulletin
"""
ADDRESSES = (
    "/",
    "/documents",
    "/search",
    "/search?q=accord",
    "/parties",
    "/chronicle",
    "/registers",
    "/registers/trade-series",
    "/registers/agreements?partner=PE&since=2020&sort=-DATE",
    "/series",
    "/network",
    "/map",
    "/findings",
    "/findings?kind=silence&decision=open",
    "/review",
    "/blind",
    "/entities",
    "/entities?kind=place",
    "/intake",
)


def served(folder: Path, text: str | None, **options) -> TestClient:
    place = folder / "t.cordiale"
    with Ledger.open(place, create=True) as ledger:
        if text is not None:
            (folder / "a.md").write_text(text, encoding="utf-8")
            pipeline.read([folder / "a.md"], ledger)
    app = create_app(str(place), by="Lectrice", **options)
    return TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return served(tmp_path_factory.mktemp("filled"), REPORT)


def form(client: TestClient, **fields: str) -> dict[str, str]:
    """Fields with the token that a form of ours carries."""
    found = re.search(r'name="form" value="([^"]+)"', client.get("/review").text)
    assert found is not None
    return {"form": found[1], **fields}


def one_statement(client: TestClient) -> str:
    held = client.app.state.desk.state().holdings.of_kind("observation")
    return held[0].id


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_in_both_languages(client: TestClient, address: str, language: str) -> None:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]* src=)|\sstyle=|\son\w+=", answer.text)
    assert "built-in method" not in answer.text


def test_every_page_answers_for_an_empty_ledger(tmp_path: Path) -> None:
    client = served(tmp_path, None)
    for address in ADDRESSES:
        assert client.get(address).status_code == 200, address
    assert "/intake" in client.get("/").text


def test_what_is_shown_opens_at_its_source(client: TestClient) -> None:
    statement = one_statement(client)
    card = client.get(f"/statements/{statement}").text
    document = re.search(r"/documents/[0-9a-f]{64}\?statement=[0-9a-f]+", card)
    assert document is not None
    assert f'id="s-{statement}"' in client.get(document[0]).text
    assert client.get(f"/statements/{statement}?part=1").text.lstrip().startswith("<section")
    assert (
        client.get(f"/statements/{statement}/citation.json").json()[0]["URL"]
        == "https://example.org/bulletin"
    )
    assert client.get(f"/statements/{statement}/citation.exe").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/documents/x", 404),
        ("/statements/x", 404),
        ("/findings/x", 404),
        ("/parties/ZZ", 404),
        ("/registers/none", 404),
        ("/registers/agreements/zz", 400),
        ("/registers/agreements?where=NONE=1", 400),
        ("/registers/agreements?where=x", 400),
        ("/registers/agreements?sort=NONE", 400),
        ("/registers/agreements?format=exe", 404),
        ("/entities/none", 404),
        ("/entities?kind=none", 404),
        ("/review/x", 404),
        ("/blind/x/1", 404),
        ("/intake/x", 404),
        ("/findings?offset=-5", 200),
        ("/findings?offset=999999999999", 200),
        ("/findings?offset=x", 422),
        ("/documents/x?sheet=x", 422),
        ("/statements/x?part=perhaps", 422),
        ("/blind/x/y", 422),
        ("/parties/CL?since=9999-99-99", 400),
        ("/parties/CL?since=0001-01-01", 200),
        ("/parties/CL?format=exe", 404),
        ("/chronicle?party=CL&until=2021-13", 400),
        ("/series?since=20x1", 400),
        ("/registers/agreements?since=9999-99-99", 400),
        ("/registers/agreements?partner=chili", 200),
        ("/search?q=%22", 200),
        ("/chronicle?party=ZZ", 404),
    ],
)
def test_wrong_addresses_get_one_clear_line(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address, headers={"accept-language": "fr"})
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert not re.search(r"Not Found|this is|there is|Input should", answer.text)
    head = client.head(address)
    assert (head.status_code, head.content) == (status, b"")


def test_what_cannot_be_read_is_named_in_the_readers_language(client: TestClient) -> None:
    told = client.get("/parties/CL?since=9999-99-99", headers={"accept-language": "fr"}).text
    assert "«\u00a09999-99-99\u00a0»\u00a0: ce n&#39;est pas une date" in told
    told = client.get("/findings?offset=abc", headers={"accept-language": "en"}).text
    assert "“abc” cannot be read as “offset”" in told


def test_the_timeline_of_a_dossier_is_a_file_too(client: TestClient) -> None:
    page, file = client.get("/parties/PE").text, client.get("/parties/PE?format=svg")
    assert 'href="?format=svg"' in page
    assert file.headers["content-type"] == "image/svg+xml"
    assert 'filename="PE-agreements.svg"' in file.headers["content-disposition"]
    assert client.get("/parties/PE?format=png").content.startswith(b"\x89PNG")


def test_places_are_found_by_name_in_any_language(client: TestClient) -> None:
    named, coded = (client.get(f"/chronicle?party={told}&lang=en").text for told in ("Pérou", "PE"))
    assert (
        re.findall(r'href="(/statements/[^"]+)"', named)
        == re.findall(r'href="(/statements/[^"]+)"', coded)
        != []
    )
    assert client.get("/registers/trade-series?partner=peru").text.count("<tr>") > 1
    missed = client.get("/chronicle?party=Atlantis", headers={"accept-language": "en"})
    assert missed.status_code == 404 and "No document read speaks of “Atlantis”" in missed.text


def test_a_statement_is_rejected_corrected_and_brought_back(client: TestClient) -> None:
    statement = one_statement(client)
    address = f"/review/{statement}"
    held = client.app.state.desk.state().holdings.by_id[statement]
    assert client.post(address, data={"act": "reject"}).status_code == 403
    assert client.post(address, data=form(client, act="reject", why="a page number")).status_code == 303
    assert "a page number" in client.get(address).text
    number = re.search(r"undo-(\d+)", client.get(address).text)
    assert number is not None
    assert client.post(address, data=form(client, act=f"undo-{number[1]}")).status_code == 303
    typed = {"transform": "level", "value": "7", "unit": "USD", "bound": "=", "measure": "exports"}
    typed |= {"status": "actual", "parties": "CL, PE", "act": "correct"}
    assert client.post(address, data=form(client, **typed)).status_code == 303
    assert client.app.state.desk.state(fresh=True).holdings.by_id[statement].fields["value"] == 7.0
    wrong = client.post(address, data=form(client, **(typed | {"value": "seven"})))
    assert wrong.status_code == 422 and "seven" in wrong.text
    numbers = re.findall(r"undo-(\d+)", client.get(address).text)
    for one in numbers:
        client.post(address, data=form(client, act=f"undo-{one}"))
    now = client.app.state.desk.state(fresh=True).holdings.by_id[statement]
    assert now.fields["value"] == held.fields["value"] and now.original is None


def test_a_statement_is_added_only_where_its_words_stand(client: TestClient) -> None:
    document = client.app.state.desk.state().holdings.placed[0].statement.evidence.document
    address = f"/review/add/{document}"
    found = re.search(
        r'name="where" value="(\d+-\d+)"', client.get(f"{address}?quote=domaine des mines&kind=event").text
    )
    assert found is not None
    typed = {
        "kind": "event",
        "quote": "domaine des mines",
        "eventtype": "forum",
        "status": "actual",
        "parties": "CL",
    }
    assert client.post(address, data=form(client, **typed)).status_code == 422
    answer = client.post(address, data=form(client, where=found[1], **typed))
    assert answer.status_code == 303
    assert "domaine des mines" in client.get(answer.headers["location"]).text


def test_findings_are_decided_and_undone(client: TestClient) -> None:
    finding = client.app.state.desk.state().find()[0].id
    address = f"/findings/{finding}"
    assert client.post(address, data=form(client, act="dismiss")).status_code == 400
    assert client.post(address, data=form(client, act="dismiss", why="two scopes")).status_code == 303
    assert finding in client.get("/findings?decision=dismiss").text
    number = re.search(r"undo-(\d+)", client.get(address).text)
    assert number is not None
    client.post(address, data=form(client, act=f"undo-{number[1]}"))
    assert finding not in client.get("/findings?decision=dismiss").text


def test_uploads_are_read_and_told(client: TestClient) -> None:
    files = [
        (
            "files",
            ("../../etc/b.txt", b"Le Chili et le Japon ont sign\xc3\xa9 un accord en 2020.\n", "text/plain"),
        )
    ]
    files.append(("files", ("c.bin", b"\x00\x01\x02", "application/octet-stream")))
    answer = client.post("/intake", data=form(client), files=files)
    assert answer.status_code == 303
    address = answer.headers["location"]
    for _ in range(300):
        told = client.get(f"{address}/progress").json()
        if told["state"] != "running":
            break
        time.sleep(0.1)
    assert (told["state"], told["done"], told["aside"]) == ("done", 2, 1)
    assert "c.bin" in client.get(address).text
    assert "b.txt" in client.get("/documents").text
    assert client.post("/intake", data=form(client)).status_code == 400


def test_a_refused_upload_takes_nothing_that_was_kept_before(tmp_path: Path) -> None:
    intake = served(tmp_path, None).app.state.intake
    first, new = intake.keep("a.txt", io.BytesIO(b"texte"))
    again, known = intake.keep("a.txt", io.BytesIO(b"texte"))
    assert (again, new, known) == (first, True, False)
    other, _ = intake.keep("\u4e2d" * 150 + ".txt", io.BytesIO(b"autre"))
    intake.forget([other])
    assert first.exists() and not other.exists()


def test_what_nobody_foresaw_is_answered_with_the_same_care(tmp_path: Path) -> None:
    place = tmp_path / "t.cordiale"
    Ledger.open(place, create=True).close()
    app = create_app(str(place), by="x")
    app.add_api_route("/broken", lambda: 1 / 0)
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as broken:
        answer = broken.get("/broken")
    assert answer.status_code == 500 and "default-src 'none'" in answer.headers["content-security-policy"]


def test_other_sites_and_names_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    crossed = client.post("/settings", data=form(client, name="x"), headers={"origin": "http://evil.example"})
    assert crossed.status_code == 403
    assert client.post("/settings", data={"form": "forged"}).status_code == 403
    away = client.post("/settings", data=form(client, name="Anne", back="//evil.example"))
    assert (away.status_code, away.headers["location"]) == (303, "/")
    client.cookies.delete("cordiale_name")


def test_a_token_opens_the_door(tmp_path: Path) -> None:
    client = served(tmp_path, None, token=token_hash("secret"))
    assert client.get("/").status_code == 401
    assert client.get("/enter?token=wrong").status_code == 401
    assert client.get("/enter?token=secret").status_code == 303
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.get("/", headers={"authorization": "Bearer secret"}).status_code == 200


def test_the_words_of_all_pages_are_in_both_languages() -> None:
    folder = Path(__file__).parents[2] / "src" / "cordiale" / "data" / "interface"
    names = ["web.yml", "codes.yml", *(f"web/{path.name}" for path in sorted((folder / "web").iterdir()))]

    def keys(words, before=""):
        for name, value in words.items():
            yield f"{before}{name}"
            if isinstance(value, dict):
                yield from keys(value, f"{before}{name}.")

    for name in names:
        words = load_yaml(f"interface/{name}")
        assert sorted(keys(words["fr"])) == sorted(keys(words["en"])), name


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("observation", {"value": "1;0"}, "transform"),
        ("relation", {"relation": "marriage"}, "relation"),
        ("relation", {"relation": "twinning", "date": "2008-13"}, "date"),
        ("document", {"doctype": "agreement", "stage": "signed", "valid": "2020"}, "valid"),
        ("event", {"eventtype": "forum", "ordinal": "IV"}, "ordinal"),
        ("event", {"eventtype": "forum", "place": "somewhere"}, "place"),
    ],
)
def test_fields_that_cannot_be_read_are_named(kind: str, typed: dict[str, str], field: str) -> None:
    with pytest.raises(FieldError) as caught:
        read_fields(kind, typed)
    assert caught.value.name == field


def test_small_things() -> None:
    assert read_fields("document", {"doctype": "roadmap", "stage": "signed", "valid": "2020; 2022"})[
        "valid"
    ] == [2020, 2022]
    with pytest.raises(FieldError):
        read_places("Minsk")
    assert [safe_name(name) for name in ("a/b\\c.txt", "\x1b[2J.md", "", "." * 9)] == [
        "c.txt",
        "_2J.md",
        "texte.txt",
        "texte.txt",
    ]
    alike = agreement([{"a": "right", "b": "wrong"}, {"a": "right", "b": "wrong"}])
    assert (alike.alike, alike.judged, alike.kappa) == (2, 2, 1.0)
    assert agreement([{"a": "right"}]).kappa is None


def test_citations_carry_the_source(client: TestClient) -> None:
    item = client.app.state.desk.state().holdings.by_id[one_statement(client)]
    for language in ("fr", "en"):
        told = footnote(item, Wording(language))
        assert "41 millions" in told.replace("\u00a0", " ") and "example.org" in told
    assert "@online{" in bibtex(item) and "41" in csl_json(item)["note"]


def test_a_judgement_needs_a_reason(client: TestClient) -> None:
    told = {"act": "different", "left": "one", "right": "other"}
    answer = client.post("/entities", data=form(client, **told, why="  "), headers={"accept-language": "en"})
    assert (answer.status_code, "missing" in answer.text) == (422, True)
    told |= {"act": "same", "left": "CL", "right": "PE"}
    answer = client.post("/entities", data=form(client, **told, why="x"), headers={"accept-language": "en"})
    assert (answer.status_code, "two countries" in answer.text) == (409, True)
