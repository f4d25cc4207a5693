"""The scene a statement is made in: a sentence with everything found in it, and what context carries."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from cordiale.extract.cues import Cue, family
from cordiale.extract.recall import Recall
from cordiale.language import read, resolve
from cordiale.model import Document, Mention, Passage, Structure
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import PlaceMention, find_places


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of links that the text has opened: the countries it may be between, the place whose partners
    it lists, and how such places are called in it (region, city, district)."""

    countries: tuple[str, ...]
    owner: str | None = None
    owner_kind: str | None = None


Found = TypeVar("Found", Mention, PlaceMention)


@dataclass(slots=True)
class Context:
    """What carries from sentence to sentence of one article.

    ``home`` is the country the article is written from, ``written`` the year of writing; ``anchor``
    the last absolute period named, ``focus`` the parties talked about, ``measure`` the last measure.
    """

    home: str | None
    written: int | None
    partner: str | None = None
    bilateral: bool = False
    anchor: Mention | None = None
    focus: tuple[str, ...] = ()
    focus_paragraph: int = -1
    own_region: tuple[str, ...] = ()
    own_paragraph: int = -1
    ground: tuple[str, ...] = ()
    ground_paragraph: int = -1
    measure: str | None = None
    counted: str | None = None
    counted_in: tuple[int, int] | None = None
    paragraph_period: Mention | None = None
    figured: int = -1
    period_sentence: int = -9
    paragraph: int = -1
    orgs: tuple[str, ...] = ()
    goods: str | None = None
    listing: Listing | None = None
    recall: Recall = field(default_factory=Recall)


@dataclass(slots=True)
class Sentence:
    """A sentence of a passage with all that was found in it; offsets are the passage's."""

    passage: Passage
    index: int
    start: int
    end: int
    text: str
    folded: str
    figures: list[Mention]
    periods: list[Mention]
    places: list[PlaceMention]
    cite_spans: tuple[tuple[int, int, str], ...]
    reference: date | None = None
    cited_year: int | None = None
    parties: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    towns: tuple[PlaceMention, ...] = ()
    cues: dict[str, list[Cue]] = field(default_factory=dict)

    def found(self, name: str) -> list[Cue]:
        """The cues of the family ``name`` in the sentence (found once)."""
        cues = self.cues.get(name)
        if cues is None:
            shifted = family("fr", name).find(self.folded[self.start : self.end])
            cues = [Cue(c.start + self.start, c.end + self.start, c.group, c.name, c.tense) for c in shifted]
            self.cues[name] = cues
        return cues

    def cite(self, start: int, end: int) -> str | None:
        """The number of the note whose scope holds ``start..end``, else None."""
        best: tuple[int, str] | None = None
        for low, high, number in self.cite_spans:
            if low <= start and end <= high and (best is None or high - low < best[0]):
                best = (high - low, number)
        return best[1] if best else None


Prepared = tuple[str, list[Mention], list[Mention], list[PlaceMention]]
_READ_ROLES = ("body", "list", "heading")


def sentences_of(document: Document, structure: Structure) -> Iterator[tuple[Sentence, Context]]:
    """Every sentence of the body in order, with the context it stands in."""
    from cordiale.extract.measure import close_measure
    from cordiale.extract.parties import assign
    from cordiale.extract.timing import close_sentence, resolve_periods

    groups = [(article, [(p, _prepare(p)) for p in passages]) for article, passages in _by_article(structure)]
    domains = _cited_domains(document.text)
    general = home_of([prepared for _, group in groups for _, prepared in group], domains=domains)
    for article, group in groups:
        written = structure.articles[article].written if article is not None else None
        home = home_of([prepared for _, prepared in group], general=general, domains=domains)
        titled = _sides_in(structure.articles[article].title) if article is not None else frozenset()
        partner = partner_of([prepared for _, prepared in group], home, titled)
        context = Context(home=home, written=written, partner=partner, bilateral={home, partner} <= titled)
        years = {note.number: structure.sources[note.source].year for note in structure.notes if note.source is not None and note.article == article}
        cited = [
            (number, c.scope.start, year)
            for number, (passage, _) in enumerate(group)
            for c in sorted(passage.citations, key=lambda citation: citation.scope.start)
            if (year := years.get(c.number))
        ]
        for number, (passage, (folded, mentions, periods, places)) in enumerate(group):
            context.paragraph, context.paragraph_period, context.figured = number, None, -1
            context.counted = None
            for sentence in _sentences(passage, folded, mentions, periods, places):
                sentence.cited_year = next((years[c] for _, _, c in sentence.cite_spans if years.get(c)), None)
                year = sentence.cited_year or _year_near(cited, (number, sentence.start), context)
                sentence.reference = date(year, 12, 31) if year else None
                resolve_periods(sentence, context)
                assign(sentence, context)
                yield sentence, context
                close_sentence(sentence, context)
                close_measure(sentence, context)


