"""How firmly a thing is said: happened, decided, aimed at, or only wished and studied."""

import re

from cordiale.extract.scene import Sentence

# Verb endings of the future and the conditional on folded text (regular and irregular stems alike).
_FUTURE = re.compile(r"\b(?:[a-z]{2,}(?:era|eront|ira|iront|dra|dront|ura|uront|oira|oiront)|sera|seront|fera|feront|ira|iront)\b")
_CONDITIONAL = re.compile(r"\b(?:[a-z]{2,}(?:er|ir|dr|ur|oir)(?:ait|aient))\b")


def status_at(sentence: Sentence, start: int, end: int) -> str:
    """``actual``, ``planned``, ``target`` or ``proposed`` for what stands at ``start..end``."""
    low = _clause_start(sentence, start)
    high = _clause_end(sentence, end)
    for name in ("target", "proposed", "planned"):
        for cue in sentence.found("status"):
            if cue.group == "status" and cue.name == name and low <= cue.start < high:
                return name
    return "actual"


def _clause_start(sentence: Sentence, position: int) -> int:
    cut = max(sentence.folded.rfind(mark, sentence.start, position) for mark in (";", ":", ", tandis", ", alors que"))
    return max(cut, sentence.start)


def _clause_end(sentence: Sentence, position: int) -> int:
    cuts = [sentence.folded.find(mark, position, sentence.end) for mark in (";", ",", ":")]
    return min((cut for cut in cuts if cut >= 0), default=sentence.end)
