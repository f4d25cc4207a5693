"""What hangs on a bare number: its multiplier, a half, a smaller part, its sign and its unit."""

from decimal import Decimal

from cordiale.language.figure import ONE, Figure
from cordiale.language.lexicon import Lexicon
from cordiale.language.measures import Measures, read_half
from cordiale.language.numerals import read_numeral
from cordiale.language.signs import read_sign
from cordiale.language.tokens import Tokens


class Attachments:
    """Completes figures over one text with one lexicon; holds no state between calls."""

    __slots__ = ("lexicon", "measures", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.measures = Measures(tokens, lexicon)

    def start(self, first: int, after: int, value: Decimal, style: str) -> Figure:
        """A figure over the tokens ``[first, after)``, of a bare value."""
        span = (self.tokens.starts[first], self.tokens.ends[after - 1])
        return Figure(first, after, value, span, span, style, low=value)

    def token_at(self, index: int, end: int) -> int:
        """The first token at or after character ``end``."""
        starts = self.tokens.starts
        while starts[index] < end:
            index += 1
        return index

    def leads(self, index: int) -> bool:
        """Whether the word that makes a number the first so many ("the two first") stands at a token."""
        return self.words[index] in self.sets["leading"] and self.tokens.near(index)

    def leading(self, figure: Figure) -> tuple[Figure | None, int]:
        """The figure as the first so many of a row."""
        figure.style, figure.role = "ordinal", "leading"
        figure.extend(self.tokens, figure.next + 1)
        return figure, figure.next

    def symbol_scale(self, index: int) -> Decimal | None:
        """A multiplying letter ("M€") at a token, where a currency follows."""
        power = (
            self.lexicon.data["scale_symbols"].get(self.tokens.printed(index))
            if index < self.tokens.count
            else None
        )
        if power is None:
            return None
        after = index + 1 + (self.words[index + 1] in self.sets["of"])
        after += after > index + 1 and self.words[after] == "'"
        unit = self.lexicon.units.at(self.tokens, after)
        return Decimal(10) ** power if unit and unit[0].family == "money" else None

    def _read_scale(self, figure: Figure) -> None:
        tokens, words, at = self.tokens, self.words, figure.next
        if not tokens.near(at):
            return
        if figure.style == "collective" and words[at] in self.sets["of"]:
            at += 1
        word = self.lexicon.words.get(words[at]) or self.lexicon.words.get(self._repair(words[at]))
        if (
            word
            and word.part in ("scale", "thousand")
            and not word.ordinal
            and figure.scale == ONE
            and tokens.near(at)
        ):
            if figure.style == "words" and at > figure.next:
                return
            figure.scale = Decimal(word.value)
            figure.extend(self.tokens, at + 1)
            if words[at] in self.sets["thousands"]:
                self._stacked_scale(figure)
                self._thousand_rest(figure)
            return
        factor = self.symbol_scale(at)
        if factor is not None and figure.style == "digits":
            figure.scale = factor
            figure.extend(self.tokens, at + 1)

    def _stacked_scale(self, figure: Figure) -> None:
        """Takes "thousand billion": a second scale word."""
        word = self.lexicon.words.get(self.words[figure.next])
        if word and word.part == "scale" and not word.ordinal and self.tokens.near(figure.next):
            figure.scale *= word.value
            figure.extend(self.tokens, figure.next + 1)

    def _thousand_rest(self, figure: Figure) -> None:
        """Takes the hundreds in digits after a thousand in words: "3 thousand 500"."""
        at = figure.next
        rest = self.words[at]
        whole = (
            figure.style == "digits"
            and figure.scale == 1000
            and figure.bare == figure.bare.to_integral_value()
        )
        if whole and rest.isdecimal() and len(rest) == 3 and rest[0] != "0" and self.tokens.near(at, 1):
            figure.bare += Decimal(int(rest)) / 1000
            figure.extend(self.tokens, at + 1)

    def _repair(self, word: str) -> str:
        """The number word that OCR printed as ``word``, if there is one."""
        if not 5 <= len(word) <= 14:
            return word
        return self.lexicon.repairs.get(self.lexicon.skeleton(word), word)

    def finish(self, figure: Figure) -> tuple[Figure | None, int]:
        """Adds multiplier, half, sign and unit; returns the figure and the token after it."""
        self._read_scale(figure)
        half = read_half(figure, self.tokens, self.lexicon)
        if half is not None:
            figure.bare += half
            if figure.scale == ONE:
                figure.head = (figure.head[0], figure.core[1])
        self._read_smaller(figure)
        read_sign(figure, self.tokens, self.lexicon)
        self.measures.read_prefix(figure)
        if figure.unit is None:
            self.measures.read_unit(figure)
        if figure.style == "article" and self._is_article(figure):
            return None, figure.first + 1
        if figure.role == "half":
            if figure.unit is None and figure.scale == ONE:
                return None, figure.next  # "half-brother": no figure
            figure.role = ""
        factor = figure.unit.factor if figure.unit else ONE
        figure.low = figure.bare * figure.scale * factor
        return figure, figure.next

    def _read_smaller(self, figure: Figure) -> None:
        """The smaller part of a mixed number: "3 million 200 thousand"."""
        at = figure.next
        if (
            figure.style != "digits"
            or figure.scale <= 1000
            or not self.words[at].isdecimal()
            or not self.tokens.near(at)
        ):
            return
        found = read_numeral(self.tokens.folded, self.tokens.starts[at])
        if found is None or found[0] >= 1000:
            return
        after = self.token_at(at, found[1])
        word = self.lexicon.words.get(self.words[after])
        if word and word.part in ("scale", "thousand") and word.value < figure.scale and not word.ordinal:
            figure.bare += found[0] * word.value / figure.scale
            figure.extend(self.tokens, after + 1)

    def _is_article(self, figure: Figure) -> bool:
        """Whether a lone "one" is the article: nothing measured follows."""
        if figure.bare != ONE or figure.scale != ONE:
            return False
        whole = figure.first == 0 or (figure.first == 1 and figure.signed)
        if whole and figure.next >= self.tokens.count:
            return False
        if figure.unit is None or figure.unit.family == "times":
            return True
        # "An hour" is a figure only where a bound counts it: "less than an hour".
        return figure.unit.weak and self.lexicon.bounds.before(self.tokens, figure.first) is None
