"""The commands that list facts and show one."""

import json
from pathlib import Path

import pytest

from cordiale.cli import run
from cordiale.cli.words import use_language

FIRST = """Le commerce entre le Maroc et le Sénégal

En 2021, le Maroc a exporté vers le Sénégal pour 121,4 millions de dollars de marchandises.
Les deux pays ont signé en mars 2022 un accord de coopération dans le domaine des transports.
"""
SECOND = """Sénégal et Maroc, deux ans après

Quant aux ventes de l'année 2021, le Maroc a exporté vers le Sénégal pour 121,4 millions de dollars de produits.
"""


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    for name in ("CORDIALE_LEDGER", "CORDIALE_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    use_language("en")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    place = str(tmp_path / "ledger.cordiale")
    assert run(["read", str(tmp_path), "--ledger", place]) == 0
    capsys.readouterr()
    return place


def test_facts_are_listed_once_with_their_sources(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "--measure", "exports", "--format", "json", "--ledger", ledger]) == 0
    (fact,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (fact["value"], fact["sources"], fact["assertions"]) == (121400000.0, 2, 2)
    assert run(["facts", "--party", "SN", "--from", "2021-06-01", "--ledger", ledger]) == 0
    assert "121,4 millions" in capsys.readouterr().out
    assert (
        run(["facts", "--party", "SN", "--from", "2022-01-01", "--measure", "exports", "--ledger", ledger])
        == 0
    )
    assert "121,4 millions" not in capsys.readouterr().out


def test_a_fact_shows_every_assertion(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["facts", "--measure", "exports", "--format", "json", "--ledger", ledger])
    fact = json.loads(capsys.readouterr().out.splitlines()[0])
    for name in fact["statements"]:
        assert run(["fact", name[:10], "--ledger", ledger]) == 0
        told = capsys.readouterr().out
        assert "first.txt" in told and "second.txt" in told and "1 independent origin" in told


@pytest.mark.parametrize("identifier", ["zzz", ""])
def test_a_fact_that_is_none_or_many_is_an_error(
    identifier: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fact", identifier, "--ledger", ledger]) == 1
    assert capsys.readouterr().err.count("\n") == 1
