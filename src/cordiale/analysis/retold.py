"""Sentences told twice whose figures or years differ: new translations, reprints, quotations."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from sys import intern

from cordiale.analysis.anchoring import proof_at
from cordiale.model import Finding, FindingKind, Placed, Span
from cordiale.model.finding import Proof, proof_of
from cordiale.registers.echoes import SentenceKey, article_key, sentence_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, compare, figure_of, gap, read_figure
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

_TOKEN = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.]\d|\d)")
_DIGITS = re.compile(r"\d+")
_STEM = 6
_RAREST = 5
"""Rare words of a sentence whose pairs are looked up."""
_CROWD = 8
"""A pair of words that more sentences share is a form of words, not a thing told twice."""
_FEWEST = 6
"""Words that two sentences share at least."""
_ALIKE = 0.6
"""Part of all their words that two sentences of different works share, to be one sentence told twice."""
_SAME_WORK = 0.34
"""The same within one work, where order tells the rest."""
_TELLING = 3
"""Digits of a figure by which a sentence is known again."""
_BESIDE = 40
"""Characters around a figure whose words must be alike too."""
_BESIDE_ALIKE, _BESIDE_LEAST = 0.25, 0.15
"""Likeness of the words around two figures; the second where the sentences are very much alike."""


@dataclass(slots=True)
class _Sentence:
    key: SentenceKey
    first: Placed
    text: str
    folded: str
    start: int
    words: frozenset[str]
    figures: list[tuple[Placed, Printed]] = field(default_factory=list)
    _places: frozenset[str] | None = None

    @property
    def places(self) -> frozenset[str]:
        """The places it names, looked for once."""
        if self._places is None:
            home = frozenset(party[:2] for party in self.first.statement.parties)
            self._places = frozenset(m.code for m in find_places(self.text, self.folded, home=home))
        return self._places

    @property
    def years(self) -> Counter[str]:
        return Counter(_YEAR.findall(self.folded))


def find(holdings: Holdings) -> Iterator[Finding]:
    """Contradictions and slips between two tellings of one sentence."""
    sentences = _sentences(holdings)
    told: set[tuple[str, ...]] = set()
    for left, right, same_work in _pairs(holdings, sentences):
        for finding in _compare(sentences[left], sentences[right], same_work=same_work):
            proven = tuple(sorted(f"{proof.doc}:{proof.start}" for proof in finding.proofs))
            if proven not in told:
                told.add(proven)
                yield finding


def _sentences(holdings: Holdings) -> dict[SentenceKey, _Sentence]:
    found: dict[SentenceKey, _Sentence] = {}
    for item in holdings.placed:
        key = sentence_key(item)
        if key is None:
            continue
        assert item.setting is not None
        if key not in found:
            span = item.setting.sentences[key[2]]
            text = span.of(item.setting.text)
            folded = fold(text)
            found[key] = _Sentence(key, item, text, folded, span.start, _words(folded))
        if item.statement.kind == "observation":
            figure = _unbound(item)
            if figure is not None:
                found[key].figures.append((item, figure))
    return found


def _unbound(item: Placed) -> Printed | None:
    """The figure of an observation without its "more than": a second telling repeats the number itself."""
    fields = item.fields
    if fields["bound"] not in ("<", ">"):
        return figure_of(item)
    quote, unit = item.statement.evidence.quote, fields["unit"]
    return read_figure(fields["value"], quote, unit=unit, transform=fields["transform"])


def _words(folded: str) -> frozenset[str]:
    return frozenset(intern(word[:_STEM]) for word in _TOKEN.findall(folded))


def _pairs(
    holdings: Holdings, sentences: Mapping[SentenceKey, _Sentence]
) -> Iterator[tuple[SentenceKey, SentenceKey, bool]]:
    """Sentences that may be one told twice: those of one work, then those that share rare words."""
    echoes = holdings.genealogy.echoes
    families: defaultdict[SentenceKey, list[SentenceKey]] = defaultdict(list)
    for key, first in sorted(echoes.families.items()):
        if key in sentences:
            families[first].append(key)
    done = set()
    for _, keys in sorted(families.items()):
        for other in keys[1:]:
            one, two = (article_key(sentences[key].first) for key in (keys[0], other))
            done.add((keys[0], other))
            yield keys[0], other, one != two and echoes.work(one) == echoes.work(two)
    for left, right in sorted(_candidates(sentences.values()) - done):
        yield left, right, False


def _candidates(sentences: Iterable[_Sentence]) -> set[tuple[SentenceKey, SentenceKey]]:
    held = [sentence for sentence in sentences if len(sentence.words) >= _FEWEST]
    counts = Counter(word for sentence in held for word in sentence.words)
    crowds: defaultdict[tuple[str, str], list[SentenceKey]] = defaultdict(list)
    for sentence in held:
        rare = sorted((counts[word], word) for word in sentence.words if counts[word] > 1)[:_RAREST]
        for one, other in combinations(sorted(word for _, word in rare), 2):
            crowds[one, other].append(sentence.key)
    return {
        (left, right)
        for keys in crowds.values()
        if len(keys) <= _CROWD
        for left, right in combinations(keys, 2)
        if left[:2] != right[:2]
    }


def _compare(left: _Sentence, right: _Sentence, *, same_work: bool) -> Iterator[Finding]:
    shared = len(left.words & right.words)
    every = len(left.words | right.words)
    if shared < _FEWEST or shared < (_SAME_WORK if same_work else _ALIKE) * every:
        return
    if not _may_be_of_one_place(left, right):
        return
    if left.years == right.years:
        if same_work or _same_frame(left, right):
            yield from _figures(left, right, same_work=same_work)
    elif same_work and shared >= _ALIKE * every:
        yield from _years(left, right)


def _may_be_of_one_place(left: _Sentence, right: _Sentence) -> bool:
    """Whether no sentence names a place where the other names another one.

    Works that tell of many partners in one form of words look like one another, sentence by sentence.
    """
    return left.places <= right.places or right.places <= left.places


def _same_frame(left: _Sentence, right: _Sentence) -> bool:
    """Whether two sentences of different works have an exact figure in common, and name the same places.

    One author tells of many regions in one form of words: only what frames the figures tells whether
    two sentences are about one thing.
    """
    common = {figure.value for _, figure in left.figures} & {figure.value for _, figure in right.figures}
    if not any(len(str(value.numerator).strip("0")) >= _TELLING for value in common):
        return False
    return left.places == right.places != frozenset()


def _figures(left: _Sentence, right: _Sentence, *, same_work: bool) -> Iterator[Finding]:
    """The figures of a kind that have no match on the other side, where each side has as many of them."""
    one, other = _unmatched(left, right), _unmatched(right, left)
    very_alike = _likeness(left.words, right.words) >= _ALIKE
    for kind in sorted(set(one) & set(other)):
        if len(one[kind]) != len(other[kind]):
            continue
        for (first, figure), (second, counter) in zip(one[kind], other[kind], strict=True):
            beside = _likeness(_beside(first, left), _beside(second, right))
            if beside >= (_BESIDE_LEAST if very_alike else _BESIDE_ALIKE):
                if compare(figure, counter) == "conflict" and (same_work or _same_topic(first, second)):
                    yield _told_apart((first, figure), (second, counter))


def _same_topic(first: Placed, second: Placed) -> bool:
    names = ("measure", "from", "to")
    return first.statement.parties == second.statement.parties and all(
        first.fields[name] == second.fields[name] for name in names
    )


def _unmatched(one: _Sentence, other: _Sentence) -> dict[tuple[str, str], list[tuple[Placed, Printed]]]:
    """The figures of one sentence that none of the other agrees with, by transform and unit."""
    found: defaultdict[tuple[str, str], list[tuple[Placed, Printed]]] = defaultdict(list)
    for item, figure in one.figures:
        if all(compare(figure, counter) == "conflict" for _, counter in other.figures):
            found[str(item.fields["transform"]), str(item.fields["unit"])].append((item, figure))
    return found


def _beside(item: Placed, sentence: _Sentence) -> frozenset[str]:
    assert item.at is not None
    start, end = item.at.start - sentence.start, item.at.end - sentence.start
    return _words(sentence.folded[max(start - _BESIDE, 0) : start]) | _words(
        sentence.folded[end : end + _BESIDE]
    )


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left and right else 0.0


def _told_apart(left: tuple[Placed, Printed], right: tuple[Placed, Printed]) -> Finding:
    (first, figure), (second, counter) = left, right
    low, high = sorted((abs(figure.value), abs(counter.value)))
    shifted = low > 0 and high / low in (10, 100, 1000, 10**6)
    kind: FindingKind = "slip" if shifted else "contradiction"
    return Finding(
        kind=kind,
        rule="told_twice",
        state="magnitude" if shifted else "figure",
        proofs=(proof_of(first, "first"), proof_of(second, "second")),
        values={
            "first_told": " ".join(first.statement.evidence.quote.split()),
            "second_told": " ".join(second.statement.evidence.quote.split()),
            "first": float(figure.value),
            "second": float(counter.value),
            "unit": first.fields["unit"],
            "measure": first.fields["measure"],
        },
        weight=round(gap(figure, counter), 4),
        subject=first.fields["item"] or first.fields["measure"],
        parties=first.statement.parties,
        at=first.fields["to"] or second.fields["to"],
    )


def _years(left: _Sentence, right: _Sentence) -> Iterator[Finding]:
    """One year told on each side in the same place, all other numbers being the same."""
    one, other = left.years - right.years, right.years - left.years
    if one.total() != 1 or other.total() != 1 or _unmatched(left, right) or _unmatched(right, left):
        return
    first, second = next(iter(one)), next(iter(other))
    if _numbers(left, first) != _numbers(right, second):
        return  # the sixth session in one year, and the second in another
    proofs = _year_proof(left, first, "first"), _year_proof(right, second, "second")
    if proofs[0] is None or proofs[1] is None:
        return
    if _likeness(_around(left, first), _around(right, second)) < _BESIDE_ALIKE:
        return
    yield Finding(
        kind="contradiction",
        rule="told_twice",
        state="year",
        proofs=(proofs[0], proofs[1]),
        values={"first_told": first, "second_told": second, "first": int(first), "second": int(second)},
        weight=float(abs(int(first) - int(second))),
        subject=left.first.fields.get("item") or left.first.statement.evidence.quote,
        parties=left.first.statement.parties,
        at=second,
    )


def _numbers(sentence: _Sentence, year: str) -> Counter[str]:
    """All numbers in digits but the year: ordinals, days, models."""
    return Counter(_DIGITS.findall(sentence.folded)) - Counter((year,))


def _around(sentence: _Sentence, year: str) -> frozenset[str]:
    at = sentence.folded.find(year)
    return _words(sentence.folded[max(at - _BESIDE, 0) : at + _BESIDE])


def _year_proof(sentence: _Sentence, year: str, role: str) -> Proof | None:
    at = sentence.start + sentence.folded.find(year)
    return proof_at(sentence.first, Span(at, at + len(year)), role)
