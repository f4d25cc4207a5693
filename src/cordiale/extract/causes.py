"""Measures that are named as a cause of what a sentence tells, not as what it tells."""

import re
from functools import cache

from cordiale.extract.cues import Cue
from cordiale.extract.sentence import Sentence
from cordiale.vocabulary import load_yaml

CAUSE = 200
"""What a measure costs that is named as a cause of what the figure tells."""
_BEFORE = 60
"""Characters before a measure in which it may be named as a cause."""


@cache
def _after_cause(language: str) -> re.Pattern[str]:
    causes = "|".join(load_yaml(f"languages/{language}/measuring.yml")["causes"])
    return re.compile(rf"\b(?:{causes}) ?(?:[a-z'-]+ ){{0,4}}(?:[a-z]{{1,2}}')?$")


def is_cause(sentence: Sentence, cue: Cue, start: int, language: str = "fr") -> bool:
    """Whether a measure before the figure at ``start`` is named as a cause, and the figure is of its effect.

    "Grace aux exportations, les echanges ont atteint 4 milliards"; but "grace a des exportations de 4
    milliards" gives the cause its own figure.
    """
    if cue.end > start:
        return False
    others = any(cue.end <= other.start < start for other in sentence.found("measures"))
    if "," not in sentence.folded[cue.end : start] and not others:
        return False
    before = sentence.folded[max(sentence.start, cue.start - _BEFORE) : cue.start]
    return _after_cause(language).search(before) is not None
