"""A number written out in any form, or an amount formatted in any style, reads back."""

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from cordiale.language import read
from cordiale.model import Mention

FORMS = ("fr", "fr_BE", "fr_CH")
forms = st.sampled_from(FORMS)
decimals = st.decimals(min_value=Decimal("-99999999"), max_value=Decimal("99999999"), places=2)


def only(text: str) -> Mention:
    found = read(text)
    assert len(found) == 1, (text, found)
    assert found[0].quote == text
    return found[0]


@given(st.integers(-(10**12), 10**27), forms)
def test_cardinals(number: int, form: str) -> None:
    mention = only(num2words(number, lang=form))
    assert (mention.kind, mention.value) == ("number", pytest.approx(number))


@pytest.mark.parametrize("form", FORMS)
def test_every_small_cardinal_and_ordinal(form: str) -> None:
    for number in range(1, 1100):
        assert only(num2words(number, lang=form)).value == number
        ordinal = only(num2words(number, lang=form, to="ordinal"))
        assert (ordinal.kind, ordinal.value) == ("ordinal", number)


@given(st.integers(1, 10**12), forms, st.sampled_from(["ordinal", "ordinal_num"]))
def test_ordinals(number: int, form: str, way: str) -> None:
    mention = only(num2words(number, lang=form, to=way))
    assert (mention.kind, mention.value) == ("ordinal", number)


# num2words leaves out the minus of a number between -1 and 0.
@given(decimals.map(float).filter(lambda number: not -1 < number < 0), forms)
def test_spelled_decimals(number: float, form: str) -> None:
    assert only(num2words(number, lang=form)).value == pytest.approx(number)


@given(st.decimals(min_value=1, max_value=10**7, places=2), forms, st.sampled_from(["EUR", "USD"]))
def test_spelled_amounts(amount: Decimal, form: str, currency: str) -> None:
    mention = only(num2words(float(amount), lang=form, to="currency", currency=currency))
    assert (mention.kind, mention.unit) == ("money", currency)
    assert mention.value == pytest.approx(float(amount))


@given(decimals, st.sampled_from(["fr_FR", "fr_BE", "fr_CH", "fr_CA"]))
def test_formatted_decimals(number: Decimal, locale: str) -> None:
    text = format_decimal(number, locale=locale)
    mention = only(text) if not 1900 <= number <= 2100 else None
    assert mention is None or mention.value == pytest.approx(float(number))


CURRENCIES = [
    "EUR",
    "USD",
    "GBP",
    "RUB",
    "BYN",
    "CNY",
    "KZT",
    "UAH",
    "CHF",
    "JPY",
    "PLN",
    "INR",
    "TRY",
    "SEK",
    "AED",
]


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(CURRENCIES), st.booleans())
def test_formatted_amounts(amount: Decimal, currency: str, named: bool) -> None:
    text = format_currency(
        amount,
        currency,
        locale="fr_FR",
        format_type="name" if named else "standard",
        decimal_quantization=False,
    )
    if not named:
        number = format_decimal(amount, locale="fr_FR", decimal_quantization=False)
        text = f"{number}\u00a0{currency}"
    mention = only(text)
    assert (mention.kind, mention.unit) == ("money", currency)
    assert mention.value == pytest.approx(float(amount))


@given(st.integers(1, 999), st.sampled_from([10**6, 10**9]))
def test_compact_numbers(count: int, scale: int) -> None:
    text = format_compact_decimal(count * scale, format_type="long", locale="fr_FR")
    assert only(text).value == count * scale


UNITS = {"length-kilometer": "km", "mass-kilogram": "kg", "area-hectare": "ha", "mass-tonne": "t", "energy-kilowatt-hour": "kWh",
         "volume-cubic-meter": "m3", "area-square-meter": "m2", "length-meter": "m", "volume-liter": "litre",
         "power-kilowatt": "kW", "speed-kilometer-per-hour": "km/h", "temperature-celsius": "degree Celsius"}  # fmt: skip


@given(st.integers(2, 10**7), st.sampled_from(sorted(UNITS)), st.sampled_from(["long", "short"]))
def test_formatted_measures(number: int, unit: str, length: str) -> None:
    mention = only(format_unit(number, unit, length=length, locale="fr_FR"))
    assert (mention.kind, mention.unit, mention.value) == ("quantity", UNITS[unit], number)


@given(st.integers(1, 5000).map(lambda tenths: Decimal(tenths) / 1000))
def test_formatted_percentages(ratio: Decimal) -> None:
    mention = only(format_percent(ratio, format="#,##0.#\u202f%", locale="fr_FR"))
    assert (mention.kind, mention.unit) == ("percent", "percent")
    assert mention.value == pytest.approx(float(ratio * 100))
