"""The points of the trade series: figures with what they stand for, their period and their scope."""

import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from cordiale.analysis.scopes import Scope, country_of, owners, scope_of, scope_words
from cordiale.model import Placed
from cordiale.registers.holdings import Holdings
from cordiale.registers.intervals import Printed, figure_of, gap
from cordiale.resolve.topics import Topic
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

SeriesKey = tuple[
    str | None, str | None, str | None, tuple[str, ...], str | None, bool, str | None, frozenset[str]
]
"""Measure, transform, unit, parties, head noun, increment, institution, words of the scope."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series.

    ``subject`` is the institution it belongs to, None for the places themselves. ``trusted`` tells that its
    passage itself names its places and its year, and that nothing there makes it a part, a base or a
    mean: only such points may contradict one another.
    """

    item: Placed
    figure: Printed
    topic: Topic
    scope: Scope
    since: date
    until: date
    subject: str | None
    trusted: bool

    @property
    def key(self) -> SeriesKey:
        """Equal for the points of one series."""
        return self.series()

    def series(self, measure: str | None = None, transform: str | None = None) -> SeriesKey:
        """The key of the series that this point would belong to with another measure or transform.

        A ratio has no unit and a level may have any, so that keys are compared without the unit where
        the transform is another one.
        """
        fields = self.item.fields
        return (
            measure or fields["measure"],
            transform or fields["transform"],
            fields["unit"] if transform in (None, fields["transform"]) else None,
            self.item.statement.parties,
            self.topic.head if fields["unit"] == "count" else None,
            self.topic.increment,
            self.subject,
            self.scope.words,
        )

    @property
    def period(self) -> tuple[date, date]:
        """First and last day."""
        return self.since, self.until

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands, for a fixed order."""
        return self.item.document, self.item.start

    @property
    def passage(self) -> tuple[int, int]:
        """The paragraph it stands in."""
        setting = self.item.setting
        return self.item.volume, -1 if setting is None else setting.ordinal

    @property
    def told(self) -> str:
        """The figure as printed, on one line."""
        return " ".join(self.item.statement.evidence.quote.split())

    def covers_year(self) -> bool:
        """Whether its period is one calendar year."""
        return self.period == (date(self.since.year, 1, 1), date(self.since.year, 12, 31))


def points_of(holdings: Holdings) -> tuple[Point, ...]:
    """The points of all series, in reading order; kept for the next analysis of the same holdings."""
    held = _HELD.get(id(holdings))
    if held is None or held[0]() is not holdings:
        _HELD.clear()
        held = (weakref.ref(holdings), tuple(_read(holdings)))
        _HELD[id(holdings)] = held
    return held[1]


_HELD: dict[int, tuple[weakref.ref[Holdings], tuple[Point, ...]]] = {}


def _read(holdings: Holdings) -> Iterator[Point]:
    homes, alone = _homes(holdings.placed), _lonely(holdings)
    context = _Context(holdings)
    spoken: dict[tuple[int, int, int], set[tuple[object, ...]]] = defaultdict(set)
    for item in holdings.of_kind("observation"):
        place = _sentence(item)
        if place is not None:
            spoken[place].add(_thing(item))
    for item in holdings.of_kind("observation"):
        period = item.period
        if item.statement.status != "actual" or period is None:
            continue
        if item.statement.parties in alone:
            continue
        figure, scope = figure_of(item), scope_of(item)
        if figure is None or scope is None:
            continue
        topic = holdings.topic(item)
        subject = context.institution(topic.subject or _only_named(item, holdings)) or context.meant(item)
        if subject is None and not item.statement.parties:
            continue
        trusted = (
            scope.dated
            and not _is_dated_early(item, scope)
            and not scope.hazards - _resolved(item, spoken)
            and not scope.places
            and context.names_all(item, scope, homes.get(item.volume))
            and (subject is not None or context.is_general(item))
        )
        if subject is not None:
            scope = replace(scope, words=scope.words - context.name_words(subject))
        yield Point(item, figure, topic, scope, *period, subject, trusted)


def _sentence(item: Placed) -> tuple[int, int, int] | None:
    if item.setting is None or item.at is None:
        return None
    return item.volume, item.setting.ordinal, item.setting.sentence_at(item.at.start)


def _thing(item: Placed) -> tuple[object, ...]:
    return item.fields["measure"], item.fields["unit"], item.statement.parties


def _resolved(item: Placed, spoken: Mapping[tuple[int, int, int], set[tuple[object, ...]]]) -> frozenset[str]:
    """A pronoun stands for what the sentence before told a like figure of, and is no hazard then."""
    place = _sentence(item)
    if place is None:
        return frozenset()
    before = spoken.get((place[0], place[1], place[2] - 1), ())
    return frozenset(("pronoun",)) if _thing(item) in before else frozenset()


def _only_named(item: Placed, holdings: Holdings) -> str | None:
    """The one organisation that a statement names, where its topic knows none."""
    named = holdings.entities.of(item.id)
    return named[0].id if len(named) == 1 else None


def _is_dated_early(item: Placed, scope: Scope) -> bool:
    """Whether a growth has an earlier year than its sentence ends in: that of its base, most likely."""
    period = item.period
    return (
        item.fields["transform"] == "growth"
        and period is not None
        and any(year > period[1].year for year in scope.years)
    )


class _Context:
    """Whose figures the articles and paragraphs tell, which their single sentences need not say."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._named: defaultdict[tuple[int, int], list[tuple[int, str | None, str | None]]] = defaultdict(
            list
        )
        self._about = _about(holdings.placed)
        self._name_words: dict[str, frozenset[str]] = {}
        counts: defaultdict[tuple[int, int], Counter[str | None]] = defaultdict(Counter)
        for item in holdings.of_kind("observation"):
            subject = self.institution(holdings.topic(item).subject)
            counts[_article(item)][subject] += 1
            if item.setting is not None and item.at is not None and (owners(item) or subject):
                sentence = item.setting.sentence_at(item.at.start)
                place = item.volume, item.setting.ordinal
                self._named[place].append((sentence, item.fields["measure"], subject))
        self._institutions: dict[tuple[int, int], str] = {}
        for article, held in counts.items():
            for subject, count in held.most_common():
                if subject is not None and count >= max(_FEWEST_OF_ONE, _PART_OF_ONE * held.total()):
                    self._institutions.setdefault(article, subject)

    def institution(self, subject: str | None) -> str | None:
        """A subject that is an institution or a firm; None for what names a place."""
        entity = None if subject is None else self._holdings.entities.get(subject)
        name = subject if entity is None else entity.name
        return None if name is None or _is_place(name) else subject

    def names_all(self, item: Placed, scope: Scope, home: str | None) -> bool:
        """Whether it is plain which places a figure is about.

        Each is named in its sentence, or in the nearest one before that names any place and names
        no other; or it is the home country of the document, or what nearly all of its article is about.
        """
        parties = item.statement.parties
        known = frozenset(parties) | {country_of(party) for party in parties}
        named = scope.named | (scope.around if scope.around <= known else frozenset())
        if scope.around and not scope.around <= known and not scope.named:
            return False
        about = self._about.get(_article(item), frozenset())
        return all(party in named or party == home or party in about for party in parties)

    def is_general(self, item: Placed) -> bool:
        """Whether a figure that names no institution is of the places themselves.

        It is not where its article is about one institution, or where the sentences just before tell
        the same measure of an organisation.
        """
        if _article(item) in self._institutions or item.setting is None or item.at is None:
            return False
        sentence = item.setting.sentence_at(item.at.start)
        return not any(
            sentence - _LOOK_BACK <= at <= sentence and measure == item.fields["measure"]
            for at, measure, _ in self._named.get((item.volume, item.setting.ordinal), ())
        )

    def meant(self, item: Placed) -> str | None:
        """The institution that an article is about, where the sentences just before a figure speak of it."""
        subject = self._institutions.get(_article(item))
        if subject is None or item.setting is None or item.at is None or item.statement.orgs:
            return None
        sentence = item.setting.sentence_at(item.at.start)
        before = self._named.get((item.volume, item.setting.ordinal), ())
        spoken = any(sentence - _LOOK_BACK <= at <= sentence and named == subject for at, _, named in before)
        return subject if spoken else None

    def name_words(self, subject: str) -> frozenset[str]:
        """The beginnings of the words in an institution's names, which tell nothing more of its figures."""
        if subject not in self._name_words:
            entity = self._holdings.entities.get(subject)
            names = [subject] if entity is None else [entity.name, *entity.names]
            self._name_words[subject] = frozenset(word for name in names for word in scope_words(name))
        return self._name_words[subject]


