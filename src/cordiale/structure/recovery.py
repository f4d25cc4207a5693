"""Marks that no regular shape shows: fused with a figure, misread, or bare among the words."""

import re

RECOVERY = 20_000
"""Characters searched at most for a mark that is still missing."""

_DIGITS = re.compile(r"\d+")
_DAMAGED = re.compile(r"[\"»”] ?(?P<token>[\dlIOoSBi|!?*'^\u0300-\u036f]{2,5}) ?(?=[\".,;: \n])")
_MISREAD = str.maketrans("lIi|!OoSB", "111110058")


def recover_mark(text: str, digits: str, first: int, last: int) -> tuple[int, int, str] | None:
    """Where in ``text[first:last]`` the mark of the note ``digits`` hides: ``(start, end, shape)`` or None.

    >>> recover_mark("a total of 1253,1 million", "125", 0, 25)
    (11, 14, 'fused')
    """
    last = min(last, first + RECOVERY)
    return _fused(text, digits, first, last) or _misread(text, digits, first, last)


def _fused(text: str, digits: str, first: int, last: int) -> tuple[int, int, str] | None:
    bare: list[int] = []
    for match in _DIGITS.finditer(text, first, last):
        run = match.group()
        start, end = match.span()
        if run == digits and len(digits) == 3 and text[start - 1] in " \n" and text[end : end + 1] == " ":
            bare.append(start)
        if not len(digits) < len(run) <= 12:
            continue
        if (
            run.startswith(digits)
            and len(run) - len(digits) <= 3
            and text[start - 1] in " \n"
            and len(digits) > 1
        ):
            if run[:2] not in ("19", "20") or len(run) != 4:
                return start, start + len(digits), "fused"
        if run.endswith(digits) and len(run) == len(digits) + 4 and run[:2] in ("19", "20"):
            return end - len(digits), end, "fused"
    return (bare[0], bare[0] + len(digits), "alone") if len(bare) == 1 else None


def _misread(text: str, digits: str, first: int, last: int) -> tuple[int, int, str] | None:
    """A mark after a closing quotation mark of which OCR has got a digit wrong or lost one."""
    if len(digits) < 2:
        return None
    for match in _DAMAGED.finditer(text, first, last):
        token = match["token"]
        read = "".join(character for character in token.translate(_MISREAD) if character.isdigit())
        if read != token and (read == digits or (len(read) == len(digits) - 1 and digits.startswith(read))):
            return match.start("token"), match.end("token"), "after_quote"
    return None
