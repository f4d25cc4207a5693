"""A whole synthetic ledger: plants sown into common ground, printed as documents."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bench.findings_plants.common_ground import CommonGround
from bench.findings_plants.deeds import DEEDS
from bench.findings_plants.drawing import Draw
from bench.findings_plants.figures import FIGURES
from bench.findings_plants.pages import Page, lay_out, placed_on
from bench.findings_plants.telling import Paragraph, Plant

from cordiale.ledger import Ledger
from cordiale.model import Placed

MAKERS = (*FIGURES, *DEEDS)
"""What makes each kind of plant."""
PLANTED = 0.2
"""The part of all statements that plants tell."""
AS_OF = date(2023, 12, 31)
"""The day that silences and deadlines are judged from."""
_ARTICLE = 14
"""Paragraphs of an article."""
_BOOK = 24
"""Articles of a document."""


@dataclass(slots=True)
class Field:
    """A synthetic ledger. ``articles`` are the paragraphs of each with the year it was written in."""

    seed: int
    plants: list[Plant]
    articles: list[tuple[int, list[Paragraph]]]

    def pages(self) -> Iterator[Page]:
        """The documents, one after the other; the anchors get their places as they are laid out."""
        for first in range(0, len(self.articles), _BOOK):
            yield lay_out(f"book-{first // _BOOK + 1:05}.txt", self.articles[first : first + _BOOK])

    def placed(self) -> list[Placed]:
        """All statements as a ledger of these documents would give them."""
        return [item for volume, page in enumerate(self.pages(), 1) for item in placed_on(page, volume)]


def grow(size: int, seed: int = 1) -> Field:
    """A field of at least ``size`` statements, the same for the same arguments.

    >>> len(grow(1000).placed())
    1000
    """
    draw, told = Draw(seed), 0
    plants: list[Plant] = []
    while told < size * PLANTED or len(plants) < len(MAKERS):
        plants.append(MAKERS[len(plants) % len(MAKERS)](draw))
        told += len(plants[-1].all_anchors)
    ground = CommonGround(draw)
    paragraphs: list[Paragraph] = [paragraph for plant in plants for paragraph in plant.paragraphs]
    while told < size:
        paragraphs.append(ground.paragraph())
        told += sum(len(sentence.anchors) for sentence in paragraphs[-1].sentences)
    return Field(seed, plants, _shelve(paragraphs, seed))


def _shelve(paragraphs: list[Paragraph], seed: int) -> list[tuple[int, list[Paragraph]]]:
    """The paragraphs in articles of their year, in an order of chance: what belongs together stands apart."""
    chance = random.Random(f"shelves {seed}")
    eras: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        eras.setdefault(paragraph.era, []).append(paragraph)
    articles = []
    for era, told in sorted(eras.items()):
        chance.shuffle(told)
        articles += [(era, told[at : at + _ARTICLE]) for at in range(0, len(told), _ARTICLE)]
    chance.shuffle(articles)
    return articles


def record(field: Field, ledger: Ledger) -> None:
    """Write a field into a ledger, document after document, as reading does."""
    for page in field.pages():
        ledger.record(page.document, page.structure, page.statements, "bench@1")
