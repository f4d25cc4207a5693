"""What a figure is about: its measure, the thing counted, the institution it belongs to, the places.

Two figures are compared only where their topics are one. A topic says what is known and leaves the
rest None: an unknown subject is no subject in common.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Entity, Placed
from cordiale.resolve.entities import Entities, known_names, name_key
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_WORD = re.compile(r"[a-z0-9]+")
_LOOK_BACK = 6
"""Sentences looked back through, in the same article, for the institution that a noun alone means."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement is about.

    ``measure`` and ``unit`` are the figure's (a growth or share has the measure of what grows or is
    shared, and no unit); ``head`` is the folded singular of the counted noun or good, None where
    none is said; ``words`` its other words that carry meaning; ``increment`` tells that the figure
    comes on top of what there was; ``subject`` is the id of the entity it belongs to, None where the
    text names none; ``parties`` the places.
    """

    kind: str
    measure: str | None
    unit: str | None
    head: str | None
    words: frozenset[str]
    increment: bool
    subject: str | None
    parties: tuple[str, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for figures that may be compared: all but the words beside the head."""
        return self.kind, self.measure, self.head, self.increment, self.subject, self.parties


@dataclass(frozen=True)
class _Words:
    hollow: frozenset[str]
    increments: frozenset[str]
    heads: Mapping[str, str]
    institutions: Mapping[str, str]
    belongs: Mapping[str, tuple[str, ...]]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/topics.yml")
    return _Words(
        hollow=frozenset(data["hollow"]),
        increments=frozenset(data["increments"]),
        heads={other: head for head, others in data["same_head"].items() for other in others},
        institutions={noun: kind for kind, nouns in data["institutions"].items() for noun in nouns},
        belongs={noun: tuple(kinds) for noun, kinds in data["belongs"].items()},
    )


def singular(word: str) -> str:
    """The folded singular of a folded French noun or adjective, as far as its ending tells.

    >>> singular("residents"), singular("regionaux"), singular("pays")
    ('resident', 'regional', 'pays')
    """
    if word in _UNCHANGED or len(word) < 4:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if word[-1] in "sx" else word


_UNCHANGED = frozenset(
    ("pays", "bus", "acces", "prix", "puis", "fois", "mois", "bois", "cours", "corps", "taux")
)


def item_words(item: str | None, language: str = "fr") -> tuple[str | None, frozenset[str], bool]:
    """Head, other words, and whether it is an increment, of a counted noun as written.

    >>> item_words("nouveaux résidents du parc")
    ('resident', frozenset({'parc'}), True)
    """
    if not item:
        return None, frozenset(), False
    words = _words(language)
    tokens = _WORD.findall(fold(item))
    increment = any(token in words.increments for token in tokens[:3])
    kept = [
        singular(t) for t in tokens if t not in words.hollow and t not in words.increments and not t.isdigit()
    ]
    if not kept:
        return None, frozenset(), increment
    pair = " ".join(kept[:2])
    head = words.heads.get(pair, words.heads.get(kept[0], kept[0]))
    return head, frozenset(kept[1:]), increment


def topics_of(placed: Sequence[Placed], entities: Entities, language: str = "fr") -> dict[str, Topic]:
    """The topic of every statement, by its id."""
    finder = _Finder(entities, language)
    return {item.id: _topic(item, finder, language) for item in placed}


def _topic(item: Placed, finder: "_Finder", language: str) -> Topic:
    statement, fields = item.statement, item.fields
    head, words, increment = item_words(fields.get("item"), language)
    level = fields.get("transform") == "level"
    return Topic(
        kind=statement.kind,
        measure=fields.get("measure"),
        unit=fields.get("unit") if level else None,
        head=head,
        words=words,
        increment=increment,
        subject=finder.subject(item, head) if statement.kind == "observation" else None,
        parties=statement.parties,
    )


class _Finder:
    """Finds the institution that a figure belongs to, by the names and nouns around it."""

    def __init__(self, entities: Entities, language: str) -> None:
        self._words = _words(language)
        self._entities = entities
        self._names = self._compile(entities.all("organisation"))
        nouns = sorted(self._words.institutions, key=len, reverse=True)
        self._nouns = re.compile(
            r"\b(?:(?:l|d)['’]\s?|(?:le|la|du|ce|cette|au|de la)\s)(" + "|".join(nouns) + r")\b"
        )
        self._seen: dict[tuple[int, int, int], list[tuple[int, int, str, str]]] = {}
        self._last: dict[tuple[int, int | None, str], list[tuple[int, str]]] = {}

    def _compile(self, organisations: Iterable[Entity]) -> dict[str, tuple[str, str]]:
        found = {key: (identity, kind) for key, (identity, _, kind) in known_names().items()}
        for entity in organisations:
            for name in (entity.name, *entity.names):
                found.setdefault(name_key(name), (entity.id, entity.type))
        return found

    def _mentions(self, item: Placed) -> list[tuple[int, int, str, str]]:
        """The named organisations of the passage: start, end in its text, id, type."""
        setting = item.setting
        assert setting is not None
        key = (item.volume, setting.ordinal, 0)
        if key not in self._seen:
            self._seen[key] = list(find_names(setting.text, self._names))
        return self._seen[key]

    def subject(self, item: Placed, head: str | None) -> str | None:
        if item.setting is None or item.at is None:
            return self._only(item)
        index = item.setting.sentence_at(item.at.start)
        if index < 0:
            return self._only(item)
        wanted = self._words.belongs.get(head or "")
        sentence = item.setting.sentences[index]
        mentions = self._mentions(item)
        near = [
            m
            for m in mentions
            if sentence.start <= m[0] < sentence.end and (wanted is None or m[3] in wanted)
        ]
        if near:
            return min(near, key=lambda m: _distance(m, item.at.start, item.at.end))[2]  # type: ignore[union-attr]
        noun = self._nouns.search(fold(sentence.of(item.setting.text)))
        kinds = wanted or ((self._words.institutions[noun[1]],) if noun else ())
        if not kinds:
            return self._only(item)
        first = item.setting.sentences[max(index - _LOOK_BACK, 0)].start
        before = [m for m in mentions if first <= m[0] < sentence.start and m[3] in kinds]
        return before[-1][2] if before else None

    def _only(self, item: Placed) -> str | None:
        named = self._entities.of(item.id)
        return named[0].id if len(named) == 1 else None


def _distance(mention: tuple[int, int, str, str], start: int, end: int) -> int:
    return start - mention[1] if mention[1] <= start else max(mention[0] - end, 0)


def find_names(text: str, names: Mapping[str, tuple[str, str]]) -> Iterable[tuple[int, int, str, str]]:
    """The names of ``names`` (by name key) in ``text``: start, end, id, type; the longest wins."""
    words = [(match.start(), match.end(), match[0]) for match in re.finditer(r"[^\W_]+", fold(text))]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            key = " ".join(word for _, _, word in words[at : at + size])
            known = names.get(key)
            if known is not None and text[words[at][0]].isupper() | (size > 1):
                yield words[at][0], words[at + size - 1][1], *known
                at += size - 1
                break
        at += 1


_LONGEST_NAME = 8
