"""From the arguments to an exit code, whatever happens on the way."""

import errno
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches

import click

from cordiale.cli.frame import COMMANDS, Commands, Failure, PipeClosedError, lang_option, plain
from cordiale.cli.words import find_language, say, translated, use_language

PIPE_CLOSED = 141
"""What a shell reports of a program whose reader went away (128 + SIGPIPE)."""

_UNWRITABLE = {errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.EDQUOT}

INTERRUPTED = 130
"""What a shell reports of a program stopped by Ctrl-C (128 + SIGINT)."""


def main() -> None:
    """Runs the command line on the process's arguments and ends the process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code; errors are one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a test or a notebook puts there may lack it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    use_language(find_language(arguments, os.environ))
    try:
        code = _group().main(args=list(arguments), prog_name="cordiale", standalone_mode=False)
        if sys.stdout is not None:  # closed by whoever started the program
            sys.stdout.flush()
    except (BrokenPipeError, PipeClosedError):
        _drop_output()
        return PIPE_CLOSED
    except click.UsageError as error:
        return _complain(_usage_line(error), 2)
    except click.ClickException as error:
        return _complain(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        key = "interrupted" if any(word in arguments for word in ("read", "demo")) else "interrupted_plain"
        return _complain(say(f"errors.{key}"), INTERRUPTED)
    except MemoryError:
        return _complain(say("errors.unexpected", kind="MemoryError", reason="-"), 1)
    except Exception as error:  # noqa: BLE001 - a person gets one line, never a traceback
        return _report(error)
    return code if isinstance(code, int) else 0


def _group() -> Commands:
    group = Commands(
        "cordiale",
        context_settings={"help_option_names": ["--help", "-h"]},
        invoke_without_command=True,
        subcommand_metavar=say("help.subcommand"),
        callback=_print_help,
    )
    group.params += [
        lang_option(),
        click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_print_version),
    ]
    return group


@click.pass_context
def _print_help(context: click.Context) -> None:
    """What ``cordiale`` alone does."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        context.invoke(context.command.get_command(context, "version"))  # type: ignore[attr-defined]
        context.exit()


def _complain(message: str, code: int) -> int:
    click.echo(plain(say("errors.prefix", message=" ".join(message.split()))), err=True)
    return code


def _report(error: Exception) -> int:
    """One line for an error of the layers below or the system; ``CORDIALE_DEBUG`` shows where it arose."""
    if os.environ.get("CORDIALE_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.errno in _UNWRITABLE:
        where = f"{error.filename}: " if error.filename is not None else ""
        if not where:
            _drop_output()
        return _complain(say("errors.no_output", reason=f"{where}{translated(str(error.strerror))}"), 1)
    if isinstance(error, OSError) and error.filename is not None:
        reason = translated(error.strerror or type(error).__name__)
        return _complain(Failure("not_readable", path=error.filename, reason=reason).message, 1)
    if isinstance(error, FileNotFoundError):  # no path is named: the one everything starts from
        return _complain(say("errors.no_folder"), 1)
    if (
        type(error).__module__.partition(".")[0] == "cordiale"
    ):  # ours say in one line what, where and what to do
        return _complain(_trouble_line(error), 1)
    reason = str(error).strip().partition("\n")[0]
    return _complain(say("errors.unexpected", kind=type(error).__name__, reason=reason), 1)


def _trouble_line(error: Exception) -> str:
    from cordiale.cli.telling import tell_trouble

    place = getattr(error, "place", None) or getattr(error, "path", None)
    if place is None:
        return translated(str(error))
    return tell_trouble(place, getattr(error, "reason", ""), getattr(error, "advice", ""))


def _usage_line(error: click.UsageError) -> str:
    message, hint = translated(error.format_message()), ""
    if isinstance(error, click.NoSuchOption):
        message = say("errors.no_option", option=error.option_name)
        if error.possibilities:
            hint = say("errors.perhaps", options=", ".join(sorted(error.possibilities)))
    elif isinstance(error, click.NoSuchCommand):
        message = say("errors.no_command", command=error.command_name)
        if near := get_close_matches(error.command_name, COMMANDS):
            hint = say("errors.perhaps", options=", ".join(near))
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        message = say("errors.missing", what=_name_parameter(error))
    elif isinstance(error, click.BadOptionUsage) and "does not take" not in error.message:
        message = say("errors.no_value", option=error.option_name)
    elif isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        choices = ", ".join(map(str, error.param.type.choices))
        message = say("errors.bad_choice", what=error.param.opts[0], choices=choices)
    path = error.ctx.command_path if error.ctx else "cordiale"
    return " ".join(filter(None, (message, hint, say("help.start_command", command=path))))


def _name_parameter(error: click.MissingParameter) -> str | None:
    if error.param is None or error.ctx is None:
        return None
    return error.param.make_metavar(error.ctx).rstrip(".")


def _drop_output() -> None:
    """Points standard output at nothing, so that Python's own last flush stays quiet as well."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
