"""Self-contained HTML pages: each document with its statements in the running text, and an index.

The pages need no network and hold no script; a content security policy forbids both. Cards open on
hover and on keyboard focus by style alone.
"""

import hashlib
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cordiale.publish.view import KINDS, STATUSES, PageEntry, PageView, view_page
from cordiale.publish.wording import Wording

__all__ = ["PageEntry", "write_pages"]

_UNSAFE_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class _Listed:
    file: str
    page: PageView


def write_pages(entries: Iterable[PageEntry], folder: Path, *, language: str = "fr") -> list[Path]:
    """Write one HTML page for each entry and an ``index.html``; give their paths, the index first.

    ``folder`` is made where it is missing; pages of the same name are replaced. ``language`` is
    that of the interface (``fr`` or ``en``), not of the documents.

    Raises ``ValueError`` for an unknown language and ``OSError`` where a page cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_pages([], Path(folder))]
    ['index.html']
    """
    wording = Wording(language)
    environment = _environment(wording)
    folder.mkdir(parents=True, exist_ok=True)
    template = environment.get_template("page.html")
    listed: list[_Listed] = []
    for entry in entries:
        page = view_page(entry, wording)
        name = name_page(entry.document.name, entry.document.id)
        _write(folder / name, template.render(page=page))
        listed.append(_Listed(name, _summary(page)))
    index = folder / "index.html"
    totals = {
        "kinds": {kind: sum(one.page.kinds[kind] for one in listed) for kind in KINDS},
        "statuses": {status: sum(one.page.statuses[status] for one in listed) for status in STATUSES},
    }
    text = environment.get_template("index.html").render(listed=listed, totals=totals)
    _write(index, text)
    return [index, *(folder / one.file for one in listed)]


def name_page(document_name: str, document_id: str) -> str:
    """A file name of plain letters, unlike that of any other document.

    >>> name_page("Été 2021.txt", "0123456789abcdef")
    'Ete-2021-01234567.html'
    """
    stem = document_name.rsplit(".", 1)[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    short = _UNSAFE_IN_NAMES.sub("-", plain)[:_LONGEST_NAME].strip("-")
    mark = _UNSAFE_IN_NAMES.sub("", document_id)[:8] or hashlib.sha256(document_id.encode()).hexdigest()[:8]
    return f"{short or 'document'}-{mark}.html"


def _write(path: Path, text: str) -> None:
    """The whole page or none: what stood there stays until the new one is complete."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def _summary(page: PageView) -> PageView:
    """The page without its text, so that the index of a large folder stays small in memory."""
    return PageView(
        title=page.title,
        document=page.document,
        name=page.name,
        blocks=[],
        contents=[],
        cards=[],
        notes=[],
        lost=[],
        kinds=page.kinds,
        statuses=page.statuses,
    )


def _environment(wording: Wording) -> Environment:
    environment = Environment(
        loader=PackageLoader("cordiale.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("cordiale.publish").joinpath("templates").joinpath("style.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    environment.globals.update(
        style=Markup(style),  # noqa: S704 - our own file, not a document's words
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        words=wording.words,
        language=wording.language,
        kinds=KINDS,
        statuses=STATUSES,
    )
    environment.filters["number"] = wording.number
    return environment
