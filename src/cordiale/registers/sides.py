"""Whose figure it is and towards whom: the reporter and the partner of trade, the market of a firm."""

from collections import Counter
from functools import cache, lru_cache

from cordiale.registers.choosing import narrowest
from cordiale.registers.holdings import Holdings
from cordiale.registers.lexicon import groups_of
from cordiale.registers.mechanisms import FILLS, enlist
from cordiale.registers.places import country_of
from cordiale.registers.told import Told
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import PlaceMention, find_places

_BEFORE = 40
"""Characters before a place in which a word says that goods go there or come from there."""


def home_of(holdings: Holdings) -> str | None:
    """The country that most statements with several sides are about: whose cooperation it is.

    None where none leads: half of them must be about it.
    """
    kept = holdings.__dict__
    if "_home" not in kept:
        counts: Counter[str] = Counter()
        total = 0
        for item in holdings.placed:
            named = {country_of(code) for code in item.statement.parties}
            if len(named) > 1:
                total += 1
                counts.update(named)
        leading = min(counts, key=lambda code: (-counts[code], code), default=None)
        kept["_home"] = leading if leading is not None and counts[leading] * 2 > total else None
    home: str | None = kept["_home"]
    return home


def sides_of(parties: tuple[str, ...], home: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places of one side and of the others, the home country's first.

    A region or town beside its own country stands for it: the narrowest places of each side are kept.

    >>> sides_of(("BY", "BY-HO", "CN-SC"), "BY")
    (('BY-HO',), ('CN-SC',))
    """
    countries = sorted({country_of(code) for code in parties})
    first = home if home in countries else (countries[0] if countries else None)
    own = tuple(code for code in parties if country_of(code) == first)
    others = tuple(code for code in parties if country_of(code) != first)
    return narrowest(own), narrowest(others)


def _sides(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return sides_of(told.item.statement.parties, home_of(told.holdings))


def _directed(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reporter's and the partner's side: the home side first, unless the words say the other's trade."""
    return told.keep("directed", lambda: _direct(told))  # type: ignore[no-any-return]


def _direct(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own, others = _sides(told)
    return (others, own) if own and others and _is_theirs(told, own, others) else (own, others)


def _is_theirs(told: Told, own: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the goods flow the other way: "X's exports", "imports from home", "exports to home"."""
    measure = told.fields.get("measure")
    if measure not in ("exports", "imports"):
        return False
    home, abroad = {country_of(code) for code in own}, {country_of(code) for code in others}
    folded, named = _places_in(told.item.sentence, frozenset(home | abroad))
    for mention in named:
        country = country_of(mention.code)
        before = folded[max(mention.start - _BEFORE, 0) : mention.start].rstrip()
        way = next((way for way, words in _trade_ways() if _ends_in(before, words)), None)
        if way == "to" and measure == "exports" and country in home:
            return True
        if way == "from" and measure == "imports" and country in home:
            return True
        if way == measure and mention.form == "adjective" and country in abroad:
            return True
    return False


@lru_cache(maxsize=256)
def _places_in(sentence: str, home: frozenset[str]) -> tuple[str, list[PlaceMention]]:
    """A sentence folded, and the places it names: the figures of one sentence are asked for in turn."""
    folded = fold(sentence)
    return folded, find_places(sentence, folded, home=home)


@cache
def _trade_ways() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(groups_of("trade_ways").items())


def _ends_in(before: str, words: tuple[str, ...]) -> bool:
    if not before.endswith(words):
        return False
    return any(before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in words)


@enlist(FILLS, "reporter")
def reporter(told: Told, _argument: None) -> str | None:
    """Whose trade it is; None where several places are named on that side."""
    own, _ = _directed(told)
    return own[0] if len(own) == 1 else None


@enlist(FILLS, "partner")
def partner(told: Told, _argument: None) -> str | None:
    """With whom: the other side's place; None where none is named, or several."""
    others = _directed(told)[1]
    return others[0] if len(others) == 1 else None


@enlist(FILLS, "market")
def market(told: Told, _argument: None) -> tuple[str, ...]:
    """The places of the other side; those of the only side where there is one."""
    own, others = _sides(told)
    return others or own


@enlist(FILLS, "foreign")
def foreign(told: Told, _argument: None) -> tuple[str, ...] | None:
    """The places of the other sides; None where there is one side only."""
    return _sides(told)[1] or None


@enlist(FILLS, "abroad")
def abroad(told: Told, _argument: None) -> tuple[str, ...]:
    """The countries of the other sides."""
    return tuple(dict.fromkeys(country_of(code) for code in _sides(told)[1]))


@enlist(FILLS, "sides")
def sides(told: Told, _argument: None) -> tuple[str, ...]:
    """The narrowest place of each side; the country of a side that names several."""
    own, others = _sides(told)
    found: list[str] = []
    for side in (own, others):
        countries = sorted({country_of(code) for code in side})
        for country in countries:
            named = [code for code in side if country_of(code) == country]
            found.append(named[0] if len(named) == 1 else country)
    return tuple(sorted(found))
