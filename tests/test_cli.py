"""The command line: what it prints, its exit codes, one line for every error."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cordiale.cli import run
from cordiale.cli.frame import COMMANDS
from cordiale.cli.words import find_language, languages, say, use_language

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """Le commerce entre le Maroc et le Sénégal

En 2021, le Maroc a exporté vers le Sénégal pour 120 millions de dollars de marchandises, soit 15 % de plus qu'en 2020.¹
Les deux pays ont signé en mars 2022 un accord de coopération dans le domaine des transports.

¹ Agence de presse. Le commerce du Maroc // Journal du matin. 2022. 3 mars.
"""
FIELDS = ["kind", "start", "end", "quote", "value", "unit", "bound", "from", "to"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CORDIALE_LEDGER", "CORDIALE_LANG", "CORDIALE_DEBUG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    use_language("en")


@pytest.fixture
def cordiale(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, with one article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the one article read into it."""
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    place = folder / "one.cordiale"
    assert run(["read", str(folder / "article.txt"), "--ledger", str(place), "--quiet"]) == 0
    return place


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run(
        [sys.executable, "-m", "cordiale", *arguments],
        capture_output=True,
        check=False,
        env=variables,
        input=b"",
    )


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and "Traceback" not in text


# -- help and words -------------------------------------------------------------------------------


def test_help_lists_every_command(cordiale: Run) -> None:
    code, out, err = cordiale("--help")
    assert (code, err) == (0, "")
    assert all(f"  {name} " in out for name in COMMANDS)
    assert cordiale()[1] == out


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_help_page_has_examples(cordiale: Run, name: str, language: str) -> None:
    code, out, err = cordiale("--lang", language, name, "--help")
    assert (code, err) == (0, "")
    assert f"  cordiale {name}" in out
    assert out.startswith(say("help.usage"))
    assert "x>=" not in out
    assert language == "en" or not {"required", "default", "Show", "Only", "Examples"} & set(
        re.findall(r"\w+", out)
    )


def test_help_loads_no_layer() -> None:
    program = "import sys; from cordiale.cli import run; run(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    heavy = {
        "sqlalchemy",
        "alembic",
        "jinja2",
        "re2",
        "ahocorasick_rs",
        "babel",
        "rich",
        "charset_normalizer",
    }
    assert not heavy & set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        (["--lang", "fr", "stats"], {"LANG": "en_GB.UTF-8"}, "fr"),
        (["--lang=fr"], {"CORDIALE_LANG": "en"}, "fr"),
        ([], {"CORDIALE_LANG": "fr", "LC_ALL": "en_US"}, "fr"),
        ([], {"LC_ALL": "fr_BE.UTF-8"}, "fr"),
        ([], {"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        ([], {"LANG": "xx_XX"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        (["search", "--", "--lang", "fr"], {}, "en"),
    ],
)
def test_language_of_messages(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert find_language(arguments, environment) == expected


def test_french_messages(cordiale: Run, folder: Path) -> None:
    code, out, err = cordiale("--lang", "fr", "stats")
    assert (code, out) == (1, "")
    assert "pas de registre" in err


# -- wrong usage and errors -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "nonsense"),
        (["serch", "x"], "search"),
        (["search"], "WORDS"),
        (["show"], "ID"),
        (["read"], "PATH"),
        (["stats", "--ledgr", "x"], "--ledger"),
        (["stats", "--ledger"], "--ledger"),
        (["stats", "--format", "xml"], "table, json"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["statements", "--kind", "meeting"], "observation"),
        (["mentions", "x", "--reference", "22/11/2022"], "YYYY-MM-DD"),
        (["mentions", "x", "--reference", "2022-13-01"], "YYYY-MM-DD"),
        (["mentions", "x", "--language", "xx"], "fr"),
        (["version", "more"], "more"),
        (["--lang", "xx"], "fr"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(cordiale: Run, arguments: list[str], said: str) -> None:
    code, out, err = cordiale(*arguments)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert said in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats"],
        ["verify"],
        ["changes"],
        ["show", "abc"],
        ["search", "x"],
        ["statements"],
        ["structure", "nowhere.txt"],
        ["statements", "nowhere.txt"],
    ],
)
def test_what_is_not_there_is_one_line_and_exit_1(cordiale: Run, folder: Path, arguments: list[str]) -> None:
    code, out, err = cordiale(*arguments)
    assert (code, out) == (1, "")
    assert one_line(err)
    assert "nowhere.txt" in err or "ledger.cordiale" in err
    assert not (folder / "ledger.cordiale").exists()


def test_something_else_than_a_ledger(cordiale: Run, folder: Path) -> None:
    code, _, err = cordiale("stats", "--ledger", "article.txt")
    assert code == 1
    assert one_line(err)
    assert "article.txt" in err


