"""Opening: what is a ledger and what is not, told in one clear line."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger import making

from cordiale.ledger import Ledger, LedgerError, migrations
from cordiale.ledger.backend import Backend, _engine
from cordiale.model import Structure


def make(path: Path) -> Path:
    document = making.document()
    with Ledger.open(path, create=True) as ledger:
        ledger.record(document, making.structure(document), making.statements(document), "r1")
    return path


def refused(path: object, *, create: bool = False) -> str:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(str(path), create=create)
    told = str(caught.value)
    assert "\n" not in told
    return told


def test_a_missing_ledger_is_told(tmp_path: Path) -> None:
    assert "there is no such ledger" in refused(tmp_path / "none.cordiale")
    assert not (tmp_path / "none.cordiale").exists()
    assert "its folder does not exist" in refused(tmp_path / "none" / "a.cordiale", create=True)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "a folder" in refused(tmp_path, create=True)


@pytest.mark.parametrize("content", [b"hello", b"\x00" * 5000, b"SQLite format 3\0" + b"x" * 4096])
def test_another_file_is_no_ledger_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    assert "not a ledger" in refused(path, create=True)
    assert path.read_bytes() == content


def test_another_database_is_no_ledger_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE documents (id)")
    other.close()
    assert "not a ledger" in refused(path, create=True)
    with sqlite3.connect(path) as other:
        assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["documents"]
    other.close()


def test_an_empty_file_becomes_a_ledger_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.cordiale"
    path.touch()
    assert "empty" in refused(path)
    Ledger.open(path, create=True).close()
    Ledger.open(path).close()


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.cordiale")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    assert "newer version of Cordiale" in refused(path)


@pytest.mark.parametrize(
    "address", ["sqlite://", "sqlite:///:memory:", "nosuch://x", "mysql://u:secret@h/d", "://"]
)
def test_an_address_that_is_none_is_told(address: str) -> None:
    assert "secret" not in refused(address, create=True)


def test_an_address_is_as_good_as_a_path(tmp_path: Path) -> None:
    make(tmp_path / "a b%20é?.cordiale")
    os.rename(tmp_path / "a b%20é?.cordiale", tmp_path / "c.cordiale")
    with Ledger.open(f"sqlite:///{tmp_path}/c.cordiale") as ledger:
        assert ledger.stats().statements == 2


def test_after_closing_one_file_is_the_whole_ledger(tmp_path: Path) -> None:
    path = make(tmp_path / "a.cordiale")
    assert sorted(os.listdir(tmp_path)) == ["a.cordiale"]
    raw = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert raw.execute("SELECT count(*) FROM statements").fetchone() == (2,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


def test_reading_only_writes_nothing(tmp_path: Path) -> None:
    path = make(tmp_path / "a.cordiale")
    before = path.read_bytes()
    document = making.document("Autre texte.")
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.stats().statements == 2
        assert ledger.search("hanoi") and ledger.verify() == []
        with pytest.raises(LedgerError, match="reading only"):
            ledger.record(document, Structure(), [], "r1")
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.cordiale"]


def test_a_ledger_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = make(folder / "a.cordiale")
    folder.chmod(0o555)
    try:
        with as_somebody(tmp_path), Ledger.open(path, read_only=True) as ledger:
            assert ledger.stats().statements == 2
    finally:
        folder.chmod(0o755)


class as_somebody:  # noqa: N801 (reads as a phrase)
    """Without the rights of root, where the tests run as root."""

    def __init__(self, folder: Path) -> None:
        for above in [folder, *folder.parents][:4]:
            if above.stat().st_uid == os.geteuid() and above != Path("/"):
                above.chmod(above.stat().st_mode | 0o055)

    def __enter__(self) -> None:
        self.root = os.geteuid() == 0
        if self.root:
            os.seteuid(65534)

    def __exit__(self, *_: object) -> None:
        if self.root:
            os.seteuid(0)


def test_the_migrations_lead_to_the_tables(tmp_path: Path) -> None:
    """A ledger brought up step by step equals one that is made at once."""
    stepped = Backend(_engine(f"file:{tmp_path}/stepped?mode=rwc"), "stepped", read_only=False)
    stepped.write(migrations.upgrade)
    stepped.close()
    Ledger.open(tmp_path / "made", create=True).close()

    def shape(path: Path) -> dict[str, list[str]]:
        raw = sqlite3.connect(path)
        rows = raw.execute("SELECT name, coalesce(sql, '') FROM sqlite_master").fetchall()
        raw.close()
        return {name: sorted(" ".join(part.split()) for part in _parts(sql)) for name, sql in rows}

    assert shape(tmp_path / "stepped") == shape(tmp_path / "made")


def _parts(sql: str) -> list[str]:
    # The constraints of a table may stand in any order.
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")").removesuffix(")").split(", CONSTRAINT")


def test_an_older_ledger_is_brought_up_when_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.cordiale")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0000'")
    raw.close()
    with pytest.raises(LedgerError, match="an older version"):
        Ledger.open(path, read_only=True)
    steps: list[str] = []
    monkeypatch.setattr(migrations, "upgrade", lambda connection: steps.append("taken"))
    Ledger.open(path).close()
    assert steps == ["taken"]


def test_opening_a_current_ledger_does_not_load_the_migrations(tmp_path: Path) -> None:
    path = make(tmp_path / "a.cordiale")
    code = (
        "import sys; from cordiale.ledger import Ledger; Ledger.open(sys.argv[1]); "
        "print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, env=_env())
    assert told.stdout.strip() == "False", told.stderr


def test_the_records_do_not_load_the_database_library() -> None:
    code = "import sys; import cordiale.ledger, cordiale.pipeline; print('sqlalchemy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=_env())
    assert told.stdout.strip() == "False", told.stderr


def _env() -> dict[str, str]:
    import cordiale

    return os.environ | {"PYTHONPATH": str(Path(cordiale.__file__).parents[1])}
