"""Figures and facts as they are printed, each with the statement that it makes."""

from typing import Any

from bench.findings_plants.telling import Anchor, words

MILLION = 10**6
BILLION = 10**9


def year(number: int) -> tuple[str, str]:
    """A whole year as a period."""
    return f"{number}-01-01", f"{number}-12-31"


def nine_months(number: int) -> tuple[str, str]:
    """January to September."""
    return f"{number}-01-01", f"{number}-09-30"


def end_of(number: int) -> tuple[str, str]:
    """December, as a stock at the end of a year is dated."""
    return f"{number}-12-01", f"{number}-12-31"


def plain(number: float) -> str:
    """A number in the language's own signs, at most three decimals."""
    text = f"{number:,.3f}".rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    return whole.replace(",", words()["thousands"]) + (words()["decimal"] + part if part else "")


def as_value(number: float) -> float | int:
    """A JSON value as the reading writes it: whole numbers are integers."""
    return int(number) if number == int(number) else round(number, 9)


def figure(
    quote: str, value: float, period: tuple[str, str] | None, about: tuple[str, ...], **told: Any
) -> Anchor:
    """An observation; ``told`` are further fields, and ``status`` and ``orgs``."""
    status, orgs = told.pop("status", "actual"), told.pop("orgs", ())
    since, until = period or (None, None)
    fields = {"transform": "level", "value": as_value(value), "unit": "count", "bound": "=", "item": None}
    fields |= {"measure": "other", **told, "from": since, "to": until}
    return Anchor(quote, "observation", fields, about, status, orgs)


def money(value: int, period: tuple[str, str] | None, about: tuple[str, ...], **told: Any) -> Anchor:
    """An amount in dollars."""
    return figure(amount(value), value, period, about, **{"unit": "USD", "measure": "exports", **told})


def amount(value: int, scale: int | None = None) -> str:
    """An amount in millions or billions, as it is printed."""
    if scale is None:
        scale = BILLION if value >= BILLION else MILLION
    one, many = words()["money"]["billion" if scale == BILLION else "million"]
    return f"{plain(value / scale)} {one if value < 2 * scale else many}"


def change(per_mille: int, period: tuple[str, str], about: tuple[str, ...], **told: Any) -> Anchor:
    """A growth of so many thousandths, printed in percent; negative for a fall."""
    quote = plain(abs(per_mille) / 10) + words()["percent"]
    told = {"transform": "growth", "unit": "ratio", "measure": "exports", **told}
    return figure(quote, 1 + per_mille / 1000, period, about, **told)


def share(per_mille: int, period: tuple[str, str], about: tuple[str, ...], **told: Any) -> Anchor:
    """A part of so many thousandths, printed in percent."""
    quote = plain(per_mille / 10) + words()["percent"]
    told = {"transform": "share", "unit": "share", "measure": "exports", **told}
    return figure(quote, per_mille / 1000, period, about, **told)


def count(
    number: int, item: str, period: tuple[str, str] | None, about: tuple[str, ...], **told: Any
) -> Anchor:
    """So many of something."""
    return figure(plain(number), number, period, about, **{"item": item, "measure": "entities", **told})


def paper(noun: str, doctype: str, about: tuple[str, ...], **told: Any) -> Anchor:
    """A document, signed unless ``told`` says otherwise."""
    status = told.pop("status", "actual")
    fields = {"doctype": doctype, "stage": "signed", "date": None, "valid": None, **told}
    return Anchor(noun, "document", fields, about, status)


def event(noun: str, eventtype: str, about: tuple[str, ...], **told: Any) -> Anchor:
    """A meeting, visit or opening."""
    status, orgs = told.pop("status", "actual"), told.pop("orgs", ())
    fields = {"eventtype": eventtype, "ordinal": None, "date": None, "place": None, **told}
    return Anchor(noun, "event", fields, about, status, orgs)


def link(noun: str, relation: str, about: tuple[str, ...], date: str | None, **told: Any) -> Anchor:
    """A standing link; ``told`` are its ``status`` and ``orgs``."""
    return Anchor(noun, "relation", {"relation": relation, "date": date}, about, **told)


def month(number: int) -> str:
    """The name of a month, 1 to 12."""
    return str(words()["months"][number - 1])
