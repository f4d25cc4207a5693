"""Writes what is generated in the docs: the reference, and the output shown in README and tutorial.

The commands' page comes from their help pages, the Python page from the docstrings, and below each
``<!-- run: cordiale ... -->`` of a page stands what that command prints, on the tutorial's article.
``python docs/build.py`` writes, ``--check`` says which pages are stale and exits with 1.
"""

import ast
import contextlib
import importlib.util
import inspect
import io
import os
import re
import shlex
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
SHOWN = ("README.md", "README.fr.md", "docs/tutorial.md")
"""Pages that show output; the article they read is the first block of the tutorial."""
RUN = re.compile(r"<!-- run: (cordiale [^\n]*?) -->\n(?:```text\n.*?\n```\n)?", re.DOTALL)
ARTICLE = re.compile(r"```text\n(.*?)```", re.DOTALL)
PUBLIC = (
    "model",
    "vocabulary",
    "intake",
    "structure",
    "language",
    "extract",
    "resolve.entities",
    "resolve.topics",
    "ledger",
    "registers",
    "registers.holdings",
    "registers.facts",
    "analysis.findings",
    "publish.pages",
    "publish.chronicle",
    "publish.dossier",
    "publish.explaining",
    "pipeline",
)
"""What the API page covers, in the order of the flow; a room that is not built yet is left out."""

MADE = "<!-- Made by docs/build.py from {source}; change those, then run: make docs -->"


def pages() -> dict[Path, str]:
    """What every generated page should be, by its path."""
    os.environ["COLUMNS"] = "80"
    for name in ("CORDIALE_LEDGER", "CORDIALE_LANG"):
        os.environ.pop(name, None)
    made = {REFERENCE / "commands.md": commands_page(), REFERENCE / "python.md": python_page()}
    made.update((ROOT / name, shown_page(ROOT / name)) for name in SHOWN if (ROOT / name).is_file())
    return made


def shown_page(page: Path) -> str:
    """A page with the output of its commands run anew, in an empty folder with the tutorial's article."""
    article = ARTICLE.search((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert article is not None, "docs/tutorial.md shows no article"
    language = "fr" if page.stem.endswith(".fr") else "en"
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("article.txt").write_text(article.group(1), encoding="utf-8")
        return RUN.sub(lambda match: shown_run(match.group(1), language), page.read_text(encoding="utf-8"))


def shown_run(line: str, language: str) -> str:
    """One command with what it prints; ``FIRST`` stands for the first statement's id, cut short."""
    first = printed("statements", "--format", "json") if "FIRST" in line else ""
    identity = re.search(r'"id": "(\w{8})', first)
    command = line.replace("FIRST", identity.group(1) if identity else "FIRST")
    told = printed("--lang", language, *shlex.split(command)[1:])
    return f"<!-- run: {line} -->\n```text\n$ {command}\n{told}```\n"


def printed(*arguments: str) -> str:
    """What the command line prints, on either stream."""
    from cordiale.cli import run

    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        run(arguments)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def commands_page() -> str:
    """Every command's help page, as it is printed in English on 80 columns."""
    from cordiale.cli.frame import COMMANDS

    parts = ["# Commands", "", MADE.format(source="the commands' help pages"), ""]
    for name in ("", *COMMANDS):
        told = printed("--lang", "en", *([name] if name else []), "--help")
        parts += [f"## cordiale {name}".rstrip(), "", "```text", told.rstrip(), "```", ""]
    return "\n".join(parts)


def python_page() -> str:
    """The public names of every layer: signature and docstring."""
    parts = ["# Python API", "", MADE.format(source="the docstrings"), ""]
    for room in PUBLIC:
        if importlib.util.find_spec(f"cordiale.{room}") is None:
            continue
        module = importlib.import_module(f"cordiale.{room}")
        if not inspect.getdoc(module):
            continue
        parts += [f"## cordiale.{room}", "", _prose(inspect.getdoc(module)), ""]
        for name, value in _public_names(module):
            parts += [
                f"### {name}",
                "",
                "```python",
                _signature(name, value),
                "```",
                "",
                _prose(inspect.getdoc(value)),
                "",
            ]
            for method, function in _methods(value):
                parts += [f"#### {name}.{method}", "", "```python", _signature(method, function), "```", ""]
                parts += [_prose(inspect.getdoc(function)), ""]
    return "\n".join(parts)


def _public_names(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Classes and functions that the module offers: its ``__all__``, else what it defines itself."""
    names = getattr(module, "__all__", None)
    for name in sorted(names if names is not None else vars(module)):
        value = getattr(module, name)
        own = names is not None or (
            not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
        )
        if (
            own
            and inspect.getdoc(value)
            and (inspect.isclass(value) or inspect.isfunction(inspect.unwrap(value)))
        ):
            yield name, value


def _methods(value: object) -> Iterator[tuple[str, object]]:
    if not inspect.isclass(value):
        return
    for name, member in vars(value).items():
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if not name.startswith("_") and inspect.isfunction(function) and inspect.getdoc(function):
            yield name, function


def _signature(name: str, value: object) -> str:
    """The definition's first lines, from the source, so that every Python version prints the same."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(value)))).body[0]  # type: ignore[arg-type]
    if isinstance(tree, ast.ClassDef):
        fields = [ast.unparse(part) for part in tree.body if isinstance(part, ast.AnnAssign)]
        bases = f"({', '.join(map(ast.unparse, tree.bases))})" if tree.bases else ""
        return "\n".join(
            [f"class {name}{bases}" + (":" if fields else ""), *(f"    {field}" for field in fields)]
        )
    if isinstance(tree, ast.FunctionDef):
        returns = f" -> {ast.unparse(tree.returns)}" if tree.returns else ""
        return f"def {name}({ast.unparse(tree.args)}){returns}"
    return name


def _prose(docstring: str | None) -> str:
    """A docstring as Markdown: double backticks single, examples fenced."""
    lines, example = [], False
    for line in (docstring or "").replace("``", "`").splitlines():
        if line.startswith(">>>") and not example:
            lines.append("```pycon")
            example = True
        elif example and not line.strip():
            lines.append("```")
            example = False
        lines.append(line)
    return "\n".join([*lines, "```"] if example else lines)


def main() -> int:
    """Writes the pages, or with ``--check`` names those that are stale."""
    stale = []
    for path, text in pages().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'stale; run make docs' if '--check' in sys.argv else 'written'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
