"""One flow of goods told twice."""

from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import quantities
from cordiale.model import Placed
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import holdings


def told(sentence: str, quote: str, value: float, **more: Any) -> Placed:
    fields = {"unit": "t", "measure": "deliveries", "parties": ("BR", "EG"), **year(2021)} | more
    return observation(quote, value, sentence=sentence, **fields)


FIRST = told("Les livraisons de café du Brésil à l'Égypte ont atteint 540 tonnes en 2021.", "540 tonnes", 540)
CASES: list[tuple[Placed, list[str]]] = [
    (told("Le bilan est parlant : ce sont 612 tonnes de café que le Brésil a cédées à l'Égypte en 2021.", "612 tonnes", 612, measure="traffic", item="café"), ["contradiction"]),
    (told("En 2021, ce sont environ 790 tonnes de café que le Brésil a cédées à l'Égypte.", "790 tonnes", 790, measure="traffic", bound="~", item="café"), ["tension"]),
    # other goods, another year, another buyer, a part, a thousand times as much, another unit
    (told("En 2021, ce sont 612 tonnes de sucre que le Brésil a cédées à l'Égypte.", "612 tonnes", 612, item="sucre"), []),
    (told("En 2020, ce sont 612 tonnes de café que le Brésil a cédées à l'Égypte.", "612 tonnes", 612, item="café", **year(2020)), []),
    (told("En 2021, ce sont 612 tonnes de café que le Brésil a cédées à l'Inde.", "612 tonnes", 612, item="café", parties=("BR", "IN")), []),
    (told("En 2021, le Brésil a cédé à l'Égypte des denrées, dont 612 tonnes de café.", "612 tonnes", 612, item="café"), []),
    (told("En 2021, ce sont 9 600 tonnes de café que le Brésil a cédées à l'Égypte.", "9 600 tonnes", 9600, item="café"), []),
    (told("En 2021, ce sont 612 m3 de café que le Brésil a cédés à l'Égypte.", "612 m3", 612, item="café", unit="m3"), []),
]  # fmt: skip


@pytest.mark.parametrize(("second", "kinds"), CASES)
def test_one_flow_has_one_size(second: Placed, kinds: list[str]) -> None:
    items = [FIRST, told("Le Brésil et l'Égypte ont échangé 3 tonnes.", "3 tonnes", 3, ordinal=5), second]
    first, other, last = items
    held = holdings([first, other, told_in(last, 9)])
    found = list(quantities.find(held))
    assert [finding.kind for finding in found] == kinds
    assert all(explain(finding, language) for finding in found for language in ("fr", "en"))


def told_in(item: Placed, ordinal: int) -> Placed:
    """The same in another paragraph."""
    fields = {"from_": item.fields["from"], "to": item.fields["to"]}
    names = ("unit", "bound", "measure", "item")
    return observation(
        item.statement.evidence.quote,
        item.fields["value"],
        sentence=item.sentence,
        ordinal=ordinal,
        start=5000,
        parties=item.statement.parties,
        **fields,
        **{name: item.fields[name] for name in names},
    )
