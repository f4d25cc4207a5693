"""What a figure is about: its measure, the thing counted, the institution it belongs to, the places.

Two figures are compared only where their topics are one. A topic says what is known and leaves the
rest None: an unknown subject is no subject in common.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed, Span
from cordiale.resolve.entities import Entities, known_names
from cordiale.resolve.singular import singular as singular
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_WORD = re.compile(r"[a-z0-9]+")
_NAME_WORD = re.compile(r"[^\W_]+")
_NOUN_REACH = 40
"""Characters before a name in which the noun stands that says what it is ("parc industriel ...")."""
_LOOK_BACK = 6
"""Passages looked back through, in the same article, for the institution that a noun alone means."""


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
    speakers: frozenset[str]
    definite: tuple[str, ...]
    of: tuple[str, ...]
    counted_measures: Mapping[str, str]
    money_measures: frozenset[str]
    membership: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/topics.yml")
    return _Words(
        hollow=frozenset(data["hollow"]),
        increments=frozenset(data["increments"]),
        heads={other: head for head, others in data["same_head"].items() for other in others},
        institutions={noun: kind for kind, nouns in data["institutions"].items() for noun in nouns},
        belongs={noun: tuple(kinds) for noun, kinds in data["belongs"].items()},
        speakers=frozenset(data["speakers"]),
        definite=tuple(data["definite"]),
        of=tuple(data["of"]),
        counted_measures=data["counted_measures"],
        money_measures=frozenset(data["money_measures"]),
        membership=re.compile(rf"\b(?:{'|'.join(data['membership'])})({'|'.join(data['belongs'])})s?\b"),
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
    statement, fields, words_of = item.statement, item.fields, _words(language)
    head, words, increment = item_words(fields.get("item"), language)
    level = fields.get("transform") == "level"
    measure, unit = fields.get("measure"), fields.get("unit")
    if level and unit == "count" and head is not None:
        head = _role(item, head, words_of)
        # A count of firms is no amount of money, whatever the sentence speaks of.
        if measure in words_of.money_measures:
            measure = words_of.counted_measures.get(head, measure)
    return Topic(
        kind=statement.kind,
        measure=measure,
        unit=unit if level else None,
        head=head,
        words=words,
        increment=increment,
        subject=finder.subject(item, head),
        parties=statement.parties,
    )


def _role(item: Placed, head: str, words: _Words) -> str:
    """The head, or what the counted ones are said to be ("14 firms were among its residents")."""
    if head not in words.counted_measures or item.setting is None or item.at is None:
        return head
    following = fold(item.setting.text[item.at.end : item.at.end + _MEMBERSHIP_REACH])
    found = words.membership.search(following.partition(".")[0])
    return found[1] if found else head


_MEMBERSHIP_REACH = 70
"""Characters after a count in which the counted ones may be called members of something."""


Named = tuple[int, int, str, str]
"""An organisation named in a text: start, end, entity id, type."""


class _Finder:
    """Finds the institution that a figure belongs to, by the names and nouns around it."""

    def __init__(self, entities: Entities, language: str) -> None:
        self._words = _words(language)
        self._entities = entities
        self._names = NameIndex(_named(entities))
        nouns = sorted(self._words.institutions, key=len, reverse=True)
        articles = "|".join(self._words.definite)
        self._noun = re.compile(rf"\b(?:{articles})({'|'.join(nouns)})\b")
        joined = "|".join(self._words.of)
        self._called = re.compile(rf"\b({'|'.join(nouns)}) (?:{joined})?(?:[\"«“] ?)?$")
        self._named: dict[tuple[int, int], list[Named]] = {}
        self._before: dict[tuple[int, int | None, str], tuple[int, str]] = {}
        self._countries: dict[tuple[int, int | None, str], set[str]] = {}

    def subject(self, item: Placed, head: str | None) -> str | None:
        """The id of the entity whose figure it is, or None. Statements come in reading order."""
        setting, at = item.setting, item.at
        index = -1 if setting is None or at is None else setting.sentence_at(at.start)
        if setting is None or at is None or index < 0:
            return self._only(item)
        key = (item.volume, setting.ordinal)
        if key not in self._named:
            self._named[key] = list(self._find(setting.text))
        named, sentence = self._named[key], setting.sentences[index]
        wanted = self._words.belongs.get(head or "")
        near = [m for m in named if sentence.start <= m[0] < sentence.end and self._may_have(m[3], wanted)]
        if near:
            found = min(near, key=lambda m: (_distance(m, at), m[0]))
            self._note(item, found)
            return found[2]
        noun = self._noun.search(fold(sentence.of(setting.text)))
        kinds = wanted or ((self._words.institutions[noun[1]],) if noun else ())
        if not kinds:
            return self._only(item)
        before = [m for m in named if m[0] < sentence.start and m[3] in kinds]
        return self._taken_up(item, before[-1][2] if before else self._earlier(item, kinds))

    def _find(self, text: str) -> Iterable[Named]:
        """The names printed in a text; one of no known type has that of the noun it is called by."""
        folded = fold(text)
        for start, end, identity, kind in self._names.find(text):
            noun = None if kind else self._called.search(folded, max(start - _NOUN_REACH, 0), start)
            yield start, end, identity, kind if noun is None else self._words.institutions[noun[1]]

    def _may_have(self, kind: str, wanted: tuple[str, ...] | None) -> bool:
        return kind in wanted if wanted is not None else kind not in self._words.speakers

    def _note(self, item: Placed, found: Named) -> None:
        """Remember the last institution of each type in the article, for the passages that follow."""
        assert item.setting is not None
        place = item.volume, item.article.ordinal if item.article else None
        self._countries.setdefault((*place, found[2]), set()).update(_countries(item))
        if found[3]:
            self._before[(*place, found[3])] = (item.setting.ordinal, found[2])

    def _taken_up(self, item: Placed, found: str | None) -> str | None:
        """The institution that a noun alone takes up; not where the statement has come to another country."""
        if found is None:
            return None
        known = self._countries.get((item.volume, item.article.ordinal if item.article else None, found))
        return found if known is None or _countries(item) <= known else None

    def _earlier(self, item: Placed, kinds: tuple[str, ...]) -> str | None:
        article = item.article.ordinal if item.article else None
        assert item.setting is not None
        known = [
            self._before[place] for kind in kinds if (place := (item.volume, article, kind)) in self._before
        ]
        near = [found for found in known if item.setting.ordinal - found[0] <= _LOOK_BACK]
        return max(near)[1] if near else None

    def _only(self, item: Placed) -> str | None:
        named = [entity for entity in self._entities.of(item.id) if entity.kind == "organisation"]
        named = [entity for entity in named if entity.type not in self._words.speakers]
        return named[0].id if len(named) == 1 else None


def _countries(item: Placed) -> set[str]:
    return {party[:2] for party in item.statement.parties if party[2:3] in ("", "-", ":")}


def _named(entities: Entities) -> dict[str, tuple[str, str]]:
    """Name key -> id and type, of the organisations that the ledger names and of those known anyhow.

    A name that several bear says of none what it owns.
    """
    found = {key: (one.id, one.type) for key, one in entities.names_of_one("organisation").items()}
    for key, (identity, _, kind) in known_names().items():
        if not entities.named(key):
            found.setdefault(key, (identity, kind))
    return found


def _distance(mention: Named, at: Span) -> int:
    return at.start - mention[1] if mention[1] <= at.start else max(mention[0] - at.end, 0)


class NameIndex:
    """Finds many names in texts, at a cost that does not depend on how many names there are.

    ``names`` maps name keys (see ``name_key``) to an entity's id and type.

    >>> list(NameIndex({"great stone": ("org:great-stone", "park")}).find("Le parc Great Stone"))
    [(8, 19, 'org:great-stone', 'park')]
    """

    def __init__(self, names: Mapping[str, tuple[str, str]]) -> None:
        self._names = dict(names)
        self._sizes: dict[str, set[int]] = {}
        for key in self._names:
            words = key.split()
            if words:
                self._sizes.setdefault(words[0], set()).add(len(words))

    def find(self, text: str) -> Iterable[Named]:
        """The names printed in ``text`` with a capital, in order; the longest wins, none overlap."""
        words = [(match.start(), match.end(), match[0]) for match in _NAME_WORD.finditer(fold(text))]
        at = 0
        while at < len(words):
            for size in sorted(self._sizes.get(words[at][2], ()), reverse=True):
                last = at + size
                key = " ".join(word for _, _, word in words[at:last])
                known = self._names.get(key) if last <= len(words) else None
                if known is not None and any(text[start].isupper() for start, _, _ in words[at:last]):
                    yield words[at][0], words[last - 1][1], *known
                    at = last - 1
                    break
            at += 1
