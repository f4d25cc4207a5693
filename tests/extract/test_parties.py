"""The parties of observations, from a table of sentences of our own."""

import pytest
from tests.extract.cases import check, load


@pytest.mark.parametrize("row", load("parties"))
def test_whose_relation_or_state(row):
    check(row)
