"""A server killed while persons review, merge and upload: all that was acknowledged is there, nothing by half."""

import json
import multiprocessing
import os
import random
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from tests.api.making import TEXT, make_ledger

from cordiale.cli.start import run
from cordiale.ledger import Ledger

LIVES = 2
ACTS = 3
"""Acts acknowledged in each life before the kill."""
UPLOADED = 5
"""Files of an upload: more than are read before the kill."""
UNIVERSITIES = ("Université de Lisbonne", "Université de Kumasi")


def serve(place: str, told: Any) -> None:
    """The real command, its first line sent through a pipe; runs in a process of its own."""
    os.dup2(told.fileno(), 1)
    from cordiale.cli.serving import serve_command

    serve_command([place, "--port", "0", "--by", "Lectrice"], standalone_mode=False)


@contextmanager
def server(place: Path) -> Iterator[tuple[int, Any]]:
    """The port and the process of a server; killed with SIGKILL at the end."""
    makers = multiprocessing.get_context("forkserver")
    makers.set_forkserver_preload(["tests.web.warmed"])  # once, not once a life
    told, end = makers.Pipe(duplex=False)
    process = makers.Process(target=serve, args=(str(place), end))
    process.start()
    end.close()
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(told.fileno(), 1) or pytest.fail("the server did not start")
    found = re.search(rb":(\d+)/", line)
    assert found is not None
    try:
        yield int(found[1]), process
    finally:
        process.kill()
        process.join()
    assert process.exitcode == -signal.SIGKILL


class Caller:
    """One person's browser or program: each call gives the answer, or raises once the server is dead."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=20)

    def api(self, method: str, path: str, sent: Mapping[str, Any] | None = None) -> Any:
        body = None if sent is None else json.dumps(sent)
        headers = {"content-type": "application/json"}
        self.connection.request(method, f"/api/v1/{path}", body, headers)
        answer = self.connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status in (200, 201), told
        return told

    def upload(self, files: Mapping[str, str]) -> str:
        self.connection.request("GET", "/intake")
        answer = self.connection.getresponse()
        cookie = str(answer.headers["set-cookie"]).partition(";")[0]
        token = re.search(rb'name="form" value="([^"]+)"', answer.read())
        assert token is not None
        parts = [f'name="form"\r\n\r\n{token[1].decode()}']
        parts += [f'name="files"; filename="{name}"\r\n\r\n{text}' for name, text in files.items()]
        body = "".join(f"--x\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--x--\r\n"
        headers = {"content-type": "multipart/form-data; boundary=x", "cookie": cookie}
        self.connection.request("POST", "/intake", body.encode(), headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 303
        return str(answer.headers["location"])

    def done(self, job: str) -> int:
        self.connection.request("GET", f"{job}/progress")
        return int(json.loads(self.connection.getresponse().read())["done"])


class Told:
    """What the server acknowledged, and what was sent at all."""

    def __init__(self) -> None:
        self.rows: dict[int, Mapping[str, Any]] = {}
        self.ended: set[int] = set()
        self.sent_ends: set[int] = set()

    def end(self, number: int, call: Callable[[], Any]) -> None:
        self.sent_ends.add(number)
        call()
        self.ended.add(number)


def review(caller: Caller, told: Told) -> Iterator[None]:
    """Correct, reject, add and undo, again and again."""
    held = caller.api("GET", "statements?kind=observation")["items"][0]
    place = {"kind": "event", "document": held["document"], "fields": {"eventtype": "forum"}}
    turn = len(told.rows)
    while True:
        turn += 1
        for sent in (
            {"kind": "correct", "target": held["id"], "change": {"fields": {"value": turn + 0.5}}},
            {"kind": "reject", "target": held["id"], "why": f"turn {turn}"},
            {"kind": "add", "statement": {**place, "start": turn, "end": turn + 9}, "why": "missed"},
        ):
            made = caller.api("POST", "acts", sent)
            told.rows[made["number"]] = made
            if made["kind"] != "add":
                told.end(
                    made["number"], lambda made=made: caller.api("POST", f"acts/{made['number']}/undo", {})
                )
            yield


def merge(caller: Caller, told: Told) -> Iterator[None]:
    """Say that two are the same, and take it back."""
    left, right = UNIVERSITIES
    while True:
        sent = {"verdict": "same", "left": left, "right": right, "why": f"after {len(told.rows)}"}
        made = caller.api("POST", "judgements", sent)
        told.rows[made["number"]] = made
        back = f"judgements/{made['number']}/withdraw"
        told.end(made["number"], lambda back=back: caller.api("POST", back, {"why": "two houses"}))
        yield


def upload(caller: Caller, read: list[int], life: int) -> Iterator[None]:
    """Give files and watch how they are read."""
    job = caller.upload({f"{life}-{n}.txt": f"{TEXT}\nLettre {life}-{n}.\n" for n in range(UPLOADED)})
    while True:
        read[life] = caller.done(job)
        yield


def until_killed(work: Iterator[None], wrong: list[Exception]) -> None:
    try:
        for _ in work:
            pass
    except (OSError, HTTPException):
        pass  # the server is dead, as it should be
    except (AssertionError, LookupError) as error:
        wrong.append(error)


def hold(found: Mapping[int, Any], told: Told, *, lives: int) -> None:
    """All acknowledged rows are there as told; of the others one a life, that was under way, and whole."""
    assert sorted(found) == list(range(1, len(found) + 1))
    assert set(told.rows) <= set(found)
    assert len(found) - len(told.rows) <= lives
    for number, row in told.rows.items():
        stood = {name: value for name, value in row.items() if not name.startswith(("undone", "withdrawn"))}
        assert {name: found[number][name] for name in stood} == stood
    gone = {number for number, row in found.items() if row.get("undone_at") or row.get("withdrawn_at")}
    assert told.ended <= gone <= told.sent_ends


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_killed_while_writing_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    place = make_ledger(tmp_path)
    acts, judgements, read = Told(), Told(), [0] * LIVES
    chance = random.Random(4)
    for life in range(LIVES):
        wrong: list[Exception] = []
        with server(place) as (port, process):
            callers = [Caller(port) for _ in range(3)]
            works = (
                review(callers[0], acts),
                merge(callers[1], judgements),
                upload(callers[2], read, life),
            )
            threads = [threading.Thread(target=until_killed, args=(work, wrong)) for work in works]
            for thread in threads:
                thread.start()
            end = time.monotonic() + 40
            while len(acts.rows) < ACTS * (life + 1) or len(judgements.rows) <= life or not read[life]:
                assert not wrong and time.monotonic() < end
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.1))
            os.kill(process.pid, signal.SIGKILL)
            for thread in threads:
                thread.join()
            for caller in callers:
                caller.connection.close()
        assert wrong == []
        assert run(["verify", "--ledger", str(place)]) == 0
    with server(place) as (port, _):
        caller = Caller(port)
        found = {row["number"]: row for row in caller.api("GET", "acts?limit=500")["items"]}
        hold(found, acts, lives=LIVES)
        found = {row["number"]: row for row in caller.api("GET", "judgements")["items"]}
        hold(found, judgements, lives=LIVES)
        # What was uploaded and accepted is read in the end, though its server was killed.
        end = time.monotonic() + 40
        while (
            time.monotonic() < end
            and len(caller.api("GET", "documents?limit=500")["items"]) < 1 + LIVES * UPLOADED
        ):
            time.sleep(0.05)
        assert len(caller.api("GET", "documents?limit=500")["items"]) == 1 + LIVES * UPLOADED
        caller.connection.close()
    with Ledger.open(place) as ledger:
        assert ledger.verify() == []
