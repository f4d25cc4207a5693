"""One key for the many Latin spellings of one name: Moguilev, Mogilev, Mogiljow.

Romanisations differ by language (French ou/tch/j, English u/ch/zh, German u/tsch, scholarly
c/z with carons) far more than the names themselves do. The key keeps what they share.
"""

import re
from functools import lru_cache

from cordiale.vocabulary.folding import fold

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})
_OUTSIDE = re.compile("[^a-z]+")
_DOUBLED = re.compile(r"([a-z])\1+")
# In this order: longer clusters first; capitals are sounds already decided.
_RULES = (
    *((cluster, "C") for cluster in ("shtch", "chtch", "szcz", "shch", "tsch", "tch", "sch", "ch", "sh", "cz", "sz")),
    *((cluster, "z") for cluster in ("dzh", "dj", "zh")),
    *((cluster, "s") for cluster in ("tz", "ts", "ce", "ci", "cy")),
    ("ck", "k"), ("c", "k"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("qu", "k"), ("q", "k"),
    ("gue", "ge"), ("gui", "gi"), ("guy", "gi"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("y", "i"),
)
_AFTER = (("ii", "i"), ("ie", "e"), ("io", "o"), ("iu", "u"))
_SOFT = {"ce": "se", "ci": "si", "cy": "si", "tz": "s", "ts": "s"}
_LONGEST = 60


@lru_cache(maxsize=65536)
def sound_keys(name: str) -> tuple[str, ...]:
    """The keys of a name: one, or two where a ``j`` may be read as in French or as in German.

    >>> sound_keys("Moguilev") == sound_keys("Mogilev")
    True
    """
    folded = _OUTSIDE.sub("", fold(name[:_LONGEST]).translate(_LETTERS))
    if "j" in folded:
        keys = (_reduce(folded.replace("dj", "z").replace("j", "z")), _reduce(folded.replace("j", "i")))
        return keys if keys[0] != keys[1] else keys[:1]
    return (_reduce(folded),)


def _reduce(folded: str) -> str:
    for cluster, sound in _RULES:
        folded = folded.replace(cluster, _SOFT.get(cluster, sound))
    folded = _DOUBLED.sub(r"\1", folded.replace("C", "c"))
    for cluster, sound in _AFTER:
        folded = folded.replace(cluster, sound)
    folded = _DOUBLED.sub(r"\1", folded)
    return folded[:-1] if len(folded) > 5 and folded.endswith("e") else folded


def plain_name(name: str) -> str:
    """A name folded to letters, spaces and hyphens, as it is compared for exactness.

    >>> plain_name("Saint-Pétersbourg")
    'saint petersbourg'
    """
    return " ".join(_BREAKS.sub(" ", fold(name).translate(_LETTERS)).split())


_BREAKS = re.compile("[^a-z]+")
