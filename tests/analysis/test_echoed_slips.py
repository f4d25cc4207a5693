"""Numbers of notes run into counts, and years turned round, that another telling gives away."""

from pathlib import Path

import pytest

from cordiale import pipeline
from cordiale.analysis import echoed_slips
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import load

FIRST = "En 2022, la Grèce a livré 164 autobus articulés neufs à la mairie de Nicosie, à Chypre."
AGAIN = "Nicosie roule grec. En 2022, {} autobus articulés ont été livrés à Chypre par la Grèce."
COUNTS = [
    (AGAIN.format("1645"), [("note_run_in", "164")]),
    (AGAIN.format("16412"), [("note_run_in", "164")]),
    # printed in groups; the same count; another first digit; another thing, country or year
    (AGAIN.format("1 645"), []),
    (AGAIN.format("164"), []),
    (AGAIN.format("2645"), []),
    ("En 2022, 1645 camions ont été livrés à Chypre par la Grèce.", []),
    ("En 2022, 1645 autobus articulés ont été livrés au Japon par le Chili.", []),
    ("En 2019, 1645 autobus articulés ont été livrés à Chypre par la Grèce.", []),
]
OPENED = "En novembre 2021, le constructeur Kifissos a promis une usine de trolleybus et 300 emplois à Larnaca, à Chypre."
DATES = [
    (
        "C'est en novembre 2012 que Kifissos avait promis 300 emplois et ses trolleybus à Larnaca, à Chypre.",
        [("year_turned", "2021")],
    ),
    # the same year; no turned one; another month; another thing
    (
        "C'est en novembre 2021 que Kifissos avait promis 300 emplois et ses trolleybus à Larnaca, à Chypre.",
        [],
    ),
    (
        "C'est en novembre 2013 que Kifissos avait promis 300 emplois et ses trolleybus à Larnaca, à Chypre.",
        [],
    ),
    ("C'est en mai 2012 que Kifissos avait promis 300 emplois et ses trolleybus à Larnaca, à Chypre.", []),
    ("C'est en novembre 2012 que la Grèce a vendu 300 tonnes de vin au Japon et au Chili.", []),
]


def read(directory: Path, first: str, second: str) -> list[Finding]:
    """The slips of a short document of two passages."""
    book = directory / "book.txt"
    middle = "En 2022, la Grèce et Chypre ont parlé de 3 routes et de 2 ponts."
    book.write_text(f"{first}\n\n{middle}\n\n{second}\n", encoding="utf-8")
    with Ledger.open(directory / "a.cordiale", create=True) as ledger:
        pipeline.read([book], ledger)
        return list(echoed_slips.find(load(ledger)))


@pytest.mark.parametrize(("second", "expected"), COUNTS)
def test_a_note_run_into_a_count(tmp_path: Path, second: str, expected: list[tuple[str, str]]) -> None:
    found = read(tmp_path, FIRST, second)
    assert [(finding.rule, finding.values["fits"]) for finding in found] == expected
    assert all(explain(finding, language) for finding in found for language in ("fr", "en"))


@pytest.mark.parametrize(("second", "expected"), DATES)
def test_a_year_turned_round(tmp_path: Path, second: str, expected: list[tuple[str, str]]) -> None:
    found = read(tmp_path, OPENED, second)
    assert [(finding.rule, finding.values["fits"]) for finding in found] == expected
    for finding in found:
        assert [proof.quote for proof in finding.proofs] == ["novembre 2012", "novembre 2021"]
