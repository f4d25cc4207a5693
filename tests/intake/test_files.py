"""Files and folders: what is found, what is read, and what is set aside in one clear line."""

import hashlib
import os
from pathlib import Path

import pytest
from tests.ledger.test_opening import as_somebody

from cordiale.intake import IntakeError, find_files, read_file


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "c.TXT",
        "d.pdf",
        "e",
        ".hidden.txt",
        "sub/f.txt",
        ".git/g.txt",
        "sub/deep/h.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["a.md", "b.txt", "c.TXT", "sub/deep/h.md", "sub/f.txt"]


def test_nothing_is_given_twice_and_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(find_files([tmp_path, tmp_path / "a.txt", str(tmp_path)]))
    assert [path.name for path in found] == ["a.txt", "self.txt"]
    with pytest.raises(IntakeError, match=r"self\.txt: "):
        read_file(found[1])


def test_a_document_is_as_it_was_decoded(tmp_path: Path) -> None:
    data = "Le 1er accord\r\nest signé à Lyon avec la région.\r".encode("cp1252")
    path = tmp_path / "a.md"
    path.write_bytes(data)
    document = read_file(path)
    assert document.text.encode("cp1252") == data
    assert (document.id, document.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (document.name, document.media_type, document.encoding) == ("a.md", "text/markdown", "cp1252")
    assert (document.language, document.path) == ("fr", str(path))


def refused(path: Path | str, **options: int) -> str:
    with pytest.raises(IntakeError) as caught:
        read_file(path, **options)
    told = str(caught.value)
    assert told.startswith(str(path)[:40])
    assert "\n" not in told
    return told


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "nul.txt").write_bytes(b"a\0b")
    (tmp_path / "big.txt").write_bytes(b"x" * 1001)
    (tmp_path / "page.html").write_bytes(b"<p>x")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    assert "empty" in refused(tmp_path / "empty.txt")
    assert "binary" in refused(tmp_path / "nul.txt")
    assert "larger than" in refused(tmp_path / "big.txt", limit_bytes=1000)
    assert read_file(tmp_path / "big.txt", limit_bytes=1001).size == 1001
    assert ".html" in refused(tmp_path / "page.html")
    assert "no .txt or .md" in refused(tmp_path / "folder")
    assert "not a file" in refused(tmp_path / "pipe.txt")
    assert "no such file" in refused(tmp_path / "none.txt")
    assert "cannot be read" in refused("a\0b.txt")


def test_a_line_that_no_page_holds_is_told(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_bytes(b"word " * 10_000_000)
    assert "a line of 50,000,000 characters" in refused(tmp_path / "line.txt")
    (tmp_path / "lines.txt").write_bytes(b"word word\n" * 500_000)
    assert read_file(tmp_path / "lines.txt").size == 5_000_000


def test_the_same_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("x", encoding="utf-8")
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "a.txt").write_text("x", encoding="utf-8")
    path.chmod(0)
    folder.chmod(0)
    try:
        with as_somebody(tmp_path):
            assert "permissions" in refused(path)
            assert list(find_files([folder])) == [folder]
            assert "permissions" in refused(folder)
    finally:
        path.chmod(0o600)
        folder.chmod(0o700)


def test_a_name_that_is_no_unicode_is_told_in_unicode(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert "caf\\xe9.txt" in str(caught.value)
