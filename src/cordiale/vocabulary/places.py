"""Finds the places that a text names: countries, regions, towns, districts, blocs.

Three passes: an automaton for countries, their adjectives and type words; capitalised names looked up
by sound in the gazetteer, with the type words beside them; and the choice between namesakes by the
countries that the text speaks of.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick

from cordiale.vocabulary.gazetteer import Place, capital, group_members, label, town_regions
from cordiale.vocabulary.place_names import Name, find_names
from cordiale.vocabulary.place_scan import Scan, frequent_countries, place_words, scan_text, short_names

__all__ = ["PlaceMention", "Scan", "find_places", "frequent_countries", "label", "scan_text"]

# A mark that opens; a straight one does where a name in capitals begins behind it.
_QUOTED_NAME = re.compile(r"\s?(?:[«“„]|\s\"\s?(?=[A-ZÀ-ÖØ-ÞЀ-Я\d])|\"(?=[A-ZÀ-ÖØ-ÞЀ-Я\d]))")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text, at ``text[start:end]`` with its type word; ``name`` spans the bare name.

    ``code`` is what a party is called by (``BY``, ``BY-HO``, ``KZ:Astana``, ``BY:Kapyl District``, ``EAEU``);
    ``city`` is ``CC:Name`` where the place is also a town; ``form`` is noun, adjective or resident;
    ``others`` are further codes that the same name may have, best known first; ``members`` are the
    countries that a group's name stands for (kind ``group``: "pays baltes").
    """

    start: int
    end: int
    name: tuple[int, int]
    code: str
    city: str | None
    country: str | None
    kind: str
    form: str
    typed: bool
    others: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


def find_places(
    text: str,
    folded: str,
    language: str = "fr",
    *,
    home: frozenset[str] | None = None,
    scan: Scan | None = None,
) -> list[PlaceMention]:
    """The places named in ``text``, in order, none overlapping; ``folded`` is ``fold(text)``.

    ``home`` holds the codes of countries that the whole document speaks of, to choose between namesakes
    (Brest in Belarus or in France); those named in the text itself count always. ``scan`` is
    ``scan_text(folded, language)`` where the caller has it already.

    >>> from cordiale.vocabulary.folding import fold
    >>> text = "la région de Gomel et la Chine"
    >>> [(mention.code, text[mention.start:mention.end]) for mention in find_places(text, fold(text))]
    [('BY-HO', 'région de Gomel'), ('CN', 'Chine')]
    """
    if scan is None:
        scan = scan_text(folded, language)
    countries = [*_find_countries(text, scan), *_find_short(text, language)]
    capitals = list(_find_capitals(scan, countries)) if scan.capitals else []
    named = frozenset(mention.country for mention in countries if mention.country)
    blocked = [(hit.start, hit.end) for hit in scan.stops]
    taken = blocked + [mention.name for mention in countries if mention.form == "noun"]
    names = find_names(text, scan, named=named, home=named | home if home else named, taken=taken)
    found = [*countries, *capitals, *(_from_name(name) for name in names)]
    return list(_without_overlaps(found, blocked))


def _find_countries(text: str, scan: Scan) -> Iterator[PlaceMention]:
    folded, language = scan.folded, scan.language
    adjectives = {hit.start for hit in scan.places if hit.kind in ("adjective", "prefix")}
    languages = tuple(place_words(language)["languages"])
    for hit in scan.places:
        start, end = hit.start, hit.end
        if hit.kind == "group":
            yield PlaceMention(
                start, end, (start, end), hit.code, None, None, "group", "noun", False,
                members=group_members()[hit.code],
            )  # fmt: skip
        elif hit.kind in ("noun", "bloc"):
            if not text[start].isupper() and (
                " " not in folded[start:end] or not any(map(str.isupper, text[start:end]))
            ):
                continue
            typed = _typed_country(scan, start) if hit.kind == "noun" else None
            country = hit.code if hit.kind == "noun" else None
            kind = "country" if country else "bloc"
            yield PlaceMention(
                start if typed is None else typed,
                end,
                (start, end),
                hit.code,
                None,
                country,
                kind,
                "noun",
                typed is not None,
            )
        elif hit.kind == "prefix":
            if end in adjectives:
                yield PlaceMention(
                    start, end - 1, (start, end - 1), hit.code, None, hit.code, "country", "adjective", False
                )
        elif not folded.endswith(languages, 0, start):
            form = (
                "resident"
                if text[start].isupper() and _after_article(folded, start, language)
                else "adjective"
            )
            yield PlaceMention(start, end, (start, end), hit.code, None, hit.code, "country", form, False)


