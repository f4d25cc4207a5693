"""How statements read in a terminal: one short line each, for tables and reports."""

from collections.abc import Mapping, Sequence
from typing import Any

from cordiale.cli.words import count, entry, translated, worded
from cordiale.model import Span, Statement

_LONGEST = 48
"""A cell longer than this is cut in a table; the whole of it is one ``cordiale show`` away."""

_EXCERPT = 160
"""Characters of a passage that a search prints."""


def tell_value(fields: Mapping[str, Any]) -> str:
    """A figure as a person writes it: bound, number, unit.

    >>> tell_value({"transform": "growth", "value": 1.7, "unit": "ratio", "bound": ">"})
    '> ×1.7'
    >>> tell_value({"transform": "share", "value": [0.4, 0.45], "unit": "share", "bound": "="})
    '40..45 %'
    """
    value = fields["value"]
    ends = value if isinstance(value, (list, tuple)) else [value]
    transform, unit = fields.get("transform"), fields.get("unit") or ""
    if transform == "share":
        told, unit = "..".join(_number(end * 100) for end in ends), "%"
    elif transform == "growth":
        told, unit = "..".join("×" + _number(end) for end in ends), ""
    elif transform == "rank":
        told, unit = "..".join("#" + _number(end) for end in ends), ""
    else:
        told = "..".join(_number(end) for end in ends)
        unit = "" if unit == "count" else unit
    bound = fields.get("bound", "=")
    return " ".join(part for part in ("" if bound == "=" else bound, told, unit) if part)


def tell_what(statement: Statement) -> str:
    """What a statement asserts, in a few words: the figure and its measure, or its type and stage."""
    fields = statement.fields
    if statement.kind == "observation":
        about = [worded(fields.get("measure")), str(fields.get("item") or "")]
        return " ".join(part for part in (tell_value(fields), *about) if part)
    names = ("doctype", "stage", "eventtype", "ordinal", "relation", "place")
    return " ".join(worded(fields[name]) for name in names if fields.get(name) is not None)


def tell_period(fields: Mapping[str, Any]) -> str:
    """When it holds: ``2021``, ``2022-01..2022-06``, ``2022-11-30``; empty where it is not said."""
    if fields.get("from") is not None and fields.get("to") is not None:
        return _stretch(str(fields["from"]), str(fields["to"]))
    if fields.get("date") is not None:
        return str(fields["date"])
    valid = fields.get("valid")
    return f"{valid[0]}..{valid[1]}" if valid is not None else ""


def tell_trouble(place: str, reason: str, advice: str = "") -> str:
    """What is the matter with a file, ledger or document, in the language in use.

    >>> tell_trouble("a.txt", "the file is empty", "put some text in it")
    'a.txt: the file is empty; put some text in it'
    """
    colon = str(entry("colon"))
    told = f"{place}{colon} {translated(reason)}"
    return f"{told}{colon.replace(':', ';')} {translated(advice)}" if advice else told


def excerpt(text: str, matches: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """What stands around the matches of a passage, ending at words, and the places of the matches there.

    One stretch where all words that matched stand near one another, else one for each of them.

    >>> excerpt("Ils ont signé un accord.", [Span(17, 23)])
    ('Ils ont signé un accord.', (Span(start=17, end=23),))
    """
    told = ""
    kept: list[Span] = []
    for start, end in _stretches(text, matches):
        if start:
            told = f"{told.rstrip('…')} … " if told else "…"
        moved = len(told) - start
        kept += [Span(m.start + moved, m.end + moved) for m in matches if start <= m.start and m.end <= end]
        told += text[start:end] + ("…" if end < len(text) else "")
    return told, tuple(kept)


def _stretches(text: str, matches: Sequence[Span]) -> list[tuple[int, int]]:
    if len(text) <= _EXCERPT or not matches:
        return [_around(text, 0, 0, _EXCERPT)]
    words = {match.of(text).casefold() for match in matches}
    for first in matches:
        near = [m for m in matches if first.start <= m.start and m.end <= first.start + _EXCERPT]
        if words == {match.of(text).casefold() for match in near}:
            return [_around(text, near[0].start, near[-1].end, _EXCERPT)]
    firsts: dict[str, Span] = {}
    for match in matches:
        firsts.setdefault(match.of(text).casefold(), match)
    width = max(_EXCERPT // len(firsts), _EXCERPT // 4)
    found: list[tuple[int, int]] = []
    for match in firsts.values():
        start, end = _around(text, match.start, match.end, width)
        if found and start <= found[-1][1] + 1:
            start, end = found.pop()[0], end
        found.append((start, end))
    return found


def _around(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The stretch of about ``width`` that has ``start`` to ``end`` in its middle and cuts no word."""
    low = max(min(start - (width - (end - start)) // 2, len(text) - width, start), 0)
    high = max(min(low + width, len(text)), end)
    if low and (space := text.find(" ", low - 1, start)) >= 0:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", end, high + 1)) >= 0:
        high = space
    return low, high


def cut(words: str) -> str:
    """Words on one line, cut where they are long.

    >>> cut("deux\\nmilliards")
    'deux milliards'
    """
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _number(value: float) -> str:
    rounded = round(value, 4)
    if rounded == int(rounded):
        return count(int(rounded))
    whole, _, rest = f"{rounded:.4f}".rstrip("0").partition(".")
    return f"{count(int(whole)) if int(whole) else whole}{entry('decimal')}{rest}"


def _stretch(since: str, until: str) -> str:
    if since == until:
        return since
    if since[:4] == until[:4] and since[4:] == "-01-01" and until[4:] == "-12-31":
        return since[:4]
    if since[4:] == "-01-01" and until[4:] == "-12-31":
        return f"{since[:4]}..{until[:4]}"
    if since[8:] == "01" and int(until[8:]) >= 28:
        return since[:7] if since[:7] == until[:7] else f"{since[:7]}..{until[:7]}"
    return f"{since}..{until}"
