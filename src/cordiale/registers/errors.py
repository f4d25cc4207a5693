"""What can be wrong with a register's description or with what is entered in one, told in one line."""

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: Python sets the traceback of an exception that is passed on
class RegisterError(Exception):
    """A register that cannot be used as it is described, or a value that it cannot hold.

    ``place`` says where (a file and the path in it, a register, a line of a table), ``reason`` what is the
    matter and ``advice`` what to do about it.

    >>> str(RegisterError("bodies.yml: columns.name", "there is no type word", "types are: text, number"))
    'bodies.yml: columns.name: there is no type word; types are: text, number'
    """

    place: str
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        told = f"{self.place}: {self.reason}"
        return " ".join((f"{told}; {self.advice}" if self.advice else told).split())
