"""Words of dates by class, and the tokens of a stretch of text as one character a token.

A stretch becomes a string of *codes*, one character for each token, so that the forms of
``data/languages/*/periods.yml`` are short regular expressions over classes of words and never
see letters. A word of several classes ("sept": a number, a month) has a code of its own that is
a member of each class.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

from ahocorasick_rs import AhoCorasick

from cordiale.vocabulary import load_yaml

Value = int | str | tuple[int, ...]
# Characters read around a trigger: the longest form before its first trigger, with what gives it its role.
_REACH_BACK, _REACH_ON = 56, 42
_LONGEST_STRETCH = 20_000  # characters; a text of nothing but dates is read in pieces, which bounds memory
_MAX_DIGITS = 4
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
OTHER = "\x01"
_SUPERSCRIPTS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"  # note marks, not letters
# Tokens whose class comes from their shape and not from the list of words.
SHAPES = (
    "day_number", "small_number", "number_token", "year", "first_day", "ordinal_token", "roman",
    "numeric_date", "numeric_month", "quarter_mark", "half_mark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Values:
    """What the lexicon or the shape says of each token, by class; looked up only where a form matched."""

    words: list[str]
    shaped: dict[int, dict[str, Value]]
    entries: dict[str, tuple[str, dict[str, Value]]]

    def __getitem__(self, token: int) -> dict[str, Value]:
        shaped = self.shaped.get(token)
        if shaped is not None:
            return shaped
        entry = self.entries.get(self.words[token])
        return entry[1] if entry else {}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens of one stretch of the folded text; offsets are those of the whole text."""

    codes: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    values: Values

    def start(self, token: int) -> int:
        """Where a token begins."""
        return self.starts[token]


@dataclass(slots=True)
class Lexicon:
    """Everything that ``periods.yml`` says about words; built once by ``lexicon``."""

    data: dict[str, Any]
    finder: AhoCorasick
    token: re.Pattern[str]
    cutter: re.Pattern[str]
    entries: dict[str, tuple[str, dict[str, Value]]]
    heads: dict[str, list[tuple[str, ...]]]
    shape_heads: frozenset[str]
    plain: re.Pattern[str] = re.compile(r"\d+|[^\W\d_]+'?|[^\w\s]|_")
    codes: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    role_cues: dict[str, str] = field(default_factory=dict)

    def key(self, phrase: str) -> str:
        """A phrase of the data as the tokens of it, joined by spaces."""
        return " ".join(match.group() for match in self.token.finditer(phrase))

    def stretches(self, folded: str) -> Iterable[tuple[int, int]]:
        """The parts of the text that can hold a date, merged and cut at spaces."""
        low, high, done = 0, -1, 0
        size = len(folded)
        for _, start, end in self.finder.find_matches_as_indexes(folded):
            if (
                end - start == _MAX_DIGITS
                and folded[start:end].isdigit()
                and _inside_figure(folded, start, end)
            ):
                continue
            if start - _REACH_BACK > high:
                if high > 0:
                    done = _snap(folded, high)
                    yield low, done
                low = max(_snap_back(folded, max(0, start - _REACH_BACK)), done)
            elif start - low > _LONGEST_STRETCH:
                done = max(_snap_back(folded, start), low)
                yield low, done
                low = done
            high = max(high, min(size, end + _REACH_ON))
        if high > 0:
            yield low, _snap(folded, high)

    def read(self, folded: str, low: int, high: int) -> Stretch:
        """The tokens between two offsets."""
        # Gaps and tokens in turn: splitting and summing lengths costs a third of iterating matches.
        parts = self.cutter.split(folded[low:high])
        borders = list(accumulate(map(len, parts), initial=low))
        words, starts, ends = parts[1::2], borders[1:-1:2], borders[2::2]
        heads = self.heads
        if not heads.keys().isdisjoint(words):
            merges = [
                (at, tail) for at, word in enumerate(words) if word in heads for tail in self._tail(words, at)
            ]
            taken = len(words)
            for at, tail in reversed(merges):  # from the end, so that earlier positions hold
                stop = at + 1 + len(tail)
                if stop <= taken:
                    words[at:stop] = [" ".join(words[at:stop])]
                    ends[at:stop] = [ends[stop - 1]]
                    starts[at:stop] = [starts[at]]
                    taken = at
        codes_of, shape_heads, shaped = self.codes, self.shape_heads, dict[int, dict[str, Value]]()
        codes = [codes_of.get(word, OTHER) for word in words]
        for at, word in enumerate(words):
            if word[0] in shape_heads and codes[at] == OTHER:
                match = self.token.match(folded, starts[at], high)
                if match and match.lastgroup:
                    codes[at], shaped[at] = self._by_shape(match, folded)
        return Stretch("".join(codes), starts, ends, words, Values(words, shaped, self.entries))

    def _tail(self, words: list[str], at: int) -> list[tuple[str, ...]]:
        for tail in self.heads[words[at]]:
            if words[at + 1 : at + 2] == [tail[0]] and tuple(words[at + 1 : at + 1 + len(tail)]) == tail:
                return [tail]
        return []

    def _by_shape(self, match: re.Match[str], folded: str) -> tuple[str, dict[str, Value]]:
        kind = match.lastgroup
        if kind is None:
            return OTHER, {}
        word, start, end = match.group(), match.start(), match.end()
        name, value = _shape(kind, word, match)
        # A figure fused to letters, digits or a decimal part is no day and no year.
        if name and (_glued(folded, start - 1, -1) or _glued(folded, end, 1)):
            name = "number_token" if kind == "digits" else ""
        return (self.members[name], {name: value}) if name else (OTHER, {})


