"""All that a ledger holds, as of a day that was asked for: what most commands start from."""

from typing import TYPE_CHECKING

from cordiale.cli.asking import opened
from cordiale.cli.frame import Failure, WrongUsage, iso_date, plain

if TYPE_CHECKING:
    from datetime import date

    from cordiale.ledger import Ledger
    from cordiale.registers.holdings import Holdings

_YEARS_ON = 100
"""Years after the last day told of, beyond which nothing that is due can be judged."""


def asked_span(since: str | None, until: str | None = None) -> "tuple[date | None, date | None]":
    """The first and the last day of what ``--from`` and ``--to`` say as years, months or days.

    Raises ``WrongUsage`` for what is no date.

    >>> asked_span("2019", "2020-06")
    (datetime.date(2019, 1, 1), datetime.date(2020, 6, 30))
    """
    from cordiale.registers.filtering import read_span
    from cordiale.registers.periods import read_period

    for option, told in (("--from", since), ("--to", until)):
        if told is not None and read_period(told) is None:
            raise WrongUsage("bad_edge", option=option, value=plain(told))
    return read_span(since, until)


def held_in(ledger: str, as_of: str | None = None) -> "Holdings":
    """What the ledger at ``ledger`` holds, as of the day ``--as-of``, else of the latest that it tells of.

    Raises ``Failure`` where there is no ledger or nothing in it, ``WrongUsage`` where the day is none, or
    lies before all that the ledger tells of or a century after it.
    """
    iso_date("--as-of", as_of)
    with opened(ledger) as held:
        return holdings_of(held, as_of)


def holdings_of(held: "Ledger", as_of: str | None = None) -> "Holdings":
    """The same of a ledger that is open."""
    from cordiale.registers.holdings import load, told_span

    day = iso_date("--as-of", as_of)
    holdings = load(held, as_of=day)
    if not holdings.placed:
        if not (holdings.entries or holdings.official):
            raise Failure("empty_ledger", path=held.place)
        return holdings
    first, last = told_span(holdings.placed)
    end = last.replace(year=min(last.year + _YEARS_ON, 9999), day=min(last.day, 28))
    if day is not None and not first <= day <= end:
        days = {"first": first.isoformat(), "last": last.isoformat(), "end": end.isoformat()}
        raise WrongUsage("bad_day", option="--as-of", value=day.isoformat(), **days)
    return holdings
