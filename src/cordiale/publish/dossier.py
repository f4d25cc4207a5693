"""The dossier: all that the ledger knows of one place, by register, then what became of promises.

Which sections there are, and in which order, is in ``data/reports/dossier.yml``.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.analysis.findings import find
from cordiale.model import Cell, Finding, FindingKind, Row
from cordiale.publish.cells import filled, tell_cell, tell_value
from cordiale.publish.explaining import explain
from cordiale.publish.illustrating import Illustration, illustrations, once
from cordiale.publish.markdown import Report, escape
from cordiale.publish.telling import Teller, involves
from cordiale.publish.wording import Wording
from cordiale.registers import Query, Register, names, open_register
from cordiale.registers.filtering import holds
from cordiale.registers.holdings import Holdings
from cordiale.registers.schema import Column
from cordiale.vocabulary import load_yaml

_MOST_NOTES = 3
"""Footnotes of one cell: its first sources. All of them are in ``cordiale register NAME --row ID``."""
_MOST_FINDINGS = 60
_KINDS: tuple[FindingKind, ...] = ("thread", "silence", "contradiction", "slip", "tension")
_COLUMNS = 7
"""Columns of a table whose section names none."""


def write_dossier(
    holdings: Holdings,
    party: str,
    *,
    language: str,
    findings: Sequence[Finding] | None = None,
    rows: Callable[[Register], Sequence[Row]] | None = None,
    pictures: Callable[[Illustration], str] | None = None,
) -> str:
    """The dossier of a country, region, city or bloc (a party code), as Markdown with footnotes.

    Whoever has all ``findings`` of the ledger, or the ``rows`` of its registers, at hand gives them.
    ``pictures`` keeps a picture and gives the name of its file, which is linked; without it there are none.
    Raises ``ValueError`` where ``language`` has no words.
    """
    wording = Wording(language)
    report = Report(*wording.words["report"]["quotes"])
    make = once(rows if rows is not None else lambda register: register.rows(holdings))
    shown = [] if pictures is None else illustrations(make, [party], wording, as_of=holdings.as_of)
    teller = Teller(holdings, wording, report)
    writer = _Writer(make, party, wording, report, teller, shown, pictures)
    words = wording.words["report"]
    report.heading(1, words["dossier"].format(name=wording.place(party)))
    own = [item for item in holdings.placed if involves(item, party)]
    counts = {"statements": wording.number(len(own)), "as_of": holdings.as_of.isoformat()}
    counts["documents"] = wording.number(len({item.document for item in own}))
    report.paragraph(words["held"].format(**counts))
    found = findings if findings is not None else find(holdings, _KINDS)
    about = [
        finding
        for finding in found
        if finding.kind in _KINDS and any(holds(place, party) for place in finding.parties)
    ]
    for section in load_yaml("reports/dossier.yml"):
        if "register" in section:
            if section["register"] in names():
                writer.register(section)
        else:
            writer.findings([f for f in about if f.kind in section["findings"]], section["heading"])
    writer.coverage(Counter(item.document for item in own))
    return report.text()


@dataclass(frozen=True)
class _Writer:
    rows: Callable[[Register], Sequence[Row]]
    party: str
    wording: Wording
    report: Report
    teller: Teller
    illustrations: Sequence[Illustration]
    keep: Callable[[Illustration], str] | None

    def _pictures(self, section: str) -> None:
        for one in self.illustrations:
            if one.section == section and self.keep is not None:
                self.report.picture(f"{one.picture.title}. {one.picture.summary}", self.keep(one))

    def register(self, section: Mapping[str, Any]) -> None:
        """One register's rows about the party, as a table."""
        register = open_register(section["register"])
        query = Query(party=self.party, sort=section.get("sort"))
        rows = register.select(self.rows(register), query)
        if not rows:
            return
        self.report.heading(2, register.schema.label[self.wording.language])
        self._pictures(register.name)
        shown = rows[: section["limit"]]
        if len(shown) < len(rows):
            words = self.wording.words["report"]["first_rows"]
            counts = {"shown": len(shown), "rows": len(rows), "name": register.name, "party": self.party}
            self.report.paragraph(words.format(**counts))
        columns = filled(register.schema, shown, section.get("columns"), _COLUMNS)
        labels = [column.label[self.wording.language] for column in columns]
        self.report.table(labels, [[self._cell(row, column) for column in columns] for row in shown])

    def _cell(self, row: Row, column: Column) -> str:
        cell = row.cells.get(column.name)
        if cell is None:
            return ""
        told = escape(tell_cell(cell, column, self.wording))
        proofs = [a.proof for a in cell.assertions if a.proof is not None and a.value == cell.value]
        if column.name in row.key:
            proofs = []
        marks = dict.fromkeys(self.teller.footnote(proof) for proof in proofs[:_MOST_NOTES])
        others = self._others(cell, column)
        return told + "".join(marks) + (f" ({others})" if others else "")

    def _others(self, cell: Cell, column: Column) -> str:
        """The values that conflict with the one shown, with their footnotes."""
        if not cell.conflict:
            return ""
        told: dict[str, str] = {}
        for assertion in cell.assertions:
            if assertion.value != cell.value and assertion.proof is not None:
                other = escape(tell_value(assertion.value, column, self.wording))
                told.setdefault(other, self.teller.footnote(assertion.proof))
        listed = ", ".join(value + mark for value, mark in list(told.items())[:_MOST_NOTES])
        return self.wording.words["report"]["conflict"].format(others=listed) if listed else ""

    def findings(self, found: list[Finding], heading: str) -> None:
        """Findings as a list: the explanation, then the passages."""
        if not found:
            return
        self.report.heading(2, self.wording.words["report"]["sections"][heading])
        for finding in found[:_MOST_FINDINGS]:
            marks = "".join(dict.fromkeys(self.teller.footnote(proof) for proof in finding.proofs))
            self.report.item(escape(explain(finding, self.wording.language)) + marks)
        if len(found) > _MOST_FINDINGS:
            more = self.wording.words["report"]["more"].format(n=len(found) - _MOST_FINDINGS)
            self.report.item(more)

    def coverage(self, documents: Counter[str]) -> None:
        """Which documents were read, and how much of each speaks of the party."""
        words = self.wording.words["report"]
        self.report.heading(2, words["sections"]["coverage"])
        columns = [words["columns"]["document"], words["columns"]["statements"]]
        rows = [[escape(name), self.wording.number(count)] for name, count in sorted(documents.items())]
        self.report.table(columns, rows)
