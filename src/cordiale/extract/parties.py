"""Whose relation or state a sentence is about: places named, and the partner that context carries.

The rules, in the order they apply (statements.md, "parties"): a place inside an institution's name
belongs to the name; regions and districts stand without their country, a bare town for its country;
a sentence that names the partner alone is about the home side and that partner; one that names no
place goes on about the pair before it; one that names the home side alone is about the home side
alone, unless it speaks of one side of the pair ("pour la partie X").
"""

from collections.abc import Sequence
from typing import Any

from cordiale.extract.party_names import is_capital, is_in_name, settle, split_sides
from cordiale.extract.party_rules import country_of, party_rules
from cordiale.extract.sentence import Context, Sentence
from cordiale.vocabulary.places import PlaceMention

MANY = 3
"""A sentence that names more partners than this lists them: the list does not carry on."""


def assign(sentence: Sentence, context: Context, language: str = "fr") -> None:
    """Set ``sentence.parties`` and move the context's focus on."""
    rules = party_rules(language)
    places = [place for place in sentence.places if not is_in_name(sentence, place, language)]
    own, partners = split_sides(settle(places, sentence.folded, language), context.home)
    focus_own, focus_partners = split_sides(context.focus, context.home)
    partners = _narrowed(sentence, places, partners, focus_partners)
    home = [context.home] if context.home else []
    if not any("-" in code or ":" in code for code in (partners or focus_partners)) or _is_home_region(
        sentence, context, places, rules
    ):
        own = _own_region(sentence, context, places, own, rules)
    wide = _is_wide(sentence, context, rules)
    same_paragraph = context.focus_paragraph == context.paragraph
    narrower = any(country_of(code) in focus_partners and code not in focus_partners for code in partners)
    both = rules["both"].search(sentence.folded, sentence.start, sentence.end) and not narrower
    if partners and focus_partners and both:
        parties = list(context.focus)
        partners = focus_partners
    elif partners:
        parties = (own or focus_own or home) + partners
    elif wide or rules["home"].search(sentence.folded, sentence.start, sentence.end):
        parties = own or home
    elif (
        not own
        and not same_paragraph
        and not rules["anaphora"].search(sentence.folded, sentence.start, sentence.end)
    ):
        parties = list(focus_own or home) + (
            [context.partner] if context.partner and context.introduced else []
        )
    elif not own:
        titled = [context.partner] if context.partner and context.bilateral else []
        parties = list(context.focus) or home + titled
    elif context.bilateral and context.partner:
        parties = own + (focus_partners or [context.partner])
    elif same_paragraph or _speaks_of_side(sentence, places, rules):
        parties = own + focus_partners
    else:
        parties = own
    sentence.parties = tuple(sorted(dict.fromkeys(parties)))
    _stand_on(sentence, context, places, rules)
    sentence.local = () if partners else tuple(own or context.ground or home)
    own_named = bool(split_sides(settle(places), context.home)[0])
    sentence.foreign = tuple(partners) if partners and not own_named else ()
    goes_on = not places and context.alone_paragraph == context.paragraph
    sentence.alone = context.alone if goes_on else sentence.foreign
    context.alone, context.alone_paragraph = sentence.alone, context.paragraph
    sentence.towns = tuple(place for place in places if _is_at(sentence, place, rules))
    context.introduced |= context.partner in {country_of(code) for code in partners}
    if partners:
        _carry_on(context, own or focus_own or home, partners, focus_partners)
    elif wide:
        context.focus = tuple(own or home)
    elif own:
        context.focus = tuple(sorted({*own, *focus_partners}))


def _stand_on(
    sentence: Sentence, context: Context, places: Sequence[PlaceMention], rules: dict[str, Any]
) -> None:
    """Keep the country that a sentence begins on ("Au Vietnam, ..."): its paragraph's figures stand there."""
    if context.ground_paragraph != context.paragraph:
        context.ground = ()
    if rules["seats"].search(sentence.folded, sentence.start, sentence.end):
        context.seat_paragraph = context.paragraph
    for place in places[:1]:
        if place.form == "noun" and rules["ground"].search(sentence.folded[sentence.start : place.start]):
            context.ground = tuple(settle([place]))
            context.ground_paragraph = context.paragraph


