"""What is told and where: anchors in sentences, sentences in paragraphs, plants with what is expected of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(slots=True, eq=False)
class Anchor:
    """The printed words of one statement and what it states; ``place`` is set when the page is laid out.

    ``place`` is the document's name and the offsets of the anchor in it.
    """

    quote: str
    kind: str
    fields: dict[str, Any]
    parties: tuple[str, ...]
    status: str = "actual"
    orgs: tuple[str, ...] = ()
    place: tuple[str, int, int] | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence with its anchors and where each begins in it; ``source`` numbers the source it cites."""

    text: str
    anchors: list[tuple[int, Anchor]]
    source: int | None = None


@dataclass(slots=True)
class Paragraph:
    """Sentences of one passage, to be printed in an article written in the year ``era``."""

    era: int
    sentences: list[Sentence]


@dataclass(slots=True)
class Plant:
    """Passages sown together, and what the analyses are to make of them.

    ``finds`` are the kinds of finding that are right; ``weaker`` those that are not wrong; nothing else may
    touch it as a conflict. ``state`` is the finding's state where it matters. ``anchors`` are the statements
    that its proofs must show, empty where nothing is to be found.
    """

    kind: str
    paragraphs: list[Paragraph]
    finds: tuple[str, ...] = ()
    weaker: tuple[str, ...] = ()
    state: str | None = None
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def all_anchors(self) -> list[Anchor]:
        """Every statement in its passages."""
        return [
            anchor
            for paragraph in self.paragraphs
            for sentence in paragraph.sentences
            for _, anchor in sentence.anchors
        ]


@cache
def words() -> Mapping[str, Any]:
    """The words of the language, see words.yml."""
    loaded: Mapping[str, Any] = yaml.safe_load(
        Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    )
    return loaded


def sentence(template: str, slots: Mapping[str, object], source: int | None = None) -> Sentence:
    """A template filled in; what is filled in as an ``Anchor`` becomes one.

    Of a tuple of anchors the first is printed, and the others are its first words.
    """
    text, anchors, at = "", [], 0
    for slot in _SLOT.finditer(template):
        text += template[at : slot.start()]
        value = slots[slot[1]]
        if isinstance(value, Anchor):
            value = (value,)
        if isinstance(value, tuple):
            anchors += [(len(text), anchor) for anchor in value]
            value = value[0].quote
        text += str(value)
        at = slot.end()
    text += template[at:]
    return Sentence(text[0].upper() + text[1:], anchors, source)
