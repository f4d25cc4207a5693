"""The command line: thin commands over the layers, one clear line for every error.

``main`` is what ``cordiale`` runs. The Python API mirrors it: ``cordiale.pipeline`` reads,
``cordiale.ledger`` answers, ``cordiale.language.mentions`` reads figures and dates.
"""

import sys
from collections.abc import Sequence

__all__ = ["main", "run"]

_INTERRUPTED = 130
"""What a shell reports of a program stopped by Ctrl-C (128 + SIGINT)."""


def main() -> None:
    """Runs the command line on the process's arguments and ends the process."""
    try:
        from cordiale.cli import start
    except KeyboardInterrupt:  # before there are words to say so
        sys.exit(_INTERRUPTED)
    start.main()


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code; errors are one line on standard error."""
    from cordiale.cli import start

    return start.run(arguments)
