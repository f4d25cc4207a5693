"""What a printed name of an organisation is made of, whatever the language, order and legal form.

A name is cut into the words that say what the thing is, the places it belongs to, its legal forms and
the words that are its own. Names whose parts agree name one thing: "Minsk Tractor Works" has the same
three parts as its French translation.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cordiale.resolve.name_words import Lexicon, lexicon
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.gazetteer import look_up
from cordiale.vocabulary.transliteration import sound_keys

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.){1,5}[^\W\d_])(?![^\W_])\.?")
_RUN = re.compile(r"[\s-](?:[^\W_]|[\s'’-])*")
_LONGEST_PHRASE = 6
_LONGEST_TOWN = 3
_SOUNDED, _MISREAD = 5, 8
"""Letters from which a word is compared by its sound; shorter ones have too many neighbours."""
_LONGEST_ACRONYM = 6
_PEOPLED = 15
"""Thousands of inhabitants from which a word that is also a town's name is read as the town."""
_SHORT_TOWN = 3
_LARGE = 100
"""Thousands of inhabitants from which a word of three letters is."""


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """A name without case, accents and marks, by which spellings of it are compared.

    >>> name_key("SOAO « Kommunarka »")
    'soao kommunarka'
    """
    return " ".join(_WORD.findall(fold(name)))


