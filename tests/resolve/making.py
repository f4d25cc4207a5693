"""Statements in hand for tests of who is who: a sentence of ours, and what it names."""

from typing import Any

from cordiale.model import ArticleRef, Evidence, Judgement, Placed, Setting, Span, Statement, Verdict
from cordiale.resolve.entities import Entities


def told(
    sentence: str,
    *orgs: str,
    kind: str = "relation",
    parties: str = "BY",
    anchor: str = "",
    volume: int = 1,
    article: int = 0,
    **fields: Any,
) -> Placed:
    """What a sentence says of the organisations ``orgs``; ``anchor`` are the words that say it."""
    anchor = anchor or sentence.split()[0]
    start = sentence.index(anchor)
    place = abs(hash((sentence, volume, article))) % 1_000_000
    statement = Statement(
        kind,
        fields,
        "actual",
        tuple(sorted(parties.split(","))) if parties else (),
        orgs,
        None,
        Evidence(f"d{volume}", (Span(place + start, place + start + len(anchor)),), anchor),
        "test@1",
    )
    return Placed(
        statement=statement,
        document=f"d{volume}.txt",
        volume=volume,
        article=ArticleRef(article, "", None),
        setting=Setting(place, sentence, (Span(0, len(sentence)),)),
        at=Span(start, start + len(anchor)),
        source=None,
        origin=f"d{volume}:{article}",
        said=2022,
    )


def named(*names: str, parties: str = "BY", volume: int = 1, article: int = 0) -> list[Placed]:
    """A sentence for each name that names it."""
    return [told(f"Vu {name} hier.", name, parties=parties, volume=volume, article=article) for name in names]


def judgement(number: int, verdict: Verdict, left: str, right: str, *, withdrawn: bool = False) -> Judgement:
    """A judgement as the ledger keeps it."""
    at = "2024-01-01T00:00:00+00:00" if withdrawn else None
    return Judgement(number, verdict, left, right, "a reader", "as the register says", "2024-01-01", at)


def groups(entities: Entities) -> set[frozenset[str]]:
    """The names of the organisations, taken together as they were."""
    return {frozenset(entity.names) for entity in entities.all("organisation")}
