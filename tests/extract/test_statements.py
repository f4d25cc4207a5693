"""What must hold of any text's statements, and of planted figures wherever they stand."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.cases import document, observations, read

from cordiale.model import Statement
from cordiale.pipeline import analyse

FRAGMENTS = st.sampled_from(
    ["Le Brésil", " et ", "l'Inde", " a livré ", "40 tonnes", " de riz", " en 2019", ". ", ", ", " : ", " ; ", "(", ")", "\n",
     "\n\n", "^{3}", "[4]", " %", "12,5", " millions de dollars", "doublé", "d'ici 2030", "à l'époque", "ce pays", "«", " »",
     "\"", "n° ", "les deux pays", "deuxième rang", "un tiers", "contre ", "1 Source. - 2020. - URL : https://a.kz/", "\u00a0",
     "\x00", "é", "12 ", "Lyon", " est jumelée avec ", "mémorandum", "XXe réunion", "İ", "ﬁ", "\r\n", "№", "у", "-"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(FRAGMENTS, max_size=24).map("".join))


def _check(text: str, found: list[Statement]) -> None:
    for statement in found:
        for span in statement.evidence.spans:
            assert 0 <= span.start < span.end <= len(text)
        assert statement.evidence.quote == statement.evidence.spans[0].of(text)
        assert list(statement.parties) == sorted(set(statement.parties))
        assert statement.status in ("actual", "planned", "target", "proposed")
        json.dumps(statement.line("d.txt"))
    starts = [statement.evidence.spans[0].start for statement in found]
    assert starts == sorted(starts)
    assert len({statement.id for statement in found}) == len(found)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_exact_statements_and_the_same_twice(text: str) -> None:
    found = read(text)
    _check(text, found)
    assert [statement.id for statement in read(text)] == [statement.id for statement in found]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_fields_of_an_observation_are_of_their_kind(text: str) -> None:
    for line in observations(text):
        assert line["transform"] in ("level", "growth", "share", "rank")
        assert line["unit"] == {"growth": "ratio", "share": "share", "rank": "rank"}.get(
            line["transform"], line["unit"]
        )
        assert line["bound"] in ("=", "~", ">", "<")
        assert (line["from"] is None) == (line["to"] is None)
        if line["from"] is not None:
            assert date.fromisoformat(line["from"]) <= date.fromisoformat(line["to"])
        low, high = line["value"] if isinstance(line["value"], list) else (line["value"], line["value"])
        assert low <= high


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In 2019, trade between Brazil and India rose by 12 % and reached 4 billion dollars, the two countries said.",
        ),
        ("ru", "В 2019 году товарооборот между Бразилией и Индией вырос на 12 % и достиг 4 млрд долларов."),
        (
            "de",
            "Im Jahr 2019 stieg der Handel zwischen Brasilien und Indien um 12 % auf 4 Milliarden Dollar.",
        ),
    ],
)
def test_a_document_in_a_language_that_is_not_read_says_nothing(language: str, text: str) -> None:
    told = analyse(document(text), language=language)
    assert list(told.statements) == []


COUNTRIES = {
    "le Sénégal": "SN", "le Vietnam": "VN", "le Brésil": "BR", "la Hongrie": "HU", "le Kazakhstan": "KZ", "l'Inde": "IN",
    "la Norvège": "NO", "l'Égypte": "EG", "le Japon": "JP", "le Kenya": "KE", "la Bolivie": "BO", "l'Estonie": "EE",
}  # fmt: skip
MONEY = {"dollars": "USD", "euros": "EUR", "yuans": "CNY", "roubles": "RUB", "yens": "JPY", "forints": "HUF"}
SCALES = {"millions": 10**6, "milliards": 10**9}
MONTHS = ("janvier", "mars", "avril", "mai", "juin", "juillet", "septembre", "octobre", "novembre")
NUMBERS = {
    "janvier": 1,
    "mars": 3,
    "avril": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
}
LAST = {4: 30, 6: 30, 9: 30, 11: 30}
amounts = st.integers(min_value=2, max_value=999)
decimals = st.integers(min_value=0, max_value=99)
years = st.integers(min_value=1995, max_value=2022)
pairs = st.lists(st.sampled_from(sorted(COUNTRIES)), min_size=2, max_size=2, unique=True)


def _of(name: str, word: str) -> str:
    return f"du {name[3:]}" if name.startswith("le ") and word == "de" else f"{word} {name}"


def _number(whole: int, part: int) -> tuple[str, float]:
    printed = f"{whole},{part:02d}".rstrip("0").rstrip(",") if part else str(whole)
    return printed, float(printed.replace(",", "."))


@settings(max_examples=120, deadline=None)
@given(
    pairs,
    amounts,
    decimals,
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(MONEY)),
    st.sampled_from(MONTHS),
    years,
)
def test_a_planted_sum_comes_back_whole(
    pair: list[str], whole: int, part: int, scale: str, money: str, month: str, year: int
) -> None:
    printed, number = _number(whole, part)
    elided = f"{printed} {scale} d'euros" if money == "euros" else f"{printed} {scale} de {money}"
    text = f"En {month} {year}, le commerce entre {pair[0]} et {pair[1]} a atteint {elided}."
    (found,) = observations(text)
    assert found["quote"] == elided
    assert found["value"] == pytest.approx(number * SCALES[scale])
    assert (found["unit"], found["transform"], found["measure"]) == (MONEY[money], "level", "turnover")
    assert (found["status"], found["bound"]) == ("actual", "=")
    assert (found["from"], found["to"]) == (
        f"{year}-{NUMBERS[month]:02d}-01",
        f"{year}-{NUMBERS[month]:02d}-{LAST.get(NUMBERS[month], 31)}",
    )
    assert found["parties"] == sorted(COUNTRIES[name] for name in pair)


@settings(max_examples=80, deadline=None)
@given(pairs, st.integers(min_value=1, max_value=95), st.booleans(), years)
def test_a_planted_growth_comes_back_as_a_ratio(
    pair: list[str], percent: int, rises: bool, year: int
) -> None:
    verb = "augmenté" if rises else "baissé"
    text = f"En {year}, les exportations {_of(pair[0], 'de')} vers {pair[1]} ont {verb} de {percent} %."
    (found,) = observations(text)
    assert found["value"] == pytest.approx(1 + percent / 100 if rises else 1 - percent / 100)
    assert (found["unit"], found["transform"], found["measure"]) == ("ratio", "growth", "exports")
    assert (found["from"], found["to"]) == (f"{year}-01-01", f"{year}-12-31")
    assert found["parties"] == sorted(COUNTRIES[name] for name in pair)


GOODS: dict[str, tuple[str, Any]] = {
    "tracteurs": ("count", "tracteurs"), "autobus": ("count", "autobus"), "tonnes de blé": ("t", "blé"), "tonnes de sel": ("t", "sel"),
}  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(pairs, amounts, st.sampled_from(sorted(GOODS)), years)
def test_a_planted_delivery_is_planned_where_it_is_to_come(
    pair: list[str], number: int, goods: str, year: int
) -> None:
    unit, item = GOODS[goods]
    giver = pair[0][0].upper() + pair[0][1:]
    (past,) = observations(f"{giver} a livré {number} {goods} en {year}.")
    (to_come,) = observations(f"{giver} livrera {number} {goods} en 20{year % 100 % 20 + 30}.")
    for found in (past, to_come):
        assert (found["value"], found["unit"], found["item"]) == (number, unit, item)
        assert (found["measure"], found["parties"]) == ("deliveries", [COUNTRIES[pair[0]]])
    assert (past["status"], to_come["status"]) == ("actual", "planned")


@settings(max_examples=60, deadline=None)
@given(
    pairs,
    st.integers(min_value=1900, max_value=2040),
    st.integers(min_value=1, max_value=28),
    st.sampled_from(MONTHS),
)
def test_planted_dates_are_no_figures(pair: list[str], year: int, day: int, month: str) -> None:
    names = f"{pair[0]} et {pair[1]}"
    assert (
        observations(f"Le {day} {month} {year}, {names} ont discuté ; en {year + 1}, ils ont continué.") == []
    )


def test_ten_thousand_digits_and_a_long_line_are_read_to_the_end() -> None:
    for text in ("9" * 10_000, "12 " * 5_000, "(" * 5_000, "le Brésil " * 2_000, "de " * 5_000 + "40 tonnes"):
        _check(text, read(text))
