"""Readings that the browser asks for: files kept beside the ledger, read in turn, watched and stopped.

A reading that was accepted is noted beside its files until it has ended, so that a server that was
killed begins it again when it is started: what was read already is not read twice.
"""

import hashlib
import json
import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cordiale.ledger import LedgerError
from cordiale.pipeline import Progress, ReadReport, read
from cordiale.web.desk import Desk

MOST_FILES = 200
"""Files of one upload."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one file: what the reading takes in."""
_KEPT = 50
"""Readings that are remembered until the server stops."""
_UNSAFE = re.compile(r"[^\w .()'-]+")
_LONGEST_NAME = 120
_BLOCK = 1 << 20
_NOTE = ".job"


class TooLargeError(Exception):
    """A file of more than ``LARGEST_FILE`` bytes."""


class _Stopped(Exception):  # noqa: N818 - it is no error: a person asked for it
    """Raised inside a reading to end it between two files."""


@dataclass
class Job:
    """One reading: what it is doing, and how it ended.

    ``state`` is ``running``, ``done``, ``stopped`` or ``failed``; ``report`` is there when it is done.
    """

    key: str
    names: Sequence[str]
    by: str
    state: str = "running"
    progress: Progress | None = None
    report: ReadReport | None = None
    problem: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def told(self) -> Mapping[str, object]:
        """How far it is, for a page that asks again and again."""
        progress = self.progress
        return {
            "state": self.state,
            "done": progress.done if progress is not None else 0,
            "total": len(self.names),
            "name": progress.name if progress is not None else "",
            "statements": progress.statements if progress is not None else 0,
            "aside": progress.set_aside if progress is not None else 0,
        }


class Intake:
    """The readings of one server, one at a time; ``folder`` keeps the files that quotes are checked by."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.folder = Path(f"{desk.place}.files")
        self.jobs: dict[str, Job] = {}
        self._turn = threading.Lock()

    def keep(self, name: str, stream: BinaryIO) -> tuple[Path, bool]:
        """Write a file beside the ledger, whole or not at all: its path, and whether it is new there.

        Raises ``TooLargeError``. Its name is kept as far as it is safe; files of other bytes never take
        one another's place.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{secrets.token_hex(8)}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with part.open("wb") as file:
                while block := stream.read(_BLOCK):
                    size += len(block)
                    if size > LARGEST_FILE:
                        raise TooLargeError(name)
                    digest.update(block)
                    file.write(block)
            place = self.folder / digest.hexdigest()[:16]
            place.mkdir(exist_ok=True)
            kept = place / safe_name(name)
            new = not kept.exists()
            if new:
                part.replace(kept)
        finally:
            part.unlink(missing_ok=True)
        return kept, new

    def forget(self, paths: Sequence[Path]) -> None:
        """Take files out again that are new and whose reading does not begin; never what stood before."""
        for path in paths:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # another file of the same bytes stands there
                path.parent.rmdir()

    def begin(self, paths: Sequence[Path], *, by: str) -> Job:
        """Start to read files in the background; they wait for the reading before them."""
        job = Job(secrets.token_urlsafe(9), [path.name for path in paths], by)
        told = {"by": by, "paths": [str(path.relative_to(self.folder)) for path in paths]}
        part = self.folder / f".{job.key}.part"
        part.write_text(json.dumps(told), encoding="utf-8")
        part.replace(self._note(job.key))
        self._start(job, paths)
        return job

    def resume(self) -> list[Job]:
        """Begin again what a server before this one had accepted and not ended."""
        found: list[Job] = []
        for note in sorted(self.folder.glob(f"*{_NOTE}")):
            try:
                told = json.loads(note.read_text(encoding="utf-8"))
                paths = [self.folder / path for path in told["paths"]]
                job = Job(note.name.removesuffix(_NOTE), [path.name for path in paths], str(told["by"]))
            except (OSError, ValueError, KeyError, TypeError):  # not a note of ours
                continue
            self._start(job, paths)
            found.append(job)
        return found

    def _note(self, key: str) -> Path:
        return self.folder / f"{key}{_NOTE}"

    def _start(self, job: Job, paths: Sequence[Path]) -> None:
        for old in list(self.jobs)[: max(len(self.jobs) - _KEPT + 1, 0)]:
            if self.jobs[old].state != "running":
                del self.jobs[old]
        self.jobs[job.key] = job
        threading.Thread(target=self._run, args=(job, paths), daemon=True).start()

    def _run(self, job: Job, paths: Sequence[Path]) -> None:
        def tell(progress: Progress) -> None:
            job.progress = progress
            if job.stop.is_set() and progress.done < progress.total:
                raise _Stopped

        try:
            with self._turn:
                if job.stop.is_set():
                    raise _Stopped
                with self.desk.ledger(read_only=False) as ledger:
                    job.report = read(list(paths), ledger, progress=tell)
            self.desk.state(fresh=True)
            job.state = "done"
        except _Stopped:
            job.state = "stopped"
        except (LedgerError, OSError) as error:
            job.problem, job.state = str(error), "failed"
        finally:
            self._note(job.key).unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """A file's name without folders and signs that a file system or a terminal obeys.

    >>> safe_name("../../etc/passwd"), safe_name("Échanges 2021.txt"), safe_name("..")
    ('passwd', 'Échanges 2021.txt', 'texte.txt')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = _UNSAFE.sub("_", last).strip(" .")
    short = plain.encode("utf-8")[-_LONGEST_NAME:].decode("utf-8", "ignore")  # file systems count bytes
    return short or "texte.txt"
