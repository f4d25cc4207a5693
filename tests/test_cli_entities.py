"""Who is who on the command line: listing, showing, judging, taking back; one line for every error."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cordiale.cli import run
from cordiale.cli.words import use_language

ARTICLE = """Tracteurs et bourses

En 2021, l'usine de tracteurs de Minsk a livré 170 tracteurs au Kazakhstan. En 2022, la société MTZ a livré 210 tracteurs au Kazakhstan.
En mars 2022, la société Zubragro LLC a signé un contrat avec Zubragro Bel LLC à Kostanaï.
En avril 2022, la société Zubragro LLC a ouvert un magasin à Astana avec Gomselmash.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CORDIALE_LANG", "CORDIALE_DEBUG", "LC_ALL", "LC_MESSAGES", "CORDIALE_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LOGNAME", "reader")
    use_language("en")


@pytest.fixture
def cordiale(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CORDIALE_LEDGER", str(tmp_path / "held.cordiale"))
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert run(["read", str(tmp_path / "article.txt"), "--quiet"]) == 0
    capsys.readouterr()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_entities_are_listed_by_kind_and_type(cordiale: Run) -> None:
    code, out, err = cordiale("entities")
    assert code == 0
    assert "org:mtz" in out and "Kazakhstan" in out
    assert err.strip().endswith("entities, within the documents read.")
    found = lines(cordiale("entities", "--kind", "organisation", "--type", "firm", "--format", "json")[1])
    assert {item["kind"] for item in found} == {"organisation"} and {item["type"] for item in found} == {
        "firm"
    }
    mtz = next(item for item in found if item["id"] == "org:mtz")
    assert mtz["names"] == {"MTZ": 1, "usine de tracteurs de Minsk": 1}
    assert len(cordiale("entities", "--limit", "1", "--format", "json")[1].splitlines()) == 1
    assert lines(cordiale("entities", "--kind", "person", "--format", "json")[1]) == []


def test_one_entity_is_shown_by_any_name(cordiale: Run) -> None:
    for name in ("MTZ", "org:mtz", "Minsk Tractor Works", "USINE DE TRACTEURS DE MINSK"):
        code, out, _ = cordiale("entity", name)
        assert code == 0
        assert "listed as known: MTZ" in out and "210" in out
    shown = json.loads(cordiale("entity", "Kazakhstan", "--format", "json")[1])
    assert shown["id"] == "KZ" and shown["codes"]["iso3166"] == "KZ" and shown["printed"] == {"Kazakhstan": 2}
    goods = cordiale("entity", "goods:8701", "--lang", "fr")[1]
    assert "tracteurs" in goods and "hs 8701" in goods


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("entity", "Gomselmahs"), "nothing here is called 'Gomselmahs'. Perhaps Gomselmash?"),
        (("entity", "Qqqqqq"), "nothing here is called 'Qqqqqq'."),
        (("same", "MTZ", "Qqqqqq", "--why", "x"), "nothing here is called 'Qqqqqq'."),
        (("same", "MTZ", "Kazakhstan", "--why", "x"), "of two kinds (organisation, place)"),
        (("different", "MTZ", "mtz", "--why", "x"), "'MTZ': that is one name"),
        (("review", "--withdraw", "7", "--why", "x"), "no judgement has this number"),
        (("review", "--withdraw", "7"), "no judgement has this number"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    cordiale: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = cordiale(*arguments)
    assert (code, out) == (1, "")
    assert said in err and err.count("\n") == 1
    assert cordiale("review", "--judged", "--format", "json")[1] == ""


@pytest.mark.parametrize("why", ["", "  ", "\t"])
@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_judgement_needs_a_reason(cordiale: Run, verdict: str, why: str) -> None:
    code, out, err = cordiale(verdict, "Zubragro LLC", "Gomselmash", "--why", why)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--why" in err
    assert cordiale("review", "--judged", "--format", "json")[1] == ""


@pytest.mark.parametrize(
    ("reason", "told"), [((), ")\n"), (("--why", " "), ")\n"), (("--why", "an error"), "): an error\n")]
)
def test_taking_back_needs_no_reason(cordiale: Run, reason: tuple[str, ...], told: str) -> None:
    cordiale("same", "Zubragro LLC", "Gomselmash", "--why", "one firm")
    code, out, err = cordiale("review", "--withdraw", "1", "--by", "another", *reason)
    assert (code, err) == (0, "")
    assert "taken back by another (" in out
    assert out.endswith(told)


def test_wrong_usage(cordiale: Run) -> None:
    assert cordiale("same", "MTZ", "Gomselmash")[0] == 2
    assert cordiale("entities", "--kind", "planet")[0] == 2
    assert cordiale("entity")[0] == 2


def test_no_ledger_is_said(cordiale: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORDIALE_LEDGER", str(tmp_path / "nothing.cordiale"))
    for arguments in (
        ("entities",),
        ("entity", "MTZ"),
        ("same", "A", "B", "--why", "x"),
        ("review", "--withdraw", "1", "--why", "x"),
    ):
        code, _, err = cordiale(*arguments)
        assert code == 1 and "no ledger at" in err
    assert not (tmp_path / "nothing.cordiale").exists()


def test_same_and_back(cordiale: Run) -> None:
    before = cordiale("entities", "--format", "json")[1]
    code, out, _ = cordiale("same", "Zubragro LLC", "Gomselmash", "--why", "one firm")
    assert code == 0
    assert "“Zubragro LLC” and “Gomselmash” are the same, says reader" in out
    joined = json.loads(cordiale("entity", "Gomselmash", "--format", "json")[1])
    assert set(joined["names"]) == {"Zubragro LLC", "Gomselmash"}
    assert joined["judgements"][0]["why"] == "one firm" and joined["judgements"][0]["stands"]
    code, out, _ = cordiale("review", "--withdraw", "1", "--why", "an error", "--by", "another")
    assert code == 0 and "taken back by another" in out
    assert cordiale("entities", "--format", "json")[1] == before
    assert "taken back by another" in cordiale("review", "--judged")[1]


def test_different_and_back(cordiale: Run) -> None:
    assert (
        cordiale("different", "MTZ", "usine de tracteurs de Minsk", "--why", "a test", "--by", "me")[0] == 0
    )
    one = json.loads(cordiale("entity", "MTZ", "--format", "json")[1])
    other = json.loads(cordiale("entity", "usine de tracteurs de Minsk", "--format", "json")[1])
    assert one["id"] != other["id"] and one["names"] == {"MTZ": 1}
    # A newer word that conflicts wins, and the older one says so.
    assert cordiale("same", "MTZ", "usine de tracteurs de Minsk", "--why", "they are one")[0] == 0
    judged = lines(cordiale("review", "--judged", "--format", "json")[1])
    assert [item["overruled_by"] for item in judged] == [[2], []]
    assert "does not hold beside newer judgements: 2" in cordiale("review", "--judged")[1]
    assert json.loads(cordiale("entity", "MTZ", "--format", "json")[1])["id"] == "org:mtz"


def test_review_asks_until_it_is_judged(cordiale: Run) -> None:
    asked = lines(cordiale("review", "--format", "json")[1])
    pair = next(item for item in asked if "Zubragro Bel LLC" in (item["left_name"], item["right_name"]))
    assert 0 < float(str(pair["score"])) <= 1 and pair["reasons"]
    code, out, err = cordiale("review", "--limit", "1")
    assert code == 0 and " | " in out and err.strip().endswith("to judge.")
    assert cordiale("different", str(pair["left"]), str(pair["right"]), "--why", "a dealer")[0] == 0
    left = lines(cordiale("review", "--format", "json")[1])
    assert (pair["left"], pair["right"]) not in [(item["left"], item["right"]) for item in left]
