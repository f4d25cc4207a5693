"""Orders against figures."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("En 2022, la Chine était le premier fournisseur du Chili avec 7 milliards de dollars, devant la France, avec 8,5 milliards de dollars.", [("contradiction", "fails", ("7 milliards de dollars", "8,5 milliards de dollars"))]),
    ("En 2022, la Chine était le premier fournisseur du Chili avec 9 milliards de dollars, suivie de la France avec 8,5 milliards de dollars.", [("derived", "holds", ("9 milliards de dollars", "8,5 milliards de dollars"))]),
    # no order told; another currency; another year
    ("En 2022, le Chili a acheté à la Chine pour 7 milliards de dollars et à la France pour 8,5 milliards de dollars.", []),
    ("En 2022, la Chine était le premier fournisseur du Chili avec 7 milliards de dollars, devant la France, avec 8,5 milliards d'euros.", []),
    ("La Chine a vendu au Chili pour 7 milliards de dollars en 2022, devant ses concurrents de 2021, avec 8,5 milliards de dollars.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n][0][-50:])
def test_orders_and_values(number: int) -> None:
    found = audited([text for text, _ in CASES], "order_and_values")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
