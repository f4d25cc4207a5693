"""Parts and wholes: what a sentence says a number consists of, added up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cordiale.analysis.enumerations import Enumeration, enumerations_of
from cordiale.analysis.figuring import add, day_of, finest, number, sharpened, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import reckoning
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import Printed, compare
from cordiale.vocabulary.folding import fold

RULE = "parts_and_whole"

_NEARLY = Fraction(17, 20)
"""A list that reaches this part of its whole was meant to be all of it."""
_SOME = Fraction(7, 10)
"""One that reaches less than this may be only some."""
_TOO_MUCH = Fraction(4, 3)
"""Parts that exceed their whole by more were not parts of it: the sentence was misread."""
_FEWEST = 2
_SLIP = 100
"""A part so many times its whole is misprinted by a power of a thousand."""
_SCALES = (10**3, 10**6)


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            for listed in enumerations_of(paragraph, sentence):
                found = _judge(paragraph, listed)
                if found is not None:
                    yield found


def _judge(paragraph: Paragraph, listed: Enumeration) -> Finding | None:
    wholes = listed.wholes or _whole_before(paragraph, listed)
    if not wholes:
        return None
    for whole in wholes:
        printed, *parts = sharpened([whole, *listed.parts])
        total, outcome = add(parts), compare(printed, add(parts))
        if outcome == "agree" and _is_told(whole, listed) and _is_all(whole, listed, total):
            return _finding(paragraph, listed, whole, total, ("derived", "holds"))
        if outcome == "agree" and listed.cue != "some":
            return None
        if outcome == "rounded" and len(listed.parts) > 1:
            if not listed.wholes or listed.cue == "some" or not listed.complete:
                return None
            return _finding(paragraph, listed, whole, total, ("tension", "rounded"))
    whole = wholes[0]
    if (
        not listed.wholes
        or len(wholes) > 1
        and any(w.value < part.value for w in wholes for part in listed.parts)
    ):
        return None
    total = add([part.printed for part in listed.parts])
    verdict = _verdict(paragraph, listed, whole, total)
    return None if verdict is None else _finding(paragraph, listed, whole, total, verdict)


def _is_all(whole: Amount, listed: Enumeration, total: Printed) -> bool:
    """Whether parts that a text calls some of a whole make all of it: to the finest digit among them."""
    off = abs(float(total.value) - whole.value)
    return listed.cue != "some" or off <= len(listed.parts) * finest([whole, *listed.parts])


def _is_told(whole: Amount, listed: Enumeration) -> bool:
    """Whether a list that adds up is worth telling: two parts and more, three for a whole that is a bound."""
    return len(listed.parts) >= _FEWEST + (whole.bound in "<>")


def _verdict(
    paragraph: Paragraph, listed: Enumeration, whole: Amount, total: Printed
) -> tuple[FindingKind, str] | None:
    """The kind and state of a list whose parts do not make its whole; None where it says nothing."""
    greatest = max(listed.parts, key=lambda part: part.value)
    if compare(whole.printed, greatest.printed) == "conflict" and greatest.value > whole.value:
        return _exceeding(paragraph, listed, whole, greatest)
    covered = total.value / whole.printed.value if whole.printed.value else Fraction(0)
    if covered > 1:
        if covered > _TOO_MUCH or _overlap(listed):
            return None
        return ("contradiction", "above") if listed.cue == "all" else ("tension", "above")
    sure = _is_sure(listed, whole)
    if compare(whole.printed, total) != "conflict" and not _is_all(whole, listed, total):
        return _rest(listed, whole, total)
    if not listed.complete and not _complement(paragraph, listed):
        return _rest(listed, whole, total)
    if _complement(paragraph, listed) and covered >= _SOME:
        return ("contradiction" if sure else "tension", "fails")
    if covered < (_NEARLY if listed.cue == "some" else _SOME) or len(listed.parts) < _FEWEST:
        return _rest(listed, whole, total)
    if listed.cue == "all" and sure and whole.unit == "count" and covered >= _NEARLY:
        return "contradiction", "fails"
    return "tension", "fails"


def _exceeding(
    paragraph: Paragraph, listed: Enumeration, whole: Amount, greatest: Amount
) -> tuple[FindingKind, str] | None:
    """A part greater than its whole: a misprint by a thousand, or plainly wrong."""
    if whole.bound in ">~" or greatest.bound == "<" or listed.cue == "out_of":
        return None
    if whole.unit == "count":
        # "Three models: 300 of the first" counts two kinds of things.
        noun = paragraph.noun(greatest)[0]
        if listed.cue == "all" or (noun is not None and noun != paragraph.noun(whole)[0]):
            return None
    if greatest.value >= _SLIP * whole.value:
        return ("slip", "misprint") if fitting(greatest.value, whole.value) is not None else None
    if len(listed.parts) == 1 and listed.cue == "some":
        return "contradiction", "part_above"
    return None


def fitting(value: float, ceiling: float) -> float | None:
    """The value that a figure too great by a power of a thousand should have had; None where none fits.

    >>> fitting(575e6, 2.1e6)
    575000.0
    """
    for scale in _SCALES:
        fit = value / scale
        if ceiling / 1000 < fit <= ceiling:
            return fit
    return None


def _rest(listed: Enumeration, whole: Amount, total: Printed) -> tuple[FindingKind, str] | None:
    """What remains of the whole, where both are exact enough to say."""
    exact = whole.bound == "=" and all(part.bound == "=" for part in listed.parts)
    if listed.cue == "all" or not exact or listed.ones or total.value >= whole.printed.value:
        return None
    return "derived", "remainder"


def _is_sure(listed: Enumeration, whole: Amount) -> bool:
    """Whether the sum fails with or without the articles read as one, all figures and items being exact."""
    figures = [part for part in listed.parts if part.bound == "="]
    if len(figures) < len(listed.parts) or whole.bound != "=" or listed.loose:
        return False
    if whole.unit == "count" and finest([whole, *listed.parts]) > 1:
        return False  # all are rounded
    return not listed.ones or whole.value - sum(part.value for part in listed.parts) > listed.ones


def _overlap(listed: Enumeration) -> bool:
    """Whether the parts may share members: nothing says that they do not."""
    return listed.cue == "some" and len(listed.parts) > 3


def _complement(paragraph: Paragraph, listed: Enumeration) -> bool:
    """Whether each part is of another of the classes that leave no third (joint or foreign, men or women)."""
    nouns = [fold(paragraph.noun_text(part)).split()[:4] for part in listed.parts]
    for classes in reckoning(paragraph.language)["parts"]["complements"]:
        if len(classes) != len(nouns):
            continue
        found = [_class(words, classes) for words in nouns]
        if None not in found and len(set(found)) == len(classes):
            return True
    return False


def _class(words: Sequence[str], classes: Sequence[Sequence[str]]) -> int | None:
    for place, stems in enumerate(classes):
        if any(word == stem or word == stem + "s" for word in words for stem in stems):
            return place
    return None


def _whole_before(paragraph: Paragraph, listed: Enumeration) -> tuple[Amount, ...]:
    """The counts of the sentence before, for a list whose own sentence names no whole."""
    if listed.cue != "all" or len(listed.parts) < 3:
        return ()
    unit = listed.parts[0].unit
    return tuple(
        a
        for a in paragraph.amounts(listed.sentence - 1)
        if a.transform == "level" and a.unit == unit and a.bound == "="
    )


def _finding(
    paragraph: Paragraph,
    listed: Enumeration,
    whole: Amount,
    total: Printed,
    verdict: tuple[FindingKind, str],
) -> Finding:
    kind, state = verdict
    greatest = max(part.value for part in listed.parts)
    values = {
        "total": number(whole.value),
        "parts": [number(part.value) for part in listed.parts],
        "sum": number(float(total.value)),
        "difference": number(abs(whole.value - float(total.value))),
        "part": number(greatest),
        "unit": whole.unit,
        "of": unit_mark(whole.unit),
        "fits": fitting(greatest, whole.value) if kind == "slip" else None,
    }
    named = [part for part in listed.parts if part.statement is not None]
    return Finding(
        kind=kind,
        rule=RULE,
        state=state,
        proofs=(
            paragraph.proof(whole, "total"),
            *(paragraph.proof(part, "part") for part in listed.parts),
        ),
        values=values,
        weight=0.0
        if kind == "derived"
        else abs(1 - float(total.value) / whole.value)
        if whole.value
        else 0.0,
        subject=paragraph.noun_text(whole),
        parties=paragraph.parties(whole, *named),
        at=day_of(whole),
    )
