"""The operations of the API: what they give, what they refuse, who acts, and that nothing changes unasked."""

import csv
import io
from collections.abc import Mapping
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient
from tests.api.making import TEXT, make_app

from cordiale.api.asking import Kind, Status
from cordiale.vocabulary.kinds import STATUSES, kinds

API = "/api/v1"
LISTS = (
    "documents",
    "statements",
    "facts",
    "entities",
    "findings",
    "registers",
    "acts",
    "judgements",
    "registers/agreements",
    "registers/agreements/entries",
)
FRESH = {"cache-control": "no-cache"}


def got(client: TestClient, path: str, **params: Any) -> Any:
    answer = client.get(f"{API}/{path}", params=params, headers=FRESH)
    assert answer.status_code == 200, answer.text
    return answer.json()


def figure(client: TestClient) -> Any:
    return got(client, "statements", measure="exports")["items"][0]


# -- reading --------------------------------------------------------------------------------------


def test_choices_are_those_of_the_vocabulary() -> None:
    assert get_args(Kind) == kinds()
    assert get_args(Status) == STATUSES


@pytest.mark.parametrize(
    ("asked", "quotes"),
    [
        ({"kind": "observation", "status": "target"}, ["60 millions de dollars"]),
        ({"measure": "exports"}, ["45,5 millions de dollars", "82 millions de dollars"]),
        ({"kind": "document", "status": "planned"}, ["accord"]),
        ({"party": "PT", "measure": "imports", "document": "a.txt"}, ["60 millions de dollars"]),
        ({"party": "KZ"}, []),
        ({"kind": "event"}, []),
    ],
)
def test_statements_are_filtered(client: TestClient, asked: Mapping[str, str], quotes: list[str]) -> None:
    assert [item["quote"] for item in got(client, "statements", **asked)["items"]] == quotes


def test_every_quote_is_the_text_at_its_place(client: TestClient) -> None:
    document = got(client, "documents")["items"][0]
    text = client.get(f"{API}/documents/{document['id']}/text").text
    assert text == TEXT
    items = got(client, "statements", document=document["id"][:12])["items"]
    assert items
    for item in items:
        assert text[item["start"] : item["end"]] == item["quote"]


@pytest.mark.parametrize("name", ["statements", "facts", "entities", "findings"])
def test_pages_follow_one_another_without_gap_or_repeat(client: TestClient, name: str) -> None:
    whole = [item["id"] for item in got(client, name)["items"]]
    paged, after = [], None
    for _ in range(len(whole) + 1):
        page = got(client, name, limit=1, **({} if after is None else {"after": after}))
        paged += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(whole) > 1
    assert paged == whole


def test_paging_goes_on_after_a_statement_that_was_rejected_meanwhile(own: TestClient) -> None:
    whole = [item["id"] for item in got(own, "statements")["items"]]
    own.post(f"{API}/acts", json={"kind": "reject", "target": whole[1]}).raise_for_status()
    assert [item["id"] for item in got(own, "statements", after=whole[1])["items"]] == whole[2:]


def test_a_statement_is_shown_with_its_fact_and_findings(client: TestClient) -> None:
    item = got(client, f"statements/{figure(client)['id']}", lang="fr")
    assert "exportations du Portugal" in item["sentence"]
    assert item["id"] in item["fact"]["statements"]
    assert [found["rule"] for found in item["findings"]] == ["same_period"]
    assert (
        item["findings"][0]["explanation"]
        != got(client, f"statements/{item['id']}")["findings"][0]["explanation"]
    )


def test_a_fact_is_found_by_any_of_its_statements(client: TestClient) -> None:
    for fact in got(client, "facts")["items"]:
        for statement in fact["statements"]:
            assert got(client, f"facts/{statement}") == fact
    assert [
        one["fields"]["from"] for one in got(client, "facts", since="2022-05-01", kind="observation")["items"]
    ][:1] == ["2022-01-01"]


def test_entities_are_found_by_what_they_are_called(client: TestClient) -> None:
    assert [one["id"] for one in got(client, "entities", name="GHANA", kind="place")["items"]] == ["GH"]
    assert got(client, "entities", name="Ouagadougou")["items"] == []
    listed = got(client, "entities", kind="organisation")["items"]
    for entity in listed:
        assert got(client, f"entities/{entity['id']}")["statements"]


