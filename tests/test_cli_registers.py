"""``cordiale register`` and ``cordiale enter``: listing, filters, formats, records, entries, registers of one's own."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cordiale.cli import run
from cordiale.cli.words import use_language
from cordiale.publish.tables import read_table

ARTICLE = """Le commerce entre le Maroc et le Sénégal

En 2021, le Maroc a exporté vers le Sénégal pour 120 millions de dollars de marchandises, soit 15 % de plus qu'en 2020.¹
En mars 2022, le Maroc et le Sénégal ont conclu un accord de coopération au sujet des transports.
La 4e réunion de la commission mixte entre le Maroc et le Sénégal s'est tenue en mai 2019 à Dakar.
La 6e réunion de la commission mixte entre le Maroc et le Sénégal s'est tenue en mai 2021 à Rabat.

¹ Agence de presse. Le commerce du Maroc // Journal du matin. 2022. 3 mars.
"""
OWN = """
number: 40
label: {en: Fairs, fr: Foires}
row: {en: one fair, fr: une foire}
sources: []
key: [NAME, YEAR]
columns:
  NAME: {type: text, label: {en: name, fr: nom}}
  YEAR: {type: date, label: {en: year, fr: année}}
  PLACE: {type: place, label: {en: place, fr: lieu}}
  STANDS: {type: number, label: {en: stands, fr: stands}}
checks:
  - {check: past, flag: over, label: {en: over, fr: finie}, with: {column: YEAR}}
facets: [PLACE]
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger into which the article was read."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    place = folder / "ledger.cordiale"
    assert run(["read", str(folder / "article.txt"), "--ledger", str(place), "--quiet"]) == 0
    return place


@pytest.fixture
def cordiale(
    read_once: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """The command line in a folder with an article that has been read."""
    for name in (
        "CORDIALE_LEDGER",
        "CORDIALE_LANG",
        "CORDIALE_DEBUG",
        "CORDIALE_BY",
        "CORDIALE_REGISTERS",
        "LC_ALL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "twice.csv").write_text("BODY,ORDINAL,BODY\na,1,b\n", encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capfdbinary.readouterr()
        use_language("en")
        return code, printed.out.decode("utf-8", "replace"), printed.err.decode()

    shutil.copy(read_once, tmp_path / "ledger.cordiale")
    capfdbinary.readouterr()
    return call


def lines(cordiale: Run, *arguments: str) -> list[dict[str, str]]:
    code, out, _ = cordiale("register", *arguments, "--format", "csv")
    assert code == 0
    return list(csv.DictReader(io.StringIO(out, newline="")))


def test_all_registers_are_listed_with_their_rows(cordiale: Run) -> None:
    code, out, _ = cordiale("register")
    assert code == 0
    told = {line.split()[1]: line for line in out.splitlines()[1:]}
    assert len(told) == 17
    assert "Agreements" in told["agreements"]
    objects = [json.loads(line) for line in cordiale("register", "--format", "json")[1].splitlines()]
    counts = {line["name"]: line["rows"] for line in objects}
    assert counts["trade-series"] == 2
    assert counts["sessions"] == 3
    assert counts["agreements"] == 1


def test_a_register_is_shown_as_a_table(cordiale: Run) -> None:
    code, out, err = cordiale("register", "sessions")
    assert code == 0
    head, *rows = out.splitlines()
    assert head.split()[:2] == ["id", "body"]
    assert len(rows) == 3
    assert "not reported" in rows[1]
    assert err.startswith("3 rows as of ")
    assert "3 lignes au " in cordiale("--lang", "fr", "register", "sessions")[2]
    assert "sans compte rendu" in cordiale("--lang", "fr", "register", "sessions")[1]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), 3),
        (("--partner", "SN"), 3),
        (("--party", "FR"), 0),
        (("--from", "2020"), 1),
        (("--to", "2020"), 1),
        (("--status", "planned"), 0),
        (("--where", "ORDINAL>=5"), 2),
        (("--where", "ORDINAL>=5", "--where", "flag="), 1),
        (("--where", "flag=unreported"), 1),
        (("--text", "DAKAR"), 1),
        (("--limit", "2"), 2),
        (("--limit", "2", "--offset", "2"), 1),
    ],
)
def test_filters(cordiale: Run, arguments: tuple[str, ...], expected: int) -> None:
    assert len(lines(cordiale, "sessions", *arguments)) == expected


