"""Partners: their list, the dossier of each, and the chronicle between two."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from cordiale.model import Fact, Finding, Row
from cordiale.publish.cells import filled, name_row, tell_cell
from cordiale.publish.chronicle import write_chronicle
from cordiale.publish.dossier import write_dossier
from cordiale.publish.telling import day_of, excerpt, involves
from cordiale.registers import Query, open_register
from cordiale.registers.filtering import read_span
from cordiale.registers.schema import Column, Schema
from cordiale.vocabulary import load_yaml
from cordiale.web.pages.findings import findings_about
from cordiale.web.pages.series import picture_file
from cordiale.web.pictures import agreement_timeline, key_figures, rows_of
from cordiale.web.places import code_of, suggestions
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
_LISTED = 12
_COLUMNS = 7
_FINDINGS = 8
_LINES = 100
_OFFERED = 400
_SENTENCE = 170
"""Characters of the words behind a line of a chronicle."""


@dataclass(frozen=True)
class Party:
    """A place that statements speak of: its code, and how many speak of it or of its parts."""

    code: str
    statements: int
    origins: int


def parties_of(page: Page) -> Mapping[str, Party]:
    """Every place of the ledger by its code; a country counts what is said of its regions and towns."""

    def index() -> dict[str, Party]:
        counted: Counter[str] = Counter()
        origins: dict[str, set[str]] = {}
        for item in page.state.holdings.placed:
            codes = set(item.statement.parties)
            codes |= {code[:2] for code in codes if code[2:3] in ("-", ":")}
            for code in codes:
                counted[code] += 1
                origins.setdefault(code, set()).add(item.origin)
        return {code: Party(code, n, len(origins[code])) for code, n in counted.most_common()}

    held: dict[str, Party] = page.state.keep("parties", index)
    return held


def find_party(page: Page, code: str) -> str:
    """The code, where a statement speaks of the place; else 404."""
    if code not in parties_of(page):
        raise HTTPException(404)
    return code


@dataclass(frozen=True)
class Section:
    """A register's rows about a place, as the dossier shows them."""

    schema: Schema
    columns: Sequence[Column]
    lines: Sequence[tuple[Row, list[str], str]]
    total: int


@router.get("/parties")
@once
def parties(page: Annotated[Page, Depends(page_of)]) -> HTMLResponse:
    """All places, countries first, those most spoken of first."""
    found = list(parties_of(page).values())
    countries = [party for party in found if len(party.code) == 2]
    blocs = [party for party in found if len(party.code) > 2 and party.code[2] not in "-:"]
    inside: dict[str, list[Party]] = {}
    for party in found:
        if party.code[2:3] in ("-", ":"):
            inside.setdefault(party.code[:2], []).append(party)
    told = page_words(page, "parties")
    return render(page, "parties.html", told=told, countries=countries, blocs=blocs, inside=inside)


@router.get("/parties/{code}")
@once
def dossier(
    code: str,
    page: Annotated[Page, Depends(page_of)],
    format: str = "",  # noqa: A002
    since: str = "",
) -> Response:
    """All that is known of a place; also as a document (``md``), or its timeline (``svg``, ``png``)."""
    find_party(page, code)
    if format == "md":
        text = write_dossier(page.state.holdings, code, language=page.language)
        return PlainTextResponse(text, media_type="text/markdown; charset=utf-8")
    if format:
        drawn = agreement_timeline(page, code)
        return picture_file(
            None if drawn is None else drawn[0], f"{code.replace(':', '-')}-agreements", format
        )
    state = page.state
    changed = _changed_since(page, code, since)
    # What is the same for every reader of this state is made for the first.
    held = state.keep(
        f"dossier {page.language} {code}",
        lambda: {
            "sections": list(_sections(page, code)),
            "figures": key_figures(page, code),
            "timeline": agreement_timeline(page, code),
        },
    )
    about = state.recall(
        ("findings on", code, id(state.findings)), lambda: _by_kind(findings_about(page, code))
    )
    return render(
        page,
        "dossier.html",
        told=page_words(page, "parties"),
        code=code,
        party=parties_of(page)[code],
        findings=about,
        parts=[party for party in parties_of(page).values() if party.code[:2] == code and party.code != code][
            :40
        ],
        partners=_partners(page, code),
        since=since,
        changed=changed,
        **held,
        as_of=state.holdings.as_of.isoformat(),
    )


