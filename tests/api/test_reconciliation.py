"""The reconciliation service, asked as OpenRefine asks it, and what it does not tell to whom.

The shapes in ``schemas/`` are written from the text of the specification (see there): the published files
are not in the project.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import validator_for

SCHEMAS = Path(__file__).parent / "schemas"


def check(name: str, told: Any) -> Any:
    validator_for(json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))).validate(told)
    return told


def matched(client: TestClient, **query: Any) -> list[Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200, answer.text
    return check("reconciliation-result-batch", answer.json())["q0"]["result"]


def test_a_client_goes_its_usual_way(client: TestClient) -> None:
    """Manifest, types guessed from a sample, the batch by form, a suggestion, a preview, more columns."""
    manifest = check("manifest", client.get("/reconcile").json())
    assert manifest["versions"] == ["0.2"]
    types = {one["id"] for one in manifest["defaultTypes"]}
    assert {"place", "organisation"} <= types

    column = [
        "Universite de Lisbone",
        "GHANA",
        "Institut de Tamalé",
        "Port de Lobito",
        "Kumasi, Université de",
    ]
    queries = {
        f"q{at}": {"query": name, "limit": 3, "type_strict": "should"} for at, name in enumerate(column)
    }
    check("reconciliation-query-batch", queries)
    form = {"queries": json.dumps(queries)}
    results = check("reconciliation-result-batch", client.post("/reconcile", data=form).json())
    assert list(results) == list(queries)
    best = [next(iter(one["result"]), None) for one in results.values()]
    assert [None if one is None else (one["id"], one["match"]) for one in best] == [
        ("org:universite-de-lisbonne", True),
        ("GH", True),
        ("org:institut-de-tamale@1.0", True),
        None,
        ("org:universite-de-kumasi", True),
    ]
    assert {one["id"] for one in best[0]["type"]} == {"organisation", "organisation.university"}

    suggest = manifest["suggest"]["entity"]
    told = client.get(suggest["service_url"] + suggest["service_path"], params={"prefix": "univ"})
    names = [one["name"] for one in check("suggest", told.json())["result"]]
    assert names == ["Université de Kumasi", "Université de Lisbonne"]
    for kind, prefix, wanted in (("type", "pla", "place"), ("property", "iso", "iso3166")):
        service = manifest["suggest"][kind]
        told = client.get(service["service_url"] + service["service_path"], params={"prefix": prefix})
        assert wanted in [one["id"] for one in check("suggest", told.json())["result"]]

    page = client.get(manifest["preview"]["url"].replace("{{id}}", "GH"))
    assert page.headers["content-type"].startswith("text/html")
    assert "Ghana" in page.text
    assert "frame-ancestors http://localhost:* http://127.0.0.1:*" in page.headers["content-security-policy"]
    assert client.get(manifest["view"]["url"].replace("{{id}}", "GH")).status_code == 200

    propose = manifest["extend"]["propose_properties"]
    offered = client.get(propose["service_url"] + propose["service_path"], params={"type": "place"}).json()
    assert "iso3166" in [one["id"] for one in offered["properties"]]
    wanted = {"ids": ["GH", "none"], "properties": [{"id": "iso3166"}, {"id": "mentions"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert [one["id"] for one in rows["meta"]] == ["iso3166", "mentions"]
    assert rows["rows"]["GH"]["iso3166"] == [{"str": "GH"}]
    assert rows["rows"]["none"] == {"iso3166": [], "mentions": []}


@pytest.mark.parametrize(
    ("query", "first", "match"),
    [
        ({"query": "Portugal"}, "PT", True),
        ({"query": "portugal", "type": "place.country"}, "PT", True),
        ({"query": "Portugal", "type": "organisation"}, None, False),
        ({"query": "Portugal", "type": ["organisation", "place"]}, "PT", True),
        ({"query": "Portugal", "type": ["organisation", "place"], "type_strict": "all"}, None, False),
        ({"query": "Portugal", "type": "organisation", "type_strict": "should"}, "PT", True),
        ({"query": "Université de Tamale"}, "org:universite-de-kumasi", False),
        ({"query": "Université de Lisbonne 2"}, "org:universite-de-lisbonne", False),
        ({"query": "org:universite-de-kumasi"}, "org:universite-de-kumasi", True),
        ({"query": "accord", "limit": 1}, "doc:agreement", False),
        ({"query": ""}, None, False),
        ({"query": "«»"}, None, False),
    ],
    ids=str,
)
def test_names_are_matched_and_only_sure_ones_decided(
    client: TestClient, query: Any, first: str | None, match: bool
) -> None:
    found = matched(client, **query)
    assert len(found) <= query.get("limit", 10)
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    if first is None:
        assert found == []
    else:
        assert (found[0]["id"].startswith(first), found[0]["match"]) == (True, match)


def test_queries_are_taken_in_the_address_by_form_and_as_json(client: TestClient) -> None:
    queries = {"q0": {"query": "Ghana"}}
    answers = [
        client.get("/reconcile", params={"queries": json.dumps(queries)}),
        client.post("/reconcile", data={"queries": json.dumps(queries)}),
        client.post("/reconcile", files={"queries": (None, json.dumps(queries))}),
        client.post("/reconcile", json={"queries": queries}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(
    ("sent", "status", "word"),
    [
        ({"queries": "[["}, 400, "JSON"),
        ({"queries": "[]"}, 422, "object"),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, 422, "limit"),
        ({"queries": '{"q0": {"query": "\\ud800"}}'}, 400, "JSON"),
        ({"queries": json.dumps({str(at): {"query": "x"} for at in range(101)})}, 413, "100"),
        ({"queries": "[" * 100_000}, 400, "JSON"),
        ({"extend": '{"ids": 3}'}, 422, "ids"),
        ({"queries": "{}", "callback": "alert"}, 400, "callback"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_cannot_be_matched_is_told_in_one_line(
    client: TestClient, sent: dict[str, str], status: int, word: str
) -> None:
    answer = client.post("/reconcile", data=sent)
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])
    assert word in answer.json()["detail"]


QUERY = "/reconcile?queries=" + json.dumps({"q0": {"query": "Ghana"}})
ALLOWED = "access-control-allow-origin"


@pytest.mark.parametrize(
    ("origin", "path", "allowed"),
    [
        ("http://127.0.0.1:3333", QUERY, "http://127.0.0.1:3333"),
        ("http://localhost:3333", "/reconcile/suggest/entity?prefix=g", "http://localhost:3333"),
        ("https://example.org", QUERY, None),
        ("https://localhost.example.org", QUERY, None),
        ("null", QUERY, None),
        ("https://example.org", "/reconcile/suggest/entity?prefix=g", None),
        ("https://example.org", "/reconcile", "*"),
        ("https://example.org", "/api/v1/stats", None),
        ("http://127.0.0.1:3333", "/api/v1/stats", None),
    ],
)
def test_a_ledger_tells_its_names_to_pages_of_this_machine_alone(
    client: TestClient, origin: str, path: str, allowed: str | None
) -> None:
    answer = client.get(path, headers={"origin": origin})
    assert answer.headers.get(ALLOWED) == allowed
    assert "access-control-allow-credentials" not in answer.headers


def test_other_origins_are_named_by_who_serves(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORDIALE_RECONCILE_ORIGINS", "https://refine.example.org")
    assert client.get(QUERY, headers={"origin": "https://refine.example.org"}).headers[ALLOWED]
    assert ALLOWED not in client.get(QUERY, headers={"origin": "https://example.org"}).headers


def test_another_site_cannot_post(client: TestClient) -> None:
    answer = client.post("/reconcile", data={"queries": "{}"}, headers={"origin": "https://example.org"})
    assert (answer.status_code, list(answer.json())) == (403, ["detail"])
