"""The scene a statement is made in: a sentence with everything found in it, and what context carries."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

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


@dataclass(slots=True)
class Context:
    """What carries from sentence to sentence of one article.

    ``home`` is the country the article is written from, ``written`` the year of writing; ``anchor``
    the last absolute period named, ``focus`` the parties talked about, ``measure`` the last measure.
    """

    home: str | None
    written: int | None
    partner: str | None = None
    anchor: Mention | None = None
    focus: tuple[str, ...] = ()
    focus_paragraph: int = -1
    own_region: tuple[str, ...] = ()
    own_paragraph: int = -1
    measure: str | None = None
    counted: str | None = None
    paragraph_period: Mention | None = None
    figured: int = -1
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
        context = Context(home=home, written=written, partner=partner_of([prepared for _, prepared in group], home))
        years = {note.number: structure.sources[note.source].year for note in structure.notes if note.source is not None and note.article == article}
        for number, (passage, (folded, mentions, periods, places)) in enumerate(group):
            context.paragraph, context.paragraph_period, context.figured = number, None, -1
            context.counted = None
            cited = [(c.scope.start, year) for c in passage.citations if (year := years.get(c.number))]
            for sentence in _sentences(passage, folded, mentions, periods, places):
                sentence.cited_year = next((years[c] for _, _, c in sentence.cite_spans if years.get(c)), None)
                year = sentence.cited_year or _year_near(cited, sentence.start, context)
                sentence.reference = date(year, 12, 31) if year else None
                resolve_periods(sentence, context)
                assign(sentence, context)
                yield sentence, context
                close_sentence(sentence, context)
                close_measure(sentence, context)


def _year_near(cited: Sequence[tuple[int, int]], position: int, context: Context) -> int | None:
    """The year that a sentence without a note is written in.

    That of the source cited next in the passage, or a later one that the text has named before, as far
    as the article's own year; else the article's year.
    """
    after = [year for start, year in cited if start >= position]
    if not after or context.written is None:
        return after[0] if after else context.written
    named = int(context.anchor.until[:4]) if context.anchor is not None and context.anchor.until else 0
    return max(after[0], min(named, context.written))


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
    cites = tuple((c.scope.start, c.scope.end, c.number) for c in passage.citations)
    for index, span in enumerate(passage.sentences):
        inside = [c for c in cites if c[0] < span.end and span.start < c[1]]
        yield Sentence(
            passage=passage, index=index, start=span.start, end=span.end, text=passage.text, folded=folded,
            figures=[m for m in figures if span.start <= m.start < span.end],
            periods=[m for m in periods if span.start <= m.start < span.end],
            places=[m for m in places if span.start <= m.start < span.end],
            cite_spans=tuple(inside),
        )  # fmt: skip


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
    return max(likely, key=lambda country: ((domains or {}).get(country, 0), counts[country], country))


_PARTNER_SHARE = 0.5


def partner_of(passages: Sequence[Prepared], home: str | None) -> str | None:
    """The one country besides ``home`` that half of an article's passages name; None where there is none."""
    named = [{place.country for place in places if place.country} for _, _, _, places in passages]
    counts = Counter(country for countries in named for country in countries if country != home)
    if not counts:
        return None
    country, times = counts.most_common(1)[0]
    return country if times >= _PARTNER_SHARE * sum(map(bool, named)) else None


def _cited_domains(text: str) -> Counter[str]:
    found = Counter(_DOMAIN.findall(text))
    return Counter({_COUNTRY_OF_DOMAIN.get(domain, domain.upper()): times for domain, times in found.items()})
