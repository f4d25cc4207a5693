"""How strong the record is of each country: facts, independent origins, documents, and rows of registers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cordiale.model import Row
from cordiale.registers.filtering import places_of
from cordiale.registers.holdings import Holdings
from cordiale.registers.places import country_of
from cordiale.registers.schema import Schema


@dataclass(frozen=True, slots=True)
class Strength:
    """What the ledger holds of one country, its regions and towns included.

    ``facts`` counts assertions once each, however often they are told; ``origins`` who first said them;
    ``documents`` those that tell them. ``last`` is the latest year in which something was said, None where
    no year is known.
    """

    country: str
    facts: int
    origins: int
    documents: int
    last: int | None


def strengths(holdings: Holdings) -> Mapping[str, Strength]:
    """The strength of the record by country (and bloc), the strongest first.

    A fact that names several countries counts for each of them.
    """
    facts: dict[str, int] = {}
    origins: dict[str, set[str]] = {}
    documents: dict[str, set[int]] = {}
    last: dict[str, int] = {}
    for fact in holdings.facts.all:
        countries = {country_of(code) for code in fact.shown.statement.parties}
        for country in countries:
            facts[country] = facts.get(country, 0) + 1
            for item, _ in fact.members:
                origins.setdefault(country, set()).add(holdings.genealogy.origin(item))
                documents.setdefault(country, set()).add(item.volume)
                if item.said is not None:
                    last[country] = max(last.get(country, item.said), item.said)
    order = sorted(facts, key=lambda country: (-facts[country], country))
    return {
        country: Strength(
            country, facts[country], len(origins[country]), len(documents[country]), last.get(country)
        )
        for country in order
    }


def rows_by_country(schema: Schema, rows: Iterable[Row]) -> Mapping[str, int]:
    """The number of a register's rows by country, the most first.

    >>> from cordiale.registers import open_register
    >>> rows_by_country(open_register("events").schema, [])
    {}
    """
    found: dict[str, int] = {}
    for row in rows:
        for country in {country_of(code) for code in places_of(schema, row)}:
            found[country] = found.get(country, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
