"""Finds one figure at a token: number, multiplier, half, sign, then unit."""

from decimal import Decimal

from cordiale.language.attachments import Attachments
from cordiale.language.digitfigures import DigitFigures
from cordiale.language.figure import Figure
from cordiale.language.lexicon import Lexicon
from cordiale.language.tokens import Tokens
from cordiale.language.wordfigures import HALF, WordFigures


class Parser:
    """Parses figures over one text with one lexicon; holds no state between calls."""

    __slots__ = ("attachments", "digits", "lexicon", "sets", "spelled", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.attachments = Attachments(tokens, lexicon)
        self.digits = DigitFigures(self.attachments)
        self.spelled = WordFigures(self.attachments)

    def read(self, index: int) -> tuple[Figure | None, int]:
        """The figure that begins at seed token ``index``, if any, and the token to go on from."""
        word = self.words[index]
        if "0" <= word[0] <= "9":
            return self.digits.read(index)
        if word in self.lexicon.words:
            return self.spelled.read(index)
        if word in self.lexicon.collectives:
            return None, index + 1  # "dozens of": no figure without a number or article before
        if word in self.sets["half_whole"]:
            return self.attachments.finish(self.attachments.start(index, index + 1, HALF, "fraction"))
        if word in self.lexicon.data["vulgar_fractions"]:
            over, under = self.lexicon.data["vulgar_fractions"][word]
            return self.attachments.finish(
                self.attachments.start(index, index + 1, Decimal(over) / under, "fraction")
            )
        if word in self.lexicon.fractions and self._is_noun_of_part(index):
            return self.attachments.finish(
                self.attachments.start(index, index + 1, self._part(word), "fraction")
            )
        if word in self.lexicon.romans:
            return self._read_roman(index)
        return None, index + 1

    def _is_noun_of_part(self, index: int) -> bool:
        """Whether "the third of the" stands at a token, an article on either side."""
        words, sets = self.words, self.sets
        if (
            index == 0
            or words[index - 1] not in sets["singular_articles"]
            or words[index + 1] not in sets["of"]
        ):
            return False
        after = words[index + 2]
        return words[index + 1] not in sets["of_plain"] or after in sets["definite"]

    def _part(self, word: str) -> Decimal:
        return Decimal(1) / self.lexicon.fractions[word]

    def _read_roman(self, index: int) -> tuple[Figure | None, int]:
        printed, word = self.tokens.printed(index), self.words[index]
        size = len(printed.rstrip("abcdefghijklmnopqrstuvwxyzèéÈ"))
        alone = not self.tokens.glued(index) or self.words[index - 1] in "\"'(«"
        if (
            not alone
            or size == 0
            or not printed[:size].isupper()
            or word[size:] not in self.sets["roman_suffixes"]
        ):
            return None, index + 1
        if self.tokens.glued(index + 1) and self.words[index + 1][:1] in ("-", "'"):
            return None, index + 1
        figure = self.attachments.start(index, index + 1, Decimal(self.lexicon.romans[word]), "ordinal")
        return figure, index + 1
