"""Which numbered lines are notes: settled by the marks that call them, where the lines leave it open."""

from cordiale.structure.definitions import Definition, find_definitions
from cordiale.structure.lines import Layout, Line
from cordiale.structure.marks import expect_notes, find_marks
from cordiale.structure.paragraphs import gather_paragraphs, read_paragraphs
from cordiale.structure.words import Words

DOUBTFUL = 0.2
"""Share of definitions without any reference from which on they are confirmed by their marks."""


def settle_notes(text: str, lines: list[Line], layout: Layout, words: Words) -> list[Definition]:
    """The definitions of the document's notes; their lines have the kind ``note`` afterwards.

    Numbered points of the text are given back to it. A text without notes may cite the numbered
    entries of its bibliography instead; then these are its notes.
    """
    definitions = find_definitions(lines, layout, words)
    if not definitions:
        return _cited_bibliography(text, lines, layout, words)
    if sum(not definition.referenced for definition in definitions) < DOUBTFUL * len(definitions):
        return definitions
    tied = _tied(text, lines, layout, definitions)
    blocks: dict[int, list[Definition]] = {}
    for definition in definitions:
        blocks.setdefault(definition.block, []).append(definition)
    doubtful = [
        block
        for block in blocks.values()
        if not any(entry.referenced for entry in block)
        and 2 * sum(1 for entry in block if id(entry) in tied) < len(block) + 1
    ]
    if not doubtful:
        return definitions
    for block in doubtful:
        for entry in block:
            lines[entry.lines[0]].plain = True
    for line in lines:
        if line.kind in ("note", "stray"):
            line.kind = "body"
    return find_definitions(lines, layout, words)


def _tied(text: str, lines: list[Line], layout: Layout, definitions: list[Definition]) -> set[int]:
    """The identities of the definitions that some mark in the text calls."""
    reading = read_paragraphs(text, gather_paragraphs(lines, layout, []))
    expected = expect_notes(definitions, lines, len(text))
    return {id(expected[found.note].definition) for found in find_marks(reading, expected) if found.note >= 0}


def _cited_bibliography(text: str, lines: list[Line], layout: Layout, words: Words) -> list[Definition]:
    entries = [line for line in lines if line.kind == "bibliography"]
    if not any(line.text[0].isdigit() or line.text[0] in "[\\" for line in entries):
        return []
    for line in entries:
        line.kind = "body"
    definitions = find_definitions(lines, layout, words)
    if definitions and 3 * len(_tied(text, lines, layout, definitions)) >= len(definitions):
        return definitions
    for line in lines:
        if line.kind in ("note", "stray"):
            line.kind = "body"
    for line in entries:
        line.kind = "bibliography"
    return []