def test_findings_are_filtered_by_what_persons_decided(own: TestClient) -> None:
    found = got(own, "findings", kind="contradiction", party="GH")["items"]
    assert len(found) == 1
    sent = {"kind": "dismiss", "target": found[0]["id"], "why": "two ways of counting"}
    assert own.post(f"{API}/acts", json=sent).status_code == 201
    assert (
        own.post(f"{API}/acts", json={"kind": "assign", "target": found[0]["id"], "to": "second"}).status_code
        == 201
    )
    assert got(own, "findings", kind="contradiction", decision="open")["items"] == []
    told = got(own, "findings", decision="dismiss")["items"]
    assert [(one["decision"], one["assigned"]) for one in told] == [("dismiss", "second")]
    number = got(own, "acts")["items"][0]["number"]
    assert own.post(f"{API}/acts/{number}/undo", json={}).json()["undone_by"] == "reader"
    assert got(own, f"findings/{found[0]['id']}")["decision"] is None
    assert own.post(f"{API}/acts/{number}/undo", json={}).status_code == 409


def test_rows_are_filtered_sorted_and_the_same_as_a_table(client: TestClient) -> None:
    asked = {"partner": "PT", "where": "DOCTYPE=agreement", "sort": "-DATE"}
    rows = got(client, "registers/agreements", **asked)
    assert (rows["total"], rows["next"]) == (2, None)
    answer = client.get(f"{API}/registers/agreements", params=asked | {"format": "csv"})
    table = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert [line["id"] for line in table] == [row["id"] for row in rows["items"]]
    first = got(client, "registers/agreements", **asked, limit=1)
    second = got(client, "registers/agreements", **asked, limit=1, offset=first["next"])
    assert first["items"] + second["items"] == rows["items"]
    whole = got(client, f"registers/agreements/rows/{table[0]['id']}")
    assert whole["assertions"]["DOCTYPE"][0]["passage"]["doc"] == "a.txt"


def test_searches_figures_and_reports(client: TestClient) -> None:
    hits = got(client, "search", q="accra")["items"]
    assert [hit["text"][slice(*hit["matches"][0])] for hit in hits] == ["Accra"]
    assert got(client, "stats")["statements"] == len(got(client, "statements")["items"])
    for path in ("parties/GH/dossier", "chronicle?party=GH&party=PT&since=2019-01-01"):
        answer = client.get(f"{API}/{path}")
        assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
        assert answer.text.startswith("# ")


def test_an_empty_ledger_answers_everything(tmp_path: Any) -> None:
    from cordiale.ledger import Ledger

    Ledger.open(tmp_path / "e.cordiale", create=True).close()
    empty = TestClient(make_app(tmp_path / "e.cordiale"), base_url="http://127.0.0.1:8765")
    for name in LISTS:
        page = got(empty, name)
        assert page["next"] is None
        assert page["items"] == [] or name == "registers"


