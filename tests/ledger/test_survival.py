"""Killed, crowded, and out of disk: the ledger stays whole and a second run finishes the rest."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.ledger import making

import cordiale
from cordiale.ledger import Ledger, LedgerError
from cordiale.model import Structure

FILES = 20

READER = """
import sys
from cordiale import pipeline
from cordiale.ledger import Ledger
from cordiale.model import Evidence, Passage, Span, Statement, Structure

def analyse(document, **_):
    text = document.text
    found = []
    for start in range(0, len(text) - 4, 19):
        span = Span(start, start + 4)
        evidence = Evidence(document.id, (span,), span.of(text))
        found.append(Statement("observation", {"value": start}, "actual", ("VN",), (), None, evidence, "t@1"))
    passage = Passage(text, ((0, 0, len(text)),), "body", None)
    return pipeline.Analysed(document, Structure(passages=(passage,)), tuple(found))

pipeline.analyse = analyse
pipeline.rules_version = lambda: "test"
with Ledger.open(sys.argv[1], create=True) as ledger:
    print("open", flush=True)
    report = pipeline.read([sys.argv[2]], ledger, progress=lambda p: print(p.done, flush=True))
print("read", len(report.read), "unchanged", len(report.unchanged), "aside", len(report.set_aside))
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:02}.txt").write_text(
            f"Le texte numéro {number} est un essai. " * 60, encoding="utf-8"
        )
    return folder


def start(ledger: Path, texts: Path) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": str(Path(cordiale.__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, "-c", READER, ledger, texts],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def content(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        assert ledger.verify() == []
        assert len({document.id for document in ledger.documents()}) == len(ledger.documents())
        return [found.id for found in ledger.statements()]


def test_killed_at_any_moment_the_ledger_is_whole(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "a.cordiale"
    chance = random.Random(7)
    kills = 0
    for lines in (0, 1, 4, 9):
        process = start(path, texts)
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.01))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
        if path.exists() and lines:
            content(path)  # whole: it verifies
    assert kills >= 3
    last = start(path, texts)
    out, err = last.communicate()
    assert last.returncode == 0, err
    told = out.splitlines()[-1].split()
    assert int(told[1]) + int(told[3]) == FILES
    assert int(told[3]) > 0  # what the killed ones had finished was not read again
    other = start(tmp_path / "b.cordiale", texts)
    other.communicate()
    assert sorted(content(path)) == sorted(content(tmp_path / "b.cordiale"))


def test_two_processes_reading_into_one_ledger(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "a.cordiale"
    readers = [start(path, texts) for _ in range(3)]
    told = [reader.communicate() for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0, 0], told
    assert all("aside 0" in out for out, _ in told)
    assert not any(err for _, err in told)
    ids = content(path)
    assert len(ids) == len(set(ids)) > 0
    with Ledger.open(path) as ledger:
        assert len(ledger.documents()) == FILES
        assert ledger.changes() == []


def test_a_writer_waits_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock held longer than SQLite waits is waited for; one that stays is told in one line."""
    from cordiale.ledger import backend

    monkeypatch.setattr(backend, "WAIT", 0.01)
    monkeypatch.setattr(backend, "PATIENCE", 0.3)
    path = tmp_path / "a.cordiale"
    document = making.document()
    with Ledger.open(path, create=True) as ledger:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program holds the ledger"):
            ledger.record(document, Structure(), [], "r1")
        assert ledger.stats().documents == 0  # reading goes on beside a writer
        holder.execute("ROLLBACK")
        holder.close()
        assert not ledger.record(document, Structure(), [], "r1").unchanged


def test_a_full_disk_is_told_and_what_was_read_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.cordiale"
    first, second = making.document(), making.document("Un long texte. " * 100_000, name="b.txt")
    with Ledger.open(path, create=True) as ledger:
        ledger.record(first, making.structure(first), making.statements(first), "r1")

        @event.listens_for(ledger._backend.engine, "begin")
        def limit(connection: object) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 60")  # type: ignore[attr-defined]

        with pytest.raises(LedgerError, match="no space left on the disk") as caught:
            ledger.record(second, Structure(), [], "r1")
        assert "\n" not in str(caught.value)
    with Ledger.open(path) as ledger:
        assert [held.name for held in ledger.documents()] == ["a.txt"]
        assert ledger.verify() == []
        ledger.record(second, Structure(), [], "r1")  # there is room again
        assert len(ledger.documents()) == 2


LIMITED = """
import resource, sys
from cordiale.ledger import Ledger, LedgerError
from cordiale.model import Structure
from tests.ledger import making

with Ledger.open(sys.argv[1], create=True) as ledger:
    first = making.document()
    ledger.record(first, making.structure(first), making.statements(first), "r1")
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    big = making.document("Un long texte. " * 100_000, name="b.txt")
    try:
        ledger.record(big, Structure(), [], "r1")
    except LedgerError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits on Windows")
def test_a_write_that_the_system_refuses(tmp_path: Path) -> None:
    path = tmp_path / "a.cordiale"
    roots = [str(Path(cordiale.__file__).parents[1]), str(Path(__file__).parents[2])]
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, path],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(roots)},
    )
    assert told.returncode == 0, told.stderr
    (line,) = told.stdout.splitlines()
    assert "disk" in line
    with Ledger.open(path) as ledger:
        assert [held.name for held in ledger.documents()] == ["a.txt"]
        assert ledger.verify() == []
