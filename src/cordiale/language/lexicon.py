"""The words of one language that make figures, loaded once from ``data/`` and never changed."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from cordiale.language.phrases import Phrases, cut, with_contractions
from cordiale.model.quantity import Bound
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a number word does: its ``part`` in the grammar, its value, and whether it is ordinal."""

    part: str  # zero, unit, teen, ten, hundred, thousand, scale
    value: int
    ordinal: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure, a currency, a percentage sign or "times".

    ``family`` is ``money``, ``quantity``, ``percent`` or ``times``; ``factor`` brings a value to
    ``code``. ``printed`` is the spelling that counts where case does (a symbol), else empty.
    """

    family: str
    code: str
    factor: Decimal = Decimal(1)
    weak: bool = False
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of growth: ``direction`` 1 or -1 (0 for a share or an index), ``part`` of speech."""

    part: str  # noun, verb, share, index, change
    direction: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the reader knows about one language."""

    words: dict[str, NumberWord]
    collectives: dict[str, int]
    fractions: dict[str, int]
    romans: dict[str, int]
    fixed: Phrases[bool]
    units: Phrases[Unit]
    prefixes: Phrases[Unit]
    bounds: Phrases[tuple[Bound, bool]]
    bounds_after: Phrases[Bound]
    bounds_after_noun: Phrases[Bound]
    indices: Phrases[bool]
    against: Phrases[bool]
    signs_after: Phrases[int]
    comparatives: Phrases[int]
    factors: dict[str, tuple[int, str]]
    seeds: frozenset[str]
    sets: dict[str, frozenset[str]]
    data: dict[str, Any]
    openers: frozenset[str]
    repairs: dict[str, str]
    minor: frozenset[str]
    cues: dict[str, Cue | None] = field(default_factory=dict)

    def skeleton(self, word: str) -> str:
        """The word with letters that OCR confuses made one: equal for a word and its misprints."""
        for printed, meant in self.data["noise"]["skeleton"]:
            word = word.replace(printed, meant)
        return word

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` (folded) belongs to the word set ``name`` of the data."""
        return word in self.sets[name]


def _number_words(data: dict[str, Any]) -> dict[str, NumberWord]:
    words = {word: NumberWord("zero", 0) for word in data["zero"]}
    for part in ("unit", "teen", "ten"):
        words |= {word: NumberWord(part, value) for word, value in data[part + "s"].items()}
    words |= {word: NumberWord("hundred", 100) for word in data["hundreds"]}
    words |= {word: NumberWord("thousand", 1000) for word in data["thousands"]}
    words |= {word: NumberWord("scale", 1000, plural=word.endswith("s")) for word in data["thousand_nouns"]}
    words |= {
        word: NumberWord("scale", 10**power, plural=word.endswith("s"))
        for word, power in data["scales"].items()
    }
    for ordinal, cardinal in data["ordinals"].items():
        base = words[cardinal]
        part = "lone" if ordinal in data["lone_ordinals"] else base.part
        words[ordinal] = NumberWord(
            part, base.value, ordinal=True, plural=ordinal.endswith(data["ordinal_plural"])
        )
        words.setdefault(
            ordinal + data["ordinal_plural"], NumberWord(base.part, base.value, ordinal=True, plural=True)
        )
    return words


def _romans() -> dict[str, int]:
    # Up to 39: with the letters for 50 and 100, short words ("le", "ce") would be numerals.
    letters = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    numerals = {}
    for value in range(1, 40):
        rest, numeral = value, ""
        for step, letter in letters:
            while rest >= step:
                numeral, rest = numeral + letter, rest - step
        numerals[numeral] = value
    return numerals


def _roman_ordinals(suffixes: list[str]) -> dict[str, int]:
    return {numeral + suffix: value for numeral, value in _romans().items() for suffix in suffixes}


def _money(code: str) -> list[tuple[tuple[str, ...], Unit]]:
    named = load_yaml(f"languages/{code}/money.yml")
    entries: list[tuple[tuple[str, ...], Unit]] = []
    for currency in load_yaml("currencies.yml"):
        iso = currency["code"]
        unit = Unit("money", iso)
        entries += [(cut(name), unit) for name in [*currency.get(code, ()), *named["names"].get(iso, ())]]
        for symbol in [iso, *currency.get("symbols", ())]:
            entries.append((cut(symbol), Unit("money", iso, printed=symbol)))
    entries += [(cut(name), Unit("money", "")) for name in named["shared"]]
    entries += [(cut(name), Unit("money", "", Decimal("0.01"))) for name in named["minor_alone"]]
    known = {currency["code"] for currency in load_yaml("currencies.yml")}
    for iso, names in named["names"].items():
        if iso not in known:
            entries += [(cut(name), Unit("money", iso)) for name in names]
    return entries


def _measures(code: str) -> list[tuple[tuple[str, ...], Unit]]:
    entries: list[tuple[tuple[str, ...], Unit]] = []
    for unit in load_yaml("units.yml"):
        factor, weak = Decimal(str(unit.get("factor", 1))), bool(unit.get("weak"))
        plain = Unit("quantity", unit["code"], factor, weak)
        entries += [(cut(name), plain) for name in unit.get(code, ())]
        entries += [
            (cut(s), Unit("quantity", unit["code"], factor, weak, s)) for s in unit.get("symbols", ())
        ]
    return entries


def _bounds(
    data: dict[str, Any], numbers: dict[str, Any]
) -> list[tuple[tuple[str, ...], tuple[Bound, bool]]]:
    contractions = data["contractions"]
    return [
        (cut(form), (bound, phrase in data["reached"]))
        for bound, phrases in data["before"].items()
        for phrase in phrases
        for form in with_contractions(phrase, contractions)
    ]


