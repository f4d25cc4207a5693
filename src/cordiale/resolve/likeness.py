"""Entities that may be one: candidates for a person to judge, with a score and its reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cordiale.model import Entity, EntityKind, Judgement, Likeness
from cordiale.resolve.entities import Entities
from cordiale.resolve.name_words import lexicon
from cordiale.resolve.naming import OrgName, read_name
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import label

LEAST = 0.7
"""Score from which two entities are shown."""
_KINDS: tuple[EntityKind, ...] = ("organisation", "body", "event", "person")
_NAMES = 6
"""Names of an entity that are compared, the most printed first."""
_WINDOW = 4
"""Neighbours that each entity is compared with in a block, so that the cost stays n log n."""
_PREFIX = 5
_SHORT, _LONG = 3, 10
_COUNTRY = 2
_OTHER = 0.6
"""Likeness of the words of their own below which two names have other ones."""
_MOST_PARTS = 7


@dataclass(frozen=True, slots=True)
class _Read:
    """An entity, its names taken apart, its letters where it has no other name, the countries of a body."""

    entity: Entity
    names: tuple[OrgName, ...]
    letters: str
    sides: tuple[str, ...]


def _read(entity: Entity) -> _Read:
    names = tuple(read_name(name) for name in list(entity.names)[:_NAMES])
    letters = names[0].acronym if all(name.acronym is not None for name in names) else None
    sides = entity.id.partition("@")[2] if entity.kind in ("body", "event") else ""
    return _Read(entity, names, letters or "", tuple(code for code in sides.split("+") if code))


def likenesses(entities: Entities, judgements: Iterable[Judgement] = ()) -> list[Likeness]:
    """The pairs of entities that may be one and that nobody has judged, the most telling first.

    Ordered by the score times the mentions of the less mentioned one: what a judgement would move.
    """
    judged = _judged(entities, judgements)
    scored: dict[tuple[str, str], tuple[float, list[str]]] = {}
    for hint in entities.hints:
        _keep(scored, (hint.left, hint.right), hint.strength, [f"{hint.code} {hint.detail}".strip()])
    for kind in _KINDS:
        read = [_read(entity) for entity in entities.all(kind)]
        for left, right in sorted(_pairs(read)):
            score, reasons = _compare(read[left], read[right])
            if score >= LEAST:
                _keep(scored, (read[left].entity.id, read[right].entity.id), score, reasons)
    found = [
        Likeness(*_by_mentions(entities, pair), score=round(score, 2), reasons=tuple(reasons))
        for pair, (score, reasons) in scored.items()
        if pair[0] != pair[1] and pair not in judged
    ]
    return sorted(found, key=lambda like: (-like.score * _mentions(like.right), like.left.id, like.right.id))


def _keep(
    scored: dict[tuple[str, str], tuple[float, list[str]]],
    pair: tuple[str, str],
    score: float,
    why: list[str],
) -> None:
    left, right = sorted(pair)
    held, reasons = scored.get((left, right), (0.0, []))
    scored[left, right] = max(held, score), [*reasons, *(reason for reason in why if reason not in reasons)]


def _mentions(entity: Entity) -> int:
    return sum(entity.names.values())


def _by_mentions(entities: Entities, pair: tuple[str, str]) -> tuple[Entity, Entity]:
    one, other = (entities.named(identity)[0] for identity in pair)
    return (other, one) if (-_mentions(other), other.id) < (-_mentions(one), one.id) else (one, other)


def _judged(entities: Entities, judgements: Iterable[Judgement]) -> set[tuple[str, str]]:
    return {
        (min(left.id, right.id), max(left.id, right.id))
        for item in judgements
        if item.stands
        for left in entities.named(item.left)
        for right in entities.named(item.right)
    }


def _pairs(read: Sequence[_Read]) -> set[tuple[int, int]]:
    """Pairs worth comparing: neighbours in a block of entities that share a key."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for index, item in enumerate(read):
        for key in _keys(item):
            blocks[key].add(index)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        ranked = sorted(block, key=lambda index: (read[index].names[0].words, read[index].entity.id))
        for at, index in enumerate(ranked):
            pairs.update(
                (min(index, other), max(index, other)) for other in ranked[at + 1 : at + 1 + _WINDOW]
            )
    return pairs