_NOTES_AROUND = 2


def _year_near(cited: Sequence[tuple[int, int, int]], place: tuple[int, int], context: Context) -> int | None:
    """The year that a sentence without a note is written in.

    The latest among the sources cited next to it and the years that the text has named before it, as
    far as the article's own year; that year where it cites nothing.
    """
    at = bisect_left(cited, (*place, 0))
    around = [year for _, _, year in cited[max(0, at - _NOTES_AROUND) : at + _NOTES_AROUND]]
    if not around or context.written is None:
        return max(around, default=context.written)
    named = int(context.anchor.until[:4]) if context.anchor is not None and context.anchor.until else 0
    return min(max(*around, named), context.written)


def _by_article(structure: Structure) -> Iterator[tuple[int | None, list[Passage]]]:
    groups: dict[int | None, list[Passage]] = {}
    for passage in structure.passages:
        if passage.role in _READ_ROLES:
            groups.setdefault(passage.article, []).append(passage)
    yield from groups.items()


def _prepare(passage: Passage) -> Prepared:
    folded = fold(passage.text)
    mentions = read(passage.text)
    figures = [mention for mention in mentions if mention.kind != "period"]
    periods = [mention for mention in mentions if mention.kind == "period"]
    return folded, figures, periods, find_places(passage.text, folded)


def _sentences(
    passage: Passage, folded: str, figures: list[Mention], periods: list[Mention], places: list[PlaceMention]
) -> Iterator[Sentence]:
    citations = sorted(passage.citations, key=lambda citation: citation.scope.start)
    open_cites: list[tuple[int, int, str]] = []
    cited = 0
    figures_in, periods_in, places_in = _Shares(figures), _Shares(periods), _Shares(places)
    for index, span in enumerate(passage.sentences):
        while cited < len(citations) and citations[cited].scope.start < span.end:
            scope = citations[cited].scope
            open_cites.append((scope.start, scope.end, citations[cited].number))
            cited += 1
        open_cites = [cite for cite in open_cites if cite[1] > span.start]
        yield Sentence(
            passage=passage, index=index, start=span.start, end=span.end, text=passage.text, folded=folded,
            figures=figures_in.until(span.end),
            periods=periods_in.until(span.end),
            places=places_in.until(span.end),
            cite_spans=tuple(open_cites),
        )  # fmt: skip


class _Shares(Generic[Found]):
    """Hands out a sorted list piece by piece, so that a long passage costs no more than its length."""

    def __init__(self, found: list[Found]) -> None:
        self._found = found
        self._next = 0

    def until(self, end: int) -> list[Found]:
        """What starts before ``end`` and was not handed out yet."""
        first = self._next
        while self._next < len(self._found) and self._found[self._next].start < end:
            self._next += 1
        return self._found[first : self._next]


_HOME_SHARE = 0.35
_DOMAIN = re.compile(r"[a-z0-9]\.([a-z]{2})(?=[/\s>)]|$)")
_COUNTRY_OF_DOMAIN = {"uk": "GB"}
"""Top-level domains are ISO 3166-1 codes but for this one (IANA root zone)."""


def home_of(passages: Sequence[Prepared], *, general: str | None = None, domains: Counter[str] | None = None) -> str | None:
    """The country that a text is written from, among those named in a third of its passages at least.

    Between such countries the one whose web sites are cited most decides, else the one named most.
    ``general`` (the whole document's) holds for an article too, unless the article never names it.
    None where no country stands out.
    """
    counts: Counter[str] = Counter()
    bearing = 0
    for _, _, _, places in passages:
        countries = {place.country for place in places if place.country}
        bearing += bool(countries)
        counts.update(countries)
    if general is not None and counts[general]:
        return general
    likely = [country for country, times in counts.items() if times >= _HOME_SHARE * bearing]
    if not likely:
        return general
    return max(likely, key=lambda country: ((domains or Counter())[country], counts[country], country))


_PARTNER_SHARE = 0.6
_TITLED_SHARE = 0.25


def partner_of(passages: Sequence[Prepared], home: str | None, titled: frozenset[str]) -> str | None:
    """The one side besides ``home`` that an article is about, a country or a bloc; None where there is none.

    Its title names it, or more than half of its passages do.
    """
    named = [{place.country or place.code for place in places} for _, _, _, places in passages]
    counts = Counter(side for sides in named for side in sides if side != home)
    bearing = sum(map(bool, named))
    for side, times in counts.most_common(2):
        if times >= (_TITLED_SHARE if side in titled else _PARTNER_SHARE) * bearing:
            return side
    return None


def _sides_in(title: str) -> frozenset[str]:
    return frozenset(place.country or place.code for place in find_places(title, fold(title)))


def _cited_domains(text: str) -> Counter[str]:
    found = Counter(_DOMAIN.findall(text))
    return Counter({_COUNTRY_OF_DOMAIN.get(domain, domain.upper()): times for domain, times in found.items()})
