"""Which numbers of a sentence are figures, and what kind of figure each is (transform, value, unit)."""

import re
from dataclasses import dataclass, replace
from functools import cache

from cordiale.extract.scene import Sentence
from cordiale.model import Mention
from cordiale.model.quantity import Bound
from cordiale.vocabulary import load_yaml


_TIMES = ("year", "month", "day", "h", "week", "min", "s")
_PAIR = 2
_BRACKET = 12
_NAMED = re.compile(r"[A-ZÀ-Ý]{3,}[ -]$")
"""A word in capitals right before a number makes it part of a name ("BELARUS 3523")."""


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
    rank_before: re.Pattern[str]
    rank_end: re.Pattern[str]


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
            rf"(?:^|[ '\"(])(?:{_words(data['frames_before'])})(?: (?:plus|pres|moins|environ|quelque)(?: de| d')?)? ?$"
        ),
        attribute=re.compile(rf" *(?:{_words(data['attributes']['after'])})\b"),
        rank_before=re.compile(rf"\b(?:{_words(data['rank']['before'])}) $"),
        rank_end=re.compile(rf" +(?:{_words(data['rank']['end'])})\b|[,.;]"),
    )


def figures_of(sentence: Sentence, language: str = "fr") -> list[Figure]:
    """The figures of a sentence, in order; what is no figure is left out by a rule of figures.yml."""
    rules = _rules(language)
    found: list[Figure] = []
    for mention in sentence.figures:
        figure = _figure(sentence, mention, rules)
        if figure is not None:
            found.append(_like_before(figure, found[-1], sentence) if found else figure)
    return found


def _like_before(figure: Figure, last: Figure, sentence: Sentence) -> Figure:
    """A bare percentage in brackets that follows a growth in brackets is a growth too."""
    low = sentence.folded.rfind("(", last.end, figure.start)
    if last.transform != "growth" or figure.mention.kind != "percent" or low < 0 or figure.start - low > _BRACKET:
        return figure
    if isinstance(figure.value, tuple) or sentence.folded.rfind("(", max(0, last.start - _BRACKET), last.start) < 0:
        return figure
    grown = 1 + figure.value if not isinstance(last.value, tuple) and last.value >= 1 else 1 - figure.value
    return replace(figure, transform="growth", unit="ratio", value=round(grown, 6))


def _figure(sentence: Sentence, mention: Mention, rules: _Rules) -> Figure | None:
    start, end = mention.core or (mention.start, mention.end)
    folded = sentence.folded
    before = folded[max(sentence.start, start - 24) : start]
    after = folded[end : min(sentence.end, end + 40)]
    value = mention.value
    if value is None:
        return None
    if mention.kind == "money" or mention.kind == "quantity":
        if mention.unit is None:
            return None
        if rules.frame.match(folded[(mention.head or (start, end))[1] : sentence.end][:40]):
            return None
        if mention.unit in _TIMES and rules.frame_before.search(before):
            return None
        return Figure(start, end, "level", value, mention.unit, mention.bound, mention)
    if mention.kind == "growth":
        if mention.role == "level_change":
            return Figure(start, end, "level", value, mention.unit or "count", mention.bound, mention)
        return Figure(start, end, "growth", value, "ratio", mention.bound, mention)
    if mention.kind == "share":
        return Figure(start, end, "share", value, "share", mention.bound, mention)
    if mention.kind == "percent":
        share = value / 100 if not isinstance(value, tuple) else (value[0] / 100, value[1] / 100)
        return Figure(start, end, "share", share, "share", mention.bound, mention)
    if mention.kind == "ordinal":
        if rules.rank_noun.match(after) or (rules.rank_before.search(before) and rules.rank_end.match(after)):
            return Figure(start, end, "rank", value, "rank", mention.bound, mention)
        return None
    if rules.superlative.match(after) and rules.definite.search(before):
        return Figure(start, end, "rank", value, "rank", "<", mention)
    if rules.definite.search(before) and (value == _PAIR or rules.definite_after.match(after)):
        return None
    if after.startswith("^") or (before.endswith(" a ") and rules.attribute.match(after)):
        return None
    if _NAMED.search(sentence.text[max(sentence.start, start - 24) : start]) and not _counts(sentence, end):
        return None
    if rules.frame.match(after) or rules.enumeration.match(after) or rules.name.search(before):
        return None
    return Figure(start, end, "level", value, "count", mention.bound, mention)
