"""From bytes to text: strict decoding, by evidence in the bytes, never by replacement characters.

UTF-8 and byte-order marks prove themselves. Single-byte encodings do not: every byte reads as
something in most of them. What tells them apart is how the bytes above 0x7F stand in words: a
Cyrillic word is made of them alone, a Western one holds one or two between ASCII letters.
"""

import codecs
import re
from dataclasses import dataclass

from cordiale.intake.recognition import count_function_words


@dataclass(eq=False)  # not frozen: Python sets the traceback of an exception that is passed on
class UndecodableError(Exception):
    """Bytes that are no text: ``reason`` and ``advice`` for one clear line."""

    reason: str
    advice: str = ""


SAVE_AS = "save it as UTF-8 text"

_BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16: the shorter mark begins the longer one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROLS = bytes(code for code in range(1, 0x20) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
"""Control bytes that printed text does not hold (0x1A ends old files, 0x1B begins terminal colours)."""

MOST_CONTROLS = 0.003
"""The share of control bytes from which on a file is no text: stray ones come from OCR and page marks."""

_WORD = re.compile(rb"[A-Za-z\xa8\xb8\xc0-\xff]+")
_HIGH = re.compile(rb"[\xa8\xb8\xc0-\xff]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FOREIGN = re.compile("[^\x00-\x7f]")
_ODD = re.compile(
    "[a-z\u00df-\u00ff\u0430-\u045f][\u00c0-\u00de\u0400-\u042f]"  # a capital inside a word
    "|[A-Za-z][\u0400-\u045f]|[\u0400-\u045f][A-Za-z]"  # two scripts in one
    "|(?<=[A-Za-z])[^\\w\\s\x00-\x7f\u2019\u2018\u2013\u2014\u00ad\u00b7](?=[A-Za-z])"  # a sign inside one
    "|(?<=[\u0400-\u045f])[^\\w\\s\x00-\x7f\u2019\u2018\u2013\u2014\u00ad\u00b7](?=[\u0400-\u045f])"
    "|[\u0080-\u009f\u2500-\u259f]"  # controls, box drawing
)

_WESTERN = ("cp1252", "mac_roman", "cp850", "cp437", "cp1250", "iso8859_2")
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5")
"""Single-byte encodings, the likely ones first: a rarer one must read better, not as well."""

JUDGED = 200_000
"""Bytes by which a single-byte encoding is chosen."""

MOST_ODD = 0.1
"""Share of letters and signs beyond ASCII that may stand oddly: OCR leaves some in any text."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the codec that gave it; a byte-order mark is dropped.

    Raises ``UndecodableError`` where the bytes are empty, binary, damaged or in no encoding known.

    >>> decode("Créé à Minsk".encode("cp1252"))
    ('Créé à Minsk', 'cp1252')
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding), encoding)
    if not data.strip():
        raise UndecodableError("the file is empty")
    if b"\0" in data:
        return _checked(*_wide(data))
    if data.startswith(b"%PDF-"):
        raise UndecodableError("this is a PDF, not a text file", "save its text as .txt")
    _refuse_controls(data)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    _refuse_damaged(data, place)
    return _checked(*_single_byte(data, place))


def _checked(text: str, encoding: str) -> tuple[str, str]:
    if "\0" in text:
        place = text.index("\0")
        raise UndecodableError(f"a binary file (NUL at character {place})", SAVE_AS)
    if not text.strip():
        raise UndecodableError("the file is empty")
    return text, encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"undecodable: its mark says {encoding.upper()}, but byte {error.start} is none", SAVE_AS
        ) from None


def _refuse_controls(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(len(data) * MOST_CONTROLS, 3):
        raise UndecodableError("a binary file (control characters)", SAVE_AS)


def _refuse_damaged(data: bytes, place: int) -> None:
    """UTF-8 with a few bad bytes is damaged UTF-8; in a single-byte encoding it would read as litter."""
    rest, sequences = _SEQUENCE.subn(b"", data[max(place - JUDGED, 0) : place + JUDGED])
    stray = len(rest) - len(rest.translate(None, bytes(range(0x80, 0x100))))
    if sequences > 2 * stray:
        raise UndecodableError(f"undecodable: UTF-8 but for byte {place}, where it is damaged", SAVE_AS)


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: of its two bytes a letter, one is nearly always 0x00 or 0x04."""
    place = data.index(b"\0")
    even, odd = data[0::2], data[1::2]
    for high, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        low = even if high is odd else odd
        plain = sum(high.count(value) for value in (0x00, 0x04, 0x20))
        if len(even) == len(odd) and plain > 0.95 * len(high) and low.count(0) == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                break
            _refuse_controls(text.encode("utf-8"))
            return text, encoding
    raise UndecodableError(f"a binary file (NUL at byte {place})", SAVE_AS)


def _single_byte(data: bytes, place: int) -> tuple[str, str]:
    """The text of ``data``, judged by what stands around its first byte that is no UTF-8."""
    sample = data[max(place - JUDGED // 10, 0) : place + JUDGED]
    scored = []
    for rank, encoding in enumerate(_likely(sample)):
        try:
            score = _score(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
        # By its bytes the first is likely as it stands; any other has to show a word.
        if score is not None and (rank == 0 or score > 0):
            scored.append((-score, rank, encoding))
    for _, _, encoding in sorted(scored):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UndecodableError("undecodable: not UTF-8, and in no other encoding does it read as text", SAVE_AS)


def _likely(sample: bytes) -> tuple[str, ...]:
    alone = mixed = 0
    for match in _WORD.finditer(sample):
        word = match.group()
        high = len(_HIGH.findall(word))
        if high == len(word):
            alone += high > 1
        elif high:
            mixed += 1
    return _CYRILLIC + _WESTERN if alone > mixed else _WESTERN + _CYRILLIC


def _score(text: str) -> int | None:
    """How well a text reads: its function words with letters beyond ASCII, less what stands oddly.

    None where so much stands oddly that it is no text.
    """
    odd = len(_ODD.findall(text))
    if odd > max(MOST_ODD * len(_FOREIGN.findall(text)), 1):
        return None
    return count_function_words(text) - odd