def _keys(item: _Read) -> Iterator[str]:
    """The blocks of an entity: beginnings of its own words, its letters, its parts but for one; its sides."""
    if item.sides:
        yield f"sides {item.entity.type} {' '.join(sorted({code[:2] for code in item.sides}))}"
        return
    for name in item.names:
        for part in name.parts:
            if part[0] in "=!" and len(part) > _SHORT:
                yield f"own {part[1 : 1 + _PREFIX]}"
            if part[0] == "=" and len(part) > _LONG:
                yield f"end {part[-_PREFIX:]}"
        if item.letters:
            yield "letters " + "".join(sorted(item.letters))
        yield from (f"letters {''.join(sorted(letters))}" for letters in _letters(name))
        if 1 < len(name.parts) <= _MOST_PARTS:
            yield "parts " + " ".join(name.parts)
            for at in range(len(name.parts)):
                yield "parts " + " ".join((*name.parts[:at], *name.parts[at + 1 :]))


def _letters(name: OrgName) -> tuple[str, ...]:
    """The letters that a name's words begin with: as printed, and of what they mean, in English."""
    if len(name.words) < 2 or name.acronym is not None:
        return ()
    if not name.has_head:
        return ("".join(word[0] for word in name.words),)
    meant = [fold(label(part[1:])) if part[0] == "@" else part[1:] for part in name.parts]
    return "".join(word[0] for word in name.words), "".join(sorted(word[0] for word in meant))


def _compare(left: _Read, right: _Read) -> tuple[float, list[str]]:
    """The likeness of the two names that are most alike, and why."""
    if left.letters or right.letters:
        return _spelled(left, right)
    regional = [frozenset(code for code in item.sides if len(code) > _COUNTRY) for item in (left, right)]
    if _disjoint(*regional):
        return 0.0, []
    best: tuple[float, list[str]] = (0.0, [])
    for some in left.names:
        for other in right.names:
            if some.acronym is not None or other.acronym is not None:
                continue
            found = _score(some, other)
            if found[0] > best[0]:
                best = found
    return best


def _spelled(left: _Read, right: _Read) -> tuple[float, list[str]]:
    """Letters and a name whose words begin with them."""
    short, long = (left, right) if left.letters else (right, left)
    best: tuple[float, list[str]] = (0.0, [])
    for name in long.names if not long.letters else ():
        for letters, wanted, score in zip(
            _letters(name), (short.letters, "".join(sorted(short.letters))), (0.85, 0.75), strict=False
        ):
            if letters == wanted and score > best[0]:
                best = score, [f"initials {short.letters} = {name.key}"]
    return best


def _score(left: OrgName, right: OrgName) -> tuple[float, list[str]]:
    alike = fuzz.token_sort_ratio(_strong(left), _strong(right)) / 100
    shared, every = set(left.core) & set(right.core), set(left.core) | set(right.core)
    score = max(alike, len(shared) / max(len(every), 1))
    reasons = [f"alike {round(alike, 2)}"]
    if shared:
        reasons.append("shared " + " ".join(sorted(shared)))
    own = fuzz.token_sort_ratio(" ".join(left.own), " ".join(right.own)) / 100
    fields, others = _signed(left, ".-") - _signed(right, ".-"), _signed(right, ".-") - _signed(left, ".-")
    for lost, code, apart in (
        (0.35, "places", _disjoint(left.places, right.places)),
        (0.5, "numbers", _signed(left, "#") != _signed(right, "#")),
        (0.25, "types", left.has_head and right.has_head and left.type != right.type),
        (0.05, "forms", _disjoint(left.forms, right.forms)),
        (0.1, "fields", bool(fields or others)),
        (0.2, "fields", bool(fields and others) and left.own == right.own),
        (0.3, "words", bool(left.own and right.own) and own < _OTHER),
    ):
        if apart:
            score -= lost
            reasons.append(f"differs {code}")
    return score, list(dict.fromkeys(reasons))


def _strong(name: OrgName) -> str:
    """The words of a name but for "holding", "group" and the like."""
    weak = {part[1:] for part in name.weak}
    known = lexicon().phrases
    return " ".join(word for word in name.words if known.get(word, ("", ""))[1] not in weak)


def _disjoint(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right and not left & right)


def _signed(name: OrgName, signs: str) -> frozenset[str]:
    return frozenset(part for part in name.core if part[0] in signs)
