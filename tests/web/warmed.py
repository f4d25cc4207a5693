"""Imported once by the process that test servers are forked from: what every server would load by itself."""

import tempfile
from pathlib import Path

import uvicorn  # noqa: F401
from tests.api.making import make_app, make_ledger

with tempfile.TemporaryDirectory() as folder:
    make_app(make_ledger(Path(folder))).state.desk.state().find()
