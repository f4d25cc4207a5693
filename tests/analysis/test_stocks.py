"""Counts of one institution over time."""

from typing import Any

import pytest
from tests.analysis.making import observation, year

from cordiale.analysis import stocks
from cordiale.model import Finding, Placed
from cordiale.registers.holdings import holdings

PARK = "Technoparc Aurore"


def count(sentence: str, number: int, when: str, document: str, **told: Any) -> Placed:
    """A count told in ``sentence`` of December of ``when``, or of the day that it is."""
    period = (
        {"from_": f"{when}-12-01", "to": f"{when}-12-31"} if len(when) == 4 else {"from_": when, "to": when}
    )
    fields: dict[str, Any] = {
        "unit": "count",
        "item": "résidents",
        "measure": "entities",
        "parties": ("TN",),
        "orgs": (PARK,),
        **period,
        **told,
    }
    return observation(str(number), number, sentence=sentence, document=document, **fields)


def at_end(number: int, when: int, **told: Any) -> Placed:
    return count(
        f"Fin {when}, le {PARK} comptait {number} résidents.",
        number,
        str(when),
        f"{when}-{number}.txt",
        **told,
    )


def new(
    number: int, when: int, *, said: str = "En {when}, {n} nouveaux résidents ont rejoint le {park}."
) -> Placed:
    sentence = said.format(when=when, n=number, park=PARK)
    return count(sentence, number, str(when), f"{when}-new.txt", item="nouveaux résidents", **year(when))


def found(*placed: Placed) -> list[Finding]:
    return list(stocks.find(holdings(placed)))


CASES: list[tuple[tuple[Placed, ...], list[tuple[str, str, str]]]] = [
    ((at_end(57, 2018), at_end(66, 2019), at_end(81, 2020)), []),
    ((at_end(57, 2018), at_end(41, 2019)), [("tension", "count_over_time", "falls")]),
    ((at_end(57, 2018), at_end(19, 2019), at_end(66, 2020)), [("tension", "count_over_time", "falls")]),
    # Somebody left.
    (
        (
            at_end(57, 2018),
            count(f"Fin 2019, neuf étant sortis, le {PARK} comptait 48 résidents.", 48, "2019", "b.txt"),
        ),
        [],
    ),
    # Told differently of one date; within a month it may change.
    ((at_end(57, 2018), at_end(71, 2018)), [("contradiction", "count_at_date", "differs")]),
    ((at_end(57, 2018), at_end(59, 2018)), [("tension", "count_at_date", "differs")]),
    ((at_end(60, 2018), at_end(58, 2018)), []),  # rounded
    # What came in, and the two ends.
    ((at_end(57, 2018), new(12, 2019), at_end(69, 2019)), [("derived", "count_and_new", "holds")]),
    ((at_end(57, 2018), new(12, 2019), at_end(83, 2019)), [("contradiction", "count_and_new", "fails")]),
    ((at_end(57, 2018), new(12, 2019), at_end(63, 2019)), [("tension", "count_and_new", "fails")]),  # some left
    # More than a bound; a part; another park's.
    ((at_end(57, 2018), at_end(50, 2019, bound=">")), []),
    (
        (
            at_end(57, 2018),
            count(f"Fin 2019, le {PARK} a grandi, dont 21 résidents allemands.", 21, "2019", "b.txt"),
        ),
        [],
    ),
    ((at_end(57, 2018), count("Fin 2019, le Parc Bellevue comptait 12 résidents.", 12, "2019", "b.txt", orgs=("Parc Bellevue",))), []),
    # Firms are not residents; an event's guests come and go.
    ((at_end(57, 2018, item="visiteurs"), at_end(31, 2019, item="visiteurs")), []),
]  # fmt: skip


@pytest.mark.parametrize(("placed", "expected"), CASES)
def test_what_stays_until_it_leaves(placed: tuple[Placed, ...], expected: list[tuple[str, str, str]]) -> None:
    assert [(finding.kind, finding.rule, finding.state) for finding in found(*placed)] == expected


def test_a_fall_shows_the_highest_count_before_it() -> None:
    (finding,) = found(at_end(57, 2018), at_end(66, 2019), at_end(40, 2020))
    assert [proof.quote for proof in finding.proofs] == ["66", "40"]
    assert (finding.values["first_at"], finding.values["second_at"]) == ("2019-12-31", "2020-12-31")
