"""Words of a passage found again in the document that prints them over several lines."""

import pytest

from cordiale.analysis.anchoring import locate
from cordiale.model import Setting, Span

DOCUMENT = "Il compte 24\n   villes et 35 villages.\n"
TEXT = "Il compte 24 villes et 35 villages."
SETTING = Setting(0, TEXT, (Span(0, len(TEXT)),), ((0, 0, 13), (13, 16, 22)))


@pytest.mark.parametrize(
    ("words", "printed"),
    [("24", "24"), ("35 villages", "35 villages"), ("24 villes", "villes"), ("compte 24 ", "compte 24")],
)
def test_words_are_found_where_they_are_printed(words: str, printed: str) -> None:
    start = TEXT.index(words)
    found = locate(SETTING, start, start + len(words))
    assert found is not None
    span, quote = found
    assert quote == printed == DOCUMENT[span.start : span.end]


def test_white_space_is_found_nowhere() -> None:
    assert locate(SETTING, 12, 13) is None
