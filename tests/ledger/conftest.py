import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cordiale.ledger import Ledger

POSTGRES = "CORDIALE_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh ledger can be made: the contract holds on every backend."""
    if request.param == "sqlite":
        return str(tmp_path / "test.cordiale")
    address = os.environ.get(POSTGRES)
    if address is None:
        pytest.skip(f"no PostgreSQL: its backend comes later; set {POSTGRES} to an address to test it")
    return address


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place, create=True) as opened:
        yield opened
