"""Sums that a text leaves to its reader: so many of one kind and so many of another, and others on top."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from cordiale.analysis.enumerations import enumerations_of
from cordiale.analysis.figuring import add, day_of, number, significant, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import compare

RULE = "sum_of_two"

_GAP = 60
"""Characters between two counts that are told side by side."""
_FAR = 2
"""A sum off by a greater factor is not of what the total is."""
_CODE = 3
"""Letters of a currency's code."""
_ITEM = 70
"""Characters between two sums of one list."""
_SAME = 3
"""Words behind two sums that are the same, where the sums are of two sides of one thing."""
_FEWEST = 2
"""Counts below this are articles."""


@cache
def _joining(language: str) -> re.Pattern[str]:
    words = reckoning(language)
    small = alternation(words["parts"]["before_number"])
    return re.compile(
        rf" [^.;:,()]{{3,60}},? (?:{alternation(words['sums']['joining'])}) (?:(?:{small})[ ']+)*"
    )


@cache
def _others(language: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{alternation(reckoning(language)['sums']['others'])})\b")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            totalled = _totalled(paragraph, sentence)
            if totalled is not None:
                yield totalled
                continue
            for addends in (
                *_side_by_side(paragraph, sentence),
                *_further(paragraph, sentence),
                *_columns(paragraph, sentence),
                *_listed(paragraph, sentence),
            ):
                yield _finding(paragraph, addends)


def _counts(paragraph: Paragraph, sentence: int) -> list[Amount]:
    """The counts of a sentence that statements hold, with what is counted known."""
    return [
        a
        for a in paragraph.amounts(sentence)
        if a.transform == "level" and a.unit == "count" and not a.ranged and a.value >= _FEWEST
    ]


