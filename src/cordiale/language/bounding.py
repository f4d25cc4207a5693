"""The bound of a figure: "about", "more than", "at most", before it or after it."""

from cordiale.language.figure import Figure
from cordiale.language.lexicon import Lexicon
from cordiale.language.tokens import Tokens
from cordiale.model.quantity import Bound


class Bounds:
    """Finds the bounds of the figures of one text."""

    __slots__ = ("lexicon", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets

    def read(self, figure: Figure) -> tuple[Bound, int, bool]:
        """The bound, the token where its phrase begins, and whether it may tell a level reached."""
        words, tokens = self.words, self.tokens
        at = figure.first
        after = self._after(figure)
        begin = at
        while begin > 0 and words[begin - 1] == '"':
            begin -= 1
        skipped = begin
        if words[skipped - 1] == "'" and words[skipped - 2] in self.sets["bounds.articles"]:
            skipped -= 2
        elif words[skipped - 1] in self.sets["bounds.articles"] and skipped > 0:
            skipped -= 1
        for start in {begin, skipped}:
            found = self.lexicon.bounds.before(tokens, start)
            if found:
                (bound, reached), left = found
                return after or bound, left, reached
        verb = self._bounding_verb(skipped)
        if verb:
            return after or verb[0], verb[1], False
        if after:
            return after, at, False
        return ("~" if figure.about else "="), at, False

    def _bounding_verb(self, index: int) -> tuple[Bound, int] | None:
        words = self.words
        at = index - 1
        turned = False
        for _ in range(3):
            word = words[at] if at >= 0 else ""
            if word in self.sets["bounds.negation"]:
                turned = True
            elif word not in self.sets["bounds.adverbs"]:
                break
            at -= 1
        word = words[at] if at >= 0 else ""
        if len(word) < 4:
            return None
        turned = turned or self._is_denied(at)
        data = self.lexicon.data["bounds"]
        verbs = data["verbs"] | data["verbs_denied"] if turned else data["verbs"]
        for stem, bound in verbs.items():
            if word.startswith(stem):
                if turned:
                    bound = "<" if bound == ">" else bound
                return bound, at
        return None

    def _is_denied(self, index: int) -> bool:
        """Whether a negation stands right before the participle at ``index`` ("n'ont pas encore depasse")."""
        before = self.words[max(0, index - 2) : index]
        if before[-1:] and before[-1] in self.sets["bounds.adverbs"]:
            before = before[:-1]
        return bool(before) and before[-1] in self.sets["bounds.negation"]

    def _after(self, figure: Figure) -> Bound | None:
        tokens, words = self.tokens, self.words
        at = figure.next
        found = self.lexicon.bounds_after.at(tokens, at) if tokens.near(at) else None
        if found and not self._opens_figure(found[1]):
            return found[0]
        for step in range(1, 4):  # past the counted noun: "two regions or more"
            if not words[at][:1].isalpha() or not tokens.near(at):
                break
            at = figure.next + step
            found = self.lexicon.bounds_after_noun.at(tokens, at)
            if found and not self._opens_figure(found[1]):
                return found[0]
        return None

    def _opens_figure(self, index: int) -> bool:
        """Whether what looks like a bound after a figure rather belongs to the next one."""
        word = self.words[index]
        return word[:1].isdecimal() or word in self.lexicon.words or word in self.sets["of"]
