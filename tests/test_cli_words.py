"""What the command line says: counts, excerpts, French, refusals, and the sentences of the layers below."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cordiale.cli import run
from cordiale.cli.frame import COMMANDS
from cordiale.cli.reading import MEASURES
from cordiale.cli.telling import excerpt
from cordiale.cli.words import translated, use_language
from cordiale.ledger.backend import _REASONS
from cordiale.model import Span
from cordiale.vocabulary import load_yaml

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """Le commerce entre le Maroc et le Sénégal

En 2021, le Maroc a exporté vers le Sénégal pour 120 millions de dollars de marchandises, soit 15 % de plus qu'en 2020.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cordiale(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in a folder with an article that has been read."""
    for name in ("CORDIALE_LEDGER", "CORDIALE_LANG", "CORDIALE_DEBUG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        use_language("en")
        return code, printed.out, printed.err

    assert call("read", "article.txt", "--quiet")[0] == 0
    return call


# -- counts ---------------------------------------------------------------------------------------


def test_reading_tells_what_is_new_and_what_is_held(cordiale: Run) -> None:
    held = cordiale("statements")[1].count("\n")
    assert held == 2
    assert cordiale("read", "article.txt")[1] == (
        "0 read, 1 unchanged, 0 set aside; 0 new statements, 2 in ledger.cordiale\n"
    )
    Path("more.txt").write_text(
        "Le Maroc a exporté du blé pour 5 millions de dollars en 2020.\n", encoding="utf-8"
    )
    code, out, _ = cordiale("read", "more.txt", "nowhere.txt")
    assert (code, out) == (1, "1 read, 0 unchanged, 1 set aside; 1 new statement, 3 in ledger.cordiale\n")


def test_one_is_singular(cordiale: Run) -> None:
    assert cordiale("verify")[1] == "2 quotes of 1 document stand as they were read.\n"
    assert cordiale("verify", "--lang", "fr")[1].startswith("2 citations de 1 document sont ")
    assert cordiale("read", "article.txt", "--lang", "fr")[1].startswith(
        "0 lu, 1 inchangé, 0 mis de côté ; 0 nouvelle"
    )


# -- refusals and empty answers -------------------------------------------------------------------


@pytest.mark.parametrize("value", ["hier", "2026-13-01", "2026", "22/11/2026"])
def test_since_is_a_date(cordiale: Run, value: str) -> None:
    code, out, err = cordiale("changes", "--since", value)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--since" in err
    assert "YYYY-MM-DD" in err


def test_an_unknown_measure_is_refused_with_the_list(cordiale: Run) -> None:
    code, out, err = cordiale("statements", "--measure", "foo")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert ", ".join(MEASURES) in err


def test_the_measures_are_those_of_the_format() -> None:
    page = (ROOT / "docs" / "statement-lines.md").read_text(encoding="utf-8")
    listed = page.partition("\nMeasures: ")[2].partition("\n\n")[0].partition("\nFor growth")[0]
    assert tuple(re.findall(r"`(\w+)`", listed)) == MEASURES
    cues = load_yaml("languages/fr/cues/measures.yml")
    assert {name for group in cues.values() for name in group} <= set(MEASURES)


@pytest.mark.parametrize("form", ["statements", "json", "table"])
@pytest.mark.parametrize("source", [[], ["article.txt"]])
def test_no_statement_is_told_beside_the_output(cordiale: Run, form: str, source: list[str]) -> None:
    told = cordiale("statements", *source, "--party", "CL", "--format", form)
    assert told == (0, "", "No statement matches.\n")


def test_a_switch_takes_no_value(cordiale: Run) -> None:
    assert "needs a value" not in cordiale("read", "article.txt", "--quiet=3")[2]


# -- excerpts -------------------------------------------------------------------------------------


def test_search_prints_what_stands_around_the_words(cordiale: Run) -> None:
    filling = "Les parties ont parlé de choses et d'autres pendant des heures. " * 20
    Path("long.txt").write_text(f"{filling}Un tracteur est venu. {filling}\n", encoding="utf-8")
    cordiale("read", "long.txt", "--quiet")
    shown = cordiale("search", "tracteur")[1].splitlines()[1].strip()
    assert "Un [tracteur] est venu." in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert 120 < len(shown) <= 164
    whole = cordiale("search", "tracteur", "--full")[1].splitlines()[1].strip()
    assert whole.startswith("Les parties")
    assert len(whole) > 2000


def test_words_far_apart_each_have_their_stretch() -> None:
    text = "Maroc " + "mot " * 200 + "Sénégal " + "mot " * 200 + "blé"
    places = [text.index(word) for word in ("Maroc", "Sénégal", "blé")]
    matches = [Span(place, place + size) for place, size in zip(places, (5, 7, 3), strict=True)]
    told, kept = excerpt(text, matches)
    assert [span.of(told) for span in kept] == ["Maroc", "Sénégal", "blé"]
    assert told.startswith("Maroc mot")
    assert told.endswith("mot blé")
    assert told.count("…") == 2
    assert len(told) < 180


# -- French ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_language_may_stand_before_or_after_the_command(cordiale: Run, name: str) -> None:
    before = cordiale("--lang", "fr", name, "--help")
    assert before == cordiale(name, "--lang", "fr", "--help")
    assert before == cordiale(name, "--help", "--lang=fr")
    assert "Exemples :\n" in before[1]
    for english in ("Options:", "[default", "RANGE", "Usage:"):
        assert english not in before[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "3f2a9c"], "aucune assertion n'a l'identifiant 3f2a9c"),
        (["show", "zz"], "n'est pas un identifiant d'assertion ; un identifiant a"),
        (["search", '"'], "rien à chercher ; donnez au moins un mot"),
        (["search", "x", "--limit", "0"], "--limit' : 0 est hors des bornes"),
        (["search", "x", "--limit", "a"], "n'est pas un nombre entier"),
        (["version", "a"], "un argument de trop (a)"),
        (
            ["read", "nowhere.txt"],
            "mis de côté : nowhere.txt : il n'y a pas de fichier de ce nom ; vérifiez son nom",
        ),
        (["stats", "--ledger", "article.txt"], "article.txt : ce fichier n'est pas un registre ; donnez"),
    ],
)
def test_errors_are_told_in_french(cordiale: Run, arguments: list[str], said: str) -> None:
    code, _, err = cordiale(*arguments, "--lang", "fr")
    assert code in (1, 2)
    assert said in err


