"""Registers: what the ledger keeps, one row a thing, with every assertion behind each cell.

>>> from cordiale.registers import names, open_register
>>> names()[:3]
('trade-series', 'agreements', 'sessions')
>>> open_register("agreements").schema.number
2
"""

from cordiale.registers.catalogue import Register, names, open_register, open_registers
from cordiale.registers.errors import RegisterError
from cordiale.registers.filtering import Query, facets, read_wish, select

__all__ = [
    "Query",
    "Register",
    "RegisterError",
    "facets",
    "names",
    "open_register",
    "open_registers",
    "read_wish",
    "select",
]
