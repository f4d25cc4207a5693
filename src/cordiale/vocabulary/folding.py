"""A folded view of a text that keeps every offset: one code point in, one code point out.

Matching runs on the folded view, so that case, accents, typographic quotes, odd spaces and
OCR's Cyrillic look-alikes need no variants in the data; positions hold in the original.
"""

import re
import unicodedata

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680"
_SPACES += "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4\u0060"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
# Cyrillic letters that OCR prints for the Latin letters of the same shape.
_LOOK_ALIKES = dict(zip("авсеікмнорстухьј", "abceikmhopctyxbj", strict=True))
_CYRILLIC_WORD = re.compile("(?<![a-z\u0430-\u045f])(?=[a-z]{0,30}[\u0430-\u045f])[a-z\u0430-\u045f]+")


def _fold_character(character: str) -> str:
    lowered = character.lower()
    if len(lowered) != 1:
        return character
    base = unicodedata.normalize("NFD", lowered)
    if len(base) > 1 and all(unicodedata.combining(mark) for mark in base[1:]):
        # Cyrillic й and ё are letters of their own, not accented ones.
        return lowered if "\u0400" <= base[0] <= "\u04ff" else base[0]
    return lowered


def _build_table() -> dict[int, str]:
    table = {}
    for code in range(0x80, 0x2100):
        folded = _fold_character(chr(code))
        if folded != chr(code):
            table[code] = folded
    table.update({code: chr(code).lower() for code in range(0x41, 0x5B)})
    for characters, folded in ((_SPACES, " "), (_APOSTROPHES, "'"), (_QUOTES, '"'), (_DASHES, "-")):
        table.update({ord(character): folded for character in characters})
    return table


_TABLE = _build_table()
_FOLDED = {chr(code): folded for code, folded in _TABLE.items()}
_COMMONEST = (("é", "e"), ("è", "e"), ("à", "a"))
# What lower case alone does not fold: the odd white space of ASCII and all beyond it.
_ODD = re.compile("[\t-\r\x1c-\x1f\x80-\U0010ffff]")
_CYRILLIC = re.compile("[\u0400-\u045f]")
_LATIN = re.compile("[a-z]")


def fold(text: str) -> str:
    """The folded view of ``text``, of the same length.

    Lower case, accents off, straight quotes and apostrophes, every white space a space, every dash a
    hyphen-minus; Cyrillic look-alikes become Latin inside words that mix both scripts.

    >>> fold("Élevé à 5\u202f%")
    'eleve a 5 %'
    """
    folded = text.lower()
    if len(folded) != len(text):  # a few capitals have two-letter lower forms
        folded = text
    if folded.isascii() and folded.isprintable():
        return folded
    # Replacing the commonest letters and substituting the rare rest is many times faster than str.translate.
    for letter, plain in _COMMONEST:
        folded = folded.replace(letter, plain)
    folded = _ODD.sub(_fold_rare, folded)
    return folded if folded.isascii() or not _CYRILLIC.search(folded) else _CYRILLIC_WORD.sub(_unmix, folded)


def _fold_rare(match: re.Match[str]) -> str:
    character = match[0]
    return _FOLDED.get(character, character)


def _unmix(match: re.Match[str]) -> str:
    word = match.group()
    if not _LATIN.search(word):  # a Cyrillic word, not a misread Latin one
        return word
    latin = "".join(_LOOK_ALIKES.get(character, character) for character in word)
    return word if _CYRILLIC.search(latin) else latin