@dataclass(frozen=True)
class OrgName:
    """A name taken apart.

    ``parts`` are its meanings, sorted, each with a sign that says what it is: ``.plant`` a noun of
    an institution, ``-tractor`` a field or quality, ``@BY:Minsk`` a place, ``!mtz`` an acronym,
    ``=zubr`` a word of its own by its sound, ``#12`` a number. ``words`` are its folded words but for
    legal forms and small words, ``own`` those of them that are its own, ``forms`` the classes of its
    legal forms (``shares``, ``limited``, ``unitary``), ``weak`` the parts that may be missing, ``type``
    what it is, or empty.
    """

    key: str
    parts: tuple[str, ...]
    words: tuple[str, ...]
    own: tuple[str, ...]
    forms: frozenset[str]
    weak: frozenset[str]
    type: str

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The parts that cannot be missing."""
        return tuple(part for part in self.parts if part not in self.weak)

    @cached_property
    def has_head(self) -> bool:
        """Whether a noun says what it is, not its legal form alone."""
        return any(part[0] == "." for part in self.parts)

    @cached_property
    def places(self) -> frozenset[str]:
        """The codes of its places."""
        return frozenset(part[1:] for part in self.parts if part[0] == "@")

    @cached_property
    def acronym(self) -> str | None:
        """Its letters where it is an acronym and nothing else, its legal form aside."""
        return self.parts[0][1:] if len(self.parts) == 1 and self.parts[0][0] == "!" else None

    @cached_property
    def is_place(self) -> bool:
        """Whether it names countries and nothing else: no organisation."""
        return not self.forms and all(is_country(part) for part in self.parts)

    @cached_property
    def is_bare(self) -> bool:
        """Whether many have this name: a noun and qualities without a place, or a noun and a place alone.

        >>> read_name("conseil d'affaires").is_bare, read_name("université de Chine").is_bare
        (True, True)
        >>> read_name("Académie des sciences de Serbie").is_bare, read_name("université de Lyon").is_bare
        (False, False)
        >>> read_name("usine de Lyon").is_bare, read_name("usine de moteurs de Lyon").is_bare
        (True, False)
        """
        signs = {part[0] for part in self.parts}
        if signs & {"=", "!", "#"} or lexicon().worldwide & set(self.parts):
            return False
        if "@" not in signs:
            return True
        places = [part for part in self.parts if part[0] == "@"]
        meanings = [part[1:] for part in self.parts if part[0] in ".-"]
        if len(places) > 1 or len(meanings) != 1:
            return False
        return meanings[0] not in (lexicon().whole if is_country(places[0]) else lexicon().whole_in_town)


def is_country(part: str) -> bool:
    """Whether a part of a name is a country or a bloc.

    >>> is_country("@BY"), is_country("@BY-HO"), is_country(".bank")
    (True, False, False)
    """
    return part[0] == "@" and "-" not in part and ":" not in part


@dataclass(frozen=True, slots=True)
class _Token:
    printed: str
    folded: str
    link: str
    """The small word before it, empty where there is none: what follows "de" or "of" is a complement."""


@lru_cache(maxsize=1 << 17)
def read_name(name: str) -> OrgName:
    """A printed name, taken apart.

    >>> read_name("JSC « Zubr »").parts, read_name("Zubr").parts
    (('=zubr',), ('=zubr',))
    >>> read_name("usine de tracteurs de Minsk").parts == read_name("Minsk Tractor Works").parts
    True
    """
    tokens = list(_tokens(_DOTTED.sub(lambda match: match[1].replace(".", ""), name)))
    parts: list[str] = []
    words: list[str] = []
    own: list[str] = []
    forms: set[str] = set()
    heads: list[tuple[str, bool]] = []
    at, complement = 0, False
    while at < len(tokens):
        size, sign, identity = _phrase(tokens, at)
        complement = complement or (tokens[at].link != "" and at > 0)
        if sign == "+":
            forms.add(identity)
        elif sign == ".":
            heads.append((identity, complement))
            parts.append(f".{identity}")
        elif sign:
            parts.append(sign + identity)
        elif _has_head(tokens) and tokens[at].printed.islower():
            parts.append("-" + identity[1:])
        else:
            parts.append(identity)
            own.append(tokens[at].folded)
        if sign != "+":
            words.extend(token.folded for token in tokens[at : at + size])
        at += size
    held = lexicon()
    distinct = joined(set(parts), lexicon())
    weak = held.weak if own or any(part[0] in "!#" for part in distinct) else frozenset()
    return OrgName(
        key=name_key(name),
        parts=distinct,
        words=tuple(words),
        own=tuple(own),
        forms=frozenset(forms - {"other"}),
        weak=frozenset(weak) & frozenset(distinct),
        type=_type(heads, forms, held.types),
    )


def leading_parts(text: str) -> tuple[str, ...] | None:
    """The places and fields with which ``text`` goes on a name, as parts, sorted; empty where it does not.

    None where words go on the name that are neither.

    >>> leading_parts(" du Belarus et de la Chine a siégé"), leading_parts(", réuni à Lyon")
    (('@BY', '@CN'), ())
    >>> leading_parts(" de cette région") is None
    True
    """
    run = _RUN.match(text)
    first = _WORD.search(fold(run[0])) if run is not None else None
    held = lexicon()
    if run is None or first is None or (first[0] in held.small and first[0] not in held.complements):
        return ()
    tokens = list(_tokens(run[0]))
    parts: set[str] = set()
    at = 0
    while at < len(tokens):
        size, sign, identity = _phrase(tokens, at)
        if sign not in ("@", "-") or tokens[at].link in held.places_of:
            break
        parts.add(sign + identity)
        at += size
    return None if not parts and first[0] in held.complements else tuple(sorted(parts))


def joined(parts: set[str], held: Lexicon) -> tuple[str, ...]:
    """Parts sorted, a noun and a field that are one thing together made one."""
    meant = {part[1:]: part for part in parts if part[0] in ".-"}
    for identity, words in held.together:
        if words <= meant.keys():
            parts -= {meant[word] for word in words}
            parts.add(f".{identity}" if identity in held.types else f"-{identity}")
    return tuple(sorted(parts))


def _has_head(tokens: list[_Token]) -> bool:
    """Whether a noun says what the thing is: words in small letters beside it are fields, no names."""
    phrases = lexicon().phrases
    return any(phrases.get(token.folded, ("",))[0] == "." for token in tokens)


def _tokens(name: str) -> Iterator[_Token]:
    folded, link, small = fold(name), "", lexicon().small
    for match in _WORD.finditer(folded):
        word = match[0]
        if word in small and not name[match.start() : match.end()].isupper():
            link = link if link in lexicon().complements else word
            continue
        yield _Token(name[match.start() : match.end()], word, link)
        link = ""


def _type(heads: list[tuple[str, bool]], forms: set[str], types: Mapping[str, str]) -> str:
    """What it is: the noun before any complement, the last one of an English name; else its legal form's."""
    before = [identity for identity, complement in heads if not complement]
    if before:
        return types[before[-1]]
    if heads:
        return types[heads[0][0]]
    return "firm" if forms else ""


