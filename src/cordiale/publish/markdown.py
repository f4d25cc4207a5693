"""Markdown with footnotes: every line of a report opens at its source.

What documents say is hostile: it is escaped, so that no markup, link or HTML of theirs is obeyed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cordiale.model import Proof, Source
from cordiale.publish.safety import printable, web_address

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$!&])")
_BRACKETS = re.compile(r"[<>\\\n\r%]")
_BLOCK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def escape(text: str) -> str:
    r"""Words of a document as plain Markdown text, on one line.

    >>> print(escape("[a](b) <i>*c*"))
    \[a\](b) \<i\>\*c\*
    >>> print(escape("- un\n2) deux"))
    \- un 2) deux
    """
    line = " ".join(printable(text).split())
    return _BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def _coded(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


@dataclass
class Report:
    """A Markdown document in the making; ``quotes`` are the marks around quoted words.

    >>> report = Report("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")
    >>> report.heading(1, "Un titre")
    >>> print(report.text().strip())
    # Un titre
    """

    opening: str
    closing: str
    lines: list[str] = field(default_factory=list)
    _notes: dict[str, int] = field(default_factory=dict)

    def heading(self, level: int, words: str) -> None:
        """A heading; ``words`` are escaped."""
        self.lines += ["", "#" * level + " " + escape(words), ""]

    def paragraph(self, words: str) -> None:
        """A paragraph of Markdown (escape what documents say)."""
        self.lines += [words, ""]

    def picture(self, words: str, file: str) -> None:
        """A picture beside the document, by the name of its file; ``words`` (escaped) say what it shows."""
        self.lines += [f"![{escape(words)}](<{_BRACKETS.sub(_coded, file)}>)", ""]

    def item(self, words: str) -> None:
        """An item of a list, of Markdown (escape what documents say)."""
        self.lines.append(f"- {words}")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose cells are Markdown (escape what documents say)."""
        self.lines += ["", "| " + " | ".join(map(escape, columns)) + " |", "|" + " --- |" * len(columns)]
        self.lines += ["| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows]
        self.lines.append("")

    def quote(self, words: str) -> str:
        """Quoted words of a document, escaped, between the language's marks."""
        return f"{self.opening}{escape(words)}{self.closing}"

    def mark(self, words: str) -> str:
        """The mark of the footnote that says ``words`` (Markdown); one note for the same words."""
        number = self._notes.setdefault(words, len(self._notes) + 1)
        return f"[^{number}]"

    def text(self) -> str:
        """The whole document, its footnotes at the end."""
        notes = [f"[^{number}]: {words}" for words, number in self._notes.items()]
        body = "\n".join([*self.lines, "", *notes])
        return re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"


def cite(proof: Proof, source: Source | None, *, cited: str) -> str:
    """A footnote's words: the cited source where there is one, and the place in the document read.

    ``cited`` is the phrase with ``{doc}``, ``{start}`` and ``{note}`` for the place.
    """
    place = cited.format(doc=escape(proof.doc), start=proof.start, note=escape(proof.cite or "–"))
    if source is None:
        return place
    parts = [source.author, source.title, source.container, source.year, source.pages]
    told = [escape(str(part)).rstrip(".") for part in parts if part is not None]
    address = web_address(source.url)
    if address is not None:
        told.append(f"<{address}>")
    return ". ".join([*told, place])
