"""Figures that begin with digits, and what looks like them: codes, names, items of a list."""

from decimal import Decimal

from cordiale.language.attachments import Attachments
from cordiale.language.figure import ONE, Figure
from cordiale.language.numerals import is_label, read_numeral, skip_code
from cordiale.language.wordnumbers import join_decimals, read_decimals


class DigitFigures:
    """Reads the figure at a token of digits."""

    __slots__ = ("attachments", "lexicon", "sets", "tokens", "words")

    def __init__(self, attachments: Attachments) -> None:
        self.attachments = attachments
        self.tokens = attachments.tokens
        self.words = attachments.words
        self.lexicon = attachments.lexicon
        self.sets = attachments.sets

    def read(self, index: int) -> tuple[Figure | None, int]:
        """The figure that begins at a token, if any, and the token to go on from."""
        tokens, start = self.tokens, self.tokens.starts[index]
        code_end = skip_code(tokens.folded, start)
        if code_end is not None:
            return None, self.attachments.token_at(index, code_end)
        found = read_numeral(tokens.folded, start)
        if found is None:
            return None, index + 1
        value, end = found
        after = self.attachments.token_at(index, end)
        first = self._restore_letter(index)
        if first < index:
            value += int(self.lexicon.data["noise"]["digits"][self.words[first]]) * 10 ** len(
                self.words[index]
            )
        if is_label(tokens, first, self.lexicon):
            return None, self._skip_coordinated(after)
        return self._digits_tail(self.attachments.start(first, after, value, "digits"))

    def _digits_tail(self, figure: Figure) -> tuple[Figure | None, int]:
        tokens, words, after = self.tokens, self.words, figure.next
        mark, glued = words[after], tokens.glued(after)
        if glued and mark == "/" and words[after + 1].isdecimal() and tokens.glued(after + 1):
            return self._read_fraction(figure)
        if (
            glued
            and mark in ("°", "º", "o")
            and figure.bare < 100
            and not self.lexicon.units.at(tokens, after)
        ):
            return None, after + 1
        if glued and mark[:1].isalpha():
            return self._glued_letters(figure)
        if glued and mark == "^" and words[after + 1] in self.sets["ordinal_suffixes"]:
            figure.next += 1  # a raised ending: "7^e"
            return self._glued_letters(figure)
        skipped = self._is_no_figure(figure, mark, glued=glued)
        if skipped:
            return None, after + skipped
        small = (
            tokens.near(after, 1) and mark.isdecimal() and words[after + 1] == "/" and tokens.glued(after + 1)
        )
        if small and words[after + 2].isdecimal() and figure.bare == figure.bare.to_integral_value():
            return self._read_mixed(figure)
        if mark in self.lexicon.data["vulgar_fractions"] and tokens.near(after, 1):
            over, under = self.lexicon.data["vulgar_fractions"][mark]
            figure.bare += Decimal(over) / under
            figure.extend(self.tokens, after + 1, head=True)
        elif mark in self.sets["decimal"] and mark.isalpha():
            decimals = read_decimals(tokens, after + 1, self.lexicon)
            if decimals and figure.bare == figure.bare.to_integral_value():
                figure.bare = join_decimals(figure.bare, decimals[0])
                figure.extend(self.tokens, decimals[1], head=True)
        if self.attachments.leads(figure.next):
            return self.attachments.leading(figure)
        finished, at = self.attachments.finish(figure)
        return (None, at) if finished and self._is_name(finished) else (finished, at)

    def _is_no_figure(self, figure: Figure, mark: str, *, glued: bool) -> int:
        """How many tokens to pass over where what follows the digits shows a code, a note mark or an item."""
        tokens, words, after = self.tokens, self.words, figure.next
        if glued and tokens.glued(after + 1):
            nxt = words[after + 1]
            if mark == '"' and nxt.isalpha():
                return 1  # a mark of a note, glued to the quotation it opens
            if mark in (":", "_", "@") and nxt[:1].isalnum():
                return 2
            if mark == "-" and self._is_code_tail(after + 1):
                return 2
        if mark == ")":
            return int(self._is_list_mark(figure.first))
        return int(mark == "." and self._is_item(figure))

    def _is_name(self, figure: Figure) -> bool:
        """Whether a bare number is part of a name or an unread year: no counted noun follows."""
        if figure.unit is not None or figure.scale != ONE or figure.first == 0 or self._counts(figure.next):
            return False
        tokens, before = self.tokens, figure.first - 1
        digits = figure.head[1] - figure.head[0]
        if digits == 4 and 1900 <= figure.bare <= 2100:
            return True
        if not tokens.near(figure.first, 1) or not tokens.printed(before)[:1].isupper():
            return False
        opens = (
            before == 0
            or not self.words[before - 1][:1].isalnum()
            and self.words[before - 1] not in ("'", "-")
        )
        return not opens or tokens.printed(before).isupper()

    def _counts(self, index: int) -> bool:
        """Whether a noun that may be counted stands at a token."""
        if not self.tokens.near(index):
            return False
        word = self.words[index]
        return len(word) > 3 and word.isalpha() and self.tokens.printed(index).islower()

    def _is_code_tail(self, index: int) -> bool:
        """Whether the token glued by a hyphen to digits makes them a name ("5-HT"), not a compound."""
        word = self.words[index]
        return word.isalpha() and (len(word) < 3 or not self.tokens.printed(index).islower())

    def _is_item(self, figure: Figure) -> bool:
        """Whether "3. Xxxx" numbers an item: at the start of a line, after a mark, or the first."""
        tokens, first, after = self.tokens, figure.first, figure.next
        if (
            figure.bare >= 200
            or glued_decimal(figure)
            or after + 1 >= tokens.count
            or tokens.glued(after + 1)
        ):
            return False
        start = tokens.starts[first]
        opens = start == 0 or tokens.text[start - 1] == "\n" or self.words[first - 1] in (";", ":")
        return (opens or figure.bare == 1) and tokens.printed(after + 1)[:1].isupper()

    def _is_list_mark(self, index: int) -> bool:
        """Whether "3)" numbers an item: no bracket was opened just before."""
        return (
            all(self.words[k] != "(" for k in range(max(0, index - 60), index))
            and self.words[index - 1] != "("
        )

    def _restore_letter(self, index: int) -> int:
        """The first token of the numeral: OCR may print its first digit as a letter."""
        letter = self.words[index - 1]
        if index and self.tokens.glued(index) and letter in self.lexicon.data["noise"]["digits"]:
            alone = index < 2 or not (self.tokens.glued(index - 1) and self.words[index - 2][-1:].isalnum())
            if alone and len(self.words[index]) > 1 and self.tokens.printed(index - 1) in "lIO":
                return index - 1
        return index

    def _glued_letters(self, figure: Figure) -> tuple[Figure | None, int]:
        """Digits with letters on: an ordinal, a unit, or part of a name."""
        after = figure.next
        word, printed = self.words[after], self.tokens.printed(after)
        stops = not (self.tokens.glued(after + 1) and self.words[after + 1][:1].isalnum())
        if word in self.sets["ordinal_suffixes"] and stops and printed.islower():
            if figure.bare == figure.bare.to_integral_value() and figure.bare < 10**15:
                figure.style = "ordinal"
                figure.extend(self.tokens, after + 1, head=True)
                return figure, figure.next
        if (
            self.lexicon.units.at(self.tokens, after)
            or word in self.lexicon.words
            or self.attachments.symbol_scale(after)
        ):
            finished, at = self.attachments.finish(figure)
            if finished and finished.next > after:
                return finished, at
        return None, after + 1

    def _read_fraction(self, figure: Figure) -> tuple[Figure | None, int]:
        words, after = self.words, figure.next
        under = words[after + 1]
        more = self.tokens.glued(after + 2) and (words[after + 2] == "/" or words[after + 2].isalnum())
        if more or len(under) > 3 or int(under) == 0 or int(under) > 100 or figure.bare >= 100:
            return None, after + 2
        figure.bare /= int(under)
        figure.style = "fraction"
        figure.extend(self.tokens, after + 2, head=True)
        return self.attachments.finish(figure)

    def _read_mixed(self, figure: Figure) -> tuple[Figure | None, int]:
        over, under = self.words[figure.next], self.words[figure.next + 2]
        if len(over) > 2 or len(under) > 2 or not 0 < int(over) < int(under):
            return self.attachments.finish(figure)
        figure.bare += Decimal(int(over)) / int(under)
        figure.extend(self.tokens, figure.next + 3, head=True)
        return self.attachments.finish(figure)

    def _skip_coordinated(self, after: int) -> int:
        """Past the further numbers of a label: "articles 5 and 6"."""
        while (
            self.words[after] in self.sets["and"] | self.sets["to"] | {",", "-"}
            and self.words[after + 1].isdecimal()
        ):
            after += 2
        return after


def glued_decimal(figure: Figure) -> bool:
    """Whether the number has a fractional part, and so numbers no item of a list."""
    return figure.bare != figure.bare.to_integral_value()
