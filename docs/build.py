"""Writes docs/reference: the commands from their help pages, the Python API from its docstrings.

``python docs/build.py`` writes, ``--check`` says which pages are stale and exits with 1.
"""

import ast
import contextlib
import importlib.util
import inspect
import io
import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
PUBLIC = (
    "model",
    "vocabulary",
    "intake",
    "structure",
    "language",
    "extract",
    "ledger",
    "publish",
    "pipeline",
)
"""What the API page covers, in the order of the flow; a room that is not built yet is left out."""

MADE = "<!-- Made by docs/build.py from {source}; change those, then run: make docs -->"


def pages() -> dict[str, str]:
    """The pages of the reference by file name."""
    return {"commands.md": commands_page(), "python.md": python_page()}


def commands_page() -> str:
    """Every command's help page, as it is printed in English on 80 columns."""
    from cordiale.cli import run
    from cordiale.cli.frame import COMMANDS

    os.environ["COLUMNS"] = "80"
    parts = ["# Commands", "", MADE.format(source="the commands' help pages"), ""]
    for name in ("", *COMMANDS):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            run(["--lang", "en", *([name] if name else []), "--help"])
        parts += [f"## cordiale {name}".rstrip(), "", "```text", printed.getvalue().rstrip(), "```", ""]
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
            parts += [f"### {name}", "", "```python", _signature(name, value), "```", "", _prose(inspect.getdoc(value)), ""]
            for method, function in _methods(value):
                parts += [f"#### {name}.{method}", "", "```python", _signature(method, function), "```", ""]
                parts += [_prose(inspect.getdoc(function)), ""]
    return "\n".join(parts)


def _public_names(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Classes and functions that the module offers: its ``__all__``, else what it defines itself."""
    names = getattr(module, "__all__", None)
    for name in sorted(names if names is not None else vars(module)):
        value = getattr(module, name)
        own = names is not None or (not name.startswith("_") and getattr(value, "__module__", "") == module.__name__)
        if own and inspect.getdoc(value) and (inspect.isclass(value) or inspect.isfunction(inspect.unwrap(value))):
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
        return "\n".join([f"class {name}{bases}" + (":" if fields else ""), *(f"    {field}" for field in fields)])
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
    for name, text in pages().items():
        path = REFERENCE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/reference/{name}: {'stale; run make docs' if '--check' in sys.argv else 'written'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
