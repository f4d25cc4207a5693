"""How firmly a thing is said: happened, decided, aimed at, or only wished and studied.

The word of modality that stands nearest before the figure in its clause decides, unless a verb in a
past or present tense stands nearer; a figure that is the subject takes the tense of its own verb.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cordiale.extract.cues import Cue
from cordiale.extract.sentence import Sentence
from cordiale.vocabulary import load_yaml

_REACH = 170
_REACHED = 40
_OPENED = 24
_AFTER_REACH = 110


@cache
def _clauses(language: str) -> re.Pattern[str]:
    turns = "|".join(load_yaml(f"languages/{language}/status.yml")["turns"])
    return re.compile(rf"[;:]| - |\. |, (?:{turns}) ")


def _tense(endings: list[str], whole: list[str], stop: str) -> re.Pattern[str]:
    """Verbs by the endings of a tense (and some whole), less the words of ``stop``."""
    return re.compile(rf"\b(?!(?:{stop})\b)(?:[a-z]{{1,14}}(?:{'|'.join(endings)})|{'|'.join(whole)})\b")


@dataclass(frozen=True, slots=True)
class _Rules:
    """``status.yml`` compiled: verbs by tense, words that join a second verb or open what is hoped.

    ``achieved`` ends right before a goal that was reached; ``until`` sets a term; ``owes`` follows a verb
    that tells a debt, no duty.
    """

    future: re.Pattern[str]
    conditional: re.Pattern[str]
    reached: re.Pattern[str]
    past: re.Pattern[str]
    joins: tuple[str, ...]
    that: tuple[str, ...]
    achieved: re.Pattern[str]
    until: re.Pattern[str]
    relative: re.Pattern[str]
    owes: re.Pattern[str]


@cache
def _rules(language: str) -> _Rules:
    data = load_yaml(f"languages/{language}/status.yml")
    stop = "|".join(data["not_verbs"])
    return _Rules(
        future=_tense(data["future"], data["whole"], stop),
        conditional=_tense(data["conditional"], data["whole_conditional"], stop),
        reached=re.compile(rf"\b(?:{'|'.join(data['reached'])})\b"),
        past=re.compile(
            rf"\b(?:{'|'.join(data['auxiliaries'])})(?: (?:{'|'.join(data['adverbs'])})){{0,3}} "
            rf"(?:{'|'.join(data['participles'])})(?:e|s|es)?\b"
        ),
        joins=tuple(f" {word} " for word in data["joins"]),
        that=tuple(f" {word}" for word in data["that"]),
        achieved=re.compile(
            rf"\b(?:{'|'.join(data['achieved'])}) (?:(?:{'|'.join(data['achieved_what'])}) ?)?$"
        ),
        until=re.compile(rf"\b(?:{'|'.join(data['until'])}) "),
        relative=re.compile(rf"\b(?:{'|'.join(data['relatives'])})\b"),
        owes=re.compile(rf" (?:{'|'.join(data['owes'])})\b"),
    )


def status_at(
    sentence: Sentence, start: int, end: int, *, rate: bool = False, goods: bool = False, language: str = "fr"
) -> str:
    """``actual``, ``planned``, ``target`` or ``proposed`` for what stands at ``start..end``.

    ``rate`` tells that it is a growth: one that is planned is a target. ``goods`` tells that it counts
    things: those a contract is for are yet to come, while its sum is agreed.
    """
    low, high = _clause(sentence.folded, sentence.start, sentence.end, start, end)
    low = max(low, start - _REACH)
    for relative in _rules(language).relative.finditer(sentence.folded, low, start):
        low = relative.end()  # "une marque sous laquelle 60 magasins doivent ouvrir": a clause of its own
    reached = _rules(language).reached
    name, at = tense_of(sentence, start, end, language), start
    if name is None:
        name, at = _before(sentence, low, start, language)
    if name == "contracted":
        return "planned" if goods else "actual"
    if name is None or name == "actual":
        after = _after(sentence, end, min(high, end + _AFTER_REACH), language)
        if after is not None and (name is None or "," not in sentence.folded[at:start]):
            name = after if name is None else "actual"
    if name is None and _rules(language).until.search(sentence.folded, low, high):
        name = "planned"
    if name == "planned" and (rate or reached.search(sentence.folded, max(at, low, start - _REACHED), start)):
        return "target"
    return name or "actual"


def tense_of(sentence: Sentence, start: int, end: int, language: str = "fr") -> str | None:
    """``planned`` for a verb in the future at ``start..end``, ``proposed`` for a conditional, else None."""
    rules = _rules(language)
    for pattern, name in ((rules.future, "planned"), (rules.conditional, "proposed")):
        if next(_verbs(pattern, sentence, start, end), None) is not None:
            return name
    return None


def _verbs(pattern: re.Pattern[str], sentence: Sentence, low: int, high: int) -> Iterator[re.Match[str]]:
    """Verbs of a tense, less those whose stem ends in "é": "enumerait" is an imperfect where it has one."""
    for match in pattern.finditer(sentence.folded, low, high):
        at = sentence.folded.rfind("er", match.start(), match.end())
        if at < 0 or sentence.text[at] in "eE":
            yield match


def has_past(sentence: Sentence, low: int, high: int, language: str = "fr") -> bool:
    """Whether a compound past stands between the two offsets ("ont ete signes")."""
    return _rules(language).past.search(sentence.folded, low, high) is not None


def _before(sentence: Sentence, low: int, start: int, language: str) -> tuple[str | None, int]:
    """The modality named last before the figure, and where."""
    found: tuple[int, int, str] | None = None
    ranks = {"actual": 0, "contracted": 0, "planned": 1, "proposed": 2, "target": 3}
    rules = _rules(language)
    for cue in sentence.found("status"):
        if cue.group in ("before", "either") and low <= cue.start < start:
            name = _meant(sentence.folded, cue, rules)
            key = (cue.start, ranks[name], name)
            if found is None or key > found:
                found = key
    tenses = ((rules.past, "actual"), (rules.future, "planned"), (rules.conditional, "proposed"))
    for pattern, name in tenses:
        for match in _verbs(pattern, sentence, low, start):
            if name == "planned" and _is_hoped(sentence, low, match.start(), language):
                continue
            if found is None or match.start() > found[0]:
                found = (match.start(), 0, name)
    return (found[2], found[0]) if found else (None, start)


_ACHIEVED_REACH = 20


def _meant(folded: str, cue: Cue, rules: _Rules) -> str:
    """What a cue tells: a goal named as reached is none, and who owes something to a cause has no duty."""
    if cue.name == "target" and rules.achieved.search(folded, max(0, cue.start - _ACHIEVED_REACH), cue.start):
        return "actual"
    if cue.group == "either" and rules.owes.match(folded, cue.end):
        return "actual"
    return cue.name


def _is_hoped(sentence: Sentence, low: int, at: int, language: str) -> bool:
    """Whether the future at ``at`` is only hoped or proposed ("ils esperent que ... depasseront")."""
    return any(
        cue.name == "proposed"
        and low <= cue.start < at
        and sentence.folded.startswith(_rules(language).that, cue.end)
        for cue in sentence.found("status")
    )


def _after(sentence: Sentence, end: int, high: int, language: str) -> str | None:
    """The tense of the verb that the figure is the subject of, where that is no past or present."""
    rules = _rules(language)
    modals: list[tuple[int, str]] = [
        (cue.start, cue.name)
        for cue in sentence.found("status")
        if cue.group in ("modal", "either")
        and end <= cue.start < high
        and not sentence.folded.endswith(rules.joins, end, cue.start)  # a second verb of the same subject
    ]
    actual = [
        cue.start for cue in sentence.found("status") if cue.name == "actual" and end <= cue.start < high
    ]
    happened = rules.past.search(sentence.folded, end, high)
    if happened is not None:
        actual.append(happened.start())
    for pattern, name in ((rules.future, "planned"), (rules.conditional, "proposed")):
        match = next(_verbs(pattern, sentence, end, high), None)
        if match is not None:
            modals.append((match.start(), name))
    if not modals:
        return None
    first = min(modals, key=lambda found: (found[0], found[1] != "target"))
    return None if actual and min(actual) < first[0] else first[1]


def _clause(folded: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The clause around ``start..end``; a colon or a dash right before the figure only introduces it."""
    for match in _clauses("fr").finditer(folded, low, high):
        if match.end() <= start:
            if start - match.end() > _OPENED or match.group() not in (":", " - "):
                low = match.start()  # the mark belongs to what it opens (": porter" is a cue)
        elif match.start() >= end:
            return low, match.start()
    return low, high
