"""A real server over the sample ledger, and a real browser; skipped, visibly, where there is none."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT = 60


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the bundled sample, made once."""
    from cordiale.ledger import Ledger
    from cordiale.pipeline import read

    place = tmp_path_factory.mktemp("sample") / "sample.cordiale"
    folder = ROOT / "src" / "cordiale" / "data" / "samples"
    files = sorted(
        path for path in folder.iterdir() if path.suffix in (".md", ".txt") and path.stem != "README"
    )
    with Ledger.open(place, create=True) as ledger:
        read(files, ledger)
    return place


@pytest.fixture(scope="session")
def address(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the sample ledger; tests undo what they do, or add to it."""
    place = tmp_path_factory.mktemp("served") / "t.cordiale"
    shutil.copy(sample, place)
    command = [sys.executable, "-m", "cordiale", "serve", str(place), "--port", "0", "--by", "Lectrice"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
        "CORDIALE_LANG": "en",
    }
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        told = server.stdout.readline()
        found = next(word for word in told.split() if word.startswith("http"))
        try:
            _until_it_answers(found)
            yield found.rstrip("/")
        finally:
            server.terminate()


def _until_it_answers(address: str) -> None:
    """Wait for the first page, and for the findings that it needs."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=WAIT) as answer:
                assert answer.status == 200
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("no browser: install chromium (Debian: apt-get install chromium) to run these tests")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # a loaded machine is slow, not wrong
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture
def page(browser, address):
    """A page of a reader whose language is English; a message of the browser's console fails the test."""
    context = browser.new_context(locale="en-GB", base_url=address, viewport={"width": 1280, "height": 900})
    made = context.new_page()
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("console", lambda told: troubles.append(told.text) if told.type == "error" else None)
    yield made
    context.close()
    assert not [told for told in troubles if "Failed to load resource" not in told]
