"""Cordiale: a sourced ledger of economic cooperation.

The public API is small and stable: ``cordiale.language.mentions`` reads figures and dates,
``cordiale.pipeline`` reads whole documents, ``cordiale.ledger`` keeps what was read.
"""

__version__ = "0.1.0"
