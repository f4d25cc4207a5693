"""Two places named with the year of their tie, against the sentences that name them and tell another year."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cordiale.analysis.anchoring import proof_at
from cordiale.analysis.cues import cues
from cordiale.analysis.links import sentence_at, steps_of
from cordiale.analysis.reckoning import alternation
from cordiale.model import Finding, Placed, Setting, Span
from cordiale.registers.holdings import Holdings
from cordiale.resolve.topics import NameIndex
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

RULE = "listed_tie"

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BACK = 2
"""Sentences before one that tells of a tie in which a name stands that it takes up."""
_MOST = 50
"""Lists in which the year of one pair is looked up."""
_CLOSE = 2
"""Years after that of a list of partners in which a tie is the same one."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """``listed``: two names and a year in brackets; ``joined``: two names joined by a word."""

    listed: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def _patterns(language: str = "fr") -> _Patterns:
    words = load_yaml(f"languages/{language}/dating.yml")["names"]
    small, joining, since = (alternation(words[name]) for name in ("particles", "joining", "since"))
    part = r"[^\W\d_a-zà-ÿ][\w'’-]*"
    name = rf"{part}(?:[ -](?:(?:{small}) ?)?{part})*"
    return _Patterns(
        listed=re.compile(rf"({name}) ?[-–—] ?({name}) \((?:(?:{since}) )?((?:19|20)\d\d)\)"),
        joined=re.compile(rf"({name}) (?:{joining}) ({name})"),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A year of a pair: in a list, or in a sentence; ``loose`` where the list is of partners, too."""

    item: Placed
    span: Span
    year: int
    loose: bool


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each pair whose listed year is not that of a sentence on the same two."""
    settings = _settings(holdings)
    listed = _listed(settings)
    for item in holdings.of_kind("relation"):
        match = _patterns().joined.fullmatch(item.statement.evidence.quote)
        if match is not None and item.at is not None and item.fields["date"] is not None:
            if item.fields["relation"] == "twinning" and item.statement.status == "actual":
                pair = _pair(match[1], match[2])
                held = listed.setdefault(pair, [])
                if len(held) < _MOST:
                    held.append(_Told(item, item.at, int(item.fields["date"][:4]), False))
    covered = {(step.item.volume, sentence_at(step.item)[0]) for step in steps_of(holdings)}
    names = {name: (name, "") for pair in listed for name in pair}
    if not names:
        return
    index, partners = NameIndex(names), _partners(listed)
    done: set[Pair] = set()
    for item, setting in settings:
        for pair, told in _sentences(item, setting, index, partners):
            number = setting.sentence_at(told.span.start)
            if (item.volume, fold(setting.sentences[number].of(setting.text))) in covered:
                continue  # told by analysis/dates.py
            for entry in sorted(listed[pair], key=lambda entry: entry.item.volume != told.item.volume):
                if entry.year == told.year or pair in done:
                    continue
                done.add(pair)
                yield _finding(pair, entry, told)


def _settings(holdings: Holdings) -> list[tuple[Placed, Setting]]:
    """Each paragraph once, with its first statement."""
    found: dict[tuple[int, int], tuple[Placed, Setting]] = {}
    for item in holdings.placed:
        if item.setting is not None and item.at is not None:
            found.setdefault((item.volume, item.setting.ordinal), (item, item.setting))
    return list(found.values())


def _listed(settings: list[tuple[Placed, Setting]], language: str = "fr") -> dict[Pair, list[_Told]]:
    found: defaultdict[Pair, list[_Told]] = defaultdict(list)
    known: set[tuple[Pair, int, int]] = set()
    for item, setting in settings:
        loose = None
        for match in _patterns(language).listed.finditer(setting.text):
            if loose is None:
                loose = cues("dating", "loose", language).has("loose", fold(setting.text))
            pair = _pair(match[1], match[2])
            key = pair, int(match[3]), item.volume
            if key in known or len(found[pair]) >= _MOST:
                continue  # one list says all that a hundred like it say
            known.add(key)
            found[pair].append(_Told(item, Span(match.start(), match.end()), int(match[3]), loose))
    return found


def _pair(one: str, other: str) -> Pair:
    left, right = sorted(" ".join(re.findall(r"[^\W_]+", fold(name))) for name in (one, other))
    return left, right


def _partners(listed: Mapping[Pair, list[_Told]]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in listed:
        found[one].add(other)
        found[other].add(one)
    return {name: frozenset(others) for name, others in found.items()}


def _sentences(
    item: Placed,
    setting: Setting,
    index: NameIndex,
    partners: Mapping[str, frozenset[str]],
    language: str = "fr",
) -> Iterator[tuple[Pair, _Told]]:
    """The sentences of a paragraph that tell in which year two that are listed tied themselves."""
    folded = fold(setting.text)
    named = list(index.find(setting.text))
    for number, span in enumerate(setting.sentences):
        if _patterns(language).listed.search(setting.text, span.start, span.end):
            continue
        years = list(_YEAR.finditer(folded, span.start, span.end))
        ties = [cue.start for cue in cues("dating", "ties", language).find(folded, span.start, span.end)]
        renewed = cues("dating", "renewed", language).has("renewed", folded, span.start, span.end)
        if len({year[0] for year in years}) != 1 or not ties or renewed:
            continue
        here = {name[2] for name in named if span.start <= name[0] < span.end}
        back = setting.sentences[max(number - _BACK, 0)].start
        near = {name[2] for name in named if back <= name[0] < span.end}
        pairs = {
            (min(one, other), max(one, other))
            for one in here
            for other in partners[one] & near
            if one != other
        }
        if len(pairs) == 1:
            year = years[0]
            one, other = next(iter(pairs))
            yield (one, other), _Told(item, Span(*year.span()), int(year[0]), False)


def _finding(pair: Pair, entry: _Told, told: _Told) -> Finding:
    proofs = proof_at(entry.item, entry.span, "list"), proof_at(told.item, told.span, "text")
    assert proofs[0] is not None and proofs[1] is not None
    another = entry.loose and told.year - entry.year > _CLOSE
    assert entry.item.setting is not None
    return Finding(
        kind="tension" if another else "contradiction",
        rule=RULE,
        state="another_step" if another else "two_years",
        proofs=(proofs[0], proofs[1]),
        values={
            "pair": entry.item.setting.text[entry.span.start : entry.span.end].partition(" (")[0],
            "first": str(entry.year),
            "second": str(told.year),
        },
        weight=float(abs(entry.year - told.year)),
        subject=" – ".join(pair),
        parties=told.item.statement.parties,
        at=str(told.year),
    )
