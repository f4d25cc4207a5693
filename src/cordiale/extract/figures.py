"""Which numbers of a sentence are figures, and what kind of figure each is (transform, value, unit)."""

import re
from dataclasses import dataclass, replace
from functools import cache

from cordiale.extract.sentence import Sentence
from cordiale.model import Mention
from cordiale.model.quantity import Bound
from cordiale.vocabulary import load_yaml

_TIMES = ("year", "month", "day", "h", "week", "min", "s")
_PAIR = 2
_GROUP = 100
"""A group known by its number ("the twelve countries") is smaller than this; "the 340 firms" counts them."""
_OF = 4
"""How far behind a sum its measure stands ("3,52 milliards d'exportations")."""
_BRACKET = 12
_BACK, _AHEAD = 24, 40
"""How far the words that decide about a number stand before and after it, in characters."""
_NO_AMOUNTS = (None, "times", "percentage point")
"""Units of no amount: "twice a year" counts nothing, and a money of unknown currency is unknown."""
_MILLION = 1_000_000
_NAMED = re.compile(r"[A-ZÀ-Ý]{3,}[ -]$")
"""A word in capitals right before a number makes it part of a name ("BELARUS 3523")."""


_YEAR_AND_MARK = re.compile(r"(?:19|20)\d\d\.\d{1,3}")
"""A year, the point that ends its sentence and the note mark behind it ("en 2017.1")."""
_LABEL = re.compile(r"[.)](?: +\w| *$)")
_OPENING = re.compile(r"(?:^|[:;])[ \"'(]*$")
"""A number that opens a sentence or an item, closed by a point or a bracket, labels it ("2. a road")."""


def _is_small(mention: Mention) -> bool:
    return not isinstance(mention.value, tuple) and mention.value is not None and mention.value < _GROUP


