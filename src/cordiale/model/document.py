"""A document as it was taken in."""

from dataclasses import dataclass

from cordiale.model.span import Span


@dataclass(frozen=True, slots=True)
class Document:
    """One input text, never rewritten: repairs are layers over it.

    ``id`` is the SHA-256 of the bytes in hexadecimal; ``name`` the file's name without folders;
    ``language`` an ISO 639-1 code or None where it was not recognised; ``encoding`` the codec that
    decoded the bytes; ``size`` the number of bytes; ``retrieved_at`` an ISO 8601 instant or None.
    ``text`` is exactly what the codec gave (a byte-order mark is dropped, line ends are kept).
    """

    id: str
    name: str
    media_type: str
    text: str
    encoding: str
    size: int
    language: str | None = None
    pages: tuple[Span, ...] = ()
    retrieved_at: str | None = None
    path: str | None = None
