"""Paragraphs as an auditor reads them: the figures of each sentence, with or without a statement."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from cordiale.analysis.anchoring import proof_at
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.extract.figures import Figure, figures_of
from cordiale.extract.sentence import Sentence
from cordiale.language import read
from cordiale.model import Passage, Placed, Setting, Span
from cordiale.model.finding import Proof, proof_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, read_figure
from cordiale.resolve.topics import item_words
from cordiale.vocabulary.folding import fold

_DIGITS = re.compile(r"\d+(?: \d{3})*")
_NOUN_REACH = 60
"""Characters behind a figure in which its counted noun stands."""
_CURRENCY = re.compile("[A-Z]{3}")
_PAID = 80
"""Characters before a sum in which it is said to be paid."""
_NOUN_ENDS = frozenset(',;:.()!?"«»“”')


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a paragraph: where it stands in the reading text, its value, what it may stand for.

    ``transform``, ``value``, ``unit`` and ``bound`` are as in an observation; ``statement`` is the one
    that is anchored there, None where the ledger holds none; ``role`` how a growth is said
    (``increase``, ``decrease``, ``factor``, ``index``); ``sentence`` its sentence's number.
    """

    start: int
    end: int
    transform: str
    value: float
    unit: str
    bound: str
    printed: Printed
    sentence: int
    statement: Placed | None = None
    role: str = ""
    ranged: bool = False

    @property
    def measure(self) -> str | None:
        """What the statement measures; None without one."""
        return None if self.statement is None else self.statement.fields.get("measure")

    @property
    def status(self) -> str | None:
        """The statement's status; None without one."""
        return None if self.statement is None else self.statement.statement.status


