"""What a figure measures: the counted noun or the governing noun nearest to it."""

import re
from functools import cache

from cordiale.extract.causes import CAUSE, is_cause
from cordiale.extract.clauses import distance
from cordiale.extract.cues import Cue
from cordiale.extract.figures import Figure, is_money
from cordiale.extract.sentence import Context, Sentence
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.patterns import expand_all

_PHYSICAL = {
    "ha": "area", "m2": "area", "km2": "area", "km": "distance", "m": "distance",
    "day": "duration", "month": "duration", "year": "duration", "h": "duration", "week": "duration",
    "kW": "capacity", "MW": "capacity", "GW": "capacity", "hp": "capacity",
}  # fmt: skip
_GOODS_MEASURES = ("production", "capacity", "exports", "imports", "deliveries", "stock", "traffic")
_AFTER = 1.5
_UNLINKED = 120
"""What a governing noun costs that follows the figure without a preposition that ties it on."""
_NOUN_REACH = 34
_STOPS = (",", ";", ":", ".", "(", '"')
_LOOSE = 40
"""What a wide word of trade costs ("ces echanges")."""
_PRECISE = ("credit", "price")
_LENT = 40
"""How much farther a word of lending or of price may stand from the sum: a sale beside it is no measure."""
_NEAR = 32
"""A capacity or the like named at most this far before a number is what the number gives."""
_SUBJECTS = (
    "exports",
    "imports",
    "turnover",
    "balance",
    "investment",
    "trade_deals",
    "production",
    "revenue",
    "deliveries",
)
_WORD = re.compile(r" *(?:\([^)]*\) *)?([a-z'-]+)")


_TRADED = ("exports", "imports", "turnover")
_LISTS = ("verbs_after", "delegates", "complement", "among", "links", "away", "part", "of", "paid", "causes")
"""Keys of measuring.yml that are looked up as words, not searched for as patterns."""


