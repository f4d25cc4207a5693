"""One statement as a register asks it: its fields, its topic, the part of it that goes to one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cordiale.model import Entity, Placed
from cordiale.registers.holdings import Holdings
from cordiale.registers.mechanisms import FILLS
from cordiale.registers.schema import Condition, Fill
from cordiale.resolve.topics import Topic
from cordiale.vocabulary.folding import fold


@cache
def plain_fill(name: str) -> Fill:
    """The mechanism of this name without an argument, the same object each time."""
    return Fill(name)


@dataclass
class Told:
    """A statement, and the part of it that is meant where it was taken apart.

    ``terms`` are the register's own names for fills. Values are kept once they were asked for.
    """

    item: Placed
    holdings: Holdings
    terms: Mapping[str, Fill]
    part: Any = None
    _values: dict[Any, Any] = field(default_factory=dict)

    @property
    def fields(self) -> Any:
        """The statement's own fields."""
        return self.item.statement.fields

    @property
    def topic(self) -> Topic:
        """What the statement is about."""
        return self.holdings.topic(self.item)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The organisations that the statement names, resolved."""
        return self.holdings.entities.of(self.item.id)

    def with_part(self, part: Any) -> "Told":
        """The same statement with one part of it meant."""
        return Told(self.item, self.holdings, self.terms, part)

    def value(self, fill: Fill) -> Any:
        """What a fill has of this statement, None where it says nothing of it."""
        key = id(fill)  # those of a schema and the plain ones live as long as the values are kept
        if key not in self._values:
            self._values[key] = FILLS[fill.name].run(self, fill.argument)
        return self._values[key]

    def keep(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for this statement: what several mechanisms ask for."""
        if name not in self._values:
            self._values[name] = make()
        return self._values[name]

    def named(self, name: str) -> Any:
        """The value of one of the register's terms, or of a mechanism without argument."""
        return self.value(self.terms.get(name) or plain_fill(name))

    def meets(self, condition: Condition) -> bool:
        """Whether a condition holds of this statement."""
        for name, allowed in condition.wanted:
            if not _allows(self.named(name), allowed):
                return False
        for name, least in condition.least:
            value = self.named(name)
            if value is None or value < least:
                return False
        if condition.any_of and not any(self.meets(one) for one in condition.any_of):
            return False
        return condition.unwanted is None or not self.meets(condition.unwanted)

    def words(self, where: str) -> str:
        """The folded words of the ``quote``, the ``item``, the ``sentence`` or the ``passage``."""
        return str(self.keep(f"words\0{where}", lambda: fold(self._printed(where))))

    def _printed(self, where: str) -> str:
        if where == "quote":
            return self.item.statement.evidence.quote
        if where == "item":
            return str(self.fields.get("item") or "")
        if where == "passage":
            return "" if self.item.setting is None else self.item.setting.text
        return self.item.sentence or self.item.statement.evidence.quote

    def place_of(self, where: str) -> int:
        """Where the anchor begins in the words of ``where``."""
        item = self.item
        if where in ("quote", "item") or item.setting is None or item.at is None:
            return 0
        if where == "passage":
            return item.at.start
        index = item.setting.sentence_at(item.at.start)
        return item.at.start - (item.setting.sentences[index].start if index >= 0 else 0)


def _allows(value: Any, allowed: tuple[Any, ...]) -> bool:
    if isinstance(value, tuple):
        return any(part in allowed for part in value) if value else None in allowed
    return value in allowed
