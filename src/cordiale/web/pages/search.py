"""One search box: words, entities, partners and figures."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse

from cordiale.ledger import Hit, LedgerError
from cordiale.model import Entity
from cordiale.publish.safety import printable
from cordiale.registers.lookup import LongLine
from cordiale.resolve.entities import name_key
from cordiale.web.templating import Page, once, page_of, page_words, render

router = APIRouter()
_HITS = 30
_NAMED = 8
_LONGEST = 200
_AROUND = 110


@router.get("/search")
@once
def search(page: Annotated[Page, Depends(page_of)], q: str = "") -> HTMLResponse:
    """Passages, entities and partners for what was typed; best first."""
    words = " ".join(q.split())[:_LONGEST]
    hits, problem = [], None
    if words:
        with page.desk.ledger() as ledger:
            try:
                hits = ledger.search(words, _HITS)
            except LedgerError as error:
                problem = error.reason
    named = _named(page, words) if words else []
    return render(
        page,
        "search.html",
        told=page_words(page, "documents"),
        words_typed=words,
        hits=hits,
        problem=problem,
        named=named,
        excerpt=_excerpt,
    )


def _excerpt(hit: Hit) -> list[tuple[str, bool]]:
    """The words around the first match, in pieces: each with whether it matched."""
    first = hit.matches[0].start if hit.matches else 0
    low = hit.text.rfind(" ", 0, max(first - _AROUND, 0)) + 1
    high = min(low + 3 * _AROUND, len(hit.text))
    pieces: list[tuple[str, bool]] = []
    last = low
    for match in hit.matches:
        if low <= match.start and match.end <= high:
            pieces += [
                (printable(hit.text[last : match.start]), False),
                (printable(match.of(hit.text)), True),
            ]
            last = match.end
    pieces.append((printable(hit.text[last:high]), False))
    return pieces


def _named(page: Page, words: str) -> list[Entity]:
    """The entities whose name holds all that was typed, the one called exactly so first."""
    wanted = name_key(words).split()

    exact = page.state.holdings.entities.get(words)
    found = [] if exact is None else [exact]
    if wanted:
        index: _Names = page.state.keep("entity keys", lambda: _Names(page.state.holdings.entities.all()))
        others = (entity for entity in index.find(wanted) if entity is not exact)
        found += islice(others, _NAMED - len(found))
    return found


class _Names:
    """The names of all entities, in which words are found without going through them one by one."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._keys = LongLine(
            " ".join(sorted({name_key(name) for name in (one.name, *one.names)})) for one in entities
        )

    def find(self, words: Sequence[str]) -> Iterator[Entity]:
        """The entities of whose names all the words are parts, in their order."""
        return (self._entities[number] for number in self._keys.find(words))
