"""Speakers: who says a quotation, where the sentence names him."""

import re
from functools import cache

from cordiale.structure.words import load_words
from cordiale.vocabulary.folding import fold

BEFORE = 160
AFTER = 120
"""Characters around a quotation in which its speaker is looked for."""

_NAME = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w.'’-]*|l['’][A-ZÀ-Þ][\w-]*)(?: (?:de |du |des |d['’])?[A-ZÀ-ÞА-Я][\w.'’-]*){0,4}")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_words()
    according = "|".join(re.escape(word) for word in words.according)
    verbs = "|".join(re.escape(word) for word in words.verbs)
    return (
        re.compile(rf"(?<!\w)(?:{according}) (?P<who>[^,;:.\"]{{2,90}}),"),
        re.compile(rf"(?<!\w)(?:{verbs})(?!\w)"),
    )


def find_speaker(text: str, start: int, end: int, sentence: int) -> str | None:
    """The speaker of the quotation ``text[start:end]`` in the sentence that starts at ``sentence``, as written.

    >>> find_speaker('Selon Anna Petit, "tout va".', 18, 27, 0)
    'Anna Petit'
    """
    low = max(sentence, start - BEFORE)
    before, after = text[low:start], text[end : end + AFTER]
    according, verbs = _patterns()
    folded = fold(before)
    last = None
    for match in according.finditer(folded):
        last = match
    if last is not None:
        return before[last.start("who") : last.end("who")].strip()
    said = None
    for match in verbs.finditer(folded):
        said = match
    if said is not None:
        names = [match.group() for match in _NAME.finditer(before[: said.start()])]
        return names[-1].strip(" .") if names and len(names[-1]) > 3 else None
    match = verbs.search(fold(after[:40]))
    if match is not None and match.start() <= 4:
        name = _NAME.search(after, match.end())
        if name is not None and name.start() - match.end() <= 30:
            return name.group().strip(" .")
    return None
