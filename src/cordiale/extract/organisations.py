"""Names of organisations in a sentence: firms, plants, banks, universities, chambers, exchanges, parks.

A name is told by what stands in it or beside it (a legal form, the noun of an institution, an English
name word, an ending of firm names), or because the document shows elsewhere that it names a firm.
"""

import re
from dataclasses import dataclass

from cordiale.extract.organisation_rules import (
    QUOTES,
    SHORTEST,
    UPPER,
    Rules,
    Token,
    country_names,
    rules_of,
    tokens_of,
)

_MIXED = re.compile(rf"[{UPPER}][a-z]{{1,3}}[{UPPER}]{{2,5}}")
"""An abbreviation in mixed letters, as firms and universities print them: BelAZ, BrSTU."""
_LONG = 6
_LONGEST_QUOTE = 7
_MOST_WORDS = 9
_LONGEST_PHRASE = 16


@dataclass(frozen=True, slots=True)
class OrgMention:
    """A name of an organisation at ``text[start:end]``; ``name`` is it as written, on one line."""

    start: int
    end: int
    name: str


def find_organisations(
    text: str, folded: str, start: int, end: int, *, known: frozenset[str] = frozenset(), language: str = "fr"
) -> list[OrgMention]:
    """The organisations named in ``text[start:end]``, in order, none inside another.

    ``folded`` is ``fold(text)``, ``known`` are names that the document shows to be organisations'.

    >>> from cordiale.vocabulary.folding import fold
    >>> text = "la société Agrosem LLC et la mine de Lens"
    >>> [org.name for org in find_organisations(text, fold(text), 0, len(text))]
    ['Agrosem LLC', 'mine de Lens']
    """
    rules = rules_of(language)
    tokens = tokens_of(text, folded, start, end)
    institutions = rules.institutions
    found: list[OrgMention] = []
    done = -1
    for at, token in enumerate(tokens):
        if at <= done or not (token.capital or token.folded in institutions or token.text in QUOTES):
            continue
        span = _read(tokens, at, rules, known)
        if span is None:
            continue
        first, done = span
        low, high = tokens[first].start, tokens[done].end
        if text[high - 1] == "." and tokens[done].text not in rules.forms:
            high -= 1
        found.append(OrgMention(low, high, " ".join(text[low:high].split())))
    return found


def _read(tokens: list[Token], at: int, rules: Rules, known: frozenset[str]) -> tuple[int, int] | None:
    """First and last token of the name that begins at ``at``, else None."""
    token = tokens[at]
    if token.folded in rules.institutions:
        institution = _institution(tokens, at, rules)
        if institution is not None:
            return institution
    if token.capital or token.text in QUOTES:
        return _firm(tokens, at, rules, known)
    return None


def _institution(tokens: list[Token], at: int, rules: Rules) -> tuple[int, int] | None:
    """``université d'État de Pskov``: the noun, its complements, up to the last capitalised word of them.

    A noun printed with a capital may do without a name ("Académie nationale des sciences").
    """
    head = tokens[at]
    if (head.folded in rules.capital_only and not head.capital) or _is_government(tokens, at, rules):
        return None
    named: int | None = None
    content, linked, index = at, False, at + 1
    while index < len(tokens) and index - at <= _LONGEST_PHRASE:
        token = tokens[index]
        if token.start - tokens[index - 1].end > 1:
            break
        if token.text in QUOTES:
            close = _closing(tokens, index)
            if close is not None and tokens[index + 1].capital and head.folded not in rules.labels:
                named = close
            break
        if token.folded in rules.of:
            linked = True
        elif token.folded in ("et", ",") and index + 1 < len(tokens) and tokens[index + 1].folded in rules.of:
            if (
                tokens[min(index + 2 + (tokens[index + 1].folded == "de"), len(tokens) - 1)].folded
                in rules.institutions
            ):
                break
        elif token.text in rules.purposes and head.capital and named is None and index + 1 < len(tokens):
            linked = True
        elif token.folded in rules.links and linked:
            pass
        elif not _continues(tokens, index, rules, linked=linked, named=named, head=head):
            break
        else:
            if token.capital and token.folded not in rules.hollow:
                named = index
            content, linked = index, False
        index += 1
    if named is not None:
        return at, max(named, content)
    return (at, content) if head.capital and content > at + 1 else None


def _is_government(tokens: list[Token], at: int, rules: Rules) -> bool:
    return (
        " ".join(token.folded for token in tokens[at : at + 2]) in rules.governments
        or tokens[at].folded in rules.governments
    )


def _continues(
    tokens: list[Token], index: int, rules: Rules, *, linked: bool, named: int | None, head: Token
) -> bool:
    """Whether a word goes on with the institution's phrase: a complement, an adjective, a name."""
    token = tokens[index]
    if not token.text[0].isalpha() or token.folded in rules.stops or token.text in rules.forms:
        return False
    if token.capital:
        return linked or named == index - 1 or (head.capital and head is tokens[index - 1])
    if linked:
        return named is None or token.folded in rules.institutions or token.folded in rules.places
    if named is not None and not head.capital:
        return False
    if token.folded in rules.adjectives or token.folded.rstrip("s").endswith(rules.adjective_endings):
        return True
    following = tokens[index + 1].folded if index + 1 < len(tokens) else ""
    return following in rules.of and len(token.text) > SHORTEST


