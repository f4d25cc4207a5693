"""Headings against the text under them."""

import pytest
from tests.analysis.auditing import Told, audited, told

CASES: list[tuple[str, list[Told]]] = [
    ("Le parc de Navoï compte 54 résidents\n\nLe parc de Navoï compte 45 résidents. Ils ont créé des emplois.", [("tension", "differs", ("54", "45"))]),
    ("Le parc de Navoï compte 54 résidents\n\nLe parc de Navoï compte 54 résidents. Ils ont créé des emplois.", []),
    ("Le parc de Navoï compte 54 résidents\n\nLe parc de Navoï a accueilli 12 nouveaux résidents. Ils ont créé des emplois.", []),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)))
def test_titles(number: int) -> None:
    found = audited([text for text, _ in CASES], "title_and_text")[number]
    assert [told(finding) for finding in found] == CASES[number][1]
