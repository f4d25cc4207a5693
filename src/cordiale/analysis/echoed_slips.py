"""Misprints that another telling gives away: a note's number run into a count, a year turned round."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from cordiale.analysis.anchoring import proof_at
from cordiale.analysis.reckoning import alternation
from cordiale.analysis.scopes import country_of, scope_words
from cordiale.model import Finding, Placed, Setting, Span
from cordiale.model.finding import proof_of
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

NOTE, YEAR = "note_run_in", "year_turned"

_PRINTED = re.compile(r"(?<![\d.,])\d{4,6}(?![\d.,])")
"""A number of four digits or more printed without groups: the last digits may be a note's."""
_LEAST = 100
"""A count below this is found within other numbers by chance."""
_MARK = 2
"""Digits of a note's number."""
_SHARED = 2
"""Words that two sentences, or rare words that two passages, must share to tell of one thing."""
_RARE = 4
"""A word is rare that so many passages of its document at most hold."""
_AROUND = 160
"""Characters around a date whose words tell what was on that day."""


def find(holdings: Holdings, language: str = "fr") -> Iterator[Finding]:
    """The slips of all documents, in reading order."""
    rare = _Rarity(holdings)
    yield from _notes(holdings, rare)
    yield from _years(holdings, rare, language)


class _Rarity:
    """The words of every passage that few passages of its document hold."""

    def __init__(self, holdings: Holdings) -> None:
        self.passages: dict[tuple[int, int], Placed] = {}
        for item in holdings.placed:
            if item.setting is not None:
                self.passages.setdefault((item.volume, item.setting.ordinal), item)
        self._words: dict[tuple[int, int], frozenset[str]] = {}
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for (volume, ordinal), item in self.passages.items():
            assert item.setting is not None
            words = self._words[volume, ordinal] = scope_words(item.setting.text)
            self._counts[volume].update(words)

    def of(self, words: frozenset[str], volume: int) -> frozenset[str]:
        """Those of ``words`` that are rare in the document."""
        counts = self._counts[volume]
        return frozenset(word for word in words if counts[word] <= _RARE)

    def passage(self, volume: int, ordinal: int) -> frozenset[str]:
        """The rare words of a passage."""
        return self.of(self._words[volume, ordinal], volume)


# -- a note's number run into a count ------------------------------------------------------------------------


def _notes(holdings: Holdings, rare: _Rarity) -> Iterator[Finding]:
    """A count whose first digits are the count of the same thing in another passage."""
    known: defaultdict[tuple[object, ...], dict[str, Placed]] = defaultdict(dict)
    doubtful: list[tuple[tuple[object, ...], str, Placed]] = []
    for item in holdings.of_kind("observation"):
        fields = item.fields
        if fields["transform"] != "level" or isinstance(fields["value"], list) or fields["value"] < _LEAST:
            continue
        if fields["value"] != int(fields["value"]) or item.setting is None:
            continue
        noun = holdings.topic(item).head if fields["unit"] == "count" else fields["unit"]
        if noun is None:
            continue
        countries = tuple(sorted({country_of(party) for party in item.statement.parties}))
        for country in countries:
            key: tuple[object, ...] = (item.volume, noun, country)
            known[key].setdefault(str(int(fields["value"])), item)
            match = _PRINTED.search(item.statement.evidence.quote)
            if match is not None and match.group() == str(int(fields["value"])):
                doubtful.append((key, match.group(), item))
    done: set[str] = set()
    for group, printed, item in doubtful:
        for cut in range(1, _MARK + 1):
            like = known[group].get(printed[:-cut])
            if like is None or item.id in done or printed[-cut] == "0" or not _is_one_thing(item, like, rare):
                continue
            done.add(item.id)
            yield Finding(
                kind="slip",
                rule=NOTE,
                state="fused",
                proofs=(proof_of(item, "text"), proof_of(like, "second")),
                values={
                    "told": " ".join(item.statement.evidence.quote.split()),
                    "fits": printed[:-cut],
                    "note": printed[-cut:],
                },
                weight=float(cut),
                subject=item.fields["item"] or item.fields["measure"],
                parties=item.statement.parties,
                at=item.fields["to"],
            )


