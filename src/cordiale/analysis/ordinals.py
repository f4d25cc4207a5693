"""The n-th of what is counted, between the counts that the article gives."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cordiale.analysis.figuring import number
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation
from cordiale.model import Finding
from cordiale.resolve.topics import singular
from cordiale.vocabulary import load_yaml

RULE = "ordinal_and_count"

COUNTED = frozenset(("entities", "stock", "participants", "jobs"))
"""The measures of what is counted one by one."""
_WORD = re.compile(r"[a-z-]{4,}")
_FAR = 2
"""The one count there is may be of the same things only within this factor."""

Told = tuple[float, Paragraph, Amount]
"""A count with its value and where it is told."""


@cache
def _ordinal(language: str) -> re.Pattern[str]:
    endings = alternation(load_yaml(f"languages/{language}/periods.yml")["ordinal_suffixes"])
    return re.compile(rf"(?<![\w.,])(\d{{2,5}}) ?(?:{endings})s? ([a-z-]{{4,}})")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    matches = [
        (paragraph, match)
        for paragraph in article
        for match in _ordinal(paragraph.language).finditer(paragraph.folded)
    ]
    if not matches:
        return
    counts = _counts(article)
    for paragraph, match in matches:
        told = counts.get(singular(match[2]))
        if told:
            found = _judge(paragraph, match, told)
            if found is not None:
                yield found


def _counts(article: Sequence[Paragraph]) -> Mapping[str, list[Told]]:
    """The counts of an article that are of all there were, not of new ones, by noun; the smallest first.

    A count without a noun of its own is one of every noun in its sentence ("their number reached 100").
    """
    counts: dict[str, list[Told]] = defaultdict(list)
    for paragraph in article:
        sentences = {
            paragraph.setting.sentence_at(item.at.start)
            for item in paragraph.items
            if item.at is not None and item.fields.get("measure") in COUNTED
        }
        for sentence in sorted(sentences):
            for amount in paragraph.amounts(sentence):
                if amount.unit != "count" or amount.status != "actual" or amount.measure not in COUNTED:
                    continue
                head, _, increment = paragraph.noun(amount)
                text = paragraph.setting.sentences[sentence].of(paragraph.folded)
                nouns = {singular(word) for word in _WORD.findall(text)} if head is None else {head}
                if amount.transform == "level" and not increment and not amount.ranged:
                    for noun in nouns:
                        counts[noun].append((amount.value, paragraph, amount))
    for told in counts.values():
        told.sort(key=lambda entry: (entry[0], entry[1].setting.ordinal, entry[2].start))
    return counts


def _judge(paragraph: Paragraph, match: re.Match[str], told: Sequence[Told]) -> Finding | None:
    place = int(match[1])
    at = bisect_left(told, float(place), key=lambda entry: entry[0])
    below, above = (told[at - 1] if at else None), (told[at] if at < len(told) else None)
    only = below or above
    assert only is not None
    if None in (below, above) and not 1 / _FAR < only[0] / place < _FAR:
        return None
    proofs = [paragraph.words(match.start(), match.end(), "ordinal")]
    proofs += [
        held[1].proof(held[2], role)
        for held, role in ((below, "before"), (above, "after"))
        if held is not None
    ]
    return Finding(
        kind="derived",
        rule=RULE,
        state="holds" if below and above else "within" if above else "beyond",
        proofs=tuple(proofs),
        values={
            "ordinal": place,
            "below": None if below is None else number(below[0]),
            "above": None if above is None else number(above[0]),
        },
        subject=paragraph.text[match.start() : match.end()],
        parties=paragraph.first.statement.parties,
    )
