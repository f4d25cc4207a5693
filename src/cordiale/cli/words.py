"""What the command line says, in the language of the person who reads it: one catalogue a language.

The words are in ``data/interface/<language>.yml``; a key names a message by its path in that file.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from cordiale.publish.reasons import say_reason
from cordiale.vocabulary import load_yaml

DEFAULT = "en"
"""The language of messages where none is asked for, or one we do not have."""

_LOCALE = re.compile(r"([A-Za-z]{2})(?:[_.@-].*)?")
_CATALOGUE = re.compile(r"[a-z]{2}\.yml")  # the folder also has the words of other faces
_LOCALE_VARIABLES = ("CORDIALE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


class _Choice:
    """The language in use; there is one terminal, so one choice a process."""

    language = DEFAULT


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a catalogue, sorted."""
    folder = files("cordiale").joinpath("data").joinpath("interface")
    return tuple(sorted(entry.name[:2] for entry in folder.iterdir() if _CATALOGUE.fullmatch(entry.name)))


def find_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for: ``--lang``, else ``CORDIALE_LANG``, else the locale's, else English.

    >>> find_language(["--lang", "fr", "stats"], {}), find_language([], {"LANG": "fr_FR.UTF-8"})
    ('fr', 'fr')
    """
    asked = [value for value in (environment.get(name) for name in _LOCALE_VARIABLES) if value][:1]
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(arguments):
            asked = [arguments[position + 1]]
        elif argument.startswith("--lang="):
            asked = [argument.partition("=")[2]]
    match = _LOCALE.fullmatch(asked[0]) if asked else None
    code = match.group(1).lower() if match else DEFAULT
    return code if code in languages() else DEFAULT


def use_language(language: str) -> None:
    """Says everything from here on in ``language``, a code of :func:`languages`."""
    _Choice.language = language


def used_language() -> str:
    """The language in which everything is said."""
    return _Choice.language


def entry(key: str) -> Any:
    """What the catalogue holds under ``key``, a dotted path; None where it holds nothing.

    >>> entry("columns.nothing of this name") is None
    True
    """
    held: Any = load_yaml(f"interface/{_Choice.language}.yml")
    for part in key.split("."):
        if not isinstance(held, dict):
            return None
        held = held.get(part)
    return held


def say(key: str, **values: object) -> str:
    """The message under ``key`` with its places filled; raises ``KeyError`` where there is none.

    >>> say("help.usage")
    'Usage: '
    """
    message = entry(key)
    if not isinstance(message, str):
        raise KeyError(key)
    return message.format(**values) if values else message


def counted(key: str, number: int, **values: object) -> str:
    """A count with its words, in the singular or the plural as the language has it.

    >>> counted("documents", 1), counted("documents", 2)
    ('1 document', '2 documents')
    """
    one, more = entry(f"counted.{key}")
    form: str = one if number in entry("singular") else more
    return form.format(n=count(number), **values)


def day(told: date) -> str:
    """A day that is judged from: ``2024-05-31``; in words where nothing that was read has a date."""
    return say("unknown_day") if told == date.min else told.isoformat()


def translated(told: str) -> str:
    """What a layer below said in English, in the language in use; unchanged where nobody wrote it down.

    >>> translated("the file is empty")
    'the file is empty'
    """
    return say_reason(told, _Choice.language)


def worded(code: object) -> str:
    """What a code (kind, status, measure, stage, type...) is called; itself where it has no other words.

    >>> worded("joint_venture"), worded("USD"), worded(None)
    ('joint venture', 'USD', '')
    """
    if code is None:
        return ""
    return str(load_yaml("interface/codes.yml")[_Choice.language].get(str(code), code))


def count(number: int) -> str:
    """A count with the thousands parted as the language does.

    >>> count(1234567)
    '1,234,567'
    """
    return f"{number:,}".replace(",", str(entry("thousands")))
