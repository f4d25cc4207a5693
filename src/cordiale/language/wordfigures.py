"""Figures that begin with a word: cardinals, ordinals, collectives, fractions."""

from decimal import Decimal

from cordiale.language.attachments import Attachments
from cordiale.language.figure import ONE, Figure
from cordiale.language.wordnumbers import join_decimals, read_decimals, read_words

HALF = Decimal("0.5")


class WordFigures:
    """Reads the figure at a number word."""

    __slots__ = ("attachments", "lexicon", "sets", "tokens", "words")

    def __init__(self, attachments: Attachments) -> None:
        self.attachments = attachments
        self.tokens = attachments.tokens
        self.words = attachments.words
        self.lexicon = attachments.lexicon
        self.sets = attachments.sets

    def read(self, index: int) -> tuple[Figure | None, int]:
        """The figure that begins at a token, if any, and the token to go on from."""
        tokens, words, lexicon = self.tokens, self.words, self.lexicon
        if (
            words[index] in self.sets["articles"]
            and words[index + 1] not in lexicon.openers
            and tokens.count > 3
        ):
            return None, index + 1  # by far the most common case: a mere article
        found = read_words(tokens, index, lexicon)
        if found is None:
            return self._bare_scale(index)
        value, after, last, scale = found
        article = after == index + 1 and words[index] in self.sets["articles"]
        if article or not last.ordinal:
            special = self._collective_or_fraction(index, after, value)
            if special is not None:
                return self.attachments.finish(special)
        figure = self.attachments.start(index, after, Decimal(value), "article" if article else "words")
        if last.ordinal:
            return self._ordinal(figure, value)
        if words[after] in self.sets["decimal"] and words[after].isalpha():
            decimals = read_decimals(tokens, after + 1, lexicon)
            if decimals:
                figure.bare, figure.style = join_decimals(value, decimals[0]), "words"
                figure.extend(self.tokens, decimals[1], head=True)
        if scale:
            # The half of "three and a half million" is counted in the last scale.
            figure.scale = Decimal(scale) if last.part == "scale" else ONE
            figure.bare = Decimal(value) / figure.scale
            figure.style = "words"
            figure.about = self._is_about_thousand(index, after, scale)
        elif self.attachments.leads(figure.next):
            return self.attachments.leading(figure)
        return self.attachments.finish(figure)

    def _bare_scale(self, index: int) -> tuple[Figure | None, int]:
        """Reads "the million": a singular scale word after a singular article or a bounding verb."""
        word = self.lexicon.words.get(self.words[index])
        if word is None or word.plural or self.words[index - 1] not in self.sets["singular_articles"]:
            return None, index + 1
        figure = self.attachments.start(index, index + 1, ONE, "words")
        figure.scale = Decimal(word.value)
        return self.attachments.finish(figure)

    def _ordinal(self, figure: Figure, value: int) -> tuple[Figure | None, int]:
        last = figure.next - 1
        fixed = self.lexicon.fixed
        if self.words[last] in self.sets["ordinal_ambiguous"] and not self.tokens.near(figure.next):
            return None, figure.next
        if any(
            (found := fixed.at(self.tokens, at)) and found[1] > last
            for at in (last - 2, last - 1, last)
            if at >= 0
        ):
            return None, figure.next
        figure.style, figure.bare = "ordinal", Decimal(value)
        return figure, figure.next

    def _collective_or_fraction(self, index: int, after: int, value: int) -> Figure | None:
        """Reads "about twenty", "half a dozen", "two thirds": a noun of number after an article or number."""
        words, lexicon, tokens = self.words, self.lexicon, self.tokens
        at, halves = after, ONE
        if not tokens.near(at):
            return None
        if words[at] in self.sets["half"] and words[at + 1] and not self._ends_fraction(at + 1):
            at += 1 + (words[at + 1] == "-")
            halves = HALF
        word = lexicon.words.get(words[at])
        if words[at] in lexicon.collectives:
            figure = self.attachments.start(
                index, at + 1, value * halves * lexicon.collectives[words[at]], "collective"
            )
            figure.about = True
            return figure
        if halves != ONE:
            figure = self.attachments.start(index, after + 1, value * halves, "fraction")
            figure.next, figure.role = at, "half"
            figure.about = word is not None and word.part == "scale"
            return figure
        under = lexicon.fractions.get(words[at])
        if under is None and word is not None and word.ordinal and self._is_fraction(value, at, after):
            under = word.value
        if under is None or value == 0:
            return None
        return self.attachments.start(index, at + 1, Decimal(value) / under, "fraction")

    def _is_fraction(self, value: int, at: int, after: int) -> bool:
        word = self.lexicon.words[self.words[at]]
        if at != after or word.value < 3 or word.part == "lone":
            return False
        return word.plural if value > 1 else self._ends_fraction(at + 1)

    def _ends_fraction(self, index: int) -> bool:
        """Whether a fraction may end before token ``index``: "of", a mark, or nothing follows."""
        word = self.words[index]
        return not word[:1].isalnum() and word != "-" or word in self.sets["of"]

    def _is_about_thousand(self, index: int, after: int, scale: int) -> bool:
        """Whether "a thousand (or so)" was said: the noun of a thousand after an article."""
        noun = after == index + 2 and self.words[after - 1] in self.sets["thousand_nouns"]
        return scale == 1000 and noun and self.words[index] in self.sets["articles"]
