"""Whose figure it is: an institution of no known type has that of the noun it is called by."""

import pytest
from tests.registers.telling import Page

from cordiale.resolve.entities import cluster
from cordiale.resolve.topics import topics_of

CASES = (
    ("Le parc industriel Ronvaldor comptait 40 résidents.", "Ronvaldor", "org:ronvaldor"),
    ("Le parc industriel de Ronvaldor comptait 40 résidents.", "Ronvaldor", "org:ronvaldor"),
    ("La zone franche « Ronvaldor » comptait 40 résidents.", "Ronvaldor", "org:ronvaldor"),
    # A firm has no residents, and a name far from the noun is not called by it.
    ("La société Ronvaldor comptait 40 résidents.", "Ronvaldor", None),
    ("Le parc, dit un ingénieur chez Ronvaldor, comptait 40 résidents.", "Ronvaldor", None),
)


@pytest.mark.parametrize(("sentence", "name", "subject"), CASES)
def test_residents_belong_to_what_is_called_a_park(sentence: str, name: str, subject: str | None) -> None:
    told = Page(sentence).told("40", value=40, item="résidents", measure="entities", orgs=(name,))
    topics = topics_of([told], cluster([told]))
    assert topics[told.id].subject == subject
