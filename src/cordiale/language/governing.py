"""Which word of growth or share governs a figure, and how: by "of", a copula, a comparison after it."""

from cordiale.language.figure import Figure
from cordiale.language.lexicon import Cue, Lexicon, find_cue
from cordiale.language.tokens import Tokens

_CLAUSE = frozenset({".", ";", "!", "?"})
REACH = 24  # tokens between a growth word and its figure


class Governors:
    """Finds the words of growth and share around the figures of one text."""

    __slots__ = ("lexicon", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets

    def cue(self, index: int) -> Cue | None:
        """The growth or share word at a token."""
        word = self.words[index]
        return find_cue(self.lexicon, word) if len(word) > 2 else None

    def nearest(self, figure: Figure, reach: int) -> tuple[Cue, int] | None:
        """The nearest word of growth or share before the figure in its clause."""
        words = self.words
        for at in range(figure.left - 1, max(-1, figure.left - 1 - reach), -1):
            word = words[at]
            if word in _CLAUSE and self.closes(at):
                return None
            cue = self.cue(at)
            if cue is not None:
                return cue, at
        return None

    def closes(self, index: int) -> bool:
        """Whether a mark ends a clause (the point of an abbreviation or a decimal does not)."""
        return not self.tokens.glued(index + 1)

    def link(self, figure: Figure) -> str:
        """The word right before the figure and its bound."""
        words, left = self.words, figure.left
        return words[left - 2] if words[left - 1] == "'" else words[left - 1] if left > 0 else ""

    def before_link(self, figure: Figure) -> int:
        """The token right before the figure and its bound."""
        left = figure.left
        return left - 2 if self.words[left - 1] == "'" else left - 1

    def opens_with_of(self, figure: Figure) -> bool:
        """Whether the bound brings the "of" itself ("rose of the order of 5 %")."""
        return figure.left < figure.first and self.words[figure.left] in self.sets["growth.of"]

    def _bounded_by_verb(self, figure: Figure) -> bool:
        """Whether the bound before the figure is a verb ("growth exceeded 9 %")."""
        word = self.words[figure.left]
        return figure.left < figure.first and any(
            word.startswith(s) for s in self.lexicon.data["bounds"]["verbs"]
        )

    def _copula_before(self, figure: Figure) -> bool:
        at = figure.left - 1
        words = self.words
        if words[at] in self.sets["to"]:
            at -= 1
        return words[at] in self.sets["growth.copulas"]

    def governs(self, found: tuple[Cue, int], figure: Figure, link: str) -> bool:
        """Whether a growth word governs the figure: by "of", by a copula, or by standing next to it."""
        cue, at = found
        words = self.words
        if link in self.sets["growth.of"] or self.opens_with_of(figure):
            return True
        between = words[at + 1 : figure.left]
        if cue.part == "noun" and (not between or all(word in ("(", "-", ":", ",", '"') for word in between)):
            return True
        if cue.part == "verb" and between and all(word in ("(", "-", '"') for word in between):
            return True
        if cue.part == "verb" and not between and figure.left == figure.first:
            return True
        return cue.part == "noun" and (self._copula_before(figure) or self._bounded_by_verb(figure))

    def sign_after(self, figure: Figure) -> int:
        """1 for "5 % more", -1 for "5 % less", else 0."""
        tokens, words = self.tokens, self.words
        found = self.lexicon.comparatives.before(
            tokens, self.before_link(figure) + 1
        ) or self.lexicon.comparatives.before(tokens, figure.left)
        if found:
            return found[0]
        at = figure.next
        if words[at] == '"':
            at += 1
        after = self.lexicon.signs_after.at(tokens, at)
        if after is None or words[after[1]] in self.sets["growth.signs_not_before"]:
            return 0
        if words[after[1]][:1].isdecimal():
            return 0
        return after[0]

    def noun_after(self, figure: Figure) -> int:
        """The direction of "5 % of growth", "5 % in rise"."""
        words = self.words
        at = figure.next
        if words[at] not in self.sets["of"]:
            return 0
        at += 1 + (words[at + 1] == "'")
        cue = self.cue(at)
        return cue.direction if cue and cue.part == "noun" else 0

    def is_index(self, figure: Figure, at: int) -> bool:
        """Whether the figure is an index (107 % for a growth of 7 %): an index noun or a base governs it."""
        if self.lexicon.against.at(self.tokens, figure.next) and not self._increment_link(figure):
            return True
        if self.words[at] in self.sets["growth.index_nouns"] and self.lexicon.against.at(
            self.tokens, figure.next
        ):
            return True
        low = max(0, figure.left - REACH)
        for index in range(figure.left, low, -1):
            if self.words[index - 1] in _CLAUSE and self.closes(index - 1):
                break
            if self.lexicon.indices.before(self.tokens, index):
                return True
        return False

    def _increment_link(self, figure: Figure) -> bool:
        found = self.nearest(figure, REACH)
        if not found or not found[0].direction:
            return False
        return self.link(figure) in self.sets["growth.of"] or self.opens_with_of(figure)