def _after_article(folded: str, start: int, language: str) -> bool:
    before = folded[max(0, start - 6) : start]
    return (
        before.endswith(" ") and before.rstrip().rpartition(" ")[2] in place_words(language)["articles_alone"]
    )


def _typed_country(scan: Scan, start: int) -> int | None:
    folded, language = scan.folded, scan.language
    for link in place_words(language)["links"]:
        if link and folded.endswith(link, 0, start):
            for hit in scan.types.get(start - len(link) - 1, ()):
                if hit.kind == "country" or hit.code in place_words(language)["types"]["country"]:
                    return hit.start
    return None


@cache
def _short_finder(language: str) -> AhoCorasick:
    return AhoCorasick(list(short_names(language)))


def _find_short(text: str, language: str) -> Iterator[PlaceMention]:
    """Abbreviations in capitals: ``UE``, ``RPC``; but not the legal form in ``UE "Exemple"``."""
    for _, at, end in _short_finder(language).find_matches_as_indexes(text, overlapping=True):
        if (at and (text[at - 1].isalnum() or text[at - 1] in "-_.")) or (
            end < len(text) and (text[end].isalnum() or text[end] in "_")
        ):
            continue
        short = text[at:end]
        if short in place_words(language)["legal_forms"] and _QUOTED_NAME.match(text, end):
            continue
        kind, code = short_names(language)[short]
        country = code if kind == "noun" else None
        yield PlaceMention(
            at, end, (at, end), code, None, country, "country" if country else "bloc", "noun", False
        )


def _find_capitals(scan: Scan, countries: Iterable[PlaceMention]) -> Iterator[PlaceMention]:
    """``la capitale biélorusse``, ``la région de la capitale du Bélarus``: the town or its region."""
    folded, language = scan.folded, scan.language
    by_start = {mention.start: mention for mention in countries}
    for hit in scan.capitals:
        mention = by_start.get(hit.end + 1)
        for link in place_words(language)["links"]:
            if mention is None and link and folded.startswith(link, hit.end + 1):
                mention = by_start.get(hit.end + 1 + len(link))
        town = capital(mention.country) if mention is not None and mention.country else None
        if mention is None or town is None:
            continue
        if hit.kind == "capital":
            yield replace(_mention_of(town, hit.start, mention.end, typed=True), form=mention.form)
        elif town.region:
            yield PlaceMention(
                hit.start,
                mention.end,
                (hit.start, mention.end),
                town.region,
                None,
                town.country,
                "region",
                mention.form,
                True,
            )


def _mention_of(place: Place, start: int, end: int, *, typed: bool) -> PlaceMention:
    city = place.code if place.kind == "city" else None
    code = town_regions().get(place.code, place.code)
    return PlaceMention(start, end, (start, end), code, city, place.country, place.kind, "noun", typed)


def _from_name(name: Name) -> PlaceMention:
    choice = name.choice
    city = choice.code if choice.kind == "city" else None
    code = town_regions().get(choice.code, choice.code)
    return PlaceMention(
        name.start,
        name.end,
        name.span,
        code,
        city,
        choice.code[:2],
        choice.kind,
        "noun",
        name.typed,
        choice.others,
    )


def _without_overlaps(found: list[PlaceMention], blocked: list[tuple[int, int]]) -> Iterator[PlaceMention]:
    """Of overlapping mentions the longest stays; what lies inside a phrase that is no place goes."""
    taken: list[PlaceMention] = []
    last_end = -1
    starts = [start for start, _ in sorted(blocked)]
    ends = [end for _, end in sorted(blocked)]
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        at = bisect_right(starts, mention.name[0]) - 1
        if at >= 0 and mention.name[1] <= ends[at]:
            continue
        if mention.start >= last_end:
            taken.append(mention)
        elif mention.end - mention.start > taken[-1].end - taken[-1].start:
            taken[-1] = mention
        else:
            continue
        last_end = taken[-1].end
    yield from taken
