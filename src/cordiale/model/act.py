"""What persons do with statements and findings: appended, undone, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

ActKind = Literal["correct", "reject", "add", "confirm", "dismiss", "assign", "read"]
"""Of statements: ``correct`` (fields that replace the machine's), ``reject`` (it is not asserted there),
``add`` (a statement of a person's own). Of findings: ``confirm``, ``dismiss``, ``assign``. ``read`` is one
reader's own reading of a passage, for comparing two readers."""

ACT_KINDS: tuple[ActKind, ...] = get_args(ActKind)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did: ``target`` is the id of the statement, finding or passage.

    ``payload`` is what the act says (see ``ledger/reviewing.py``), ``why`` the reason given, ``at`` the
    instant (ISO 8601, UTC). One that was undone keeps its row, with ``undone_at`` and ``undone_by``.
    """

    number: int
    kind: ActKind
    target: str
    payload: Mapping[str, Any]
    by: str
    why: str
    at: str
    undone_at: str | None = None
    undone_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it holds: nobody has undone it."""
        return self.undone_at is None