def _is_one_thing(one: Placed, other: Placed, rare: _Rarity) -> bool:
    """Whether two counts of one noun, of no two years, stand in sentences or passages of like words."""
    left, right = one.period, other.period
    if left is not None and right is not None and (left[1] < right[0] or right[1] < left[0]):
        return False
    sides = [{country_of(party) for party in item.statement.parties} for item in (one, other)]
    if not (sides[0] <= sides[1] or sides[1] <= sides[0]):
        return False
    assert one.setting is not None and other.setting is not None
    here, there = one.setting.ordinal, other.setting.ordinal
    if here == there:
        return False
    if left == right is not None and len(_sentence_words(one) & _sentence_words(other)) >= _SHARED:
        return True
    return len(rare.passage(one.volume, here) & rare.passage(other.volume, there)) >= _SHARED


def _sentence_words(item: Placed) -> frozenset[str]:
    assert item.setting is not None and item.at is not None
    index = item.setting.sentence_at(item.at.start)
    return scope_words("" if index < 0 else item.setting.sentences[index].of(item.setting.text))


# -- the digits of a year turned -----------------------------------------------------------------------------


@cache
def _dates(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    months = load_yaml(f"languages/{language}/periods.yml")["classes"]["month"]
    day = rf"(?:(?<![\w.,])(?P<day>\d{{1,2}})(?:er)? )?(?<![\w-])(?P<month>{alternation(list(months))})"
    return re.compile(rf"{day} (?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)"), months


class _Date:
    """A day or month as a passage prints it, and the words around it."""

    __slots__ = ("at", "item", "setting", "words", "year")

    def __init__(self, item: Placed, setting: Setting, at: Span, year: int) -> None:
        self.item, self.setting, self.at, self.year = item, setting, at, year
        low, high = max(0, at.start - _AROUND), min(len(setting.text), at.end + _AROUND)
        self.words = scope_words(setting.text[low:high])


def _years(holdings: Holdings, rare: _Rarity, language: str) -> Iterator[Finding]:
    """One day or month told twice with the last digits of its year turned."""
    pattern, months = _dates(language)
    groups: defaultdict[tuple[object, ...], list[_Date]] = defaultdict(list)
    for (volume, _), item in sorted(rare.passages.items()):
        setting = item.setting
        assert setting is not None
        for match in pattern.finditer(fold(setting.text)):
            year = match["year"]
            key = (volume, match["day"], months[match["month"]], year[:2], "".join(sorted(year[2:])))
            groups[key].append(_Date(item, setting, Span(*match.span()), int(year)))
    for held in groups.values():
        if len({date.year for date in held}) > 1:
            yield from _turned(held, rare, holdings.as_of.year)


def _turned(held: list[_Date], rare: _Rarity, latest: int) -> Iterator[Finding]:
    """The dates whose words are those of a date with the year turned; that nearer to the telling holds."""
    named: defaultdict[str, list[_Date]] = defaultdict(list)
    for one in held:
        words = rare.of(one.words, one.item.volume)
        shared: Counter[int] = Counter()
        near: dict[int, _Date] = {}
        for word in words:
            for other in named[word]:
                shared[id(other)] += 1
                near[id(other)] = other
            named[word].append(one)
        alike = [
            near[key]
            for key, count in shared.items()
            if count >= _SHARED and near[key].year != one.year and near[key].setting is not one.setting
        ]
        for other in sorted(alike, key=lambda date: date.item.start)[:1]:
            said = max(one.item.said or 0, other.item.said or 0) or latest
            wrong, right = sorted((one, other), key=lambda date: (-abs(date.year - said), date.item.start))
            proofs = proof_at(wrong.item, wrong.at, "text"), proof_at(right.item, right.at, "second")
            if proofs[0] is None or proofs[1] is None:
                continue
            yield Finding(
                kind="slip",
                rule=YEAR,
                state="turned",
                proofs=(proofs[0], proofs[1]),
                values={"told": _told(wrong), "fits": str(right.year), "like": _told(right)},
                weight=float(abs(one.year - other.year)),
                subject=_told(wrong),
                parties=wrong.item.statement.parties,
                at=str(right.year),
            )


def _told(date: _Date) -> str:
    return " ".join(date.at.of(date.setting.text).split())
