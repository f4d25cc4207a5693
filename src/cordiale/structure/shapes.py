"""How a number stands in the text, and how much that looks like a footnote mark."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_YEAR_STOP = re.compile(r"(?:^|\D)(?:19|20)\d\d\.$")
_SENTENCE_BEFORE = re.compile(r"[^\W\d_]{2}[\"»”’)]? ?[.!?…] ?\d{0,3} [\"«“]? ?[A-ZÀ-ÖØ-ÞЀ-Я]")
_PROSE = 600  # characters of a paragraph before a mark that are looked at
_UNITS = re.compile(r"(?<![^\W\d_])(?:m|km|cm|dm|mm|hm)$")
_CLOSERS = '"»”'
_ENDERS = ".,;:!?)"


def weigh_shape(text: str, start: int, end: int) -> tuple[str, float]:
    """How the plain number ``text[start:end]`` stands in the text, and how much it looks like a mark.

    The weight is about -9 (never) to 3 (surely); 0 is as likely a figure as a mark.

    >>> weigh_shape('said "yes"17 .', 10, 12), weigh_shape("sold 17 % of it", 5, 7)
    (('after_quote', 3.0), ('plain', -9.0))
    """
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if after in "%€$°/" or before in "-/$€№°#_" or (after in ",." and text[end + 1 : end + 2].isdigit()):
        return "plain", -9.0
    if before in ",." and text[start - 2 : start - 1].isdigit():
        ends_year = _YEAR_STOP.search(text[max(0, start - 6) : start]) is not None
        ends_text = after == "\n" or (after == " " and text[end + 1 : end + 2].isupper())
        return ("glued_end", 0.5) if ends_year and ends_text else ("plain", -9.0)
    closes = after in "\n" or (after in _ENDERS) or (after == " " and text[end + 1 : end + 2] in _ENDERS)
    if after == "-" or (after == " " and text[end + 1 : end + 2] == "%"):
        return "plain", -9.0
    word = _WORD.match(text, end)
    if word is not None or after in '"«“„':
        return "glued_start", _weigh_start(text, start, before, word)
    quote = before if before in _CLOSERS else (text[start - 2 : start - 1] if before == " " else "")
    if quote and quote in _CLOSERS:
        place = start - (1 if before in _CLOSERS else 2)
        opening = (
            text[place - 1 : place] in " \n(" and text[place + 1 : place + 2] not in " " and quote in '"“'
        )
        if opening and before in _CLOSERS and not closes:
            return "after_quote", -2.2
        return "after_quote", 3.0 if closes else (2.0 if before in _CLOSERS else 0.5)
    if before.isalpha() or before in ")]":
        head = text[max(0, start - 12) : start].split(" ")[-1]
        if head.isupper() and not closes and len(head) > 1:
            return "glued_end", -1.0
        return "glued_end", 2.0 if closes or after == " " else 0.0
    if before in ".!?…,;:":
        return "glued_end", 1.5
    if before in "„“«([<":
        return "alone", -2.2
    if before in " \n" and text[start - 2 : start - 1] in ".!?…" and start > 1:
        return "alone", 0.5 if after in " \n" and text[end + 1 : end + 2].isupper() else -1.0
    if before in " \n" and closes and after != ")":
        return "alone", -0.5 if text[start - 2 : start - 1] in _CLOSERS else -1.8
    return "alone", -2.6


def _weigh_start(text: str, start: int, before: str, word: re.Match[str] | None) -> float:
    if before not in " \n([\"'’«“-":
        return -1.5
    if word is None:
        return 1.0 if before in " \n" else -2.0
    head = word.group()
    if head[0].isupper() and len(head) > 1 and not head.isupper():
        return 2.5
    if head[0].isupper():
        return 1.5 if len(head) > 2 or text[word.end() : word.end() + 1] in " '’" else -1.0
    if len(head) <= 3:
        return 0.5 if text[word.end() : word.end() + 1] in "'’" else -1.5
    return 1.0


def closes_prose(text: str, start: int, end: int) -> bool:
    """Whether the number stands after the full stop of a year that ends a paragraph of several sentences.

    Were it the second part of a version ("2015.1"), the paragraph would end without a full stop; a title
    or an item of a list does, so there must be a sentence before.

    >>> closes_prose("Il ouvre. Le parc date de 2015.1", 31, 32), closes_prose("La version 2015.1", 16, 17)
    (True, False)
    """
    if text[end : end + 1] not in ("", "\n") or _YEAR_STOP.search(text[max(0, start - 6) : start]) is None:
        return False
    begin = max(text.rfind("\n", max(0, start - _PROSE), start) + 1, start - _PROSE, 0)
    return _SENTENCE_BEFORE.search(text, begin, start) is not None


def is_power(text: str, match: re.Match[str], digits: str) -> bool:
    """Whether a raised number belongs to a unit (m²) or, after a caret that nothing closes, to a figure."""
    before = text[max(0, match.start() - 4) : match.start()]
    if digits in ("2", "3") and _UNITS.search(before):
        return True
    return before[-1:].isdigit() and match.group()[0] == "^" and match.group()[-1].isdigit()
