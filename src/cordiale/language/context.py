"""What the words around a figure make of it: bounds, growth, shares, levels."""

from dataclasses import dataclass
from decimal import Decimal

from cordiale.language.bounding import Bounds
from cordiale.language.figure import ONE, Figure
from cordiale.language.governing import REACH, Governors
from cordiale.language.lexicon import Cue, Lexicon
from cordiale.language.tokens import Tokens
from cordiale.model.quantity import Bound

_CLAUSE = frozenset({".", ";", "!", "?"})
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

    __slots__ = ("bounds", "governors", "lexicon", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.bounds = Bounds(tokens, lexicon)
        self.governors = Governors(tokens, lexicon)

    def read(self, figure: Figure) -> Reading:
        """The meaning of one figure; bounds first, since growth words stand before them."""
        bound, left, reached = self.bounds.read(figure)
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
        if family in ("percent", "times") or (
            figure.style == "fraction" and not family and figure.scale == ONE
        ):
            self._relate(figure, reading)
        elif family:
            assert figure.unit is not None
            reading.kind, reading.unit = family, figure.unit.code or None
        if reading.kind in ("number", "money", "quantity") and not reading.role:
            self._multiplied(figure, reading)
            if reading.kind != "growth" and self._is_change_of_level(figure):
                reading.role = "level_change"
        return reading

    def _relate(self, figure: Figure, reading: Reading) -> None:
        """A percentage, a fraction or "n times": growth, share, or as it stands."""
        family = figure.family
        if family == "times":
            self._read_times(figure, reading)
            return
        part = Decimal(100) if family == "percent" else ONE
        # A rate left or reached ("from 21 % to 5 %") is a level, not a growth.
        growth = None if figure.role else self._growth_sign(figure)
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
        after = self.governors.sign_after(figure)
        if after:
            return after, "increase" if after > 0 else "decrease"
        found = self.governors.nearest(figure, REACH)
        link = self.governors.link(figure)
        percent = figure.family == "percent"
        if found and found[0].direction and self.governors.governs(found, figure, link):
            cue, at = found
            if percent and abs(figure.low) >= 100 and self.governors.is_index(figure, at):
                return 1, "index"
            return cue.direction, "increase" if cue.direction > 0 else "decrease"
        if (
            percent
            and abs(figure.low) >= 90
            and self.governors.is_index(figure, found[1] if found else figure.left)
        ):
            return 1, "index"
        if figure.signed and percent and self._printed_sign(figure):
            sign = -1 if figure.low < 0 else 1
            return sign, "increase" if sign > 0 else "decrease"
        against = self.lexicon.against.at(self.tokens, figure.next)
        if percent and ((against and figure.low >= 100) or (figure.low > 100 and self._is_part_of(figure))):
            return 1, "index"
        noun_after = self.governors.noun_after(figure)
        if noun_after:
            return noun_after, "increase" if noun_after > 0 else "decrease"
        return None

    def _printed_sign(self, figure: Figure) -> bool:
        return self.words[figure.first] in ("-", "+")

    def _is_part_of(self, figure: Figure) -> bool:
        at = figure.next + (self.words[figure.next] in self.sets["growth.of_whole_adverbs"])
        return self.words[at] in self.sets["growth.of_whole"]

    def _is_share(self, figure: Figure) -> bool:
        if figure.family == "percent":
            if self._is_part_of(figure):
                return True
        elif self._is_part_of(figure) or self.words[figure.first] in self.sets["half_whole"]:
            return True
        elif figure.first > 0 and self.words[figure.next - 1].isalpha():
            return True  # "the two thirds", "near a quarter"
        found = self.governors.nearest(figure, 8)
        return bool(found and found[0].part == "share")

    def _read_times(self, figure: Figure, reading: Reading) -> None:
        words, at = self.words, figure.next
        reading.kind, reading.unit = "quantity", "times"
        word = words[at]
        comparison = word in self.sets["growth.times_comparison"] or self.lexicon.against.at(self.tokens, at)
        found = self.governors.nearest(figure, _SENTENCE)
        cue = found[0] if found and found[0].direction else None
        fractional = figure.low != figure.low.to_integral_value()
        remark = words[at - 2] == ")"
        if (
            word in self.sets["growth.times_frequency"]
            and not comparison
            and not (cue and self._near_cue(figure, found))
        ):
            return
        if not (comparison or cue or fractional or remark):
            return
        down = word in self.sets["growth.times_down"] or (
            not comparison and cue is not None and cue.direction < 0
        )
        reading.kind, reading.unit = "growth", "ratio"
        reading.role = "decrease" if down else "factor"
        self._turn(figure, reading, -1 if down else 1)

    def _near_cue(self, figure: Figure, found: tuple[Cue, int] | None) -> bool:
        return found is not None and figure.left - found[1] <= 6

    def _multiplied(self, figure: Figure, reading: Reading) -> None:
        """Reads "multiplied by 1.2": the whole phrase is the anchor."""
        words = self.words
        at = figure.left - 1
        if at < 1 or words[at] not in self.sets["growth.by"] or figure.family or figure.low == 0:
            return
        for begin in range(at - 1, max(-1, at - 5), -1):
            cue = self.governors.cue(begin)
            if cue and cue.part == "factor":
                reading.kind, reading.unit = "growth", "ratio"
                reading.start = self.tokens.starts[begin]
                reading.role = "factor" if cue.direction > 0 else "decrease"
                self._turn(figure, reading, cue.direction)
                return
        found = self.governors.nearest(figure, _SENTENCE)
        word = words[figure.next]
        if found and found[0].part == "factor" and not (word.isalpha() and len(word) > 3):
            # "Multiplied by 1.3, the takings by 1.8": the verb is said once.
            reading.kind, reading.unit = "growth", "ratio"
            reading.role = "factor" if found[0].direction > 0 else "decrease"
            self._turn(figure, reading, found[0].direction)

    def _turn(self, figure: Figure, reading: Reading, direction: int) -> None:
        """A division as the factor it makes."""
        if direction < 0 and figure.low:
            reading.low, reading.high = (
                ONE / (figure.high or figure.low),
                ONE / figure.low if figure.high else None,
            )

    def _governed_by_change(self, left: int) -> bool:
        """Whether a verb of change stands shortly before: then "up to" tells the level reached."""
        words = self.words
        for at in range(left - 1, max(-1, left - 12), -1):
            if words[at] in _CLAUSE and self.governors.closes(at):
                return False
            cue = self.governors.cue(at)
            if cue and (cue.direction or cue.part == "change"):
                return True
            if words[at] in self.sets["times"] or words[at] == "%":
                return True
        return False

    def _is_change_of_level(self, figure: Figure) -> bool:
        """Whether a level rose by so much: "rose by 50 units", "50 units more"."""
        if self.words[figure.next] in self.sets["of"] and self.governors.sign_after(figure):
            return True
        if self.governors.link(figure) not in self.sets["growth.of"] and not self.governors.opens_with_of(
            figure
        ):
            return False
        found = self.governors.nearest(figure, 4)
        return bool(found and found[0].direction and found[0].part in ("noun", "verb"))