def _phrase(tokens: list[_Token], at: int) -> tuple[int, str, str]:
    """The longest phrase that is known at ``at``: its number of words, its sign, its id.

    A word that is no phrase is a place, an acronym, a number, or the name's own; its sign is then in
    the id, and empty by itself where the word is the name's own.
    """
    held, token = lexicon(), tokens[at]
    longest = _LONGEST_PHRASE if token.folded in held.openers else 1
    for size in range(min(longest, len(tokens) - at), 0, -1):
        known = held.phrases.get(" ".join(item.folded for item in tokens[at : at + size]))
        if known is not None and (known[0] != "+" or _is_form(tokens, at, size)):
            return size, *known
    if token.folded in held.before_places and at + 1 < len(tokens):
        size, sign, identity = _phrase(tokens, at + 1)
        if sign == "@":
            return size + 1, sign, identity
    if token.folded.isdigit():
        return 1, "#", token.folded
    if _is_acronym(token.printed) and not _in_capitals(tokens, at):
        return 1, "!", token.folded
    if token.printed[0].isupper():
        for size in _town_sizes(tokens, at):
            code = _town(" ".join(item.printed for item in tokens[at : at + size]))
            if code is not None:
                return size, "@", code
    return 1, "", "=" + _sound(token.folded)


def _sound(word: str) -> str:
    """What the spellings of a word share; readers of print take "rn" for "m" in long ones."""
    if len(word) < _SOUNDED:
        return word
    return sound_keys(word.replace("rn", "m") if len(word) >= _MISREAD else word)[0] or word


def _is_form(tokens: list[_Token], at: int, size: int) -> bool:
    """Whether a legal form stands here: at the name's edge or beside other forms; not in small letters."""
    if size == 1 and tokens[at].printed.islower():
        return False
    if size == len(tokens):
        return False
    known = lexicon().phrases
    before, after = tokens[:at], tokens[at + size :]
    return any(all(known.get(token.folded, ("",))[0] == "+" for token in side) for side in (before, after))


def _is_acronym(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return (
        2 <= len(word) <= _LONGEST_ACRONYM
        and bool(letters)
        and capitals >= 2
        and capitals * 5 >= len(word) * 3
    )


def _in_capitals(tokens: list[_Token], at: int) -> bool:
    """Whether the whole name is printed in capitals, so that those of one word say nothing."""
    others = [
        token
        for index, token in enumerate(tokens)
        if index != at and lexicon().phrases.get(token.folded, ("",))[0] != "+"
    ]
    return bool(others) and all(token.printed.isupper() for token in others)


def _town_sizes(tokens: list[_Token], at: int) -> Iterator[int]:
    if look_up(tokens[at].printed).longer:
        for size in range(min(_LONGEST_TOWN, len(tokens) - at), 1, -1):
            if all(token.printed[0].isupper() and not token.link for token in tokens[at + 1 : at + size]):
                yield size
    yield 1


@lru_cache(maxsize=1 << 16)
def _town(name: str) -> str | None:
    for place in look_up(name).places:
        smallest = _LARGE if len(name) <= _SHORT_TOWN else _PEOPLED
        if place.exact and (place.kind == "region" or place.population >= smallest):
            return place.code
    return None
