"""What the words around a figure make of it: bounds, growth, shares, levels."""

from dataclasses import dataclass
from decimal import Decimal

from cordiale.language.figure import ONE, Figure
from cordiale.language.lexicon import Cue, Lexicon, find_cue
from cordiale.language.tokens import Tokens
from cordiale.model.quantity import Bound

_CLAUSE = frozenset({".", ";", "!", "?"})
_REACH = 24  # tokens between a growth word and its figure
_SENTENCE = 60


@dataclass(slots=True)
class Reading:
    """What a figure says in its context; ``start`` and ``end`` bound the core of the mention."""

    kind: str
    unit: str | None
    low: Decimal
    high: Decimal | None
    bound: Bound
    role: str
    start: int
    end: int


class Context:
    """Reads figures in the light of the tokens around them."""

    __slots__ = ("lexicon", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets

    def read(self, figure: Figure) -> Reading:
        """The meaning of one figure; bounds first, since growth words stand before them."""
        bound, left, reached = self._bound(figure)
        figure.left = left
        if reached and self._governed_by_change(left):
            bound = "="
        reading = Reading("number", None, figure.low, figure.high, bound, figure.role, *figure.core)
        if figure.style == "ordinal":
            reading.kind = "ordinal"
            if figure.role == "leading":
                reading.bound = "<"
            return reading
        if figure.style == "factor":
            reading.kind, reading.unit, reading.role = "growth", "ratio", "factor"
            return reading
        family = figure.family
        if family in ("percent", "times") or (figure.style == "fraction" and not family and figure.scale == ONE):
            self._relate(figure, reading)
        elif family:
            assert figure.unit is not None
            reading.kind, reading.unit = family, figure.unit.code or None
        if reading.kind in ("number", "money", "quantity") and not reading.role:
            self._multiplied(figure, reading)
            if reading.kind != "growth" and self._is_change_of_level(figure):
                reading.role = "level_change"
        return reading

    # --- bounds

    def _bound(self, figure: Figure) -> tuple[Bound, int, bool]:
        """The bound, the token where its phrase begins, and whether it may tell a level reached."""
        words, tokens = self.words, self.tokens
        at = figure.first
        after = self._bound_after(figure)
        begin = at
        while begin > 0 and words[begin - 1] == "\"":
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
        for stem, bound in self.lexicon.data["bounds"]["verbs"].items():
            if word.startswith(stem):
                if turned:
                    bound = "<" if bound == ">" else bound
                return bound, at
        return None

    def _bound_after(self, figure: Figure) -> Bound | None:
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

    # --- growth and shares

    def _cue(self, index: int) -> Cue | None:
        word = self.words[index]
        return find_cue(self.lexicon, word) if len(word) > 2 else None

    def _nearest_cue(self, figure: Figure, reach: int) -> tuple[Cue, int] | None:
        """The nearest word of growth or share before the figure in its clause."""
        words = self.words
        for at in range(figure.left - 1, max(-1, figure.left - 1 - reach), -1):
            word = words[at]
            if word in _CLAUSE and self._closes(at):
                return None
            cue = self._cue(at)
            if cue is not None:
                return cue, at
        return None

    def _closes(self, index: int) -> bool:
        """Whether a mark ends a clause (the point of an abbreviation or a decimal does not)."""
        return not self.tokens.glued(index + 1)

    def _relate(self, figure: Figure, reading: Reading) -> None:
        """A percentage, a fraction or "n times": growth, share, or as it stands."""
        family = figure.family
        if family == "times":
            self._read_times(figure, reading)
            return
        part = Decimal(100) if family == "percent" else ONE
        growth = self._growth_sign(figure)
        if growth is not None:
            sign, role = growth
            reading.kind, reading.unit = "growth", "ratio"
            reading.role = role
            ends = [abs(end) / part for end in (figure.low, figure.high) if end is not None]
            if role != "index":
                ends = sorted(ONE + sign * end for end in ends)
            reading.low, reading.high = ends[0], ends[1] if len(ends) > 1 else None
            return
        if self._is_share(figure):
            reading.kind, reading.unit = "share", "share"
            reading.low, reading.high = figure.low / part, None if figure.high is None else figure.high / part
        elif family == "percent":
            reading.kind, reading.unit = "percent", "percent"

    def _growth_sign(self, figure: Figure) -> tuple[int, str] | None:
        """The sign and role of the growth that a percentage or fraction tells, or None."""
        after = self._sign_after(figure)
        if after:
            return after, "increase" if after > 0 else "decrease"
        found = self._nearest_cue(figure, _REACH)
        link = self._link(figure)
        percent = figure.family == "percent"
        if found and found[0].direction and self._governs(found, figure, link):
            cue, at = found
            if percent and abs(figure.low) >= 100 and self._is_index(figure, at):
                return 1, "index"
            return cue.direction, "increase" if cue.direction > 0 else "decrease"
        if percent and abs(figure.low) >= 90 and self._is_index(figure, found[1] if found else figure.left):
            return 1, "index"
        if figure.signed and percent and self._printed_sign(figure):
            sign = -1 if figure.low < 0 else 1
            return sign, "increase" if sign > 0 else "decrease"
        against = self.lexicon.against.at(self.tokens, figure.next)
        if percent and ((against and figure.low >= 100) or (figure.low > 100 and self._is_part_of(figure))):
            return 1, "index"
        noun_after = self._noun_after(figure)
        if noun_after:
            return noun_after, "increase" if noun_after > 0 else "decrease"
        return None

    def _printed_sign(self, figure: Figure) -> bool:
        return self.words[figure.first] in ("-", "+")

    def _is_part_of(self, figure: Figure) -> bool:
        return self.words[figure.next] in self.sets["growth.of_whole"]

    def _sign_after(self, figure: Figure) -> int:
        """1 for "5 % more", -1 for "5 % less", else 0."""
        tokens, words = self.tokens, self.words
        found = self.lexicon.comparatives.before(tokens, self._before_link(figure) + 1) or self.lexicon.comparatives.before(
            tokens, figure.left
        )
        if found:
            return found[0]
        at = figure.next
        if words[at] == "\"":
            at += 1
        after = self.lexicon.signs_after.at(tokens, at)
        if after is None or words[after[1]] in self.sets["growth.signs_not_before"]:
            return 0
        if words[after[1]][:1].isdecimal():
            return 0
        return after[0]

    def _noun_after(self, figure: Figure) -> int:
        """The direction of "5 % of growth", "5 % in rise"."""
        words = self.words
        at = figure.next
        if words[at] not in self.sets["of"]:
            return 0
        at += 1 + (words[at + 1] == "'")
        cue = self._cue(at)
        return cue.direction if cue and cue.part == "noun" else 0

    def _link(self, figure: Figure) -> str:
        """The word right before the figure and its bound."""
        words, left = self.words, figure.left
        return words[left - 2] if words[left - 1] == "'" else words[left - 1] if left > 0 else ""

    def _before_link(self, figure: Figure) -> int:
        left = figure.left
        return left - 2 if self.words[left - 1] == "'" else left - 1

    def _governs(self, found: tuple[Cue, int], figure: Figure, link: str) -> bool:
        """Whether a growth word governs the figure: by "of", as the subject of a copula, or by mere juxtaposition."""
        cue, at = found
        words = self.words
        if link in self.sets["growth.of"] or self._bound_opens_with_of(figure):
            return True
        between = words[at + 1 : figure.left]
        if cue.part == "noun" and (not between or all(word in ("(", "-", ":", ",", "\"") for word in between)):
            return True
        if cue.part == "verb" and between and all(word in ("(", "-", "\"") for word in between):
            return True
        if cue.part == "verb" and not between and figure.left == figure.first:
            return True
        return cue.part == "noun" and (self._copula_before(figure) or self._bounded_by_verb(figure))

    def _bounded_by_verb(self, figure: Figure) -> bool:
        """Whether the bound before the figure is a verb ("growth exceeded 9 %")."""
        word = self.words[figure.left]
        return figure.left < figure.first and any(word.startswith(s) for s in self.lexicon.data["bounds"]["verbs"])

    def _copula_before(self, figure: Figure) -> bool:
        at = figure.left - 1
        words = self.words
        if words[at] in self.sets["to"]:
            at -= 1
        return words[at] in self.sets["growth.copulas"]

    def _is_index(self, figure: Figure, at: int) -> bool:
        """Whether the figure is an index (107 % for a growth of 7 %): an index noun or a base governs it."""
        if self.lexicon.against.at(self.tokens, figure.next) and not self._increment_link(figure):
            return True
        low = max(0, figure.left - _REACH)
        for index in range(figure.left, low, -1):
            if self.words[index - 1] in _CLAUSE and self._closes(index - 1):
                break
            if self.lexicon.indices.before(self.tokens, index):
                return True
        return False

    def _increment_link(self, figure: Figure) -> bool:
        found = self._nearest_cue(figure, _REACH)
        if not found or not found[0].direction:
            return False
        return self._link(figure) in self.sets["growth.of"] or self._bound_opens_with_of(figure)

    def _bound_opens_with_of(self, figure: Figure) -> bool:
        """Whether the bound brings the "of" itself ("rose of the order of 5 %")."""
        return figure.left < figure.first and self.words[figure.left] in self.sets["growth.of"]

    def _is_share(self, figure: Figure) -> bool:
        if figure.family == "percent":
            if self._is_part_of(figure):
                return True
        elif self._is_part_of(figure) or self.words[figure.first] in self.sets["half_whole"]:
            return True
        elif self.words[figure.first - 1] in self.sets["bounds.articles"] and figure.first > 0:
            return True  # "the two thirds"
        found = self._nearest_cue(figure, 8)
        return bool(found and found[0].part == "share")

    def _read_times(self, figure: Figure, reading: Reading) -> None:
        words, at = self.words, figure.next
        reading.kind, reading.unit = "quantity", "times"
        word = words[at]
        comparison = word in self.sets["growth.times_comparison"]
        found = self._nearest_cue(figure, _SENTENCE)
        cue = found[0] if found and found[0].direction else None
        fractional = figure.low != figure.low.to_integral_value()
        remark = words[at - 2] == ")"
        if word in self.sets["growth.times_frequency"] and not comparison and not (cue and self._near_cue(figure, found)):
            return
        if not (comparison or cue or fractional or remark):
            return
        down = word in self.sets["growth.times_down"] or (not comparison and cue is not None and cue.direction < 0)
        reading.kind, reading.unit = "growth", "ratio"
        reading.role = "decrease" if down else "factor"
        self._turn(figure, reading, -1 if down else 1)

    def _near_cue(self, figure: Figure, found: tuple[Cue, int] | None) -> bool:
        return found is not None and figure.left - found[1] <= 6

    def _multiplied(self, figure: Figure, reading: Reading) -> None:
        """"Multiplied by 1.2": the whole phrase is the anchor."""
        words = self.words
        at = figure.left - 1
        if at < 1 or words[at] not in self.sets["growth.by"] or figure.family or figure.low == 0:
            return
        for begin in range(at - 1, max(-1, at - 5), -1):
            cue = self._cue(begin)
            if cue and cue.part == "factor":
                reading.kind, reading.unit = "growth", "ratio"
                reading.start = self.tokens.starts[begin]
                reading.role = "factor" if cue.direction > 0 else "decrease"
                self._turn(figure, reading, cue.direction)
                return
        found = self._nearest_cue(figure, _SENTENCE)
        word = words[figure.next]
        if found and found[0].part == "factor" and not (word.isalpha() and len(word) > 3):
            # "Multiplied by 1.3, the takings by 1.8": the verb is said once.
            reading.kind, reading.unit = "growth", "ratio"
            reading.role = "factor" if found[0].direction > 0 else "decrease"
            self._turn(figure, reading, found[0].direction)

    def _turn(self, figure: Figure, reading: Reading, direction: int) -> None:
        """A division as the factor it makes."""
        if direction < 0 and figure.low:
            reading.low, reading.high = ONE / (figure.high or figure.low), ONE / figure.low if figure.high else None

    # --- levels

    def _governed_by_change(self, left: int) -> bool:
        """Whether a verb of change stands shortly before: then "up to" tells the level reached."""
        words = self.words
        for at in range(left - 1, max(-1, left - 12), -1):
            if words[at] in _CLAUSE and self._closes(at):
                return False
            cue = self._cue(at)
            if cue and (cue.direction or cue.part == "change"):
                return True
            if words[at] in self.sets["times"] or words[at] == "%":
                return True
        return False

    def _is_change_of_level(self, figure: Figure) -> bool:
        """"Rose by 50 units", "50 units more"."""
        if self.words[figure.next] in self.sets["of"] and self._sign_after(figure):
            return True
        if self._link(figure) not in self.sets["growth.of"] and not self._bound_opens_with_of(figure):
            return False
        found = self._nearest_cue(figure, 4)
        return bool(found and found[0].direction and found[0].part in ("noun", "verb"))
