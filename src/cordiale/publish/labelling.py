"""Tables with words beside their codes: a column of codes is followed by one that says what pages say."""

from collections.abc import Mapping, Sequence

from cordiale.model import Row
from cordiale.publish.cells import tell_flag, tell_value
from cordiale.publish.courses import CourseTeller, course_table
from cordiale.publish.wording import Wording
from cordiale.registers.courses import ROLES, Course
from cordiale.registers.exchange import LABEL, Table, to_table
from cordiale.registers.schema import Column, Schema

Words = Sequence[str | None]


def with_labels(table: Table, labels: Mapping[str, Words]) -> Table:
    """The table with the words of some columns, each in a column of its own behind the one of its codes.

    ``labels`` gives by column what each line says. A column whose words are its codes gets none.

    >>> table = Table(("place", "n"), frozenset(("n",)), (("FR", 1), ("X", 2)))
    >>> with_labels(table, {"place": ("France", "X")}).lines
    (('FR', 'France', 1), ('X', 'X', 2))
    """
    places = {name: at for at, name in enumerate(table.columns)}
    wanted = {
        name: words
        for name, words in labels.items()
        if any(line[places[name]] != word for line, word in zip(table.lines, words, strict=True))
    }
    columns: list[str] = []
    for name in table.columns:
        columns += [name, name + LABEL] if name in wanted else [name]
    lines = []
    for number, line in enumerate(table.lines):
        cells: list[object] = []
        for name, cell in zip(table.columns, line, strict=True):
            cells += [cell, wanted[name][number]] if name in wanted else [cell]
        lines.append(tuple(cells))
    return Table(tuple(columns), table.numbers, tuple(lines))


def labelled_rows(schema: Schema, rows: Sequence[Row], wording: Wording) -> Table:
    """Rows of a register as a table, codes of places, of kinds and of states with their words."""
    labels: dict[str, Words] = {
        column.name: [_told(row, column, wording) for row in rows]
        for column in schema.columns
        if column.type in ("place", "text", "status")
    }
    statuses = wording.words["statuses"]
    labels["status"] = [str(statuses.get(row.status, row.status)).lower() for row in rows]
    labels["flags"] = [
        "; ".join(tell_flag(flag, schema, wording) for flag in row.flags) or None for row in rows
    ]
    named = {column.name: column.label[wording.language] for column in schema.columns}
    labels["missing"] = ["; ".join(named.get(name, name) for name in row.missing) or None for row in rows]
    return with_labels(to_table(schema, rows), labels)


def labelled_courses(found: Sequence[Course], wording: Wording) -> Table:
    """Courses as a table, codes of what they are of with their words."""
    teller = CourseTeller(wording)
    labels: dict[str, list[str | None]] = {role: [] for role in (*ROLES[1:], "nature")}
    natures = teller.words["natures"]
    for course in found:
        own: dict[str, str | None] = {
            role: None if value is None else teller.name(role, value)
            for role, value in zip(ROLES, course.key, strict=True)
        }
        for reading in course.readings:
            for _ in reading.assertions:
                for role in ROLES[1:]:
                    labels[role].append(own[role])
                labels["nature"].append(natures[reading.nature])
    return with_labels(course_table(found), labels)


def _told(row: Row, column: Column, wording: Wording) -> str | None:
    cell = row.cells.get(column.name)
    if cell is None:
        return None
    values = cell.value if column.many else (cell.value,)
    return "; ".join(tell_value(value, column, wording) for value in values)
