"""Two figures of one thing told side by side: one rounds the other, or covers more, or fewer months."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cordiale.analysis.cues import cues
from cordiale.analysis.figuring import day_of, number, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.analysis.series import FLOWS
from cordiale.model import Finding
from cordiale.registers.intervals import compare, gap
from cordiale.vocabulary.places import find_places

RULE = "side_by_side"

_REACH = 2
"""Sentences between two figures told side by side."""
_AHEAD = 4
"""Figures behind one that are looked at."""
_LEAST, _MOST = 0.004, 0.15
"""How far apart figures are of which one rounds the other, a part of the greater."""
_FAR = 0.35
"""How far apart figures of two scopes are, at most; what is further apart is of two things."""
_HALF = 2
"""Months that have less than one part in so many of their year will not be taken for it."""
_SMALL = 10
"""A count below this is no round number."""
_STANDING = frozenset(("distance", "area", "capacity"))
"""What is of no year."""
_NEAR = 0.1
"""How far apart the figures of two sources are, at most."""
_SOURCE = 40
"""Characters behind a figure in which its source is told."""
_CLAUSE = 30
"""Characters between two figures below which they stand in a list."""
_BEHIND = 30
"""Characters behind the second figure in which its year stands."""
_CODE = re.compile("[A-Z]{3}")
_DAY = re.compile(r"\b\d{1,2}(?:er)? [a-z]+ \d{4}")
"""A day, on which something was told, is no year of a figure."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@cache
def _words(language: str) -> Mapping[str, re.Pattern[str]]:
    """What may stand between two figures, by name: words of a course or of parts, of what is added..."""
    words = reckoning(language)
    apart = [*words["parts"]["some"], *words["changes"]["against"], *words["beside"]["apart"]]
    found = {name: alternation(words["beside"][name]) for name in ("exactly", "adding", "others")}
    return {
        "apart": re.compile(rf"(?<!d')\b(?:{alternation(apart)})\b"),
        "exactly": re.compile(rf"\((?=[^)]*$)|\b(?:{found['exactly']})\b"),
        "adding": re.compile(rf"\b(?:{found['adding']})\b"),
        "others": re.compile(rf"\b(?:{found['others']})\b"),
    }


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        levels = list(_levels(paragraph))
        taken: set[int] = set()
        for index, first in enumerate(levels):
            for second in levels[index + 1 : index + 1 + _AHEAD]:
                state = None if second.start in taken else _judge(paragraph, first, second)
                if state is not None:
                    taken.add(second.start)
                    yield _finding(paragraph, first, second, state)
                    break


def _levels(paragraph: Paragraph) -> Iterator[Amount]:
    sentences = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.statement.kind == "observation"
    }
    for sentence in sorted(sentences):
        for amount in paragraph.amounts(sentence):
            if amount.transform == "level" and not amount.ranged and amount.role != "level_change":
                if amount.status in ("actual", None) and amount.value >= _SMALL:
                    yield amount


def _judge(paragraph: Paragraph, first: Amount, second: Amount) -> str | None:
    if first.unit != second.unit or second.sentence - first.sentence > _REACH:
        return None
    if _are_months_of_year(first, second):
        return "months"
    between = paragraph.folded[first.end : second.start]
    apart = abs(first.value - second.value) / max(first.value, second.value)
    if _tells_another(paragraph, first, second):
        return None
    if _words(paragraph.language)["adding"].search(between):
        return "scope" if first.unit != "count" and first.value < second.value and apart <= _FAR else None
    if not _is_of_one_thing(paragraph, first, second):
        return None
    one, other = (_dimensions(paragraph, amount) for amount in (first, second))
    if one != other and first.measure is not None and first.measure == second.measure:
        bracket = between.rfind("(") > between.rfind(")")
        return "scope" if _LEAST < apart <= _FAR and not bracket and len(between) >= _CLAUSE else None
    if _words(paragraph.language)["apart"].search(between):
        return None
    if _LEAST < apart <= _NEAR and _have_two_sources(paragraph, first, second):
        return "sources"
    if not _is_rounder(first, second):
        return None
    if first.sentence == second.sentence and not _words(paragraph.language)["exactly"].search(between):
        return None  # two of a list, most likely
    return "rounded" if compare(first.printed, second.printed) != "conflict" and apart <= _MOST else None


