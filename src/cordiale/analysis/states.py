"""How far the members of a whole have come: so many of them done, so many under way, so many not begun."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cordiale.analysis.figuring import add, constant, day_of, number
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import compare

RULE = "states_of_whole"

_GAP = 90
"""Characters between two states of one whole."""
_LEAST = 0.5
"""States that make up less of a whole may be of something else."""
_MOST = 1.3
"""States that make up more of a whole are of something else."""
_FEWEST = 5
"""A whole below this is named one by one."""


@cache
def _words(language: str) -> dict[str, re.Pattern[str]]:
    data = reckoning(language)["states"]
    among, others, verbs = (alternation(data[name]) for name in ("among", "others_of", "verbs"))
    return {
        # Right behind a number: its noun at most, and then the verb of a state.
        "state": re.compile(rf" (?:(?:{among}) |(?:{others}) |[a-z'-]+ )?(?:{verbs})\b"),
        "among": re.compile(rf" (?:{among})\b"),
        "negated": re.compile(rf"\b(?:{alternation(data['negated'])})\b"),
        "rest": re.compile(rf"\b(?:{alternation(data['rest'])})\b"),
    }


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            amounts = [a for a in paragraph.amounts(sentence) if _is_count(a)]
            for index, first in enumerate(amounts):
                if not _tells_state(paragraph, first):
                    continue
                whole = _whole(paragraph, first, amounts[:index])
                if whole is not None:
                    found = _judge(paragraph, whole, _parts(paragraph, amounts[index:]))
                    if found is not None:
                        yield found
                break


def _is_count(amount: Amount) -> bool:
    plain = amount.transform == "level" and amount.unit == "count" and not amount.ranged
    return plain and amount.status in ("actual", "planned", None)


def _tells_state(paragraph: Paragraph, amount: Amount) -> bool:
    return _words(paragraph.language)["state"].match(paragraph.folded, amount.end) is not None


def _whole(paragraph: Paragraph, first: Amount, before: Sequence[Amount]) -> Amount | None:
    """The count that the first state is a part of: the last before it, of its noun or taken up by it."""
    candidates = list(before) or [a for a in paragraph.amounts(first.sentence - 1) if _is_count(a)]
    if not candidates:
        return None
    whole = candidates[-1]
    head, mine = paragraph.noun(whole)[0], paragraph.noun(first)[0]
    taken = _words(paragraph.language)["among"].match(paragraph.folded, first.end) is not None
    bare = paragraph.noun_text(first).split(" ")[0].lower() in _verbs(paragraph.language)
    return whole if whole.value >= _FEWEST and head is not None and (taken or bare or head == mine) else None


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset(
        word for phrase in reckoning(language)["states"]["verbs"] for word in phrase.split(" ")[:1]
    )


def _parts(paragraph: Paragraph, amounts: Sequence[Amount]) -> list[Amount]:
    """The states from the first on, each close behind the one before."""
    parts = [amounts[0]]
    if amounts[0].bound != "=":
        return parts[:0]
    for amount in amounts[1:]:
        if amount.start - parts[-1].end > _GAP or not _tells_state(paragraph, amount):
            break
        if amount.bound != "=":
            return parts[:0]  # more or less so many: no sum of them can fail
        parts.append(amount)
    return parts


def _judge(paragraph: Paragraph, whole: Amount, parts: Sequence[Amount]) -> Finding | None:
    if not parts:
        return None
    end = paragraph.setting.sentences[parts[-1].sentence].end
    words = _words(paragraph.language)
    told = paragraph.folded[parts[0].start : end]
    rest = words["rest"].search(told) is not None
    total = add([part.printed for part in parts])
    if len(parts) == 1 and not rest or not _LEAST <= total.value / whole.printed.value <= _MOST:
        return None
    outcome = compare(total, whole.printed)
    kind: FindingKind = "derived"
    state = "holds"
    if outcome == "conflict" and total.value < whole.value:
        every = len(parts) > 2 and words["negated"].search(told) is not None and not rest
        kind, state = ("contradiction", "fails") if every else ("derived", "remainder")
    elif outcome == "conflict":
        kind, state = "contradiction" if whole.bound == "=" else "tension", "fails"
    off = constant(int(whole.value)).value - total.value
    return Finding(
        kind=kind,
        rule=RULE,
        state=state,
        proofs=(paragraph.proof(whole, "total"), *(paragraph.proof(part, "part") for part in parts)),
        values={
            "parts": [number(part.value) for part in parts],
            "sum": number(float(total.value)),
            "total": number(whole.value),
            "rest": number(abs(float(off))),
        },
        weight=0.0 if kind == "derived" else abs(float(off)) / whole.value,
        subject=paragraph.noun_text(whole),
        parties=paragraph.parties(whole, *parts),
        at=day_of(whole),
    )
