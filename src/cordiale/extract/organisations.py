"""Names of organisations in a sentence: firms, plants, banks, universities, chambers, exchanges, parks.

A name is told by what stands in it or beside it (a legal form, the noun of an institution, an English
name word, an ending of firm names), or because the document shows elsewhere that it names a firm.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from cordiale.extract.name_lists import any_of
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import country_table, look_up
from cordiale.vocabulary.place_scan import place_words

_UPPER = "A-ZÀ-ÖØ-ÞĀČĆĐĒĞĪŁŃŌŐŒŘŚŞŠŢŪŮŹŻŽȘȚİ"
_TOKEN = re.compile(r"(?:[dDlLsSnNjJcCmMtT]|[qQ]u)['’]|[^\W_][\w’'&-]*(?:\.(?=[\w])\w+)*\.?|[\"«»“”„()&,;:!?]")
_ACRONYM = re.compile(rf"[{_UPPER}][{_UPPER}a-z]{{0,2}}[{_UPPER}]{{1,6}}(?:-[{_UPPER}]{{2,7}})?")
_DEFINED = re.compile(rf"\(([{_UPPER}][\w-]{{1,9}})[,)]")
_CAPITALS = re.compile(rf"\b[{_UPPER}]{{3,6}}\b")
_NAME = re.compile(rf"[{_UPPER}][\w’'-]+(?: [{_UPPER}][\w’'-]+){{0,2}}")
_AFTER_FORM = re.compile(rf" [\"«“]?({_NAME.pattern})")
_AFTER_LABEL = re.compile(rf"(?: [a-zà-ÿ-]+){{0,2}} [\"«“„]?({_NAME.pattern})")
_BEFORE_FORM = re.compile(rf"({_NAME.pattern})[\"»”]? $")
_LONGEST_NAME = 60
_EXPLAINED = 110
_ROMAN = re.compile(r"[IVXLC]+e?$")
_QUOTES = '"«»“”„'
_LONGEST_QUOTE = 7
_MOST_WORDS = 9
_LONGEST_PHRASE = 16
_TIMES_NAMED = 2
"""An unexplained abbreviation in capitals that a document uses this often is taken for a name of its own."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class OrgMention:
    """A name of an organisation at ``text[start:end]``; ``name`` is it as written, on one line."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    forms: frozenset[str]
    name_words: frozenset[str]
    endings: tuple[str, ...]
    institutions: frozenset[str]
    labels: frozenset[str]
    links: frozenset[str]
    glue: frozenset[str]
    of: frozenset[str]
    purposes: frozenset[str]
    stops: frozenset[str]
    capital_only: frozenset[str]
    governments: frozenset[str]
    places: frozenset[str]
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    not_names: frozenset[str]
    echo: re.Pattern[str]


@cache
def _rules(language: str) -> _Rules:
    data = load_yaml(f"languages/{language}/organisations.yml")
    sets = ("forms", "name_words", "institutions", "links", "of", "purposes", "capital_only", "governments", "glue", "stops", "adjectives", "not_names")
    return _Rules(
        **{field: frozenset(data[field]) for field in sets},
        labels=frozenset(fold(label) for label in data["labels"]),
        places=frozenset(form for forms in place_words(language)["types"].values() for form in forms),
        endings=tuple(data["endings"]),
        adjective_endings=tuple(data["adjective_endings"]),
        echo=re.compile(rf"(?:^|[ '\"(])(?:{any_of(data['echoes'])})\b"),
    )


@cache
def _marks(language: str) -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """The automaton of legal forms and of nouns that introduce a name, as they are printed."""
    data = load_yaml(f"languages/{language}/organisations.yml")
    marks = [(form, "form") for form in data["forms"] if len(form) > 2] + [(label, "label") for label in data["labels"]]
    return AhoCorasick([mark for mark, _ in marks], matchkind=MatchKind.LeftmostLongest), tuple(marks)


def known_names(texts: Iterable[str], language: str = "fr") -> frozenset[str]:
    """The names that a document shows to be organisations': abbreviations it explains, names beside a legal form.

    >>> sorted(known_names(["la Bourse des grains (BDG) et Agrosem LLC"]))
    ['Agrosem', 'BDG']
    """
    found: set[str] = set()
    often: Counter[str] = Counter()
    refused: set[str] = set()
    rules = _rules(language)
    for text in texts:
        often.update(_CAPITALS.findall(text))
        found.update(_marked(text, language))
        for match in _DEFINED.finditer(text):
            before = fold(text[max(0, match.start() - _EXPLAINED) : match.start()]).replace("'", " ").split()
            explained = not rules.institutions.isdisjoint(before) or _after_name(text, match.start())
            (found if explained else refused).add(match[1])
    found |= {word for word, times in often.items() if times >= _TIMES_NAMED and word not in refused}
    return frozenset(name for name in found if _may_name(name, rules))


def _marked(text: str, language: str) -> Iterator[str]:
    """The names right after or before a legal form, and those that a noun like ``société`` introduces."""
    automaton, marks = _marks(language)
    for number, start, end in automaton.find_matches_as_indexes(text):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        name = (_AFTER_FORM if marks[number][1] == "form" else _AFTER_LABEL).match(text, end)
        if name is not None:
            yield name[1]
        if marks[number][1] == "form":
            before = _BEFORE_FORM.search(text, max(0, start - _LONGEST_NAME), start)
            if before is not None:
                yield before[1]


def _after_name(text: str, position: int) -> bool:
    """Whether the word before ``position`` is capitalised: an abbreviation in brackets after it is a name's."""
    word = text[max(0, position - 30) : position].rstrip().rpartition(" ")[2]
    return len(word) > 2 and word[0].isupper()


