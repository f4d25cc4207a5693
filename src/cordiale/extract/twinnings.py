"""Lists of twinnings: pairs ("A - B (2010), C - D") and one place's partners ("A : B (2004), C")."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, permutations

from cordiale.extract.making import Draft
from cordiale.extract.name_lists import Item, lists_of
from cordiale.extract.pairs import is_subject_of_document
from cordiale.extract.party_rules import country_of
from cordiale.extract.sentence import Context, Listing, Sentence
from cordiale.extract.sides import read_name
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.places import PlaceMention

RULE = "twinning@1"
_PAIRS_WITHOUT_YEARS = 3
"""A list of "A and B" pairs that prints no year must be at least this long to be read as pairs."""
_SAMPLE = 12
"""So many pairs decide which country each side of a list lies in."""
_COUNTRIES = 4
_OPENING = ("twinning", "partners", "friendship")
"""The cues that a list of twinnings may open with."""


@dataclass(frozen=True, slots=True)
class _Pair:
    owner: Item | None
    partner: Item
    alone: bool


def listed_twinnings(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The twinnings that a list in the sentence states, pair by pair; moves the context's open list on."""
    opens = any(cue.name in _OPENING for cue in sentence.found("relations"))
    listing = context.listing
    if not opens and listing is None:
        return
    if opens or listing is None:
        listing = _opened(sentence, context)
    found: dict[tuple[str, str], Draft] = {}
    for chain in lists_of(sentence, sentence.start):
        pairs = _pairs(sentence, chain)
        if not _is_list(sentence, chain, pairs, opens=opens):
            continue
        here = listing
        if not any(pair.owner for pair in pairs):
            here = replace(listing, owner=_owner_of(sentence, context, chain) or listing.owner)
        drafts, kind = _read(sentence, pairs, here)
        listing = replace(listing, owner_kind=kind)
        for draft in drafts:
            found.setdefault((draft.parties[0], draft.parties[1]), draft)
    context.listing = listing if opens or found else None
    yield from found.values()


def _opened(sentence: Sentence, context: Context) -> Listing:
    """The list that the sentence may open: its countries with the home country, and its own place."""
    countries = [place.country for place in sentence.places if place.country]
    if context.home:
        countries.append(context.home)
    countries += [country_of(code) for code in sentence.parties if len(country_of(code)) == 2]
    named = _named_before(sentence, sentence.end)
    at_home = [place.code for place in named if place.country == context.home] or [p.code for p in named]
    owner = at_home[-1] if at_home and (context.home or len(at_home) == 1) else None
    return Listing(tuple(dict.fromkeys(countries)), owner or _carried_owner(sentence, context))


def _owner_of(sentence: Sentence, context: Context, chain: list[Item]) -> str | None:
    """The place whose partners a chain lists: the last one named before it, at home if there is one there."""
    countries = {item.place.country for item in chain if item.place is not None}
    named = [
        place
        for place in _named_before(sentence, chain[0].lead)
        if len(countries) > 1 or place.country not in countries
    ]
    owners = [place for place in named if place.country == context.home] or named
    if owners:
        return owners[-1].code
    carried = _carried_owner(sentence, context)
    return carried if carried is not None and country_of(carried) not in countries else None


def _named_before(sentence: Sentence, position: int) -> list[PlaceMention]:
    """The places below the country that are named before ``position``."""
    return [
        place
        for place in sentence.places
        if place.end <= position and place.kind in ("region", "city", "district") and not place.code.isalpha()
    ]


def _carried_owner(sentence: Sentence, context: Context) -> str | None:
    own = [code for code in sentence.parties if not code.isalpha() and country_of(code) == context.home]
    return own[0] if len(own) == 1 else None


def _pairs(sentence: Sentence, chain: list[Item]) -> list[_Pair]:
    pairs: list[_Pair] = []
    owner: Item | None = None
    for group in _groups(chain):
        if _alternates(group):
            pairs += [_Pair(group[i], group[i + 1], True) for i in range(0, len(group), 2)]
            continue
        for index, item in enumerate(group):
            following = group[index + 1] if index + 1 < len(group) else None
            if following is not None and (following.join == "owner" or _is_gapped(sentence, item, following)):
                owner = item
            else:
                pairs.append(_Pair(owner, item, False))
    return pairs


def _is_gapped(sentence: Sentence, item: Item, following: Item) -> bool:
    """Whether the verb told before goes on without being said ("..., et Braga avec Huambo")."""
    between = sentence.folded[item.until : following.start].split(maxsplit=1)
    return item.join in ("with", "next") and bool(between) and between[0] in _withs("fr")


