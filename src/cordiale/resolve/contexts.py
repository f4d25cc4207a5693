"""What stands behind a name that many have: the places that tell which one is meant."""

import re

from cordiale.model import Placed
from cordiale.resolve.naming import leading_places

_REACH = 60
_LETTERS = re.compile(r"\s?[\[(][^\])]{1,12}[\])]")
"""The letters of a name in brackets, behind which it goes on."""


def places_behind(item: Placed, name: str) -> tuple[str, ...] | None:
    """The places that go on a name in the sentence of its statement, sorted; none where nothing goes on it.

    None where it goes on with words that name no place: then it is unknown which one is meant.
    """
    text = item.sentence
    at = text.find(name)
    if at < 0 and item.setting is not None:
        text = item.setting.text
        at = text.find(name)
    if at < 0:
        return ()
    behind = text[at + len(name) : at + len(name) + _REACH]
    letters = _LETTERS.match(behind)
    return leading_places(behind[letters.end() :] if letters else behind)
