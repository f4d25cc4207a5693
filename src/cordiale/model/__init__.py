"""Central types: frozen, slotted, without input or output. They import nothing of ours.

>>> from cordiale.model import Span
>>> Span(0, 4).of("Minsk")
'Mins'
"""

from cordiale.model.document import Document
from cordiale.model.layout import (
    Article,
    Citation,
    Mark,
    Note,
    Passage,
    Quotation,
    Repeat,
    Source,
    Structure,
)
from cordiale.model.mention import Mention
from cordiale.model.quantity import Bound, Period, Quantity
from cordiale.model.span import Segment, Span
from cordiale.model.statement import Evidence, Statement

__all__ = [
    "Article",
    "Bound",
    "Citation",
    "Document",
    "Evidence",
    "Mark",
    "Mention",
    "Note",
    "Passage",
    "Period",
    "Quantity",
    "Quotation",
    "Repeat",
    "Segment",
    "Source",
    "Span",
    "Statement",
    "Structure",
]
