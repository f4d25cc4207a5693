"""What is shown while the findings are made anew: nothing that rests on what a person has just rejected."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.api.making import make_app, make_ledger

from cordiale.model import Finding
from cordiale.web import desk as desk_module
from cordiale.web import state as state_module
from cordiale.web.desk import Desk

BASE = "http://127.0.0.1:8765"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    made = TestClient(make_app(make_ledger(tmp_path)), base_url=BASE, headers={"accept-language": "en"})
    made.app.state.desk.state().find()
    return made


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Findings and states are made only once this is set."""
    opened = threading.Event()
    find, load = state_module.find, desk_module.load

    def find_later(*asked: object) -> object:
        assert opened.wait(20)
        return find(*asked)

    def load_later(ledger: object) -> object:
        assert opened.wait(20)
        return load(ledger)

    monkeypatch.setattr(state_module, "find", find_later)
    monkeypatch.setattr(desk_module, "load", load_later)
    yield opened
    opened.set()


def contradiction(desk: Desk) -> Finding:
    return next(one for one in desk.state().findings if one.kind == "contradiction")


def test_a_rejected_statement_takes_its_findings_with_it_at_once(
    client: TestClient, gate: threading.Event
) -> None:
    desk = client.app.state.desk
    finding = contradiction(desk)
    first = desk.state().found_at.strftime("%Y-%m-%d, %H:%M:%S")
    pages = ("/", "/findings", f"/statements/{finding.proofs[1].statement}", "/parties/PT")
    for address in pages:
        told = client.get(address).text
        assert f"/findings/{finding.id}" in told and "being recomputed" not in told
    sent = {"kind": "reject", "target": finding.proofs[0].statement}
    client.post("/api/v1/acts", json=sent).raise_for_status()
    for address in pages:
        told = client.get(address).text
        assert f"/findings/{finding.id}" not in told, address
        assert "being recomputed" in told and first in told
    gone = client.get(f"/findings/{finding.id}")
    assert gone.status_code == 404 and "being recomputed" in gone.text
    tag = client.get("/api/v1/findings").headers["etag"]
    gate.set()
    fresh = client.get("/api/v1/findings", headers={"cache-control": "no-cache"})
    assert fresh.headers["etag"] != tag
    assert finding.id not in {one["id"] for one in fresh.json()["items"]}
    assert "being recomputed" not in client.get("/findings").text
    assert "corrected, rejected or read otherwise" in client.get(f"/findings/{finding.id}").text


def test_what_was_undone_counts_again(client: TestClient) -> None:
    finding = contradiction(client.app.state.desk)
    act = client.post("/api/v1/acts", json={"kind": "reject", "target": finding.proofs[0].statement}).json()
    client.app.state.desk.state(fresh=True).find()
    assert client.get(f"/findings/{finding.id}").status_code == 404
    client.post(f"/api/v1/acts/{act['number']}/undo", json={}).raise_for_status()
    client.app.state.desk.state(fresh=True).find()
    assert client.get(f"/findings/{finding.id}").status_code == 200


def test_a_judgement_is_news_without_loss(client: TestClient, gate: threading.Event) -> None:
    finding = contradiction(client.app.state.desk)
    sent = {
        "left": "Université de Lisbonne",
        "right": "Université de Kumasi",
        "why": "x",
        "verdict": "different",
    }
    client.post("/api/v1/judgements", json=sent).raise_for_status()
    told = client.get("/findings").text
    assert f"/findings/{finding.id}" in told and "being recomputed" in told
    gate.set()
