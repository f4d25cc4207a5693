"""A statement as a footnote, BibTeX and CSL-JSON: its quote, where it stands, what is cited there."""

import re
from typing import Any

from cordiale.model import Placed
from cordiale.publish.safety import printable, web_address
from cordiale.publish.wording import Wording

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_OUTSIDE = re.compile(r"[^A-Za-z0-9]+")
_HIGH = re.compile(r"\s*([;:!?»%])")
_OPEN = re.compile(r"«\s*")
_THIN, _WIDE = "\u202f", "\u00a0"


def footnote(item: Placed, wording: Wording) -> str:
    """The statement's sentence and its source as a footnote, with the typography of the language.

    In French, guillemets and high punctuation have their no-break spaces (Imprimerie nationale,
    Lexique des règles typographiques).
    """
    opening, closing = wording.words["report"]["quotes"]
    quoted = " ".join((item.sentence or item.statement.evidence.quote).split()).strip('"«»“” ')
    if wording.language == "fr":
        quoted = _french(quoted.replace('"', "\u201d"))
    parts = [f"{opening}{printable(quoted)}{closing}", *_source_parts(item)]
    key = "cited" if item.statement.cite else "placed"
    place = wording.words["report"][key].format(
        doc=printable(item.document), start=item.start, note=item.statement.cite
    )
    return ", ".join(part for part in [*parts, place] if part) + "."


def _french(text: str) -> str:
    """High punctuation with the space that French sets before it.

    >>> _french("Quoi ? 5 % : oui")
    'Quoi\u202f? 5\u202f%\xa0: oui'
    """

    def spaced(match: re.Match[str]) -> str:
        if match.end() < len(text) and match[1] == ":" and text[match.end()] == "/":
            return match[0]
        return (_WIDE if match[1] in ":»" else _THIN) + match[1]

    return _OPEN.sub("«" + _WIDE, _HIGH.sub(spaced, text))


def _source_parts(item: Placed) -> list[str]:
    source = item.source
    if source is None:
        return [] if item.article is None else [printable(item.article.title)]
    told = (source.author, source.title, source.container, source.year, source.pages, web_address(source.url))
    return [printable(" ".join(str(part).split())).rstrip(".") for part in told if part is not None]


def bibtex(item: Placed) -> str:
    """The source that the statement cites, else the document it stands in, as one BibTeX entry."""
    fields = {name: value for name, value in _record(item).items() if value is not None}
    key = _OUTSIDE.sub("", f"{fields.get('author', '')[:12]}{fields.get('year', '')}") + item.id[:6]
    lines = [f"  {name} = {{{_tex(str(value))}}}" for name, value in fields.items()]
    return f"@{'online' if 'url' in fields else 'misc'}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    """Words as TeX prints them: no command of theirs is obeyed.

    >>> print(_tex("50 % {a}_b"))
    50 \\% \\{a\\}\\_b
    """
    return "".join(_TEX.get(letter, letter) for letter in " ".join(printable(text).split()))


def _record(item: Placed) -> dict[str, Any]:
    source = item.source
    place = f"{item.document}, {item.start}"
    if source is None:
        title = item.article.title if item.article is not None else item.document
        return {"title": title, "year": item.said, "note": place}
    return {
        "author": source.author,
        "title": source.title or source.key,
        "journal": source.container,
        "year": source.year,
        "pages": source.pages,
        "url": web_address(source.url),
        "note": place,
    }


def csl_json(item: Placed) -> dict[str, Any]:
    """The same as an item of CSL-JSON (citationstyles.org, schema 1.0)."""
    told = _record(item)
    made: dict[str, Any] = {
        "id": item.id,
        "type": "webpage" if told.get("url") else "document",
        "title": " ".join(str(told["title"]).split()),
        "note": " ".join(item.statement.evidence.quote.split()) + f" ({told['note']})",
    }
    if told.get("author"):
        made["author"] = [{"literal": told["author"]}]
    if told.get("journal"):
        made["container-title"] = told["journal"]
    if told.get("year"):
        made["issued"] = {"date-parts": [[told["year"]]]}
    if told.get("url"):
        made["URL"] = told["url"]
    if told.get("pages"):
        made["page"] = told["pages"]
    return made