def _factors(growth: dict[str, Any]) -> dict[str, tuple[int, str]]:
    factors: dict[str, tuple[int, str]] = {}
    for value, forms in growth["factors"].items():
        factors |= {fold(word): (value, "plain") for word in forms["plain"]}
        factors |= {fold(word): (value, "accented") for word in forms["accented"]}
        # The noun may fold to the participle: which it is, the accent tells.
        factors |= {fold(word): (value, "noun") for word in forms["noun"]}
    return factors


def _word_sets(files: dict[str, dict[str, Any]]) -> dict[str, frozenset[str]]:
    return {
        prefix + name: frozenset(fold(value) for value in values)
        for prefix, data in files.items()
        for name, values in data.items()
        if isinstance(values, list) and all(isinstance(value, str) for value in values)
    }


@cache
def load_lexicon(language: str = "fr") -> Lexicon:
    """The lexicon of a language; raises ``FileNotFoundError`` for a language without data."""
    folder = f"languages/{language}/"
    numbers, bounds, growth, noise = (
        load_yaml(f"{folder}{name}.yml") for name in ("numbers", "bounds", "growth", "noise")
    )
    percent = Unit("percent", "percent")
    units: list[tuple[tuple[str, ...], Unit]] = [
        *_measures(language),
        *_money(language),
        *((cut(sign), percent) for sign in [*numbers["percent"], *noise["percent"]]),
        *((cut(sign), Unit("percent", "percent", Decimal("0.1"))) for sign in numbers["permille"]),
        *((cut(sign), Unit("quantity", "percentage point")) for sign in numbers["points"]),
        *((cut(word), Unit("times", "times")) for word in numbers["times"]),
    ]
    money = [entry for entry in units if entry[1].family == "money" and entry[1].printed]
    words = _number_words(numbers)
    romans = _roman_ordinals(numbers["roman_suffixes"])
    factors = _factors(growth)
    collectives, fractions = dict(numbers["collectives"]), dict(numbers["fractions"])
    seeds = {
        *words,
        *collectives,
        *fractions,
        *romans,
        *factors,
        *numbers["half_whole"],
        *numbers["vulgar_fractions"],
    }
    after: list[tuple[tuple[str, ...], Bound]] = [
        (cut(p), b) for b, phrases in bounds["after"].items() for p in phrases
    ]
    noun_after = {cut(phrase) for phrase in bounds["after_noun"]}
    lexicon = Lexicon(
        words=words,
        collectives=collectives,
        fractions=fractions,
        romans=romans,
        fixed=Phrases([(cut(phrase), True) for phrase in numbers["fixed_ordinals"]]),
        units=Phrases(units),
        prefixes=Phrases(money, backwards=True),
        bounds=Phrases(_bounds(bounds, numbers), backwards=True),
        bounds_after=Phrases(after),
        bounds_after_noun=Phrases([entry for entry in after if entry[0] in noun_after]),
        indices=Phrases([(cut(phrase), True) for phrase in growth["index"]], backwards=True),
        against=Phrases(
            [
                (cut(form), True)
                for p in growth["against"]
                for form in with_contractions(p, bounds["contractions"])
            ]
        ),
        signs_after=Phrases([(cut(phrase), sign) for phrase, sign in growth["signs_after"].items()]),
        comparatives=Phrases(
            [(cut(phrase), sign) for phrase, sign in growth["comparatives_before"].items()], backwards=True
        ),
        factors=factors,
        seeds=frozenset(seeds),
        sets=_word_sets({"": numbers, "noise.": noise, "bounds.": bounds, "growth.": growth}),
        data={
            **numbers,
            "bounds": bounds,
            "growth": growth,
            "noise": noise,
            **load_yaml(f"{folder}money.yml"),
        },
        # What makes an article before it worth reading as a number.
        openers=frozenset(
            {
                *words,
                *collectives,
                *fractions,
                *numbers["and"],
                *numbers["or"],
                *numbers["to"],
                "-",
                *numbers["decimal"],
                *(u[0][0] for u in units),
            }
        ),
        repairs={},
        minor=frozenset(fold(word) for word in load_yaml(f"{folder}money.yml")["minor"]),
    )
    # Only long words of number are repaired: short ones are too like others.
    lexicon.repairs.update(
        {lexicon.skeleton(w): w for w, n in words.items() if n.part == "scale" and len(w) > 4}
    )
    return lexicon


def find_cue(lexicon: Lexicon, word: str) -> Cue | None:
    """The growth or share word that ``word`` is a form of, else None; kept for the next time."""
    try:
        return lexicon.cues[word]
    except KeyError:
        pass
    cue = _classify(lexicon.data["growth"], word)
    if len(lexicon.cues) < 100_000:  # bounded: the words come from untrusted text
        lexicon.cues[word] = cue
    return cue


def _classify(growth: dict[str, Any], word: str) -> Cue | None:
    if len(word) < 3 or word in growth["neither"]:
        return None
    for name, direction in (("increase", 1), ("decrease", -1)):
        table = growth[name]
        if any(word in (noun, noun + "s") for noun in table["nouns"]):
            return Cue("noun", direction)
        if word in table.get("exact", ()) or any(word.startswith(stem) for stem in table["verbs"]):
            return Cue("verb", direction)
    if any(word.startswith(stem) for stem in growth["multiply"]):
        return Cue("factor", 1)
    if any(word.startswith(stem) for stem in growth["divide"]):
        return Cue("factor", -1)
    if any(word.startswith(stem) for stem in growth["change"]):
        return Cue("change", 0)
    if word not in growth["share_not"] and any(word.startswith(stem) for stem in growth["share"]):
        return Cue("share", 0)
    return None
