"""The scenes of a document: its sentences in order, each with what was found in it and its context."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Generic, TypeVar

from cordiale.extract.measure import close_measure
from cordiale.extract.parties import assign
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.standpoint import Prepared, cited_domains, home_of, partner_of, sides_in
from cordiale.extract.timing import close_sentence, resolve_periods
from cordiale.language import read
from cordiale.model import Document, Mention, Passage, Span, Structure
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import PlaceMention, Scan, find_places, frequent_countries, scan_text

Found = TypeVar("Found", bound=Mention | PlaceMention)
_LONGEST = 1500
"""No sentence of prose is longer, in characters (the longest of three books has 900)."""
_READ_ROLES = ("body", "list", "heading")


def sentences_of(document: Document, structure: Structure) -> Iterator[tuple[Sentence, Context]]:
    """Every sentence of the body in order, with the context it stands in."""
    groups = list(_prepared(structure))
    domains = cited_domains(document.text)
    general = home_of([prepared for _, group in groups for _, prepared in group], domains=domains)
    for article, group in groups:
        written = structure.articles[article].written if article is not None else None
        home = home_of([prepared for _, prepared in group], general=general, domains=domains)
        titled = sides_in(structure.articles[article].title) if article is not None else frozenset()
        partner = partner_of([prepared for _, prepared in group], home, titled)
        context = Context(
            home=home,
            written=written,
            partner=partner,
            bilateral={home, partner} <= titled,
            introduced=partner in titled,
        )
        years = {
            note.number: structure.sources[note.source].year
            for note in structure.notes
            if note.source is not None and note.article == article
        }
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
                sentence.cited_year = next(
                    (years[c] for _, _, c in sentence.cite_spans if years.get(c)), None
                )
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


def _prepared(structure: Structure) -> Iterator[tuple[int | None, list[tuple[Passage, Prepared]]]]:
    """The passages of each article with what is found in them; what the whole is about decides namesakes."""
    articles = [
        (article, passages, [scan_text(fold(passage.text), "fr") for passage in passages])
        for article, passages in _by_article(structure)
    ]
    about = frequent_countries(scan for _, _, scans in articles for scan in scans)
    for article, passages, scans in articles:
        home = about | frequent_countries(scans)
        yield article, [(p, _prepare(p, scan, home)) for p, scan in zip(passages, scans, strict=True)]


def _prepare(passage: Passage, scan: Scan, home: frozenset[str]) -> Prepared:
    mentions = read(passage.text, folded=scan.folded)
    figures = [mention for mention in mentions if mention.kind != "period"]
    periods = [mention for mention in mentions if mention.kind == "period"]
    return scan.folded, figures, periods, find_places(passage.text, scan.folded, home=home, scan=scan)


def _sentences(
    passage: Passage, folded: str, figures: list[Mention], periods: list[Mention], places: list[PlaceMention]
) -> Iterator[Sentence]:
    citations = sorted(passage.citations, key=lambda citation: citation.scope.start)
    open_cites: list[tuple[int, int, str]] = []
    cited = 0
    figures_in, periods_in, places_in = _Shares(figures), _Shares(periods), _Shares(places)
    for index, span in _readable(passage):
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


def _readable(passage: Passage) -> Iterator[tuple[int, Span]]:
    """The sentences with their numbers; an endless one (a table, a list without stops) is cut at spaces.

    What a sentence costs grows faster than its length, so its length is bounded.
    """
    for index, span in enumerate(passage.sentences):
        start = span.start
        while span.end - start > _LONGEST:
            cut = passage.text.rfind(" ", start + 1, start + _LONGEST) + 1
            cut = cut if cut > start + 1 else start + _LONGEST
            yield index, Span(start, cut)
            start = cut
        yield index, Span(start, span.end)


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
