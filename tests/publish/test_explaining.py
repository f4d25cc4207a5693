"""Findings in words: nothing that is written for programs reaches who reads, in no language."""

import re
from pathlib import Path
from typing import Any

import pytest

from cordiale.analysis.findings import find
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.model.finding import KINDS
from cordiale.pipeline import read
from cordiale.publish import explaining
from cordiale.publish.explaining import describe, explain, rules, say_state
from cordiale.publish.spans import say_periods
from cordiale.publish.wording import Wording
from cordiale.registers.holdings import load

LANGUAGES = ("en", "fr")
SAMPLES = Path(explaining.__file__).parent.parent / "data" / "samples"
LEAKS = {
    "a period as a code": r"\d{4}-\d{2}-\d{2}/|/P\d|\d{4}-[SQ]\d|\d{4}-\d{2}/\d{4}|\b(\d{4})[–-]\1\b",
    "a code with underscores": r"\w_\w",
    "a value of the program": r"\b(?:None|null|True|False|nan)\b",
    "a missing value": r"\(–\)|“–”|«\s*–\s*»|: –|: \.|number –|numéro –|“”|«\s*»|\(\s*\)|\[|\]",
    "spaces": r"  | [,.)]|\( ",
}


@pytest.mark.parametrize(
    ("told", "english", "french"),
    [
        ("2021-01-01/P2M", "January–February 2021", "janvier–février 2021"),
        ("2021-01-01/P2Y", "2021–2022", "2021–2022"),
        ("2021-01-01/P1Y", "2021", "2021"),
        ("2020-11-01/P3M", "November 2020 – January 2021", "novembre 2020 – janvier 2021"),
        ("2021-01-01/2021-10-31", "January–October 2021", "janvier–octobre 2021"),
        ("2021-01-01/2021-12-31", "2021", "2021"),
        ("2021-01-05/2021-03-17", "2021-01-05 – 2021-03-17", "2021-01-05 – 2021-03-17"),
        ("2021-01/2021-04", "January–April 2021", "janvier–avril 2021"),
        ("2023-S1", "first half of 2023", "1er semestre 2023"),
        ("2023-S2", "second half of 2023", "2e semestre 2023"),
        ("2023-Q3", "third quarter of 2023", "3e trimestre 2023"),
        ("2020–2020 → 2021–2023", "2020 → 2021–2023", "2020 → 2021–2023"),
        ("5 (2019-11) → 6 (2020-S1)", "5 (2019-11) → 6 (first half of 2020)", "5 (2019-11) → 6 (1er semestre 2020)"),
        ("2021", "2021", "2021"),
        ("2021-06", "2021-06", "2021-06"),
        ("2021-06-30", "2021-06-30", "2021-06-30"),
        ("2021-13-01/P2M", "2021-13-01/P2M", "2021-13-01/P2M"),
        ("2018-20", "2018-20", "2018-20"),
        ("12-2020-Q1-7", "12-2020-Q1-7", "12-2020-Q1-7"),
    ],
)  # fmt: skip
def test_periods_are_said_in_words(told: str, english: str, french: str) -> None:
    assert say_periods(told, Wording("en")) == english
    assert say_periods(told, Wording("fr")) == french


WORDS = {
    "made_up": {
        "rule": {"en": "Made up.", "fr": "Inventée."},
        "states": {
            "any": {
                "en": "{parties}[ ({who})]: {count:year|years}, {value} {unit}[, for {since}–{until}], {bound} {share} ({told}).",
                "fr": "{parties}[ ({who})] : {count:an|ans}, {value} {unit}[, pour {since}-{until}], {bound} {share} ({told}).",
            }
        },
    }
}
VALUES: dict[str, Any] = {
    "parties": "BY, KZ-KUS", "who": "–", "count": 1, "value": 1234.5, "unit": "count", "since": "2020", "until": "2020", "bound": ">",
    "share": 3, "told": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "english", "french"),
    [
        ({}, "Belarus, Kostanay (Kazakhstan): 1 year, 1,234.5, for 2020, more than 3 (not told).",
         "Biélorussie, Kostanay (Kazakhstan) : 1 an, 1\u202f234,5, pour 2020, plus de 3 (non dit)."),
        ({"who": "X", "count": 0, "unit": "USD", "until": "2022", "bound": "="},
         "Belarus, Kostanay (Kazakhstan) (X): 0 years, 1,234.5 USD, for 2020–2022, 3 (not told).",
         "Biélorussie, Kostanay (Kazakhstan) (X) : 0 an, 1\u202f234,5 USD, pour 2020-2022, 3 (non dit)."),
        ({"since": None, "told": "exports", "count": 2}, "Belarus, Kostanay (Kazakhstan): 2 years, 1,234.5, more than 3 (exports).",
         "Biélorussie, Kostanay (Kazakhstan) : 2 ans, 1\u202f234,5, plus de 3 (exportations)."),
        ({"told": "exports, X, 7 (trade_deals, 2021-S1), 8 (other)"},
         "Belarus, Kostanay (Kazakhstan): 1 year, 1,234.5, for 2020, more than 3 (exports, X, 7 (contracts and sales, first half of 2021), 8 (other)).",
         "Biélorussie, Kostanay (Kazakhstan) : 1 an, 1\u202f234,5, pour 2020, plus de 3 (exportations, X, 7 (contrats et ventes, 1er semestre 2021), 8 (autre))."),
        ({"told": "7 (–), 2021-S1"}, "Belarus, Kostanay (Kazakhstan): 1 year, 1,234.5, for 2020, more than 3 (7, first half of 2021).",
         "Biélorussie, Kostanay (Kazakhstan) : 1 an, 1\u202f234,5, pour 2020, plus de 3 (7, 1er semestre 2021)."),
    ],
)  # fmt: skip
def test_what_is_missing_is_left_out_or_said(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], english: str, french: str
) -> None:
    monkeypatch.setattr(explaining, "_catalogue", lambda: WORDS)
    finding = Finding("tension", "made_up", "any", (), values={**VALUES, **changed})
    kostanay = Wording("en").place("KZ-KUS")
    assert explain(finding, "en") == english.replace("Kostanay (Kazakhstan)", kostanay)
    assert explain(finding, "fr") == french.replace("Kostanay (Kazakhstan)", Wording("fr").place("KZ-KUS"))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """All findings of the bundled samples."""
    with Ledger.open(tmp_path_factory.mktemp("samples") / "s.cordiale", create=True) as ledger:
        read([SAMPLES], ledger)
        return find(load(ledger), KINDS)


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_explanation_says_what_is_for_programs(findings: list[Finding], language: str, leak: str) -> None:
    told = [explain(finding, language) for finding in findings]
    assert len(told) > 20
    assert [text for text in told if re.search(LEAKS[leak], text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_told(language: str) -> None:
    for rule in rules():
        assert not re.search(r"\w_\w|[{}\[\]]", describe(rule, language)), rule
    assert say_state("two_years", language) is None
    assert say_state("silent", language) == {"en": "silent", "fr": "sans nouvelles"}[language]
