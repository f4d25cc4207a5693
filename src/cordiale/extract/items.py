"""What a figure counts or measures, as written."""

import re
from functools import cache

from cordiale.extract.figures import Figure, is_money
from cordiale.extract.sentence import Context, Sentence
from cordiale.vocabulary import load_yaml

_REACH = 90


_BACK = 120
"""How far before a figure the words "the number of" stand that tell what it counts."""


@cache
def _rules(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/items.yml")
    leading = "|".join(re.escape(word) + ("" if word.endswith("'") else " ") for word in data["leading"])
    end = "|".join(re.escape(word) for word in data["end"])
    adverbs = "|".join(re.escape(word) for word in data["not_led"])
    finite = "|".join(re.escape(ending) for ending in data["finite"])
    return (
        re.compile(rf" *(?:(?:{leading})(?!(?:{adverbs})\b))?"),
        re.compile(rf"[,;:.()\"!?\d]| (?:{end}|(?:n')?[a-z]{{2,14}}(?:{finite}))(?= |$)| n'"),
        re.compile(rf"\b(?:{'|'.join(data['number_of'])})(?: |(?<='))(?=[a-z])"),
    )


def item_of(figure: Figure, sentence: Sentence, context: Context, language: str = "fr") -> str | None:
    """The noun phrase that follows the figure, for counts and measured goods; None where there is none.

    A count that nothing follows counts what "the number of" names before it.
    """
    if figure.transform != "level" or is_money(figure):
        return None
    leading, ending, number_of = _rules(language)
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
    if phrase or figure.unit != "count":
        return phrase or None
    named = list(number_of.finditer(sentence.folded, max(sentence.start, figure.start - _BACK), figure.start))
    if not named:
        return None
    begin = named[-1].end()
    stop = ending.search(sentence.folded, begin, figure.start)
    return sentence.text[begin : stop.start() if stop else figure.start].strip(" \"'") or None
