"""Plans that a text names with their years where no statement was read: "the plan for 2022-2026 ends soon".

They count as mentions of a plan, never as facts. A proof of one is the plan's noun, with no statement.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from cordiale.model import Evidence, Placed, Setting, Span, Statement
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

RULE = "named_plan"
"""The rule of statements that were made here: nothing in the ledger has it."""
_REACH = 60
"""Characters between a plan's noun and its years."""
_LONGEST = 20
"""Years that no plan covers more of."""


def named_plans(holdings: Holdings) -> Iterator[Placed]:
    """The plans named with their years in the passages of the ledger's statements, in no order."""
    passages: dict[tuple[int, int], list[Placed]] = {}
    for item in holdings.placed:
        if item.setting is not None and item.at is not None:
            passages.setdefault((item.volume, item.setting.ordinal), []).append(item)
    for items in passages.values():
        setting = items[0].setting
        assert setting is not None
        folded = fold(setting.text)
        if not _words("fr")[1].search(folded):
            continue
        read = {item.at.start for item in items if item.at is not None and item.statement.kind == "document"}
        for match in _words("fr")[0].finditer(folded):
            first, last = int(match["first"]), int(match["last"])
            if match.start() not in read and first <= last <= first + _LONGEST:
                found = _mention(setting, items, Span(match.start("noun"), match.end("noun")), (first, last))
                if found is not None:
                    yield found


def _mention(setting: Setting, items: Sequence[Placed], at: Span, valid: tuple[int, int]) -> Placed | None:
    near = min(items, key=lambda item: (_gap(item.at, at), item.start))
    start = _offset(setting, at)
    if start is None or len(near.statement.parties) == 0:
        return None
    index = setting.sentence_at(at.start)
    beside = near.at is not None and setting.sentence_at(near.at.start) == index
    evidence = near.statement.evidence
    quote = at.of(setting.text)
    statement = Statement(
        kind="document",
        fields={"doctype": "programme", "stage": "mentioned", "date": None, "valid": list(valid)},
        status="actual",
        parties=near.statement.parties,
        orgs=(),
        cite=near.statement.cite if beside else None,
        evidence=Evidence(evidence.document, (Span(start, start + len(quote)),), quote),
        rule=RULE,
    )
    written = None if near.article is None else near.article.written
    return replace(
        near,
        statement=statement,
        at=at,
        source=near.source if beside else None,
        said=near.said if beside else written,
    )


def _gap(one: Span | None, other: Span) -> int:
    return 1 << 30 if one is None else abs(one.start - other.start)


def _offset(setting: Setting, at: Span) -> int | None:
    """Where a word of the reading text begins in the document; None where it is printed in two pieces."""
    index = bisect_right([piece[0] for piece in setting.pieces], at.start) - 1
    if index < 0:
        return None
    reading, document, length = setting.pieces[index]
    return document + at.start - reading if at.end <= reading + length else None


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns: Mapping[str, str] = load_yaml(f"languages/{language}/threads.yml")["plan_nouns"]
    years = r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?(?:-|a|au)\s?(?P<last>20\d\d)(?!\d)"
    noun = "|".join(nouns)
    return (
        re.compile(rf"\b(?P<noun>{noun})\b[^.;:]{{0,{_REACH}}}?{years}"),
        re.compile(rf"\b(?:{noun})\b"),
    )
