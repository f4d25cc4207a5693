"""Instruments: agreements, plans and other documents, told apart by kind, parties, years and purpose."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed
from cordiale.resolve.mentions import Node, article_scope
from cordiale.resolve.singular import singular
from cordiale.resolve.unions import Tie
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

PREFIX = "doc:"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one statement says that tells its instrument from others."""

    base: str
    purpose: str
    valid: str
    date: str
    scope: str

    @property
    def key(self) -> str:
        when = self.valid or self.date or f"@{self.scope}"
        return f"{self.base}:{when}" + (f":{self.purpose}" if self.purpose else "")


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    data = load_yaml(f"languages/{language}/instruments.yml")
    return frozenset(data["hollow"]), frozenset(data["telling"])


def _read(item: Placed, actors: Sequence[str], language: str) -> _Told | None:
    """What a statement tells of one instrument; None where it speaks of several or names no side."""
    fields, quote = item.fields, fold(item.statement.evidence.quote)
    words = _WORD.findall(quote)
    if not words or (singular(words[0]) != words[0]) or not (item.statement.parties or actors):
        return None
    hollow, telling = _words(language)
    purpose = {singular(word) for word in words[1:] if len(word) > 2} - hollow
    sides = "+".join([*item.statement.parties, *actors])
    valid = fields.get("valid")
    return _Told(
        base=f"{fields['doctype']}@{sides}",
        purpose="-".join(sorted(purpose | (telling & {words[0]}))),
        valid="-".join(map(str, valid)) if valid else "",
        date=fields.get("date") or "",
        scope=article_scope(item),
    )


def instrument_nodes(
    placed: Sequence[Placed], actors: Callable[[int], Sequence[str]], language: str = "fr"
) -> tuple[list[Node], list[Tie]]:
    """The instruments that statements name, and the ties of those told more and less exactly.

    ``actors`` gives the ids of the organisations that the statement at a row names.
    """
    nodes: dict[str, Node] = {}
    told: dict[str, _Told] = {}
    dates: dict[str, set[str]] = defaultdict(set)
    for row, item in enumerate(placed):
        if item.statement.kind != "document":
            continue
        read = _read(item, sorted(actors(row)), language)
        if read is None:
            continue
        told[read.key] = read
        if read.date:
            dates[read.key].add(read.date)
        node = nodes.setdefault(read.key, Node(read.key, id=f"{PREFIX}{read.key}"))
        node.add(" ".join(item.statement.evidence.quote.split()), row)
    keys = sorted(nodes)
    return [nodes[key] for key in keys], list(_ties(keys, told, dates))


def _ties(keys: Sequence[str], told: dict[str, _Told], dates: dict[str, set[str]]) -> Iterator[Tie]:
    """A less exact instrument and the one more exact one that it can be."""
    numbers = {key: index for index, key in enumerate(keys)}
    bases: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        bases[told[key].base].append(key)
    years: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in keys:
        for date in dates[key]:
            years[told[key].base, date[:4]].append(key)
    for key in keys:
        read = told[key]
        if read.valid or not read.date:
            near = [other for other in bases[read.base] if read.valid and told[other].valid == read.valid]
        else:
            near = [
                other
                for other in years[read.base, read.date[:4]]
                if any(date.startswith(read.date) for date in dates[other])
                and (told[other].valid or len(max(dates[other])) > len(read.date) or told[other].purpose)
            ]
        fuller = [other for other in near if other != key and read.purpose in ("", told[other].purpose)]
        if len(fuller) == 1:
            yield Tie(numbers[key], numbers[fuller[0]], 0.8, "instrument")
