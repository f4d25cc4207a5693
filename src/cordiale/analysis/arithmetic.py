"""The arithmetic audit: what one passage or article says of itself, added up, divided and compared.

Every rule is a file of its own with ``find_in(article)``; the paragraphs of an article are read once for all.
"""

from collections.abc import Iterator, Sequence

from cordiale.analysis import (
    beside,
    changes,
    flows,
    joiners,
    listings,
    magnitudes,
    misprints,
    numerals,
    orders,
    ordinals,
    parts,
    phases,
    rates,
    ratios,
    shares,
    spans,
    states,
    sums,
    titles,
    trade,
    whole_trade,
)
from cordiale.analysis.paragraphs import Paragraph, articles_of
from cordiale.model import Finding
from cordiale.registers.holdings import Holdings

_RULES = (
    parts,
    changes,
    trade,
    spans,
    shares,
    sums,
    phases,
    ordinals,
    rates,
    misprints,
    numerals,
    magnitudes,
    whole_trade,
    titles,
    beside,
    joiners,
    ratios,
    states,
    listings,
    orders,
)


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions, tensions, slips and derived values inside passages and articles, none told twice."""
    stocks = flows.Stocks(holdings)
    for article in articles_of(holdings):
        yield from _without_echoes([*_found(article), *flows.find_in(article, stocks)])


def _found(article: Sequence[Paragraph]) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule.find_in(article)


def _without_echoes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of an article; of several of one kind over the same passages, the first rule's.

    What is computed from figures of which the same rule says that they do not fit is left out.
    """
    seen: set[tuple[object, ...]] = set()
    unfit = {(f.rule, place) for f in findings if f.kind == "contradiction" for place in _places(f)}
    for finding in findings:
        places = tuple(sorted(_places(finding)))
        if finding.kind == "derived" and all((finding.rule, place) in unfit for place in places):
            continue
        if (finding.kind, places) not in seen:
            seen.add((finding.kind, places))
            yield finding


def _places(finding: Finding) -> list[tuple[str, int, int]]:
    return [(proof.doc, proof.start, proof.end) for proof in finding.proofs]
