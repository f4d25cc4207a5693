"""The ledger: every statement with its quote, its document and its history, in one file.

>>> from cordiale.ledger import Ledger
>>> with Ledger.open("example.cordiale", create=True) as ledger:  # doctest: +SKIP
...     ledger.stats().documents
0
"""

from typing import TYPE_CHECKING, Any

from cordiale.ledger.errors import LedgerError
from cordiale.ledger.records import (
    Change,
    DocumentRecord,
    Hit,
    NoteCount,
    Problem,
    Recorded,
    RecordResult,
    SetAside,
    Shown,
    Stats,
)

if TYPE_CHECKING:
    from cordiale.ledger.store import Ledger

__all__ = [
    "Change",
    "DocumentRecord",
    "Hit",
    "Ledger",
    "LedgerError",
    "NoteCount",
    "Problem",
    "RecordResult",
    "Recorded",
    "SetAside",
    "Shown",
    "Stats",
]


def __getattr__(name: str) -> Any:
    # The database library takes half a second to import, and the records alone do not need it.
    if name == "Ledger":
        from cordiale.ledger.store import Ledger

        return Ledger
    raise AttributeError(name)
