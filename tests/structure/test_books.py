"""The three real books, where they are at hand: every definition parsed and tied to its mark."""

import os
from pathlib import Path

import pytest

from cordiale.model import Document
from cordiale.structure import analyse

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("CORDIALE_SHARED", ROOT.parent / "shared"))
BOOKS = {"001": (323, 14), "002": (160, 6), "003": (268, 10)}
"""Definitions printed (the second book has lost 18 of 178) and articles."""


@pytest.mark.parametrize(("book", "counts"), BOOKS.items())
def test_notes_of_a_book(book: str, counts: tuple[int, int]) -> None:
    paths = sorted((SHARED / "corpus").glob(f"{book}_*.txt"))
    if not paths:
        pytest.skip("the shared books are not here")
    text = paths[0].read_bytes().decode("utf-8")
    structure = analyse(Document("0", paths[0].name, "text/plain", text, "utf-8", len(text)))
    printed, articles = counts
    definitions = [note for note in structure.notes if note.definition]
    tied = [note for note in definitions if note.marks]
    assert len(tied) >= 0.98 * printed
    assert len(definitions) <= printed
    assert len(structure.articles) == articles
    assert all(article.written is not None for article in structure.articles)