def _have_two_sources(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether each of two figures is told by somebody else: "according to A ..., those of B have ..."."""
    begin = paragraph.setting.sentences[first.sentence].start
    end = min(second.end + _SOURCE, paragraph.setting.sentences[second.sentence].end)
    tellers = [
        cue.start for cue in cues("scopes", "tellers", paragraph.language).find(paragraph.folded, begin, end)
    ]
    if len(tellers) > 1:
        return True
    other = _words(paragraph.language)["others"].search(paragraph.folded, first.end, second.start)
    return bool(tellers) and other is not None


def _tells_another(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether another year or another place is named between two figures, or the second comes on top."""
    low, high = first.end, second.start
    told = [a.statement for a in (first, second) if a.statement is not None]
    period = None if first.statement is None else first.statement.period
    years = set() if period is None else {period[0].year, period[1].year}
    stretch = _DAY.sub("", paragraph.folded[low : high + _BEHIND])
    if first.measure not in _STANDING and any(int(year) not in years for year in _YEAR.findall(stretch)):
        return True
    if paragraph.noun(first)[2] or paragraph.noun(second)[2]:
        return True
    home = frozenset(party[:2] for item in told for party in item.statement.parties)
    named = find_places(paragraph.text[low:high], paragraph.folded[low:high], home=home)
    return any(mention.code[:2] not in home for mention in named)


def _is_of_one_thing(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether nothing tells two figures apart: not what is counted, nor the places, nor the time."""
    if first.statement is not None and second.statement is not None:
        near = first.unit not in ("count", "share") and not _CODE.fullmatch(first.unit)
        if not near and not _may_be_one(
            first.statement.statement.parties, second.statement.statement.parties
        ):
            return False
        if not _is_of_one_time(first, second):
            return False
    if first.unit != "count":
        return bool(first.measure == second.measure is not None)
    (head, words, _), (its, its_words, _) = paragraph.noun(first), paragraph.noun(second)
    if head is None or its is None:
        return head != its and second.statement is not None and first.statement is not None
    return head == its and (words <= its_words or its_words <= words)


def _are_months_of_year(first: Amount, second: Amount) -> bool:
    """Whether one figure is of a year from its beginning and the other, no more, of the whole of it."""
    if first.statement is None or second.statement is None or first.unit == "count":
        return False
    if first.measure != second.measure or first.measure not in FLOWS:
        return False
    if first.statement.statement.parties != second.statement.statement.parties:
        return False
    periods = first.statement.period, second.statement.period
    if periods[0] is None or periods[1] is None or periods[0][0] != periods[1][0] or periods[0] == periods[1]:
        return False
    part, whole = (first, second) if periods[0][1] < periods[1][1] else (second, first)
    year = max(periods[0][1], periods[1][1])
    full = (year.month, year.day) == (12, 31) and (periods[0][0].month, periods[0][0].day) == (1, 1)
    return full and year.year == periods[0][0].year and whole.value / _HALF <= part.value <= whole.value


def _may_be_one(left: Sequence[str], right: Sequence[str]) -> bool:
    one, other = set(left), set(right)
    return one <= other or other <= one


def _is_of_one_time(first: Amount, second: Amount) -> bool:
    periods = [a.statement.period for a in (first, second) if a.statement is not None]
    return len({period for period in periods if period is not None}) <= 1


def _is_rounder(first: Amount, second: Amount) -> bool:
    """Whether one of two figures has fewer digits than the other and is told loosely, or is one of both."""
    digits = [len(f"{amount.value:.12g}".replace(".", "").strip("0")) for amount in (first, second)]
    if first.value == second.value:
        return first.bound != second.bound and "=" in (first.bound, second.bound)
    coarse = first if digits[0] < digits[1] else second
    fine = second if coarse is first else first
    if digits[0] == digits[1] or fine.bound != "=":
        return False
    fits = coarse.bound == "~" or (coarse.bound == ">" and coarse.value < fine.value)
    return fits or (coarse.bound == "=" and len(f"{fine.value:.12g}") > 3 and max(digits) - min(digits) > 1)


def _dimensions(paragraph: Paragraph, amount: Amount) -> frozenset[str]:
    """What is told of the kind of a figure in its clause: services, an estimate, a final count."""
    span = paragraph.setting.sentences[amount.sentence]
    ends = [a.end for a in paragraph.amounts(amount.sentence) if a.end <= amount.start]
    starts = [a.start for a in paragraph.amounts(amount.sentence) if a.start >= amount.end]
    left, right = max([span.start, *ends]), min([span.end, *starts])
    found = cues("scopes", "dimensions", paragraph.language).find(paragraph.folded, left, right)
    return frozenset(cue.name for cue in found)


def _finding(paragraph: Paragraph, first: Amount, second: Amount, state: str) -> Finding:
    one, other = (" ".join(paragraph.text[a.start : a.end].split()) for a in (first, second))
    return Finding(
        kind="tension",
        rule=RULE,
        state=state,
        proofs=(paragraph.proof(first, "first"), paragraph.proof(second, "second")),
        values={
            "first_told": one,
            "second_told": other,
            "first": number(first.value),
            "second": number(second.value),
            "of": unit_mark(first.unit),
            "dimensions": sorted(_dimensions(paragraph, first) ^ _dimensions(paragraph, second)),
        },
        weight=round(gap(first.printed, second.printed), 4),
        subject=paragraph.noun_text(first),
        parties=paragraph.parties(first, second),
        at=day_of(second),
    )
