"""The status of observations, from a table of sentences of our own."""

import pytest
from tests.extract.cases import check, load


@pytest.mark.parametrize("row", load("status"))
def test_how_firmly_it_is_said(row):
    check(row)