def _alike(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether two counts are of one noun, told by different words, of one status and time."""
    one, other = paragraph.noun(first), paragraph.noun(second)
    if one[0] is None or one[0] != other[0] or first.statement is None or second.statement is None:
        return False
    return first.status == second.status == "actual" and first.statement.period == second.statement.period


@cache
def _totals(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = reckoning(language)
    small, joining = (alternation(words["parts"][name]) for name in ("before_number", "joining"))
    return (
        re.compile(rf".*[ ,](?:{alternation(words['sums']['total_before'])}) (?:(?:{small})[ ']+)*"),
        re.compile(rf"[^.;,]{{0,30}}\b(?:{alternation(words['sums']['total_after'])})\b"),
        re.compile(rf" [^.;:()]{{2,60}}(?:,| (?:{joining})) (?:[a-z'-]+ ){{0,4}}"),
    )


def _totalled(paragraph: Paragraph, sentence: int) -> Finding | None:
    """A list of counts and the total that closes it: "15 buses, 3 trams and 2 trains, 20 in all"."""
    amounts = [a for a in paragraph.amounts(sentence) if a.transform == "level"]
    before, after, joins = _totals(paragraph.language)
    for index in range(len(amounts) - 1, 1, -1):
        total = amounts[index]
        gap = paragraph.folded[amounts[index - 1].end : total.start]
        if (
            len(gap) > _GAP + _GAP
            or not before.fullmatch(gap)
            or not after.match(paragraph.folded, total.end)
        ):
            continue
        addends = [amounts[index - 1]]
        for earlier in reversed(amounts[: index - 1]):
            if not joins.fullmatch(paragraph.folded[earlier.end : addends[0].start]):
                break
            addends.insert(0, earlier)
        if len(addends) > 1 and all(a.unit == total.unit and not a.ranged for a in addends):
            return _closed(paragraph, addends, total)
    return None


def _closed(paragraph: Paragraph, addends: Sequence[Amount], total: Amount) -> Finding | None:
    made = add([a.printed for a in addends])
    outcome = compare(made, total.printed)
    if outcome == "conflict" and not 1 / _FAR < made.value / total.printed.value < _FAR:
        return None
    exact = all(a.bound == "=" for a in (*addends, total)) and outcome == "conflict"
    kind: FindingKind = "derived" if outcome == "agree" else "contradiction" if exact else "tension"
    return Finding(
        kind=kind,
        rule=RULE,
        state="holds" if outcome == "agree" else "fails",
        proofs=(paragraph.proof(total, "total"), *(paragraph.proof(a, "part") for a in addends)),
        values={
            "parts": [number(a.value) for a in addends],
            "sum": number(float(made.value)),
            "total": number(total.value),
            "unit": total.unit,
            "of": unit_mark(total.unit),
        },
        weight=0.0 if kind == "derived" else abs(1 - float(made.value) / total.value),
        subject=paragraph.noun_text(total),
        parties=paragraph.parties(total, *addends),
        at=day_of(total),
    )


def _side_by_side(paragraph: Paragraph, sentence: int) -> Iterator[tuple[Amount, ...]]:
    """Two counts as in: 24 towns of one country and 35 towns of another."""
    counts = _counts(paragraph, sentence)
    if len(counts) < 2:
        return
    listed = {part.start for found in enumerations_of(paragraph, sentence) for part in found.parts}
    for first, second in pairwise(counts):
        if first.start in listed or second.start in listed:
            continue
        between = paragraph.folded[first.end : second.start]
        if len(between) > _GAP or not _joining(paragraph.language).fullmatch(between):
            continue
        if _alike(paragraph, first, second) and paragraph.noun(first)[1] != paragraph.noun(second)[1]:
            yield first, second


def _further(paragraph: Paragraph, sentence: int) -> Iterator[tuple[Amount, ...]]:
    """What the next sentence adds, as in: 22 agreements were signed. 78 other documents of the kind."""
    ahead = _counts(paragraph, sentence + 1)
    before = _counts(paragraph, sentence)
    if not ahead or not before or not _others(paragraph.language).match(paragraph.folded, ahead[0].end):
        return
    if ahead[0].start - paragraph.setting.sentences[sentence + 1].start > _GAP:
        return
    same = [a for a in before if _alike(paragraph, a, ahead[0])]
    if len(same) == 1:
        yield same[0], ahead[0]


def _columns(paragraph: Paragraph, sentence: int) -> Iterator[tuple[Amount, ...]]:
    """Two sentences that each tell so many of a thing for such a sum: the sums make one total."""
    one, other = _row(paragraph, sentence), _row(paragraph, sentence + 1)
    if one is not None and other is not None and _comparable(paragraph, one, other):
        yield one[1], other[1]


@cache
def _parting(language: str) -> re.Pattern[str]:
    words = reckoning(language)
    parting = [*words["parts"]["some"], *words["changes"]["against"], *words["sums"]["parting"]]
    return re.compile(rf"[;:]|\b(?:{alternation(parting)})\b|\b(?:19|20)\d\d\b")


def _listed(paragraph: Paragraph, sentence: int) -> Iterator[tuple[Amount, ...]]:
    """The sums of money that a sentence lists, three at least, or two in the same words."""
    levels = [a for a in paragraph.amounts(sentence) if a.transform == "level"]
    addends: list[Amount] = []
    for amount in levels:
        if amount.ranged or amount.bound != "=" or len(amount.unit) != _CODE or amount.unit != levels[0].unit:
            return
        if amount.measure != levels[0].measure or amount.status not in ("actual", "planned"):
            return
        if addends:
            between = paragraph.folded[addends[-1].end : amount.start]
            if len(between) > _ITEM or _parting(paragraph.language).search(between):
                return
        addends.append(amount)
    if len({a.status for a in addends}) != 1 or _told(paragraph, tuple(addends)) is not None:
        return
    if len(addends) > 2 or (len(addends) == 2 and _alike_behind(paragraph, *addends)):
        yield tuple(addends)


def _alike_behind(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    """Whether two sums are followed by the same words: "67 for the one side and 59 for the other"."""
    one, other = (paragraph.noun_text(amount).lower().split(" ")[:_SAME] for amount in (first, second))
    return one == other and len(one) == _SAME


def _row(paragraph: Paragraph, sentence: int) -> tuple[Amount, Amount] | None:
    amounts = [a for a in paragraph.amounts(sentence) if not a.ranged]
    counts = [a for a in amounts if a.transform == "level" and a.unit == "count"]
    money = [a for a in amounts if a.transform == "level" and len(a.unit) == 3]
    if len(amounts) != 2 or len(counts) != 1 or len(money) != 1 or counts[0].start > money[0].start:
        return None
    return counts[0], money[0]


def _comparable(paragraph: Paragraph, one: tuple[Amount, Amount], other: tuple[Amount, Amount]) -> bool:
    first, second = one[1].statement, other[1].statement
    if first is None or second is None or one[1].unit != other[1].unit:
        return False
    head = paragraph.noun(one[0])[0]
    if head is None or head != paragraph.noun(other[0])[0] or first.period is None:
        return False
    same = first.period == second.period and first.statement.parties == second.statement.parties
    alike = first.fields["measure"] == second.fields["measure"]
    return same and alike and one[1].status == other[1].status == "actual"


def _finding(paragraph: Paragraph, addends: tuple[Amount, ...]) -> Finding:
    total = add([a.printed for a in addends])
    told = _told(paragraph, addends)
    finest = max(addends, key=lambda a: len(f"{a.value:.12g}".strip("0.")))
    exact = addends[0].unit == "count"
    proofs = [paragraph.proof(a, "part") for a in addends]
    if told is not None:
        proofs.insert(0, paragraph.proof(told, "total"))
    return Finding(
        kind="derived",
        rule=RULE,
        state="sum" if told is None else "holds",
        proofs=tuple(proofs),
        values={
            "parts": [number(a.value) for a in addends],
            "sum": number(float(total.value)) if exact else significant(float(total.value), finest),
            "unit": addends[0].unit,
            "of": unit_mark(addends[0].unit),
        },
        subject=paragraph.noun_text(addends[0]),
        parties=paragraph.parties(*addends),
        at=day_of(addends[0]),
    )


def _told(paragraph: Paragraph, addends: tuple[Amount, ...]) -> Amount | None:
    """The total, where the paragraph tells it: near, in the same unit and of the same measure."""
    if any(paragraph.noun(addend)[2] for addend in addends):
        return None  # others than those told before make a total with them
    total = add([a.printed for a in addends])
    near = range(addends[0].sentence - 1, addends[-1].sentence + 2)
    for sentence in near:
        for amount in paragraph.amounts(sentence):
            fits = amount not in addends and amount.transform == "level" and amount.unit == addends[0].unit
            if fits and amount.measure == addends[0].measure and compare(amount.printed, total) == "agree":
                return amount
    return None