def test_rows_are_sorted(cordiale: Run) -> None:
    assert [line["ORDINAL"] for line in lines(cordiale, "sessions", "--sort", "-ORDINAL")] == ["6", "5", "4"]


def test_every_format_has_the_same_rows(cordiale: Run) -> None:
    wanted = [line["id"] for line in lines(cordiale, "sessions")]
    objects = [
        json.loads(line) for line in cordiale("register", "sessions", "--format", "json")[1].splitlines()
    ]
    assert [line["id"] for line in objects] == wanted
    for form in ("csv", "xlsx", "parquet"):
        code, out, err = cordiale("register", "sessions", "--output", f"s.{form}")
        assert (code, out) == (0, "")
        assert err == f"3 rows written to s.{form}\n"
        assert [line["id"] for _, line in read_table(Path(f"s.{form}"))] == wanted
    piped = cordiale("register", "sessions", "--format", "parquet")[1]
    assert piped.startswith("PAR1")


def test_a_record_shows_every_assertion_with_its_words(cordiale: Run) -> None:
    identity = lines(cordiale, "sessions")[0]["id"].partition(":")[2]
    code, out, _ = cordiale("register", "sessions", "--row", identity[:6])
    assert code == 0
    assert "article.txt:" in out
    assert "(the only value)" in out
    assert "nobody has stated: decisions, follow-up" in out
    told = json.loads(cordiale("register", "sessions", "--row", identity, "--format", "json")[1])
    assert told["id"].endswith(identity)
    assert told["assertions"]["ORDINAL"][0]["proof"]["doc"] == "article.txt"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("register", "agreement"), 1, "agreement: there is no such register; perhaps: agreements"),
        (("register", "sessions", "--where", "COLOUR=red"), 1, "sessions: there is no column COLOUR"),
        (
            ("register", "sessions", "--where", "red"),
            1,
            "red: this is no condition; write it as column=value",
        ),
        (("register", "sessions", "--from", "soon"), 1, "soon: this is no date"),
        (("register", "sessions", "--row", "zz"), 1, "zz: no row has this id"),
        (("register", "sessions", "--status", "done"), 2, "--status takes one of actual, planned"),
        (("register", "--registers", "nowhere"), 1, "nowhere: there is no such folder"),
        (("enter", "sessions"), 2, "nothing to enter"),
        (("enter", "sessions", "ORDINAL=7"), 2, "Say it with --source"),
        (("enter", "sessions", "COLOUR=red", "--source", "x"), 1, "COLOUR: there is no such column"),
        (("enter", "sessions", "ORDINAL=seven", "--source", "x"), 1, "sessions, ORDINAL: seven is no number"),
        (
            ("enter", "sessions", "PLACE=MA:Rabat", "--source", "x"),
            1,
            "x: it has no key; give at least one of: BODY",
        ),
        (("enter", "sessions", "--file", "nowhere.csv"), 1, "nowhere.csv"),
        (("enter", "sessions", "--file", "article.txt"), 1, "article.txt: this is no table"),
        (("enter", "sessions", "BODY=b", "PLACE=Zutopia", "--source", "x"), 1, "Zutopia is no place"),
        (("enter", "trade-series", "UNIT_MEASURE=zorkmid", "--source", "x"), 1, "zorkmid is no unit"),
        (("enter", "sessions", "--file", "twice.csv"), 1, "twice.csv: columns stand there twice: BODY"),
        (("enter", "sessions", "--retire", "9"), 1, "9: no entry has this number"),
        (("enter", "sessions", "ORDINAL=7", "--source", "x", "--row", "zz"), 1, "zz: no row has this id"),
    ],
)
def test_errors_are_one_line(cordiale: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    got, out, err = cordiale(*arguments)
    assert (got, out) == (code, "")
    assert message in err
    assert err.count("\n") == 1
    french = cordiale(*arguments, "--lang", "fr")[2]
    assert not set(re.findall("there|this|write|give|no|has|its|not", message)) & set(
        re.findall(r"\w+", french)
    )


def test_what_a_person_enters_stands_beside_what_documents_say(cordiale: Run) -> None:
    row = next(line for line in lines(cordiale, "sessions") if line["ORDINAL"] == "5")
    code, out, _ = cordiale(
        "enter",
        "sessions",
        "DATE=2020-05",
        "--row",
        row["id"],
        "--source",
        "minutes",
        "--by",
        "me",
        "--reviewed",
    )
    assert (code, out) == (0, "Entry 1 is made; 'cordiale enter REGISTER --retire 1' takes it back.\n")
    after = next(line for line in lines(cordiale, "sessions") if line["ORDINAL"] == "5")
    assert (after["id"], after["DATE"]) == (row["id"], "2020-05")
    record = cordiale("register", "sessions", "--row", row["id"])[1]
    assert "reviewed  minutes" in record
    assert "[me]" in record
    assert (
        cordiale("enter", "sessions", "--retire", "1", "--by", "you")[1]
        == "Entry 1 is retired; it stays in the history.\n"
    )
    assert [line for line in lines(cordiale, "sessions") if line["ORDINAL"] == "5"] == [row]
    assert "entry retired" in cordiale("register", "sessions", "--row", row["id"])[1]


def test_an_entry_that_is_planned_stays_planned(cordiale: Run) -> None:
    arguments = (
        "BODY=commission",
        "SIDES=MA; FR",
        "ORDINAL=1",
        "PLANNED_DATE=2024",
        "--source",
        "x",
        "--status",
        "planned",
    )
    assert cordiale("enter", "sessions", *arguments)[0] == 0
    (line,) = lines(cordiale, "sessions", "--partner", "FR")
    assert (line["status"], line["PLANNED_DATE"], line["DATE"]) == ("planned", "2024", "")


def test_a_ledger_of_entries_alone_needs_no_document(cordiale: Run) -> None:
    assert (
        cordiale("enter", "sites", "FIRM=Exemple", "MARKET=TN", "--source", "x", "--ledger", "own.cordiale")[
            0
        ]
        == 0
    )
    (line,) = lines(cordiale, "sites", "--ledger", "own.cordiale")
    assert line["FIRM"] == "Exemple"


# -- a register of one's own ----------------------------------------------------------------------


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_new_register_is_one_file(cordiale: Run, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lists, filters, shows, exports, imports, takes entries, and has its checks and labels: no code."""
    Path("mine").mkdir()
    Path("mine/fairs.yml").write_text(OWN, encoding="utf-8")
    Path("fairs.csv").write_text(
        "NAME,YEAR,PLACE,STANDS\nFoire de Lyon,2019,FR:Lyon,120\n=Foire de Tunis,2099,TN:Tunis,80.5\n",
        encoding="utf-8",
    )
    own = ("--registers", "mine") if how == "option" else ()
    if how == "environment":
        monkeypatch.setenv("CORDIALE_REGISTERS", "mine")
    else:
        assert "perhaps" in cordiale("register", "fairs")[2]
    assert cordiale("enter", "fairs", "--file", "fairs.csv", *own)[1] == "2 entries in fairs\n"
    assert (
        cordiale("enter", "fairs", "NAME=Salon", "YEAR=2018", "PLACE=FR", "--source", "memory", *own)[0] == 0
    )
    listed = next(line for line in cordiale("register", *own)[1].splitlines() if " fairs " in line)
    assert listed.split() == ["40", "fairs", "Fairs", "3", "2", "0"]
    assert [line["NAME"] for line in lines(cordiale, "fairs", "--partner", "FR", "--sort", "YEAR", *own)] == [
        "Salon",
        "Foire de Lyon",
    ]
    assert "finie" in cordiale("--lang", "fr", "register", "fairs", *own)[1]
    for form in ("csv", "xlsx", "parquet"):
        assert cordiale("register", "fairs", "--output", f"out.{form}", *own)[0] == 0
        assert (
            cordiale("enter", "fairs", "--file", f"out.{form}", "--ledger", f"{form}.cordiale", *own)[0] == 0
        )
        again = lines(cordiale, "fairs", "--ledger", f"{form}.cordiale", "--as-of", "2022-01-01", *own)
        assert again == lines(cordiale, "fairs", "--as-of", "2022-01-01", *own)
        assert "'=Foire de Tunis" in [line["NAME"] for line in again]
    identity = lines(cordiale, "fairs", "--text", "lyon", *own)[0]["id"]
    assert "fairs.csv, line 2" in cordiale("register", "fairs", "--row", identity, *own)[1]


def test_the_matrix_of_two_countries_regions(cordiale: Run) -> None:
    own = ("--ledger", "ties.cordiale")
    for pair, year in (("FR-ARA; MA-01", "2020"), ("FR-IDF; MA-02", "2012")):
        one, other = pair.split("; ")
        cells = (f"REGION_A={one}", f"REGION_B={other}", f"TWINNED={year}", f"LAST={year}")
        assert cordiale("enter", "regional-ties", *cells, "--source", "x", *own)[0] == 0
    arguments = ("register", "regional-ties", "--matrix", "FR", "MA", "--as-of", "2022-01-01", *own)
    code, out, err = cordiale(*arguments)
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["MA-01", "MA-02"],
        ["FR-ARA", "2020", "-"],
        ["FR-IDF", "-", "2012°"],
    ]
    assert err.startswith("2 pairs with a tie, 2 without.\n")
    told = json.loads(cordiale(*arguments, "--format", "json")[1])
    assert told["missing"] == [["FR-ARA", "MA-02"], ["FR-IDF", "MA-01"]]
    assert told["dormant"] == [["FR-IDF", "MA-02"]]
    assert cordiale("register", "sites", "--matrix", "FR", "MA")[0] == 2


def test_a_header_that_comes_again_is_no_entry(cordiale: Run) -> None:
    Path("s.csv").write_text("BODY,ORDINAL,PLACE\na,1,Rabat\nBODY,ORDINAL,PLACE\nb,2,MA\n", encoding="utf-8")
    code, out, _ = cordiale("enter", "sessions", "--file", "s.csv")
    assert (code, out) == (0, "2 entries in sessions\n")
    entered = [line for line in lines(cordiale, "sessions") if line["BODY"] in ("a", "b")]
    assert [line["PLACE"] for line in entered] == ["MA:Rabat", "MA"]


HOSTILE = """Le commerce entre le Maroc et le Sénégal

La société « Exem\x1b[2Jple » du Maroc et la société « \u202eAtlas » du Sénégal ont créé une coentreprise à Dakar en 2021.
En mars 2022, l'Université « Lu\x9b31mne » du Maroc et l'Université de Dakar ont signé un accord de coopération.
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("statements", "--format", "table"), ("statements",), ("statements", "--format", "json"), ("search", "maroc"),
        ("search", "maroc", "--full"), ("facts",), ("facts", "--format", "json"), ("entities",), ("entities", "--format", "json"),
        ("findings",), ("findings", "--format", "json"), ("dossier", "MA"), ("chronicle", "MA"), ("stats",), ("review",),
        *((("register", name, "--format", form)) for name in ("agreements", "trade-series", "sites", "sessions")
          for form in ("table", "csv", "json")),
        ("structure", "hostile.txt"), ("structure", "hostile.txt", "--format", "table"),
        ("statements", "hostile.txt", "--format", "table"), ("read", "hostile.txt"), ("enter", "sessions", "BODY=\x1b[2J"),
        ("facts", "--party", "\x1b[2J"), ("entity", "\x1b[2J"), ("register", "\x1b[2J"), ("show", "\x1b[2J"), ("verify",),
    ],
)  # fmt: skip
def test_nothing_that_a_terminal_obeys_is_printed(cordiale: Run, arguments: tuple[str, ...]) -> None:
    from cordiale.publish.safety import UNPRINTABLE

    Path("hostile.txt").write_text(HOSTILE, encoding="utf-8")
    place = ("--ledger", "hostile.cordiale")
    cordiale("read", "hostile.txt", "--quiet", *place)
    cordiale("enter", "sessions", "BODY=a\x1b[2J", "PLACE=SN", "--source", "b\x07", "--by", "c\x1b", *place)
    _, out, err = cordiale(*arguments, *(() if arguments[0] == "structure" else place))
    assert UNPRINTABLE.findall(out + err) == []


def test_what_a_terminal_would_obey_is_shown_in_tables(cordiale: Run) -> None:
    Path("hostile.txt").write_text(HOSTILE, encoding="utf-8")
    cordiale("read", "hostile.txt", "--quiet", "--ledger", "hostile.cordiale")
    for form in ("csv", "xlsx"):
        name = f"s.{form}"
        assert cordiale("register", "sites", "--output", name, "--ledger", "hostile.cordiale")[0] == 0
        assert "Exem␛[2Jple" in [row["FIRM"] for _, row in read_table(Path(name))]
    assert "Exem␛[2Jple" in cordiale("entities", "--ledger", "hostile.cordiale")[1]
