"""Trade of one pair and period: turnover, exports, imports, balance, told in several passages."""

from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import identities
from cordiale.model import Finding, Placed
from cordiale.registers.holdings import holdings

_SENTENCES = {
    "turnover": "En {when}, le chiffre d'affaires du commerce entre l'Inde et le Kenya a atteint {told} de dollars.",
    "exports": "Les exportations de l'Inde vers le Kenya se sont élevées à {told} de dollars en {when}.",
    "imports": "En {when}, les importations de l'Inde depuis le Kenya ont été de {told} de dollars.",
    "balance": "Le solde commercial entre l'Inde et le Kenya était de {told} de dollars en {when}.",
}


def flow(measure: str, millions: str, *, when: int = 2021, **told: Any) -> Placed:
    sentence = told.pop("sentence", _SENTENCES[measure]).format(when=when, told=f"{millions} millions")
    value = float(millions.replace(",", ".")) * 1e6
    fields: dict[str, Any] = {
        "measure": measure,
        "parties": ("IN", "KE"),
        "document": f"{measure}.txt",
        **year(when),
        **told,
    }
    return observation(f"{millions} millions", value, sentence=sentence, **fields)


def found(*placed: Placed) -> list[Finding]:
    return list(identities.find(holdings(placed)))


def shapes(*placed: Placed) -> list[tuple[str, str, str]]:
    return [(finding.kind, finding.rule, finding.state) for finding in found(*placed)]


CASES = [
    ((flow("turnover", "500"), flow("exports", "320"), flow("imports", "180")), [("derived", "turnover_sum", "holds")]),
    ((flow("turnover", "500"), flow("exports", "320"), flow("imports", "181,2")), [("derived", "turnover_sum", "holds")]),
    ((flow("turnover", "503"), flow("exports", "321"), flow("imports", "243")), [("contradiction", "turnover_sum", "fails")]),
    ((flow("turnover", "503"), flow("exports", "331"), flow("imports", "184")), [("tension", "turnover_sum", "near")]),
    ((flow("balance", "141"), flow("exports", "321"), flow("imports", "180")), [("derived", "balance_difference", "holds")]),
    ((flow("balance", "141"), flow("imports", "321"), flow("exports", "180")), [("derived", "balance_difference", "holds")]),
    ((flow("balance", "212"), flow("exports", "321"), flow("imports", "183")), [("contradiction", "balance_difference", "fails")]),
    ((flow("turnover", "503"), flow("exports", "641")), [("contradiction", "part_within_turnover", "exceeds")]),
    ((flow("turnover", "503"), flow("exports", "321")), [("derived", "turnover_rest", "imports")]),
    ((flow("turnover", "503"), flow("imports", "321")), [("derived", "turnover_rest", "exports")]),
    # Other years, other goods, other currencies, services beside goods: nothing to add up.
    ((flow("turnover", "503"), flow("exports", "641", when=2020)), []),
    ((flow("turnover", "503"), flow("exports", "641", unit="EUR")), []),
    ((flow("turnover", "503"), flow("exports", "641", sentence="En {when}, les ventes de thé du Kenya à l'Inde ont valu {told} de dollars.")), []),
    (
        (flow("turnover", "503"), flow("exports", "641", sentence="Les exportations de services de l'Inde vers le Kenya : {told} de dollars en {when}.")),
        [],
    ),
    # Twenty times apart: of different things.
    ((flow("turnover", "53"), flow("exports", "921"), flow("imports", "780")), []),
    # Whose exports, of which year?
    ((flow("turnover", "503"), flow("exports", "641", sentence="Les exportations ont atteint {told} de dollars en {when}.")), []),
]  # fmt: skip


@pytest.mark.parametrize(("placed", "expected"), CASES)
def test_turnover_is_exports_and_imports(
    placed: tuple[Placed, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert shapes(*placed) == expected


def test_what_is_derived_says_from_what_and_is_worth_its_digits() -> None:
    (finding,) = found(flow("turnover", "503,4"), flow("exports", "321"))
    assert finding.values["value"] == 182e6
    assert [proof.role for proof in finding.proofs] == ["total", "part"]