def _groups(chain: list[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for item in chain:
        if item.join == "part" and group:
            yield group
            group = []
        group.append(item)
    yield group


def _alternates(group: list[Item]) -> bool:
    """Whether a group reads "A and B[, C and D...]" with a place on either side of a border in each."""
    if (
        len(group) % 2
        or any(item.join != "with" for item in group[1::2])
        or any(item.join != "next" for item in group[2::2])
    ):
        return False
    for first, second in zip(group[::2], group[1::2], strict=True):
        if first.year and second.year:
            return False
        if (
            first.place
            and second.place
            and first.place.country == second.place.country
            and not (first.place.others or second.place.others)
        ):
            return False
    return True


def _is_list(sentence: Sentence, chain: list[Item], pairs: list[_Pair], *, opens: bool) -> bool:
    """Whether a run of names lists twinnings: by its years, its dashes, or the words before it."""
    if any(pair.partner.year for pair in pairs):
        return len(chain) > 1 or not opens
    if opens and _is_theme(sentence):
        return False
    owners = [pair for pair in pairs if pair.owner is not None and not pair.alone]
    if owners:
        return opens or chain[0].start - sentence.start < _SAMPLE
    before = sentence.folded[sentence.start : chain[0].lead].rstrip()
    if all(pair.alone for pair in pairs):
        return (
            len(pairs) >= _PAIRS_WITHOUT_YEARS
            or (opens and before.endswith(":") and _is_opened(sentence, chain[0].lead))
            or (not opens and _is_numbered(sentence))
        )
    if opens:
        return before.endswith(_lead_ins("fr")) and len(chain) > 1
    return len(chain) > 1 and before.rstrip(" ,:") in _openings("fr")


def _is_opened(sentence: Sentence, position: int) -> bool:
    """Whether the words that speak of twinnings stand before ``position``."""
    return any(cue.name in _OPENING and cue.start < position for cue in sentence.found("relations"))


def _is_theme(sentence: Sentence) -> bool:
    """Whether the sentence names the links only as what a document or a meeting is about."""
    cues = [cue for cue in sentence.found("relations") if cue.name in _OPENING]
    return all(is_subject_of_document(sentence, cue) for cue in cues)


def _is_numbered(sentence: Sentence) -> bool:
    return sentence.folded[sentence.start : sentence.start + 2].strip(" .)").isdigit()


@cache
def _lead_ins(language: str) -> tuple[str, ...]:
    return tuple(load_yaml(f"languages/{language}/name_lists.yml")["lead_ins"])


@cache
def _withs(language: str) -> frozenset[str]:
    return frozenset(load_yaml(f"languages/{language}/links.yml")["gapped"])


@cache
def _openings(language: str) -> frozenset[str]:
    return frozenset(load_yaml(f"languages/{language}/name_lists.yml")["openings"])


def _read(sentence: Sentence, pairs: list[_Pair], listing: Listing) -> tuple[list[Draft], str | None]:
    """The drafts of a list's pairs, and how the list calls its owners (region, city, district)."""
    if listing.owner is None:
        pairs = [pair for pair in pairs if pair.owner is not None]
    sides = _sides(sentence, pairs, listing)
    if sides is None:
        return [], listing.owner_kind
    own, other = sides
    drafts: list[Draft] = []
    owner_kind, partner_kind = listing.owner_kind, None
    last: Item | None = None
    before: Item | None = None
    for pair, following in pairwise([*pairs, None]):
        assert pair is not None
        owner = pair.owner
        if owner is not None and owner is not last:
            owner_kind, partner_kind, last = (
                (owner.kind or owner_kind if not pair.alone else owner.kind),
                None,
                owner,
            )
        if pair.partner.kind is not None:
            partner_kind = pair.partner.kind if pair.partner.plural else None
        elif pair.partner.join == "part" or (owner is not None and pair.alone):
            partner_kind = owner.kind if owner is not None and owner.plural else None
        code = _code(sentence, owner, own, owner_kind) if owner is not None else listing.owner
        partner = _code(sentence, pair.partner, other, pair.partner.kind or partner_kind)
        if code is None or country_of(code) == country_of(partner):
            continue
        single = (
            pair.partner.join in ("owner", "with")
            and owner is not before
            and (following is None or following.owner is not owner)
        )
        before = owner
        start = owner.lead if owner is not None and single else pair.partner.start
        fields = {
            "relation": "twinning",
            "date": pair.partner.year or (owner.year if owner is not None else None),
        }
        drafts.append(
            Draft("relation", start, pair.partner.end, fields, "actual", tuple(sorted((code, partner))), RULE)
        )
    return drafts, owner_kind


def _sides(sentence: Sentence, pairs: list[_Pair], listing: Listing) -> tuple[str, str] | None:
    """The countries of the two sides: those in which the most names of the list are known."""
    items = [item for pair in pairs for item in (pair.owner, pair.partner) if item is not None]
    named = [item.place.country for item in items if item.place is not None and item.place.country]
    countries = [country for country in dict.fromkeys([*listing.countries, *named]) if len(country) == 2]
    countries.sort(key=lambda country: -named.count(country) - (country in listing.countries))
    if listing.owner is not None:
        countries = list(dict.fromkeys([country_of(listing.owner), *countries]))
    best: tuple[int, tuple[str, str]] | None = None
    for own, other in permutations(countries[:_COUNTRIES], 2):
        if not any(pair.owner for pair in pairs) and (
            listing.owner is None or country_of(listing.owner) != own
        ):
            continue
        score = sum(
            _certainty(sentence, pair.owner, own) + _certainty(sentence, pair.partner, other)
            for pair in pairs[:_SAMPLE]
        )
        if best is None or score > best[0]:
            best = (score, (own, other))
    return best[1] if best is not None and best[0] > 0 else None


def _certainty(sentence: Sentence, item: Item | None, country: str) -> int:
    if item is None:
        return 0
    if item.country == country or (item.place is not None and item.place.country == country):
        return 4
    return read_name(sentence.text[item.start : item.end], country, item.kind).certainty


def _code(sentence: Sentence, item: Item, country: str, kind: str | None) -> str:
    """The party code of an item: the place found where it lies on its side, else as the side reads it."""
    place = item.place
    country = item.country or country
    if (
        place is not None
        and place.country == country
        and (place.typed and item.kind is not None or place.form != "noun")
    ):
        return place.code
    name = read_name(sentence.text[item.start : item.end], country, kind)
    if (
        place is not None
        and place.country is not None
        and name.certainty < (2 if place.country != country else 1)
    ):
        return place.code
    return name.code
