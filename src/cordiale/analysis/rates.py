"""One amount told in two currencies: whether its rate has ever been."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cordiale.analysis.figuring import day_of, number, significant
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding
from cordiale.vocabulary import load_yaml

RULE = "rate_of_exchange"

_GAP = 40
"""Characters between an amount and the same amount in another currency."""
_SCALES = (1000.0, 0.001, 1e6, 1e-6, 100.0, 0.01, 10.0, 0.1)
"""Factors by which one of the amounts may be misprinted, the likeliest first."""
_OFF = 1.25
"""A rate this much outside what it has been is no rounding and no special rate."""


Range = tuple[float, float]


@dataclass(frozen=True)
class _Rates:
    years: tuple[int, int]
    units: Mapping[str, tuple[Range, ...]]
    kin: Mapping[str, tuple[str, ...]]

    def between(self, one: str, other: str) -> Range:
        """The least and greatest number of ``one`` that a unit of ``other`` has cost, in today's units."""
        return _quotient(self.units[one][0], self.units[other][0])

    def allows(self, one: str, other: str, rate: float) -> bool:
        """Whether a rate has been of their old units, or of other currencies of the same names."""
        return any(
            is_within(rate, _quotient(left, right))
            for first in self.kin.get(one, (one,))
            for second in self.kin.get(other, (other,))
            for left in self.units[first]
            for right in self.units[second]
        )


def is_within(rate: float, held: Range) -> bool:
    """Whether a rate is in a range, or so near that an odd day or a special rate may be why.

    >>> is_within(6.9, (5.9, 8.5)), is_within(69.0, (5.9, 8.5))
    (True, False)
    """
    return held[0] / _OFF <= rate <= held[1] * _OFF


def _quotient(one: Range, other: Range) -> Range:
    return one[0] / other[1], one[1] / other[0]


@cache
def _rates() -> _Rates:
    data = load_yaml("rates.yml")
    units: dict[str, tuple[Range, ...]] = {}
    for code, (low, high) in data["units_per_dollar"].items():
        old = data["before_reform"].get(code)
        units[code] = ((float(low), float(high)), *(((float(old[0]), float(old[1])),) if old else ()))
    kin = {code: tuple(group) for group in data["kin"] for code in group}
    return _Rates((data["years"][0], data["years"][1]), units, kin)


@cache
def _converted(language: str) -> re.Pattern[str]:
    return re.compile(rf",? ?(?:{alternation(reckoning(language)['slips']['converted'])}) ?")


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        currencies = {item.fields.get("unit") for item in paragraph.items} & _rates().units.keys()
        if len(currencies) < 2:
            continue
        for sentence in range(len(paragraph.setting.sentences)):
            money = [
                a for a in paragraph.amounts(sentence) if a.transform == "level" and a.unit in _rates().units
            ]
            for first, second in pairwise(money):
                if _is_converted(paragraph, first, second):
                    found = _judge(paragraph, first, second)
                    if found is not None:
                        yield found


def _is_converted(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    if first.unit == second.unit or first.ranged or second.ranged or min(first.value, second.value) <= 0:
        return False
    between = paragraph.folded[first.end : second.start]
    return len(between) <= _GAP and _converted(paragraph.language).fullmatch(between) is not None


def _judge(paragraph: Paragraph, first: Amount, second: Amount) -> Finding | None:
    rates = _rates()
    rate, (low, high) = first.value / second.value, rates.between(first.unit, second.unit)
    fits = None
    state = "holds"
    if not is_within(rate, (low, high)):
        if rates.allows(first.unit, second.unit, rate):
            return None
        fits = next((scale for scale in _SCALES if low <= rate * scale <= high), None)
        state = "unknown" if fits is None else "absurd"
    return Finding(
        kind="derived" if state == "holds" else "slip" if fits is not None else "tension",
        rule=RULE,
        state=state,
        proofs=(paragraph.proof(first, "first"), paragraph.proof(second, "second")),
        values={
            "first": number(first.value),
            "first_unit": first.unit,
            "second": number(second.value),
            "second_unit": second.unit,
            "rate": float(f"{rate:.4g}"),
            "low": float(f"{low:.3g}"),
            "high": float(f"{high:.3g}"),
            "since": str(rates.years[0]),
            "until": str(rates.years[1]),
            "fits": None if fits is None else significant(first.value * fits, first),
            "fits_second": None if fits is None else significant(second.value / fits, second),
        },
        weight=0.0 if state == "holds" else max(rate / high, low / rate),
        parties=paragraph.parties(first, second),
        at=day_of(first),
    )
