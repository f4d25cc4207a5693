"""Places as readers type them: by their codes, or by their names in any language of the pages."""

from collections.abc import Mapping, Sequence

from cordiale.publish.wording import Wording
from cordiale.vocabulary.folding import fold
from cordiale.web.templating import LANGUAGES, Page


def code_of(page: Page, told: str) -> str:
    """The code of a place that the ledger speaks of; what was typed where it is no such place's name."""
    typed = told.strip()
    if not typed or typed in page.state.holdings.parties:
        return typed
    return _names(page).get(fold(typed), typed)


def suggestions(page: Page, codes: Sequence[str]) -> Sequence[str]:
    """The names of places, to be offered where one is typed."""
    return [page.wording.place(code) for code in codes]


def _names(page: Page) -> Mapping[str, str]:
    """Folded name or code -> code; of several places of one name the first by its code."""

    def make() -> dict[str, str]:
        found: dict[str, str] = {}
        codes = page.state.holdings.parties
        codes |= {code[:2] for code in codes if code[2:3] in ("-", ":")}
        for wording in map(Wording, LANGUAGES):
            for code in sorted(codes):
                for name in (code, wording.place(code), wording.place(code).partition(" (")[0]):
                    found.setdefault(fold(name), code)
        return found

    held: dict[str, str] = page.state.keep("codes by name", make)
    return held
