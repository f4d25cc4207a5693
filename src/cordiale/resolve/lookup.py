"""Finding an entity by what a person typed: id, any name, a name of a place in any usual spelling."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from rapidfuzz import fuzz, process

from cordiale.model import Entity, Placed
from cordiale.resolve.entities import Entities
from cordiale.resolve.known import known_names
from cordiale.resolve.naming import name_key, read_name
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places, label

_NEAR = 60
"""Likeness (of 100) from which a name is suggested."""
_SENTENCES = 1000
_COUNTRY = 2
"""Letters of a country's code; those of its regions are longer."""
_SHORT = 4
"""Letters below which a name is like too many."""


def look_up(entities: Entities, typed: str) -> tuple[Entity, ...]:
    """The entities that ``typed`` names, the most mentioned first; none where nothing is called so.

    An id or a printed name goes first, then names of the same parts, the other names of known
    organisations, and the names of places.
    """
    found = entities.named(typed)
    if found:
        return found
    parts = read_name(typed).parts
    if parts and not read_name(typed).is_bare:
        alike = [
            entity
            for entity in entities.all("organisation")
            if any(read_name(name).parts == parts for name in entity.names)
        ]
        if alike:
            return tuple(alike)
    return otherwise_named(entities, typed)


def are_two_countries(left: Entity, right: Entity) -> bool:
    """Whether two entities have different codes of countries (ISO 3166-1), and so are never one."""
    codes = left.codes.get("iso3166", ""), right.codes.get("iso3166", "")
    return codes[0] != codes[1] and all(len(code) == _COUNTRY for code in codes)


def otherwise_named(entities: Entities, typed: str) -> tuple[Entity, ...]:
    """The entities for which ``typed`` is another name: of a known organisation, or of a place."""
    known = known_names().get(name_key(typed))
    if known is not None and (found := entities.named(known[0])):
        return found
    text = typed[:1].upper() + typed[1:]
    mentions = find_places(text, fold(text))
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(text)):
        return ()
    code = mentions[0].code
    namesakes = [entity for entity in entities.named(label(code)) if entity.kind == "place"]
    return tuple(namesakes) or entities.named(code)


def printed_forms(entity: Entity, placed: Iterable[Placed]) -> dict[str, int]:
    """The spellings of a place in the sentences of its statements with the number of sentences, the most
    frequent first; of at most so many sentences, since each has to be read again.
    """
    wanted = set(entity.statements)
    sentences = dict.fromkeys(item.sentence for item in placed if item.id in wanted)
    found: Counter[str] = Counter()
    for sentence in islice(sentences, _SENTENCES):
        found.update(
            sentence[mention.start : mention.end]
            for mention in find_places(sentence, fold(sentence))
            if entity.id in (mention.code, mention.city)
        )
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def as_printed(entities: Entities, typed: str) -> str:
    """What a judgement about ``typed`` is written down with: the words where they are printed so or are an
    id, else the entity's printed name that has the same parts, else its id.
    """
    if entities.named(typed):
        return typed
    entity = look_up(entities, typed)[0]
    parts = read_name(typed).parts
    return next((name for name in entity.names if read_name(name).parts == parts), entity.id)


def near_names(entities: Entities, typed: str, limit: int = 3) -> list[str]:
    """Names that are nearly what was typed, the likest first."""
    names = {
        name: name_key(name)
        for entity in entities.all()
        for name in entity.names
        if len(name) >= min(len(typed), _SHORT)
    }
    found = process.extract(
        name_key(typed), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=_NEAR, processor=None
    )
    return [str(name) for _, _, name in found]
