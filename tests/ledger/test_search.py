"""Search: accents and case do not matter, and what a person types is never query syntax."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger import making

from cordiale.ledger import Ledger, LedgerError


@pytest.fixture
def ledger(tmp_path: Path):
    document = making.document()
    with Ledger.open(tmp_path / "a.cordiale", create=True) as opened:
        opened.record(document, making.structure(document), making.statements(document), "r1")
        yield opened


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("mémorandum", ["mémorandum"]),
        ("MEMORANDUM signe", ["mémorandum", "signé"]),
        ("60,3", ["60", "3"]),
        ('"mémorandum a été"', ["mémorandum a été"]),
        ("« mémorandum a »", ["mémorandum a"]),
        ("\u00abmémorandum a\u00bb", ["mémorandum a"]),
        ("export*", ["exportations"]),
        ("l'exportations", None),
        ('"signé mémorandum"', None),
        ("mémorandum absent", None),
        ("mémorandum OR absent", None),
        ("NOT absent", None),
        ("text:signé", None),
        ("NEAR(exportations signé)", None),
        ("export", None),
    ],
)
def test_words_are_words(ledger: Ledger, words: str, matched: list[str] | None) -> None:
    hits = ledger.search(words)
    if matched is None:
        assert hits == []
    else:
        (hit,) = hits
        assert [span.of(hit.text) for span in hit.matches] == matched
        assert making.TEXT[hit.start : hit.end].startswith("Les exportations")
        assert hit.article == "Échanges"


def test_the_marked_passage(ledger: Ledger) -> None:
    assert "Le [mémorandum] a été" in ledger.search("memorandum")[0].marked()


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "«»", "- ' ( )", "%"])
def test_no_word_is_told(ledger: Ledger, words: str) -> None:
    with pytest.raises(LedgerError, match="nothing to search for"):
        ledger.search(words)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("aé1 \"'*()^-+:{}«»“”NEAROT\0\n\u0301"), max_size=25) | st.text(max_size=25))
def test_nothing_typed_breaks_it(ledger: Ledger, words: str) -> None:
    with suppress(LedgerError):  # where there is no word in it
        ledger.search(words)


def test_a_text_with_the_marks_of_the_highlighter(tmp_path: Path) -> None:
    from cordiale.model import Passage, Structure

    text = "Un \ufdd0mot\ufdd1 ici"
    document = making.document(text)
    with Ledger.open(tmp_path / "b.cordiale", create=True) as ledger:
        ledger.record(
            document, Structure(passages=(Passage(text, ((0, 0, len(text)),), "body", None),)), [], "r1"
        )
        (hit,) = ledger.search("ici")
        assert hit.text == text and hit.matches == ()
