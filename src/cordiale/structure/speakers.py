"""Speakers: who says a quotation, where the sentence names him."""

import re
from functools import cache

from cordiale.structure.words import load_words

BEFORE = 160
AFTER = 120
"""Characters around a quotation in which its speaker is looked for."""

_NAME = re.compile(r"(?:\w['’])?[A-ZÀ-ÞА-Я][\w.'’-]*(?: (?:[a-z]{1,3}['’ ])?[A-ZÀ-ÞА-Я][\w.'’-]*){0,4}")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_words()
    according = "|".join(re.escape(word) for word in words.according)
    verbs = "|".join(re.escape(word) for word in words.verbs)
    return (
        re.compile(rf"(?<!\w)(?:{according}) (?P<who>[^,;:.\"]{{2,90}}),"),
        re.compile(rf"(?<!\w)(?:{verbs})(?!\w)"),
    )


def find_speaker(text: str, folded: str, start: int, end: int, *, sentence: int) -> str | None:
    """The speaker of the quotation ``text[start:end]``, as written; its sentence starts at ``sentence``.

    ``folded`` is the folded ``text``: a paragraph of quotations is folded once, not once for each.

    >>> from cordiale.vocabulary.folding import fold
    >>> find_speaker(text := 'Selon Anna Petit, "tout va".', fold(text), 18, 27, sentence=0)
    'Anna Petit'
    """
    low = max(sentence, start - BEFORE)
    before, after = text[low:start], text[end : end + AFTER]
    according, verbs = _patterns()
    read = folded[low:start]
    named = list(according.finditer(read))
    if named:
        who = before[named[-1].start("who") : named[-1].end("who")].strip()
        return who if " " in who or who[:1].isupper() else None
    said = list(verbs.finditer(read))
    if said:
        # The name must stand right before the verb; a lone word that opens the sentence may be any word.
        name = before[: said[-1].start()].rstrip()
        names = list(_NAME.finditer(name))
        if not names or names[-1].end() < len(name):
            return None
        who = names[-1].group()
        inside = names[-1].start() + low > sentence and len(who) > 3
        return who.strip() if " " in who or inside else None
    behind = verbs.search(folded[end : end + 40])
    if behind is not None and behind.start() <= 4:
        after_verb = _NAME.search(after, behind.end())
        if after_verb is not None and after_verb.start() - behind.end() <= 30:
            return after_verb.group().strip(" .")
    return None