def test_verify_speaks_french(cordiale: Run) -> None:
    Path("article.txt").unlink()
    code, out, err = cordiale("verify", "--lang", "fr")
    assert (code, err) == (1, "1 ne tient pas :\n")
    assert re.fullmatch(r"manquant : .*article\.txt : le fichier manque\n", out)


def test_demo_names_its_own_ledger(cordiale: Run) -> None:
    assert "else demo.cordiale" in " ".join(cordiale("demo", "--help")[1].split())


# -- the sentences of the layers below ------------------------------------------------------------

TOLD = ("IntakeError", "LedgerError", "ReadingError", "Problem", "SetAside", "UndecodableError")


def sentences() -> Iterator[str]:
    """What the layers say to a person: the texts they give to the errors and records that carry them."""
    for _, reason, advice in _REASONS:
        yield from (reason, advice)
    rooms = [path for room in ("intake", "ledger") for path in (ROOT / "src/cordiale" / room).glob("*.py")]
    for path in (*rooms, ROOT / "src" / "cordiale" / "pipeline.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD:
                yield from filter(None, map(as_text, node.args))


def as_text(node: ast.expr) -> str | None:
    """A string of the code, with ``7`` where it is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def test_every_sentence_of_the_layers_is_translated() -> None:
    told = set(sentences())
    assert len(told) > 60
    use_language("fr")
    try:
        untold = sorted(
            text for text in told if translated(text) == text and text not in ("index", "7", "passage")
        )
    finally:
        use_language("en")
    assert not untold, f"data/interface/reasons.yml lacks {untold}"


def test_the_list_of_sentences_keeps_its_places() -> None:
    for english, said in load_yaml("interface/reasons.yml")["fr"].items():
        assert set(re.findall(r"{(\w+)}", said)) <= set(re.findall(r"{(\w+)}", english)), english
