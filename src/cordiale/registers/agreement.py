"""Whether two assertions of one cell agree: rounding and bounds for figures, exactness for dates."""

from decimal import Decimal
from typing import Any

from cordiale.model import Assertion
from cordiale.registers.intervals import Printed, compare, read_figure
from cordiale.resolve.entities import name_key


def agree(kind: str, one: Assertion, other: Assertion) -> bool:
    """Whether both may hold, for a cell of type ``kind``.

    >>> exact, about = Assertion(4.48e9, "entry", "a"), Assertion(4.5e9, "entry", "b", bound="~")
    >>> agree("number", exact, about)
    True
    >>> agree("date", Assertion("2021", "entry", "a"), Assertion("2021-06", "entry", "b"))
    True
    """
    left, right = one.value, other.value
    if left == right:
        return True
    if kind == "number":
        return compare(_printed(one), _printed(other)) != "conflict"
    if kind in ("date", "period"):
        return str(left).startswith(str(right)) or str(right).startswith(str(left))
    return name_key(str(left)) == name_key(str(right))


def _printed(assertion: Assertion) -> Printed:
    value: Any = assertion.value
    quote = "" if assertion.proof is None else assertion.proof.quote
    return read_figure(value, quote, bound=assertion.bound)


def exactness(value: float) -> float:
    """The value of the last digit that is not nought: the smaller, the more exact.

    >>> exactness(4_500_000_000), exactness(12.25), exactness(162)
    (100000000.0, 0.01, 1.0)
    """
    if not value:
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(Decimal(1).scaleb(int(exponent)))