def _inside_figure(folded: str, start: int, end: int) -> bool:
    return folded[start - 1 : start].isdigit() or folded[end : end + 1].isdigit()


def _snap(folded: str, position: int) -> int:
    for end in range(position, min(position + 40, len(folded))):
        if folded[end] == " ":
            return end
    return min(position + 40, len(folded))


def _snap_back(folded: str, position: int) -> int:
    for start in range(position, max(position - 40, 0), -1):
        if folded[start - 1] == " ":
            return start
    return max(position - 40, 0)


def _glued(folded: str, position: int, step: int) -> bool:
    if not 0 <= position < len(folded):
        return False
    neighbour = folded[position]
    if neighbour.isalpha() or neighbour.isdecimal() or neighbour in "_@\\&=":
        return True
    beyond = position + step
    return neighbour in ".,:" and 0 <= beyond < len(folded) and folded[beyond].isdigit()


def _shape(kind: str, word: str, match: re.Match[str]) -> tuple[str, Value]:
    if kind == "digits":
        return _figure(word)
    if kind == "ordinal":
        number = int(match.group("rank"))
        return ("first_day" if number == 1 else "ordinal_token"), number
    if kind == "mark":
        return ("quarter_mark" if match.group("quarter") else "half_mark"), int(word[-1])
    if kind == "roman":
        number = _roman(match.group("numeral"))
        return ("roman", number) if number else ("", 0)
    return _numeric_date(word)


def _figure(word: str) -> tuple[str, Value]:
    if len(word) > _MAX_DIGITS:
        return "number_token", 0
    number = int(word)
    if len(word) <= 2:
        return ("day_number" if 1 <= number <= 31 else "small_number"), number
    return ("year" if len(word) == 4 and 1000 <= number <= 2199 else "number_token"), number


def _numeric_date(word: str) -> tuple[str, Value]:
    parts = re.split("[./-]", word)
    numbers = tuple(int(part) for part in parts)
    if len(parts) == 2:
        month, year = numbers if len(parts[1]) == 4 else (numbers[1], numbers[0])
        fits = 1 <= month <= 12 and 1900 <= year <= 2099 and len(parts[0]) != len(parts[1])
        return ("numeric_month", (year, month)) if fits else ("", 0)
    if len(parts[0]) == 4:
        year, month, number = numbers
    else:
        number, month, year = numbers
        if len(parts[2]) == 2:
            year += 2000 if year < 70 else 1900
        elif len(parts[2]) != 4:
            return "", 0
        if month > 12 >= number:  # American order, where no other reading is possible
            month, number = number, month
    fits = 1 <= month <= 12 and 1 <= number <= 31 and 1000 <= year <= 2199
    return ("numeric_date", (year, month, number)) if fits else ("", 0)