def _carry_on(context: Context, own: list[str], partners: list[str], known: list[str]) -> None:
    """What the next sentence goes on about: the partner already talked about, else the new ones if few."""
    kept = [code for code in partners if code in known]
    if kept and len(kept) < len(partners):
        partners = kept
    elif len(partners) > MANY:
        partners = []
    context.focus = tuple(sorted({*own, *partners}))
    context.focus_paragraph = context.paragraph


def _own_region(
    sentence: Sentence,
    context: Context,
    places: Sequence[PlaceMention],
    own: list[str],
    rules: dict[str, Any],
) -> list[str]:
    """The home side of the sentence: "la region" is the home region talked about, unless another is named."""
    regions = [code for code in own if not code.isalpha()]
    if regions:
        context.own_region = tuple(regions) if len(regions) == 1 and "-" in regions[0] else ()
        context.own_paragraph = context.paragraph
        return own
    nouns = any(place.country == context.home and place.form == "noun" for place in places)
    near = context.paragraph - context.own_paragraph <= 1
    if (
        context.own_region
        and near
        and not nouns
        and rules["own_region"].search(sentence.folded, sentence.start, sentence.end)
    ):
        return list(context.own_region)
    return own


def _is_home_region(
    sentence: Sentence, context: Context, places: Sequence[PlaceMention], rules: dict[str, Any]
) -> bool:
    """Whether "the region" is said to be the home country's ("la region bielorusse")."""
    return any(
        place.country == context.home
        and place.form == "adjective"
        and rules["region_of"].search(sentence.folded[max(sentence.start, place.start - 16) : place.start])
        for place in places
    )


def _is_wide(sentence: Sentence, context: Context, rules: dict[str, Any]) -> bool:
    """Whether the sentence speaks of a whole part of the world, or of a number of countries."""
    folded = sentence.folded
    if rules["anaphora"].search(folded, sentence.start, sentence.end):
        return False
    if rules["countries"].search(folded, sentence.start, sentence.end):
        return True
    blocs = tuple(stem for bloc, stem in rules["blocs"].items() if bloc in context.focus)
    named = rules["wide"].finditer(folded, sentence.start, sentence.end)
    return any(not match.group().startswith(blocs) for match in named)


def _is_at(sentence: Sentence, place: PlaceMention, rules: dict[str, Any]) -> bool:
    """Whether a bare town is where a thing goes or stands ("à Pskov")."""
    if place.kind != "city" or ":" not in place.code or is_capital(place):
        return False
    return rules["at"].search(sentence.folded[max(0, place.start - 16) : place.start]) is not None


def _narrowed(
    sentence: Sentence, places: Sequence[PlaceMention], partners: list[str], focus: list[str]
) -> list[str]:
    """A partner named by its adjective only ("cette region russe") is the region talked about."""
    nouns = {
        place.country for place in places if place.form == "noun" and not _is_same_region(sentence, place)
    }
    narrowed: list[str] = []
    for code in partners:
        inside = [known for known in focus if country_of(known) == code and known != code]
        narrowed += inside if inside and code not in nouns else [code]
    return list(dict.fromkeys(narrowed))


def _is_same_region(sentence: Sentence, place: PlaceMention, language: str = "fr") -> bool:
    near = sentence.folded[max(sentence.start, place.start - 40) : place.start]
    return party_rules(language)["same_region"].search(near) is not None


def _speaks_of_side(sentence: Sentence, places: Sequence[PlaceMention], rules: dict[str, Any]) -> bool:
    """Whether the home side is named as one side of the pair in focus ("pour la partie X", "les parties")."""
    folded = sentence.folded
    if rules["anaphora"].search(folded, sentence.start, sentence.end):
        return True
    return any(rules["own_side"].search(folded[max(sentence.start, p.start - 20) : p.start]) for p in places)
