"""The house keeps its own rules: what is undocumented, unread, stale, too long or out of place fails here."""

import ast
import os
import re
import string
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from cordiale.cli.frame import COMMANDS, Commands
from cordiale.cli.words import languages

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "cordiale"
DATA = SOURCE / "data"
MODULES = sorted(SOURCE.rglob("*.py"))
CATALOGUES = {
    language: yaml.safe_load((DATA / "interface" / f"{language}.yml").read_text(encoding="utf-8"))
    for language in languages()
}
LONGEST_FILE = 330
"""'About 300 lines': a tenth more is a warning, above it the file is two."""
MOST_POSITIONAL = 5
SHARED = Path(os.environ.get("CORDIALE_SHARED") or ROOT.parent / "shared")
RUN = 9
"""So many words in a row are somebody's sentence; fewer are how everybody writes of trade."""
CODE = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def messages(held: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in held.items():
        if isinstance(value, dict):
            yield from messages(value, f"{path}{key}.")
        else:
            yield path + key, value if isinstance(value, str) else repr(value)


def commands() -> Iterator[tuple[str, click.Command]]:
    group = Commands("cordiale")
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        yield name, command


# -- documented -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_every_command_and_option_is_documented(language: str) -> None:
    words = CATALOGUES[language]
    assert set(words["commands"]) == set(COMMANDS)
    for name, command in commands():
        assert words["commands"][name]["short"], name
        assert words["commands"][name]["long"], name
        assert words["commands"][name]["examples"], name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert words["options"].get(parameter.opts[0].lstrip("-")), f"{name} {parameter.opts[0]}"


def test_every_example_is_understood() -> None:
    by_name = dict(commands())
    for language, words in CATALOGUES.items():
        for name, held in words["commands"].items():
            for line, meaning in held["examples"]:
                arguments = split_example(line)
                assert arguments[:2] == ["cordiale", name], f"{language}: {line}"
                assert meaning
                by_name[name].make_context(name, arguments[2:])


def split_example(line: str) -> list[str]:
    import shlex

    return shlex.split(line.partition(" < ")[0].partition(" | ")[0])


def test_commands_stand_in_readme_and_reference() -> None:
    for file in ("README.md", "README.fr.md"):
        readme = (ROOT / file).read_text(encoding="utf-8")
        for name in COMMANDS:
            assert f"`cordiale {name}" in readme, f"{file} does not show: cordiale {name}"


def test_generated_docs_are_current() -> None:
    check = subprocess.run(
        [sys.executable, ROOT / "docs" / "build.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_every_room_stands_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for entry in SOURCE.iterdir():
        if entry.is_dir() and any(entry.rglob("*.py")):
            assert f"{entry.name}/" in page, f"docs/architecture.md does not say what {entry.name}/ is for"


def test_every_dependency_has_its_reason_and_its_pin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").lower()
    locks = {"": "requirements.lock", "dev": "requirements-dev.lock", "bench": "requirements-bench.lock"}
    for extra, lock in locks.items():
        pinned = (ROOT / lock).read_text(encoding="utf-8").lower()
        needed = project["optional-dependencies"][extra] if extra else project["dependencies"]
        for requirement in needed:
            name = re.match(r"[\w-]+", requirement).group().lower()  # type: ignore[union-attr]
            assert f"`{name}`" in reasons, f"docs/decisions/dependencies.md says nothing of {name}"
            assert re.search(rf"^{name.replace('_', '-')}==", pinned, re.MULTILINE), (
                f"{name} is not in {lock}: make lock"
            )


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    modules = {
        "vl-convert-python": "vl_convert",
        "pyyaml": "yaml",
        "arro3-core": "arro3.core",
        "arro3-io": "arro3.io",
    }
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement).group()  # type: ignore[union-attr]
        module = modules.get(name, name)
        if name == "python-multipart":  # FastAPI reads forms with it and imports it itself
            assert re.search(r"UploadFile|request\.form\(", CODE)
            continue
        assert re.search(rf"^\s*(?:import|from) {module}\b", CODE, re.MULTILINE), f"nothing imports {name}"


# -- the catalogues -------------------------------------------------------------------------------


def test_catalogues_say_the_same() -> None:
    keys = {language: dict(messages(words)) for language, words in CATALOGUES.items()}
    english = keys["en"]
    for language, own in keys.items():
        assert set(own) == set(english), language
        for key, text in own.items():
            places = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            expected = {name for _, name, _, _ in string.Formatter().parse(english[key]) if name}
            assert places == expected, f"{language}: {key}"


def test_every_message_is_said() -> None:
    for key, _ in messages(CATALOGUES["en"]):
        room, _, name = key.partition(".")
        if room in ("errors", "report", "columns", "counted", "help"):
            said = re.search(rf'["\'.]{re.escape(name)}["\']', CODE)
            assert said, f"data/interface: nobody says {key}"


# -- data -----------------------------------------------------------------------------------------


def data_files() -> list[Path]:
    return sorted(path for path in DATA.rglob("*.yml") if "interface" not in path.parts)


@pytest.mark.parametrize("path", data_files(), ids=lambda path: path.relative_to(DATA).as_posix())
def test_data_is_read(path: Path) -> None:
    """A data file is named in the code, and so is every field that its records share."""
    # A file of a language may be named by its part alone, the language being put in front when it is read.
    named = (path.stem, path.stem.partition("_")[2] or path.stem, path.parent.name)
    assert any(is_read(part) for part in named), f"no code reads {path.name}"
    unread = [
        name for name in field_names(yaml.safe_load(path.read_text(encoding="utf-8"))) if not is_read(name)
    ]
    assert not unread, f"{path.name}: no code reads {unread}"


READ_AS_KEYS = {"gerund"}
"""Names that code reads by going through a table's keys: tenses of a verb, of which most are also named."""


def is_read(name: str) -> bool:
    """Whether the code has the name as a word (an underscore parts words)."""
    if name in READ_AS_KEYS:
        return True
    return re.search(rf"(?<![a-zA-Z0-9]){re.escape(name)}(?![a-zA-Z0-9])", CODE) is not None


def field_names(content: Any) -> Iterator[str]:
    """Names shared by several records of one table (three or more mappings side by side)."""
    if isinstance(content, dict):
        children = list(content.values())
    elif isinstance(content, list):
        children = content
    else:
        return
    records = [child for child in children if isinstance(child, dict)]
    counts = Counter(key for record in records for key in record if isinstance(key, str))
    if len(records) >= 3:
        yield from (
            key for key, count in counts.items() if count >= 3 and key.isidentifier() and key.isascii()
        )
        for record in records:
            for value in record.values():
                yield from field_names(value)
    else:
        for child in children:
            yield from field_names(child)


# -- the code -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_files_are_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{relative(path)} has {lines} lines: make it two"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_functions_take_few_parameters(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            own = [name for name in names if name not in ("self", "cls")]
            assert len(own) <= MOST_POSITIONAL, (
                f"{relative(path)}: {node.name} takes {len(own)} parameters by position"
            )


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_natural_language_in_code(path: Path) -> None:
    """Words live in data: no string of the code, docstrings aside, holds an accented word."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            word = re.search(r"[a-z]*[à-öø-ÿœ][a-zà-öø-ÿœ]*", node.value)
            wrong = word is not None and len(word.group()) > 2 and "abcdef" not in word.group()
            assert not wrong, f"{relative(path)}:{node.lineno}: {node.value!r}"


def test_names_say_what_is_inside() -> None:
    for path in SOURCE.rglob("*"):
        assert path.stem not in ("utils", "util", "helpers", "helper", "manager", "common", "misc"), relative(
            path
        )


def test_every_module_says_what_it_is() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), relative(path)


# -- what may not leave the workshop --------------------------------------------------------------


def own_files() -> Iterator[tuple[Path, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=False, cwd=ROOT)
    if listed.returncode:
        pytest.skip("not a git checkout: there is no list of the project's own files")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix in (
            "",
            ".py",
            ".yml",
            ".md",
            ".toml",
            ".txt",
            ".lock",
            ".html",
            ".css",
        ):
            yield path, path.read_text(encoding="utf-8", errors="replace")


def test_no_machine_stands_in_the_project() -> None:
    machine = re.compile(
        r"(?<![\w.])/(?:work|root|home/\w+|Users|opt/pypi)/|pypi\.org|pythonhosted|deb\.debian"
    )
    for path, text in own_files():
        if path != Path(__file__).resolve():
            match = machine.search(text)
            assert match is None, f"{relative(path)}: {match and match.group()}"


def runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def test_no_sentence_of_the_books_is_in_the_project() -> None:
    """Texts that are not ours stay out: nowhere do nine words follow one another as in a book."""
    books = sorted((SHARED / "corpus").glob("*.txt"))
    if not books:
        pytest.skip("no books here (set CORDIALE_SHARED to their folder)")
    printed = {hash(run) for book in books for run in runs_of_words(book.read_text(encoding="utf-8"))}
    for path, text in own_files():
        for run in runs_of_words(text):
            assert hash(run) not in printed, f"{relative(path)}: {' '.join(run)}"


def test_accuracy_says_that_it_was_skipped(tmp_path: Path) -> None:
    """Where the annotated passages are absent, nothing is measured and nobody is told otherwise."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "CORDIALE_SHARED": str(tmp_path)}
    command = [sys.executable, ROOT / "bench" / "accuracy"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    assert done.stdout.startswith("SKIPPED: ")
