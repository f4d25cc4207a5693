"""The frame all commands hang in: their list, their help pages, their errors and exit codes.

A command's code is imported when it is run, its words when they are shown, so that
``cordiale --help`` answers at once. Exit codes: 0 done, 1 something failed, 2 wrong usage,
130 interrupted, 141 the reader of a pipe went away.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from cordiale.cli.words import count, entry, languages, say

COMMANDS = {
    "demo": "recording",
    "read": "recording",
    "statements": "reading",
    "structure": "reading",
    "mentions": "mentions",
    "search": "asking",
    "show": "asking",
    "stats": "asking",
    "facts": "facts",
    "fact": "facts",
    "entities": "entities",
    "entity": "entities",
    "same": "judging",
    "different": "judging",
    "review": "judging",
    "contradictions": "findings",
    "targets": "findings",
    "threads": "findings",
    "silences": "findings",
    "findings": "findings",
    "register": "registers",
    "enter": "entering",
    "serve": "serving",
    "chronicle": "reports",
    "dossier": "reports",
    "import-series": "tables",
    "backup": "keeping",
    "restore": "keeping",
    "verify": "asking",
    "changes": "asking",
    "version": "asking",
}
"""Every command in the order of the help page, and the module of this package it is in."""

DEFAULT_LEDGER = "ledger.cordiale"
LEDGER_VARIABLE = "CORDIALE_LEDGER"

PATH = click.Path(path_type=Path, readable=False)
"""A file or folder. Whether it can be read is left to the reading, which sets one aside and goes on."""

_BREAKS = dict.fromkeys(map(ord, "\t\n\r\v\f\x85\u2028\u2029"), " ")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Failure(click.ClickException):
    """Something that could not be done, in one line; the command ends with exit code 1.

    >>> Failure("errors.interrupted_plain").message
    'stopped.'
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(f"errors.{key.removeprefix('errors.')}", **values))


class WrongUsage(click.UsageError):
    """A command called in a way it does not understand; exit code 2."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(f"errors.{key}", **values))


_HEADINGS = ("Options", "Commands", "examples")
"""The headings of help pages that the catalogue has words for; the first two are click's own."""


class Formatter(click.HelpFormatter):
    """Help pages whose headings come from the catalogue."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, say("help.usage") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        told = say(f"help.{heading}") if heading in _HEADINGS else heading
        self.write(f"{'':>{self.current_indent}}{told}{entry('colon')}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [
            (name, _LEAST.sub(_least, _unbroken(meaning)).replace("[default: ", say("help.default")))
            for name, meaning in rows
        ]
        super().write_dl(told, col_max, col_spacing)

    def write_text(self, text: str) -> None:
        super().write_text(_unbroken(text))


_LEAST = re.compile(r"x>=(\d+)|(?<=\[)required(?=\])")


def _least(match: re.Match[str]) -> str:
    """What the toolkit says in English of an option's values."""
    return say("help.least", n=match[1]) if match[1] else say("help.required")


def _unbroken(text: str) -> str:
    """No line begins with a sign that stands apart from its word, as some do in French."""
    return re.sub(r"(?<=«) | (?=[:;?!»])", "\N{NO-BREAK SPACE}", text)


class _Context(click.Context):
    formatter_class = Formatter


def _name_options(command: click.Command, context: click.Context) -> None:
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            name = parameter.opts[0].lstrip("-")
            places: dict[str, dict[str, object]] = {
                "lang": {"languages": ", ".join(languages())},
                "ledger": {"default": parameter.default},
            }
            parameter.help = say(f"options.{name}", **places.get(name, {}))


class Command(click.Command):
    """A command whose help text and examples come from the catalogue, by its name."""

    context_class = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        return say(f"commands.{self.name}.short")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _name_options(self, ctx)
        super().format_help(ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"commands.{self.name}.long"))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("examples"):
            for line, meaning in entry(f"commands.{self.name}.examples"):
                formatter.write(f"  {line}\n      {meaning}\n")


class PipeClosedError(Exception):
    """The reader of the output went away. The toolkit would end the process with another code."""


class Commands(click.Group):
    """The group of all commands; imports a command's module only to run it or to show its help."""

    context_class = _Context

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosedError from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"cordiale.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _name_options(self, ctx)
        super().format_help(ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say("help.about"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(f"commands.{name}.short")) for name in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write_text(say("help.start"))


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function the command ``name``; its words are under ``commands.<name>``."""

    def made(function: Callable[..., Any]) -> click.Command:
        settings = {"help_option_names": ["--help", "-h"]}
        found = click.command(name, cls=Command, context_settings=settings)(function)
        found.params.append(lang_option())
        return found

    return made


def lang_option() -> click.Option:
    """``--lang CODE``, before the command's name or after it; ``find_language`` has obeyed it already."""
    return click.Option(["--lang"], type=click.Choice(languages()), expose_value=False, is_eager=True)


def ledger_option(default: str = DEFAULT_LEDGER) -> Callable[[Decorated], Decorated]:
    """``--ledger PATH``, else the environment's ``CORDIALE_LEDGER``, else ``default``."""
    return click.option(
        "--ledger",
        type=click.Path(path_type=str, readable=False),  # not a Path, which would spoil sqlite:///PATH
        metavar="PATH",
        envvar=LEDGER_VARIABLE,
        default=default,
    )


def format_option(*choices: str) -> Callable[[Decorated], Decorated]:
    """``--format NAME``, the first of ``choices`` being the default."""
    return click.option(
        "--format", "format", type=click.Choice(choices), default=choices[0], show_default=True
    )


def typed(text: str) -> str:
    """Words typed as an argument, read as UTF-8 even where the locale did not say so.

    >>> typed("\\udcc3\\udca9t\\udcc3\\udca9") == "\\xe9t\\xe9"
    True
    """
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # surrogates that no locale made: the caller's own
        return text


def iso_date(option: str, value: str | None) -> date | None:
    """The date that was given to ``option``; raises ``WrongUsage`` where it is none."""
    if value is None:
        return None
    try:
        if not _DATE.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        raise WrongUsage("bad_date", option=option, value=value) from None


def plain(text: object) -> str:
    r"""``text`` on one line and without a character that a terminal obeys, each shown by another one.

    What documents and file names say is printed, never done: their escape sequences could rename the
    window, hide a line or show one that was never printed. The length is kept.

    >>> plain("a\x1b[2Jb\nc")
    'a␛[2Jb c'
    """
    from cordiale.publish.safety import printable

    return printable(str(text)).translate(_BREAKS)


def print_json(value: Any, *, indent: int | None = None) -> None:
    """Prints a value as JSON; what a terminal would obey is written as escapes, which read back the same."""
    from cordiale.publish.safety import UNPRINTABLE

    printed = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    click.echo(UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", printed))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints rows under the catalogue's names for ``columns``, each line cut to the terminal's width.

    Numbers stand to the right. Where the output is no terminal, nothing is cut.
    """
    cells = [[say(f"columns.{column}") for column in columns]]
    cells += [
        [count(cell) if isinstance(cell, int) else plain("" if cell is None else cell) for cell in row]
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(columns))]
    limit = os.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in cells:
        parts = [
            cell.rjust(width) if side else cell.ljust(width)
            for cell, width, side in zip(row, widths, right, strict=True)
        ]
        line = "  ".join(parts).rstrip()
        click.echo(line if limit is None or len(line) <= limit else line[: limit - 1] + "…")
