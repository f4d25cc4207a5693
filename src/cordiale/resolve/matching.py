"""Names of a list matched to the entities of a ledger: exactly, by their parts, and by likeness.

An index is made once; a query looks at the names that share a word, its sound, its beginning or its end
with it, the rarest of these first, and never at all names.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cordiale.model import Entity
from cordiale.resolve.entities import Entities
from cordiale.resolve.lookup import otherwise_named
from cordiale.resolve.naming import name_key, read_name
from cordiale.vocabulary.transliteration import sound_keys

EXACT, SAME_PARTS = 100.0, 97.0
SURE = 95.0
"""Score from which the only candidate is taken for the one that is meant."""
_LEAST = 60.0
_CONTAINED = 0.85
"""What a name is worth that holds all words of another, and more."""
_SOUNDED = 5
_LONG_WORD, _SLIP = 6, 90
"""Letters of a word that may be misspelt, and how like (of 100) it must be: Austria is no Australia."""
_EDGE = 4
_COMPARED = 2000
"""Names compared for a query; those that share its rarest words come first."""
_WALKED = 20_000
"""Names looked at for a query, those of other kinds than asked for included."""

Takes = Callable[[Entity], bool]


def _any(_: Entity) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may mean: a score from 0 to 100, and the printed name that is likest."""

    entity: Entity
    score: float
    name: str


class NameIndex:
    """The names of a ledger's entities, to be matched with names from elsewhere.

    >>> from cordiale.resolve.entities import Entities
    >>> one = Entity("org:port", "organisation", "Port of Lobito", {"Port of Lobito": 2})
    >>> index = NameIndex(Entities([one]))
    >>> [(match.entity.id, match.score) for match in index.find("port of LOBITO")]
    [('org:port', 100.0)]
    >>> [match.entity.id for match in index.find("Port Lobitto")], index.find("Kigali")
    (['org:port'], [])
    """

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._all = entities.all()
        self._names: list[tuple[str, str, int]] = []
        self._blocks: defaultdict[str, list[int]] = defaultdict(list)
        self._parts: defaultdict[tuple[str, ...], list[Entity]] = defaultdict(list)
        endings: list[tuple[str, int]] = []
        for rank, entity in enumerate(self._all):
            for name in dict.fromkeys((entity.name, *entity.names)):
                key = name_key(name)
                number = len(self._names)
                self._names.append((name, key, rank))
                for block in dict.fromkeys(_blocks(key)):
                    self._blocks[block].append(number)
                words = key.split()
                endings += [(" ".join(words[at:]), rank) for at in range(len(words))]
            if entity.kind == "organisation":
                for parts in dict.fromkeys(read_name(name).parts for name in entity.names):
                    self._parts[parts].append(entity)
        self._endings = sorted(set(endings))

    def named(self, name: str) -> tuple[Entity, ...]:
        """The entities that ``name`` means, as ``lookup.look_up`` finds them, the most mentioned first."""
        found = self._entities.named(name)
        if found:
            return found
        read = read_name(name)
        alike = self._parts.get(read.parts, ()) if read.parts and not read.is_bare else ()
        return tuple(alike) or otherwise_named(self._entities, name)

    def find(self, name: str, *, limit: int = 10, takes: Takes = _any) -> list[Match]:
        """What ``name`` may mean, the likest first, then the most mentioned; only what ``takes`` admits."""
        key = name_key(name)
        best: dict[str, Match] = {}
        for entity in self.named(name):
            if takes(entity):
                exact = entity.id == name or any(name_key(one) == key for one in (entity.name, *entity.names))
                best[entity.id] = Match(entity, EXACT if exact else SAME_PARTS, entity.name)
        for number in self._near(key, takes):
            printed, other, rank = self._names[number]
            score = _score(key, other)
            entity = self._all[rank]
            if score >= _LEAST and (entity.id not in best or best[entity.id].score < score):
                best[entity.id] = Match(entity, score, printed)
        ranked = sorted(
            best.values(),
            key=lambda match: (-match.score, -sum(match.entity.names.values()), match.entity.id),
        )
        return ranked[:limit]

    def begun(self, prefix: str, *, limit: int = 10, takes: Takes = _any) -> list[Entity]:
        """The entities with a word, or words, that begin with ``prefix``, the most mentioned first."""
        key = name_key(prefix)
        if not key:
            return []
        found: set[int] = set()
        for at in range(bisect_left(self._endings, (key, -1)), len(self._endings)):
            ending, rank = self._endings[at]
            if not ending.startswith(key) or len(found) >= _COMPARED:
                break
            found.add(rank)
        return [entity for rank in sorted(found) if takes(entity := self._all[rank])][:limit]

    def _near(self, key: str, takes: Takes) -> Sequence[int]:
        blocks = [self._blocks[block] for block in dict.fromkeys(_blocks(key)) if block in self._blocks]
        found: dict[int, None] = {}
        walked = 0
        for block in sorted(blocks, key=len):
            for number in block:
                walked += 1
                if takes(self._all[self._names[number][2]]):
                    found[number] = None
                if len(found) >= _COMPARED or walked >= _WALKED:
                    return list(found)
        return list(found)


def _blocks(key: str) -> Iterator[str]:
    """What names are found by: their words, how these sound, and with which letters they begin and end."""
    for word in key.split():
        yield f"word {word}"
        if len(word) >= _SOUNDED:
            yield f"sound {sound_keys(word)[0]}"
            yield f"begin {word[:_EDGE]}"
            yield f"end {word[-_EDGE:]}"


def _score(left: str, right: str) -> float:
    """The likeness of two name keys: sure only of equal ones, and of those a slip of the pen apart."""
    if left == right:
        return EXACT
    score = max(fuzz.token_sort_ratio(left, right), fuzz.token_set_ratio(left, right) * _CONTAINED)
    return round(min(score, SAME_PARTS if is_slip(left, right) else SURE - 1), 1)


def is_slip(left: str, right: str) -> bool:
    """Whether two name keys differ in the letters of one long word only, as slips of the pen do.

    >>> is_slip("universite de lisbone", "universite de lisbonne"), is_slip("lycee 12", "lycee 13")
    (True, False)
    """
    some, other = left.split(), right.split()
    if len(some) != len(other):
        return False
    apart = [(one, two) for one, two in zip(some, other, strict=True) if one != two]
    if len(apart) != 1:
        return False
    one, two = apart[0]
    if min(len(one), len(two)) < _LONG_WORD or one[0] != two[0] or one.isdigit() or two.isdigit():
        return False
    return fuzz.ratio(one, two) >= _SLIP
