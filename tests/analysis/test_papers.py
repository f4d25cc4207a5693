"""One agreement told with two dates."""

from typing import Any

import pytest
from tests.analysis.making import placed

from cordiale.analysis import papers
from cordiale.model import Placed
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import holdings


def paper(sentence: str, date: str, start: int, **told: Any) -> Placed:
    fields = {"doctype": "agreement", "stage": "signed", "date": date, "valid": told.pop("valid", None)}
    return placed("document", "accord", fields, sentence=sentence, start=start, ordinal=start, **{"parties": ("FR", "JP"), **told})  # fmt: skip


FIRST = paper("L'accord portuaire conclu en mars 2018 prévoyait des stages.", "2018-03", 0)
CASES: list[tuple[str, str, dict[str, Any], int]] = [
    ("C'est en novembre 2019 que l'accord portuaire des deux villes a été signé.", "2019-11", {}, 1),
    # the same date less exactly; another accord; one not known yet; a second one; other partners
    ("L'accord portuaire a été signé en 2018.", "2018", {}, 0),
    ("L'accord viticole a été signé en novembre 2019.", "2019-11", {}, 0),
    ("Un accord portuaire a été signé en novembre 2019.", "2019-11", {}, 0),
    ("Le deuxième accord portuaire a été signé en novembre 2019.", "2019-11", {}, 0),
    ("L'accord portuaire a été prolongé en novembre 2019.", "2019-11", {}, 0),
    ("L'accord portuaire a été signé en novembre 2019.", "2019-11", {"parties": ("DE", "JP")}, 0),
]


@pytest.mark.parametrize(("sentence", "date", "told", "expected"), CASES)
def test_one_agreement_has_one_date(sentence: str, date: str, told: dict[str, Any], expected: int) -> None:
    found = list(papers.find(holdings([FIRST, paper(sentence, date, 100, **told)])))
    assert [(f.kind, f.rule) for f in found] == [("contradiction", "agreement_dates")] * expected
    assert all(explain(f, language) for f in found for language in ("fr", "en"))


def test_documents_for_other_years_follow_one_another() -> None:
    told = [
        paper(f"L'accord portuaire fut signé en mars {year}.", f"{year}-03", start, valid=valid)
        for start, (year, valid) in enumerate([(2016, [2017, 2019]), (2019, [2020, 2022])])
    ]
    assert list(papers.find(holdings(told))) == []


def test_a_name_beside_tells_which_agreement_it_is() -> None:
    one = paper("Le centre « Rive Nord » grandit. L'accord fut signé en mai 2012.", "2012-05", 0)
    other = paper("L'accord sur le centre « Rive Nord » fut signé en juin 2014.", "2014-06", 100)
    (finding,) = papers.find(holdings([one, other]))
    assert finding.values["name"] == "rive nord"
