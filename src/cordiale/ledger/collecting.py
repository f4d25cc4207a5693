"""No search for unreachable cycles while millions of objects are made that are all kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it the garbage collector does not run; a third of the time of a whole ledger is its.

    It may be nested, and used by several threads at once: whoever found it running starts it again.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