def _closing(tokens: list[Token], opening: int) -> int | None:
    for index in range(opening + 2, min(len(tokens), opening + _LONGEST_QUOTE + 2)):
        if tokens[index].text in QUOTES:
            return index
        if tokens[index].text in ";:!?":
            return None
    return None


def _firm(tokens: list[Token], at: int, rules: Rules, known: frozenset[str]) -> tuple[int, int] | None:
    """A run of capitalised words, with a legal form or a quoted name in or beside it, that names a firm."""
    last = at
    evidence = False
    index = at
    if not _may_begin(tokens, at, rules):
        return None
    while index < len(tokens) and index - at <= _MOST_WORDS:
        token = tokens[index]
        if index > at and token.start - tokens[index - 1].end > 1:
            break  # a dash or another mark between
        if token.text in QUOTES:
            close = _closing(tokens, index)
            if (
                close is None
                or not tokens[index + 1].capital
                or not (evidence or _labelled(tokens, at, rules) or _is_name(tokens, index, close, rules))
            ):
                break
            evidence = True
            last, index = close, close + 1
            continue
        if token.text == "(":
            if evidence or not _is_aside(tokens, index):
                break
            index += 3
            continue
        if token.text in rules.forms:
            evidence = True
            last = index
        elif token.capital and token.text[0].isalpha():
            if token.folded in rules.links or token.folded in rules.stops:
                break
            last = index
            evidence = evidence or token.text in rules.name_words
        elif index == at or not _is_glue(tokens, at, index, rules):
            break
        index += 1
    if evidence or tokens[at].text in QUOTES:
        return _within(tokens, at, last) if evidence else None
    if _labelled(tokens, at, rules) and last - at <= 3 and tokens[at].text not in rules.not_names:
        return at, last
    return _alone(tokens, at, rules, known)


def _within(tokens: list[Token], at: int, last: int) -> tuple[int, int] | None:
    """The name without the quotation marks around it; a lone word is none."""
    if tokens[at].text in QUOTES:
        return (at + 1, last - 1) if last > at + 1 else None
    return (at, last) if last > at else None


def _is_glue(tokens: list[Token], at: int, index: int, rules: Rules) -> bool:
    """Whether a small word holds the name together: ``Borisov Plant of Tractor Equipment``."""
    if tokens[index].folded not in rules.glue or index + 1 >= len(tokens):
        return False
    return tokens[index + 1].capital and _is_english(tokens, at, index, rules)


def _may_begin(tokens: list[Token], at: int, rules: Rules) -> bool:
    """Whether a firm's name may begin here: not at an article, nor at countries before a quoted name."""
    if tokens[at].folded in rules.links or tokens[at].folded in rules.stops:
        return False
    quoted = at + 1 < len(tokens) and tokens[at + 1].text in QUOTES
    return not (quoted and tokens[at].folded.partition("-")[0] in country_names())


def _is_aside(tokens: list[Token], index: int) -> bool:
    """Whether a bracket of one word stands inside a name: ``Taomu (Suzhou) Technology``."""
    after = tokens[index + 2 : index + 4]
    return len(after) == 2 and after[0].text == ")" and after[1].capital


def _is_name(tokens: list[Token], opening: int, close: int, rules: Rules) -> bool:
    """A quoted name of capitalised words after an article: ``la "Grande Pierre"``."""
    return (
        opening > 0
        and close - opening > 2
        and tokens[opening - 1].folded in rules.links
        and all(token.capital for token in tokens[opening + 1 : close])
    )


def _is_english(tokens: list[Token], at: int, index: int, rules: Rules) -> bool:
    return tokens[index].folded in ("of", "and", "for", "the", "&") or any(
        token.text in rules.name_words for token in tokens[at:index]
    )


def _labelled(tokens: list[Token], at: int, rules: Rules) -> bool:
    """Whether the noun before says that a name follows (``la société biélorusse X``)."""
    for back in (at - 1, at - 2, at - 3):
        if back < 0:
            return False
        word = tokens[back].folded
        if word in rules.labels:
            return True
        if word in QUOTES or word in ("-",):
            continue
        if not (word in rules.adjectives or word.endswith(rules.adjective_endings)):
            return False
    return False


def _alone(tokens: list[Token], at: int, rules: Rules, known: frozenset[str]) -> tuple[int, int] | None:
    """A name that the document or its form shows to be a firm's: a known run, or its ending."""
    last = at
    while last + 1 < len(tokens) and last - at < 2 and tokens[last + 1].capital:
        last += 1
    for end in range(last, at - 1, -1):
        if " ".join(token.text for token in tokens[at : end + 1]).rstrip(".") in known:
            return at, end
    word = tokens[at].text.rstrip(".")
    if word in rules.not_names or word in rules.forms:
        return None
    telling = len(word) > _LONG and word[1:].islower() and word.endswith(rules.endings)
    return (at, at) if telling or _MIXED.fullmatch(word) else None


def echoes(folded: str, start: int, end: int, language: str = "fr") -> bool:
    """Whether a sentence speaks on about a firm without naming it (``l'entreprise``, ``elle``)."""
    return rules_of(language).echo.search(folded, start, end) is not None