@cache
def _country_names() -> frozenset[str]:
    return frozenset(pattern for pattern, kind, _ in country_table() if kind in ("noun", "adjective", "short", "bloc"))


def _may_name(name: str, rules: _Rules) -> bool:
    """Whether a name may stand for a firm by itself: no place, no common abbreviation, no number."""
    if name in rules.not_names or name in rules.forms or name in rules.name_words or len(name) < _SHORTEST or _ROMAN.match(name):
        return False
    words = re.split("[ -]", fold(name))
    if words[0] in rules.links or words[0] in rules.stops or words[0] in rules.institutions or words[0] in rules.places:
        return False
    if words[0] in _country_names() or words[-1] in _country_names() or fold(name) in _country_names() or all(word in rules.name_words for word in name.split()):
        return False
    return not any(place.exact for place in look_up(name).places)


def find_organisations(
    text: str, start: int, end: int, *, known: frozenset[str] = frozenset(), language: str = "fr"
) -> list[OrgMention]:
    """The organisations named in ``text[start:end]``, in order, none inside another.

    >>> [org.name for org in find_organisations("la société Agrosem LLC et l'usine de tracteurs de Minsk", 0, 55)]
    ['Agrosem LLC', 'usine de tracteurs de Minsk']
    """
    rules = _rules(language)
    tokens = [_token(match) for match in _TOKEN.finditer(text, start, end)]
    found: list[OrgMention] = []
    at = 0
    while at < len(tokens):
        span = _read(tokens, at, rules, known)
        if span is None:
            at += 1
            continue
        first, last = span
        low, high = tokens[first].start, tokens[last].end
        name = " ".join(text[low:high].split()).strip(",;: ")
        if not name.endswith(tuple(form for form in rules.forms if form.endswith("."))):
            name = name.rstrip(".")
        found.append(OrgMention(low, low + len(name), name))
        at = last + 1
    return found


def _token(match: re.Match[str]) -> _Token:
    word = match.group()
    return _Token(match.start(), match.end(), word, fold(word), word[0].isupper())


def _read(tokens: list[_Token], at: int, rules: _Rules, known: frozenset[str]) -> tuple[int, int] | None:
    """First and last token of the name that begins at ``at``, else None."""
    token = tokens[at]
    if token.folded in rules.institutions:
        institution = _institution(tokens, at, rules)
        if institution is not None:
            return institution
    if token.capital or token.text in _QUOTES:
        return _firm(tokens, at, rules, known)
    return None


def _institution(tokens: list[_Token], at: int, rules: _Rules) -> tuple[int, int] | None:
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
        if token.text in _QUOTES:
            close = _closing(tokens, index)
            if close is not None and tokens[index + 1].capital and head.folded not in rules.labels:
                named = close
            break
        if token.folded in rules.of:
            linked = True
        elif token.folded in ("et", ",") and index + 1 < len(tokens) and tokens[index + 1].folded in rules.of:
            if tokens[min(index + 2 + (tokens[index + 1].folded == "de"), len(tokens) - 1)].folded in rules.institutions:
                break
        elif token.text in rules.purposes and head.capital and named is None and index + 1 < len(tokens):
            linked = True
        elif token.folded in rules.links and linked:
            pass
        elif not _continues(tokens, index, rules, linked=linked, named=named, head=head):
            break
        else:
            if token.capital:
                named = index
            content, linked = index, False
        index += 1
    if named is not None:
        return at, max(named, content)
    return (at, content) if head.capital and content > at + 1 else None


def _is_government(tokens: list[_Token], at: int, rules: _Rules) -> bool:
    return " ".join(token.folded for token in tokens[at : at + 2]) in rules.governments or tokens[at].folded in rules.governments


