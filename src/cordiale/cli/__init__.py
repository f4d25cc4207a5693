"""The command line: thin commands over the layers, one clear line for every error.

``main`` is what ``cordiale`` runs. The Python API mirrors it: ``cordiale.pipeline`` reads,
``cordiale.ledger`` answers, ``cordiale.language.mentions`` reads figures and dates.
"""

from cordiale.cli.start import main, run

__all__ = ["main", "run"]
