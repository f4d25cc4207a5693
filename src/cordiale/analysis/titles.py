"""Headings against the text under them: a figure of the one that the other gives otherwise."""

from collections.abc import Iterator, Sequence

from cordiale.analysis.figuring import day_of, number, unit_mark
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import compare

RULE = "title_and_text"

_LONGEST = 220
"""Characters of the longest heading."""
_CLOSING = ".:;,…"
_FAR = 3.0
"""A figure that differs by more is of something else, unless it differs by a power of a thousand."""
_SCALES = (10**3, 10**6)


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    title: Paragraph | None = None
    under: list[Paragraph] = []
    for paragraph in article:
        if is_heading(paragraph):
            if title is not None:
                yield from _compare(title, under)
            title, under = paragraph, []
        else:
            under.append(paragraph)
    if title is not None:
        yield from _compare(title, under)


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads as a heading: short, of one sentence, without the point that ends one."""
    text = paragraph.text.strip()
    short = 0 < len(text) <= _LONGEST and len(paragraph.setting.sentences) == 1
    return short and text[0].isupper() and text[-1] not in _CLOSING


def _compare(title: Paragraph, under: Sequence[Paragraph]) -> Iterator[Finding]:
    for told in title.amounts(0):
        if told.statement is None or told.ranged or told.transform == "rank":
            continue
        like = [
            (paragraph, amount)
            for paragraph in under
            for sentence in range(len(paragraph.setting.sentences))
            if _holds_measure(paragraph, sentence, told)
            for amount in paragraph.amounts(sentence)
            if _is_same(title, told, paragraph, amount)
        ]
        if not like or any(compare(told.printed, amount.printed) != "conflict" for _, amount in like):
            continue
        verdict = _verdict(told, [amount for _, amount in like])
        if verdict is not None:
            yield _finding(title, told, like[0], verdict)


def _holds_measure(paragraph: Paragraph, sentence: int, told: Amount) -> bool:
    span = paragraph.setting.sentences[sentence]
    return any(
        item.at is not None
        and span.start <= item.at.start < span.end
        and item.fields.get("measure") == told.measure
        for item in paragraph.items
    )


def _is_same(title: Paragraph, told: Amount, paragraph: Paragraph, amount: Amount) -> bool:
    """Whether a figure of the text is of what the heading's is: the same measure, thing, places and time."""
    if amount.statement is None or told.statement is None or amount.ranged:
        return False
    if (amount.transform, amount.unit, amount.measure) != (told.transform, told.unit, told.measure):
        return False
    one, other = told.statement, amount.statement
    if one.statement.parties != other.statement.parties or one.statement.status != other.statement.status:
        return False
    if one.period is not None and other.period is not None and one.period != other.period:
        return False
    if told.unit != "count":
        return True
    (head, words, new), (its, its_words, its_new) = title.noun(told), paragraph.noun(amount)
    return head is not None and head == its and new == its_new and (words <= its_words or its_words <= words)


def _verdict(told: Amount, like: Sequence[Amount]) -> tuple[FindingKind, str, float | None] | None:
    first = like[0]
    if told.value <= 0 or first.value <= 0:
        return None
    if told.transform == "level":
        for scale in _SCALES:
            for fits in (told.value / scale, told.value * scale):
                if 1 / _FAR < fits / first.value < _FAR and abs(fits / first.value - 1) < 1 / _FAR:
                    return "slip", "magnitude", fits
    if not 1 / _FAR < told.value / first.value < _FAR:
        return None
    assert told.statement is not None and first.statement is not None
    dated = told.statement.period is not None and told.statement.period == first.statement.period
    sure = len(like) == 1 and dated and told.bound == first.bound == "="
    return ("contradiction" if sure else "tension"), "differs", None


def _finding(
    title: Paragraph,
    told: Amount,
    found: tuple[Paragraph, Amount],
    verdict: tuple[FindingKind, str, float | None],
) -> Finding:
    paragraph, amount = found
    kind, state, fits = verdict
    return Finding(
        kind=kind,
        rule=RULE,
        state=state,
        proofs=(title.proof(told, "title"), paragraph.proof(amount, "text")),
        values={
            "title": number(round(told.value, 6)),
            "text": number(round(amount.value, 6)),
            "unit": told.unit,
            "of": unit_mark(told.unit),
            "fits": None if fits is None else number(fits),
        },
        weight=abs(told.value / amount.value - 1) if amount.value else 0.0,
        subject=title.noun_text(told),
        parties=title.parties(told),
        at=day_of(amount),
    )
