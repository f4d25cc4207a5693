"""Where words of a passage stand in their document: proofs for what no statement anchors."""

from cordiale.model import Placed, Setting, Span
from cordiale.model.finding import Proof


def locate(setting: Setting, start: int, end: int) -> tuple[Span, str] | None:
    """The document span and the printed words of ``setting.text[start:end]``; None where it holds no word.

    The words are exactly what is printed there. What runs over a line break or a page is given by
    its longest stretch on one line, for only there are the reading text and the document alike.

    >>> setting = Setting(0, "les 24 villes", (Span(0, 13),), ((0, 40, 7), (7, 52, 6)))
    >>> locate(setting, 4, 13)
    (Span(start=52, end=58), 'villes')
    """
    best: tuple[int, int, int] | None = None
    for reading, document, length in setting.pieces:
        if reading >= end:
            break
        low, high = max(start, reading), min(end, reading + length)
        while low < high and setting.text[low].isspace():
            low += 1
        while low < high and setting.text[high - 1].isspace():
            high -= 1
        if low < high and (best is None or high - low > best[1] - best[0]):
            best = (low, high, document + low - reading)
    if best is None:
        return None
    low, high, place = best
    return Span(place, place + high - low), setting.text[low:high]


def proof_at(item: Placed, span: Span, role: str) -> Proof | None:
    """The words at ``span`` of the passage that holds ``item``, as a proof without a statement.

    ``item`` is any statement of that passage; the proof has its document and year, and its note where
    both stand in one sentence. None where the passage is not held or the span holds no word.
    """
    setting = item.setting
    if setting is None:
        return None
    found = locate(setting, span.start, span.end)
    if found is None:
        return None
    place, quote = found
    beside = item.at is not None and setting.sentence_at(item.at.start) == setting.sentence_at(span.start)
    return Proof(
        doc=item.document,
        start=place.start,
        end=place.end,
        quote=quote,
        cite=item.statement.cite if beside else None,
        role=role,
        said=item.said,
    )
