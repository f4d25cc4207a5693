"""Text against the title of what it cites: a figure that the one rounds, or gives otherwise."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cordiale.language import mentions
from cordiale.model import Finding, Mention, Placed, Proof, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, compare, figure_of, gap, read_figure
from cordiale.resolve.topics import item_words

RULE = "cited_title"
_END = re.compile(r"\[|//|https?:|\s[-\u2013]\s[-\u2013]")
"""Where a title ends in a bibliographic entry: the marks of medium, container, address and place."""
_BREAKS = str.maketrans("\n\r\t\u00a0", "    ")
_FAR = 0.25
"""Figures that are further apart are of different things: a title has room for one of many."""
_ITEM = 60
"""Characters after a count in a title in which the counted noun stands."""
_NEAR = 0.1
"""The same for figures some sentences before the one that cites."""
_BACK = 5
"""Sentences before one that cites that its mark may close, too."""
_LANGUAGE = "fr"

_Place = tuple[int, int, int]
"""Document, passage, sentence."""


@dataclass(frozen=True, slots=True)
class _Titled:
    """A figure of a title: what it is like, as printed, and its proof."""

    nature: tuple[str, str | None]
    figure: Printed
    bound: str
    value: float
    proof: Proof


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each figure of a cited title that the text that cites it gives otherwise."""
    citing: dict[tuple[int, str], list[Placed]] = defaultdict(list)
    uncited: dict[_Place, list[Placed]] = defaultdict(list)
    marked: set[_Place] = set()
    for item in holdings.of_kind("observation"):
        if item.statement.cite is not None and (place := _sentence(item)) is not None:
            marked.add(place)
        if item.source is not None and item.cited:
            citing[item.volume, item.source.key].append(item)
        elif item.statement.cite is None and (place := _sentence(item)) is not None:
            uncited[place].append(item)
    for items in citing.values():
        # A mark often closes several sentences: the figures of those before, up to the mark before, count.
        places = dict.fromkeys(place for item in items if (place := _sentence(item)) is not None)
        before = [
            one for place in places for number in _open(place, marked) for one in uncited.get(number, ())
        ]
        yield from _compare([*before, *items], items, holdings)


def _open(place: _Place, marked: Collection[_Place]) -> Iterator[_Place]:
    """The sentences before one that cites, in its paragraph, that no mark closes before it."""
    volume, ordinal, number = place
    for earlier in range(number - 1, max(number - 1 - _BACK, -1), -1):
        if (volume, ordinal, earlier) in marked:
            return
        yield volume, ordinal, earlier


def _sentence(item: Placed) -> _Place | None:
    if item.setting is None or item.at is None:
        return None
    return item.volume, item.setting.ordinal, item.setting.sentence_at(item.at.start)


def _compare(items: Sequence[Placed], citing: Sequence[Placed], holdings: Holdings) -> Iterator[Finding]:
    titled = _figures(citing[0])
    places = [place for item in citing if (place := _sentence(item)) is not None]
    beside = {(volume, ordinal, number - back) for volume, ordinal, number in places for back in (0, 1)}
    for one in titled:
        alike = [item for item in items if _nature(item, holdings) == one.nature]
        # A title with two figures of one nature, or a figure that the text gives as it is, says nothing.
        if sum(other.nature == one.nature for other in titled) > 1 or not alike:
            continue
        if any(item.fields["value"] == one.value and item.fields.get("bound") == one.bound for item in alike):
            continue
        figures = [(figure, item) for item in alike if (figure := figure_of(item)) is not None]
        grown = one.nature[0] == "growth"
        near = sorted(figures, key=lambda pair: (_apart(pair[0], one.figure, grown=grown), pair[1].start))
        close = near and _sentence(near[0][1]) in beside
        if near and _apart(near[0][0], one.figure, grown=grown) <= (_FAR if close else _NEAR):
            yield _finding(near[0][1], near[0][0], one)


def _apart(left: Printed, right: Printed, *, grown: bool) -> float:
    """How far apart two figures are, a part of the greater; of growth, how far apart the changes are."""
    first, second = (left.value - 1, right.value - 1) if grown else (left.value, right.value)
    if first * second < 0:
        return 1.0
    greater = max(abs(first), abs(second))
    return float(abs(first - second) / greater) if greater else 0.0


def _nature(item: Placed, holdings: Holdings) -> tuple[str, str | None] | None:
    fields = item.fields
    if fields.get("transform") == "growth":
        return "growth", None
    if fields.get("transform") != "level" or isinstance(fields.get("value"), list):
        return None
    if fields.get("unit") != "count":
        return "level", fields.get("unit")
    head = holdings.topic(item).head
    return None if head is None else ("count", head)


def _figures(item: Placed) -> list[_Titled]:
    """The figures of the title of what a statement cites, with their places in the document."""
    found: list[_Titled] = []
    start, printed = item.cited[0]
    reading = printed.translate(_BREAKS)
    end = match.start() if (match := _END.search(reading)) else len(reading)
    for mention in mentions(reading[:end], _LANGUAGE, None):
        nature = _nature_of(mention, reading[mention.end : min(mention.end + _ITEM, end)])
        if nature is None or mention.core is None or not isinstance(mention.value, float):
            continue
        low, high = mention.core
        quote = printed[low:high]
        transform = "growth" if nature[0] == "growth" else "level"
        unit = "count" if nature[0] == "count" else nature[1]
        figure = read_figure(mention.value, quote, bound=mention.bound, unit=unit, transform=transform)
        proof = Proof(
            item.document, start + low, start + high, quote, item.statement.cite, None, "title", item.said
        )
        found.append(_Titled(nature, figure, mention.bound, mention.value, proof))
    return found


def _nature_of(mention: Mention, following: str) -> tuple[str, str | None] | None:
    if mention.kind == "growth" and mention.role in ("increase", "decrease", "factor"):
        return "growth", None
    if mention.kind == "money":
        return "level", mention.unit
    if mention.kind == "number" and mention.unit is None:
        head = item_words(following)[0]
        return None if head is None else ("count", head)
    return None


def _finding(item: Placed, figure: Printed, one: _Titled) -> Finding:
    state = "differs" if compare(figure, one.figure) == "conflict" else "rounded"
    return Finding(
        kind="tension",
        rule=RULE,
        state=state,
        proofs=(proof_of(item, "text"), one.proof),
        values={
            "text": " ".join(item.statement.evidence.quote.split()),
            "title": " ".join(one.proof.quote.split()),
            "apart_percent": round(_apart(figure, one.figure, grown=one.nature[0] == "growth") * 100, 1),
        },
        weight=gap(figure, one.figure),
        parties=item.statement.parties,
        at=item.fields.get("to"),
    )
