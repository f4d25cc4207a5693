"""What a figure counts or measures, as written."""

import re

from cordiale.extract.figures import Figure
from cordiale.extract.scene import Context, Sentence

_STOP = re.compile(
    r"[,;:.()\"!?]| (?:a|ont|est|sont|ete|etait|etaient|avait|avaient|sera|seront|qui|que|dont|ou|par|pour|dans|en|au|aux|avec|sur|vers"
    r"|entre|d'ici|depuis|selon|soit|travaillant|participent|ainsi|via|afin|lors|a|et)(?= |$)"
)
_LEADING = re.compile(r"^ *(?:de |d'|des |du )?")


def item_of(figure: Figure, sentence: Sentence, context: Context) -> str | None:
    """The noun phrase that follows the figure, for counts and measured goods; None where there is none."""
    if figure.transform != "level" or (figure.unit.isupper() and len(figure.unit) == 3):
        return None
    tail = sentence.folded[figure.end : min(sentence.end, figure.end + 90)]
    lead = _LEADING.match(tail)
    begin = lead.end() if lead else 0
    stop = _STOP.search(tail, begin)
    end = stop.start() if stop else len(tail)
    phrase = sentence.text[figure.end + begin : figure.end + end].strip()
    return phrase or None
