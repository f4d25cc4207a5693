"""Which of the assertions behind a cell is shown, and by which criterion: nothing is dropped, one leads."""

from collections.abc import Iterable, Sequence
from typing import Any

from cordiale.model import Assertion, Cell
from cordiale.registers.agreement import agree, exactness
from cordiale.registers.periods import read_period
from cordiale.registers.places import country_of, level_of
from cordiale.registers.schema import STATUSES, Column


def choose(column: Column, assertions: Sequence[Assertion], stages: Sequence[str] = ()) -> Cell | None:
    """The cell of a column from what is asserted for it; None where nothing is.

    Only assertions of one status compete, the strongest there is: what is planned never stands for what
    is done. What was computed is shown only where nobody said anything.

    >>> from cordiale.registers.schema import Column
    >>> told = [Assertion(5.8, "statement", "a", said=2022), Assertion(5.5, "statement", "b", said=2021)]
    >>> cell = choose(Column("value", "number", {}), told)
    >>> cell.value, cell.rule, cell.conflict
    (5.8, 'newest', True)
    """
    held = [assertion for assertion in assertions if assertion.status in column.status]
    if not held:
        return None
    if len(held) == 1:
        sole = held[0]
        rule = "derived" if sole.standing == "derived" and not column.many else "only"
        return Cell((sole.value,) if column.many else sole.value, rule, (sole,), False, sole.status)
    status = min((assertion.status for assertion in held), key=STATUSES.index)
    rivals = [assertion for assertion in held if assertion.status == status]
    said = [assertion for assertion in rivals if assertion.standing != "derived"] or rivals
    if column.many:
        values = sorted({assertion.value for assertion in said}, key=_sortable)
        if "narrowest" in column.choose:
            values = list(narrowest(values))
        return Cell(tuple(values), "all" if len(values) > 1 else "only", tuple(held), False, status)
    if all(assertion.value == said[0].value for assertion in said):
        # Nothing to choose: the exact telling is shown before a bounded one.
        winner = min(said, key=lambda assertion: assertion.bound != "=")
        rule = "derived" if winner.standing == "derived" else "only"
        return Cell(winner.value, rule, tuple(held), False, status)
    weigh = _Scale(column, said, stages)
    winner = min(said, key=weigh)
    others = [assertion for assertion in said if assertion.value != winner.value]
    if winner.standing == "derived":
        rule = "derived"
    else:
        rule = weigh.decided(winner, min(others, key=weigh)) if others else "only"
    conflict = bool(column.compare) and any(not agree(column.type, winner, other) for other in others)
    return Cell(winner.value, rule, tuple(held), conflict, status)


def narrowest(codes: Iterable[str]) -> tuple[str, ...]:
    """Places without the countries that another one lies in.

    >>> narrowest(["BY", "BY-HO", "CN"])
    ('BY-HO', 'CN')
    """
    held = tuple(codes)
    wide = {country_of(code) for code in held if level_of(code) != "state"}
    return tuple(code for code in held if code not in wide)


def _sortable(value: Any) -> tuple[str, Any]:
    return type(value).__name__, value


class _Scale:
    """Weighs assertions by a column's criteria, the lightest being shown."""

    def __init__(self, column: Column, assertions: Sequence[Assertion], stages: Sequence[str]) -> None:
        self._criteria = column.choose
        self._stages = {name: rank for rank, name in enumerate(stages)}
        self._origins: dict[str, set[str]] = {}
        for assertion in assertions:
            self._origins.setdefault(repr(assertion.value), set()).add(assertion.origin or assertion.source)

    def __call__(self, assertion: Assertion) -> tuple[Any, ...]:
        return tuple(self._weight(criterion, assertion) for criterion in self._criteria)

    def decided(self, winner: Assertion, runner: Assertion) -> str:
        """The first criterion by which the winner is lighter."""
        for criterion in self._criteria:
            if self._weight(criterion, winner) != self._weight(criterion, runner):
                return criterion
        return "first"

    def _weight(self, criterion: str, assertion: Assertion) -> Any:
        value = assertion.value
        if criterion in ("reviewed", "official"):
            return assertion.standing != criterion
        if criterion == "newest":
            return -(assertion.said or 0)
        if criterion == "most_sources":
            return -len(self._origins[repr(value)])
        if criterion == "furthest":
            return -self._stages.get(value, -1)
        if criterion == "most_exact":
            return _exactness(assertion)
        if criterion == "fullest":
            return -len(str(value))
        if criterion == "earliest":
            return f"{value}~"  # "~" follows "-": the more exact of two dates is the earlier
        if criterion == "latest":
            span = read_period(str(value))
            return -(span[1].toordinal() if span else 0), -len(str(value))
        number = value[0] if isinstance(value, tuple) else value
        return number if criterion == "smallest" else -number


def _exactness(assertion: Assertion) -> tuple[Any, ...]:
    value = assertion.value
    if isinstance(value, int | float):
        return assertion.bound != "=", exactness(value)
    return (isinstance(value, tuple), -len(str(value)))