def _counts(sentence: Sentence, end: int) -> bool:
    """Whether a counted noun follows the number at once."""
    return any(cue.start - end == 1 for cue in sentence.found("counted"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: anchor in reading offsets, and its reading as statements.md wants it."""

    start: int
    end: int
    transform: str
    value: float | tuple[float, float]
    unit: str
    bound: Bound
    mention: Mention


@dataclass(frozen=True, slots=True)
class _Rules:
    definite: re.Pattern[str]
    definite_after: re.Pattern[str]
    frame: re.Pattern[str]
    enumeration: re.Pattern[str]
    name: re.Pattern[str]
    rank_noun: re.Pattern[str]
    superlative: re.Pattern[str]
    frame_before: re.Pattern[str]
    attribute: re.Pattern[str]
    attribute_before: re.Pattern[str]
    rank_before: re.Pattern[str]
    rank_end: re.Pattern[str]
    one_of: re.Pattern[str]
    elided: re.Pattern[str]
    unsaid: re.Pattern[str]
    billions: frozenset[str]
    counted: re.Pattern[str]
    people: re.Pattern[str]


def _words(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _rules(language: str) -> _Rules:
    data = load_yaml(f"languages/{language}/figures.yml")
    frames = data["time_frames"]
    return _Rules(
        definite=re.compile(rf"(?:^|[ '\"(])(?:{_words(data['definite']['before'])})[ ]+$"),
        definite_after=re.compile(rf" *(?:{_words(data['definite']['after'])})\b"),
        frame=re.compile(
            rf" *(?:(?:{_words(frames['qualifiers'])}) +(?:{_words(frames['units'])})\b"
            rf"|(?:{_words(frames['units'])}) +(?:{_words(frames['qualifiers'])})\b)"
        ),
        enumeration=re.compile(rf" *(?:{_words(data['enumerations']['after'])})\b"),
        name=re.compile(rf"(?:^|[ (])(?:{_words(data['names']['before'])})[ .]*$"),
        rank_noun=re.compile(rf" *(?:{_words(data['rank']['noun'])})\b"),
        superlative=re.compile(rf" *(?:{_words(data['rank']['superlative'])})\b"),
        frame_before=re.compile(
            rf"(?:^|[ '\"(])(?:{_words(data['frames_before'])})"
            rf"(?: (?:{_words(data['approximators'])})(?: de| d')?)? ?$"
        ),
        attribute_before=re.compile(rf" (?:{_words(data['attributes']['before'])}) $"),
        attribute=re.compile(rf" *(?:{_words(data['attributes']['after'])})\b"),
        rank_before=re.compile(rf"\b(?:{_words(data['rank']['before'])}) $"),
        one_of=re.compile(rf"\b(?:{_words(data['rank']['one_of'])}) $"),
        elided=re.compile(rf"[ \d]({_words(data['elided']['scales'])})$"),
        unsaid=re.compile(rf" ?(?:$|[.,;:)]| (?:{_words(data['elided']['after'])})\b)"),
        billions=frozenset(data["elided"]["billions"]),
        counted=re.compile(rf" (?:de |d')(?:{_words(data['elided']['counted'])})"),
        people=re.compile(rf"\b(?:{_words(data['elided']['people'])})\b"),
        rank_end=re.compile(rf" +(?:{_words(data['rank']['end'])})\b|[,.;]"),
    )


def figures_of(sentence: Sentence, language: str = "fr", *, told_in: str | None = None) -> list[Figure]:
    """The figures of a sentence, in order; what is no figure is left out by a rule of figures.yml.

    ``told_in`` is the unit of the last great sum or quantity told before in the paragraph (see
    ``carried_unit``): a figure that leaves its unit unsaid is in that one.
    """
    rules = _rules(language)
    found: list[Figure] = []
    if told_in is not None and rules.people.search(sentence.folded, sentence.start, sentence.end):
        told_in = None  # "3 millions" may be people
    for mention in sentence.figures:
        figure = _figure(sentence, mention, rules)
        if figure is None:
            continue
        if told_in is not None and _is_elided(figure, told_in, sentence, rules):
            figure = replace(figure, unit=told_in)
        elif found:
            figure = _grown_before(figure, found[-1], sentence)
        found.append(figure)
        told_in = carried_unit(figure) or told_in
    return found


def carried_unit(figure: Figure) -> str | None:
    """The unit that figures after this one may leave unsaid: of a sum, or of a quantity in millions."""
    if figure.transform != "level" or figure.unit == "count" or isinstance(figure.value, tuple):
        return None
    return figure.unit if is_money(figure) or figure.value >= _MILLION else None


def is_money(figure: Figure) -> bool:
    """Whether a figure is a sum: its unit is a currency of ISO 4217."""
    return figure.transform == "level" and len(figure.unit) == 3 and figure.unit.isupper()


def _is_elided(figure: Figure, unit: str, sentence: Sentence, rules: _Rules) -> bool:
    """Whether a figure leaves its unit unsaid: a number of millions that no noun follows.

    "115 millions de dollars en 2020 et 130 millions en 2021"; thousands of millions of things sold
    are a sum too ("11 milliards de machines"), but for what is counted in such numbers.
    """
    if figure.unit != "count" or figure.transform != "level":
        return False
    scale = rules.elided.search(sentence.folded, figure.start, figure.end)
    if scale is None:
        return False
    if rules.unsaid.match(sentence.folded, figure.end, sentence.end):
        return True
    if len(unit) != 3 or not unit.isupper():
        return False
    if any(0 < cue.start - figure.end <= _OF for cue in sentence.found("measures")):
        return True
    return scale.group(1) in rules.billions and not rules.counted.match(sentence.folded, figure.end)


def _grown_before(figure: Figure, last: Figure, sentence: Sentence) -> Figure:
    """A per cent in brackets is a growth where the one in brackets before it is: "(+12 %) ... (8 %)"."""
    low = sentence.folded.rfind("(", last.end, figure.start)
    if (
        last.transform != "growth"
        or figure.mention.kind != "percent"
        or low < 0
        or figure.start - low > _BRACKET
    ):
        return figure
    if (
        isinstance(figure.value, tuple)
        or sentence.folded.rfind("(", max(0, last.start - _BRACKET), last.start) < 0
    ):
        return figure
    grown = 1 + figure.value if not isinstance(last.value, tuple) and last.value >= 1 else 1 - figure.value
    return replace(figure, transform="growth", unit="ratio", value=round(grown, 6))


def _figure(sentence: Sentence, mention: Mention, rules: _Rules) -> Figure | None:
    if mention.value is None:
        return None
    start, end = mention.core or (mention.start, mention.end)
    around = _Around(
        before=sentence.folded[max(sentence.start, start - _BACK) : start],
        printed=sentence.text[max(sentence.start, start - _BACK) : start],
        after=sentence.folded[end : min(sentence.end, end + _AHEAD)],
    )
    if mention.kind in ("money", "quantity"):
        return _amount(sentence, mention, rules, around)
    if mention.kind in ("growth", "share", "percent"):
        return _rate(mention, mention.value)
    if mention.kind == "ordinal":
        named = rules.rank_noun.match(around.after)
        placed = (rules.rank_before.search(around.before) and rules.rank_end.match(around.after)) or (
            mention.role == "leading" and rules.one_of.search(around.before)
        )
        return (
            Figure(start, end, "rank", mention.value, "rank", mention.bound, mention)
            if named or placed
            else None
        )
    if rules.superlative.match(around.after) and rules.definite.search(around.before):
        return Figure(start, end, "rank", mention.value, "rank", "<", mention)
    if _is_no_count(sentence, mention, rules, around):
        return None
    return Figure(start, end, "level", mention.value, "count", mention.bound, mention)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside a number: folded before and after, and before as printed."""

    before: str
    printed: str
    after: str


def _amount(sentence: Sentence, mention: Mention, rules: _Rules, around: _Around) -> Figure | None:
    """A sum of money or a measured quantity; a stretch of time that only says when is none."""
    start, end = mention.core or (mention.start, mention.end)
    head = mention.head or (start, end)
    if mention.value is None or mention.unit in _NO_AMOUNTS:
        return None
    if rules.frame.match(sentence.folded[head[1] : min(sentence.end, head[1] + _AHEAD)]):
        return None
    if mention.unit in _TIMES and rules.frame_before.search(around.before):
        return None
    return Figure(start, end, "level", mention.value, str(mention.unit), mention.bound, mention)


def _rate(mention: Mention, value: float | tuple[float, float]) -> Figure:
    """A growth or a share; a bare percentage is a share unless its sentence tells otherwise."""
    start, end = mention.core or (mention.start, mention.end)
    if mention.kind == "growth" and mention.role == "level_change":
        return Figure(start, end, "level", value, mention.unit or "count", mention.bound, mention)
    if mention.kind == "growth":
        return Figure(start, end, "growth", value, "ratio", mention.bound, mention)
    if mention.kind == "percent":
        value = (value[0] / 100, value[1] / 100) if isinstance(value, tuple) else value / 100
    return Figure(start, end, "share", value, "share", mention.bound, mention)


def _is_no_count(sentence: Sentence, mention: Mention, rules: _Rules, around: _Around) -> bool:
    """Whether a bare number counts nothing: "les deux pays", "sept premiers mois", "MODEL 3523", "^{12}"."""
    end = (mention.core or (mention.start, mention.end))[1]
    if rules.definite.search(around.before):
        if mention.value == _PAIR or (_is_small(mention) and rules.definite_after.match(around.after)):
            return True
    marked = around.after.startswith("^") or around.before.endswith(("^", "^{"))
    if marked or rules.name.search(around.before):
        return True
    if _YEAR_AND_MARK.fullmatch(sentence.folded, mention.start, end):
        return True
    if _LABEL.match(around.after) and _OPENING.search(around.before):
        return True
    if rules.attribute_before.search(around.before) and rules.attribute.match(around.after):
        return True
    if _NAMED.search(around.printed) and not _counts(sentence, end):
        return True
    if rules.enumeration.match(around.after) and not _counts(sentence, end):
        return True
    return rules.frame.match(around.after) is not None
