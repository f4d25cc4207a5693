"""A sentence with everything found in it, and what context carries from one to the next."""

from dataclasses import dataclass, field
from datetime import date

from cordiale.extract.cues import Cue, family
from cordiale.extract.recall import Recall
from cordiale.model import Mention, Passage
from cordiale.vocabulary.places import PlaceMention


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of links that the text has opened: the countries it may be between, the place whose partners
    it lists, and how such places are called in it (region, city, district).
    """

    countries: tuple[str, ...]
    owner: str | None = None
    owner_kind: str | None = None


@dataclass(slots=True)
class Context:
    """What carries from sentence to sentence of one article.

    ``home`` is the country the article is written from, ``written`` the year of writing; ``anchor``
    the last absolute period named, ``focus`` the parties talked about, ``measure`` the last measure,
    ``unit`` that of the last great figure and its paragraph.
    """

    home: str | None
    written: int | None
    partner: str | None = None
    introduced: bool = False
    bilateral: bool = False
    anchor: Mention | None = None
    since: Mention | None = None
    before_since: Mention | None = None
    since_reach: tuple[tuple[int, int], ...] = ()
    focus: tuple[str, ...] = ()
    focus_paragraph: int = -1
    own_region: tuple[str, ...] = ()
    own_paragraph: int = -1
    ground: tuple[str, ...] = ()
    ground_paragraph: int = -1
    seat_paragraph: int = -1
    alone: tuple[str, ...] = ()
    alone_paragraph: int = -1
    measure: str | None = None
    counted: str | None = None
    counted_in: tuple[int, int] | None = None
    unit: tuple[str | None, int] = (None, -1)
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
    alone: tuple[str, ...] = ()
    towns: tuple[PlaceMention, ...] = ()
    cues: dict[str, list[Cue]] = field(default_factory=dict)

    def found(self, name: str) -> list[Cue]:
        """The cues of the family ``name`` in the sentence (found once)."""
        cues = self.cues.get(name)
        if cues is None:
            cues = family("fr", name).find(self.folded[self.start : self.end], self.start)
            self.cues[name] = cues
        return cues

    def cite(self, start: int, end: int) -> str | None:
        """The number of the note whose scope holds ``start..end``, else None."""
        best: tuple[int, str] | None = None
        for low, high, number in self.cite_spans:
            if low <= start and end <= high and (best is None or high - low < best[0]):
                best = (high - low, number)
        return best[1] if best else None
