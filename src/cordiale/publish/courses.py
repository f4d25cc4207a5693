"""Courses told: what they are of, their values and periods in the reader's language, and as a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.publish.wording import Wording, show_period
from cordiale.registers.courses import ROLES, Course, CourseKey, Reading
from cordiale.registers.exchange import Table
from cordiale.vocabulary import load_yaml

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}|:.+)?|[A-Z][A-Z-]+")
"""A place's code; what else names a reporter or partner is a name already."""
_ADDED = "+ "
"""What stands before the noun of things that come on top of what there was."""


@dataclass(frozen=True, slots=True)
class CourseTeller:
    """Tells courses in one language.

    >>> key = CourseKey("trade-series", "BY", "KZ", "exports", "level", "04", None, "USD")
    >>> CourseTeller(Wording("en")).title(key)
    'Exports: Belarus → Kazakhstan, dairy produce, eggs, honey'
    """

    wording: Wording

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of charts in this language."""
        return chart_words(self.wording)

    def title(self, key: CourseKey) -> str:
        """What a course is of, as a heading."""
        words = self.words
        who = self.name("reporter", key.reporter)
        if key.partner is not None or key.register == "trade-series":
            who = words["pair"].format(reporter=who, partner=self.name("partner", key.partner))
        measure = self.name("measure", key.measure) + words["transforms"].get(key.transform, "")
        told = str(words["course"].format(measure=measure, who=who))
        if key.goods is not None:
            told += words["goods"].format(goods=self.name("goods", key.goods))
        if key.through is not None:
            told += words["through"].format(through=key.through)
        return told[:1].upper() + told[1:]

    def name(self, role: str, value: str | None) -> str:
        """A value of a course's key as a reader names it."""
        if value is None:
            return str(self.words["nobody"])
        if role in ("reporter", "partner"):
            return ", ".join(
                self.wording.place(part) if _CODE.fullmatch(part) else part for part in value.split("+")
            )
        if role == "goods":
            return self._goods(value)
        if role == "unit":
            return str(self.wording.words["units"].get(value, value)) or self.wording.code(value)
        return self.wording.code(value)

    def _goods(self, code: str) -> str:
        if code.startswith(_ADDED):
            return str(self.words["new"].format(thing=self.wording.code(code.removeprefix(_ADDED))))
        held = load_yaml("goods.yml")
        named = held["chapters"].get(code) or held["headings"].get(code)
        if named is not None:
            return str(named[self.wording.language])
        return str(self.words["groups"].get(code) or self.wording.code(code))

    def amount(self, key: CourseKey, reading: Reading) -> str:
        """A value with its bound and unit."""
        fields = {"value": reading.value, "bound": reading.bound}
        return self.wording.amount({**fields, "transform": key.transform, "unit": key.unit}) or ""

    def period(self, reading: Reading) -> str:
        """The period of a value."""
        if reading.since is None or reading.until is None:
            return str(self.words["no_period"])
        return show_period(reading.since.isoformat(), reading.until.isoformat()) or ""

    def reading(self, key: CourseKey, reading: Reading) -> str:
        """A value in one phrase: period, amount, how it is said, how many independent origins say it."""
        return str(
            self.words["reading"].format(
                period=self.period(reading),
                amount=self.amount(key, reading),
                nature=self.words["natures"][reading.nature],
                origins=self.plural("origins", reading.origins),
            )
        )

    def plural(self, key: str, number: int, **values: str) -> str:
        """A count in words, in the form that the number asks for."""
        one, more = self.words[key]
        form: str = one if number in self.words["singular"] else more
        return form.format(n=self.wording.number(number), **values)


def chart_words(wording: Wording) -> Mapping[str, Any]:
    """The words of charts and maps in the language of ``wording``."""
    words: Mapping[str, Any] = load_yaml("interface/charts.yml")[wording.language]
    return words


COLUMNS = (*ROLES, "period", "since", "until", "value", "high", "bound", "nature", "rule")
SOURCE_COLUMNS = ("standing", "said", "source", "origin", "derivation", "document", "start", "quote")
IDS = ("statement", "row")
_FIGURES = frozenset(("value", "high", "said", "start"))


def course_table(courses: Sequence[Course]) -> Table:
    """Courses as a table, a line an assertion: what it is of, period, value, who says it, and where."""
    lines = [
        (*course.key, *_value(reading), *_source(assertion), reading.row)
        for course in courses
        for reading in course.readings
        for assertion in reading.assertions
    ]
    return Table((*COLUMNS, *SOURCE_COLUMNS, *IDS), _FIGURES, tuple(lines))


def _value(reading: Reading) -> tuple[Any, ...]:
    low, high = reading.value if isinstance(reading.value, tuple) else (reading.value, None)
    days = (None if day is None else day.isoformat() for day in (reading.since, reading.until))
    return reading.period, *days, low, high, reading.bound, reading.nature, reading.rule


def _source(assertion: Any) -> tuple[Any, ...]:
    proof = assertion.proof
    where: tuple[Any, ...] = (None, None, None, None)
    if proof is not None:
        where = (proof.doc, proof.start, " ".join(proof.quote.split()), proof.statement)
    told = (assertion.standing, assertion.said, assertion.source, assertion.origin or None)
    return *told, assertion.derivation or None, *where
