"""Numbers in words: one grammar for the decimal words of a language, whose vocabulary is data."""

from dataclasses import dataclass
from decimal import Decimal

from cordiale.language.lexicon import Lexicon, NumberWord
from cordiale.language.tokens import Tokens

_WHOLE = 999  # what a group below a thousand may hold


@dataclass(slots=True)
class _Sum:
    """The number so far: scales of a million and above, thousands, and the group below a thousand."""

    high: int = 0
    thousands: int = 0
    group: int = 0
    room: int = _WHOLE
    least: int = 1
    scale: int = 0
    last: str = ""
    last_value: int = 0

    def take(self, word: NumberWord, *, below: int) -> bool:
        """Adds a word; False where it cannot follow what was read."""
        if word.value >= below:
            return False
        if word.part in ("zero", "lone"):  # a lone ordinal ("first") joins no other word
            return self._start(word)
        if word.part in ("unit", "teen", "ten"):
            return self._small(word)
        if word.part == "hundred":
            return self._hundred()
        if word.part == "thousand":
            return self._thousand()
        return self._scale(word)

    def _mark(self, part: str, value: int, room: int, least: int = 1) -> bool:
        self.last, self.last_value, self.room, self.least = part, value, room, least
        return True

    def _start(self, word: NumberWord) -> bool:
        if self.last:
            return False
        self.group = word.value
        return self._mark(word.part, word.value, 0)

    def _small(self, word: NumberWord) -> bool:
        value = word.value
        if value == 20 and self.last == "unit" and self.last_value == 4:  # four twenties
            self.group += 76
            return self._mark("ten", 80, 19)
        if not self.least <= value <= self.room:
            return False
        self.group += value
        if word.part == "ten":
            return self._mark("ten", value, 19 if value in (60, 80) else 9)
        if value == 10:
            return self._mark("ten_only", 10, 9, 7)
        return self._mark(word.part, value, 0)

    def _hundred(self) -> bool:
        if self.group == 0 and self.room == _WHOLE:
            self.group = 100
        elif 2 <= self.group <= 99:
            self.group *= 100
        else:
            return False
        return self._mark("hundred", 100, 99)

    def _thousand(self) -> bool:
        if self.thousands or (self.group == 0 and self.room != _WHOLE):
            return False
        self.thousands = (self.group or 1) * 1000
        self.group = 0
        return self._mark("thousand", 1000, _WHOLE)

    def _scale(self, word: NumberWord) -> bool:
        amount = self.thousands + self.group
        if (
            amount == 0
            or (self.scale and word.value >= self.scale)
            or (word.value == 1000 and self.thousands)
        ):
            return False
        self.high += amount * word.value
        self.thousands = self.group = 0
        self.scale = word.value
        return self._mark("scale", word.value, _WHOLE)

    @property
    def value(self) -> int:
        return self.high + self.thousands + self.group


def read_words(
    tokens: Tokens, index: int, lexicon: Lexicon, *, below: int = 10**40
) -> tuple[int, int, NumberWord, int] | None:
    """The number in words at token ``index``: value, next token, its last word, its largest scale.

    Words of ``below`` or more are not taken: the digits after a decimal sign, or an amount in
    hundredths, are read by smaller grammars. None where no number begins here.
    """
    total, position, last = _Sum(), index, None
    words = tokens.words
    while True:
        found = _next_word(tokens, position, total, lexicon) if last else position
        if found is None:
            break
        word = lexicon.words.get(words[found])
        if word is None or (last is None and word.part == "scale" and not word.ordinal):
            break
        if last is None and word.part == "scale":
            total.group = 1  # "the millionth"
        if last and word.ordinal and word.plural and found == position:
            break  # "three fifths": a fraction, not one ordinal
        if not total.take(word, below=below):
            break
        position, last = found + 1, word
        if word.ordinal:
            break
    return None if last is None else (total.value, position, last, total.scale)


def _next_word(tokens: Tokens, position: int, total: _Sum, lexicon: Lexicon) -> int | None:
    """Where the next number word would stand, past a hyphen or "and"; None where the gap is too wide."""
    words = tokens.words
    if not tokens.near(position):
        return None
    at = position
    if words[at] == "-":
        if not (tokens.glued(at) or tokens.glued(at + 1)):
            return None  # a dash between spaces is punctuation
        at += 1
    if words[at] in lexicon.sets["and"]:
        if total.last not in ("ten", "hundred", "thousand"):
            return None
        after = at + 1 + (words[at + 1] == "-")
        word = lexicon.words.get(words[after])
        # "and" joins only one and eleven.
        return after if word and word.value in (1, 11) and tokens.near(after) else None
    return at if tokens.near(at) else None


def read_decimals(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The digits spelled out from token ``index`` (after a decimal sign), and the next token."""
    digits, position = "", index
    while tokens.near(position) and len(digits) < 60:
        word = tokens.words[position]
        if "0" <= word[:1] <= "9":
            digits, position = digits + word, position + 1
            break
        piece = read_words(tokens, position, lexicon, below=1000)
        if piece is None or piece[2].ordinal:
            break
        digits, position = digits + str(piece[0]), piece[1]
    return (digits, position) if digits else None


def join_decimals(whole: int | Decimal, digits: str) -> Decimal:
    """The decimal number of a whole part and its digits after the sign.

    >>> join_decimals(1, "05")
    Decimal('1.05')
    """
    return Decimal(whole) + Decimal(int(digits)).scaleb(-len(digits))
