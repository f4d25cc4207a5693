"""The command line where its streams, files or ledger are not what they should be: one line, no hang."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = "En 2021, le Maroc a exporté vers le Sénégal pour 120 millions de dollars de marchandises.\n"

FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a line of shell in which ``$C`` is the program."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CORDIALE_")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "C": f"{sys.executable} -m cordiale", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_reader_that_goes_away_gives_its_own_exit_code(folder: Path) -> None:
    done = shell(f"$C mentions '{'12 km, ' * 9000}' | head -n 1; exit ${{PIPESTATUS[0]}}", folder)
    assert (done.returncode, done.stderr) == (141, "")


@FULL
@pytest.mark.parametrize("arguments", ["mentions '5 %'", "--help"])
def test_output_that_cannot_be_written_is_told(folder: Path, arguments: str) -> None:
    done = shell(f"$C {arguments} > /dev/full", folder)
    assert done.returncode == 1
    assert done.stderr.startswith("cordiale: the output cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_closed_streams(folder: Path) -> None:
    assert shell("$C mentions '5 %' >&- 2>&-", folder).returncode == 0
    done = shell("$C mentions - <&-", folder)
    assert done.returncode == 2
    assert done.stderr.startswith("cordiale: nothing to read")


def test_a_pipe_is_no_ledger_and_is_not_waited_for(folder: Path) -> None:
    for command in ("stats", "read a.txt --quiet"):
        done = shell(f"test -p p || mkfifo p; $C {command} --ledger p", folder)
        assert done.returncode == 1
        assert done.stderr == "cordiale: p: this is not a file; give another path with --ledger\n"


def test_a_ledger_by_its_address(folder: Path) -> None:
    assert shell("$C read a.txt --quiet --ledger sqlite:///b.cordiale", folder).returncode == 0
    assert (folder / "b.cordiale").is_file()
    assert shell("$C search maroc --ledger sqlite:///b.cordiale", folder).stdout.startswith("a.txt:0")
    done = shell("$C stats --ledger postgresql://u:secret@h/d", folder)
    assert done.returncode == 1
    assert "secret" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_file_does_not_keep_the_others(folder: Path) -> None:
    (folder / "closed.txt").write_text(TEXT + TEXT, encoding="utf-8")
    (folder / "closed.txt").chmod(0)
    done = shell("$C read closed.txt a.txt --quiet", folder)
    assert done.returncode == 1
    assert "closed.txt: it may not be read; check its permissions" in done.stderr
    assert done.stdout.startswith("1 read, 0 unchanged, 1 set aside")


def test_more_is_asked_for_than_can_be(folder: Path) -> None:
    assert shell("$C read a.txt --quiet", folder).returncode == 0
    done = shell(f"$C search maroc --limit {10**20}", folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_with_a_line_break_stays_on_its_line(folder: Path) -> None:
    (folder / "one\ntwo\x1b[31m.txt").write_text(
        "In 2021 the port sold 5 % of the ships.\n" * 9, encoding="utf-8"
    )
    done = shell("$C read . --ledger $'le\ndger' --quiet", folder)
    assert done.stdout.count("\n") == 1
    assert done.stderr.count("\n") == 1
    for line in ("$C stats", "$C statements --format table", "$C search port", "$C verify", "$C read ."):
        done = shell(f"{line} --ledger $'le\ndger'", folder)
        assert "\x1b" not in done.stdout + done.stderr, line


HOSTILE = (
    "En 2021, le \x1b]0;owned\x07Maroc\x1b[2J a vendu\x9b31m \u202eau Sénégal pour 120 millions de dollars de blé.\n"
    + TEXT * 9
)


def test_what_a_document_says_is_printed_and_never_done(folder: Path) -> None:
    (folder / "h\x1b[31m\u202e.txt").write_text(HOSTILE, encoding="utf-8")
    assert shell("$C read h* --quiet", folder).returncode == 0
    program = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    lines = ("read h*", "search maroc", "search maroc --format json", "statements --format table")
    for line in (*lines, "statements --format json", "stats", "show $ID", "structure h*", "verify"):
        ident = 'ID=$($C statements --format json | grep -o \'"id": "[^"]*\' | cut -c8- | head -n 1); '
        done = shell(f"{ident} {sys.executable} -c '{program}' $C {line}", folder)
        # The program's own marks (bold, inverse) and those of its progress bar aside.
        printed = done.stdout
        assert printed.strip(), line
        for sign in ("\x1b]", "\x07", "\x1b[31m", "\x1b[2J\x20", "\x9b", "\u202e"):
            assert sign not in printed, (line, sign)


def test_json_of_a_hostile_text_reads_back_as_it_was(folder: Path) -> None:
    (folder / "h.txt").write_text(HOSTILE, encoding="utf-8")
    assert shell("$C read h.txt --quiet", folder).returncode == 0
    hits = [json.loads(line) for line in shell("$C search blé --format json", folder).stdout.splitlines()]
    assert any("\x1b]0;owned\x07Maroc\x1b[2J a vendu\x9b31m \u202e" in hit["text"] for hit in hits)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode here")
def test_names_that_are_no_unicode(folder: Path) -> None:
    for _ in range(2):  # the second time it is known
        done = shell(
            "cp a.txt $'b\\xff.txt'; $C read $'b\\xff.txt' --quiet --ledger $'l\\xfe.cordiale'", folder
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 read, 1 unchanged")
    assert shell("$C verify --ledger $'l\\xfe.cordiale'", folder).returncode == 0


def test_ctrl_c_with_workers_is_one_line(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"Bulletin {number}\n\n" + TEXT * 40, encoding="utf-8")
    reading = subprocess.Popen(
        [sys.executable, "-m", "cordiale", "read", ".", "--workers", "2"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert reading.stderr is not None
    while not reading.stderr.readline().startswith("[8/"):
        pass
    os.killpg(reading.pid, signal.SIGINT)  # a terminal sends it to all processes
    _, told = reading.communicate(timeout=60)
    assert reading.returncode == 130
    assert "Traceback" not in told
    assert shell("$C verify", folder).returncode == 0


def test_the_current_folder_is_gone(folder: Path) -> None:
    done = shell("mkdir g && cd g && rmdir ../g && $C read a.txt --quiet", folder)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "the current folder is gone" in done.stderr


def test_verify_waits_for_no_pipe(folder: Path) -> None:
    assert shell("$C read a.txt --quiet", folder).returncode == 0
    done = shell("rm a.txt && mkfifo a.txt && $C verify; $C verify a.txt", folder)
    assert done.returncode == 1
    assert "cannot be opened (it is not a file)" in done.stdout
    assert "it cannot be looked at (it is not a file)" in done.stdout
