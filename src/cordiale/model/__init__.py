"""Central types: frozen, slotted, without input or output. They import nothing of ours.

>>> from cordiale.model import Span
>>> Span(0, 4).of("Minsk")
'Mins'
"""

from cordiale.model.act import ACT_KINDS, Act, ActKind
from cordiale.model.document import Document
from cordiale.model.entity import Entity, EntityKind, Judgement, Likeness, Verdict
from cordiale.model.fact import Fact
from cordiale.model.finding import Finding, FindingKind, Proof, proof_of
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
from cordiale.model.official import OfficialPoint, OfficialTable
from cordiale.model.placed import ArticleRef, Placed, Setting
from cordiale.model.quantity import Bound, Period, Quantity
from cordiale.model.register import Assertion, Cell, Entry, Row, Standing
from cordiale.model.span import Segment, Span
from cordiale.model.statement import Evidence, Statement

__all__ = [
    "ACT_KINDS",
    "Act",
    "ActKind",
    "Article",
    "ArticleRef",
    "Assertion",
    "Bound",
    "Cell",
    "Citation",
    "Document",
    "Entity",
    "EntityKind",
    "Entry",
    "Evidence",
    "Fact",
    "Finding",
    "FindingKind",
    "Judgement",
    "Likeness",
    "Mark",
    "Mention",
    "Note",
    "OfficialPoint",
    "OfficialTable",
    "Passage",
    "Period",
    "Placed",
    "Proof",
    "Quantity",
    "Quotation",
    "Repeat",
    "Row",
    "Segment",
    "Setting",
    "Source",
    "Span",
    "Standing",
    "Statement",
    "Structure",
    "Verdict",
    "proof_of",
]