# -- reading --------------------------------------------------------------------------------------


def test_read_and_read_again(cordiale: Run, folder: Path) -> None:
    code, out, err = cordiale("read", "article.txt")
    assert code == 0
    assert out.startswith("1 read, 0 unchanged, 0 set aside")
    assert "article.txt" in err
    before = (folder / "ledger.cordiale").exists(), cordiale("statements", "--format", "json")[1]
    assert cordiale("read", "article.txt")[1].startswith("0 read, 1 unchanged, 0 set aside")
    assert before == (True, cordiale("statements", "--format", "json")[1])


def test_what_cannot_be_read_is_set_aside(cordiale: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    code, out, err = cordiale("read", "article.txt", "empty.txt", "binary.txt", "nowhere.txt")
    assert code == 1
    assert out.startswith("1 read, 0 unchanged, 3 set aside")
    told = [line for line in err.splitlines() if line.startswith("set aside: ")]
    assert all(sum(name in line for line in told) == 1 for name in ("empty", "binary", "nowhere"))


def test_ledger_from_option_then_environment(
    cordiale: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORDIALE_LEDGER", "named.cordiale")
    assert cordiale("read", "article.txt", "--quiet")[0] == 0
    assert cordiale("read", "article.txt", "--quiet", "--ledger", "other.cordiale")[0] == 0
    assert {path.name for path in folder.glob("*.cordiale")} == {"named.cordiale", "other.cordiale"}


def test_statements_of_a_file_are_anchored(cordiale: Run, folder: Path) -> None:
    code, out, _ = cordiale("statements", "article.txt", "--format", "statements")
    assert code == 0
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines
    for line in lines:
        assert ARTICLE[line["start"] : line["end"]] == line["quote"]
        assert line["doc"] == "article.txt"


def test_statements_of_the_ledger_are_those_of_the_file(cordiale: Run, ledger: Path) -> None:
    direct = cordiale("statements", str(ledger.parent / "article.txt"))[1]
    assert cordiale("statements", "--ledger", str(ledger))[1] == direct


@pytest.mark.parametrize("source", ["file", "ledger"])
@pytest.mark.parametrize(
    "wanted", [["--kind", "observation"], ["--party", "MA"], ["--measure", "exports"], ["--status", "actual"]]
)
def test_statements_are_chosen(cordiale: Run, ledger: Path, wanted: list[str], source: str) -> None:
    place = [str(ledger.parent / "article.txt")] if source == "file" else ["--ledger", str(ledger)]
    name, value = wanted[0].lstrip("-"), wanted[1]
    chosen = [json.loads(line) for line in cordiale("statements", *place, *wanted)[1].splitlines()]
    every = [json.loads(line) for line in cordiale("statements", *place)[1].splitlines()]
    assert chosen == [
        line for line in every if value in (line.get(name), *(line["parties"] if name == "party" else ()))
    ]
    assert chosen


def test_statements_as_table_and_json(cordiale: Run, ledger: Path) -> None:
    table = cordiale("statements", "--ledger", str(ledger), "--format", "table")[1]
    assert "120,000,000 USD" in table
    rows = [
        json.loads(line)
        for line in cordiale("statements", "--ledger", str(ledger), "--format", "json")[1].splitlines()
    ]
    assert all(row["id"] and row["rule"] and row["spans"] for row in rows)
    assert all(row["id"][:8] in table for row in rows)


def test_structure_as_json_and_table(cordiale: Run, folder: Path) -> None:
    code, out, _ = cordiale("structure", "article.txt", "--format", "json")
    assert code == 0
    held = json.loads(out)
    assert set(held) >= {"articles", "notes", "sources", "repeats"}
    assert [note["number"] for note in held["notes"]] == ["1"]
    code, out, _ = cordiale("structure", "article.txt", "--format", "table")
    assert code == 0
    assert "notes: 1" in out


# -- asking ---------------------------------------------------------------------------------------


def test_search_finds_without_accents(cordiale: Run, ledger: Path) -> None:
    code, out, _ = cordiale("search", "cooperation", "transports", "--ledger", str(ledger))
    assert code == 0
    assert "[coopération]" in out
    code, out, err = cordiale("search", "zanzibar", "--ledger", str(ledger))
    assert (code, out) == (0, "")
    assert one_line(err)


def test_show_by_the_beginning_of_an_id(cordiale: Run, ledger: Path) -> None:
    first = json.loads(cordiale("statements", "--ledger", str(ledger), "--format", "json")[1].splitlines()[0])
    code, out, _ = cordiale("show", first["id"][:8], "--ledger", str(ledger))
    assert code == 0
    assert first["id"] in out
    assert f"[{first['quote']}]" in out
    assert "Agence de presse" in out
    shown = json.loads(cordiale("show", first["id"], "--ledger", str(ledger), "--format", "json")[1])
    assert shown["quote"] in shown["sentence"]
    code, _, err = cordiale("show", "zzz", "--ledger", str(ledger))
    assert code == 1
    assert one_line(err)


def test_stats(cordiale: Run, ledger: Path) -> None:
    code, out, _ = cordiale("stats", "--ledger", str(ledger))
    assert code == 0
    assert "article.txt" in out
    held = json.loads(cordiale("stats", "--ledger", str(ledger), "--format", "json")[1])
    assert held["documents"] == 1
    assert held["set_aside"] == []


def test_verify_names_a_file_that_changed(cordiale: Run, folder: Path) -> None:
    cordiale("read", "article.txt", "--quiet")
    code, out, _ = cordiale("verify")
    assert code == 0
    assert "1 document " in out
    (folder / "article.txt").write_text(ARTICLE.replace("120", "130"), encoding="utf-8")
    code, out, _ = cordiale("verify")
    assert code == 1
    assert "article.txt" in out
    (folder / "article.txt").unlink()
    code, out, _ = cordiale("verify")
    assert code == 1
    assert "article.txt" in out


def test_changes_of_a_first_reading_are_none(cordiale: Run, ledger: Path) -> None:
    code, out, _ = cordiale("changes", "--ledger", str(ledger))
    assert (code, out) == (0, "Nothing was retired or replaced.\n")
    assert cordiale("changes", "--ledger", str(ledger), "--format", "json")[1] == ""


# -- mentions -------------------------------------------------------------------------------------


def test_mentions_are_objects_a_line(cordiale: Run) -> None:
    text = "Près de 60 millions de dollars en 2021."
    code, out, _ = cordiale("mentions", text, "--reference", "2022-11-22")
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert all(list(mention) == FIELDS for mention in found)
    assert all(text[mention["start"] : mention["end"]] == mention["quote"] for mention in found)
    money, period = found
    assert (money["kind"], money["value"], money["unit"], money["bound"]) == ("money", 60_000_000, "USD", "~")
    assert (period["kind"], period["value"], period["from"], period["to"]) == (
        "period",
        None,
        "2021-01-01",
        "2021-12-31",
    )


def test_mentions_of_standard_input_keep_offsets() -> None:
    text = "Ligne une\r\n\r\nEn 2021, 12 km."
    done = subprocess.run(
        [sys.executable, "-m", "cordiale", "mentions", "-"],
        input=text.encode(), capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    for line in done.stdout.decode().splitlines():
        mention = json.loads(line)
        assert text[mention["start"] : mention["end"]] == mention["quote"]


# -- the process ----------------------------------------------------------------------------------


def test_output_is_utf8_whatever_the_locale() -> None:
    done = start("mentions", "près de 60 €", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "€" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_quiet(ledger: Path) -> None:
    program = f"{sys.executable} -m cordiale mentions '{'12 km, ' * 9000}' | head -n 1"
    done = subprocess.run(
        ["sh", "-c", program],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_an_unexpected_error_is_one_line(cordiale: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr("cordiale.language.mentions", fail)
    code, out, err = cordiale("mentions", "x")
    assert (code, out) == (1, "")
    assert one_line(err)
    assert "CORDIALE_DEBUG" in err


def test_interrupted(cordiale: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cordiale.language.mentions", stop)
    code, _, err = cordiale("mentions", "x")
    assert code == 130
    assert "stopped" in err


def test_ctrl_c_leaves_the_ledger_whole(folder: Path, cordiale: Run) -> None:
    for number in range(150):
        (folder / f"{number:03}.txt").write_text(f"Bulletin {number}\n\n{ARTICLE}", encoding="utf-8")
    reading = subprocess.Popen(
        [sys.executable, "-m", "cordiale", "read", "."],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert reading.stderr is not None
    assert reading.stderr.readline().startswith("[1/151]")
    reading.send_signal(signal.SIGINT)
    _, err = reading.communicate()
    assert reading.returncode == 130
    assert err.endswith("cordiale: stopped. The ledger is whole; 'cordiale read' again finishes the rest.\n")
    assert "Traceback" not in err
    assert cordiale("verify")[0] == 0
    code, out, _ = cordiale("read", ".", "--quiet")
    assert code == 0
    assert "0 set aside" in out
    assert "151 documents" in cordiale("verify")[1]


def test_demo(cordiale: Run, folder: Path) -> None:
    code, out, _ = cordiale("demo")
    assert code == 0
    assert (folder / "demo.cordiale").exists()
    pages = sorted(path.name for path in (folder / "demo-pages").glob("*.html"))
    assert len(pages) > 12
    assert "index.html" in pages
    assert str(Path("demo-pages") / "index.html") in out
    assert cordiale("demo")[0] == 0
