"""Sources: what notes and bibliography entries cite, the same one recognised wherever it is printed.

References follow GOST 7.1 ("Author, I. Title / I. Author // Container. - City : Publisher, 2015. -
C. 26.") and its translations. Agency items end in "-NUMBER-YEAR", which survives damaged and doubled slugs.
"""

import re
from dataclasses import dataclass, field

from cordiale.model import Source, Span
from cordiale.structure.definitions import Definition
from cordiale.structure.headings import letters
from cordiale.structure.lines import Line
from cordiale.structure.notelines import read_number
from cordiale.structure.words import Words
from cordiale.vocabulary.folding import fold

LONGEST = 2500
"""Characters of a reference that are read; none printed is longer."""

BARE_PATH = 4
"""Characters of the path below which an address is only that of a site."""

_URL = re.compile(r"h ?t ?t ?p ?s? ?: ?/ ?/|(?<![\w.])www ?\.")
_ITEM = re.compile(r"[-/](\d{5,7})-((?:19|20)\d\d)/?$")
_SHORT_ITEM = re.compile(r"//(?:www\.)?([\w.-]+)/.*-(\d{3,5})/?$")
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_PRINTED_YEAR = re.compile(r"[-–,:] ?((?:19|20)\d\d) ?(?:\.|$|[-–]| \.|,)")
_AUTHOR = re.compile(
    r"(?P<author>[^\W\d_][\w'’-]{1,24}(?: [^\W\d_][\w'’-]{1,24})?, ?"
    r"(?:[^\W\d_a-zà-ÿа-я][a-zа-я]{0,2}\.[ -]?){1,3}|"
    r"[^\W\d_a-zà-ÿа-я][\w'’-]{1,24} (?:[^\W\d_a-zà-ÿа-я]\.){1,2})(?=[ ,])"
)
_TITLE_END = re.compile(r" /{1,2} | ?\[|[.,] ?[-–]{1,2} |\. ?[-–] ?[-–]")
_CONTAINER = re.compile(r" // +(?P<container>[^\[\n]{3,300}?)(?: ?/ |[.,] ?[-–]{1,2} |$|,? \d{4})")
_PAGES = re.compile(r"[-–] ?\w{1,3} ?\. ?(?P<pages>\d{1,4}(?: ?[-–,] ?\d{1,4})*) ?\.?$")
_SPLIT_PAGES = re.compile(r"\. ?[-–] {0,2}\w ?\. {0,2}(\d{1,4}) (\d{1,4})\.?$")
_LOOK = str.maketrans("il1vy0", "lllyyo")


@dataclass(slots=True)
class Entry:
    """One printed reference: its words, its spans, and the note that prints it (None: bibliography)."""

    text: str
    spans: tuple[Span, ...]
    note: int | None
    source: int | None = None


@dataclass(slots=True)
class _Draft:
    key: str
    author: str | None
    title: str | None
    container: str | None
    year: int | None
    url: str | None
    pages: str | None
    notes: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def gather_entries(lines: list[Line], definitions: list[tuple[int, Definition]]) -> list[Entry]:
    """The references of the notes (index and definition) and of the bibliography, in printed order."""
    entries = [Entry(definition.text[:LONGEST], definition.spans, note) for note, definition in definitions]
    current: list[Line] = []
    numbered = sum(1 for line in lines if line.kind == "bibliography" and read_number(line.text[:40])) >= 3
    for line in lines:
        if line.kind != "bibliography":
            continue
        starts = read_number(line.text[:40]) is not None if numbered else line.gap > 1
        if starts and current:
            entries.append(_entry(current))
            current = []
        if starts or current:
            current.append(line)
    if current:
        entries.append(_entry(current))
    return entries


def _entry(lines: list[Line]) -> Entry:
    text = " ".join(line.text for line in lines)[:LONGEST]
    read = read_number(text[:40])
    spans: list[Span] = []
    for line in lines:
        if spans and line.start - spans[-1].end <= 4:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start, line.end))
    return Entry(text[read.length :] if read else text, tuple(spans), None)