def _continues(tokens: list[_Token], index: int, rules: _Rules, *, linked: bool, named: int | None, head: _Token) -> bool:
    """Whether a word goes on with the institution's phrase: a complement after a link, an adjective, a name."""
    token = tokens[index]
    if not token.text[0].isalpha() or token.folded in rules.stops or token.text in rules.forms:
        return False
    if token.capital:
        return linked or (named == index - 1)
    if linked:
        return named is None or token.folded in rules.institutions or token.folded in rules.places
    if named is not None and not head.capital:
        return False
    if token.folded in rules.adjectives or token.folded.rstrip("s").endswith(rules.adjective_endings):
        return True
    following = tokens[index + 1].folded if index + 1 < len(tokens) else ""
    return following in rules.of and len(token.text) > _SHORTEST


def _closing(tokens: list[_Token], opening: int) -> int | None:
    for index in range(opening + 2, min(len(tokens), opening + _LONGEST_QUOTE + 2)):
        if tokens[index].text in _QUOTES:
            return index
        if tokens[index].text in ";:!?":
            return None
    return None


def _firm(tokens: list[_Token], at: int, rules: _Rules, known: frozenset[str]) -> tuple[int, int] | None:
    """A run of capitalised words, with a legal form or a quoted name in or beside it, that names a firm."""
    last = at
    evidence = False
    index = at
    if tokens[at].folded in rules.links or tokens[at].folded in rules.stops:
        return None
    if at + 1 < len(tokens) and tokens[at + 1].text in _QUOTES and tokens[at].folded.partition("-")[0] in _country_names():
        return None  # "parc Chine-X "Y"": the quoted name begins after the countries
    while index < len(tokens) and index - at <= _MOST_WORDS:
        token = tokens[index]
        if token.text in _QUOTES:
            close = _closing(tokens, index)
            if close is None or not tokens[index + 1].capital or not (evidence or _labelled(tokens, at, rules) or _is_name(tokens, index, close, rules)):
                break
            evidence = True
            last, index = close, close + 1
            continue
        if token.text == "(" and evidence is False and index + 2 < len(tokens) and tokens[index + 2].text == ")" and index > at:
            if index + 3 < len(tokens) and tokens[index + 3].capital:
                index += 3
                continue
            break
        if token.text in rules.forms:
            evidence = True
            last = index
        elif token.capital and token.text[0].isalpha():
            last = index
            evidence = evidence or token.text in rules.name_words
        elif token.folded in rules.glue and index > at and index + 1 < len(tokens) and (tokens[index + 1].capital and _is_english(tokens, at, index, rules)):
            pass
        else:
            break
        index += 1
    if tokens[at].text in _QUOTES:
        return (at + 1, last - 1) if evidence and last > at + 1 else None
    if evidence and (last > at):
        return at, last
    if _labelled(tokens, at, rules) and last - at <= 3 and tokens[at].text not in rules.not_names:
        return at, last
    return _alone(tokens, at, rules, known)


def _is_name(tokens: list[_Token], opening: int, close: int, rules: _Rules) -> bool:
    """A quoted name of capitalised words after an article: ``la "Grande Pierre"``."""
    return opening > 0 and close - opening > 2 and tokens[opening - 1].folded in rules.links and all(token.capital for token in tokens[opening + 1 : close])


def _is_english(tokens: list[_Token], at: int, index: int, rules: _Rules) -> bool:
    return tokens[index].folded in ("of", "and", "for", "the", "&") or any(token.text in rules.name_words for token in tokens[at:index])


def _labelled(tokens: list[_Token], at: int, rules: _Rules) -> bool:
    """Whether the noun before says that a name follows (``la société biélorusse X``)."""
    for back in (at - 1, at - 2, at - 3):
        if back < 0:
            return False
        word = tokens[back].folded
        if word in rules.labels:
            return True
        if word in _QUOTES or word in ("-",):
            continue
        if not (word in rules.adjectives or word.endswith(rules.adjective_endings)):
            return False
    return False


def _alone(tokens: list[_Token], at: int, rules: _Rules, known: frozenset[str]) -> tuple[int, int] | None:
    """A name that the document or its form shows to be a firm's: the longest known run, or a telling ending."""
    last = at
    while last + 1 < len(tokens) and last - at < 2 and tokens[last + 1].capital:
        last += 1
    for end in range(last, at - 1, -1):
        if " ".join(token.text for token in tokens[at : end + 1]).rstrip(".") in known:
            return at, end
    word = tokens[at].text.rstrip(".")
    return (at, at) if len(word) > 6 and word[1:].islower() and word.endswith(rules.endings) and word not in rules.not_names else None


def echoes(folded: str, start: int, end: int, language: str = "fr") -> bool:
    """Whether a sentence speaks on about a firm without naming it (``l'entreprise``, ``elle``)."""
    return _rules(language).echo.search(folded, start, end) is not None
