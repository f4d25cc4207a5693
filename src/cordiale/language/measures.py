"""The unit of a figure: currencies before or after it, measures, percentages, "times"."""

from decimal import Decimal

from cordiale.language.figure import ONE, Figure
from cordiale.language.lexicon import Lexicon, Unit
from cordiale.language.signs import give_sign
from cordiale.language.tokens import Tokens
from cordiale.language.wordnumbers import read_words

_MARK = 2
"""Digits of a note's mark that may be glued to a percentage sign."""


class Measures:
    """Finds the unit that a figure is printed with."""

    __slots__ = ("lexicon", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets

    def read_prefix(self, figure: Figure) -> None:
        """A currency printed before the figure: "$5", "USD 5 million"."""
        tokens = self.tokens
        found = self.lexicon.prefixes.before(tokens, figure.first)
        if found is None or figure.style not in ("digits", "words") or not tokens.near(figure.first, 1):
            return
        unit, begin = found
        start = tokens.starts[begin]
        printed = tokens.text[start : tokens.ends[figure.first - 1]]
        free = begin == 0 or not tokens.glued(begin) or not self.words[begin - 1][-1:].isalnum()
        taken = begin > 0 and self.words[begin - 1][:1].isdecimal()
        if printed == unit.printed and free and not taken:
            figure.unit, figure.first = unit, begin
            figure.core = (start, figure.core[1])
            if self.words[begin - 1] in ("-", "+") and tokens.glued(begin) and not tokens.glued(begin - 1):
                give_sign(self.tokens, figure, -1 if self.words[begin - 1] == "-" else 1)
                figure.head = (
                    (figure.head[1], figure.head[1]) if figure.head[0] > figure.head[1] else figure.head
                )

    def read_unit(self, figure: Figure) -> None:
        """Takes the unit after the figure, past "of" where a noun of number allows it."""
        tokens, words = self.tokens, self.words
        at = self._past_remark(figure.next)
        if not tokens.near(at):
            return
        found = self.find(at)
        if found is None and words[at] in self.sets["of"] and self._may_have_of(figure):
            of = at + 1
            if words[at] == self.lexicon.data["of_elided"]:
                if words[of] != "'":
                    return
                of += 1
            found = self.find(of) if tokens.near(of) else None
            if found and found[0].family not in ("money", "quantity"):
                found = None
        if found is None:
            return
        unit, after = found
        figure.unit = unit
        figure.extend(self.tokens, after)
        half = read_half(figure, self.tokens, self.lexicon)
        if half is not None:
            figure.bare += half
        elif unit.code == "h" and words[figure.next].isdecimal() and len(words[figure.next]) == 2:
            if tokens.near(figure.next, 1) and int(words[figure.next]) < 60:
                figure.bare += Decimal(int(words[figure.next])) / 60  # "2 h 30"
                figure.extend(self.tokens, figure.next + 1)
        if unit.family == "money":
            self._read_hundredths(figure)

    def _may_have_of(self, figure: Figure) -> bool:
        """Whether "of" may stand between the number and its unit: after a noun of number."""
        return figure.scale != ONE or figure.style in ("collective", "fraction") or figure.bare >= 10**6

    def _past_remark(self, index: int) -> int:
        """Past a mark of surprise between number and unit: "61(!) times"."""
        if self.words[index] == "(" and self.words[index + 1] in ("!", "?") and self.words[index + 2] == ")":
            return index + 3
        return index

    def find(self, index: int) -> tuple[Unit, int] | None:
        """The unit at a token; symbols must stand as printed."""
        tokens, words = self.tokens, self.words
        for phrase, unit in self.lexicon.units.table.get(words[index], ()):
            after = index + len(phrase)
            if tuple(words[index:after]) != phrase:
                continue
            if phrase == ("%",) and self._is_escape(after):
                return None
            if unit.printed:
                printed = tokens.text[tokens.starts[index] : tokens.ends[after - 1]]
                if printed != unit.printed or (words[after] == "'" and tokens.glued(after)):
                    continue
                if phrase[-1].isalpha() and tokens.glued(after) and words[after][:1].isalnum():
                    continue
            return unit, after
        return None

    def _is_escape(self, after: int) -> bool:
        """Whether what is glued to a percentage sign is no note's mark ("89 %4, ..."): an escape."""
        tokens, word = self.tokens, self.words[after]
        if not tokens.glued(after) or not word[:1].isalnum():
            return False
        if not word.isdecimal() or len(word) > _MARK or self.words[after + 1] == "%":
            return True
        end = tokens.ends[after]
        return tokens.folded[end : end + 1] not in ("", " ", "\n", ".", ",", ";", ":", ")", "»", '"')

    def _read_hundredths(self, figure: Figure) -> None:
        """The cents after an amount: "5 dollars and 30 cents"."""
        tokens, words, minor = self.tokens, self.words, self.lexicon.minor
        at = figure.next
        at += words[at] in self.sets["and"]
        if not tokens.near(at):
            return
        if words[at].isdecimal() and len(words[at]) <= 2:
            value, after = int(words[at]), at + 1
        else:
            found = read_words(tokens, at, self.lexicon, below=100)
            if found is None:
                return
            value, after = found[0], found[1]
        if words[after] in minor and value < 100 and tokens.near(after):
            figure.bare += Decimal(value) / 100 / figure.scale
            figure.extend(self.tokens, after + 1)


def read_half(figure: Figure, tokens: Tokens, lexicon: Lexicon) -> Decimal | None:
    """The fraction after "and" at the end of the figure, past which the figure is extended."""
    words, at = tokens.words, figure.next
    if words[at] not in lexicon.sets["and"] or not tokens.near(at):
        return None
    part = words[at + 1]
    if part in lexicon.sets["half"] or part in lexicon.sets["quarter"]:
        figure.extend(tokens, at + 2)
        return ONE / lexicon.fractions[part]
    return None
