"""What all plants are drawn with: the world, chance, and the templates."""

import random
from collections.abc import Mapping

from bench.findings_plants.printing import BILLION, MILLION
from bench.findings_plants.telling import Paragraph, Sentence, sentence, words
from bench.findings_plants.world import World

ERAS = (2018, 2020, 2023)
"""The years in which articles are written: what was promised in one is reported in a later one."""
FIRST, MIDDLE, LAST = ERAS


class Draw:
    """Chance, the world, and numbers of sources; the same for one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(f"plants {seed}")
        self.world = World(seed)
        self._sources = 0

    def source(self) -> int:
        """A source that nothing cited before, by its number."""
        self._sources += 1
        return self._sources

    def year(self, first: int = 2010, last: int = 2021) -> int:
        """A year, both ends possible."""
        return self.chance.randint(first, last)

    def month(self) -> int:
        """A month, 1 to 12."""
        return self.chance.randint(1, 12)

    def amount(self) -> int:
        """Dollars of three figures: 10.1 to 999 million, or one of ten times 1.01 to 9.99 billion.

        The last figure is no nought: a round amount may stand for many.
        """
        digits = 10 * self.chance.randint(10, 99) + self.chance.randint(1, 9)
        if self.chance.random() < 0.1:
            return digits * BILLION // 100
        return digits * MILLION // self.chance.choice((1, 10))

    def say(self, key: str, slots: Mapping[str, object], source: int | None = None) -> Sentence:
        """One of the ways to say ``key``."""
        return sentence(self.chance.choice(words()[key]), slots, source)


def passage(era: int, *sentences: Sentence) -> Paragraph:
    """A paragraph of an article written in ``era``."""
    return Paragraph(era, list(sentences))


def away(value: int, ratio: float) -> int:
    """About ``ratio`` times ``value``, with three figures of which the last is no nought."""
    wanted, step = value * ratio, 1
    while wanted >= 1000 * step:
        step *= 10
    digits = round(wanted / step)
    return (digits + (digits % 10 == 0)) * step
