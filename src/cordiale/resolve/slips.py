"""Slips of print and of reading: names that differ by one letter of a long word of their own."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from cordiale.resolve.naming import OrgName
from cordiale.resolve.unions import Tie

_LONG = 8
"""Letters of a word from which one letter more, less or other is a slip of print, not another name."""
_VERY_LONG = 11
"""Letters from which any one letter is; below it must be a letter that looks or is written like the other."""
_LIKE_LETTERS = ("iljt1f", "ceo", "ao", "uvn", "hb", "gqy", "szx", "mn")


def slip_ties(names: Sequence[OrgName]) -> Iterator[Tie]:
    """Names that differ by one letter of one long word of their own: slips of print and of reading.

    Each long word gives its forms with a letter less; two words a letter apart share such a form.
    """
    groups: dict[tuple[object, str], list[int]] = defaultdict(list)
    for index, read in enumerate(names):
        for at, word in enumerate(read.own):
            if len(word) < _LONG or not word.isalpha():
                continue
            rest = tuple(sorted((*read.own[:at], *read.own[at + 1 :])))
            others = tuple(part for part in read.parts if part[0] != "=")
            forms = {word, *(word[:cut] + word[cut + 1 :] for cut in range(1, len(word)))}
            for form in forms:
                groups[(rest, others), form].append(index)
    seen: set[tuple[int, int]] = set()
    for (_, form), group in groups.items():
        first = group[0]
        for other in group[1:]:
            if (first, other) in seen or other == first:
                continue
            seen.add((first, other))
            left, right = _differing(names[first].own, names[other].own)
            if _is_slip(left, right):
                yield Tie(first, other, 0.8, "slip", f"{left} {right}" if form else "")


def _is_slip(left: str, right: str) -> bool:
    """Whether one of two long words is the other misread: one letter of very long ones, else a like letter.

    >>> _is_slip("agrotechnika", "agrotechnkka"), _is_slip("bellesbum", "beilesbum")
    (True, True)
    >>> _is_slip("hengtong", "hengdong")
    False
    """
    if left[:1] != right[:1] or OSA.distance(left, right, score_cutoff=1) != 1:
        return False
    if min(len(left), len(right)) >= _VERY_LONG:
        return True
    if len(left) != len(right):
        long, short = sorted((left, right), key=len, reverse=True)
        return any(
            long[at] == long[at - 1] and long[:at] + long[at + 1 :] == short for at in range(1, len(long))
        )
    one, other = next((pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]), ("", ""))
    return any(one in letters and other in letters for letters in _LIKE_LETTERS)


def _differing(left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    """The one word that each of two names has and the other has not; empty where there are more."""
    some, more = Counter(left), Counter(right)
    one, other = list((some - more).elements()), list((more - some).elements())
    return (one[0], other[0]) if len(one) == len(other) == 1 else ("", "")
