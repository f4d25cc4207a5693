"""Text from documents is hostile: what may be shown and what may be linked."""

import re
from urllib.parse import urlsplit

UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, all but tab and line ends
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks and overrides
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # lone surrogates and non-characters
)
"""What must not reach a page or a terminal as it is: it would command it, or mislead who reads it."""
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+")
_TRAILING = ".,;:!?)]}'’"
_LONGEST_ADDRESS = 2000


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def printable(text: str) -> str:
    r"""``text`` with every character that must not reach a page shown as a visible one, one for one.

    Control characters become their Unicode pictures; lone surrogates (which UTF-8 cannot hold),
    non-characters and direction overrides (which can make a page read otherwise than it is
    written, Unicode TR 36) become U+FFFD. The length is kept.

    >>> printable("a\x00b")
    'a␀b'
    """
    return UNPRINTABLE.sub(_picture, text)


def web_address(address: str | None) -> str | None:
    """``address`` where it is a plain http(s) address that may be linked, else None.

    >>> web_address("https://stat.uz/"), web_address("javascript:alert(1)")
    ('https://stat.uz/', None)
    """
    if address is None:
        return None
    address = address.strip()
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS or UNPRINTABLE.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    # A name before the host ("https://bank.example@evil.example") misleads the reader.
    return address if host and parts.username is None else None


def link_addresses(text: str) -> list[tuple[str, str | None]]:
    """``text`` cut into ``(piece, address)``: the address is None for plain words.

    >>> link_addresses("Voir https://stat.uz/.")
    [('Voir ', None), ('https://stat.uz/', 'https://stat.uz/'), ('.', None)]
    """
    pieces: list[tuple[str, str | None]] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        printed = match[0].rstrip(_TRAILING)
        address = web_address(printed)
        if address is None:
            continue
        if match.start() > done:
            pieces.append((printable(text[done : match.start()]), None))
        pieces.append((printed, address))
        done = match.start() + len(printed)
    if done < len(text):
        pieces.append((printable(text[done:]), None))
    return pieces
