"""Phrases of several tokens, found at or before a token in one walk."""

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from cordiale.language.tokens import Tokens
from cordiale.vocabulary.folding import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
T = TypeVar("T")


def cut(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a phrase.

    >>> cut("jusqu'à")
    ('jusqu', "'", 'a')
    """
    return tuple(_TOKEN.findall(fold(phrase)))


class Phrases(Generic[T]):
    """A table of phrases, each with what it stands for; the longest phrase wins.

    ``lists[word]`` holds the phrases that begin (or, where ``backwards``, end) with ``word``.
    """

    __slots__ = ("backwards", "table")

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]], *, backwards: bool = False) -> None:
        self.backwards = backwards
        self.table: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, meaning in entries:
            if words:
                self.table.setdefault(words[-1 if backwards else 0], []).append((words, meaning))
        for phrases in self.table.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def at(self, tokens: Tokens, index: int) -> tuple[T, int] | None:
        """The longest phrase that begins at token ``index``, and the index after it."""
        words = tokens.words
        for phrase, meaning in self.table.get(words[index], ()):
            length = len(phrase)
            if length == 1 or tuple(words[index : index + length]) == phrase:
                if all(tokens.near(k) for k in range(index + 1, index + length)):
                    return meaning, index + length
        return None

    def before(self, tokens: Tokens, index: int) -> tuple[T, int] | None:
        """The longest phrase whose last token is ``index - 1``, and the index where it begins."""
        words = tokens.words
        if index <= 0:
            return None
        for phrase, meaning in self.table.get(words[index - 1], ()):
            length = len(phrase)
            if length == 1 or (index >= length and tuple(words[index - length : index]) == phrase):
                return meaning, index - length
        return None


def with_contractions(phrase: str, forms: Mapping[str, list[str]]) -> list[str]:
    """A phrase and its variants where its last word contracts or elides (``forms``: word to forms)."""
    head, _, last = phrase.rpartition(" ")
    if not head:
        head, mark, last = phrase.rpartition("'")
        return [phrase, *(head + mark + form for form in forms.get(last, ()) if mark)]
    return [phrase, *(f"{head} {form}" for form in forms.get(last, ()))]