_FEWEST_OF_ONE, _PART_OF_ONE = 3, 0.3
"""So many figures, and so great a part of an article's, make it an article about one institution."""
_MOST = 0.75
"""Part of an article's statements that makes a place one that it is about."""
_LOOK_BACK = 2
"""Sentences before a figure whose organisation may still be meant."""


def _article(item: Placed) -> tuple[int, int]:
    return item.volume, -1 if item.article is None else item.article.ordinal


@lru_cache(maxsize=4096)
def _is_place(name: str) -> bool:
    """Whether a name names a place and nothing else, as do readings of "le Belarus" as an organisation."""
    mentions = find_places(name, fold(name))
    return bool(mentions) and mentions[0].start == 0 and mentions[-1].end == len(name)


def _lonely(holdings: Holdings) -> frozenset[tuple[str, ...]]:
    """Places that one observation only is about: nothing to compare it with."""
    counts = Counter(item.statement.parties for item in holdings.of_kind("observation"))
    return frozenset(parties for parties, count in counts.items() if count == 1)


def _homes(placed: Iterable[Placed]) -> Mapping[int, str]:
    """The country that most statements of a document are about, which its sentences need not name."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    totals: Counter[int] = Counter()
    for item in placed:
        if item.statement.parties:
            totals[item.volume] += 1
            counts[item.volume].update({country_of(party) for party in item.statement.parties})
    found = {}
    for volume, held in counts.items():
        country, count = min(held.items(), key=lambda entry: (-entry[1], entry[0]))
        if 2 * count > totals[volume]:
            found[volume] = country
    return found


def _about(placed: Iterable[Placed]) -> Mapping[tuple[int, int], frozenset[str]]:
    """The places that nearly all statements of an article are about."""
    counts: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    totals: Counter[tuple[int, int]] = Counter()
    for item in placed:
        if item.statement.parties:
            totals[_article(item)] += 1
            counts[_article(item)].update(item.statement.parties)
    return {
        article: frozenset(
            p for p, count in held.items() if count >= max(_FEWEST_OF_ONE, _MOST * totals[article])
        )
        for article, held in counts.items()
    }


def percent(left: Printed, right: Printed) -> float:
    """How far apart two figures are, in per cent of the greater."""
    return round(100 * gap(left, right), 1)


def by_series(points: Iterable[Point]) -> Mapping[SeriesKey, tuple[Point, ...]]:
    """The points series by series."""
    found: defaultdict[SeriesKey, list[Point]] = defaultdict(list)
    for point in points:
        found[point.key].append(point)
    return {key: tuple(held) for key, held in found.items()}
