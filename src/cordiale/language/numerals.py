"""Numbers in digits: separators, signs of models and labels that are no figures, OCR's letters."""

import re
from decimal import Decimal

from cordiale.language.lexicon import Lexicon
from cordiale.language.tokens import Tokens

# One separator throughout; the shapes of the world's usual groupings. Twenty groups are more than the longest
# figure has: a column of figures is not read over and over.
_GROUPED = re.compile(r"(\d{1,3}(?:([ '])\d{3})(?:\2\d{3}){0,20})(?!\d)(?:[.,](\d+))?")
_POINTED = re.compile(r"(\d{1,3}(?:\.\d{3}){1,20})(?!\d)(?:,(\d+))?")
_COMMAED = re.compile(r"(\d{1,3}(?:,\d{3}){1,20})(?!\d)(?:\.(\d+)|(?=))")
_PLAIN = re.compile(r"(\d+)(?:[.,](\d+))?")
_SCIENTIFIC = re.compile(r"e[+-]?\d{1,2}(?![\w])")
_CHAIN = re.compile(r"\d+(?:[.,:/-]\d+){2,}")
_PHONE = re.compile(r"\+?\d{1,4}(?: ?\(\d{2,4}\))?(?:[ .-]\d{2,4}){3,}(?!\d)")
_DASHED = re.compile(r"\d{5,}-\d+")
_LONGEST = 30  # digits; longer runs are codes, not figures


def read_numeral(folded: str, start: int) -> tuple[Decimal, int] | None:
    """The value of the numeral at ``start`` and where it ends, or None where it is none.

    French conventions decide what is ambiguous: ``1,234`` is a decimal fraction, ``1.234`` and
    ``1 234`` are thousands.

    >>> read_numeral("1 234,5 t", 0)
    (Decimal('1234.5'), 7)
    """
    grouped = _GROUPED.match(folded, start)
    if grouped and grouped.end() - start > 2 * _LONGEST:
        return None
    if grouped:
        return _value(re.sub("[ ']", "", grouped[1]), grouped[3]), grouped.end()
    pointed = _POINTED.match(folded, start)
    if pointed and folded[start] != "0" and pointed.end() - start <= 2 * _LONGEST:
        return _value(pointed[1].replace(".", ""), pointed[2]), pointed.end()
    commaed = _COMMAED.match(folded, start)
    if commaed and commaed.end() - start > 2 * _LONGEST:
        return None
    if commaed and folded[start] != "0" and (commaed[2] or commaed[1].count(",") > 1):
        return _value(commaed[1].replace(",", ""), commaed[2]), commaed.end()
    plain = _PLAIN.match(folded, start)
    if plain is None or plain.end() - start > _LONGEST:
        return None
    value, end = _value(plain[1], plain[2]), plain.end()
    power = _SCIENTIFIC.match(folded, end)
    if power:
        return value.scaleb(int(power.group()[1:])), power.end()
    return value, end


def _value(whole: str, fraction: str | None) -> Decimal:
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def skip_code(folded: str, start: int) -> int | None:
    """Where a code in digits that begins at ``start`` ends (telephone, ISBN, section, date), or None.

    >>> skip_code("3.2.1 Titre", 0)
    5
    """
    phone = _PHONE.match(folded, start)
    grouped = _GROUPED.match(folded, start)
    if phone and not (grouped and grouped.end() >= phone.end()):
        return phone.end()
    chain = _CHAIN.match(folded, start)
    dashed = _DASHED.match(folded, start)
    if dashed:
        return dashed.end()
    if chain:
        numeral = read_numeral(folded, start)
        if numeral is None or numeral[1] < chain.end():
            return None if _is_range(chain.group()) else chain.end()
    return None


def _is_range(chain: str) -> bool:
    """Whether a chain is one decimal range ("1,5-2,5") and not a code."""
    low, mark, high = chain.partition("-")
    return bool(mark) and all(_PLAIN.fullmatch(part) or _GROUPED.fullmatch(part) for part in (low, high))


def is_label(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether the number at token ``index`` names a thing: an article, a page, a model, a reference."""
    words, folded = tokens.words, tokens.folded
    start = tokens.starts[index]
    before = folded[start - 1] if start else " "
    if before.isalpha() or before in "_/@#&=%":
        return True
    if before in "-." and start > 1 and not folded[start - 2].isspace():
        # A hyphen between numbers may be a range: a chain of them was skipped before.
        return before == "." or folded[start - 2].isalpha()
    if before == "[" and words[index + 1] == "]":
        return True
    if before == '"' and start > 1 and (folded[start - 2].isalnum() or folded[start - 2] in ".,;!?)"):
        return True  # glued to a closing quote: a mark of a note
    back = index - 1
    marked = False
    while words[back] and words[back] in "°.:" and index - back < 4:
        marked, back = True, back - 1
    word = words[back]
    if word in lexicon.sets["noise.labels"] and words[back] != "":
        return True
    return marked and word in lexicon.sets["noise.labels_abbreviated"] and words[index - 1] != ":"
