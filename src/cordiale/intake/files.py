"""Files and folders on disk: which are read, and each read into a document."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from cordiale.intake.encodings import UndecodableError, decode
from cordiale.intake.errors import IntakeError
from cordiale.intake.recognition import recognise
from cordiale.model import Document

LIMIT_BYTES = 64 * 1024 * 1024
"""Files larger than this are set aside unless the caller allows more: some 150 times a book."""

LONGEST_LINE = 2_000_000
"""Characters in one line above which a file is set aside: five whole books without a line break are
no printed text, and everything that reads paragraph by paragraph would have to hold them at once."""

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
"""What is read in a folder; a file named by itself is read as plain text under any other ending..."""

OTHER_FORMATS = frozenset(
    (
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".epub",
        ".htm",
        ".html",
        ".xhtml",
        ".xml",
        ".xls",
        ".xlsx",
        ".zip",
    )
)
"""...but these, whose bytes are markup or containers and not the text that a person reads."""


def find_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The ``.txt`` and ``.md`` files of ``paths``, files as named and folders walked in sorted order.

    Hidden files and folders are skipped, links are followed but no folder is walked and no file
    given twice. What cannot be read (a missing path, a closed folder, a folder without texts) is
    given as it is, so that ``read_file`` says why.

    >>> [path.name for path in find_files(["articles"])]  # doctest: +SKIP
    ['2021.txt', '2022.md']
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        if not os.path.isdir(path):  # unlike Path.is_dir, never an error
            found: Iterable[Path] = (path,)
        else:
            found = list(_walk(path)) or (path,)
        for file in found:
            key = os.path.realpath(file) if "\0" not in str(file) else str(file)
            if key not in seen:
                seen.add(key)
                yield file


def _walk(top: Path) -> Iterator[Path]:
    walked: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path is not top and not os.path.isdir(path):
            if path.suffix.lower() in MEDIA_TYPES:
                yield path
            continue
        try:
            status = path.stat()
            names = sorted(os.listdir(path), reverse=True)
        except OSError:
            yield path
            continue
        identity = (status.st_dev, status.st_ino)
        if identity not in walked:
            walked.add(identity)
            waiting += [path / name for name in names if not name.startswith(".")]


def read_file(path: str | Path, *, limit_bytes: int = LIMIT_BYTES) -> Document:
    """The document in the file at ``path``: its text exactly as decoded, line ends and all.

    Raises ``IntakeError`` where it is missing, unreadable, empty, binary, undecodable, of another
    format, larger than ``limit_bytes`` or in lines longer than ``LONGEST_LINE``.

    >>> read_file("articles/2021.txt").encoding  # doctest: +SKIP
    'utf-8'
    """
    path = Path(path)
    shown = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if path.suffix.lower() in OTHER_FORMATS:
        raise IntakeError(shown, f"{path.suffix.lower()} files are not read", "save it as .txt (UTF-8)")
    data = read_bytes(path, shown, limit_bytes)
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise IntakeError(shown, error.reason, error.advice) from None
    if len(text) > LONGEST_LINE and (longest := max(map(len, text.splitlines()))) > LONGEST_LINE:
        told = f"a line of {longest:,} characters (at most {LONGEST_LINE:,} are read)"
        raise IntakeError(shown, told, "break it into paragraphs")
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=path.name,
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"),
        text=text,
        encoding=encoding,
        size=len(data),
        language=recognise(text),
        path=os.path.abspath(path),
    )


def read_bytes(path: Path, shown: str, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes; an ``IntakeError`` names it as ``shown``."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(path).close()
            raise IntakeError(shown, "the folder holds no .txt or .md file")
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device might never end
            raise IntakeError(shown, "this is not a file", "name a .txt or .md file")
        if status.st_size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
            if len(data) <= limit:
                return data
    except FileNotFoundError:
        raise IntakeError(shown, "there is no such file", "check its name") from None
    except PermissionError:
        raise IntakeError(shown, "it may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise IntakeError(shown, f"it cannot be read ({told})") from None
    raise IntakeError(
        shown,
        f"it is larger than {limit / 1_000_000:,.1f} MB",
        "split it, or allow more with --limit",
    )
