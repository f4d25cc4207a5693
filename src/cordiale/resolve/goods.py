"""Goods: what figures count or weigh, against the chapters and headings of the Harmonized System."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed
from cordiale.resolve.mentions import Node
from cordiale.resolve.singular import singular
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

PREFIX = "goods:"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 4


@dataclass(frozen=True)
class _Goods:
    phrases: Mapping[str, str]
    accented: Mapping[str, str]
    carriers: frozenset[str]
    containers: frozenset[str]


@cache
def _goods() -> _Goods:
    data = load_yaml("goods.yml")
    phrases: dict[str, str] = {}
    for table in (data["chapters"], data["headings"]):
        for code, entry in table.items():
            for phrase in entry["words"]:
                phrases[" ".join(singular(word) for word in _WORD.findall(fold(phrase)))] = code
    return _Goods(
        phrases=phrases,
        accented={singular(fold(word)): word for word in data["accented"]},
        carriers=frozenset(singular(word) for word in data["carriers"]),
        containers=frozenset(data["containers"]),
    )


def goods_label(code: str, language: str) -> str:
    """The name of a chapter or heading, in English or French.

    >>> goods_label("8701", "en")
    'tractors'
    """
    data = load_yaml("goods.yml")
    entry = (data["headings"] if len(code) > 2 else data["chapters"])[code]
    return str(entry["fr"] if language == "fr" else entry["en"])


def goods_code(item: str | None) -> str | None:
    """The heading (four digits) or chapter (two) of a thing counted, as written; None where it is not clear.

    >>> goods_code("tracteurs neufs"), goods_code("tonnes de viande"), goods_code("usines de tracteurs")
    ('8701', '02', None)
    """
    if not item:
        return None
    goods = _goods()
    folded = fold(item)
    printed = [match[0].lower() for match in _WORD.finditer(item)]
    words = [singular(match[0]) for match in _WORD.finditer(folded)]
    if len(printed) != len(words):
        return None
    at = 0
    while at < len(words):
        carries = words[at] in goods.carriers
        if words[at] in goods.containers and words[at + 1 : at + 2] in (["de"], ["d"]):
            carries = _code(words, printed, at + 2) is not None
        if not carries:
            break
        at += 1
    return _code(words, printed, at)


def _code(words: Sequence[str], printed: Sequence[str], at: int) -> str | None:
    goods = _goods()
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        code = goods.phrases.get(" ".join(words[at : at + size]))
        if code is not None:
            accented = goods.accented.get(words[at]) if size == 1 else None
            return code if accented is None or printed[at].startswith(accented) else None
    return None


def goods_words() -> Iterator[tuple[str, str]]:
    """The goods told by one word, each in its folded singular with its heading or chapter.

    >>> ("tracteur", "8701") in set(goods_words())
    True
    """
    return ((phrase, code) for phrase, code in sorted(_goods().phrases.items()) if " " not in phrase)


def goods_nodes(placed: Sequence[Placed]) -> list[Node]:
    """The goods of the figures, one node a code; the items as printed are its names."""
    found: dict[str, Node] = {}
    for row, item in enumerate(placed):
        code = goods_code(item.fields.get("item"))
        if code is not None:
            node = found.setdefault(code, Node(code, id=f"{PREFIX}{code}"))
            node.add(item.fields["item"], row)
    return [found[code] for code in sorted(found)]
