"""What a figure counts or measures, as written."""

import re
from functools import cache

from cordiale.extract.figures import Figure, is_money
from cordiale.extract.sentence import Context, Sentence
from cordiale.vocabulary import load_yaml

_REACH = 90


@cache
def _rules(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/items.yml")
    leading = "|".join(re.escape(word) + ("" if word.endswith("'") else " ") for word in data["leading"])
    end = "|".join(re.escape(word) for word in data["end"])
    return re.compile(rf" *(?:{leading})?"), re.compile(rf"[,;:.()\"!?\d]| (?:{end})(?= |$)")


def item_of(figure: Figure, sentence: Sentence, context: Context, language: str = "fr") -> str | None:
    """The noun phrase that follows the figure, for counts and measured goods; None where there is none."""
    if figure.transform != "level" or is_money(figure):
        return None
    leading, ending = _rules(language)
    tail = " " + sentence.folded[figure.end : min(sentence.end, figure.end + _REACH)].lstrip(" ")
    offset = (
        figure.end
        + len(sentence.folded[figure.end : sentence.end])
        - len(sentence.folded[figure.end : sentence.end].lstrip(" "))
    )
    lead = leading.match(tail)
    begin = lead.end() if lead else 0
    stop = ending.search(tail, max(0, begin - 1))
    end = stop.start() if stop else len(tail)
    phrase = sentence.text[offset + begin - 1 : max(offset + begin - 1, offset + end - 1)].strip(" \"'")
    return phrase or None