@pytest.mark.parametrize(
    "path", [*LISTS, "stats", "search?q=ghana", "parties/GH/dossier", "statements?party=GH"]
)
def test_what_is_known_already_is_not_sent_again(client: TestClient, path: str) -> None:
    answer = client.get(f"{API}/{path}")
    tag = answer.headers["etag"]
    again = client.get(f"{API}/{path}", headers={"if-none-match": f'W/{tag}, "other"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{API}/{path}", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_tag_changes_with_the_ledger_and_with_the_question(own: TestClient) -> None:
    before = own.get(f"{API}/acts").headers["etag"]
    assert own.get(f"{API}/acts?limit=2").headers["etag"] != before
    own.post(f"{API}/acts", json={"kind": "reject", "target": figure(own)["id"]}).raise_for_status()
    after = own.get(f"{API}/acts", headers={"if-none-match": before})
    assert (after.status_code, len(after.json()["items"])) == (200, 1)


# -- refused --------------------------------------------------------------------------------------

REFUSED = [
    ("GET", "statements?limit=0", None, 422, "limit"),
    ("GET", "statements?partyy=KZ", None, 422, "partyy"),
    ("GET", "statements?kind=rumour", None, 422, "kind"),
    ("GET", "statements?after=ffffff", None, 400, "after"),
    ("GET", "statements?document=none.txt", None, 404, "no document"),
    ("GET", "statements/ffffff", None, 404, "no statement"),
    ("GET", "facts?after=zz", None, 400, "after"),
    ("GET", "facts?since=soon", None, 422, "since"),
    ("GET", "entities/org:none", None, 404, "no entity"),
    ("GET", "findings/ffff", None, 404, "no finding"),
    ("GET", "registers/none", None, 404, "no such register"),
    ("GET", "registers/agreements?where=DOCTYPE", None, 422, "no condition"),
    ("GET", "registers/agreements?sort=HEIGHT", None, 422, "HEIGHT"),
    ("GET", "registers/agreements?since=soon", None, 422, "soon"),
    ("GET", "registers/agreements/rows/ffff", None, 404, "no row"),
    ("GET", "search?q=%22", None, 422, "q"),
    ("GET", "parties/KZ/dossier", None, 404, "KZ"),
    ("GET", "chronicle", None, 422, "party"),
    ("GET", "nothing", None, 404, ""),
    ("DELETE", "acts", None, 405, ""),
    ("POST", "acts", {"kind": "reject"}, 422, "target"),
    ("POST", "acts", {"kind": "reject", "target": "ffff"}, 404, "no statement"),
    ("POST", "acts", {"kind": "reject", "target": "ffff", "reason": "x"}, 422, "reason"),
    ("POST", "acts", {"kind": "burn", "target": "ffff"}, 422, "burn"),
    ("POST", "acts", {"kind": "confirm", "target": "ffff"}, 404, "no finding"),
    ("POST", "acts", {"kind": "dismiss", "target": "ffff", "why": " "}, 422, "why"),
    ("POST", "acts/7/undo", {}, 404, "no act"),
    ("POST", "acts/99999999999999999999/undo", {}, 422, "number"),
    (
        "POST",
        "judgements",
        {"verdict": "same", "left": "GH", "right": "Atlantis", "why": "x"},
        404,
        "Atlantis",
    ),
    ("POST", "judgements", {"verdict": "same", "left": "GH", "right": "Ghana", "why": "x"}, 201, ""),
    ("POST", "judgements", {"verdict": "same", "left": "GH", "right": "GH", "why": "x"}, 409, "one name"),
    (
        "POST",
        "judgements",
        {"verdict": "same", "left": "GH", "right": "org:universite-de-lisbonne", "why": "x"},
        409,
        "place",
    ),
    ("POST", "judgements/7/withdraw", {"why": "x"}, 404, "no judgement"),
    ("POST", "registers/none/entries", {"cells": {"DATE": "2020"}, "source": "x"}, 404, "register"),
    ("POST", "registers/agreements/entries", {"cells": {}, "source": "x"}, 422, "cells"),
    ("POST", "registers/agreements/entries", {"cells": {"HEIGHT": 2}, "source": "x"}, 422, "HEIGHT"),
    ("POST", "registers/agreements/entries", {"cells": {"DATE": "soon"}, "source": "x"}, 422, "DATE"),
    ("POST", "registers/agreements/entries", {"cells": {"DATE": "2020"}, "source": " "}, 422, "source"),
    ("POST", "registers/agreements/entries/7/retire", {}, 404, "no entry"),
]


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    from tests.api.making import make_ledger

    return TestClient(
        make_app(make_ledger(tmp_path_factory.mktemp("refusing"))), base_url="http://127.0.0.1:8765"
    )


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "word"), REFUSED, ids=lambda value: str(value)[:60]
)
def test_what_cannot_be_is_refused_in_one_line(
    refusing: TestClient, method: str, path: str, sent: Any, status: int, word: str
) -> None:
    answer = refusing.request(method, f"{API}/{path}", json=sent)
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert list(answer.json()) == ["detail"]
        assert word in answer.json()["detail"]
        assert "\n" not in answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "text/plain"}, 415),
        ({}, 415),
        ({"content-type": "application/json", "origin": "https://example.org"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "application/json", "host": "example.org"}, 400),
        ({"content-type": "application/json", "origin": "http://127.0.0.1:8765"}, 404),
        ({"content-type": "application/json; charset=utf-8"}, 404),
    ],
    ids=str,
)
def test_no_page_of_another_site_can_write(client: TestClient, headers: dict[str, str], status: int) -> None:
    body = b'{"kind": "reject", "target": "ffff"}'
    answer = client.post(f"{API}/acts", content=body, headers=headers)
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("body", "status"), [(b"[[", 400), (b"", 422), (b'{"kind":"reject","target":"\\ud800"}', 422)]
)
def test_bodies_that_are_none_are_told_so(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post(f"{API}/acts", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])


def test_a_token_is_asked_for_where_one_is_set(place: Any) -> None:
    from cordiale.web.security import token_hash

    guarded = TestClient(make_app(place, token=token_hash("secret")), base_url="http://127.0.0.1:8765")
    assert guarded.get(f"{API}/stats").status_code == 401
    assert guarded.get(f"{API}/stats", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get(f"{API}/stats", headers={"authorization": "Bearer secret"}).status_code == 200
    assert guarded.get("/reconcile").json()["detail"]


# -- writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "header", "name"),
    [(None, None, "reader"), (None, "second", "second"), ("third", "second", "third"), (" ", None, "reader")],
)
def test_who_acts_is_the_field_else_the_header_else_the_server(
    own: TestClient, field: str | None, header: str | None, name: str
) -> None:
    sent = {"kind": "reject", "target": figure(own)["id"], "by": field, "why": "a page number"}
    answer = own.post(f"{API}/acts", json=sent, headers={} if header is None else {"x-cordiale-by": header})
    assert (answer.json()["by"], answer.json()["why"]) == (name, "a page number")


