"""Figures that stand together: ranges, levels from and to, and a multiplier or unit said once for several."""

from decimal import Decimal

from cordiale.language.figure import ONE, Figure
from cordiale.language.lexicon import Lexicon, find_cue
from cordiale.language.tokens import Tokens

_LONGEST_GAP = 3


def join_pairs(figures: list[Figure], tokens: Tokens, lexicon: Lexicon) -> list[Figure]:
    """The figures with ranges joined and shared multipliers and units given to each.

    ``300 to 400`` is one figure of two ends; ``1.65 and 2.40 billion roubles`` are two, both in
    billions of roubles; ``from 67 to 113`` after a verb of change are two levels.
    """
    joined: list[Figure] = []
    for figure in reversed(figures):
        nxt = joined[-1] if joined else None
        if nxt is not None and nxt.first - figure.next <= _LONGEST_GAP and nxt.first >= figure.next:
            if _join(figure, nxt, tokens, lexicon):
                joined[-1] = figure
                continue
        joined.append(figure)
    joined.reverse()
    return [figure for figure in joined if not _is_clock(figure, tokens, lexicon)]


def _is_clock(figure: Figure, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether "at 14 h" tells a time of day."""
    if figure.unit is None or figure.unit.code != "h" or figure.high is not None or figure.low > 24:
        return False
    return tokens.words[figure.first - 1] in lexicon.sets["to"] and figure.first > 0


def _join(low: Figure, high: Figure, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Relates two neighbouring figures; True where they become the one range ``low``."""
    if (
        "ordinal" in (low.style, high.style)
        or "factor" in (low.style, high.style)
        or not tokens.near(low.next)
    ):
        return False
    gap = tokens.words[low.next : high.first]
    sets = lexicon.sets
    if not gap:
        return False
    mark = gap[0]
    rest = gap[1:]
    if rest and not (len(rest) == 1 and mark == "," and rest[0] in sets["and"]):
        return False
    alike = low.unit is None or low.family == high.family
    if mark == "," or mark in sets["and"]:
        between = low.first > 0 and tokens.words[low.first - 1] in sets["between"]
        if between and mark in sets["and"] and alike:
            return _make_range(low, high, tokens)
        if alike and _may_share(low, high, tokens, mark):
            _share(low, high)
        return False
    if mark in sets["to"] and low.family == "money" and high.unit is None and high.scale != ONE:
        high.unit, alike = low.unit, True  # "from 3 million dollars to 1 million"
    if not alike:
        return False
    if mark in sets["to"]:
        rates = high.family in ("percent", "times") and low.unit is None
        if _is_change(low, tokens, lexicon, only_passage=rates):
            _share(low, high)
            low.role, high.role = "from", "to"
            return False
        return _make_range(low, high, tokens)
    if mark in sets["or"] or (mark == "-" and not high.signed and _is_dash(low, high, tokens)):
        return _make_range(low, high, tokens)
    return False


def _is_dash(low: Figure, high: Figure, tokens: Tokens) -> bool:
    return tokens.glued(low.next) == tokens.glued(high.first) and (tokens.glued(low.next) or low.unit is None)


def _may_share(low: Figure, high: Figure, tokens: Tokens, mark: str) -> bool:
    """Whether the first of two coordinated figures leaves its multiplier and unit to the second."""
    if low.unit is not None or low.scale != ONE or low.style not in ("digits", "words"):
        return False
    if high.high is not None or (high.unit is None and high.scale == ONE):
        return False
    if high.family in ("times", "quantity") and high.scale == ONE and mark == ",":
        return high.style == low.style
    return abs(low.bare) < 10_000 or high.scale == ONE


def _share(low: Figure, high: Figure) -> None:
    if low.unit is not None or high.style == "fraction":
        return
    if low.scale == ONE and high.scale != ONE and (abs(low.bare) < 1000 or low.bare < high.bare):
        low.scale = high.scale
    low.unit = high.unit
    low.low = low.bare * low.scale * (high.unit.factor if high.unit else ONE)


def _make_range(low: Figure, high: Figure, tokens: Tokens) -> bool:
    """Joins ``high`` to ``low`` as a range where the ends are in order."""
    if high.high is not None or low.high is not None:
        return False
    scale, unit = low.scale, low.unit or high.unit
    if low.unit is None and scale == ONE and high.scale != ONE and low.bare < high.bare:
        scale = high.scale
    if low.unit is None and scale == ONE and _is_short_for_thousands(low, high, tokens):
        scale = Decimal(1000)
    start = low.bare * scale * (unit.factor if unit else ONE)
    if start >= high.low:
        return False
    low.low, low.high, low.scale, low.unit = start, high.low, scale, unit
    low.next = high.next
    low.core = (low.core[0], high.core[1])
    low.head = (low.head[0], high.head[1])
    low.about = low.about or high.about
    return True


def _is_short_for_thousands(low: Figure, high: Figure, tokens: Tokens) -> bool:
    """Whether "5 to 10 000" means 5 000 to 10 000: the thousands are printed once."""
    printed = tokens.folded[high.head[0] : high.head[1]]
    return (
        low.style == "digits" and printed.endswith(" 000") and low.bare * 1000 < high.bare <= low.bare * 5000
    )


def _is_change(low: Figure, tokens: Tokens, lexicon: Lexicon, *, only_passage: bool) -> bool:
    """Whether "from x to y" after a verb of change tells two levels.

    Rates grow *by* a range ("rose by 10 to 15 %"): there only a verb of passing tells two levels.
    """
    words, at = tokens.words, low.first - 1
    if at < 1 or words[at] not in lexicon.sets["of"]:
        return False
    for index in range(at - 1, max(-1, at - 14), -1):
        if words[index] in ".;":
            return False
        cue = find_cue(lexicon, words[index])
        if cue and (cue.part == "change" or (cue.direction and not only_passage)):
            return True
    return False
