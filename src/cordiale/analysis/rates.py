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


@dataclass(frozen=True)
class _Rates:
    years: tuple[int, int]
    units: Mapping[str, tuple[float, float]]

    def between(self, one: str, other: str) -> tuple[float, float] | None:
        """The least and greatest number of ``one`` that a unit of ``other`` has cost; None where unknown."""
        if one not in self.units or other not in self.units:
            return None
        (low, high), (least, most) = self.units[one], self.units[other]
        return low / most, high / least


@cache
def _rates() -> _Rates:
    data = load_yaml("rates.yml")
    units = {code: (float(low), float(high)) for code, (low, high) in data["units_per_dollar"].items()}
    return _Rates((data["years"][0], data["years"][1]), units)


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
                    yield _judge(paragraph, first, second)


def _is_converted(paragraph: Paragraph, first: Amount, second: Amount) -> bool:
    if first.unit == second.unit or first.ranged or second.ranged or min(first.value, second.value) <= 0:
        return False
    between = paragraph.folded[first.end : second.start]
    return len(between) <= _GAP and _converted(paragraph.language).fullmatch(between) is not None


def _judge(paragraph: Paragraph, first: Amount, second: Amount) -> Finding:
    rates = _rates()
    known = rates.between(first.unit, second.unit)
    assert known is not None
    rate, (low, high) = first.value / second.value, known
    fits = None
    if not low / _OFF <= rate <= high * _OFF:
        fits = next((scale for scale in _SCALES if low <= rate * scale <= high), None)
        state = "absurd" if fits is not None else "unknown"
    else:
        state = "holds"
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
