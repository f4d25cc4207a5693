"""One agreement told with two dates: known both times, between the same sides, and for the same thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from cordiale.analysis.cues import cues
from cordiale.analysis.links import sentence_at
from cordiale.analysis.reckoning import alternation
from cordiale.analysis.scopes import country_of
from cordiale.model import Finding, Placed
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

RULE = "agreement_dates"

_STEM = 7
_WORD = re.compile(r"[^\W\d_]{5,}")
_NAME = re.compile(r"[«“\"] ?([^«»“”\"]{4,40}?) ?[»”\"]|((?:[A-ZÀ-Ý][\w-]+ ){1,3}[A-ZÀ-Ý][\w-]+)")
_BEFORE = 12
"""Characters before a document's noun in which its article stands."""
_BACK = 2
"""Sentences before one on a document that say what it is about."""
_RARE = 3
"""Sentences on documents that a word stands in, at most, to tell one of them."""
_CROWD = 12
"""Documents of one kind, pair and telling word that are compared: of more, none is the one."""
_BEHIND = 60
"""Characters behind a document's noun in which the words stand that tell which it is."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each document that two passages date differently."""
    known = [item for item in holdings.of_kind("document") if _is_known(item)]
    words = {item.id: _words(item) for item in known}
    counts = Counter(word for held in words.values() for word in held)
    groups: defaultdict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for item in known:
        telling = {word for word in words[item.id] if 1 < counts[word] <= _RARE} | _names(item)
        for word in telling:
            groups[item.fields["doctype"], word].append(item)
    done: set[tuple[str, str]] = set()
    for key in sorted(groups):
        if len(groups[key]) > _CROWD:
            continue
        for one, other in combinations(sorted(groups[key], key=lambda i: (i.fields["date"], i.start)), 2):
            pair = one.id, other.id
            if pair not in done and _may_be_one(one, other):
                done.add(pair)
                yield _finding(one, other, key[1])


@cache
def _definite(language: str) -> re.Pattern[str]:
    words = load_yaml(f"languages/{language}/dating.yml")["known"]
    return re.compile(rf"(?:^|[^\w])(?:{alternation(words)})$")


@cache
def _generic(language: str) -> re.Pattern[str]:
    """Words of any document."""
    return re.compile(alternation(load_yaml(f"languages/{language}/dating.yml")["generic"]))


def _is_known(item: Placed, language: str = "fr") -> bool:
    """Whether a signed document with a printed year is named as known, and not as another one."""
    fields = item.fields
    if item.statement.status != "actual" or fields["stage"] != "signed" or not fields["date"]:
        return False
    if item.setting is None or item.at is None:
        return False
    sentence, start, end = sentence_at(item)
    near = sentence[max(start - _BEFORE, 0) : end + _BEHIND]
    if fields["date"][:4] not in sentence or cues("dating", "renewed", language).has("renewed", near):
        return False
    return _definite(language).search(sentence[max(start - _BEFORE, 0) : start]) is not None


def _words(item: Placed) -> frozenset[str]:
    """The words right behind a document's noun that may tell which it is, up to a mark."""
    sentence, _, end = sentence_at(item)
    behind = re.split(r"[,;:.()]", sentence[end : end + _BEHIND])[0]
    places = {
        word
        for m in find_places(item.sentence, sentence)
        for word in _WORD.findall(sentence[m.start : m.end])
    }
    found = (word for word in _WORD.findall(behind) if word not in places)
    return frozenset(word[:_STEM] for word in found if not _generic("fr").match(word))


def _names(item: Placed) -> frozenset[str]:
    """The names that stand in the sentence or those just before, without those of places."""
    assert item.setting is not None and item.at is not None
    index = item.setting.sentence_at(item.at.start)
    if index < 0:
        return frozenset()
    sentences = item.setting.sentences
    text = item.setting.text[sentences[max(index - _BACK, 0)].start : sentences[index].end]
    held = (fold(quoted or plain) for quoted, plain in _NAME.findall(text))
    return frozenset(f"name:{name}" for name in held if not find_places(name.title(), name))


def _may_be_one(one: Placed, other: Placed) -> bool:
    left, right = one.fields["date"], other.fields["date"]
    if left.startswith(right) or right.startswith(left):
        return False
    terms = one.fields["valid"], other.fields["valid"]
    if all(terms) and terms[0] != terms[1]:
        return False  # one follows the other
    if (one.volume, one.setting and one.setting.ordinal) == (
        other.volume,
        other.setting and other.setting.ordinal,
    ):
        return False
    sides = [frozenset(country_of(party) for party in item.statement.parties) for item in (one, other)]
    return len(sides[0] | sides[1]) > 1 and (sides[0] <= sides[1] or sides[1] <= sides[0])


def _finding(one: Placed, other: Placed, word: str) -> Finding:
    first, second = one.fields["date"], other.fields["date"]
    return Finding(
        kind="contradiction",
        rule=RULE,
        state="two_dates",
        proofs=(proof_of(one, "first"), proof_of(other, "second")),
        values={"first": first, "second": second, "name": word.removeprefix("name:")},
        weight=abs(float(int(second[:4]) - int(first[:4]))),
        subject=one.statement.evidence.quote,
        parties=one.statement.parties,
        at=second,
    )
