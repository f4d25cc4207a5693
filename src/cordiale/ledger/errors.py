"""What can go wrong with a ledger, told in one line."""

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: Python sets the traceback of an exception that is passed on
class LedgerError(Exception):
    """A ledger that cannot be opened, read or written; ``str()`` is one clear line.

    ``place`` is the path or address of the ledger, ``reason`` what is the matter and ``advice``
    what to do about it.

    >>> str(LedgerError("a.cordiale", "there is no such ledger", "read something into it first"))
    'a.cordiale: there is no such ledger; read something into it first'
    """

    place: str
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        told = f"{self.place}: {self.reason}"
        return " ".join((f"{told}; {self.advice}" if self.advice else told).split())


class OutdatedLedgerError(LedgerError):
    """A ledger of an older version, opened read-only; opened once for writing, it is brought up to date."""
