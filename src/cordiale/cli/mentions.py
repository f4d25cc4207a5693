"""``cordiale mentions``: the language layer alone, one object a line."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cordiale.cli.frame import WrongUsage, command, format_option, iso_date, print_json, print_table, typed

if TYPE_CHECKING:
    from cordiale.model import Mention


@command("mentions")
@click.argument("text", required=False)
@click.option("--language", metavar="CODE", default="fr", show_default=True)
@click.option("--reference", metavar="YYYY-MM-DD")
@format_option("json", "table")
def mentions_command(text: str | None, language: str, reference: str | None, format: str) -> None:  # noqa: A002
    from cordiale.language import mentions

    readable = known_languages()
    if language not in readable:
        raise WrongUsage("bad_language", value=language, languages=", ".join(readable))
    found = mentions(_text(text), language=language, reference=iso_date("--reference", reference))
    if format == "json":
        for mention in found:
            print_json(as_object(mention))
    else:
        print_table(("kind", "quote", "value", "unit", "start", "end"), list(_rows(found)))


def as_object(mention: "Mention") -> dict[str, Any]:
    """A mention as printed: kind, start, end, quote, value, unit, bound, from, to.

    ``value`` is a number, whole where it is whole, a ``[low, high]`` list, or null for a period.
    """
    held = asdict(mention)
    printed = {name: held[name] for name in ("kind", "start", "end", "quote", "value", "unit", "bound")}
    printed["value"] = _plain(mention.value)
    return {**printed, "from": mention.since, "to": mention.until}


def known_languages() -> tuple[str, ...]:
    """The languages that have data to read with, as ISO 639-1 codes."""
    from importlib.resources import files

    folder = files("cordiale").joinpath("data").joinpath("languages")
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.joinpath("language.yml").is_file()))


def _plain(value: float | tuple[float, float] | None) -> float | int | list[float | int] | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_whole(end) for end in value]
    return _whole(value)


def _whole(value: float) -> float | int:
    # Beyond 2**53 a float no longer tells whole numbers apart: print it as the float it is.
    return int(value) if abs(value) < 2**53 and value == int(value) else value


def _rows(found: "list[Mention]") -> Iterator[tuple[object, ...]]:
    for mention in found:
        value: object = _plain(mention.value)
        if mention.kind == "period":
            value = f"{mention.since or '?'}..{mention.until or '?'}"
        elif isinstance(value, list):
            value = f"{value[0]}..{value[1]}"
        bound = "" if mention.bound == "=" else mention.bound + " "
        quote = " ".join(mention.quote.split())
        yield mention.kind, quote, f"{bound}{value}", mention.unit, mention.start, mention.end


def _text(text: str | None) -> str:
    if text in (None, "-") and sys.stdin is None or text is None and sys.stdin.isatty():
        raise WrongUsage("no_text")
    if text is not None and text != "-":
        return typed(text)
    raw = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    try:
        # Line ends are kept as they are, so that offsets hold in the caller's text.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUsage("not_utf8", reason=f"byte {error.start}") from None
