"""The world that the synthetic ledgers tell of: countries, towns, goods, names; each pair drawn once."""

import random
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import combinations, product

from bench.findings_plants.telling import words

_LARGE = 150
"""Towns of so many thousand people are known to everyone."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its article, as the language names it."""

    code: str
    name: str

    @property
    def of(self) -> str:
        """The name after "of"."""
        for article, joined in words()["of"].items():
            if self.name.startswith(article):
                return str(joined + self.name[len(article) :])
        return str(words()["plain_of"] + self.name)


@dataclass(frozen=True, slots=True)
class Town:
    """A town by the code of a party."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Two countries and a good: what no other plant tells of.

    ``item`` is the good where statements name it, None where only the words beside them do: the reading
    does not always tell which good a figure is about.
    """

    a: Country
    b: Country
    goods: str
    item: str | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """The places that its statements are about."""
        return tuple(sorted((self.a.code, self.b.code)))

    @property
    def slots(self) -> dict[str, str]:
        """Its words, for the templates."""
        vowel = self.goods[0] in "aeiouâéèêîôûh" and self.goods[:4] != "houb"
        of_goods = (words()["elided_of"] if vowel else words()["plain_of"]) + self.goods
        return {
            "a": self.a.name,
            "b": self.b.name,
            "of_a": self.a.of,
            "of_b": self.b.of,
            "goods": self.goods,
            "of_goods": of_goods,
        }


class World:
    """Draws what has not been drawn before, always the same for one seed.

    >>> world = World(1)
    >>> world.cell() == world.cell()
    False
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"world {seed}")
        self.countries = [Country(code, name) for code, name in sorted(words()["countries"].items())]
        self._cells = self._shuffled(self._most_cells)
        self._names = self._shuffled(len(words()["syllables"]) ** 4)
        self._twins = self._shuffled(len(_towns()) * (len(_towns()) - 1) // 2)

    def _shuffled(self, size: int) -> "_Walk":
        return _Walk(size, self._chance.randrange(size))

    @property
    def _most_cells(self) -> int:
        return len(self.pairs) * len(words()["goods"])

    @cached_property
    def pairs(self) -> list[tuple[Country, Country]]:
        """All pairs of countries, in an order of chance."""
        pairs = list(combinations(self.countries, 2))
        self._chance.shuffle(pairs)
        return pairs

    def cell(self) -> Cell:
        """Two countries and a good that no cell had before."""
        pair, goods = divmod(self._cells.next(), len(words()["goods"]))
        name = words()["goods"][goods]
        return Cell(*self.pairs[pair], name, name if self._chance.random() < 0.5 else None)

    def name(self) -> str:
        """A name of four syllables that nothing had before."""
        syllables, left, name = words()["syllables"], self._names.next(), ""
        for _ in range(4):
            left, last = divmod(left, len(syllables))
            name += syllables[last]
        return name.capitalize()

    def twins(self) -> tuple[Town, Town]:
        """Two towns of two countries, no pair twice."""
        towns = _towns()
        while True:
            number = self._twins.next()
            # The number of a pair in the triangle of pairs.
            high = int((1 + (1 + 8 * number) ** 0.5) / 2)
            high -= high * (high - 1) // 2 > number
            low = number - high * (high - 1) // 2
            if towns[low].code[:2] != towns[high].code[:2]:
                return towns[low], towns[high]


class _Walk:
    """Every number below ``size`` once, in an order that looks like chance and costs no memory."""

    def __init__(self, size: int, start: int) -> None:
        self._size, self._at = size, start
        step = int(size * 0.6180339887) | 1
        while _common(step, size) != 1:
            step += 2
        self._step, self._left = step, size

    def next(self) -> int:
        if self._left == 0:
            raise ValueError("the world is too small for a ledger of this size")
        self._left -= 1
        self._at = (self._at + self._step) % self._size
        return self._at


def _common(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


@cache
def _towns() -> tuple[Town, ...]:
    """Large towns with a plain name that no other has."""
    table = (
        files("cordiale").joinpath("data", "places", "generated", "cities.tsv").read_text(encoding="utf-8")
    )
    spoken_of = set(words()["countries"])
    found: dict[str, list[Town]] = {}
    for line in table.splitlines():
        country, name, population, *_ = line.split("\t")
        if int(population) >= _LARGE:
            found.setdefault(name, []).append(Town(f"{country}:{name}", name))
    return tuple(
        towns[0]
        for name, towns in found.items()
        if len(towns) == 1 and name.isascii() and name.isalpha() and towns[0].code[:2] in spoken_of
    )


@cache
def hot_names(number: int, seed: int) -> tuple[str, ...]:
    """Names of three syllables, for what is spoken of again and again."""
    syllables = words()["syllables"]
    names = ["".join(item).capitalize() for item in product(syllables, repeat=3)]
    return tuple(random.Random(f"names {seed}").sample(names, number))