@cache
def _of(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(reckoning(language)['changes']['from'])})[ ']")


@cache
def _paid(language: str) -> re.Pattern[str]:
    """What stands right before a sum that was paid: "bought for 11 milliards of machines"."""
    words = reckoning(language)
    dealt, small = alternation(words["identities"]["dealt"]), alternation(words["parts"]["before_number"])
    return re.compile(
        rf"\b(?:{dealt}) (?:[a-z]+ ){{0,3}}(?:{alternation(words['identities']['for'])}) (?:(?:{small}) )*$"
    )


@dataclass(slots=True)
class Paragraph:
    """One passage with its statements; the figures of a sentence are read when they are asked for."""

    setting: Setting
    items: tuple[Placed, ...]
    language: str = "fr"
    folded: str = ""
    _amounts: dict[int, tuple[Amount, ...]] = field(default_factory=dict)
    _observed: dict[int, list[Placed]] | None = None

    def __post_init__(self) -> None:
        self.folded = fold(self.setting.text)

    @property
    def text(self) -> str:
        """The reading text."""
        return self.setting.text

    @property
    def first(self) -> Placed:
        """Its first statement."""
        return self.items[0]

    def amounts(self, sentence: int) -> tuple[Amount, ...]:
        """The figures of one sentence in order; empty where there is no such sentence."""
        if not 0 <= sentence < len(self.setting.sentences):
            return ()
        if sentence not in self._amounts:
            read = tuple(self._read(sentence)) if self._is_figured(sentence) else ()
            self._amounts[sentence] = tuple(self._with_currency(amount, read) for amount in read)
        return self._amounts[sentence]

    def _is_figured(self, sentence: int) -> bool:
        """Whether a sentence is worth reading: it holds a figure that the ledger knows, or two numbers."""
        if self._observations(sentence):
            return True
        span = self.setting.sentences[sentence]
        first = _DIGITS.search(self.text, span.start, span.end)
        return first is not None and _DIGITS.search(self.text, first.end(), span.end) is not None

    def _read(self, sentence: int) -> Iterator[Amount]:
        span = self.setting.sentences[sentence]
        text, folded = span.of(self.text), span.of(self.folded)
        whole = Sentence(
            passage=Passage(text, ((0, 0, len(text)),), "body", None),
            index=0,
            start=0,
            end=len(text),
            text=text,
            folded=folded,
            figures=[
                mention for mention in read(text, self.language, folded=folded) if mention.kind != "period"
            ],
            periods=[],
            places=[],
            cite_spans=(),
        )
        for figure in figures_of(whole, self.language):
            yield self._amount(figure, span.start, sentence)

    def _amount(self, figure: Figure, offset: int, sentence: int) -> Amount:
        start, end = figure.start + offset, figure.end + offset
        item = self._statement_at(sentence, start, end)
        transform, value, unit, bound = figure.transform, figure.value, figure.unit, str(figure.bound)
        if item is not None and item.fields["transform"] == transform:
            value, unit, bound = item.fields["value"], item.fields["unit"], item.fields["bound"]
        quote = self.text[start:end]
        printed = read_figure(value, quote, bound=bound, unit=unit, transform=transform)
        return Amount(
            start=start,
            end=end,
            transform=transform,
            value=float(printed.value),
            unit=unit,
            bound=bound,
            printed=printed,
            sentence=sentence,
            statement=item,
            role=figure.mention.role,
            ranged=isinstance(value, list | tuple),
        )

    def _with_currency(self, amount: Amount, beside: tuple[Amount, ...]) -> Amount:
        """The figure in the currency that its sentence says once: "300 million and 200 million euros"."""
        quote = self.text[amount.start : amount.end]
        if amount.unit != "count" or not (quote[:1].isdecimal() and quote[-1:].isalpha()):
            return amount
        money = [other for other in beside if other.transform == "level" and _CURRENCY.fullmatch(other.unit)]
        counted = _of(self.language).match(fold(self.noun_text(amount)))
        if not money or (counted and not _paid(self.language).search(self.folded[: amount.start][-_PAID:])):
            return amount
        return replace(amount, unit=min(money, key=lambda other: abs(other.start - amount.start)).unit)

    def _observations(self, sentence: int) -> Sequence[Placed]:
        """The statements of figures in a sentence, in order."""
        if self._observed is None:
            self._observed = {}
            for item in self.items:
                if item.at is not None and item.statement.kind == "observation":
                    at = self.setting.sentence_at(item.at.start)
                    self._observed.setdefault(at, []).append(item)
        return self._observed.get(sentence, ())

    def _statement_at(self, sentence: int, start: int, end: int) -> Placed | None:
        for item in self._observations(sentence):
            if item.at is not None and item.at.start < end and start < item.at.end:
                return item
        return None

    def proof(self, amount: Amount, role: str) -> Proof:
        """The figure as a proof: its statement's, else the words themselves."""
        if amount.statement is not None:
            return proof_of(amount.statement, role)
        return self.words(amount.start, amount.end, role)

    def words(self, start: int, end: int, role: str) -> Proof:
        """Words of the paragraph as a proof."""
        number = self.setting.sentence_at(start)
        beside = [
            item
            for item in self.items
            if item.at is not None and self.setting.sentence_at(item.at.start) == number
        ]
        cited = next((item for item in beside if item.statement.cite is not None), None)
        proof = proof_at(cited or self.first, Span(start, end), role)
        if proof is None:
            raise ValueError(f"no words at {start}..{end}")
        return proof

    def parties(self, *amounts: Amount) -> tuple[str, ...]:
        """The places that the statements of these figures are about, sorted."""
        held = {party for a in amounts if a.statement is not None for party in a.statement.statement.parties}
        return tuple(sorted(held))

    def noun(self, amount: Amount) -> tuple[str | None, frozenset[str], bool]:
        """Head, other words, and whether it is an increment, of what the figure counts (see ``item_words``).

        Head None where no noun follows the figure ("471 at the end of the year").
        """
        text = self.noun_text(amount)
        first = fold(text).split(" ", 1)[0]
        return item_words(None if first in reckoning(self.language)["no_noun"] else text, self.language)

    def noun_text(self, amount: Amount) -> str:
        """The words right behind a figure, as printed, up to a mark or the next number."""
        end = min(len(self.text), amount.end + _NOUN_REACH)
        at = amount.end
        while at < end and self.text[at] not in _NOUN_ENDS and not self.text[at].isdecimal():
            at += 1
        words = self.text[amount.end : at].split(" - ")[0]
        if at == amount.end + _NOUN_REACH and at < len(self.text) and self.text[at].isalpha():
            words = words.rpartition(" ")[0]  # the last one is cut off
        return words.strip()

    def one(self, start: int, end: int, sentence: int) -> Amount:
        """The article at these offsets as the number one, where it counts in a list."""
        printed = read_figure(1, self.text[start:end], unit="count")
        return Amount(start, end, "level", 1.0, "count", "=", printed, sentence)


def paragraphs_of(holdings: Holdings) -> Iterator[Paragraph]:
    """The passages that hold a statement, in reading order, each with its statements."""
    held: list[Placed] = []
    key: tuple[int, int] | None = None
    for item in _in_order(holdings.placed):
        assert item.setting is not None
        place = (item.volume, item.setting.ordinal)
        if held and place != key:
            yield _paragraph(held)
            held = []
        key = place
        held.append(item)
    if held:
        yield _paragraph(held)


def articles_of(holdings: Holdings) -> Iterator[tuple[Paragraph, ...]]:
    """The paragraphs article by article; a document without articles is one."""
    held: list[Paragraph] = []
    key: tuple[int, int | None] | None = None
    for paragraph in paragraphs_of(holdings):
        first = paragraph.first
        place = (first.volume, None if first.article is None else first.article.ordinal)
        if held and place != key:
            yield tuple(held)
            held = []
        key = place
        held.append(paragraph)
    if held:
        yield tuple(held)


def _in_order(placed: Iterable[Placed]) -> list[Placed]:
    kept = [item for item in placed if item.setting is not None and item.at is not None]
    return sorted(kept, key=lambda item: (item.volume, item.setting.ordinal, item.at.start))  # type: ignore[union-attr]


def _paragraph(items: list[Placed]) -> Paragraph:
    setting = items[0].setting
    assert setting is not None
    return Paragraph(setting, tuple(items))
