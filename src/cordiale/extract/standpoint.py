"""Where a text is written from: its home country, and the one partner that an article is about."""

import re
from collections import Counter
from collections.abc import Sequence

from cordiale.model import Mention
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import PlaceMention, find_places

Prepared = tuple[str, list[Mention], list[Mention], list[PlaceMention]]
"""A passage read once: its folded text, its figures, its periods and its places."""

_HOME_SHARE = 0.35
_DOMAIN = re.compile(r"[a-z0-9]\.([a-z]{2})(?=[/\s>)]|$)")
_COUNTRY_OF_DOMAIN = {"uk": "GB"}
"""Top-level domains are ISO 3166-1 codes but for this one (IANA root zone)."""


def home_of(
    passages: Sequence[Prepared], *, general: str | None = None, domains: Counter[str] | None = None
) -> str | None:
    """The country that a text is written from, among those named in a third of its passages at least.

    Between such countries the one whose web sites are cited most is it, else the one that most passages
    name, else the one named most often.
    ``general`` (the whole document's) holds for an article too, unless the article never names it.
    None where no country stands out, as where two are named alike.
    """
    counts: Counter[str] = Counter()
    bearing = 0
    for _, _, _, places in passages:
        countries = {place.country for place in places if place.country}
        bearing += bool(countries)
        counts.update(countries)
    if general is not None and counts[general]:
        return general
    likely = [country for country, times in counts.items() if times >= _HOME_SHARE * bearing]
    if not likely:
        return general
    cited = domains or Counter()
    mentioned = Counter(place.country for _, _, _, places in passages for place in places)
    weights = {country: (cited[country], counts[country], mentioned[country]) for country in likely}
    first = max(likely, key=weights.__getitem__)
    return general if list(weights.values()).count(weights[first]) > 1 else first


_PARTNER_SHARE = 0.6
_TITLED_SHARE = 0.25


def partner_of(passages: Sequence[Prepared], home: str | None, titled: frozenset[str]) -> str | None:
    """The one side besides ``home`` that an article is about, a country or a bloc; None where there is none.

    Its title names it, or more than half of its passages do.
    """
    named = [{place.country or place.code for place in places} for _, _, _, places in passages]
    counts = Counter(side for sides in named for side in sides if side != home)
    bearing = sum(map(bool, named))
    for side, times in counts.most_common(2):
        if times >= (_TITLED_SHARE if side in titled else _PARTNER_SHARE) * bearing:
            return side
    return None


def sides_in(title: str) -> frozenset[str]:
    """The countries and blocs that a title names."""
    return frozenset(place.country or place.code for place in find_places(title, fold(title)))


def cited_domains(text: str) -> Counter[str]:
    """How often the web sites of each country are printed in ``text``, by the country's alpha-2 code."""
    found = Counter(_DOMAIN.findall(text))
    return Counter({_COUNTRY_OF_DOMAIN.get(domain, domain.upper()): times for domain, times in found.items()})
