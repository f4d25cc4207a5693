"""What stands behind a name that is not whole: the places and fields that tell which one is meant."""

import re

from cordiale.model import Placed
from cordiale.resolve.naming import OrgName, leading_parts

_REACH = 60
_LETTERS = re.compile(r"\s?[\[(][^\])]{1,12}[\])]")
"""The letters of a name in brackets, behind which it goes on."""
_OF = re.compile(r"\sd(?:e(?:s\s|\s)|u\s|['’])")


def parts_behind(item: Placed, name: str, read: OrgName) -> tuple[str, ...] | None:
    """The places and fields that go on a name in the sentence of its statement; none where nothing does.

    None where a name that many have goes on with other words: then it is unknown which one is meant.
    A name that is whole goes on only with a field ("université d'État de Lyon" + "de médecine").
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
    behind = behind[letters.end() :] if letters else behind
    if read.is_bare:
        return leading_parts(behind)
    found = leading_parts(behind) if _OF.match(behind) else ()
    return found if found and any(part[0] == "-" for part in found) else ()
