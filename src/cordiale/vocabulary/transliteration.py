"""One key for the many Latin spellings of one name: Moguilev, Mogilev, Mogiljow.

Romanisations differ by language (French ou/tch/j, English u/ch/zh, German u/tsch, scholarly
c/z with carons) far more than the names themselves do. The key keeps what they share.
"""

import re
from functools import lru_cache

from cordiale.vocabulary.folding import fold

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)
_OUTSIDE = re.compile("[^a-z]+")
_DOUBLED = re.compile(r"([a-z])\1+")
# Letter groups of the romanisations and the sound they share; the longest group wins.
_SOUNDS = {
    **dict.fromkeys(("shtch", "chtch", "szcz", "shch", "tsch", "tch", "sch", "ch", "sh", "cz", "sz"), "c"),
    **dict.fromkeys(("dzh", "dj", "zh"), "z"),
    "tz": "s",
    "ts": "s",
    "ce": "se",
    "ci": "si",
    "cy": "si",
    "ck": "k",
    "c": "k",
    "kh": "h",
    "gh": "g",
    "ph": "f",
    "th": "t",
    "qu": "k",
    "q": "k",
    "gue": "ge",
    "gui": "gi",
    "guy": "gi",
    "ou": "u",
    "oo": "u",
    "w": "v",
    "y": "i",
}
_GROUP = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_AFTER = (("ie", "e"), ("io", "o"), ("iu", "u"))
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
    sounds = _DOUBLED.sub(r"\1", _GROUP.sub(lambda group: _SOUNDS[group.group()], folded))
    for letters, sound in _AFTER:
        sounds = sounds.replace(letters, sound)
    sounds = _DOUBLED.sub(r"\1", sounds)
    return sounds[:-1] if len(sounds) > 5 and sounds.endswith("e") else sounds


def plain_name(name: str) -> str:
    """A name folded to letters, spaces and hyphens, as it is compared for exactness.

    >>> plain_name("Saint-Pétersbourg")
    'saint petersbourg'
    """
    return " ".join(_BREAKS.sub(" ", fold(name).translate(_LETTERS)).split())


_BREAKS = re.compile("[^a-z]+")
