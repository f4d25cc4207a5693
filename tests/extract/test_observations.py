"""Observations read from sentences of our own by the whole chain: which numbers are figures, and of what."""

import pytest
from tests.extract.cases import check, load


@pytest.mark.parametrize("row", load("observations"))
def test_which_numbers_are_figures(row):
    check(row)


@pytest.mark.parametrize("row", load("observations_countries"))
def test_other_countries_are_read_in_full(row):
    check(row)


@pytest.mark.parametrize("row", load("observation_documents"))
def test_short_documents_are_read_with_their_context(row):
    check(row)