@cache
def _decisions(language: str) -> dict[str, re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/measuring.yml")
    return {
        name: re.compile(
            r"\b(?:" + "|".join(re.escape(form) for form, _ in expand_all(words, language)) + ")"
        )
        for name, words in data.items()
        if name not in _LISTS
    }


@cache
def _words(name: str, language: str = "fr") -> tuple[str, ...]:
    return tuple(load_yaml(f"languages/{language}/measuring.yml")[name])


def _is_of(sentence: Sentence, end: int) -> bool:
    """Whether a preposition ties what follows to a share ("20 % des semences")."""
    return sentence.folded[end : end + _NOUN_REACH].lstrip(" ").startswith(_words("of"))


def _decided(name: str, sentence: Sentence, language: str = "fr") -> bool:
    return _decisions(language)[name].search(sentence.folded, sentence.start, sentence.end) is not None


def counted_noun(sentence: Sentence, end: int) -> Cue | None:
    """The counted noun that follows a number ending at ``end``, a few words away at most."""
    for cue in sentence.found("counted"):
        if cue.start < end:
            continue
        between = sentence.folded[end : cue.start]
        if len(between) > _NOUN_REACH or any(mark in between for mark in (*_STOPS, *_words("away"))):
            return None
        return cue
    return None


def _noun_within(sentence: Sentence, figure: Figure) -> Cue | None:
    """The counted noun that begins in the figure itself ("40 unites")."""
    inside = [cue for cue in sentence.found("counted") if figure.start <= cue.start < figure.end]
    return inside[-1] if inside else None


def _noun_before(sentence: Sentence, start: int) -> Cue | None:
    """The last counted noun named before ``start`` ("le nombre de participants est passé de 67 à")."""
    before = [cue for cue in sentence.found("counted") if cue.end <= start]
    return before[-1] if before else None


def governing(
    sentence: Sentence, start: int, end: int, *, money: bool = False, names: tuple[str, ...] | None = None
) -> str | None:
    """The measure whose noun or verb reads closest to ``start..end``; None where none is named."""
    best: tuple[float, str] | None = None
    cues = sentence.found("measures")
    priced = {cue.start for cue in cues if cue.group == "money"} if money else set()
    ruling, ruler = -1, ""
    for cue in cues:
        if (cue.group == "money") != (cue.start in priced):
            continue
        gap = sentence.folded[ruling : cue.start].strip() if ruling >= 0 else None
        complement = gap in _words("complement")
        paid = cue.name == "price" and ruler in _TRADED and gap in _words("paid")
        ruling, ruler = cue.end, cue.name
        if complement or paid:
            continue  # "les importations ont coute 3 milliards": imports, no price
        if names is not None and cue.name not in names:
            continue
        if cue.end <= start:
            cost = float(distance(sentence.folded, cue.end, start))
        elif cue.start >= end:
            between = sentence.folded[end : cue.start].strip()
            if ";" in between or (money and _is_of_another(sentence, end, cue)):
                break  # what it names is the measure of another clause, or of another sum
            cost = (
                0.0
                if between in _words("links")
                else distance(sentence.folded, end, cue.start) * _AFTER + _UNLINKED
            )
        else:
            cost = 0.0
        if cue.group == "loose":
            cost += _LOOSE
        if is_cause(sentence, cue, start):
            cost += CAUSE
        elif money and cue.name in _PRECISE:
            cost -= _LENT
        if best is None or cost < best[0]:
            best = (cost, cue.name)
    return best[1] if best else None


def _is_of_another(sentence: Sentence, end: int, cue: Cue) -> bool:
    """Whether a measure named behind a sum, and behind a comma, is that of another sum.

    One stands in between ("4 milliards, dont 3 milliards d'exportations"), or it opens a clause with a sum
    of its own ("4 milliards, et les importations a 2 milliards").
    """
    between = (figure.start for figure in sentence.figures if end < figure.start < cue.start)
    if any("," in sentence.folded[end:start] for start in between):
        return True
    opened = sentence.folded[end : cue.start].lstrip(' )"').startswith(",")
    return opened and any(figure.start >= cue.end for figure in sentence.figures)


def close_measure(sentence: Sentence, context: Context) -> None:
    """After a sentence without a figure: what it spoke of is what a figure in the next one measures."""
    if not sentence.figures:
        named = [
            cue.name
            for cue in sentence.found("measures")
            if cue.group in ("noun", "loose") and cue.name in _SUBJECTS
        ]
        if named:
            context.measure = named[0]


def measure_of(figure: Figure, sentence: Sentence, context: Context) -> str:
    """The measure of ``figure``, one of the list in statements.md."""
    if figure.transform == "rank":
        return "rank"
    if figure.transform == "level":
        if figure.unit == "count":
            return _count_measure(figure, sentence, context)
        physical = _PHYSICAL.get(figure.unit)
        if physical is not None:
            return physical
        if not is_money(figure):
            if "/" in figure.unit or figure.unit.endswith("Wh"):
                return (
                    governing(sentence, figure.start, figure.end, names=("production", "capacity")) or "other"
                )
            return governing(sentence, figure.start, figure.end, names=_GOODS_MEASURES) or "deliveries"
        found = governing(sentence, figure.start, figure.end, money=True) or context.measure or "other"
        found = "trade_deals" if found == "deliveries" else found
        return (
            "exports"
            if found == "trade_deals" and _decided("market", sentence) and not _sells(sentence)
            else found
        )
    return _rate_measure(figure, sentence, context)


def _rate_measure(figure: Figure, sentence: Sentence, context: Context) -> str:
    """Growth and shares have the measure of the thing that grows or is shared."""
    if figure.transform == "share":
        if (
            sentence.folded[sentence.start : figure.start].rstrip().endswith(_words("part"))
            and context.counted
        ):
            return context.counted
        noun = counted_noun(sentence, figure.end)
        if noun is not None and not any(
            figure.end <= c.start < noun.start for c in sentence.found("measures")
        ):
            return _noun_measure(noun.name, figure, sentence)
        if noun is None and _is_of(sentence, figure.end) and not _measured_after(sentence, figure):
            return "other"
    found = governing(sentence, figure.start, figure.end)
    if found is None:
        return context.counted or context.measure or "other"
    if found == "deliveries" and (
        _decided("market", sentence) or (_ships(sentence) and not _decided("own", sentence))
    ):
        return "exports"
    return found


def _measured_after(sentence: Sentence, figure: Figure) -> bool:
    return any(0 <= cue.start - figure.end <= _NOUN_REACH for cue in sentence.found("measures"))


def _sells(sentence: Sentence) -> bool:
    """Whether the sentence speaks of contracts agreed, not of goods that left."""
    return _decided("agreed", sentence)


def _ships(sentence: Sentence) -> bool:
    return _decided("shipping", sentence)


def _count_measure(figure: Figure, sentence: Sentence, context: Context) -> str:
    near = (
        governing(sentence, figure.start, figure.end, names=("capacity",))
        if _named_near(sentence, figure)
        else None
    )
    if near is not None:
        return near
    noun = counted_noun(sentence, figure.end) or _noun_within(sentence, figure)
    if noun is None:
        if _counts_another(sentence, figure):
            return _remember(_unknown_measure(sentence), sentence, context)
        noun = _noun_before(sentence, figure.start)
        if noun is None or _is_among(sentence, figure, context):
            return context.counted or context.measure or "other"
    if sentence.folded[sentence.start : figure.start].rstrip().endswith(_words("delegates")):
        return _remember("participants", sentence, context)
    return _remember(_noun_measure(noun.name, figure, sentence), sentence, context)


def _remember(measure: str, sentence: Sentence, context: Context) -> str:
    """Keep what the sentence counted first: later numbers without a noun count it too."""
    if context.counted_in != (context.paragraph, sentence.start):
        context.counted, context.counted_in = measure, (context.paragraph, sentence.start)
    return measure


def _is_among(sentence: Sentence, figure: Figure, context: Context, language: str = "fr") -> bool:
    """Whether the figure is a part of what the sentence counted first ("60 firmes de 15 pays, dont : 33")."""
    if context.counted_in != (context.paragraph, sentence.start):
        return False
    return any(word in sentence.folded[sentence.start : figure.start] for word in _words("among", language))


def _named_near(sentence: Sentence, figure: Figure) -> bool:
    return any(
        cue.name == "capacity" and 0 <= figure.start - cue.end <= _NEAR for cue in sentence.found("measures")
    )


def _counts_another(sentence: Sentence, figure: Figure, language: str = "fr") -> bool:
    """Whether a noun that we do not know follows the number (not a verb, a preposition or an end)."""
    word = _WORD.match(sentence.folded, figure.end, sentence.end)
    if word is None:
        return False
    return word.group(1) not in _words("verbs_after", language)


def _unknown_measure(sentence: Sentence) -> str:
    if _decided("handing_over", sentence):
        return "deliveries"
    return "stock" if _decided("being_there", sentence) else "other"


def _noun_measure(name: str, figure: Figure, sentence: Sentence) -> str:
    if name == "machines":
        found = governing(sentence, figure.start, figure.end, names=_GOODS_MEASURES)
        if found == "deliveries" and figure.transform == "share" and _decided("market", sentence):
            return "exports"
        return found or ("stock" if _decided("being_there", sentence) else "deliveries")
    if name == "installations":
        if _decided("handing_over", sentence):
            return "deliveries"
        return "projects" if _decided("building", sentence) else "stock"
    if name == "standing":
        return "entities"
    if name == "people":
        return (
            "jobs"
            if _decided("employing", sentence)
            else "education"
            if _decided("training", sentence)
            else "other"
        )
    if name == "transactions":
        return "trade_deals"
    if name == "meetings":
        return "other"
    if name == "entities" and _decided("taking_part", sentence):
        return "participants"
    return name
