"""Rows in the making: what is asserted for each column before anything is chosen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from cordiale.model import Assertion, Cell, Entry, Placed, Proof, Row, Source, proof_of
from cordiale.registers.choosing import choose
from cordiale.registers.groundwork import Groundwork, groundwork
from cordiale.registers.holdings import Holdings
from cordiale.registers.schema import STATUSES, Column, Schema


@dataclass
class Draft:
    """A row in the making.

    ``key`` are the key columns' values as first asserted, ``seed`` what tells this row from others of the
    same key (empty for none); ``id`` is set where an entry names the row. ``told`` are the assertions by
    column, ``placed`` and ``entries`` what they come from, ``flags`` what steps marked it with.
    """

    key: dict[str, Any]
    seed: str = ""
    told: dict[str, list[Assertion]] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    id: str | None = None

    def name_in(self, schema: Schema) -> str:
        """The id of the row that it becomes."""
        return self.id or row_id(schema.name, self.key, self.seed)

    @property
    def status(self) -> str:
        """The strongest status that is asserted of the row."""
        said = [item.statement.status for item in self.placed] + [entry.status for entry in self.entries]
        return min(said, key=STATUSES.index) if said else "actual"

    def tell(self, column: str, assertion: Assertion) -> None:
        """Add what is asserted for a column."""
        self.told.setdefault(column, []).append(assertion)

    def absorb(self, other: "Draft") -> None:
        """Take in all that is asserted of another draft, which is the same thing."""
        for column, assertions in other.told.items():
            self.told.setdefault(column, []).extend(assertions)
        known = {item.id for item in self.placed}
        self.placed += [item for item in other.placed if item.id not in known]
        self.entries += other.entries
        self.flags |= other.flags


@dataclass
class Bench:
    """What steps and checks work with: the register's schema, and all that the ledger holds."""

    schema: Schema
    holdings: Holdings

    def cell(self, draft: Draft, column: str) -> Cell | None:
        """The cell that a draft would have, as things stand."""
        return choose(self._columns[column], draft.told.get(column, ()), self.stages)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {column.name: column for column in self.schema.columns}

    def value(self, draft: Draft, column: str) -> Any:
        """The value that a draft would show, None where nothing is asserted."""
        cell = self.cell(draft, column)
        return None if cell is None else cell.value

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The stages of the register's life cycle, in order."""
        return self.schema.stages

    @cached_property
    def ground(self) -> Groundwork:
        """What several registers stand on: origins, facts, acts, targets."""
        return groundwork(self.holdings)

    @cached_property
    def proofs(self) -> dict[str, Proof]:
        """Passages by statement id, each made once."""
        return {}

    def told_by(self, item: Placed, value: Any, *, bounded: bool = True) -> Assertion:
        """The assertion of a value that a statement makes; ``bounded`` gives it the statement's bound."""
        return Assertion(
            value=value,
            standing="statement",
            source=source_name(item),
            status=item.statement.status,
            # "More than" is said of the figure, not of the names and days beside it.
            bound=str(item.fields.get("bound") or "=") if bounded and not isinstance(value, str) else "=",
            proof=self.proof(item),
            origin=self.ground.genealogy.origin(item),
            said=item.said,
        )

    def proof(self, item: Placed) -> Proof:
        """The passage of a statement."""
        found = self.proofs.get(item.id)
        if found is None:
            found = self.proofs[item.id] = proof_of(item)
        return found


def source_name(item: Placed) -> str:
    """What is printed for where a statement comes from: what its note cites, else the article or file."""
    source: Source | None = item.source
    if source is not None:
        told = [part for part in (source.author, source.title, source.container) if part]
        if told:
            return ". ".join(told)
    if item.article is not None and item.article.title:
        return f"{item.document}: {item.article.title}"
    return item.document


def row_id(register: str, key: Mapping[str, Any], seed: str) -> str:
    """The register's name and a hash of the key: the same as long as the key is."""
    canonical = json.dumps([dict(sorted(key.items())), seed], ensure_ascii=False, default=str)
    return f"{register}:{hashlib.sha256(canonical.encode()).hexdigest()[:12]}"


def finish(draft: Draft, bench: Bench) -> Row:
    """The row of a draft: its cells chosen, what is missing named, conflicts marked."""
    schema = bench.schema
    cells: dict[str, Cell] = {}
    for column in schema.columns:
        cell = choose(column, draft.told.get(column.name, ()), bench.stages)
        if cell is not None:
            cells[column.name] = cell
    flags = set(draft.flags)
    for column in schema.columns:
        if isinstance(column.compare, str) and column.name in cells and column.compare not in cells:
            cells[column.name] = replace(cells[column.name], conflict=False)
    if any(cell.conflict for cell in cells.values()):
        flags.add("conflict")
    return Row(
        register=schema.name,
        id=draft.name_in(schema),
        key=draft.key,
        cells=cells,
        missing=tuple(c.name for c in schema.columns if c.expected and c.name not in cells),
        flags=tuple(sorted(flags)),
        proofs=tuple(map(bench.proof, draft.placed)),
        status=draft.status,
    )
