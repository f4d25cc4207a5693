"""The forms of ``periods.yml`` compiled to expressions over token codes.

A form is a sequence of class names with ``( | ) ? *``, ``group=class`` to capture and ``{part}``
for a named part. Codes are single characters, so a form is a plain regular expression without
nested repetition; it is tried only at tokens whose code can start it.
"""

import re
from dataclasses import dataclass
from functools import cache

from cordiale.language.period_lexicon import Lexicon, lexicon

_PIECE = re.compile(r"[()|?*]|(?:(\w+)=)?(\w+)")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: ``reads`` names the reading the engine gives it, ``needs_year`` bars it without a year.

    A form that is not ``spaced`` holds only where no space stands inside.
    """

    reads: str
    pattern: re.Pattern[str]
    needs_year: bool
    rank: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class Starting:
    """The forms that one code can start, and one expression that tells whether any of them matches."""

    gate: re.Pattern[str]
    forms: tuple[Form, ...]


@cache
def forms(language: str = "fr") -> dict[str, Starting]:
    """The forms of a language by the code that can start them, in the order of the data.

    Raises ``KeyError`` when a form names a class or part that the data does not have.
    """
    words = lexicon(language)
    table: dict[str, list[Form]] = {}
    parts: dict[str, str] = words.data["parts"]
    for rank, entry in enumerate(words.data["forms"]):
        source = entry["form"]
        while "{" in source:
            source = re.sub(r"\{(\w+)\}", lambda match: f"({parts[match.group(1)]})", source)
        expression, first = _Compiler(words, source).compile()
        needs_year, spaced = bool(entry.get("needs_year")), bool(entry.get("spaced", True))
        form = Form(entry["reads"], re.compile(expression), needs_year, rank, spaced)
        for code in first:
            table.setdefault(code, []).append(form)
    gates = {
        code: "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern.pattern) for form in listed)
        for code, listed in table.items()
    }
    return {code: Starting(re.compile(gates[code]), tuple(listed)) for code, listed in table.items()}


@cache
def beginnings(language: str = "fr") -> re.Pattern[str]:
    """An expression that finds the codes at which some form may begin."""
    return re.compile(f"[{''.join(map(re.escape, forms(language)))}]")


class _Compiler:
    """Recursive descent over one form: the expression, and the codes that may come first."""

    def __init__(self, words: Lexicon, source: str) -> None:
        self.words = words
        self.pieces = list(_PIECE.finditer(source))
        self.position = 0
        self.seen: dict[str, int] = {}

    def compile(self) -> tuple[str, set[str]]:
        expression, first, nullable = self._choice()
        if nullable or self.position != len(self.pieces):
            raise ValueError("a form that may be empty or does not close")
        return expression, first

    def _choice(self) -> tuple[str, set[str], bool]:
        branches = [self._sequence()]
        while self._peek() == "|":
            self.position += 1
            branches.append(self._sequence())
        first = set().union(*(branch[1] for branch in branches))
        return "|".join(branch[0] for branch in branches), first, any(branch[2] for branch in branches)

    def _sequence(self) -> tuple[str, set[str], bool]:
        expression, first, nullable = "", set[str](), True
        while self._peek() not in ("|", ")", ""):
            item, starts, empty = self._item()
            if nullable:
                first |= starts
            nullable = nullable and empty
            expression += item
        return expression, first, nullable

    def _item(self) -> tuple[str, set[str], bool]:
        piece = self.pieces[self.position]
        self.position += 1
        if piece.group() == "(":
            inner, first, nullable = self._choice()
            self.position += 1
            expression = f"(?:{inner})"
        else:
            group, name = piece.groups()
            members = self.words.members[name]
            first, nullable, expression = set(members), False, f"[{members}]"
            if group:
                # A group used again in the same form gets a number: y, y__2.
                self.seen[group] = self.seen.get(group, 0) + 1
                suffix = "" if self.seen[group] == 1 else f"__{self.seen[group]}"
                expression = f"(?P<{group}{suffix}>{expression})"
        while self._peek() in ("?", "*"):
            sign = self.pieces[self.position].group()
            expression, nullable = expression + ("?" if sign == "?" else "{0,3}"), True
            self.position += 1
        return expression, first, nullable

    def _peek(self) -> str:
        return self.pieces[self.position].group() if self.position < len(self.pieces) else ""
