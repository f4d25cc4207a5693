"""The timing of observations, from a table of sentences of our own."""

import pytest
from tests.extract.cases import check, load


@pytest.mark.parametrize("row", load("timing"))
def test_which_period(row):
    check(row)
