"""What several registers stand on, worked out once for a ledger's holdings: origins, facts, acts, targets."""

from functools import cached_property

from cordiale.registers.facts import Facts
from cordiale.registers.following import follow_targets
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.holdings import Holdings
from cordiale.registers.named_plans import RULE
from cordiale.registers.progress import Progress


class Groundwork:
    """Computed when asked for, and then kept.

    >>> from cordiale.registers.holdings import holdings
    >>> Groundwork(holdings([])).targets
    ()
    """

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    @cached_property
    def genealogy(self) -> Genealogy:
        """Who first said each statement."""
        return self._holdings.genealogy

    @cached_property
    def facts(self) -> Facts:
        """The facts that the statements assert."""
        return self._holdings.facts

    @cached_property
    def acts(self) -> dict[str, str]:
        """For each document, event and link, the id of the statement that told it first."""
        found: dict[str, str] = {}
        for cluster in self._holdings.acts:
            # A plan that is only named by words is a mention, and tells of no row.
            told = [act.item.id for act in cluster if act.item.statement.rule != RULE]
            found.update(dict.fromkeys(told, told[0] if told else ""))
        return found

    @cached_property
    def targets(self) -> tuple[Progress, ...]:
        """The targets and what became of them."""
        return follow_targets(self._holdings, self.genealogy)


def groundwork(holdings: Holdings) -> Groundwork:
    """The groundwork of some holdings, the same each time; it is kept with them."""
    kept: Groundwork = holdings.__dict__.setdefault("_groundwork", Groundwork(holdings))
    return kept
