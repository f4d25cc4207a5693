"""What a printed figure may stand for: see ``cordiale.registers.intervals``, which facts share."""

from cordiale.registers.intervals import (
    Interval,
    Outcome,
    Printed,
    compare,
    exact,
    figure_of,
    gap,
    read_figure,
)

__all__ = ["Interval", "Outcome", "Printed", "compare", "exact", "figure_of", "gap", "read_figure"]