def _sections(page: Page, code: str) -> Sequence[Section]:
    found: list[Section] = []
    for told in load_yaml("reports/dossier.yml"):
        if "register" not in told:
            continue
        register = open_register(told["register"])
        rows = register.select(rows_of(page, register.name), Query(party=code, sort=told.get("sort")))
        if not rows:
            continue
        shown = rows[:_LISTED]
        columns = filled(register.schema, shown, told.get("columns"), _COLUMNS)
        lines = [
            (
                row,
                [tell_cell(row.cells.get(c.name), c, page.wording) for c in columns],
                name_row(row, register.schema, page.wording),
            )
            for row in shown
        ]
        found.append(Section(register.schema, columns, lines, len(rows)))
    return found


def _by_kind(findings: Sequence[Finding]) -> Mapping[str, tuple[list[Finding], int]]:
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.kind != "derived":
            kinds.setdefault(finding.kind, []).append(finding)
    return {kind: (held[:_FINDINGS], len(held)) for kind, held in kinds.items()}


def _partners(page: Page, code: str) -> Sequence[tuple[str, int]]:
    """The countries that stand beside the place most often."""

    def index() -> dict[str, Counter[str]]:
        beside: dict[str, Counter[str]] = {}
        for item in page.state.holdings.placed:
            codes = set(item.statement.parties)
            countries = {c[:2] for c in codes if len(c) == 2 or c[2] in "-:"}
            for one in codes | countries:
                beside.setdefault(one, Counter()).update(countries - {one[:2]})
        return beside

    held: dict[str, Counter[str]] = page.state.keep("partners", index)
    return held.get(code, Counter()).most_common(12)


def _changed_since(page: Page, code: str, since: str) -> Sequence[Any] | None:
    """The statements about the place that were recorded on that day or later; None where none is asked."""
    first, _ = read_span(since, None)
    if first is None:
        return None
    day = first.isoformat()
    items = [
        item
        for item in page.state.holdings.placed
        if (item.statement.recorded_at or "") >= day and involves(item, code)
    ]
    return items[:_LINES]


@router.get("/chronicle")
def chronicle(
    page: Annotated[Page, Depends(page_of)],
    party: str = "",
    other: str = "",
    since: str = "",
    until: str = "",
    format: str = "",  # noqa: A002
    offset: int = 0,
) -> Response:
    """Everything between two places in time order; ``format=md`` gives it as a document with footnotes."""
    codes = [code_of(page, told) for told in (party, other) if told.strip()]
    unknown = next((code for code in codes if code not in parties_of(page)), None)
    first, last = read_span(since, until)
    if format == "md" and codes and unknown is None:
        text = write_chronicle(page.state.holdings, codes, language=page.language, since=first, until=last)
        return PlainTextResponse(text, media_type="text/markdown; charset=utf-8")
    lines = _lines(page, codes, first, last) if codes and unknown is None else []
    offset = max(0, min(offset, len(lines)))
    return render(
        page,
        "chronicle.html",
        status=200 if unknown is None else 404,
        told=page_words(page, "parties"),
        codes=codes,
        unknown=unknown,
        known=suggestions(page, list(parties_of(page))[:_OFFERED]),
        asked={"party": party, "other": other, "since": since, "until": until},
        lines=lines[offset : offset + _LINES],
        excerpt=lambda item: excerpt(item, longest=_SENTENCE),
        total=len(lines),
        offset=offset,
        step=_LINES,
    )


def _lines(
    page: Page, codes: Sequence[str], first: date | None, last: date | None
) -> Sequence[tuple[str, Fact]]:
    found = []
    for fact in page.state.holdings.facts.all:
        day = day_of(fact.shown)
        if day is None or not all(involves(fact.shown, code) for code in codes):
            continue
        if (first is None or day[:10] >= first.isoformat()[: len(day[:10])]) and (
            last is None or day[:10] <= last.isoformat()[: len(day[:10])]
        ):
            found.append((day, fact))
    return sorted(found, key=lambda pair: (pair[0], pair[1].shown.volume, pair[1].shown.start))
