"""Synthetic ledgers with planted conflicts: what bench/findings measures findings on.

``grow(size, seed)`` gives a ``Field``: documents of generated French text, the statements that stand in
it, and the plants, each with what is to be found of it and what must not be. The statements are made beside
the text, never read from it, so that what is measured is what comes after reading.
"""

from bench.findings_plants.field import Field, grow, record
from bench.findings_plants.scoring import Score, score

__all__ = ["Field", "Score", "grow", "record", "score"]
