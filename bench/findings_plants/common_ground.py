"""All the rest of a ledger: what many sources tell again and again of few partners, without contradicting itself.

A few pairs, parks and bodies are told of in most statements, and the more the larger the ledger is: groups of
one topic grow with it, as they do in real ones. Each figure is a function of what it is about, so that no two differ.
"""

import random
from collections.abc import Callable

from bench.findings_plants.drawing import FIRST, LAST, MIDDLE, Draw, passage
from bench.findings_plants.printing import (
    MILLION,
    change,
    count,
    end_of,
    event,
    link,
    money,
    month,
    paper,
    year,
)
from bench.findings_plants.telling import Paragraph, words
from bench.findings_plants.world import Cell, hot_names

_SOURCES = 400
"""Sources of which all quote, numbered below the plants' own."""
_FIRST_YEAR = 2004
_BODIES = 12
"""Sessions that a body of the common ground has held."""


class CommonGround:
    """Paragraphs without anything to find, one after the other."""

    def __init__(self, draw: Draw) -> None:
        self._draw, self._chance = draw, random.Random(f"ground {draw.seed}")
        self._goods = words()["goods"]
        self._parks = hot_names(400, draw.seed)
        self._kinds: tuple[Callable[[], Paragraph], ...] = (
            self._level, self._level, self._rounded, self._change, self._change, self._residents, self._visit,
            self._agreement, self._session, self._hope, self._forum, self._opening, self._venture, self._plan,
        )  # fmt: skip

    def paragraph(self) -> Paragraph:
        """The next one: one to three sentences of one kind."""
        kind = self._chance.choice(self._kinds)
        first = kind()
        for _ in range(self._chance.randint(0, 2)):
            first.sentences += kind().sentences
        return first

    def _rank(self, most: int) -> int:
        """A place in a list whose first are drawn most often (a tenth of all for the first of many)."""
        return int(most ** self._chance.random()) - 1

    def _source(self) -> int | None:
        return -1 - self._rank(_SOURCES) if self._chance.random() < 0.4 else None

    def _cell(self) -> Cell:
        pairs = self._draw.world.pairs
        return Cell(*pairs[self._rank(len(pairs))], self._chance.choice(self._goods))

    def _fixed(self, *about: object) -> random.Random:
        return random.Random(f"{self._draw.seed} {about}")

    def _value(self, cell: Cell, when: int) -> int:
        chance = self._fixed(cell.a.code, cell.b.code, when)
        return chance.randint(101, 999) * MILLION // 10

    def _year(self) -> int:
        return self._chance.randint(_FIRST_YEAR, 2021)

    def _level(self) -> Paragraph:
        cell, when = self._cell(), self._year()
        anchor = money(self._value(cell, when), year(when), cell.parties)
        slots = cell.slots | {"year": when, "v": anchor}
        return passage(LAST, self._draw.say("trade", slots, self._source()))

    def _rounded(self) -> Paragraph:
        cell, when = self._cell(), self._year()
        value = self._value(cell, when)
        step = 10 ** (len(str(value)) - 2)
        anchor = money((value + step // 2) // step * step, year(when), cell.parties, bound="~")
        slots = cell.slots | {"year": when, "v": anchor}
        return passage(LAST, self._draw.say("trade_about", slots, self._source()))

    def _change(self) -> Paragraph:
        cell, when = self._cell(), self._year()
        ratio = round((self._value(cell, when) / self._value(cell, when - 1) - 1) * 1000)
        key = "trade_growth" if ratio >= 0 else "trade_fall"
        slots = cell.slots | {"year": when, "p": change(ratio, year(when), cell.parties)}
        return passage(LAST, self._draw.say(key, slots, self._source()))

    def _residents(self) -> Paragraph:
        number, when = self._rank(len(self._parks)), self._year()
        park = words()["park"].format(name=self._parks[number])
        chance = self._fixed("park", number)
        held = chance.randint(5, 20) + (when - _FIRST_YEAR) * chance.randint(3, 12)
        anchor = count(held, words()["item"]["resident"], end_of(when), (), orgs=(self._parks[number],))
        return passage(
            LAST, self._draw.say("residents", {"year": when, "park": park, "n": anchor}, self._source())
        )

    def _visit(self) -> Paragraph:
        cell, when, which = self._cell(), self._year(), self._draw.month()
        noun = words()["nouns"]["visit"]
        anchor = event(noun, "visit", cell.parties, date=f"{when}-{which:02}")
        slots = cell.slots | {"visit": anchor, "month": month(which), "year": when}
        return passage(LAST, self._draw.say("visits", slots, self._source()))

    def _agreement(self) -> Paragraph:
        cell, when, which = self._cell(), self._year(), self._draw.month()
        doctype = self._chance.choice(("agreement", "memorandum"))
        anchor = paper(words()["nouns"][doctype], doctype, cell.parties, date=f"{when}-{which:02}")
        slots = cell.slots | {"paper": anchor, "month": month(which), "year": when}
        return passage(LAST, self._draw.say("agreements", slots, self._source()))

    def _session(self) -> Paragraph:
        cell, number = self._cell(), self._chance.randint(1, _BODIES)
        when = 2006 + number
        which = self._fixed("session", cell.a.code, cell.b.code, number).randint(1, 12)
        noun = words()["nouns"]["committee"]
        anchor = event(noun, "commission", cell.parties, ordinal=number, date=f"{when}-{which:02}")
        slots = cell.slots | {"session": anchor, "ordinal": number, "month": month(which), "year": when}
        return passage(MIDDLE, self._draw.say("joined", slots, self._source()))

    def _forum(self) -> Paragraph:
        """A forum, announced in one article or held in another: seldom is both told of one."""
        cell, when, which = self._cell(), self._chance.randint(2016, 2019), self._draw.month()
        coming = self._chance.random() < 0.5
        noun, status = words()["nouns"]["forum"], "planned" if coming else "actual"
        anchor = event(noun, "forum", cell.parties, date=f"{when}-{which:02}", status=status)
        slots = cell.slots | {"forum": anchor, "month": month(which), "year": when}
        key, era = ("announced", FIRST) if coming else ("held", LAST)
        return passage(era, self._draw.say(key, slots, self._source()))

    def _firm(self) -> tuple[str, str]:
        name = self._parks[-1 - self._rank(len(self._parks) // 2)]
        return name, words()["firm"].format(name=name)

    def _opening(self) -> Paragraph:
        (name, firm), when, which = self._firm(), self._chance.randint(2019, 2022), self._draw.month()
        noun, date = words()["nouns"]["opened"], f"{when}-{which:02}"
        anchor = event(noun, "opening", (), date=date, status="planned", orgs=(name,))
        slots = {"firm": firm, "plant": anchor, "month": month(which), "year": when}
        return passage(FIRST, self._draw.say("opened", slots, self._source()))

    def _venture(self) -> Paragraph:
        cell, (name, firm) = self._cell(), self._firm()
        since = self._fixed("venture", name, cell.b.code).randint(2005, 2019)
        noun = words()["nouns"]["venture"]
        anchor = link(noun, "joint_venture", (cell.b.code,), str(since), orgs=(name,))
        slots = cell.slots | {"firm": firm, "venture": anchor, "year": since}
        return passage(LAST, self._draw.say("ventures", slots, self._source()))

    def _plan(self) -> Paragraph:
        cell, step = self._cell(), self._chance.randint(0, 3)
        first = 2011 + 3 * step
        which = self._fixed("plan", cell.a.code, cell.b.code, step).randint(1, 12)
        date = f"{first - 1}-{which:02}"
        noun = words()["nouns"]["plan"]
        anchor = paper(noun, "programme", cell.parties, date=date, valid=[first, first + 2])
        told = {"plan": anchor, "first": first, "last": first + 2, "month": month(which), "year": first - 1}
        return passage(LAST, self._draw.say("plans", cell.slots | told, self._source()))

    def _hope(self) -> Paragraph:
        cell = self._cell()
        wanted = self._fixed("hope", cell.a.code, cell.b.code).randint(2, 40) * 50 * MILLION
        goal = money(wanted, year(2027), cell.parties, measure="turnover", status="target")
        return passage(LAST, self._draw.say("hopes", cell.slots | {"year": 2027, "v": goal}, self._source()))
