import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.api.making import make_app, make_ledger

BASE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is only read."""
    return make_ledger(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="session")
def client(place: Path) -> TestClient:
    return TestClient(make_app(place), base_url=BASE)


@pytest.fixture
def own(tmp_path: Path, place: Path) -> TestClient:
    """An application over a ledger of its own, to be written."""
    held = tmp_path / place.name
    shutil.copy(place, held)
    return TestClient(make_app(held), base_url=BASE)