def find_sources(entries: list[Entry], words: Words, numbers: list[str]) -> tuple[Source, ...]:
    """The sources cited, each once; every entry learns the index of its source.

    ``numbers`` are the printed numbers of the notes. An "ibid." cites what the note before it cites.
    """
    drafts: list[_Draft] = []
    by_key: dict[str, int] = {}
    previous: int | None = None
    for entry in entries:
        if entry.note is not None and words.ibidem.match(fold(entry.text[:24])):
            index = previous
        else:
            draft = read_reference(entry.text)
            if draft is None:
                continue
            keys = [draft.key, _title_key(draft)]
            index = next((by_key[key] for key in keys if key and key in by_key), None)
            if index is None:
                index = len(drafts)
                drafts.append(draft)
            else:
                _complete(drafts[index], draft)
            for key in keys:
                if key:
                    by_key.setdefault(key, index)
        if index is None:
            continue
        entry.source = index
        drafts[index].spans.extend(entry.spans)
        if entry.note is not None:
            drafts[index].notes.append(entry.note)
            previous = index
    return tuple(
        Source(
            draft.key,
            draft.author,
            draft.title,
            draft.container,
            draft.year,
            draft.url,
            draft.pages,
            tuple(numbers[note] for note in draft.notes),
            tuple(draft.spans),
        )
        for draft in drafts
    )


def _complete(known: _Draft, other: _Draft) -> None:
    known.author = known.author or other.author
    known.title = known.title or other.title
    known.container = known.container or other.container
    known.year = known.year if known.year is not None else other.year
    known.url = known.url or other.url
    known.pages = known.pages or other.pages


def _title_key(draft: _Draft) -> str:
    if draft.title is None:
        return ""
    key = letters(fold(draft.title))[:60]
    return f"{key}:{draft.year}" if len(key) >= 16 else ""


def read_reference(text: str) -> _Draft | None:
    """The fields of one printed reference, or None where it prints none.

    >>> draft = read_reference("Brun, P. Vers la mer / P. Brun. - Lyon : Port, 2015. - C. 26.")
    >>> draft.author, draft.title, draft.year, draft.pages
    ('Brun, P.', 'Vers la mer', 2015, '26')
    """
    text = " ".join(text.split())
    found = _URL.search(text)
    head = text[: found.start()].rstrip(" <") if found else text
    url = _mend_url(text[found.start() :]) if found else None
    title = head
    author = None
    if (match := _AUTHOR.match(head)) is not None:
        author = match["author"].strip(" ,")
        title = head[match.end() :].lstrip(" ,")
    end = _TITLE_END.search(title)
    title = (title[: end.start()] if end else title).strip(" .,/")
    container = _CONTAINER.search(head)
    pages = _PAGES.search(head) if url is None else None
    year = _year(head, url)
    if url is None and year is None and pages is None:
        return None
    draft = _Draft(
        "",
        author,
        title or None,
        container["container"].strip(" .,") if container else None,
        year,
        url,
        pages["pages"] if pages else None,
    )
    draft.key = _key(draft)
    return draft


def _year(head: str, url: str | None) -> int | None:
    printed = _PRINTED_YEAR.findall(head)
    if printed:
        return int(printed[-1])
    if url is not None and (item := _ITEM.search(url)):
        return int(item[2])
    years = _YEAR.findall(head)
    return int(years[-1]) if years else None


def _mend_url(printed: str) -> str:
    """The address without the white space, brackets and doubling that setting and OCR brought in."""
    url = "".join(printed.split()).strip("<>.,;")
    again = url.rfind("http", 1)
    if again > 0:
        url = url[again:]
    for size in range(len(url) // 2, 7, -1):
        if url[-size:] == url[-2 * size : -size]:
            url = url[:-size]
            break
    return url.rstrip(">.,;")


def _key(draft: _Draft) -> str:
    if draft.url is not None:
        if (item := _ITEM.search(draft.url)) is not None:
            return f"item:{item[1]}-{item[2]}"
        if (short := _SHORT_ITEM.search(draft.url)) is not None:
            return f"item:{_host(short[1])}:{short[2]}"
        address = draft.url.partition("//")[2].removeprefix("www.")
        if len(address.partition("/")[2]) < BARE_PATH:  # a home page says nothing of the item
            return f"title:{_title_key(draft) or letters(fold(draft.title or ''))}:{_host(address)}"
        return "url:" + re.sub(r"[^a-z0-9%]", "", address.lower()).translate(_LOOK)
    return "title:" + (_title_key(draft) or f"{letters(fold(draft.title or ''))}:{draft.year}")


def _host(host: str) -> str:
    return host.lower().rpartition(".")[0].translate(_LOOK)
