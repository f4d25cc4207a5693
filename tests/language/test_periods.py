"""Dates and periods against the table of cases, and the properties that hold on any text."""

from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cordiale.language import calendar
from cordiale.language.periods import find_periods, resolve_period
from cordiale.model import Mention
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

REFERENCE = date(2022, 11, 22)
CASES = Path(__file__).parents[1] / "cases" / "fr" / "periods.yml"
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre"]
MONTHS += ["novembre", "décembre"]


def read(text: str, reference: date | None = REFERENCE) -> list[Mention]:
    anchor, resolved = None, []
    for mention in find_periods(text, fold(text)):
        mention = resolve_period(mention, reference=reference, anchor=anchor)
        resolved.append(mention)
        anchor = mention if mention.since else anchor
    return resolved


def table() -> list[Any]:
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(*case, id=f"{group}: {case[0]}") for group, cases in groups.items() for case in cases
    ]


@pytest.mark.parametrize(("text", "expected"), table())
def test_case(text: str, expected: list[list[Any]]) -> None:
    found = [[m.quote, m.since, m.until, m.role] for m in read(str(text))]
    wanted = [[None if part is None else str(part) for part in case] for case in expected]
    assert [mention[: len(case)] for mention, case in zip(found, wanted, strict=False)] == wanted, found
    assert len(found) == len(wanted), found


def only(text: str) -> tuple[str | None, str | None]:
    [mention] = read(text)
    assert text[mention.start : mention.end] == mention.quote
    return mention.since, mention.until


def span(dates: calendar.Dates | None) -> tuple[str, str]:
    assert dates is not None
    return dates[0].isoformat(), dates[1].isoformat()


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["long", "full", "medium"]))
def test_any_formatted_date_reads_back(moment: date, style: str) -> None:
    dates = pytest.importorskip("babel.dates")
    assert only(dates.format_date(moment, format=style, locale="fr_FR")) == span((moment, moment))


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(1970, 1, 1), date(2069, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]),
)
def test_any_numeric_date_reads_back(moment: date, style: str) -> None:
    assert only("le " + moment.strftime(style)) == span((moment, moment))


@settings(max_examples=150, deadline=None)
@given(st.integers(1950, 2060), st.integers(1, 12), st.data())
def test_any_part_of_a_year_reads_back(year: int, month: int, data: st.DataObject) -> None:
    quarter, half = (month + 2) // 3, (month + 5) // 6
    ordinals = {1: "1er", 2: "2e", 3: "3e", 4: "4e"}
    phrases = {
        f"en {MONTHS[month - 1]} {year}": f"month_of_year:{month}",
        f"fin {MONTHS[month - 1]} {year}": f"month_of_year:{month}",
        f"au {ordinals[quarter]} trimestre {year}": f"quarter:{quarter}",
        f"T{quarter} {year}": f"quarter:{quarter}",
        f"au {ordinals[half]} semestre de {year}": f"half:{half}",
        f"les {month} premiers mois de l'année {year}": f"first_months:{month}",
        f"en {year}": "year",
        f"depuis {year}": "year",
        f"d'ici la fin de l'année {year}": "year",
    }
    phrase = data.draw(st.sampled_from(sorted(phrases)))
    assert only(phrase) == span(calendar.part_of_year(phrases[phrase], year))


WORDS = st.sampled_from(
    sorted(
        {
            *MONTHS,
            "le",
            "de",
            "à",
            "2021",
            "15",
            "1er",
            "fin",
            "dernière",
            "année",
            "mois",
            "trois",
            "-",
            "(",
            "[2020]",
        }
        | {
            "premier",
            "trimestre",
            ",",
            ".",
            "qu'",
            "en",
            "il",
            "y",
            "a",
            "l'",
            "même",
            "période",
            "du",
            "31",
            "²",
            "/",
        }
    )
)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=9).map("".join))
)
def test_any_text_is_read_without_error(text: str) -> None:
    end = 0
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.quote
        assert end <= mention.start < mention.end
        end = mention.end
        if mention.since is not None and mention.until is not None:
            assert date.fromisoformat(mention.since) <= date.fromisoformat(mention.until)


@pytest.mark.parametrize(
    "text", ["9" * 10_000, "2021" * 5_000, "2021 " * 3_000, "en juin " * 3_000, "-" * 20_000, "d'" * 9_000]
)
def test_long_runs_are_read(text: str) -> None:
    assert all(text[m.start : m.end] == m.quote for m in find_periods(text, fold(text)))


def test_nothing_is_guessed_without_a_date_of_writing() -> None:
    for text in (
        "cette année",
        "en juillet",
        "il y a trois ans",
        "aujourd'hui",
        "la même période",
        "au premier semestre",
    ):
        [mention] = read(text, None)
        assert mention.since is None
        assert mention.relative


def test_a_year_alone_as_date_of_writing() -> None:
    [mention] = read("le 15 avril", date(2022, 12, 31))
    assert mention.since == "2022-04-15"


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="length"):
        find_periods("a", "ab")


def test_every_word_of_the_data_is_folded() -> None:
    data = load_yaml("languages/fr/periods.yml")
    assert resources.files("cordiale").joinpath("data/languages/fr/periods.yml").is_file()
    for name, words in data["classes"].items():
        for word in words:
            assert fold(str(word)) == str(word), f"{name}: {word}"
