"""What observations measure and of what item, from a table of sentences of our own."""

import pytest
from tests.extract.cases import check, load


@pytest.mark.parametrize("row", load("observation_measures"))
def test_what_is_measured(row):
    check(row)
