"""Places in a text: spans, and segments made of several spans."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points, ``text[start:end]``.

    >>> Span(2, 4).of("abcdef"), len(Span(2, 4))
    ('cd', 2)

    Raises ``ValueError`` when the range is negative or runs backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """A stand-off unit of a layer: one thing, printed in one or more pieces.

    ``layer`` names the kind (``imprint``, ``contents``, ``blurb``, ``bibliography``, ``heading``,
    ``table``, ``furniture``...), ``label`` what is printed on it, ``number`` its printed number.
    """

    layer: str
    spans: tuple[Span, ...]
    label: str | None = None
    number: int | None = None
