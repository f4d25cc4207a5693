"""Statements made by hand for tests of registers and analyses: no document, no extraction."""

from collections.abc import Sequence
from typing import Any

from cordiale.model import ArticleRef, Evidence, Placed, Setting, Source, Span, Statement


def observation(quote: str, value: Any, **told: Any) -> Placed:
    """A figure; fields not told are those of a plain amount of exports in dollars."""
    fields = {
        "transform": "level",
        "value": value,
        "unit": "USD",
        "bound": "=",
        "item": None,
        "measure": "exports",
        "from": None,
        "to": None,
    }
    fields |= {name.rstrip("_"): told.pop(name) for name in list(told) if name.rstrip("_") in fields}
    return placed("observation", quote, fields, **told)


def year(number: int) -> dict[str, str]:
    """The fields of the period of one calendar year."""
    return {"from_": f"{number}-01-01", "to": f"{number}-12-31"}


def placed(
    kind: str,
    quote: str,
    fields: dict[str, Any],
    *,
    sentence: str | None = None,
    parties: Sequence[str] = ("BY", "CN"),
    orgs: Sequence[str] = (),
    status: str = "actual",
    document: str = "a.txt",
    start: int = 0,
    said: int | None = 2022,
    origin: str | None = None,
    article: int = 0,
    ordinal: int = 0,
    cite: str | None = None,
    source: Source | None = None,
    cited: tuple[tuple[int, str], ...] = (),
) -> Placed:
    """A statement whose anchor is ``quote`` in ``sentence``, which begins at ``start`` of ``document``."""
    text = quote if sentence is None else sentence
    at = text.index(quote)
    span = Span(start + at, start + at + len(quote))
    statement = Statement(
        kind,
        fields,
        status,
        tuple(sorted(parties)),
        tuple(orgs),
        cite,
        Evidence(document, (span,), quote),
        "test@1",
        Span(start, start + len(text)),
    )
    return Placed(
        statement=statement,
        document=document,
        volume=1 + sum(map(ord, document)),
        article=ArticleRef(article, "", said),
        setting=Setting(ordinal, text, (Span(0, len(text)),), ((0, start, len(text)),)),
        at=Span(at, at + len(quote)),
        source=source,
        origin=origin or f"{document}:{article}",
        said=said,
        cited=cited,
    )