def test_a_statement_is_corrected_rejected_and_brought_back(own: TestClient) -> None:
    before = figure(own)
    change = {"fields": {"value": 46000000, "bound": "~"}, "parties": ["PT"]}
    first = own.post(f"{API}/acts", json={"kind": "correct", "target": before["id"], "change": change}).json()
    second = own.post(
        f"{API}/acts", json={"kind": "correct", "target": before["id"], "change": {"status": "planned"}}
    ).json()
    told = got(own, f"statements/{before['id']}")
    assert (told["fields"]["value"], told["fields"]["bound"], told["fields"]["measure"]) == (
        46000000,
        "~",
        "exports",
    )
    assert (told["status"], told["parties"], told["corrected"]) == ("planned", ["PT"], True)
    own.post(f"{API}/acts", json={"kind": "reject", "target": before["id"]}).raise_for_status()
    assert own.get(f"{API}/statements/{before['id']}", headers=FRESH).status_code == 404
    assert (
        own.post(
            f"{API}/acts", json={"kind": "correct", "target": before["id"], "change": change}
        ).status_code
        == 404
    )
    for act in (*got(own, "acts", after=second["number"])["items"], second, first):
        assert own.post(f"{API}/acts/{act['number']}/undo", json={"by": "second"}).status_code == 200
    assert figure(own) == before
    assert len(got(own, "acts", target=before["id"])["items"]) == 3


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"fields": {"height": 3}}, "height"),
        ({"fields": {"value": "many"}}, "value"),
        ({"fields": {"value": None}}, "value"),
        ({"fields": {"from": "2021-02-31"}}, "from"),
        ({"parties": ["portugal"]}, "portugal"),
        ({"status": "rumoured"}, "status"),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(own: TestClient, change: Any, word: str) -> None:
    answer = own.post(f"{API}/acts", json={"kind": "correct", "target": figure(own)["id"], "change": change})
    assert answer.status_code == 422
    assert word in answer.json()["detail"]
    assert got(own, "acts")["items"] == []


def test_a_statement_is_added_where_its_words_stand_and_only_once(own: TestClient) -> None:
    at = TEXT.index("Accra")
    statement = {
        "kind": "event",
        "document": "a.txt",
        "start": at,
        "end": at + 5,
        "quote": "Accra",
        "fields": {"eventtype": "visit", "date": "2019"},
        "parties": ["GH", "PT"],
    }
    sent = {"kind": "add", "statement": statement}
    wrong = {"kind": "add", "statement": statement | {"quote": "Tamale"}}
    assert own.post(f"{API}/acts", json=wrong).status_code == 422
    made = own.post(f"{API}/acts", json=sent)
    assert made.status_code == 201
    told = got(own, f"statements/{made.json()['target']}")
    assert (told["quote"], told["kind"], told["fields"]["date"]) == ("Accra", "event", "2019")
    assert own.post(f"{API}/acts", json=sent).status_code == 409


def test_two_names_are_judged_and_the_word_taken_back(own: TestClient) -> None:
    sent = {
        "verdict": "same",
        "left": "Université de Lisbonne",
        "right": "Université de Kumasi",
        "why": "a test",
    }
    made = own.post(f"{API}/judgements", json=sent)
    assert made.status_code == 201
    number = made.json()["number"]
    names = [set(one["names"]) for one in got(own, "entities", kind="organisation")["items"]]
    assert {"Université de Lisbonne", "Université de Kumasi"} in names
    taken = own.post(f"{API}/judgements/{number}/withdraw", json={"why": "it was a test"})
    assert taken.json()["withdrawn_by"] == "reader"
    assert own.post(f"{API}/judgements/{number}/withdraw", json={"why": "again"}).status_code == 409
    assert len(got(own, "judgements")["items"]) == 1


def test_values_are_entered_in_a_row_and_retired(own: TestClient) -> None:
    row = got(own, "registers/agreements")["items"][0]
    sent = {
        "cells": {"SECTOR": "transport"},
        "source": "a letter",
        "row": row["id"],
        "reviewed": True,
        "by": "second",
    }
    made = own.post(f"{API}/registers/agreements/entries", json=sent)
    assert made.status_code == 201, made.text
    assert (made.json()["register"], made.json()["standing"], made.json()["by"]) == (
        "agreements",
        "reviewed",
        "second",
    )
    assert got(own, f"registers/agreements/rows/{row['id']}")["cells"]["SECTOR"]["value"] in (
        "transport",
        ["transport"],
    )
    number = made.json()["number"]
    own.post(f"{API}/registers/agreements/entries/{number}/retire", json={}).raise_for_status()
    assert "SECTOR" not in got(own, f"registers/agreements/rows/{row['id']}")["cells"]
    assert own.post(f"{API}/registers/agreements/entries/{number}/retire", json={}).status_code == 409
    assert own.post(f"{API}/registers/sessions/entries/{number}/retire", json={}).status_code == 404
