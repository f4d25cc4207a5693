"""What cannot be asked is refused in one line, with what could be meant; names of places are taken as codes are."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cordiale.cli import main, run
from cordiale.cli.words import use_language

ARTICLE = """Le commerce entre le Maroc et le Sénégal

En 2021, le Maroc a exporté vers le Sénégal pour 120 millions de dollars de marchandises, soit 15 % de plus qu'en 2020.¹
En mars 2022, le Maroc et le Sénégal ont conclu un accord de coopération au sujet des transports.

¹ Agence de presse. Le commerce du Maroc // Journal du matin. 2022. 3 mars.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("read")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    place = folder / "ledger.cordiale"
    assert run(["read", str(folder / "article.txt"), "--ledger", str(place), "--quiet"]) == 0
    return place


@pytest.fixture
def cordiale(read_once: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("CORDIALE_LANG", "CORDIALE_DEBUG", "CORDIALE_REGISTERS", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("CORDIALE_LEDGER", str(read_once))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        use_language("en")
        return code, printed.out, printed.err

    capsys.readouterr()
    return call


ASKED = {
    "facts": ("facts", "--party"),
    "register": ("register", "agreements", "--partner"),
    "statements": ("statements", "--party"),
    "findings": ("findings", "--party"),
    "threads": ("threads", "--party"),
    "dossier": ("dossier",),
    "chronicle": ("chronicle",),
}
"""How a place is given to each command that takes one."""


@pytest.mark.parametrize("name", ["Maroc", "maroc", "Morocco", "ma"])
@pytest.mark.parametrize("command", ASKED)
def test_a_place_may_be_named(cordiale: Run, command: str, name: str) -> None:
    assert cordiale(*ASKED[command], name) == cordiale(*ASKED[command], "MA")


@pytest.mark.parametrize(
    ("name", "near"), [("Marroc", "MA (Morocco)"), ("…", None), ("", None), ("ZZ", None)]
)
@pytest.mark.parametrize("command", ASKED)
def test_what_is_no_place_is_refused(cordiale: Run, command: str, name: str, near: str | None) -> None:
    code, out, err = cordiale(*ASKED[command], name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"'{name}' is no place known here" in err
    assert ("Perhaps" in err) == (near is not None)
    assert near is None or near in err


@pytest.mark.parametrize("command", ["facts", "register", "statements", "findings"])
def test_a_place_of_which_nothing_is_told_is_no_error(cordiale: Run, command: str) -> None:
    code, _, err = cordiale(*ASKED[command], "Chili")
    assert code == 0
    assert "no place" not in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("same", "Maroc", "Sénégal", "--why", "x"), 1, "'Maroc' and 'Sénégal' are two countries of ISO 3166"),
        (("register", "trade-series", "--where", "OBS_VALUE=abc"), 1, "OBS_VALUE: abc is no number"),
        (("register", "trade-series", "--where", "TIME_PERIOD>abc"), 1, "TIME_PERIOD: abc is no period"),
        (("register", "trade-series", "--where", "REF_AREA=Zutopia"), 1, "REF_AREA: Zutopia is no place"),
        (("register", "trade-series", "--where", "status=abc"), 1, "status: abc is unknown here; known are: actual"),
        (("register", "agreements", "--where", "flag=abc"), 1, "flag: abc is unknown here; known are: "),
        (("register", "agreements", "--as-of", "0001-01-01"), 2, "--as-of 0001-01-01 is too far from"),
        (("dossier", "MA", "--as-of", "0001-01-01"), 2, "Give a day from 2021-01-01 to 2122-"),
        (("silences", "--as-of", "9999-12-31"), 2, "--as-of 9999-12-31 is too far from"),
        (("targets", "--as-of", "2022"), 2, "Write it as YYYY-MM-DD"),
        (("register", "regional-ties", "--matrix", "BY", "ZZ"), 2, "'ZZ' is no place known here"),
        (("register", "regional-ties", "--matrix", "BY", "by"), 2, "two different countries"),
        (("register", "regional-ties", "--matrix", "BY", "EAEU"), 2, "'EAEU' is none, or the same"),
        (("register", "regional-ties", "--matrix", "BY-HO", "CN"), 2, "'BY-HO' is none, or the same"),
        (("register", "agreements", "--matrix", "BY", "CN"), 2, "--matrix is for regional-ties"),
        (("chronicle", "MA", "MA"), 2, "'MA' is named twice"),
        (("chronicle", "MA", "SN", "Maroc"), 2, "'Maroc' is named twice"),
        (("dossier", "Chili"), 2, "Chili is in no statement"),
        (("findings", "--rule", "level_and_growht"), 2, "Perhaps level_and_growth"),
        (("facts", "--measure", "exprots"), 2, "--measure takes one of turnover, exports"),
        (("entities", "--type", "planet"), 2, "no entity here is of the type 'planet'. Types here: "),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_line(
    cordiale: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = cordiale(*arguments)
    assert (got, out, err.count("\n")) == (code, "", 1)
    assert said in err
    french = cordiale("--lang", "fr", *arguments)
    assert (french[0], french[2].count("\n")) == (code, 1)
    assert said not in french[2] or ":" in said


def test_a_condition_on_a_place_takes_its_name(cordiale: Run) -> None:
    asked = ("register", "trade-series", "--format", "json", "--where")
    named = [json.loads(line) for line in cordiale(*asked, "REF_AREA=Maroc")[1].splitlines()]
    assert named
    assert all(line["REF_AREA"] == "MA" for line in named)


def test_a_day_within_what_is_told_is_taken(cordiale: Run) -> None:
    for day in ("2021-06-01", "2100-01-01"):
        code, _, err = cordiale("register", "agreements", "--as-of", day)
        assert code == 0
        assert day in err


@pytest.mark.parametrize(
    "arguments",
    [("facts",), ("register",), ("statements",), ("findings",), ("entities",), ("search", "x"), ("dossier", "MA")],
)  # fmt: skip
def test_an_empty_ledger_is_one_line(cordiale: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    empty = str(tmp_path / "empty.cordiale")
    (tmp_path / "nothing").mkdir()
    cordiale("read", str(tmp_path / "nothing"), "--ledger", empty)
    code, out, err = cordiale(*arguments, "--ledger", empty)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "empty.cordiale is empty" in err


CODES = r"\b(?:observation|event|relation|actual|planned|target|proposed|exports|agreement|signed|country|level|growth|silent)\b"


@pytest.mark.parametrize(
    "arguments",
    [
        ("statements", "--format", "table"), ("facts",), ("entities",), ("entity", "Maroc"), ("findings",), ("silences",),
        ("register", "trade-series"), ("register", "agreements"), ("changes",),
    ],
)  # fmt: skip
def test_in_french_there_are_no_codes_of_the_program(cordiale: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = cordiale("--lang", "fr", *arguments)
    assert code == 0
    kept = re.compile(r"\(\w+\)$|doc:\S+", re.MULTILINE)  # a rule's name to ask by, an id
    assert re.findall(CODES, kept.sub("", out + err)) == []


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
def test_a_full_disk_is_one_line_and_stays_a_device(cordiale: Run, form: str) -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("there is no full device here")
    code, out, err = cordiale("register", "agreements", "--output", str(full), "--format", form)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert full.is_char_device()


@pytest.mark.parametrize(
    "arguments", [("register", "agreements", "--format", "csv"), ("dossier", "MA"), ("chronicle", "MA")]
)
def test_what_cannot_be_written_leaves_nothing(
    cordiale: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "folder", tmp_path / "none" / "x.csv"):
        code, out, err = cordiale(*arguments, "--output", str(place))
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert str(place) in err
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_takes_its_name_when_it_is_whole(
    cordiale: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, link = tmp_path / "x.csv", tmp_path / "link.csv"
    place.write_text("before", encoding="utf-8")
    link.symlink_to(place)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("cordiale.publish.tables.write_table", fail)
        assert cordiale("register", "agreements", "--output", str(link))[0] == 1
    assert place.read_text(encoding="utf-8") == "before"
    assert cordiale("register", "agreements", "--output", str(link))[0] == 0
    assert link.is_symlink()
    assert place.read_text(encoding="utf-8").startswith("DOCTYPE")
    assert {path.name for path in tmp_path.iterdir()} == {"x.csv", "link.csv"}


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + bytes(range(200)) + b"PAR1", bytes(range(256))])
def test_what_is_no_parquet_is_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "x.parquet").write_bytes(content)
    use_language("en")
    code = run(
        [
            "enter",
            "sessions",
            "--lang",
            "en",
            "--file",
            str(tmp_path / "x.parquet"),
            "--ledger",
            str(tmp_path / "l"),
        ]
    )
    printed = capfd.readouterr()
    assert (code, printed.out, printed.err.count("\n")) == (1, "", 1)
    assert "x.parquet: this is no Parquet file" in printed.err
    assert not (tmp_path / "l").exists()


def test_a_table_that_cannot_be_read_makes_no_ledger(cordiale: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name in ("x.csv", "none.csv", "."):
        code, out, err = cordiale("import-series", str(tmp_path / name), "--ledger", str(tmp_path / "l"))
        assert (code, out, err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "l").exists()


def test_a_ledger_of_entries_alone_is_judged_from_their_day(cordiale: Run, tmp_path: Path) -> None:
    place = ("--ledger", str(tmp_path / "l"))
    assert cordiale("enter", "sessions", "BODY=b", "--source", "x", *place)[0] == 0
    assert " as of 20" in cordiale("register", "sessions", *place)[2]


def test_ctrl_c_while_the_program_loads_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "cordiale.cli.start")
    monkeypatch.delattr("cordiale.cli.start", raising=False)
    monkeypatch.setattr("builtins.__import__", stop)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