def _roman(word: str) -> int:
    total, rest = 0, word
    for numeral, value in _ROMAN:
        while rest.startswith(numeral):
            total, rest = total + value, rest[len(numeral) :]
    return total if not rest and 1 <= total <= 30 else 0


@cache
def lexicon(language: str = "fr") -> Lexicon:
    """The lexicon of a language, from ``data/languages/<language>/periods.yml``.

    Raises ``FileNotFoundError`` for a language without that file.
    """
    data = load_yaml(f"languages/{language}/periods.yml")
    built = Lexicon(data, _finder(data), _token(data), _cutter(data), {}, {}, _shape_heads(data))
    gathered: dict[str, dict[str, Value]] = {}
    for name, listed in data["classes"].items():
        for word in listed:
            gathered.setdefault(built.key(str(word)), {})[name] = (
                listed[word] if isinstance(listed, dict) else 0
            )
    codes: dict[frozenset[str], str] = {}
    for word, values in gathered.items():
        code = codes.setdefault(frozenset(values), chr(0x100 + len(codes)))
        built.entries[word] = (code, values)
        built.codes[word] = code
        head, *tail = word.split(" ")
        if tail:
            built.heads.setdefault(head, []).append(tuple(tail))
    for tails in built.heads.values():
        tails.sort(key=len, reverse=True)
    for names, code in codes.items():
        for name in names:
            built.members[name] = built.members.get(name, "") + code
    for number, name in enumerate(SHAPES):
        built.members[name] = chr(0x400 + number)
    for name, parts in data["unions"].items():
        built.members[name] = "".join(built.members[part] for part in parts)
    for name in ("articles", "since_accented", "than", "only", "comparatives", "against"):
        built.lists[name] = frozenset(data[name])
    for name, listed in data["evidence"].items():
        built.lists[name] = frozenset(built.key(str(word)) for word in listed)
    for role, listed in (*data["roles"].items(), ("validity", data["validity"])):
        built.role_cues.update((built.key(str(word)), role) for word in listed)
    return built


def _finder(data: dict[str, Any]) -> AhoCorasick:
    years = [str(year) for year in range(1000, 2200)]
    numeric = [f"{a}{sign}{b}" for a in range(10) for b in range(10) for sign in "./" if sign == "/" or b < 2]
    days = [f"{word}{digit}" for word in data["day_triggers"] for digit in range(1, 10)]
    return AhoCorasick([*data["triggers"], *years, *numeric, *days])


def _shape_heads(data: dict[str, Any]) -> frozenset[str]:
    return frozenset(["i", "v", "x", *"0123456789", *data["quarter_marks"], *data["half_marks"]])


def _token(data: dict[str, Any]) -> re.Pattern[str]:
    """One token, its shape told by the group that matched."""
    ordinals = "|".join(sorted(data["ordinal_suffixes"], key=len, reverse=True))
    romans = "|".join(sorted(data["roman_suffixes"], key=len, reverse=True))
    quarters, halves = "".join(data["quarter_marks"]), "".join(data["half_marks"])
    shaped = "ivx" + quarters + halves  # most words begin with another letter, and are settled first
    dates = "|".join(rf"\d{{1,4}}{sign}\d{{1,2}}{sign}\d{{1,4}}" for sign in (r"\.", "/", "-"))
    return re.compile(
        rf"[^\W\d_{shaped}{_SUPERSCRIPTS}][^\W\d_{_SUPERSCRIPTS}]*'?"
        rf"|(?P<date>(?:{dates})(?!\d|[./-]\d)|\d{{2}}[./]\d{{4}}(?!\d|[./-]\d))"
        rf"|(?P<ordinal>(?P<rank>\d{{1,2}}) ?(?:{ordinals})(?![^\W_]))"
        r"|(?P<digits>\d+)"
        rf"|(?P<mark>(?:(?P<quarter>[{quarters}])|[{halves}])[1-4](?!\w))"
        rf"|(?P<roman>(?P<numeral>[ivx]{{1,6}})(?:{romans})(?![^\W_]))"
        rf"|[^\W\d_{_SUPERSCRIPTS}]+'?|[^\w\s]|_"
    )


def _cutter(data: dict[str, Any]) -> re.Pattern[str]:
    """The same token as one group, to split by."""
    return re.compile(f"({re.sub(r'[(][?]P<[a-z]+>', '(?:', _token(data).pattern)})")
