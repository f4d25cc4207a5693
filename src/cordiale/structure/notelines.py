"""What the lines of a note look like: its number, its continuation, its end."""

import re
from typing import NamedTuple

from cordiale.structure.lines import Layout, Line
from cordiale.structure.words import Words

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MAX_NOTE_LINES = 14
"""A note longer than this is not one: the longest printed has nine lines (encoded URLs)."""

LONGEST_ADDRESS = 400
"""Characters at the end of a line that are looked at for the end of a reference."""

_NUMBER = re.compile(
    r"\\?\[\^?(?P<bracket>\d{1,4})\\?\]:? *|<sup> *(?P<html>\d{1,4}) *</sup> *|"
    r"\((?P<paren>\d{1,3})\) +|"
    r"\$?\^\{?(?P<caret>\d{1,4})\}?\^?\$? *|(?P<sup>[⁰¹²³⁴-⁹]{1,4}) *|"
    r"(?P<plain>\d{1,4})(?P<after>[ \t.)_:]*)"
)
_SIGNS = ("[", "//", "http", "www", "URL", " -", " :", "-")
_CUT_LABEL = re.compile(r"\[ ?\w{3,14}$")
_URL_START = ("http", "<http", "www", "<www", "URL", "- URL")
# The end of a reference: address with a closing slash or ending, agency item "-433059-2021", page "C. 26."
_COMPLETE = re.compile(
    r"(?:[^\s/]/|\.s?html?|\.pdf|\d{5,6} ?- ?\d{4}|>)\.?$|https?:\S{12,}$|- ?\w{1,2} ?\. ?\d[\d -]*\.?$"
)
_WAITING = re.compile(r"(?:URL ?:?|[-–/:,]|\[\w*|\w|\] ?\.)$")
# What only the inside of a reference prints: closing bracket and year, a slug, "- C. 26." as the last words.
_TAIL = re.compile(
    r"U ?R ?L ?:|\w\] ?\. ?[-–]|\] ?\. ?(?:\w{1,12} )?\w{4,14}\]|^(?:\S{1,40}[-_/=%]){3}|"
    r"^\S+/>?\.?$|[^\s/]/>?\.?$|/\?\w|&\w[\w ]{0,20}=|"
    r"[-a-z] ?\d{4,6} ?- ?(?:19|20)\d\d ?/?>?\.?$|^-? ?(?:19|20)\d\d ?\. ?[-–] |^(?:19|20)\d\d ?[/.]$|"
    r"\. ?[-–] ?\w{1,2} ?\.? {0,3}\d{1,4}(?: ?[-–] ?\d{1,4})?\.?$|^\[?\w{0,12} ?\w{3,14}\] ?[.,]"
)


class Head(NamedTuple):
    """The number at the head of a line: the length of what prints it, and how it is printed.

    ``glued`` means that text follows without a space, ``shaped`` that it is raised or bracketed.
    """

    number: int
    length: int
    glued: bool
    shaped: bool


def read_number(text: str) -> Head | None:
    """The note number a line starts with, or None.

    >>> read_number("140_Smith, J.")
    Head(number=140, length=4, glued=False, shaped=False)
    >>> read_number("31These")
    Head(number=31, length=2, glued=True, shaped=False)
    >>> read_number("1985 was") is None
    True
    """
    match = _NUMBER.match(text)
    if match is None or match.end() >= len(text):
        return None
    digits = (
        match["bracket"]
        or match["paren"]
        or match["html"]
        or match["caret"]
        or match["sup"]
        or match["plain"]
    )
    number = int(digits.translate(SUPERSCRIPTS))
    plain = match["plain"] is not None
    if not number or (plain and (number > 1500 or digits.startswith("0"))):
        return None
    rest = text[match.end()]
    if plain and rest.isdigit() or rest in "%,;/)-–":
        return None
    glued = not match["after"] if plain else text[match.end() - 1] not in " \t]:" and rest not in " \t"
    return Head(number, match.end(), glued, not plain)


def starts_page(line: Line, layout: Layout) -> bool:
    """Whether the line is printed as the first of a page."""
    return line.feed or (layout.spaced_pages and 1 <= line.indent <= 3)


def is_complete(text: str) -> bool:
    """Whether a reference may end with this line."""
    return _COMPLETE.search(text[-LONGEST_ADDRESS:]) is not None


def is_tail(text: str) -> bool:
    """Whether a line shows by itself that it is the inside or the end of a reference.

    >>> is_tail("2019. - URL :"), is_tail("en 2019 - un an"), is_tail("view/park-v-mire-369159-2019/")
    (True, False, True)
    """
    if text.startswith(_URL_START) or _TAIL.search(text) is not None:
        return True
    hyphens = text.count("-")
    if hyphens < 4:
        return False
    return (text.count(" ") <= hyphens and ". " not in text) or any(
        part.count("-") >= 4 for part in text.split()
    )


def is_reference(line: Line, words: Words) -> bool:
    """Whether the line prints what only references print (remembered on the line)."""
    if line.reference is None:
        text = line.text
        possible = line.length < 40 or any(sign in text for sign in _SIGNS)
        line.reference = possible and words.reference.search(line.folded) is not None
    return line.reference


def is_stray(line: Line, after: Line | None, words: Words) -> bool:
    """Whether a line among the text belongs to some reference all the same.

    The label of an online source may be broken over this line and the one ``after`` it.
    """
    text = line.text
    if "[" in text:
        if words.resource.search(line.folded):
            return True
        if (
            after is not None
            and after.gap <= 2
            and _CUT_LABEL.search(text[-24:])
            and is_tail(after.text[:200])
        ):
            return True
    if "http" not in text and "www." not in text:
        return False
    return text.count(" ") <= 3 or text.startswith(_URL_START)


def find_extent(lines: list[Line], index: int, layout: Layout, words: Words, heads: dict[int, Head]) -> int:
    """The last line of the definition that starts at ``index``.

    ``heads`` are the lines that start with a number (see ``read_number``).
    """
    last = index
    text = lines[index].text
    addressed = "http" in text or "www." in text
    for following in range(index + 1, min(index + MAX_NOTE_LINES, len(lines))):
        line = lines[following]
        if line.kind != "body" or line.rule:
            break
        tail = line.length < 400 and is_tail(line.text)
        if starts_page(line, layout) and not (tail and line.text.startswith(_URL_START)):
            break
        complete = is_complete(text)
        head = heads.get(following)
        if head is not None and (complete or head.number == heads[index].number + 1 or not tail):
            if complete or head.number == heads[index].number + 1 or is_reference(line, words):
                break
        if line.gap > 1:
            waiting = not complete and _WAITING.search(text[-40:]) is not None
            if not tail and not (waiting and _goes_on(lines, following, layout, words)):
                break
        elif not tail and (complete and " " in line.text or addressed and _is_prose(line)):
            break
        addressed = addressed or "http" in line.text or "www." in line.text
        last, text = following, line.text
    return last


def _goes_on(lines: list[Line], index: int, layout: Layout, words: Words) -> bool:
    """Whether the line after a blank one still belongs to an open note: a reference is near."""
    if layout.style == "paragraphs" or lines[index].length > layout.width * 2:
        return False
    return any(is_reference(line, words) for line in lines[index : index + 2])


def _is_prose(line: Line) -> bool:
    """Whether a line reads as text: many words of common length, hardly a sign of an address."""
    spaces = line.text.count(" ")
    return spaces >= 6 and line.length / (spaces + 1) < 10 and not any(sign in line.text for sign in "/_%=")
